"""Erase the bytes of deleted Studies from both stores, and renditions that no Instance has any more.

First a note is put into each store, of what was deleted by whom and why. Then
the objects go, one by one. So whatever is lost in between, database or worker,
nothing that was deleted is filed again: `reindex` reads the notes first.
"""

from contextlib import suppress
from datetime import datetime

from storage import ObjectExists, ObjectStore
from teleread.archive.deletion import Deletion, DeletionState, finish
from teleread.archive.deletion_note import envelope_of, write_note
from teleread.archive.deletion_records import (
    DeletedObject,
    load_deletions,
    load_left,
    load_objects,
    mark_erased,
    save_deletion,
)
from teleread.archive.rendition_records import forget_leaving, is_leaving, load_leaving
from teleread.audit.records import record
from teleread.clinics.access import system_scope
from teleread.database import Database, Session, snapshot, transaction
from teleread.workflow.keeping.carrying import discard

PAGE = 100


def erase_due(database: Database, first: ObjectStore, second: ObjectStore | None, *, at: datetime) -> int:
    """Erase what two persons have agreed to delete, and return how many objects that were.

    A deletion whose copies lie in a second store that is not configured waits
    for it, and one whose renditions were being made until nobody can put any.

    Raises
    ------
    StoreUnavailable
        If either store does not answer: the next round goes on there.
    """
    renditions = _erase_renditions(database, first, at=at)
    with snapshot(database) as session:
        approved = load_deletions(session, system_scope(), states=[DeletionState.REMOVING])
    return renditions + sum(_erase(database, first, second, deletion, at=at) for deletion in approved)


def _erase_renditions(database: Database, first: ObjectStore, *, at: datetime) -> int:
    """Erase what was derived, of deleted Instances and of others; it lies in no second store."""
    with snapshot(database) as session:
        locators = load_leaving(session, at=at, limit=PAGE)
    for locator in locators:
        discard(first, locator)
    if locators:
        with transaction(database) as session:
            forget_leaving(session, locators)
    return len(locators)


def _erase(
    database: Database, first: ObjectStore, second: ObjectStore | None, deletion: Deletion, *, at: datetime
) -> int:
    _put_note(database, first, deletion)
    if second is not None:
        _put_note(database, second, deletion)
    erased = 0
    while True:
        with snapshot(database) as session:
            page = load_left(session, deletion.id, limit=PAGE)
        gone = [each.id for each in page if _discard(first, second, each)]
        with transaction(database) as session:
            mark_erased(session, gone, at=at)
            if not load_left(session, deletion.id, limit=1):
                if not is_leaving(session, deletion.id):
                    _finish(session, deletion, at)
                return erased + len(gone)
        erased += len(gone)
        if not gone:
            return erased


def _discard(first: ObjectStore, second: ObjectStore | None, found: DeletedObject) -> bool:
    if found.locator is not None:
        discard(first, found.locator)
    if found.second_locator is None:
        return True
    if second is None:
        return False
    discard(second, found.second_locator)
    return True


def _finish(session: Session, deletion: Deletion, at: datetime) -> None:
    save_deletion(session, finish(deletion, at=at))
    record(
        session,
        "study.deleted",
        at=at,
        account_id=None,
        clinic_id=deletion.clinic_id,
        subject_kind="study",
        subject_id=deletion.study_id,
        deletion_id=str(deletion.id),
        objects=deletion.objects,
        size_bytes=deletion.size_bytes,
    )


def _put_note(database: Database, store: ObjectStore, deletion: Deletion) -> None:
    with snapshot(database) as session:
        objects = [(each.sop_instance_uid, each.sha256, each.size_bytes) for each in load_objects(session, deletion.id)]
    with suppress(ObjectExists):
        store.put(f"deletions/{deletion.id.hex}", [write_note(deletion, objects)], envelope_of(deletion))
