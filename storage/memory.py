"""The contract of the object store in a dictionary, for unit tests."""

import hashlib
import io
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager as ContextManager
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from storage.contract import (
    Incoming,
    ObjectExists,
    ObjectMissing,
    StoredObject,
    checked_key,
    pack_envelope,
    span,
    unpack_envelope,
)
from storage.incoming import written_to


@dataclass(frozen=True)
class MemoryStore:
    """An object store that ends with its process."""

    _objects: dict[str, tuple[StoredObject, bytes]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, key: str, chunks: Iterable[bytes], envelope: Mapping[str, str]) -> StoredObject:
        """Keep the joined chunks."""
        checked_key(key)
        kept = unpack_envelope(pack_envelope(envelope))
        content = b"".join(chunks)
        return self._keep(StoredObject(key, len(content), hashlib.sha256(content).digest(), kept), content)

    @contextmanager
    def incoming(self, key: str) -> Iterator[Incoming]:
        """Begin an object in memory."""
        checked_key(key)
        body = _Growing()

        def finish(written: Incoming, envelope: Mapping[str, str]) -> StoredObject:
            stored = StoredObject(key, written.size_bytes, written.sha256, dict(envelope))
            return self._keep(stored, bytes(body.content))

        yield from written_to(body, finish)

    def _keep(self, stored: StoredObject, content: bytes) -> StoredObject:
        with self._lock:
            if stored.locator in self._objects:
                raise ObjectExists(stored.locator)
            self._objects[stored.locator] = stored, content
        return stored

    def open(self, locator: str, *, start: int = 0, length: int | None = None) -> ContextManager[BinaryIO]:
        """Open a range of the bytes."""
        stored, content = self._find(locator)
        first, size = span(stored.size_bytes, start, length)
        return io.BytesIO(content[first : first + size])

    def stat(self, locator: str) -> StoredObject:
        """Return what was recorded at the put."""
        return self._find(locator)[0]

    def delete(self, locator: str) -> None:
        """Forget the object."""
        checked_key(locator)
        with self._lock:
            if self._objects.pop(locator, None) is None:
                raise ObjectMissing(locator)

    def walk(self) -> Iterator[StoredObject]:
        """Yield every object."""
        with self._lock:
            everything = [stored for stored, _ in self._objects.values()]
        yield from everything

    def _find(self, locator: str) -> tuple[StoredObject, bytes]:
        found = self._objects.get(checked_key(locator))
        if found is None:
            raise ObjectMissing(locator)
        return found


class _Growing:
    def __init__(self) -> None:
        self.content = bytearray()

    def append(self, chunk: memoryview) -> None:
        self.content += chunk

    def read_at(self, position: int, wanted: memoryview) -> int:
        wanted[:] = memoryview(self.content)[position : position + len(wanted)]
        return len(wanted)

    def close(self) -> None:
        """Keep it: a reader may be left."""
