"""Room that is left on a disk: a store that stops taking in before the disk is full.

Who shares the disk with the store, a database above all, needs room to go on.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager as ContextManager
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from storage.contract import Incoming, ObjectStore, StoredObject, StoreUnavailable

LOOK_AGAIN_BYTES = 16 << 20
"""How much of one object is written before the disk is looked at again."""


class NoRoom(StoreUnavailable):
    """A disk has less room than is to be left on it."""


@dataclass(frozen=True, slots=True)
class Reserve:
    """How much is to stay free on the disks of some folders."""

    folders: Sequence[Path]
    size_bytes: int

    def has_room(self) -> bool:
        """Say whether more is free on every disk than is to stay free."""
        return all(free_bytes(folder) > self.size_bytes for folder in self.folders)

    def require_room(self) -> None:
        """Refuse where it is not so; raises NoRoom."""
        if not self.has_room():
            raise NoRoom(f"less than {self.size_bytes} bytes are free")


def free_bytes(folder: Path) -> int:
    """Return how much a process without privileges may still write where a folder lies.

    Raises
    ------
    StoreUnavailable
        If nobody can tell.
    """
    try:
        found = os.statvfs(folder)
    except OSError as error:
        raise StoreUnavailable(f"{folder}: {error.strerror}") from error
    return found.f_bavail * found.f_frsize


class ReservedStore:
    """A store that takes in no more once the reserve is reached.

    What is put under a name is still taken: it is made here, small and needed.
    """

    def __init__(self, store: ObjectStore, reserve: Reserve) -> None:
        self._store, self._reserve = store, reserve

    @contextmanager
    def incoming(self, key: str) -> Iterator[Incoming]:
        """Begin an object; raises NoRoom."""
        self._reserve.require_room()
        with self._store.incoming(key) as incoming:
            yield _Watched(incoming, self._reserve)

    def put(self, key: str, chunks: Iterable[bytes], envelope: Mapping[str, str]) -> StoredObject:
        """Keep the chunks under a name."""
        return self._store.put(key, chunks, envelope)

    def open(self, locator: str, *, start: int = 0, length: int | None = None) -> ContextManager[BinaryIO]:
        """Open a range of the bytes."""
        return self._store.open(locator, start=start, length=length)

    def stat(self, locator: str) -> StoredObject:
        """Return what was recorded of an object."""
        return self._store.stat(locator)

    def delete(self, locator: str) -> None:
        """Remove an object."""
        self._store.delete(locator)

    def walk(self) -> Iterator[StoredObject]:
        """Yield every whole object."""
        return self._store.walk()


class _Watched:
    """An object while it is written, for as long as there is room."""

    def __init__(self, incoming: Incoming, reserve: Reserve) -> None:
        self._incoming, self._reserve, self._look_at = incoming, reserve, LOOK_AGAIN_BYTES
        self.reader, self.finish = incoming.reader, incoming.finish

    @property
    def size_bytes(self) -> int:
        return self._incoming.size_bytes

    @property
    def sha256(self) -> bytes:
        return self._incoming.sha256

    def write(self, chunk: bytes | bytearray | memoryview) -> None:
        self._incoming.write(chunk)
        if self._incoming.size_bytes >= self._look_at:
            self._look_at = self._incoming.size_bytes + LOOK_AGAIN_BYTES
            self._reserve.require_room()
