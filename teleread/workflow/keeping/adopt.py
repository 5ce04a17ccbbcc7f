"""Take what a store says of deletions into a database that does not know of them.

A database that was lost or restored from an older backup forgets deletions;
the notes in the store do not.
"""

from datetime import datetime

from storage import ObjectStore
from teleread.archive.deletion import Deletion
from teleread.archive.deletion_note import read_note
from teleread.archive.deletion_records import (
    DeletedObject,
    has_deletion,
    insert_deleted_object,
    insert_deletion_readings,
    load_objects,
    save_deletion,
)
from teleread.archive.removing_records import remove_patient, remove_study
from teleread.audit.records import record
from teleread.clinics.access import system_scope
from teleread.database import Database, Session, transaction
from teleread.errors import Missing
from teleread.identifiers import new_id
from teleread.views.retention import has_reading_of_patient, load_standing
from teleread.worklist.study_records import forget_study

NOTE_LIMIT_BYTES = 256 * 1024 * 1024


def adopt_deletion(database: Database, store: ObjectStore, locator: str, *, at: datetime) -> bool:
    """Take over a deletion from its note, and say whether it was unknown.

    Rows of the Study that an older backup brought back go again, unless
    somebody reads it.

    Raises
    ------
    NotANote
        If it is no note.
    StoreUnavailable
        If the store does not answer.
    """
    with store.open(locator) as content:
        deletion, objects = read_note(content.read(NOTE_LIMIT_BYTES))
    with transaction(database) as session:
        if has_deletion(session, deletion.id):
            return False
        save_deletion(session, deletion)
        if _is_back(session, deletion):
            _remove(session, deletion, at)
        known = {(each.sop_instance_uid, each.sha256) for each in load_objects(session, deletion.id)}
        for uid, sha256, size_bytes in objects:
            if (uid, sha256) not in known:
                insert_deleted_object(session, deletion, DeletedObject(new_id(), uid, sha256, size_bytes, None, None))
        _audit(session, deletion, at)
    return True


def _is_back(session: Session, deletion: Deletion) -> bool:
    try:
        return not load_standing(session, system_scope(), deletion.study_id).is_read
    except Missing:
        return False


def _remove(session: Session, deletion: Deletion, at: datetime) -> None:
    insert_deletion_readings(session, deletion.id, forget_study(session, deletion.study_id))
    patient_key = remove_study(session, deletion, at=at)
    if not has_reading_of_patient(session, patient_key):
        remove_patient(session, patient_key, at=at)


def _audit(session: Session, deletion: Deletion, at: datetime) -> None:
    record(
        session,
        "study.deletion_restored",
        at=at,
        account_id=None,
        clinic_id=deletion.clinic_id,
        subject_kind="study",
        subject_id=deletion.study_id,
        deletion_id=str(deletion.id),
        reason=deletion.reason.value,
        objects=deletion.objects,
    )
