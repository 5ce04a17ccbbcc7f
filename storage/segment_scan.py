"""Reading a segment from its first record to its last, also where it is damaged."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass

from storage.segment_record import (
    BLOCK_BYTES,
    FIRST_RECORD,
    SECTOR_BYTES,
    FirstBlock,
    Head,
    Kind,
    aligned,
    is_object,
    read_first_block,
    read_head,
    unproven_record_bytes,
)

_WINDOW_BYTES = 64 * BLOCK_BYTES
_READ_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """A record, or (`head` is None) what lies between two records and is none."""

    offset: int
    record_bytes: int
    head: Head | None


def scan(descriptor: int, secret: bytes) -> Iterator[Found]:
    """Yield everything that lies behind the first block of an open segment, in order."""
    position, end = FIRST_RECORD, os.fstat(descriptor).st_size
    while position < end:
        head = head_at(descriptor, secret, position)
        if head is not None:
            yield Found(position, head.record_bytes, head)
            position += head.record_bytes
        else:
            behind = _next_head(descriptor, secret, position, end)
            yield from _damaged_between(descriptor, position, behind)
            position = behind


def _damaged_between(descriptor: int, position: int, end: int) -> Iterator[Found]:
    """Tell damaged heads apart by what they say of their records, as long as that leads from one to the next."""
    while position < end:
        record_bytes = unproven_record_bytes(os.pread(descriptor, BLOCK_BYTES, position))
        behind = position + record_bytes
        if not (0 < record_bytes < end - position and unproven_record_bytes(os.pread(descriptor, BLOCK_BYTES, behind))):
            behind = end
        yield Found(position, behind - position, None)
        position = behind


def first_block_of(descriptor: int) -> FirstBlock:
    """Return what a segment says of itself.

    Raises
    ------
    ValueError
        If the file does not begin as a segment does.
    """
    return read_first_block(os.pread(descriptor, BLOCK_BYTES, 0))


def is_sealed(descriptor: int) -> bool:
    """Say whether nothing has to be found out about any record; of what is no segment, there is nothing to find out."""
    try:
        return first_block_of(descriptor).is_sealed
    except ValueError:
        return os.fstat(descriptor).st_size > FIRST_RECORD


def head_at(descriptor: int, secret: bytes, offset: int) -> Head | None:
    """Return the head at an offset, or None if none is whole there."""
    return read_head(os.pread(descriptor, BLOCK_BYTES, offset), secret=secret, offset=offset)


def is_object_at(descriptor: int, offset: int) -> bool:
    """Say whether the head at an offset, known to have been whole, still is that of an object."""
    return is_object(os.pread(descriptor, SECTOR_BYTES, offset))


def is_inside(descriptor: int, offset: int, head: Head) -> bool:
    """Say whether the segment is long enough for the bytes of the record."""
    return offset + head.payload_at + head.size_bytes <= os.fstat(descriptor).st_size


def settled_of(descriptor: int, secret: bytes) -> int:
    """Return an offset before which everything was acknowledged, or its writer told that it was not."""
    return max((found.head.settled for found in scan(descriptor, secret) if found.head), default=FIRST_RECORD)


def is_whole(descriptor: int, found: Found) -> bool:
    """Say whether it is an object whose bytes are those that its head names; they are read."""
    head = found.head
    if head is None or head.kind is not Kind.OBJECT:
        return False
    digest, position, rest = hashlib.sha256(), found.offset + head.payload_at, head.size_bytes
    while rest:
        got = os.pread(descriptor, min(rest, _READ_BYTES), position)
        if not got:
            return False
        digest.update(got)
        position += len(got)
        rest -= len(got)
    return digest.digest() == head.sha256


def _next_head(descriptor: int, secret: bytes, position: int, end: int) -> int:
    """Return where the next record begins behind a position that has none."""
    position += BLOCK_BYTES
    while position < end:
        window = os.pread(descriptor, _WINDOW_BYTES, position)
        for at in range(0, len(window), BLOCK_BYTES):
            if read_head(window[at : at + BLOCK_BYTES], secret=secret, offset=position + at):
                return position + at
        position += _WINDOW_BYTES
    return min(position, aligned(end))
