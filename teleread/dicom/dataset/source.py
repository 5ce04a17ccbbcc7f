"""The bytes of a data set, read forward once, inflated if need be, within bounds."""

import os
import zlib
from typing import BinaryIO, Protocol

CHUNK_BYTES = 1 << 20
LONGEST_INFLATED_BYTES = 512 << 20


class Malformed(Exception):
    """The bytes cannot be followed any further; `reason` is a word for programs."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Source(Protocol):
    """A forward reader that knows where it is."""

    position: int

    def read(self, size: int) -> bytes:
        """Return exactly `size` bytes, or raise Malformed("truncated")."""

    def skip(self, size: int) -> None:
        """Go on by `size` bytes, or raise Malformed("truncated")."""

    def at_end(self) -> bool:
        """Say whether nothing follows."""


class PlainSource:
    """A file from an offset to its end; skipping reads nothing."""

    def __init__(self, stream: BinaryIO, offset: int) -> None:
        self._stream = stream
        self._end = stream.seek(0, os.SEEK_END) - offset
        stream.seek(offset)
        self.position = 0

    def read(self, size: int) -> bytes:
        """Read within the file."""
        if size > self._end - self.position:
            raise Malformed("truncated")
        content = self._stream.read(size)
        if len(content) != size:
            raise Malformed("truncated")
        self.position += size
        return content

    def skip(self, size: int) -> None:
        """Seek within the file."""
        if size > self._end - self.position:
            raise Malformed("truncated")
        self._stream.seek(size, os.SEEK_CUR)
        self.position += size

    def at_end(self) -> bool:
        """Compare with the file's size."""
        return self.position >= self._end


class InflatingSource:
    """A raw deflate stream, inflated piece by piece and only so far.

    References
    ----------
    DICOM PS3.5 A.5 (Deflated Explicit VR Little Endian); RFC 1951.
    """

    def __init__(self, stream: BinaryIO, offset: int) -> None:
        stream.seek(offset)
        self._stream = stream
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        self._ready = b""
        self.position = 0

    def read(self, size: int) -> bytes:
        """Inflate as far as needed."""
        pieces = []
        while size:
            piece = self.some(size)
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def skip(self, size: int) -> None:
        """Inflate and forget."""
        while size:
            size -= len(self.some(size))

    def at_end(self) -> bool:
        """Inflate to know."""
        return not self._ready and not self._fill()

    def some(self, size: int) -> bytes:
        """Return between 1 and `size` bytes, or raise Malformed("truncated") at the end."""
        if self.at_end():
            raise Malformed("truncated")
        piece, self._ready = self._ready[:size], self._ready[size:]
        self.position += len(piece)
        if self.position > LONGEST_INFLATED_BYTES:
            raise Malformed("inflates_too_far")
        return piece

    def _fill(self) -> bool:
        while not self._ready and not self._inflater.eof:
            compressed = self._inflater.unconsumed_tail or self._stream.read(CHUNK_BYTES)
            if not compressed:
                return False
            try:
                self._ready = self._inflater.decompress(compressed, CHUNK_BYTES)
            except zlib.error:
                raise Malformed("not_deflated") from None
        return bool(self._ready)
