"""The segment that a process is writing: many append, one syncs for all."""

import errno
import os
import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from storage.calls import clear, sync_folder, write_at
from storage.locked import create_locked
from storage.segment_record import (
    FIRST_RECORD,
    SEAL_AT,
    SECTOR_BYTES,
    Head,
    Kind,
    new_secret,
    write_first_block,
    write_head,
    write_seal,
    write_tombstone,
)

OPEN = ".open"
"""Where the markers of the segments lie that are not sealed."""


@dataclass(frozen=True, slots=True)
class _Reserved:
    offset: int
    record_bytes: int
    settled: int


class Segment:
    """A file at whose end threads write records, each beside the others.

    A thread returns when a sync that began after its write has succeeded. What
    fails once is not trusted again: after a failed write or sync the segment
    takes no more records, those that were not acknowledged are marked, and
    the caller begins another.
    """

    def __init__(self, folder: Path, *, limit_bytes: int) -> None:
        self._path, self._descriptor = create_locked(folder)
        self._close = weakref.finalize(self, os.close, self._descriptor)
        self.name = self._path.name
        self._secret, self._limit_bytes = new_secret(), limit_bytes
        self._turn = threading.Condition()
        self._end = FIRST_RECORD
        self._writing = 0
        self._written = self._synced = 0
        self._is_full = self._is_syncing = self._is_failed = False
        self._in_doubt: dict[int, _Reserved] = {}
        try:
            marker_of(self._path).touch()
            write_at(self._descriptor, [memoryview(write_first_block(self._secret))], 0)
            os.fdatasync(self._descriptor)
            sync_folder(folder)
        except OSError:
            self._discard()
            raise

    def append(self, head: Head, payload: Sequence[memoryview]) -> int | None:
        """Return where the record is once it is durable; None if the segment takes no more.

        Raises
        ------
        OSError
            The record is no object, and this segment takes no more.
        """
        place = self._reserve(head.record_bytes)
        if place is None:
            return None
        try:
            packed = write_head(head, secret=self._secret, offset=place.offset, settled=place.settled)
            write_at(self._descriptor, [memoryview(packed), *payload], place.offset)
            self._sync()
        except BaseException:
            self._leave(is_full=True)
            raise
        self._leave(place)
        return place.offset

    def _reserve(self, record_bytes: int) -> _Reserved | None:
        with self._turn:
            if self._is_full:
                return None
            self._writing += 1
            if self._end == FIRST_RECORD or self._end + record_bytes <= self._limit_bytes:
                place = _Reserved(self._end, record_bytes, next(iter(self._in_doubt), self._end))
                self._in_doubt[place.offset] = place
                self._end += record_bytes
                return place
        self._leave(is_full=True)
        return None

    def _sync(self) -> None:
        with self._turn:
            self._written += 1
            ticket = self._written
            while self._is_syncing and self._synced < ticket:
                self._turn.wait()
            if self._synced >= ticket:
                return
            if self._is_failed:
                raise OSError(errno.EIO, "a sync of the segment has failed")
            self._is_syncing, covered = True, self._written
        has_succeeded = False
        try:
            os.fdatasync(self._descriptor)
            has_succeeded = True
        finally:
            with self._turn:
                self._is_syncing = False
                self._is_failed = not has_succeeded
                self._synced = covered if has_succeeded else self._synced
                self._turn.notify_all()

    def _leave(self, durable: _Reserved | None = None, *, is_full: bool = False) -> None:
        """Let the last one who writes in a full segment close it."""
        with self._turn:
            if durable:
                del self._in_doubt[durable.offset]
            self._writing -= 1
            self._is_full |= is_full
            if self._writing or not self._is_full:
                return
        if self._synced == 0:
            self._discard()
        else:
            self._seal()

    def _seal(self) -> None:
        """Mark what is no object, and say so; where that fails, the next recovery does it."""
        with suppress(OSError):
            for place in self._in_doubt.values():
                self._mark(place)
            if self._in_doubt:
                os.fdatasync(self._descriptor)
            seal(self._path, self._descriptor, self._secret)
        self._close()

    def _mark(self, place: _Reserved) -> None:
        tombstone = write_tombstone(
            Kind.VOID, place.record_bytes, secret=self._secret, offset=place.offset, settled=place.settled
        )
        write_at(self._descriptor, [memoryview(tombstone)], place.offset)
        clear(self._descriptor, place.offset + SECTOR_BYTES, place.record_bytes - SECTOR_BYTES)

    def _discard(self) -> None:
        with suppress(OSError):
            remove(self._path)
        self._close()


def seal(path: Path, descriptor: int, secret: bytes) -> None:
    """Say in the first block, durably, that nothing has to be found out about any record."""
    write_at(descriptor, [memoryview(write_seal(secret))], SEAL_AT)
    os.fdatasync(descriptor)
    marker_of(path).unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Remove a segment in which nothing is an object any more, or could be one."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)
    marker_of(path).unlink(missing_ok=True)


def marker_of(path: Path) -> Path:
    """Return the empty file that tells the next start to look at a segment.

    Only the first block counts: a segment whose marker is lost is recovered
    when it is walked.
    """
    return path.parent / OPEN / path.name
