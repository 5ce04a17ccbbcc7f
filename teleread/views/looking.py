"""Which Instances a Reading shows, and which of them a person has seen as a preview only."""

from uuid import UUID

from sqlalchemy import select

from teleread.archive.records import InstanceRow, SeriesRow
from teleread.archive.study import InstanceStanding
from teleread.database import Session
from teleread.scope import Scope
from teleread.worklist.looking_records import load_previewed
from teleread.worklist.records import ReadingStudyRow, within


def load_instance_ids(session: Session, scope: Scope, reading_id: UUID) -> frozenset[UUID]:
    """Return the current Instances of a Reading's Studies."""
    statement = (
        select(InstanceRow.id)
        .join(SeriesRow, SeriesRow.id == InstanceRow.series_id)
        .join(ReadingStudyRow, ReadingStudyRow.study_id == SeriesRow.study_id)
        .where(ReadingStudyRow.reading_id == reading_id, InstanceRow.standing == InstanceStanding.CURRENT)
    )
    return frozenset(session.scalars(within(statement, scope, InstanceRow.clinic_id)))


def count_only_previewed(session: Session, scope: Scope, reading_id: UUID, *, account_id: UUID) -> int:
    """Return of how many of the Instances that are there a person has seen a preview and not all of its pixels."""
    owed = load_previewed(session, reading_id=reading_id, account_id=account_id)
    return len(owed.keys() & load_instance_ids(session, scope, reading_id)) if owed else 0
