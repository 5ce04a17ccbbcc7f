"""Small objects in segments beyond the contract: what is acknowledged when, and what is found when something broke."""

import errno
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage import KeyRefused, ObjectDamaged, ObjectMissing, ObjectStore, StoredObject, StoreUnavailable
from storage.disk import SEGMENTS, DiskStore
from storage.segment import OPEN
from storage.segment_place import read_locator, segment_paths
from storage.segment_record import BLOCK_BYTES, FIRST_RECORD, Kind
from storage.segment_scan import first_block_of, head_at, is_sealed
from tests.store_contract import ENVELOPE, OneWinnerContract, StoreContract, a_key, held, read

SMALL = {"small_bytes": 200_000, "segment_bytes": 300_000}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "objects"


@pytest.fixture
def store(folder: Path) -> DiskStore:
    return DiskStore(folder)


class TestDiskStoreOfSmallSegments(StoreContract, OneWinnerContract):
    @pytest.fixture
    def store(self, folder: Path) -> ObjectStore:
        return DiskStore(folder, **SMALL)


def keep(store: DiskStore, content: bytes, envelope: dict[str, str] = ENVELOPE) -> StoredObject:
    with store.incoming(a_key()) as incoming:
        incoming.write(content)
        return incoming.finish(envelope)


def place_of(folder: Path, stored: StoredObject) -> tuple[Path, int]:
    place = read_locator(stored.locator)
    assert place is not None
    return folder / SEGMENTS / place.segment, place.offset


def sealed(folder: Path, *contents: bytes) -> list[StoredObject]:
    """Return objects of one segment that is not written any more."""
    kept = [keep(store, content) for store in [DiskStore(folder)] for content in contents]
    DiskStore(folder)
    assert unsealed(folder) == []
    return kept


def unsealed(folder: Path) -> list[Path]:
    def has_seal(path: Path) -> bool:
        with path.open("rb") as file:
            return is_sealed(file.fileno())

    found = [path for path in segment_paths(folder / SEGMENTS) if not has_seal(path)]
    assert {path.name for path in (folder / SEGMENTS / OPEN).iterdir()} == {path.name for path in found}
    return found


