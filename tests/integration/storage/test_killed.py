"""A process that puts is killed at any moment: what was said to be safe is."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from random import Random
from select import select

from storage import ObjectStore, open_store
from storage.disk import INCOMING, SEGMENTS
from storage.segment import OPEN
from tests.integration.servers.seaweedfs import seaweedfs_server
from tests.integration.storage.putter import content_of
from tests.integration.storage.taker import open_small
from tests.store_contract import held, read

ROOT = Path(__file__).resolve().parents[3]
TIMES = 25
PROCESSES, THREADS = 2, 4


def put_until_killed(url: str, *, seconds: float) -> list[str]:
    """Run a putter, kill it some time after its first success, return what it said was safe."""
    return run_until_killed("tests.integration.storage.putter", url, seconds=seconds)


def run_until_killed(module: str, *arguments: str, seconds: float) -> list[str]:
    """Run a module, kill it some time after its first line, return its whole lines."""
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as putter:
        assert putter.stdout is not None
        first = putter.stdout.readline()
        assert first, "the putter ended by itself"
        select([], [], [], seconds)
        putter.kill()
        rest = putter.stdout.read()
    return (first + rest).decode().rpartition("\n")[0].splitlines()


def assert_whole(store: ObjectStore, locators: list[str]) -> None:
    for locator in locators:
        assert store.stat(locator).envelope == {"key": locator}
        assert read(store, locator) == b"".join(content_of(locator))


def test_whatever_put_returned_for_is_whole_after_sigkill(tmp_path: Path):
    folder, moments = tmp_path / "objects", Random(2)
    safe: list[str] = []
    for _ in range(TIMES):
        safe += put_until_killed(f"disk:{folder}", seconds=moments.uniform(0, 0.06))
    store = open_store(f"disk:{folder}")

    assert_whole(store, safe)
    assert_whole(store, list(held(store)))
    assert held(store).keys() >= set(safe)
    assert len(held(store)) <= len(safe) + TIMES, "at most one object a kill was whole and not yet said to be"
    assert list((folder / INCOMING).iterdir()) == []


def test_whatever_came_in_is_whole_after_sigkill_of_every_process_that_took_it_in(tmp_path: Path):
    folder, moments = tmp_path / "objects", Random(4)
    safe: list[str] = []
    for _ in range(TIMES // 2):
        with ThreadPoolExecutor(PROCESSES) as pool:
            seconds = [moments.uniform(0, 0.15) for _ in range(PROCESSES)]
            safe += [
                locator for killed in pool.map(partial(take_in_until_killed, folder), seconds) for locator in killed
            ]
    store = open_small(folder)
    found = held(store)

    assert found.keys() >= set(safe)
    assert {locator.startswith("seg-") for locator in safe} == {True, False}
    for locator, stored in found.items():
        assert read(store, locator) == b"".join(content_of(stored.envelope["key"]))
    in_doubt = TIMES // 2 * PROCESSES * THREADS
    assert len(found) <= len(safe) + in_doubt, "at most one object a thread was whole and not yet said to be"
    assert list((folder / INCOMING).iterdir()) == []
    assert list((folder / SEGMENTS / OPEN).iterdir()) == []


def take_in_until_killed(folder: Path, seconds: float) -> list[str]:
    return run_until_killed("tests.integration.storage.taker", str(folder), str(THREADS), seconds=seconds)


def test_whatever_put_returned_for_is_whole_after_the_sender_to_s3_is_killed(seaweedfs_server: str):
    moments, url = Random(3), f"{seaweedfs_server}/killed"
    safe = [key for _ in range(5) for key in put_until_killed(url, seconds=moments.uniform(0, 0.2))]

    assert_whole(open_store(url), safe)
    assert_whole(open_store(url), list(held(open_store(url))))


def test_whatever_put_returned_for_is_whole_after_the_s3_server_is_killed(tmp_path: Path):
    with seaweedfs_server(tmp_path) as url:
        store = open_store(f"{url}/killed")
        stored = [store.put(f"ab/{number}", [bytes([number]) * 100_000], {}) for number in range(30)]
    with seaweedfs_server(tmp_path) as url:
        store = open_store(f"{url}/killed")

        assert held(store) == {each.locator: each for each in stored}
        assert [read(store, each.locator) for each in stored] == [bytes([number]) * 100_000 for number in range(30)]
