"""Objects in a folder: the embedded default, durable before it returns."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager as ContextManager
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from storage.blocks import Blocks, Memory
from storage.bodies import SpillingBody
from storage.calls import disk_errors
from storage.contract import (
    Incoming,
    KeyRefused,
    ObjectDamaged,
    StoredObject,
    checked_key,
    pack_envelope,
)
from storage.files import Files
from storage.folders import DurableFolders
from storage.incoming import written_to
from storage.segment import OPEN
from storage.segment_place import read_locator
from storage.segments import Segments

INCOMING = ".incoming"
"""Where files lie until they are whole. No key begins with a dot."""
SEGMENTS = ".segments"

SMALL_BYTES = 4 * 1024 * 1024
"""Up to here an incoming object is kept in memory and goes to a segment."""
SEGMENT_BYTES = 256 * 1024 * 1024
MEMORY_BYTES = 64 * 1024 * 1024
"""What all incoming objects keep in memory together; beyond it small ones are files too."""


class DiskStore:
    """Objects under one folder: what has a name or is large in a file of its own, the rest in segments.

    Several processes may share the folder.

    See docs/decisions/0012-objects-on-disk.md and
    docs/decisions/0042-small-objects-in-segments.md.
    """

    def __init__(self, folder: Path, *, small_bytes: int = SMALL_BYTES, segment_bytes: int = SEGMENT_BYTES) -> None:
        root = folder.absolute()
        self._small_bytes, self._memory = small_bytes, Memory(limit_bytes=MEMORY_BYTES)
        folders = DurableFolders(root)
        with disk_errors(root):
            for inner in (root / INCOMING, root / SEGMENTS, root / SEGMENTS / OPEN):
                folders.make(inner)
        self._files = Files(root, root / INCOMING, folders)
        self._segments = Segments(root / SEGMENTS, limit_bytes=segment_bytes)

    def put(self, key: str, chunks: Iterable[bytes], envelope: Mapping[str, str]) -> StoredObject:
        """Write, sync and publish the chunks as a file."""
        _file_key(key)
        pack_envelope(envelope)
        self._files.refuse_used(key)
        with self._named(key) as incoming:
            for chunk in chunks:
                incoming.write(chunk)
            return incoming.finish(envelope)

    def incoming(self, key: str) -> ContextManager[Incoming]:
        """Begin an object: in memory, and in a file when it grows."""
        return self._small_or_large(_file_key(key))

    def open(self, locator: str, *, start: int = 0, length: int | None = None) -> ContextManager[BinaryIO]:
        """Open a range of the bytes."""
        return self._home(locator).open(locator, start=start, length=length)

    def stat(self, locator: str) -> StoredObject:
        """Return what was written down beside the bytes."""
        return self._home(locator).stat(locator)

    def delete(self, locator: str) -> None:
        """Remove the file, or mark the record and clear its bytes; durably."""
        self._home(locator).delete(locator)

    def walk(self) -> Iterator[StoredObject]:
        """Yield every whole object; what is still being written is none."""
        damaged: list[str] = []
        yield from self._files.walk(damaged)
        yield from self._segments.walk(damaged)
        if damaged:
            raise ObjectDamaged(*damaged)

    def _home(self, locator: str) -> Files | Segments:
        return self._files if read_locator(checked_key(locator)) is None else self._segments

    @contextmanager
    def _named(self, key: str) -> Iterator[Incoming]:
        body = SpillingBody(Blocks(self._memory, limit_bytes=0), self._files.begin)
        yield from written_to(body, lambda written, envelope: self._files.keep(key, body.in_file(), written, envelope))

    @contextmanager
    def _small_or_large(self, key: str) -> Iterator[Incoming]:
        body = SpillingBody(Blocks(self._memory, limit_bytes=self._small_bytes), self._files.begin)

        def finish(written: Incoming, envelope: Mapping[str, str]) -> StoredObject:
            if body.file is None:
                return self._segments.append(key, list(body.blocks.parts()), written, envelope)
            return self._files.keep(key, body.file, written, envelope)

        yield from written_to(body, finish)


def _file_key(key: str) -> str:
    """Return the key if a file can have it: what reads like a place in a segment is none."""
    if read_locator(checked_key(key)) is not None:
        raise KeyRefused(f"a key of the store itself: {key!r}")
    return key
