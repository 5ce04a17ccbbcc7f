"""Tables of evidence and of the objects made of it, and their named queries."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, and_, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, NamedValue, Session
from teleread.reports.evidence import Evidence, EvidenceDraft
from teleread.reports.evidence_form import read_evidence, write_evidence
from teleread.reports.making import MadeObject, Making, MakingState, ObjectKind
from teleread.reports.records import ReportRow, ReviewedEvidenceRow
from teleread.reports.report import Report, Submission


class EvidenceDraftRow(Base):
    """What one person pointed at in one Reading; `over` is the submission that a reviewer goes on from, or 0."""

    __tablename__ = "evidence_draft"

    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    over: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes]
    saved_at: Mapped[datetime]
    revision: Mapped[int]


class MakingRow(Base):
    """The outbox: a signed version whose evidence is to become DICOM objects, leased by who makes them."""

    __tablename__ = "evidence_making"
    __table_args__ = (Index("ix_evidence_making_due", "state", "next_attempt_at"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("report.id"), primary_key=True)
    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"))
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    state: Mapped[MakingState] = mapped_column(NamedValue(MakingState))
    attempts: Mapped[int]
    next_attempt_at: Mapped[datetime]
    lease_holder: Mapped[str | None]
    lease_ends_at: Mapped[datetime | None]
    made_at: Mapped[datetime | None]


class MadeObjectRow(Base):
    """An object made here; written before it is filed, so that it is known for ours when it comes in."""

    __tablename__ = "evidence_object"

    sop_instance_uid: Mapped[str] = mapped_column(primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("report.id"), index=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    study_instance_uid: Mapped[str]
    series_instance_uid: Mapped[str]
    sop_class_uid: Mapped[str]
    kind: Mapped[ObjectKind] = mapped_column(NamedValue(ObjectKind))


def load_evidence_draft(session: Session, *, reading_id: UUID, account_id: UUID, over: int) -> EvidenceDraft | None:
    """Return what a person pointed at in a Reading that was loaded inside their Scope."""
    row = session.get(EvidenceDraftRow, (reading_id, account_id, over))
    if row is None:
        return None
    evidence = read_evidence(row.content)
    return EvidenceDraft(reading_id, account_id, over, evidence, row.saved_at, row.revision)


def save_evidence_draft(session: Session, draft: EvidenceDraft) -> None:
    """Keep a draft in place of the one before."""
    session.merge(
        EvidenceDraftRow(
            reading_id=draft.reading_id,
            account_id=draft.account_id,
            over=draft.over,
            content=write_evidence(draft.evidence),
            saved_at=draft.saved_at,
            revision=draft.revision,
        )
    )


def add_reviewed_evidence(session: Session, *, submission_id: UUID, evidence: Evidence) -> bytes:
    """Keep a reviewer's own evidence with what it is signed by: its SHA-256."""
    content = write_evidence(evidence)
    session.add(ReviewedEvidenceRow(submission_id=submission_id, content=content))
    session.flush()
    return hashlib.sha256(content).digest()


def load_evidence_of(session: Session, submission: Submission) -> Evidence:
    """Return the evidence of what was signed: the reviewer's where they changed it, else the author's."""
    row = session.get(ReviewedEvidenceRow, submission.id)
    if row is not None:
        return read_evidence(row.content)
    return submission.evidence or Evidence()


def queue_making(session: Session, report: Report, *, at: datetime) -> None:
    """Have the objects of a version made, in the transaction that signs it."""
    session.add(
        MakingRow(
            report_id=report.id,
            reading_id=report.reading_id,
            clinic_id=report.clinic_id,
            state=MakingState.QUEUED,
            attempts=0,
            next_attempt_at=at,
            lease_holder=None,
            lease_ends_at=None,
            made_at=None,
        )
    )


def find_due_making(session: Session, *, at: datetime, lock: bool) -> Making | None:
    """Return the version whose objects are to be made next, what has waited longest first; None when none is due."""
    statement = (
        select(MakingRow)
        .where(
            or_(
                and_(MakingRow.state == MakingState.QUEUED, MakingRow.next_attempt_at <= at),
                and_(MakingRow.state == MakingState.MAKING, MakingRow.lease_ends_at <= at),
            )
        )
        .order_by(MakingRow.next_attempt_at, MakingRow.report_id)
        .limit(1)
    )
    row = session.scalars(statement.with_for_update(skip_locked=True) if lock else statement).one_or_none()
    return None if row is None else _making(row)


def load_making_for_update(session: Session, report_id: UUID) -> Making:
    """Return a making that nobody else can change until this transaction ends."""
    row = session.scalars(select(MakingRow).where(MakingRow.report_id == report_id).with_for_update()).one()
    return _making(row)


def save_making(session: Session, making: Making) -> None:
    """Keep how far a locked making is now."""
    row = session.get_one(MakingRow, making.report_id)
    for field in fields(Making):
        setattr(row, field.name, getattr(making, field.name))


def add_objects(session: Session, objects: Iterable[MadeObject]) -> None:
    """Note what is about to be filed as made here; what is noted already stays as it is."""
    for each in objects:
        if session.get(MadeObjectRow, each.sop_instance_uid) is None:
            session.add(MadeObjectRow(**{field.name: getattr(each, field.name) for field in fields(MadeObject)}))
    session.flush()


def load_objects_before(session: Session, report: Report) -> Sequence[MadeObject]:
    """Return the objects of the newest earlier version of a Reading's report that has any."""
    statement = (
        select(MadeObjectRow, ReportRow.version)
        .join(ReportRow, ReportRow.id == MadeObjectRow.report_id)
        .where(ReportRow.reading_id == report.reading_id, ReportRow.version < report.version)
        .order_by(ReportRow.version.desc(), MadeObjectRow.sop_instance_uid)
    )
    found = session.execute(statement).all()
    return [_object(row) for row, version in found if version == found[0][1]]


def _making(row: MakingRow) -> Making:
    return Making(**{field.name: getattr(row, field.name) for field in fields(Making)})


def _object(row: MadeObjectRow) -> MadeObject:
    return MadeObject(**{field.name: getattr(row, field.name) for field in fields(MadeObject)})
