"""Tables and named queries of rejected Studies and their retakes."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, NamedValue, Session
from teleread.scope import Scope
from teleread.worklist.reading import Reading, State
from teleread.worklist.records import ReadingRow, ReadingStudyRow, reading_of, within
from teleread.worklist.rejection import Complaint, PlaceMarked, Rejection, RejectionReason
from teleread.worklist.retake import Rejected


class RejectionRow(Base):
    """Why a Reading was sent back; `marks` as `PlaceMarked.to_data` has them."""

    __tablename__ = "rejection"

    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), primary_key=True)
    reason: Mapped[RejectionReason] = mapped_column(NamedValue(RejectionReason))
    comment: Mapped[str]
    marks: Mapped[list[Any]] = mapped_column(JSON)
    rejected_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    rejected_at: Mapped[datetime] = mapped_column(index=True)


class RetakeRow(Base):
    """The Reading of a Study that was taken anew, and the rejected one that it takes the place of."""

    __tablename__ = "retake"

    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), primary_key=True)
    of_reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), unique=True)
    linked_at: Mapped[datetime]


def add_rejection(session: Session, rejection: Rejection) -> None:
    """Keep why a Reading was sent back."""
    complaint = rejection.complaint
    session.add(
        RejectionRow(
            reading_id=rejection.reading_id,
            reason=complaint.reason,
            comment=complaint.comment,
            marks=[mark.to_data() for mark in complaint.marks],
            rejected_by=rejection.rejected_by,
            rejected_at=rejection.rejected_at,
        )
    )


def rejection_of(row: RejectionRow) -> Rejection:
    """Return the rejection that a row holds."""
    marks = tuple(PlaceMarked.of_data(each) for each in row.marks)
    return Rejection(row.reading_id, Complaint(row.reason, row.comment, marks), row.rejected_by, row.rejected_at)


def load_retakable(session: Session, scope: Scope, reading: Reading) -> list[Rejected]:
    """Return, locked, the rejected Readings of a clinic and kind that nothing was linked to yet."""
    linked = select(RetakeRow.of_reading_id)
    statement = (
        select(ReadingRow, RejectionRow)
        .join(RejectionRow, RejectionRow.reading_id == ReadingRow.id)
        .where(
            ReadingRow.clinic_id == reading.clinic_id,
            ReadingRow.modality == reading.modality,
            ReadingRow.state == State.REJECTED,
            ReadingRow.id.not_in(linked),
        )
        .with_for_update(of=ReadingRow)
    )
    rows = session.execute(within(statement, scope, ReadingRow.clinic_id))
    return [Rejected(reading_of(row), rejection.reason, rejection.rejected_at) for row, rejection in rows]


def is_linked(session: Session, reading_id: UUID) -> bool:
    """Say whether a Reading is known to be a retake already."""
    return session.get(RetakeRow, reading_id) is not None


def add_retake(session: Session, reading_id: UUID, *, of: UUID, at: datetime) -> None:
    """Link a retake to the rejected Reading."""
    session.add(RetakeRow(reading_id=reading_id, of_reading_id=of, linked_at=at))
    session.flush()


def load_studies_of_wrong_patients(session: Session, study_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of some Studies of which a specialist said that they are of another patient."""
    statement = (
        select(ReadingStudyRow.study_id)
        .join(RejectionRow, RejectionRow.reading_id == ReadingStudyRow.reading_id)
        .where(ReadingStudyRow.study_id.in_(study_ids), RejectionRow.reason == RejectionReason.WRONG_PATIENT)
    )
    return frozenset(session.scalars(statement))
