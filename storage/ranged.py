"""A part of an object as a seekable file."""

import io
from abc import abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Ranged(io.RawIOBase):
    """Position and bounds of a range; a store adds how bytes are got."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._position = 0

    @abstractmethod
    def _read_at(self, position: int, wanted: memoryview) -> int:
        """Fill at least one byte of a buffer that ends inside the range."""

    def readable(self) -> bool:
        """Say yes."""
        return True

    def seekable(self) -> bool:
        """Say yes."""
        return True

    def tell(self) -> int:
        """Return the position inside the range."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move; nothing is read."""
        position = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence] + offset
        if position < 0:
            raise ValueError("a position is not negative")
        self._position = position
        return position

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Read some bytes; none at the end of the range."""
        wanted = memoryview(buffer).cast("B")[: max(0, self._size - self._position)]
        if not wanted:
            return 0
        count = self._read_at(self._position, wanted)
        self._position += count
        return count
