"""The table of reports of storage commitment that are owed, and its named queries."""

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, and_, func, or_, select, true
from sqlalchemy.orm import Mapped, mapped_column

from teleread.archive.commitment import CommitmentRequest, Reference
from teleread.archive.commitment_report import CommitmentReport, ReportMissing, ReportState
from teleread.database import Base, NamedValue, Session
from teleread.scope import Scope


class CommitmentReportRow(Base):
    """The outbox: a request for commitment that was accepted, leased by whoever reports on it.

    `named` holds SOP Class and SOP Instance UIDs as the device named them.
    """

    __tablename__ = "commitment_report"
    __table_args__ = (Index("ix_commitment_report_due", "state", "next_attempt_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    ae_id: Mapped[UUID | None] = mapped_column(ForeignKey("ae.id"))
    transaction_uid: Mapped[str]
    named: Mapped[list[list[str]]] = mapped_column(JSON)
    state: Mapped[ReportState] = mapped_column(NamedValue(ReportState))
    asked_at: Mapped[datetime]
    attempts: Mapped[int]
    next_attempt_at: Mapped[datetime]
    lease_holder: Mapped[str | None]
    lease_ends_at: Mapped[datetime | None]
    reported_at: Mapped[datetime | None]
    committed: Mapped[int | None]
    failed: Mapped[int | None]
    detail: Mapped[str]


KEPT_AS_THEY_ARE = tuple(field.name for field in fields(CommitmentReport) if field.name != "request")


def add_report(session: Session, report: CommitmentReport) -> None:
    """Keep a report that is owed from now on."""
    request = report.request
    session.add(
        CommitmentReportRow(
            **{name: getattr(report, name) for name in KEPT_AS_THEY_ARE},
            transaction_uid=request.transaction_uid,
            named=[[each.sop_class_uid, each.sop_instance_uid] for each in request.references],
        )
    )


def count_owed(session: Session, *, ae_id: UUID | None) -> int:
    """Return how many reports a device is owed that it has not taken."""
    statement = select(func.count()).where(
        CommitmentReportRow.ae_id == ae_id,
        CommitmentReportRow.state.in_([ReportState.QUEUED, ReportState.SENDING]),
    )
    return session.scalars(statement).one()


def find_due_report(session: Session, *, at: datetime, lock: bool) -> CommitmentReport | None:
    """Return the report to make next, what has waited longest first; None when none is due."""
    statement = (
        select(CommitmentReportRow)
        .where(
            or_(
                and_(CommitmentReportRow.state == ReportState.QUEUED, CommitmentReportRow.next_attempt_at <= at),
                and_(CommitmentReportRow.state == ReportState.SENDING, CommitmentReportRow.lease_ends_at <= at),
            )
        )
        .order_by(CommitmentReportRow.next_attempt_at, CommitmentReportRow.id)
        .limit(1)
    )
    row = session.scalars(statement.with_for_update(skip_locked=True) if lock else statement).one_or_none()
    return None if row is None else report_of(row)


def load_report(session: Session, scope: Scope, report_id: UUID) -> CommitmentReport:
    """Return a report that nobody else can change until this transaction ends; raises ReportMissing."""
    statement = select(CommitmentReportRow).where(
        CommitmentReportRow.id == report_id, inside(scope, CommitmentReportRow.clinic_id)
    )
    row = session.scalars(statement.with_for_update()).one_or_none()
    if row is None:
        raise ReportMissing
    return report_of(row)


def save_report(session: Session, report: CommitmentReport) -> None:
    """Keep where a locked report stands now."""
    row = session.get_one(CommitmentReportRow, report.id)
    for name in KEPT_AS_THEY_ARE:
        setattr(row, name, getattr(report, name))


def inside(scope: Scope, clinic_id: Any) -> ColumnElement[bool]:
    """Return the condition that a row's clinic lies inside a Scope."""
    return true() if scope.clinic_ids is None else clinic_id.in_(scope.clinic_ids)


def report_of(row: CommitmentReportRow) -> CommitmentReport:
    """Return the frozen report that a row holds."""
    request = CommitmentRequest(row.transaction_uid, tuple(Reference(*each) for each in row.named))
    return CommitmentReport(request=request, **{name: getattr(row, name) for name in KEPT_AS_THEY_ARE})
