"""Named queries between a Reading and the Studies that it reads."""

from uuid import UUID

from sqlalchemy import Uuid, bindparam, select

from teleread.database import Session
from teleread.prepared import Prepared
from teleread.scope import Scope
from teleread.worklist.reading import Reading
from teleread.worklist.records import ReadingRow, ReadingStudyRow, reading_of, within


def load_study_ids(session: Session, scope: Scope, reading_id: UUID) -> tuple[UUID, ...]:
    """Return the Studies that a Reading reads."""
    statement = (
        select(ReadingStudyRow.study_id)
        .join(ReadingRow, ReadingRow.id == ReadingStudyRow.reading_id)
        .where(ReadingStudyRow.reading_id == reading_id)
        .order_by(ReadingStudyRow.study_id)
    )
    return tuple(session.scalars(within(statement, scope, ReadingRow.clinic_id)))


def forget_study(session: Session, study_id: UUID) -> list[UUID]:
    """Take a Study from the Readings that read it, for its deletion, and return their keys."""
    of_study = select(ReadingStudyRow).where(ReadingStudyRow.study_id == study_id).order_by(ReadingStudyRow.reading_id)
    rows = session.scalars(of_study).all()
    for row in rows:
        session.delete(row)
    session.flush()
    return [row.reading_id for row in rows]


_READINGS_OF_STUDY = Prepared(
    select(ReadingStudyRow.reading_id).where(ReadingStudyRow.study_id == bindparam("study_id", type_=Uuid)).limit(1)
)


def has_readings(session: Session, study_id: UUID) -> bool:
    """Say whether any Reading reads a Study; asked for every Instance that arrives."""
    return bool(_READINGS_OF_STUDY.rows(session, {"study_id": study_id}))


def load_readings_of_study_for_update(session: Session, scope: Scope, study_id: UUID) -> list[Reading]:
    """Return every Reading of a Study, oldest first; nobody else can save them until this transaction ends."""
    of_study = select(ReadingStudyRow.reading_id).where(ReadingStudyRow.study_id == study_id)
    statement = within(select(ReadingRow).where(ReadingRow.id.in_(of_study)), scope, ReadingRow.clinic_id)
    fresh = statement.order_by(ReadingRow.id).with_for_update().execution_options(populate_existing=True)
    return [reading_of(row) for row in session.scalars(fresh)]
