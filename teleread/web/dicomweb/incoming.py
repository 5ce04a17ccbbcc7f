"""multipart/related bodies as they come in, part by part to a file (RFC 2046 5.1).

Nothing of a body stays in memory: what a part holds goes to the spool as it
comes, and the file is handed on once the part is whole.
"""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from fastapi import HTTPException
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, MultipartState

from teleread.config import Settings

LONGEST_PREAMBLE = 64 << 10
LONGEST_BOUNDARY = 70
MOST_PARTS = 10_000
PREFIX = "upload-"


class Parts:
    """Takes the chunks of a body and hands on the file of each part.

    Parameters
    ----------
    folder
        Where files lie while they come in.
    hand_on
        Called with a part's file, which is removed afterwards; with None for a
        part that could not be written.
    """

    def __init__(self, boundary: str, folder: Path, hand_on: Callable[[Path | None], None]) -> None:
        self._delimiter = b"--" + boundary.encode("latin-1")
        self._folder, self._hand_on = folder, hand_on
        self._before: bytes | None = b""
        self._count = 0
        self._path: Path | None = None
        self._file: BinaryIO | None = None
        callbacks = {"on_part_begin": self._begin, "on_part_data": self._take, "on_part_end": self._end}
        self._parser = MultipartParser(boundary.encode("latin-1"), callbacks)  # type: ignore[arg-type]  # a TypedDict

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
        """Remove what is left of a part that did not end."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)
        self._file = self._path = None

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
        try:
            handle, name = tempfile.mkstemp(prefix=PREFIX, dir=self._folder)
            self._path, self._file = Path(name), os.fdopen(handle, "wb")
        except OSError:
            self.close()

    def _take(self, data: bytes, start: int, end: int) -> None:
        if self._file is None:
            return
        try:
            self._file.write(memoryview(data)[start:end])
        except OSError:
            self.close()

    def _end(self) -> None:
        if self._file is not None:
            try:
                self._file.close()
            except OSError:
                self.close()
        try:
            self._hand_on(self._path)
        finally:
            self.close()


def spool_of(settings: Settings) -> Path:
    """Return the folder where uploads lie while they come in; it is made if need be."""
    folder = settings.data_dir / "spool" / "web"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def clear_spool(settings: Settings) -> None:
    """Remove what a killed process left: nothing of it was answered with success."""
    for leftover in spool_of(settings).glob(f"{PREFIX}*"):
        leftover.unlink(missing_ok=True)


def is_boundary(boundary: str | None) -> bool:
    """Say whether a Content-Type's boundary can be one (RFC 2046 5.1.1)."""
    return bool(boundary) and len(boundary or "") <= LONGEST_BOUNDARY and (boundary or "").isascii()
