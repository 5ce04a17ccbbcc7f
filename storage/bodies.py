"""Where the bytes of an incoming object gather: in memory, in a file, or first there and then here."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from storage.blocks import Blocks
from storage.calls import disk_errors, start_writing_back, write_at

WRITE_BACK_BYTES = 4 * 1024 * 1024
_CLOSED = -1
"""No file has this number, so that a reader kept too long never sees another file."""


class FileBody:
    """An open file that grows, and is closed with the body."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.size = 0
        self._started = 0

    def append(self, chunk: memoryview) -> None:
        """Write the chunk behind what was written."""
        self.append_all([chunk])

    def append_all(self, parts: Sequence[memoryview]) -> None:
        """Write the parts behind what was written."""
        with disk_errors("incoming object"):
            self.size = write_at(self.descriptor, parts, self.size)
        if self.size - self._started >= WRITE_BACK_BYTES:
            start_writing_back(self.descriptor, self._started, self.size - self._started)
            self._started = self.size

    def read_at(self, position: int, wanted: memoryview) -> int:
        """Fill some of a buffer from the file."""
        with disk_errors("incoming object"):
            return os.preadv(self.descriptor, [wanted], position)

    def close(self) -> None:
        """Close the file."""
        descriptor, self.descriptor = self.descriptor, _CLOSED
        os.close(descriptor)


class NamedFileBody(FileBody):
    """A file whose name goes with the body."""

    def __init__(self, path: Path, descriptor: int) -> None:
        super().__init__(descriptor)
        self.path = path

    def close(self) -> None:
        """Remove the name and close the file."""
        with suppress(OSError):
            self.path.unlink()
        super().close()


_File = TypeVar("_File", bound=FileBody)


class SpillingBody(Generic[_File]):
    """Memory while there is room in it, and a file from then on."""

    def __init__(self, blocks: Blocks, open_file: Callable[[], _File]) -> None:
        self.blocks, self._open_file = blocks, open_file
        self.file: _File | None = None

    def append(self, chunk: memoryview) -> None:
        """Keep the chunk in whichever it is."""
        if self.file is None and self.blocks.append(chunk):
            return
        self.in_file().append(chunk)

    def in_file(self) -> _File:
        """Return the file, with everything in it."""
        if self.file is None:
            self.file = self._open_file()
            self.file.append_all(list(self.blocks.parts()))
            self.blocks.clear()
        return self.file

    def read_at(self, position: int, wanted: memoryview) -> int:
        """Fill some of a buffer from whichever it is."""
        return (self.blocks if self.file is None else self.file).read_at(position, wanted)

    def close(self) -> None:
        """Forget the bytes."""
        self.blocks.clear()
        if self.file is not None:
            self.file.close()
