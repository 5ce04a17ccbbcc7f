"""Tables and named queries of who reads what, by when."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, NamedValue
from teleread.worklist.reading import Milestone, Part, State
from teleread.worklist.request import RequestState


class ImagingServiceRequestRow(Base):
    """`modality` and `priority` hold values of `clinics.clinic.Modality` and `Priority`."""

    __tablename__ = "imaging_service_request"
    __table_args__ = (UniqueConstraint("clinic_id", "accession_number"),)

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


class ReadingRow(Base):
    """The Reading as it stands now. `revision` grows by one with every save."""

    __tablename__ = "reading"
    __table_args__ = (Index("ix_reading_state_due", "state", "due_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"), index=True)
    patient_key: Mapped[UUID] = mapped_column(ForeignKey("patient.id"))
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("imaging_service_request.id"))
    department_id: Mapped[UUID | None] = mapped_column(ForeignKey("department.id"))
    modality: Mapped[str]
    body_part: Mapped[str]
    priority: Mapped[str]
    single_signature: Mapped[bool]
    state: Mapped[State] = mapped_column(NamedValue(State))
    state_since: Mapped[datetime]
    is_paused: Mapped[bool]
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    holder_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
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


class MilestoneRow(Base):
    """When a moment of the turnaround happened, in UTC."""

    __tablename__ = "milestone"

    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), primary_key=True)
    milestone: Mapped[Milestone] = mapped_column(NamedValue(Milestone), primary_key=True)
    at: Mapped[datetime]


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
