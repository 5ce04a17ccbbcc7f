"""Small objects, many to a file."""

import io
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from storage.calls import disk_errors
from storage.contract import Incoming, ObjectMissing, StoredObject, pack_envelope, span
from storage.segment import OPEN, Segment
from storage.segment_changes import changing, erase, recover
from storage.segment_place import Place, read_locator, segment_paths, write_locator
from storage.segment_reading import SegmentRange, deletable_at, object_at, objects_of, stored_at
from storage.segment_record import object_head
from storage.segment_scan import is_sealed

READ_BUFFER_BYTES = 128 * 1024


class Segments:
    """The segments of one folder, which several processes share.

    Each process appends to a segment of its own. Where an object lies says its
    locator, so nothing has to be looked up or remembered.

    See docs/decisions/0042-small-objects-in-segments.md.
    """

    def __init__(self, folder: Path, *, limit_bytes: int) -> None:
        self._folder, self._limit_bytes = folder, limit_bytes
        self._lock = threading.Lock()
        self._current: Segment | None = None
        with disk_errors(folder):
            for marker in (folder / OPEN).iterdir():
                recover(folder / marker.name)
                if not (folder / marker.name).exists():
                    marker.unlink(missing_ok=True)

    def append(
        self, key: str, payload: Sequence[memoryview], written: Incoming, envelope: Mapping[str, str]
    ) -> StoredObject:
        """Return once the bytes are a durable object."""
        size_bytes, sha256 = written.size_bytes, written.sha256
        head = object_head(key=key, envelope=pack_envelope(envelope), size_bytes=size_bytes, sha256=sha256)
        with disk_errors(self._folder):
            while True:
                segment = self._begun()
                offset = segment.append(head, payload)
                if offset is not None:
                    locator = write_locator(Place(segment.name, offset))
                    return StoredObject(locator, size_bytes, sha256, dict(envelope))
                self._leave(segment)

    def open(self, locator: str, *, start: int, length: int | None) -> BinaryIO:
        """Open a range of the bytes."""
        with self._opened(locator, os.O_RDONLY) as (descriptor, offset):
            head = object_at(descriptor, offset, locator)
            first, size = span(head.size_bytes, start, length)
            place = SegmentRange(os.dup(descriptor), offset, offset + head.payload_at + first, size, locator)
            return io.BufferedReader(place, READ_BUFFER_BYTES)

    def stat(self, locator: str) -> StoredObject:
        """Return what the head says."""
        with self._opened(locator, os.O_RDONLY) as (descriptor, offset):
            return stored_at(locator, object_at(descriptor, offset, locator))

    def delete(self, locator: str) -> None:
        """Make it no object, durably, and give its room back."""
        with self._opened(locator, os.O_RDWR) as (descriptor, offset), changing(self._folder):
            erase(descriptor, *deletable_at(descriptor, offset, locator))

    def walk(self, damaged: list[str]) -> Iterator[StoredObject]:
        """Yield every whole object, and note what is damaged."""
        with disk_errors(self._folder):
            paths = segment_paths(self._folder)
        for path in paths:
            yield from self._walk_one(path, damaged)

    def _walk_one(self, path: Path, damaged: list[str]) -> Iterator[StoredObject]:
        with disk_errors(path):
            try:
                descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
            except FileNotFoundError:
                return
            try:
                if not is_sealed(descriptor):
                    recover(path)
                yield from objects_of(path, descriptor, damaged)
            finally:
                os.close(descriptor)

    @contextmanager
    def _opened(self, locator: str, flags: int) -> Iterator[tuple[int, int]]:
        place = read_locator(locator)
        if place is None:
            raise ObjectMissing(locator)
        with disk_errors(locator):
            try:
                descriptor = os.open(self._folder / place.segment, flags | os.O_CLOEXEC | os.O_NOFOLLOW)
            except FileNotFoundError:
                raise ObjectMissing(locator) from None
            try:
                yield descriptor, place.offset
            finally:
                os.close(descriptor)

    def _begun(self) -> Segment:
        with self._lock:
            if self._current is None:
                self._current = Segment(self._folder, limit_bytes=self._limit_bytes)
            return self._current

    def _leave(self, segment: Segment) -> None:
        with self._lock:
            if self._current is segment:
                self._current = None
