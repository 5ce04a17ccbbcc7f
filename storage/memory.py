"""The contract of the object store in a dictionary, for unit tests."""

import hashlib
import io
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager as ContextManager
from dataclasses import dataclass, field
from typing import BinaryIO

from storage.contract import (
    ObjectExists,
    ObjectMissing,
    StoredObject,
    checked_key,
    pack_envelope,
    span,
    unpack_envelope,
)


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
        stored = StoredObject(key, len(content), hashlib.sha256(content).digest(), kept)
        with self._lock:
            if key in self._objects:
                raise ObjectExists(key)
            self._objects[key] = stored, content
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
