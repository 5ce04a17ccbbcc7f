"""The disk store beyond the contract: what it syncs, and what is left when something breaks."""

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage import ObjectDamaged, ObjectStore, StoreUnavailable
from storage.disk import INCOMING, DiskStore
from tests.store_contract import ENVELOPE, OneWinnerContract, StoreContract, held, read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "objects"


@pytest.fixture
def store(folder: Path) -> DiskStore:
    return DiskStore(folder)


class TestDiskStore(StoreContract, OneWinnerContract):
    @pytest.fixture
    def store(self, folder: Path) -> ObjectStore:
        return DiskStore(folder)


def test_success_follows_the_sync_of_the_bytes_and_then_of_every_name(
    store: DiskStore, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    calls: list[tuple[str, str]] = []

    def note(name: str, act: Callable[..., object]) -> Callable[..., object]:
        def noted(first: int | Path, *rest: object, **named: object) -> object:
            path = (
                os.readlink(f"/proc/self/fd/{first}") if isinstance(first, int) else str((first, *rest)[name == "link"])
            )
            calls.append((name, str(Path(path).relative_to(folder.parent))))
            return act(first, *rest, **named)

        return noted

    for name in ("fdatasync", "fsync", "link", "mkdir"):
        monkeypatch.setattr(os, name, note(name, getattr(os, name)))
    store.put("ab/cd/object", [b"abc"], ENVELOPE)

    assert calls[0][0] == "fdatasync"
    assert calls[0][1].startswith(f"objects/{INCOMING}/")
    made_and_synced = [call for call in calls[1:] if call[0] != "mkdir"]
    assert made_and_synced == [
        ("fsync", "objects"),
        ("fsync", "objects/ab"),
        ("link", "objects/ab/cd/object"),
        ("fsync", "objects/ab/cd"),
    ]


@pytest.mark.parametrize("call", ["open", "pwritev", "fdatasync", "mkdir", "link", "fsync"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_at_any_step_leaves_nothing_visible(
    store: DiskStore, folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
):
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as failing:
        failing.setattr(os, call, fail)
        with pytest.raises(StoreUnavailable):
            store.put("ab/cd", [b"abc"], ENVELOPE)

    assert held(store) == {}
    assert list((folder / INCOMING).iterdir()) == []
    assert read(store, store.put("ab/cd", [b"abc"], ENVELOPE).locator) == b"abc"


def test_a_disk_that_is_really_full_is_unavailable(folder: Path):
    """The limit of a file's size stands for the end of the disk: both end in a short write."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom storage import StoreUnavailable\n"
        "from storage.disk import DiskStore\n"
        "store = DiskStore(Path(sys.argv[1]))\n"
        "store.put('small', [b'x' * 1000], {})\n"
        "try:\n    store.put('large', (b'x' * 1000 for _ in range(1000)), {})\n"
        "except StoreUnavailable:\n    sys.exit(7)\n"
    )
    child = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        check=False,
        cwd=Path(__file__).resolve().parents[3],
    )

    assert child.returncode == 7
    assert list(held(DiskStore(folder))) == ["small"]
    assert list((folder / INCOMING).iterdir()) == []


def test_a_segment_that_meets_the_end_of_the_disk_keeps_what_it_has(folder: Path):
    script = (
        "import sys\nfrom pathlib import Path\nfrom storage import StoreUnavailable\n"
        "from storage.disk import DiskStore\n"
        "store, refused = DiskStore(Path(sys.argv[1])), 0\n"
        "for number in range(5):\n"
        "    try:\n"
        "        with store.incoming(f'key/{number}') as incoming:\n"
        "            incoming.write(bytes([number]) * 60_000)\n"
        "            incoming.finish({'number': str(number)})\n"
        "    except StoreUnavailable:\n        refused += 1\n"
        "sys.exit(refused)\n"
    )
    child = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        check=False,
        cwd=Path(__file__).resolve().parents[3],
    )
    store = DiskStore(folder)
    found = held(store)

    assert child.returncode == 2
    assert sorted(each.envelope["number"] for each in found.values()) == ["0", "2", "4"]
    for each in found.values():
        assert read(store, each.locator) == bytes([int(each.envelope["number"])]) * 60_000


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable):
        DiskStore(tmp_path / "file" / "objects")


def damage(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("at", [-1, -33, -70, -90])
def test_a_flipped_bit_behind_the_bytes_is_damage_and_hides_nobody_else(store: DiskStore, folder: Path, at: int):
    store.put("ab/bad", [b"abc" * 100], ENVELOPE)
    whole = store.put("ab/whole", [b"abc"], ENVELOPE)
    damage(folder / "ab/bad", at)

    for ask in (store.stat, store.open):
        with pytest.raises(ObjectDamaged):
            ask("ab/bad")
    walking = store.walk()
    assert next(walking) == whole
    with pytest.raises(ObjectDamaged) as raised:
        next(walking)
    assert raised.value.locators == ("ab/bad",)


@pytest.mark.parametrize("size", [0, 10, 200, 330])
def test_a_truncated_file_is_damage(store: DiskStore, folder: Path, size: int):
    store.put("ab/bad", [b"abc" * 100], ENVELOPE)
    os.truncate(folder / "ab/bad", size)

    with pytest.raises(ObjectDamaged):
        store.stat("ab/bad")


def test_a_file_cut_while_it_is_read_is_not_a_shorter_object(store: DiskStore, folder: Path):
    store.put("ab/cd", [b"abc" * 1_000_000], ENVELOPE)
    with store.open("ab/cd") as content:
        content.read(10)
        os.truncate(folder / "ab/cd", 500_000)
        with pytest.raises(ObjectDamaged):
            content.read()


def test_what_is_no_object_of_ours_is_not_walked(store: DiskStore, folder: Path, tmp_path: Path):
    stored = store.put("ab/cd", [b"abc"], {})
    (folder / "lost+found").mkdir()
    (folder / "ab" / ".hidden").write_bytes(b"x")
    (folder / "ab" / "link").symlink_to(tmp_path)

    assert held(store) == {"ab/cd": stored}


def test_an_orphan_is_removed_by_the_next_start_and_work_in_progress_is_not(store: DiskStore, folder: Path):
    orphan = folder / INCOMING / "orphan"
    orphan.write_bytes(b"of a killed process")

    def meanwhile_another_starts() -> Iterator[bytes]:
        yield b"abc"
        DiskStore(folder)
        yield b"def"

    stored = store.put("ab/cd", meanwhile_another_starts(), {})

    assert not orphan.exists()
    assert read(store, stored.locator) == b"abcdef"


def test_chunks_are_not_gathered_in_memory(folder: Path):
    script = (
        "import resource, sys\nfrom pathlib import Path\nfrom storage.disk import DiskStore\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "store = DiskStore(Path(sys.argv[1]))\n"
        "before = peak()\n"
        "store.put('large', (bytes(1_000_000) for _ in range(100)), {})\n"
        "with store.open('large') as content:\n    while content.read(1_000_000):\n        pass\n"
        "print(peak() - before)\n"
    )
    command = [sys.executable, "-c", script, str(folder)]
    grown_kb = int(subprocess.check_output(command, cwd=Path(__file__).resolve().parents[3]))

    assert grown_kb < 8_000


def test_many_objects_that_come_in_at_once_take_bounded_memory(folder: Path):
    script = (
        "import resource, sys\nfrom contextlib import ExitStack\nfrom pathlib import Path\n"
        "from storage.disk import DiskStore\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "store, before = DiskStore(Path(sys.argv[1])), peak()\n"
        "with ExitStack() as stack:\n"
        "    coming = [stack.enter_context(store.incoming(f'key/{number}')) for number in range(100)]\n"
        "    for _ in range(30):\n"
        "        for each in coming:\n            each.write(bytes(100_000))\n"
        "    for each in coming:\n        each.finish({})\n"
        "print(peak() - before)\n"
    )
    command = [sys.executable, "-c", script, str(folder)]
    grown_kb = int(subprocess.check_output(command, cwd=Path(__file__).resolve().parents[3]))

    assert grown_kb < 80_000
    assert len(held(DiskStore(folder))) == 100
