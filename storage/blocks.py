"""Memory that objects are written into: bounded for all of them together, and used again."""

import threading
from collections.abc import Iterator

BLOCK_BYTES = 256 * 1024
KEPT_BLOCKS = 64
"""What stays with the process when nothing is written: fresh memory costs a fault every 4 KB."""


class Memory:
    """Blocks that many objects take while they grow and give back at their end."""

    def __init__(self, *, limit_bytes: int) -> None:
        self._rest = limit_bytes // BLOCK_BYTES
        self._kept: list[bytearray] = []
        self._lock = threading.Lock()

    def take(self, count: int) -> list[bytearray] | None:
        """Return blocks with anything in them, or None where there is no room for all of them."""
        with self._lock:
            if count > self._rest:
                return None
            self._rest -= count
            kept = self._kept[max(0, len(self._kept) - count) :]
            del self._kept[len(self._kept) - len(kept) :]
        return kept + [bytearray(BLOCK_BYTES) for _ in range(count - len(kept))]

    def give_back(self, blocks: list[bytearray]) -> None:
        """Let others have the blocks; nothing may look at them any more."""
        with self._lock:
            self._rest += len(blocks)
            self._kept += blocks[: KEPT_BLOCKS - len(self._kept)]


class Blocks:
    """Bytes that grow without being moved; belongs to one thread."""

    def __init__(self, memory: Memory, *, limit_bytes: int) -> None:
        self._memory, self._limit_bytes = memory, limit_bytes
        self._blocks: list[bytearray] = []
        self._size = 0

    def append(self, chunk: memoryview) -> bool:
        """Keep a copy of the chunk, or say that there is no room and keep nothing of it."""
        size = self._size + len(chunk)
        if size > self._limit_bytes or not self._reach(size):
            return False
        taken = 0
        while taken < len(chunk):
            block, at = divmod(self._size + taken, BLOCK_BYTES)
            count = min(BLOCK_BYTES - at, len(chunk) - taken)
            self._blocks[block][at : at + count] = chunk[taken : taken + count]
            taken += count
        self._size = size
        return True

    def read_at(self, position: int, wanted: memoryview) -> int:
        """Fill the beginning of a buffer that ends inside the bytes."""
        block, at = divmod(position, BLOCK_BYTES)
        count = min(BLOCK_BYTES - at, len(wanted))
        wanted[:count] = memoryview(self._blocks[block])[at : at + count]
        return count

    def parts(self) -> Iterator[memoryview]:
        """Yield the bytes where they lie."""
        for number, block in enumerate(self._blocks):
            yield memoryview(block)[: self._size - number * BLOCK_BYTES]

    def clear(self) -> None:
        """Forget the bytes and give their room back."""
        blocks, self._blocks, self._size = self._blocks, [], 0
        self._memory.give_back(blocks)

    def _reach(self, size: int) -> bool:
        missing = -(-size // BLOCK_BYTES) - len(self._blocks)
        if missing <= 0:
            return True
        taken = self._memory.take(missing)
        if taken is None:
            return False
        self._blocks += taken
        return True
