"""Where an object of unknown length waits until its length is known."""

import hashlib
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from storage.contract import StoreUnavailable


@dataclass(frozen=True, slots=True)
class Gathered:
    """All the chunks of an object, from its first byte."""

    file: BinaryIO
    size_bytes: int
    sha256: bytes


class Spool:
    """A bounded number of bytes of a folder, shared by all that is being put.

    The files have no names, so nothing is left of them when the process dies.
    They are not buffered, so that a full disk is an error of the write and of
    nothing later.
    """

    def __init__(self, folder: Path | None, *, limit_bytes: int) -> None:
        self._folder = folder
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
        with self._nameless_file() as file:
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

    def _nameless_file(self) -> BinaryIO:
        with _spool_errors():
            return cast(BinaryIO, tempfile.TemporaryFile(buffering=0, dir=self._folder))

    def _take(self, size_bytes: int) -> None:
        with self._lock:
            if size_bytes > self._free_bytes:
                raise StoreUnavailable("the spool is full")
            self._free_bytes -= size_bytes

    def _give_back(self, size_bytes: int) -> None:
        with self._lock:
            self._free_bytes += size_bytes


def _write(file: BinaryIO, chunk: bytes) -> None:
    rest = memoryview(chunk)
    with _spool_errors():
        while rest:
            rest = rest[file.write(rest) :]


@contextmanager
def _spool_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(f"the spool: {error.strerror or error}") from error
