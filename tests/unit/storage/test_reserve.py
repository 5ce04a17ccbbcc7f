"""A store that takes in no more before the disk is full."""

from pathlib import Path

import pytest

from storage import StoreUnavailable
from storage.memory import MemoryStore
from storage.reserve import LOOK_AGAIN_BYTES, NoRoom, Reserve, ReservedStore, free_bytes

PLENTY = 1 << 62


def test_with_room_a_store_is_what_it_is_without_a_reserve(tmp_path: Path) -> None:
    store = ReservedStore(MemoryStore(), Reserve([tmp_path], 0))

    with store.incoming("a/b") as incoming:
        incoming.write(b"ab")
        incoming.write(memoryview(b"cd"))
        assert (incoming.size_bytes, incoming.reader().read()) == (4, b"abcd")
        stored = incoming.finish({"kind": "test"})
    assert stored.sha256 == incoming.sha256
    with store.open(stored.locator, start=1, length=2) as stream:
        assert stream.read() == b"bc"
    assert store.stat(stored.locator) == stored
    assert [each.locator for each in store.walk()] == [stored.locator]
    store.delete(stored.locator)
    assert list(store.walk()) == []


def test_below_the_reserve_nothing_is_begun_but_what_we_make_is_kept(tmp_path: Path) -> None:
    store = ReservedStore(MemoryStore(), Reserve([tmp_path], PLENTY))

    with pytest.raises(NoRoom), store.incoming("a/b"):
        raise AssertionError("it was begun")
    assert store.put("report", [b"pdf"], {}).size_bytes == 3


def test_a_large_object_is_given_up_when_the_room_goes_while_it_comes(tmp_path: Path) -> None:
    folders = [tmp_path]
    inner = MemoryStore()
    store = ReservedStore(inner, Reserve(folders, 0))

    with store.incoming("a/b") as incoming:
        incoming.write(bytes(LOOK_AGAIN_BYTES - 1))
        folders.append(tmp_path / "gone")
        with pytest.raises(StoreUnavailable):
            incoming.write(b"x")
    assert list(inner.walk()) == []


def test_every_folder_counts(tmp_path: Path) -> None:
    assert Reserve([tmp_path], free_bytes(tmp_path) // 2).has_room()
    with pytest.raises(StoreUnavailable):
        Reserve([tmp_path, tmp_path / "missing"], 0).has_room()
