"""A process that does everything a disk store can do, once, and tells what it was told.

python -m tests.integration.storage.actor FOLDER
"""

import sys
from collections.abc import Callable
from pathlib import Path

from storage import StoredObject, StoreUnavailable
from storage.disk import DiskStore

SMALL_BYTES, SEGMENT_BYTES = 20_000, 30_000
SIZES = (5_000, 9_000, 10_000, 12_000, 50_000, 3_000)
"""The third does not fit into the first segment, the fifth into none."""


def open_tiny(folder: Path) -> DiskStore:
    """Open a store in which few bytes fill a segment."""
    return DiskStore(folder, small_bytes=SMALL_BYTES, segment_bytes=SEGMENT_BYTES)


def content_of(number: int) -> bytes:
    """Return what anyone can make again."""
    return bytes([65 + number]) * SIZES[number]


def take_in(store: DiskStore, number: int) -> StoredObject:
    """Keep the bytes of a number."""
    with store.incoming(f"taken/{number}") as incoming:
        incoming.write(content_of(number))
        return incoming.finish({"number": str(number)})


def say(*words: str) -> None:
    """Tell it to whoever is left when this process is killed."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def main(folder: Path) -> None:
    """Take in, put, delete, walk."""
    try:
        store = open_tiny(folder)
    except StoreUnavailable:
        say("refused")
        store = open_tiny(folder)
    kept: list[str] = []

    def attempt(act: Callable[[], StoredObject]) -> None:
        try:
            kept.append(act().locator)
            say("kept", kept[-1])
        except StoreUnavailable:
            say("refused")

    for number in range(len(SIZES)):
        attempt(lambda number=number: take_in(store, number))  # type: ignore[misc]  # a default is not inferred
    attempt(lambda: store.put("named/0", [content_of(0)], {"number": "0"}))
    for locator in kept[::2]:
        say("deleting", locator)
        try:
            store.delete(locator)
            say("deleted", locator)
        except StoreUnavailable:
            say("refused")
    attempt(lambda: take_in(store, 0))
    say("end")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
