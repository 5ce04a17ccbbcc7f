"""A process that puts objects until it is killed, and names each one that is safe.

python -m tests.integration.storage.putter STORE_URL
"""

import sys
from collections.abc import Iterator
from random import Random
from uuid import uuid4

from storage import open_store

SIZES = (0, 700, 70_000, 3_000_000)


def content_of(key: str) -> Iterator[bytes]:
    """Chunks that anyone can make again from the key."""
    random = Random(key)
    left = random.choice(SIZES)
    while left:
        size = min(left, random.randint(1, 200_000))
        yield random.randbytes(size)
        left -= size


def main(url: str) -> None:
    """Put for ever."""
    store = open_store(url)
    while True:
        key = f"{uuid4().hex[:2]}/{uuid4().hex}"
        store.put(key, content_of(key), {"key": key})
        sys.stdout.write(f"{key}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
