"""An object while it is written: what all stores share of it."""

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, Protocol, cast

from storage.contract import Incoming, StoredObject, pack_envelope
from storage.ranged import Ranged

READER_BUFFER_BYTES = 16 * 1024
"""A header is read in small steps; what is larger is read past the buffer."""


class Body(Protocol):
    """Where the bytes of one object gather."""

    def append(self, chunk: memoryview) -> None:
        """Keep a copy of the chunk."""

    def read_at(self, position: int, wanted: memoryview) -> int:
        """Fill at least one byte of a buffer that ends inside what was appended."""

    def close(self) -> None:
        """Forget the bytes."""


Finish = Callable[[Incoming, Mapping[str, str]], StoredObject]
"""Makes the body durable; size and digest are asked of the first argument."""


def written_to(body: Body, finish: Finish) -> Iterator[Incoming]:
    """Yield an object to write, once, and close its body."""
    written = Written(body, finish)
    try:
        yield written
    finally:
        written.end()
        body.close()


class Written:
    """What `Incoming` promises, over any body; `finish` is the store's."""

    def __init__(self, body: Body, finish: Finish) -> None:
        self._body, self._finish = body, finish
        self._digest, self._size_bytes = hashlib.sha256(), 0
        self._may_go_on = True

    @property
    def size_bytes(self) -> int:
        """How much was written so far."""
        return self._size_bytes

    @property
    def sha256(self) -> bytes:
        """The digest of what was written so far."""
        return self._digest.digest()

    def write(self, chunk: bytes | bytearray | memoryview) -> None:
        """Append the chunk."""
        self._go_on()
        whole = memoryview(chunk).cast("B")
        self._body.append(whole)
        self._may_go_on = True
        self._digest.update(whole)
        self._size_bytes += len(whole)

    def reader(self) -> BinaryIO:
        """Open what was written so far."""
        return cast(BinaryIO, io.BufferedReader(_Reader(self._body, self._size_bytes), READER_BUFFER_BYTES))

    def finish(self, envelope: Mapping[str, str]) -> StoredObject:
        """Make it an object."""
        pack_envelope(envelope)
        self._go_on()
        return self._finish(self, envelope)

    def end(self) -> None:
        """Take nothing more."""
        self._may_go_on = False

    def _go_on(self) -> None:
        """Let one act through; another only when it has succeeded."""
        if not self._may_go_on:
            raise ValueError("finished, failed or left: nothing more can be written")
        self._may_go_on = False


class _Reader(Ranged):
    def __init__(self, body: Body, size: int) -> None:
        super().__init__(size)
        self._body = body

    def _read_at(self, position: int, wanted: memoryview) -> int:
        return self._body.read_at(position, wanted)
