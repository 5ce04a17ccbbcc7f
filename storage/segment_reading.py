"""Objects of a segment, one by its place or all of them."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from storage.calls import disk_errors
from storage.contract import ObjectDamaged, ObjectMissing, StoredObject, unpack_envelope
from storage.ranged import Ranged
from storage.segment import remove
from storage.segment_changes import changing, finish_erasing
from storage.segment_place import Place, write_locator, write_segment_locator
from storage.segment_record import FIRST_RECORD, Head, Kind
from storage.segment_scan import Found, first_block_of, head_at, is_inside, is_object_at, is_whole, scan, settled_of


def object_at(descriptor: int, offset: int, locator: str) -> Head:
    """Return the head of the object that begins there.

    Raises
    ------
    ObjectMissing
        If nothing was ever there, or it was deleted.
    ObjectDamaged
        If its head is not whole, its bytes are cut off, or it was found to be
        broken when its writer had died.
    """
    if offset >= os.fstat(descriptor).st_size:
        raise ObjectMissing(locator)
    head = head_at(descriptor, _secret(descriptor, locator), offset)
    if head is not None and head.kind in (Kind.DELETED, Kind.ERASED):
        raise ObjectMissing(locator)
    if head is None or head.kind is not Kind.OBJECT or not is_inside(descriptor, offset, head):
        raise ObjectDamaged(locator)
    return head


def deletable_at(descriptor: int, offset: int, locator: str) -> tuple[bytes, Found]:
    """Return the secret of the segment and what begins there, damaged or not.

    Raises
    ------
    ObjectMissing
        If nothing begins there, or it was deleted.
    """
    secret = _secret(descriptor, locator)
    head = head_at(descriptor, secret, offset)
    if head is None:
        for found in scan(descriptor, secret):
            if found.offset == offset:
                return secret, found
    elif head.kind in (Kind.OBJECT, Kind.VOID):
        return secret, Found(offset, head.record_bytes, head)
    raise ObjectMissing(locator)


def stored_at(locator: str, head: Head) -> StoredObject:
    """Return the object that a head describes."""
    return StoredObject(locator, head.size_bytes, head.sha256, unpack_envelope(head.envelope))


def objects_of(path: Path, descriptor: int, damaged: list[str]) -> Iterator[StoredObject]:
    """Yield the objects of a segment and note the locators of what is damaged.

    What may have been cut off, or is being written, is an object if all of it
    is there, and otherwise nobody's fault. Everything else has to be as it
    was: its bytes are not read, and what is left of deletions is removed.
    """
    try:
        first = first_block_of(descriptor)
    except ValueError:
        if os.fstat(descriptor).st_size > FIRST_RECORD:
            damaged.append(write_segment_locator(path.name))
        return
    secret, is_empty = first.secret, first.is_sealed
    settled = sys.maxsize if first.is_sealed else settled_of(descriptor, secret)
    for found in scan(descriptor, secret):
        locator, head = write_locator(Place(path.name, found.offset)), found.head
        if head is not None and head.kind is not Kind.OBJECT:
            if head.kind is Kind.DELETED:
                _erase_rest(path, secret, found)
            continue
        is_empty = False
        if found.offset >= settled:
            if head is not None and is_whole(descriptor, found):
                yield stored_at(locator, head)
        elif head is not None and is_inside(descriptor, found.offset, head):
            yield stored_at(locator, head)
        else:
            damaged.append(locator)
    if is_empty:
        remove(path)


class SegmentRange(Ranged):
    """A part of an object in an open segment; owns the descriptor."""

    def __init__(self, descriptor: int, offset: int, first: int, size: int, locator: str) -> None:
        super().__init__(size)
        self._descriptor, self._offset, self._first, self._locator = descriptor, offset, first, locator

    def _read_at(self, position: int, wanted: memoryview) -> int:
        """Read, and only then look whether that was still the object: a deletion marks first and clears later."""
        with disk_errors(self._locator):
            count = os.preadv(self._descriptor, [wanted], self._first + position)
            is_object = is_object_at(self._descriptor, self._offset)
        if not is_object:
            raise ObjectMissing(self._locator)
        if count == 0:
            raise ObjectDamaged(self._locator)
        return count

    def close(self) -> None:
        """Close the segment too."""
        if not self.closed:
            os.close(self._descriptor)
        super().close()


def _secret(descriptor: int, locator: str) -> bytes:
    try:
        return first_block_of(descriptor).secret
    except ValueError:
        raise ObjectDamaged(locator) from None


def _erase_rest(path: Path, secret: bytes, found: Found) -> None:
    """Finish a deletion that was killed; where that fails the next walk tries again."""
    with suppress(OSError), changing(path.parent):
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        try:
            finish_erasing(descriptor, secret, found)
        finally:
            os.close(descriptor)
