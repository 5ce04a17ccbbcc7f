"""Take a Study out of the archive's tables, and remember what is to be erased."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, delete, func, or_, select, update

from teleread.archive.copying_records import SecondCopyRow
from teleread.archive.deletion import Deletion
from teleread.archive.deletion_records import DeletedObject, insert_deleted_object
from teleread.archive.records import (
    DiscrepancyRow,
    InstanceRow,
    ObjectFindingRow,
    PatientNameKeyRow,
    PatientRow,
    SeriesRow,
    StudyRow,
)
from teleread.archive.rendition_records import remove_renditions
from teleread.database import Session

INSTANCE = "instance"
DELETED = "deleted"
"""How a task ends whose Study is deleted."""
PAGE = 500


def count_objects(session: Session, study_id: UUID) -> tuple[int, int]:
    """Return how many objects a Study has, of every standing, and their bytes."""
    statement = (
        select(func.count(), func.coalesce(func.sum(InstanceRow.size_bytes), 0))
        .select_from(InstanceRow)
        .join(SeriesRow, SeriesRow.id == InstanceRow.series_id)
        .where(SeriesRow.study_id == study_id)
    )
    objects, size_bytes = session.execute(statement).one()
    return objects, int(size_bytes)


def remove_study(session: Session, deletion: Deletion, *, at: datetime) -> UUID:
    """Take a Study's rows out, keep what is to be erased, and return its Patient's key.

    Whoever refers to the Study from other nouns is to be taken away before.
    """
    series_ids = session.scalars(select(SeriesRow.id).where(SeriesRow.study_id == deletion.study_id)).all()
    objects = _load_objects(session, series_ids)
    keys = [each.id for each in objects]
    for page in _pages(keys):
        remove_renditions(session, page, deletion_id=deletion.id, at=at)
        _remove_instances(session, page, at=at)
    session.execute(delete(SeriesRow).where(SeriesRow.study_id == deletion.study_id))
    study = session.get_one(StudyRow, deletion.study_id)
    session.delete(study)
    session.flush()
    for page in _pages([deletion.study_id, *series_ids, *keys]):
        _end_tasks(session, page, at=at)
    for each in objects:
        insert_deleted_object(session, deletion, each)
    session.flush()
    return study.patient_key


def remove_patient(session: Session, patient_key: UUID, *, at: datetime) -> bool:
    """Take a Patient out who has no Study any more, and say whether they had none.

    Who else refers to the Patient is to be asked before.
    """
    if session.scalars(select(StudyRow.id).where(StudyRow.patient_key == patient_key).limit(1)).first() is not None:
        return False
    session.execute(delete(PatientNameKeyRow).where(PatientNameKeyRow.patient_key == patient_key))
    session.execute(delete(PatientRow).where(PatientRow.id == patient_key))
    _end_tasks(session, [patient_key], at=at)
    return True


def _load_objects(session: Session, series_ids: Sequence[UUID]) -> list[DeletedObject]:
    is_copy = and_(SecondCopyRow.kind == INSTANCE, SecondCopyRow.row_id == InstanceRow.id)
    rows = session.execute(
        select(InstanceRow, SecondCopyRow.locator)
        .outerjoin(SecondCopyRow, is_copy)
        .where(InstanceRow.series_id.in_(series_ids))
    )
    return [
        DeletedObject(row.id, row.sop_instance_uid, row.sha256, row.size_bytes, row.locator, second)
        for row, second in rows
    ]


def _remove_instances(session: Session, keys: Sequence[UUID], *, at: datetime) -> None:
    session.execute(delete(SecondCopyRow).where(SecondCopyRow.kind == INSTANCE, SecondCopyRow.row_id.in_(keys)))
    is_open = and_(ObjectFindingRow.row_id.in_(keys), ObjectFindingRow.mended_at.is_(None))
    session.execute(update(ObjectFindingRow).where(is_open).values(mended_at=at))
    session.execute(delete(InstanceRow).where(InstanceRow.id.in_(keys)))


def _end_tasks(session: Session, keys: Sequence[UUID], *, at: datetime) -> None:
    is_about = or_(DiscrepancyRow.subject_id.in_(keys), DiscrepancyRow.other_id.in_(keys))
    session.execute(
        update(DiscrepancyRow)
        .where(is_about, DiscrepancyRow.resolved_at.is_(None))
        .values(resolved_at=at, resolution=DELETED)
    )


def _pages(keys: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(keys), PAGE):
        yield keys[start : start + PAGE]
