"""A process whose threads take objects in until it is killed, and name each one that is safe.

python -m tests.integration.storage.taker STORE_FOLDER THREADS
"""

import sys
import threading
from pathlib import Path
from uuid import uuid4

from storage.disk import DiskStore
from tests.integration.storage.putter import content_of

SMALL_BYTES = 1_000_000
SEGMENT_BYTES = 4_000_000
"""Small enough for a process to fill several before it is killed."""


def open_small(folder: Path) -> DiskStore:
    """Open a store in which objects and segments of every kind occur soon."""
    return DiskStore(folder, small_bytes=SMALL_BYTES, segment_bytes=SEGMENT_BYTES)


def main(folder: Path, threads: int) -> None:
    """Take in for ever."""
    store, lock = open_small(folder), threading.Lock()

    def take_in() -> None:
        while True:
            key = f"{uuid4().hex[:2]}/{uuid4().hex}"
            with store.incoming(key) as incoming:
                for chunk in content_of(key):
                    incoming.write(chunk)
                locator = incoming.finish({"key": key}).locator
            with lock:
                sys.stdout.write(f"{locator}\n")
                sys.stdout.flush()

    for _ in range(threads):
        threading.Thread(target=take_in).start()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