def change(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


def flip(path: Path, at: int) -> None:
    change(path, at, bytes([path.read_bytes()[at] ^ 1]))


def assert_one_is_damaged(store: DiskStore, damaged: StoredObject, whole: Sequence[StoredObject]) -> None:
    for ask in (store.stat, store.open):
        with pytest.raises(ObjectDamaged):
            ask(damaged.locator)
    walking, found = store.walk(), []
    with pytest.raises(ObjectDamaged) as raised:
        found.extend(walking)
    assert raised.value.locators == (damaged.locator,)
    assert found == list(whole)


class Disk:
    """The calls that write, in the order in which they ended, and ways to hold them up or make them fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[str] = []
        self.failing: dict[str, Callable[..., object]] = {}
        self._ended = threading.Condition()
        for name in ("pwritev", "fdatasync", "fsync"):
            monkeypatch.setattr(os, name, self._noted(name, getattr(os, name)))

    @contextmanager
    def holding(self, name: str, *, then: Callable[..., object] | None = None) -> Iterator["HeldUp"]:
        """Hold up the next call of the name, and only that one."""
        act, held_up = then or getattr(os, name), HeldUp()

        def hold(*arguments: object) -> object:
            del self.failing[name]
            held_up.begun.set()
            assert held_up.may_go_on.wait(20)
            return act(*arguments)

        self.failing[name] = hold
        try:
            yield held_up
        finally:
            held_up.let_go()

    def wait_for(self, count: int, name: str) -> None:
        with self._ended:
            assert self._ended.wait_for(lambda: self.calls.count(name) >= count, 20)

    def _noted(self, name: str, act: Callable[..., object]) -> Callable[..., object]:
        def noted(*arguments: object) -> object:
            if instead := self.failing.get(name):
                return instead(*arguments)
            result = act(*arguments)
            with self._ended:
                self.calls.append(name)
                self._ended.notify_all()
            return result

        return noted


class HeldUp:
    def __init__(self) -> None:
        self.begun, self.may_go_on = threading.Event(), threading.Event()

    def wait(self) -> None:
        assert self.begun.wait(20)

    def let_go(self) -> None:
        self.may_go_on.set()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def failing(code: int) -> Callable[..., object]:
    def fail(*_: object) -> object:
        raise OSError(code, os.strerror(code))

    return fail


def failing_half_way(code: int) -> Callable[..., object]:
    write = os.pwrite

    def fail(descriptor: int, parts: Sequence[memoryview], position: int) -> object:
        content = b"".join(parts)
        write(descriptor, content[: len(content) // 2], position)
        raise OSError(code, os.strerror(code))

    return fail


class TestAcknowledging:
    def test_a_segment_is_durable_before_its_first_record_and_the_record_before_it_is_an_object(
        self, store: DiskStore, disk: Disk
    ):
        keep(store, b"abc")
        assert disk.calls == ["pwritev", "fdatasync", "fsync", "pwritev", "fdatasync"]

    def test_a_sync_that_began_before_the_write_acknowledges_nothing(self, store: DiskStore, disk: Disk):
        keep(store, b"first")
        disk.calls.clear()
        with ThreadPoolExecutor(8) as pool, disk.holding("fdatasync") as held_up:
            leader = pool.submit(keep, store, b"leader")
            held_up.wait()
            followers = [pool.submit(keep, store, bytes([number])) for number in range(6)]
            disk.wait_for(7, "pwritev")
            assert not any(each.done() for each in (leader, *followers))
            held_up.let_go()
            kept = [each.result(20) for each in (leader, *followers)]

        assert disk.calls == ["pwritev"] * 7 + ["fdatasync"] * 2, "one for the leader, one for all who wrote meanwhile"
        assert {each.locator for each in kept} < held(store).keys()

    @pytest.mark.parametrize("call", ["pwritev", "fdatasync"])
    @pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
    def test_a_disk_that_fails_is_unavailable_until_it_does_not(
        self, store: DiskStore, folder: Path, disk: Disk, call: str, code: int
    ):
        before = keep(store, b"before")
        disk.failing = {call: failing_half_way(code) if call == "pwritev" else failing(code)}
        for _ in range(3):
            with pytest.raises(StoreUnavailable):
                keep(store, b"x" * 100_000)
        disk.failing = {}
        after = keep(store, b"after")

        assert held(store) == {each.locator: each for each in (before, after)}
        assert [read(store, each.locator) for each in (before, after)] == [b"before", b"after"]
        assert len(list(segment_paths(folder / SEGMENTS))) == 2

    def test_after_a_failed_sync_nobody_in_that_segment_is_told_success(
        self, store: DiskStore, folder: Path, disk: Disk
    ):
        """The kernel reports a lost write once: a second sync would succeed and mean nothing."""
        before = keep(store, b"before")
        disk.calls.clear()
        with ThreadPoolExecutor(8) as pool, disk.holding("fdatasync", then=failing(errno.EIO)) as held_up:
            doubtful = [pool.submit(keep, store, b"leader")]
            held_up.wait()
            doubtful += [pool.submit(keep, store, bytes([number])) for number in range(6)]
            disk.wait_for(7, "pwritev")
            held_up.let_go()
            for each in doubtful:
                assert isinstance(each.exception(20), StoreUnavailable)
        after = keep(store, b"after")

        assert held(store) == held(DiskStore(folder)) == {each.locator: each for each in (before, after)}


class TestWhatADeadWriterLeft:
    @pytest.fixture
    def kept(self, folder: Path) -> list[StoredObject]:
        store = DiskStore(folder)
        return [keep(store, bytes([number]) * 10_000) for number in range(3)]

    @pytest.mark.parametrize("left", [0, 1, 100, 512, 4096, 8192, -1])
    def test_a_torn_tail_is_no_object(self, kept: list[StoredObject], folder: Path, left: int):
        path, offset = place_of(folder, kept[-1])
        os.truncate(path, path.stat().st_size + left if left < 0 else offset + left)

        store = DiskStore(folder)
        assert held(store) == {each.locator: each for each in kept[:2]}
        with pytest.raises((ObjectDamaged, ObjectMissing)):
            store.stat(kept[2].locator)

    @pytest.mark.parametrize("at", [0, 20, 80, 5_000, 10_000])
    def test_a_record_of_which_a_part_never_reached_the_disk_hides_nobody_behind_it(
        self, store: DiskStore, folder: Path, disk: Disk, at: int
    ):
        safe = keep(store, b"safe")
        with ThreadPoolExecutor(3) as pool, disk.holding("fdatasync") as held_up:
            written = [pool.submit(keep, store, b"x" * 10_000) for _ in range(3)]
            disk.wait_for(5, "pwritev")
            after_the_crash = shutil.copytree(folder, folder.with_name("after"))
            held_up.let_go()
            offsets = sorted(place_of(folder, each.result(20))[1] for each in written)
        path, _ = place_of(after_the_crash, safe)
        change(path, offsets[1] + at, bytes(32))

        for _ in range(2):
            store = DiskStore(after_the_crash)
            assert sorted(place_of(after_the_crash, each)[1] for each in held(store).values()) == [
                FIRST_RECORD,
                offsets[0],
                offsets[2],
            ]
        with pytest.raises(ObjectDamaged):
            store.stat(f"{safe.locator.partition('/')[0]}/{offsets[1]}")

    @pytest.mark.parametrize("at", [0, 20, 80])
    def test_what_was_acknowledged_before_another_was_written_is_not_taken_for_cut_off(
        self, kept: list[StoredObject], folder: Path, at: int
    ):
        path, offset = place_of(folder, kept[1])
        flip(path, offset + at)

        for _ in range(2):
            assert_one_is_damaged(DiskStore(folder), kept[1], [kept[0], kept[2]])

    def test_damage_is_told_while_the_segment_is_still_written(self, store: DiskStore, folder: Path):
        first, flipped, last = (keep(store, bytes([number]) * 10_000) for number in range(3))
        path, offset = place_of(folder, flipped)
        flip(path, offset + 20)

        assert_one_is_damaged(store, flipped, [first, last])
        assert_one_is_damaged(DiskStore(folder), flipped, [first, last])

    def test_a_segment_in_which_nothing_was_acknowledged_goes(self, folder: Path, disk: Disk):
        store = DiskStore(folder)
        disk.failing = {"fdatasync": failing(errno.EIO)}
        with pytest.raises(StoreUnavailable):
            keep(store, b"abc")
        (folder / SEGMENTS / ("0" * 16)).write_bytes(b"of a process killed while it began")
        disk.failing = {}

        assert held(DiskStore(folder)) == {}
        assert list(segment_paths(folder / SEGMENTS)) == []

    def test_a_walk_recovers_what_another_process_left(self, folder: Path):
        watching, writing = DiskStore(folder), DiskStore(folder)
        kept = keep(writing, b"abc")
        del writing

        assert held(watching) == {kept.locator: kept}
        assert unsealed(folder) == []

    def test_a_copy_of_a_segment_that_was_being_written_is_recovered(self, store: DiskStore, folder: Path):
        kept = [keep(store, bytes([number]) * 10_000) for number in range(3)]
        copy = DiskStore(folder.with_name("copy"))
        path, offset = place_of(folder, kept[2])
        copied = folder.with_name("copy") / SEGMENTS / path.name
        copied.write_bytes(path.read_bytes()[: offset + 5_000])

        assert held(copy) == {each.locator: each for each in kept[:2]}
        assert unsealed(folder.with_name("copy")) == []
        assert unsealed(folder) == [path]

    def test_a_marker_without_a_segment_goes(self, store: DiskStore, folder: Path):
        (folder / SEGMENTS / OPEN / ("0" * 16)).touch()
        keep(store, b"abc")
        DiskStore(folder)

        assert len(list((folder / SEGMENTS / OPEN).iterdir())) == 1

    def test_the_open_segment_of_the_living_is_left_alone(self, store: DiskStore, folder: Path):
        kept = [keep(store, b"abc")]
        other = DiskStore(folder)
        assert held(other) == {each.locator: each for each in kept}
        kept.append(keep(store, b"def"))

        assert len(unsealed(folder)) == 1
        assert held(other) == held(store) == {each.locator: each for each in kept}

    def test_what_is_being_written_is_no_object_yet_and_hides_nobody(self, store: DiskStore, folder: Path, disk: Disk):
        before, half_written = keep(store, b"before"), HeldUp()

        def write_half(descriptor: int, parts: Sequence[memoryview], position: int) -> int:
            del disk.failing["pwritev"]
            content = b"".join(parts)
            written = os.pwrite(descriptor, content[: len(content) // 2], position)
            half_written.begun.set()
            assert half_written.may_go_on.wait(20)
            return written

        disk.failing["pwritev"] = write_half
        with ThreadPoolExecutor(2) as pool:
            writing = pool.submit(keep, store, b"slow" * 10_000)
            half_written.wait()
            behind = keep(store, b"behind")
            assert held(DiskStore(folder)) == held(store) == {each.locator: each for each in (before, behind)}
            half_written.let_go()
            slow_one = writing.result(20)

        assert held(store) == {each.locator: each for each in (before, behind, slow_one)}


class TestDamage:
    @pytest.mark.parametrize("at", [0, 9, 13, 20, 30, 62, 100, 180])
    def test_a_flipped_bit_in_a_head_is_damage_and_hides_nobody_else(self, folder: Path, at: int):
        first, flipped, last = sealed(folder, b"first", b"x" * 10_000, b"last")
        path, offset = place_of(folder, flipped)
        flip(path, offset + at)

        assert_one_is_damaged(DiskStore(folder), flipped, [first, last])

    def test_of_damaged_records_beside_each_other_each_is_named(self, folder: Path):
        kept = sealed(folder, *(bytes([number]) * 9_000 for number in range(5)))
        for each in kept[1:4]:
            path, offset = place_of(folder, each)
            flip(path, offset + 30)

        walking, found = DiskStore(folder).walk(), []
        with pytest.raises(ObjectDamaged) as raised:
            found.extend(walking)
        assert raised.value.locators == tuple(each.locator for each in kept[1:4])
        assert found == [kept[0], kept[4]]

    def test_a_segment_that_is_cut_off_is_damage(self, folder: Path):
        first, cut = sealed(folder, b"first", b"x" * 10_000)
        path, offset = place_of(folder, cut)
        os.truncate(path, offset + 9_000)

        assert_one_is_damaged(DiskStore(folder), cut, [first])

    def test_a_segment_cut_while_it_is_read_is_not_a_shorter_object(self, folder: Path):
        (cut,) = sealed(folder, b"x" * 1_000_000)
        with DiskStore(folder).open(cut.locator) as content:
            content.read(10)
            os.truncate(place_of(folder, cut)[0], 500_000)
            with pytest.raises(ObjectDamaged):
                content.read()

    def test_a_record_inside_an_object_is_never_taken_for_one(self, folder: Path):
        first, wanted = sealed(folder, b"first", b"the wanted one")
        path, offset = place_of(folder, wanted)
        record = path.read_bytes()[offset : offset + BLOCK_BYTES].ljust(BLOCK_BYTES, b"\0")
        hostile = [record[at:] + record * 20 for at in range(0, BLOCK_BYTES, 64)]
        kept = sealed(folder, *hostile)
        path, offset = place_of(folder, kept[0])
        for each in kept:
            flip(path, place_of(folder, each)[1])

        walking, found = DiskStore(folder).walk(), []
        with pytest.raises(ObjectDamaged) as raised:
            found.extend(walking)
        assert {each.locator for each in found} == {first.locator, wanted.locator}
        assert raised.value.locators == (kept[0].locator,)

    @pytest.mark.parametrize("at", [0, 8, 20, 40, 2048, 2060])
    def test_a_flipped_bit_in_the_first_block_harms_nobody(self, folder: Path, at: int):
        (kept,) = sealed(folder, b"abc")
        flip(place_of(folder, kept)[0], at)

        store = DiskStore(folder)
        assert held(store) == {kept.locator: kept}
        assert read(store, kept.locator) == b"abc"

    def test_a_segment_whose_first_block_is_gone_is_named_and_kept(self, folder: Path):
        for kept in (*sealed(folder, b"abc"), keep(DiskStore(folder), b"abc")):
            path, _ = place_of(folder, kept)
            change(path, 0, bytes(BLOCK_BYTES))
            store = DiskStore(folder)

            with pytest.raises(ObjectDamaged):
                store.stat(kept.locator)
            with pytest.raises(ObjectDamaged) as raised:
                held(store)
            assert raised.value.locators == (kept.locator.partition("/")[0],)
            assert path.exists()
            path.unlink()

    def test_what_is_damaged_can_be_deleted(self, folder: Path):
        first, flipped, last = sealed(folder, b"first", b"secret" * 10_000, b"last")
        path, offset = place_of(folder, flipped)
        flip(path, offset + 20)
        store = DiskStore(folder)
        store.delete(flipped.locator)

        assert held(store) == {first.locator: first, last.locator: last}
        assert b"secret" not in path.read_bytes()

    def test_nothing_is_deleted_that_does_not_begin_there(self, folder: Path):
        (kept,) = sealed(folder, b"x" * 20_000)
        segment = kept.locator.partition("/")[0]
        store = DiskStore(folder)
        for offset in (FIRST_RECORD + BLOCK_BYTES, FIRST_RECORD + 1, 1000, 10**9):
            with pytest.raises(ObjectMissing):
                store.delete(f"{segment}/{offset}")
        with pytest.raises(ObjectMissing):
            store.stat(f"{segment}/{10**9}")

        assert read(store, kept.locator) == b"x" * 20_000


class TestDeleting:
    def test_nothing_of_the_object_is_left_and_its_room_is_free(self, folder: Path):
        first, deleted, last = sealed(folder, b"first", b"secret" * 100_000, b"last")
        path, _ = place_of(folder, deleted)
        before = path.stat().st_blocks
        store = DiskStore(folder)
        store.delete(deleted.locator)

        content = path.read_bytes()
        assert b"secret" not in content
        assert content.count(ENVELOPE["ae"].encode()) == 2
        assert (before - path.stat().st_blocks) * 512 > 500_000
        assert held(store) == {first.locator: first, last.locator: last}
        assert read(store, last.locator) == b"last"

    def test_a_walk_finds_nothing_to_do_after_a_deletion_that_ended(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ):
        deleted, last = sealed(folder, b"first", b"last")
        DiskStore(folder).delete(deleted.locator)
        monkeypatch.setattr("storage.segment_changes.erase", failing(errno.EROFS))

        path, offset = place_of(folder, deleted)
        with path.open("rb") as file:
            head = head_at(file.fileno(), first_block_of(file.fileno()).secret, offset)
        assert head is not None
        assert head.kind is Kind.ERASED
        assert held(DiskStore(folder)) == {last.locator: last}

    def test_nothing_is_left_where_the_file_system_cannot_punch(self, folder: Path, monkeypatch: pytest.MonkeyPatch):
        deleted, last = sealed(folder, b"secret" * 400_000, b"last")
        monkeypatch.setattr("storage.calls._fallocate", None)
        store = DiskStore(folder)
        store.delete(deleted.locator)

        assert b"secret" not in place_of(folder, last)[0].read_bytes()
        assert held(store) == {last.locator: last}
        assert read(store, last.locator) == b"last"

    def test_a_deletion_is_durable_before_anything_is_cleared(self, folder: Path, monkeypatch: pytest.MonkeyPatch):
        deleted, last = sealed(folder, b"secret" * 10_000, b"last")
        store = DiskStore(folder)
        with monkeypatch.context() as broken:
            broken.setattr("storage.segment_changes.clear", failing(errno.EIO))
            with pytest.raises(StoreUnavailable):
                store.delete(deleted.locator)
        with pytest.raises(ObjectMissing):
            store.open(deleted.locator)
        assert b"secret" in place_of(folder, last)[0].read_bytes()

        assert held(DiskStore(folder)) == {last.locator: last}
        assert b"secret" not in place_of(folder, last)[0].read_bytes()

    def test_a_deletion_in_a_segment_that_is_being_written_outlives_its_writer(self, folder: Path):
        store = DiskStore(folder)
        deleted, kept = keep(store, b"secret" * 10_000), keep(store, b"kept")
        DiskStore(folder).delete(deleted.locator)
        del store

        store = DiskStore(folder)
        assert held(store) == {kept.locator: kept}
        with pytest.raises(ObjectMissing):
            store.stat(deleted.locator)

    def test_a_segment_in_which_nothing_is_left_goes_with_the_next_walk(self, folder: Path):
        kept = sealed(folder, b"first", b"last")
        store = DiskStore(folder)
        for each in kept:
            store.delete(each.locator)

        assert held(store) == {}
        assert list(segment_paths(folder / SEGMENTS)) == []
        with pytest.raises(ObjectMissing):
            store.stat(kept[0].locator)

    def test_who_reads_while_it_is_deleted_never_reads_anything_else(self, store: DiskStore):
        kept = keep(store, b"x" * 1_000_000)
        with store.open(kept.locator) as content:
            assert content.read(10) == b"x" * 10
            store.delete(kept.locator)
            with pytest.raises(ObjectMissing):
                content.read()


def test_large_objects_and_those_that_find_no_memory_are_files(folder: Path, monkeypatch: pytest.MonkeyPatch):
    store = DiskStore(folder, **SMALL)
    small, large = keep(store, bytes(200_000)), keep(store, bytes(200_001))
    monkeypatch.setattr("storage.disk.MEMORY_BYTES", 0)
    poor = DiskStore(folder, **SMALL)
    without_memory = keep(poor, b"abc")

    assert [read_locator(each.locator) is None for each in (small, large, without_memory)] == [False, True, True]
    assert held(store) == {each.locator: each for each in (small, large, without_memory)}


def test_a_full_segment_is_sealed_and_another_begun(folder: Path):
    store = DiskStore(folder, **SMALL)
    kept = [keep(store, bytes([number]) * 100_000) for number in range(7)]

    assert len({each.locator.partition("/")[0] for each in kept}) == 4
    assert len(unsealed(folder)) == 1
    assert held(store) == {each.locator: each for each in kept}
    assert all(read(store, each.locator) == bytes([number]) * 100_000 for number, each in enumerate(kept))


def test_what_reads_like_a_place_in_a_segment_is_no_key(store: DiskStore):
    locator = "seg-0123456789abcdef/4096"
    with pytest.raises(KeyRefused):
        store.put(locator, [b"abc"], {})
    with pytest.raises(KeyRefused):
        store.incoming(locator)
    for ask in (store.stat, store.open, store.delete):
        with pytest.raises(ObjectMissing):
            ask(locator)
