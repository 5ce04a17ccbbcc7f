"""Rebuild from the second store what the first one lost, and find again which copy belongs to which row.

Run after `reindex`: an object whose bytes a row has is linked as that row's
copy, so that nothing is copied twice; any other is carried to the first store,
verified, and filed by the same rules. Objects that two persons deleted are
erased.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from storage import ObjectDamaged, ObjectMissing, ObjectStore, StoredObject
from teleread.archive.copying_records import keep_copy
from teleread.archive.deletion_note import is_note
from teleread.archive.object_keys import key_of_receipt
from teleread.archive.unclaimed import Origin, read_origin
from teleread.database import snapshot, transaction
from teleread.views.copies import find_twin, load_second_claimed
from teleread.workflow.keeping.adopt import adopt_deletion
from teleread.workflow.keeping.carrying import NotCarried, carry, discard
from teleread.workflow.keeping.reconcile import pages, whole_objects
from teleread.workflow.keeping.reindex import Reindexed, Reindexing, Result, file_object, was_deleted
from teleread.workflow.keeping.sorting import sorted_lines


def reindex_from_second(work: Reindexing, second: ObjectStore, *, at: datetime) -> Iterator[Reindexed]:
    """Link or file every object of the second store that no row names, oldest first; yields once for each.

    Raises
    ------
    StoreUnavailable, DatabaseUnavailable
        If one breaks off: run it again.
    """
    damaged: list[str] = []
    notes: list[str] = []
    lines = sorted_lines(_unclaimed(work, second, damaged, notes), folder=work.folder)
    oldest = next(lines, None)
    for note in notes:
        adopt_deletion(work.database, second, note, at=at)
    while oldest is not None:
        _, locator = oldest.split("\t")
        yield Reindexed(locator, _take(work, second, locator, at))
        oldest = next(lines, None)
    yield from (Reindexed(locator, Result.DAMAGED) for locator in damaged)


def _unclaimed(work: Reindexing, second: ObjectStore, damaged: list[str], notes: list[str]) -> Iterator[str]:
    for page in pages(whole_objects(second, damaged)):
        with snapshot(work.database) as session:
            claimed = load_second_claimed(session, [stored.locator for stored in page])
        for stored in page:
            origin = read_origin(stored.envelope)
            if is_note(stored.envelope):
                notes.append(stored.locator)
            if origin is not None and stored.locator not in claimed:
                yield f"{origin.received_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}\t{stored.locator}"


def _take(work: Reindexing, second: ObjectStore, locator: str, at: datetime) -> Result:
    try:
        stored = second.stat(locator)
    except ObjectMissing:
        return Result.GONE
    except ObjectDamaged:
        return Result.DAMAGED
    origin = read_origin(stored.envelope)
    if origin is None:
        return Result.PLACE_UNKNOWN
    if was_deleted(work.database, origin, stored.sha256):
        discard(second, locator)
        return Result.DELETED
    if _link(work, origin, stored, at):
        return Result.DUPLICATE
    return _carry_and_file(work, second, origin, stored, at)


def _carry_and_file(
    work: Reindexing, second: ObjectStore, origin: Origin, stored: StoredObject, at: datetime
) -> Result:
    prefix = key_of_receipt(origin.clinic_id, received_at=origin.received_at).rpartition("/")[0]
    try:
        carried = carry(second, stored.locator, work.store, prefix=prefix, kept=stored)
    except NotCarried:
        return Result.DAMAGED
    result = file_object(work, carried.locator, at)
    if result in {Result.FILED, Result.QUARANTINED, Result.RESTORED}:
        _link(work, origin, stored, at)
    else:
        discard(work.store, carried.locator)
    return result


def _link(work: Reindexing, origin: Origin, stored: StoredObject, at: datetime) -> bool:
    """Remember an object as the copy of the row that has its bytes, and say whether there is such a row."""
    with transaction(work.database) as session:
        twin = find_twin(session, origin.clinic_id, origin.sop_instance_uid, stored.sha256)
        if twin is None:
            return False
        if not twin.is_copied:
            keep_copy(
                session,
                kind=twin.kind.value,
                row_id=twin.row_id,
                locator=stored.locator,
                size_bytes=stored.size_bytes,
                sha256=stored.sha256,
                at=at,
            )
    return True
