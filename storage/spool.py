"""Where an object of unknown length waits until its length is known."""

import hashlib
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from storage.contract import StoreUnavailable

IN_MEMORY_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Gathered:
    """All the chunks of an object, from its first byte."""

    file: IO[bytes]
    size_bytes: int
    sha256: bytes


class Spool:
    """A bounded number of bytes of a folder, shared by all that is being put.

    The files have no names, so nothing is left of them when the process dies.
    """

    def __init__(self, folder: Path | None, *, limit_bytes: int) -> None:
        self._folder = None if folder is None else str(folder)
        self._free_bytes = limit_bytes
        self._lock = threading.Lock()

    @contextmanager
    def gathered(self, chunks: Iterable[bytes]) -> Iterator[Gathered]:
        """Yield the chunks as one file; its room is free again afterwards.

        Raises
        ------
        StoreUnavailable
            If the room or the disk is full.
        """
        with tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES, dir=self._folder) as file:
            digest, size_bytes = hashlib.sha256(), 0
            try:
                for chunk in chunks:
                    self._take(len(chunk))
                    size_bytes += len(chunk)
                    digest.update(chunk)
                    _write(file, chunk)
                file.seek(0)
                yield Gathered(file, size_bytes, digest.digest())
            finally:
                self._give_back(size_bytes)

    def _take(self, size_bytes: int) -> None:
        with self._lock:
            if size_bytes > self._free_bytes:
                raise StoreUnavailable("the spool is full")
            self._free_bytes -= size_bytes

    def _give_back(self, size_bytes: int) -> None:
        with self._lock:
            self._free_bytes += size_bytes


def _write(file: IO[bytes], chunk: bytes) -> None:
    try:
        file.write(chunk)
    except OSError as error:
        raise StoreUnavailable(f"the spool: {error.strerror or error}") from error
