"""What is changed in a segment after it was written: deletions, and what a dead writer has left."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.calls import clear, write_at
from storage.locked import open_orphan
from storage.segment import remove, seal
from storage.segment_record import (
    FIRST_RECORD,
    SECTOR_BYTES,
    Kind,
    write_tombstone,
)
from storage.segment_scan import Found, first_block_of, head_at, is_whole, scan, settled_of

_LOCK = ".changing"


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Be the only one, of all processes, that changes what was written."""
    descriptor = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def erase(descriptor: int, secret: bytes, found: Found) -> None:
    """Make a record none, then remove its bytes; the caller is the only one who changes.

    The first sector, written in place, decides. What is killed behind it is
    finished by the next walk.
    """
    mark(descriptor, secret, found, Kind.DELETED)
    os.fdatasync(descriptor)
    clear(descriptor, found.offset + SECTOR_BYTES, found.record_bytes - SECTOR_BYTES)
    os.fdatasync(descriptor)
    mark(descriptor, secret, found, Kind.ERASED)


def finish_erasing(descriptor: int, secret: bytes, found: Found) -> None:
    """Erase what was only marked, unless another has done so."""
    head = head_at(descriptor, secret, found.offset)
    if head is not None and head.kind is Kind.DELETED:
        erase(descriptor, secret, found)


def mark(descriptor: int, secret: bytes, found: Found, kind: Kind) -> None:
    """Write over the head of a record what it is from now on."""
    settled = found.head.settled if found.head else 0
    tombstone = write_tombstone(kind, found.record_bytes, secret=secret, offset=found.offset, settled=settled)
    write_at(descriptor, [memoryview(tombstone)], found.offset)


def recover(path: Path) -> None:
    """Seal an open segment whose writer is gone; leave one alone whose writer lives.

    What is whole is an object, whether its writer could still say so or not.
    What is not, and may have been cut off, is marked. What was acknowledged
    for certain is left as it is: where it is not whole, that is damage.
    """
    descriptor = open_orphan(path)
    if descriptor is None:
        return
    try:
        with changing(path.parent):
            _recover(path, descriptor)
    finally:
        os.close(descriptor)


def _recover(path: Path, descriptor: int) -> None:
    try:
        first = first_block_of(descriptor)
    except ValueError:
        if os.fstat(descriptor).st_size <= FIRST_RECORD:
            remove(path)
        return
    if not first.is_sealed and not _settle(descriptor, first.secret):
        remove(path)
    else:
        seal(path, descriptor, first.secret)


def _settle(descriptor: int, secret: bytes) -> bool:
    """Mark what was cut off, sync everything, and say whether there is an object, or what was one."""
    settled, is_used = settled_of(descriptor, secret), False
    for found in scan(descriptor, secret):
        kind = found.head.kind if found.head else None
        if kind is Kind.DELETED:
            erase(descriptor, secret, found)
        elif found.offset < settled or is_whole(descriptor, found):
            is_used |= kind in (Kind.OBJECT, None)
        elif kind in (Kind.OBJECT, None):
            mark(descriptor, secret, found, Kind.VOID)
    os.fdatasync(descriptor)
    return is_used
