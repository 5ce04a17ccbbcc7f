"""multipart/related bodies as they come in, part by part (RFC 2046 5.1).

Nothing of a body is kept here: what a part holds is handed on as it comes.
"""

from collections.abc import Callable
from typing import Protocol

from fastapi import HTTPException
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, MultipartState

LONGEST_PREAMBLE = 64 << 10
LONGEST_BOUNDARY = 70
MOST_PARTS = 10_000


class Part(Protocol):
    """Who takes what one part holds."""

    def write(self, chunk: memoryview, /) -> None:
        """Take the next bytes."""

    def end(self) -> None:
        """Note that the part is whole."""

    def close(self) -> None:
        """Forget what is not whole; asked of every part."""


class Parts:
    """Takes the chunks of a body and hands on what each part holds.

    Parameters
    ----------
    begin
        Returns who takes the next part.
    """

    def __init__(self, boundary: str, begin: Callable[[], Part]) -> None:
        self._delimiter = b"--" + boundary.encode("latin-1")
        self._begin_part = begin
        self._before: bytes | None = b""
        self._count = 0
        self._part: Part | None = None
        callbacks = {"on_part_begin": self._begin, "on_part_data": self._take, "on_part_end": self._end}
        self._parser = MultipartParser(boundary.encode("latin-1"), callbacks)  # type: ignore[arg-type]  # a TypedDict

    @property
    def has_begun(self) -> bool:
        """Say whether a part has begun and not ended."""
        return self._part is not None

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes of the body.

        Raises
        ------
        HTTPException
            With 400 if they are no multipart body, with 413 if there are too many parts.
        """
        if self._before is not None:
            chunk = self._behind_preamble(self._before + chunk)
        if not chunk:
            return
        try:
            self._parser.write(chunk)
        except MultipartParseError:
            raise HTTPException(400) from None

    def finish(self) -> None:
        """Note that the body is over; what is not closed by its last boundary was cut off (400)."""
        if self._parser.state != MultipartState.END or not self._count:
            raise HTTPException(400)

    def close(self) -> None:
        """Let go of a part that did not end."""
        part, self._part = self._part, None
        if part is not None:
            part.close()

    def _behind_preamble(self, seen: bytes) -> bytes:
        """Return what follows the preamble, from the first boundary on (RFC 2046 5.1.1)."""
        at = 0 if seen.startswith(self._delimiter) else seen.find(b"\r\n" + self._delimiter) + 2
        if at == 1:
            if len(seen) > LONGEST_PREAMBLE:
                raise HTTPException(400)
            self._before = seen
            return b""
        self._before = None
        return seen[at:]

    def _begin(self) -> None:
        self._count += 1
        if self._count > MOST_PARTS:
            raise HTTPException(413)
        self._part = self._begin_part()

    def _take(self, data: bytes, start: int, end: int) -> None:
        if self._part is not None:
            self._part.write(memoryview(data)[start:end])

    def _end(self) -> None:
        try:
            if self._part is not None:
                self._part.end()
        finally:
            self.close()


def is_boundary(boundary: str | None) -> bool:
    """Say whether a Content-Type's boundary can be one (RFC 2046 5.1.1)."""
    return bool(boundary) and len(boundary or "") <= LONGEST_BOUNDARY and (boundary or "").isascii()
