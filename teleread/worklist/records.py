"""Tables and named queries of who reads what, by when."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any, TypeVarTuple
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Select, UniqueConstraint, and_, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from teleread.database import Base, NamedValue, Session
from teleread.errors import Conflict, Missing
from teleread.identifiers import new_id
from teleread.scope import Scope
from teleread.worklist.hold import EndReason
from teleread.worklist.performed import StepState
from teleread.worklist.reading import OFFERED, STARTED, Milestone, Part, Reading, State
from teleread.worklist.request import RequestState

Columns = TypeVarTuple("Columns")


class ImagingServiceRequestRow(Base):
    """`modality` and `priority` hold values of `clinics.clinic.Modality` and `Priority`."""

    __tablename__ = "imaging_service_request"
    __table_args__ = (
        UniqueConstraint("clinic_id", "accession_number"),
        Index("ix_imaging_service_request_accession", "accession_number"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    accession_number: Mapped[str]
    patient_id: Mapped[str]
    patient_name: Mapped[str]
    patient_birth_date: Mapped[date | None]
    patient_sex: Mapped[str]
    modality: Mapped[str]
    body_part: Mapped[str]
    clinical_question: Mapped[str]
    priority: Mapped[str]
    state: Mapped[RequestState] = mapped_column(NamedValue(RequestState), index=True)
    ordered_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    ordered_at: Mapped[datetime]


class PerformedStepRow(Base):
    """What a device said it did; `request_id` is None where no order is known for it."""

    __tablename__ = "performed_step"
    __table_args__ = (UniqueConstraint("clinic_id", "sop_instance_uid"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    ae_id: Mapped[UUID | None] = mapped_column(ForeignKey("ae.id"))
    sop_instance_uid: Mapped[str]
    study_instance_uid: Mapped[str]
    modality: Mapped[str]
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("imaging_service_request.id"), index=True)
    state: Mapped[StepState] = mapped_column(NamedValue(StepState))
    number_of_instances: Mapped[int]
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class ReadingRow(Base):
    """The Reading as it stands now. `revision` grows by one with every save."""

    __tablename__ = "reading"
    __table_args__ = (
        Index("ix_reading_state_due", "state", "due_at"),
        Index("ix_reading_state_since", "state", "state_since", "id"),
        Index("ix_reading_state_since_of_clinic", "clinic_id", "state", "state_since", "id"),
        Index("ix_reading_created", "created_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    patient_key: Mapped[UUID] = mapped_column(ForeignKey("patient.id"), index=True)
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("imaging_service_request.id"), index=True)
    department_id: Mapped[UUID | None] = mapped_column(ForeignKey("department.id"))
    modality: Mapped[str]
    body_part: Mapped[str]
    priority: Mapped[str]
    single_signature: Mapped[bool]
    state: Mapped[State] = mapped_column(NamedValue(State))
    state_since: Mapped[datetime]
    created_at: Mapped[datetime]
    received_at: Mapped[datetime]
    term_seconds: Mapped[int]
    due_at: Mapped[datetime]
    paused_at: Mapped[datetime | None]
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    holder_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    is_reserved: Mapped[bool]
    fencing_token: Mapped[int]
    offer_ends_at: Mapped[datetime | None]
    lease_ends_at: Mapped[datetime | None]
    late_instance_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    revision: Mapped[int]


class ReadingStudyRow(Base):
    """The Studies that one Reading reads."""

    __tablename__ = "reading_study"

    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), primary_key=True)
    study_id: Mapped[UUID] = mapped_column(ForeignKey("study.id"), primary_key=True, index=True)


class AssignmentRow(Base):
    """An offer or a hold; added, never edited: its end is a row of its own."""

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("reading_id", "fencing_token"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    part: Mapped[Part] = mapped_column(NamedValue(Part))
    fencing_token: Mapped[int]
    assigned_at: Mapped[datetime]
    is_claim: Mapped[bool]
    reasons: Mapped[dict[str, Any]] = mapped_column(JSON)


class AssignmentEndRow(Base):
    __tablename__ = "assignment_end"

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignment.id"), primary_key=True)
    ended_at: Mapped[datetime]
    reason: Mapped[str]
    note: Mapped[str]


class MilestoneRow(Base):
    """When a moment of the turnaround happened, in UTC."""

    __tablename__ = "milestone"

    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), primary_key=True)
    milestone: Mapped[Milestone] = mapped_column(NamedValue(Milestone), primary_key=True)
    at: Mapped[datetime]


class PauseRow(Base):
    """A time in which a Reading waited for its clinic; open while `ended_at` is None."""

    __tablename__ = "pause"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), index=True)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    reason: Mapped[str]


class CredentialRow(Base):
    """What a specialist may read, in which part; an empty body part means all."""

    __tablename__ = "credential"
    __table_args__ = (UniqueConstraint("account_id", "modality", "body_part", "part"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    modality: Mapped[str]
    body_part: Mapped[str]
    part: Mapped[Part] = mapped_column(NamedValue(Part))


class DutyRow(Base):
    """A weekly shift: weekday 0 is Monday, wall clock of `time_zone`.

    An end at or before its start runs past midnight.
    """

    __tablename__ = "duty"
    __table_args__ = (UniqueConstraint("account_id", "weekday", "starts"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    weekday: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time]
    time_zone: Mapped[str]


class ReadingChanged(Conflict):
    """Somebody else saved the Reading between this load and this save."""

    code = "reading_changed"
    zh, en = "该阅片任务刚刚被他人更新，请刷新后重试", "The Reading was just changed by somebody else; look again"


def within(statement: Select[*Columns], scope: Scope, clinic_id: InstrumentedAttribute[UUID]) -> Select[*Columns]:
    """Narrow a statement to the clinics of the Scope; of Readings, those that are closed to the caller stay out."""
    if scope.closed and clinic_id.class_ is ReadingRow:
        statement = statement.where(ReadingRow.id.not_in(scope.closed))
    return statement if scope.clinic_ids is None else statement.where(clinic_id.in_(scope.clinic_ids))


def reading_of(row: ReadingRow) -> Reading:
    """Return the frozen Reading that a row holds."""
    return Reading(**{field.name: getattr(row, field.name) for field in fields(Reading)})


def _values(reading: Reading) -> dict[str, Any]:
    return {field.name: getattr(reading, field.name) for field in fields(Reading)}


def load_reading(session: Session, scope: Scope, reading_id: UUID) -> Reading:
    """Return a Reading to look at.

    Raises
    ------
    Missing
        If there is none of that key inside the Scope.
    """
    statement = within(select(ReadingRow).where(ReadingRow.id == reading_id), scope, ReadingRow.clinic_id)
    row = session.scalars(statement).one_or_none()
    if row is None:
        raise Missing(reading_id=str(reading_id))
    return reading_of(row)


def load_reading_for_update(session: Session, scope: Scope, reading_id: UUID) -> Reading:
    """Return a Reading that nobody else can save until this transaction ends.

    Every step that changes a Reading begins with this: on PostgreSQL the row
    is locked, on SQLite the writer's lock is already held.

    Raises
    ------
    Missing
        If there is none of that key inside the Scope.
    """
    statement = within(select(ReadingRow).where(ReadingRow.id == reading_id), scope, ReadingRow.clinic_id)
    fresh = statement.with_for_update().execution_options(populate_existing=True)
    row = session.scalars(fresh).one_or_none()
    if row is None:
        raise Missing(reading_id=str(reading_id))
    return reading_of(row)


def add_reading(session: Session, reading: Reading, *, study_ids: Sequence[UUID]) -> None:
    """Add a new Reading of some Studies."""
    session.add(ReadingRow(**_values(reading)))
    session.flush()
    session.add_all(ReadingStudyRow(reading_id=reading.id, study_id=study_id) for study_id in study_ids)


def save_reading(
    session: Session,
    before: Reading,
    after: Reading,
    *,
    at: datetime,
    ended: EndReason | None = None,
    note: str = "",
    is_claim: bool = False,
    reasons: Mapping[str, Any] | None = None,
) -> Reading:
    """Save what `advance` made of a Reading, and the Assignments that follow from it.

    The old hold gets its end when the number changed or nobody holds the
    Reading any more; a grown number gets its Assignment. Call it once for each
    number.

    Parameters
    ----------
    before, after
        As loaded by `load_reading_for_update`, and as it shall stand.
    ended, note
        Why the old hold ends, required whenever it does, and in a person's words.
    is_claim, reasons
        Kept with the new Assignment: taken by the specialist's own act, and
        why this specialist was chosen.

    Returns
    -------
    Reading
        As saved, its `revision` grown by one.

    Raises
    ------
    ReadingChanged
        If the row is not `before` any more.
    """
    saved = {**_values(after), "revision": before.revision + 1}
    statement = update(ReadingRow).where(ReadingRow.id == before.id, ReadingRow.revision == before.revision)
    result = session.execute(statement.values(**saved).execution_options(synchronize_session=False))
    if result.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result is a CursorResult
        raise ReadingChanged(reading_id=str(before.id))
    is_new_hold = after.fencing_token != before.fencing_token
    if before.holder_id is not None and (is_new_hold or after.holder_id is None):
        _end_assignment(session, before, ended, note, at)
    if is_new_hold:
        _add_assignment(session, after, at, is_claim=is_claim, reasons=reasons)
    return Reading(**saved)


def _end_assignment(session: Session, before: Reading, ended: EndReason | None, note: str, at: datetime) -> None:
    if ended is None:
        raise ValueError("a hold ends with a reason")
    statement = select(AssignmentRow.id).where(
        AssignmentRow.reading_id == before.id, AssignmentRow.fencing_token == before.fencing_token
    )
    assignment_id = session.scalars(statement).one()
    session.add(AssignmentEndRow(assignment_id=assignment_id, ended_at=at, reason=ended.value, note=note))


def _add_assignment(
    session: Session, after: Reading, at: datetime, *, is_claim: bool, reasons: Mapping[str, Any] | None
) -> None:
    if after.holder_id is None or after.part is None:
        raise ValueError("a new hold has a holder and a part")
    session.add(
        AssignmentRow(
            id=new_id(),
            reading_id=after.id,
            account_id=after.holder_id,
            part=after.part,
            fencing_token=after.fencing_token,
            assigned_at=at,
            is_claim=is_claim,
            reasons=dict(reasons or {}),
        )
    )


def save_milestone(
    session: Session, reading_id: UUID, milestone: Milestone, *, at: datetime, replaces: bool = False
) -> None:
    """Note when a moment of the turnaround happened.

    Parameters
    ----------
    replaces
        True for moments of which the last counts (LAST_RECEIVED, SUBMITTED);
        of the others the first counts, and a second is not noted.
    """
    session.scalars(select(ReadingRow.id).where(ReadingRow.id == reading_id).with_for_update()).one()
    row = session.get(MilestoneRow, (reading_id, milestone), populate_existing=True)
    if row is None:
        session.add(MilestoneRow(reading_id=reading_id, milestone=milestone, at=at))
        session.flush()
    elif replaces:
        row.at = at


def load_milestones(session: Session, scope: Scope, reading_id: UUID) -> dict[Milestone, datetime]:
    """Return the moments of one Reading that have happened."""
    statement = (
        select(MilestoneRow)
        .join(ReadingRow, ReadingRow.id == MilestoneRow.reading_id)
        .where(MilestoneRow.reading_id == reading_id)
    )
    return {row.milestone: row.at for row in session.scalars(within(statement, scope, ReadingRow.clinic_id))}


def open_pause(session: Session, reading_id: UUID, *, reason: str, at: datetime) -> None:
    """Note that a Reading waits for its clinic from now on."""
    session.add(PauseRow(id=new_id(), reading_id=reading_id, began_at=at, ended_at=None, reason=reason))


def close_pause(session: Session, reading_id: UUID, *, at: datetime) -> None:
    """Note that the waiting is over, if there was any."""
    is_open = (PauseRow.reading_id == reading_id, PauseRow.ended_at.is_(None))
    session.execute(update(PauseRow).where(*is_open).values(ended_at=at))


def load_lapsed_reading_ids(session: Session, scope: Scope, *, at: datetime) -> list[UUID]:
    """Return the Readings whose offer or lease ran out."""
    ran_out = or_(ReadingRow.lease_ends_at <= at, and_(ReadingRow.offer_ends_at <= at, ReadingRow.paused_at.is_(None)))
    statement = select(ReadingRow.id).where(ReadingRow.state.in_(OFFERED | STARTED), ran_out)
    return list(session.scalars(within(statement, scope, ReadingRow.clinic_id)))
