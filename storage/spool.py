"""Where an object of unknown length waits until its length is known."""

import os
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from storage.blocks import Blocks, Memory
from storage.bodies import FileBody, SpillingBody
from storage.calls import disk_errors
from storage.contract import StoreUnavailable


class Spool:
    """A bounded number of bytes, of memory and of a folder, shared by all that is being put.

    The files have no names, so nothing is left of them when the process dies.
    """

    def __init__(self, folder: Path | None, *, memory_bytes: int, limit_bytes: int) -> None:
        self._folder = folder
        self._memory = Memory(limit_bytes=memory_bytes)
        self._free_bytes = limit_bytes
        self._lock = threading.Lock()

    def body(self, *, in_memory_bytes: int) -> SpillingBody["_SpoolFile"]:
        """Return room for one object, to be closed.

        Its `append` raises `StoreUnavailable` if the room or the disk is full.
        """
        return SpillingBody(Blocks(self._memory, limit_bytes=in_memory_bytes), self._open_file)

    def _open_file(self) -> "_SpoolFile":
        with disk_errors("the spool"), tempfile.TemporaryFile(buffering=0, dir=self._folder) as file:
            return _SpoolFile(os.dup(file.fileno()), self)

    def take(self, size_bytes: int) -> None:
        """Reserve room on the disk.

        Raises
        ------
        StoreUnavailable
            If there is not so much left.
        """
        with self._lock:
            if size_bytes > self._free_bytes:
                raise StoreUnavailable("the spool is full")
            self._free_bytes -= size_bytes

    def give_back(self, size_bytes: int) -> None:
        """Let others have the room."""
        with self._lock:
            self._free_bytes += size_bytes


class _SpoolFile(FileBody):
    def __init__(self, descriptor: int, spool: Spool) -> None:
        super().__init__(descriptor)
        self._spool, self._taken = spool, 0

    def append_all(self, parts: Sequence[memoryview]) -> None:
        size = sum(map(len, parts))
        self._spool.take(size)
        self._taken += size
        super().append_all(parts)

    def close(self) -> None:
        super().close()
        self._spool.give_back(self._taken)
