"""The table of amendments, and its named queries."""

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, NamedValue, Session, insert
from teleread.errors import Missing
from teleread.reports.amendment import OPEN, Amendment, AmendmentOpen, AmendmentState, Words
from teleread.reports.records import ReportRow, inside, report_of
from teleread.reports.report import CriticalAnswer, Report, ReportKind
from teleread.scope import Scope

UNDONE = text("state IN ('drafting', 'submitted')")


class AmendmentRow(Base):
    """What may become the next version of a signed report; of one Reading one is open at a time."""

    __tablename__ = "amendment"
    __table_args__ = (
        UniqueConstraint("report_id"),
        Index("ix_amendment_open", "reading_id", unique=True, sqlite_where=UNDONE, postgresql_where=UNDONE),
        Index("ix_amendment_reading_id", "reading_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"))
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    kind: Mapped[ReportKind] = mapped_column(NamedValue(ReportKind))
    follows_id: Mapped[UUID] = mapped_column(ForeignKey("report.id"))
    follows_version: Mapped[int]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    state: Mapped[AmendmentState] = mapped_column(NamedValue(AmendmentState))
    opened_at: Mapped[datetime]
    state_since: Mapped[datetime]
    reason: Mapped[str]
    findings: Mapped[str]
    impression: Mapped[str]
    critical: Mapped[CriticalAnswer | None] = mapped_column(NamedValue(CriticalAnswer))
    keeps_evidence: Mapped[bool]
    submission_id: Mapped[UUID | None] = mapped_column(ForeignKey("submission.id"))
    report_id: Mapped[UUID | None] = mapped_column(ForeignKey("report.id"))
    remark: Mapped[str]
    remark_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    revision: Mapped[int]


class AmendmentMissing(Missing):
    """No such amendment inside the caller's Scope."""

    code = "amendment_missing"
    zh, en = "未找到该修订", "No such amendment"


def add_amendment(session: Session, amendment: Amendment) -> None:
    """Keep a new amendment; raises AmendmentOpen if one is open for its Reading."""
    insert(session, AmendmentRow(**_values(amendment)), taken=AmendmentOpen)


def save_amendment(session: Session, amendment: Amendment) -> None:
    """Keep where an amendment of a locked Reading stands now."""
    row = session.get_one(AmendmentRow, amendment.id)
    for name, value in _values(amendment).items():
        setattr(row, name, value)
    session.flush()


def load_amendment(session: Session, scope: Scope, amendment_id: UUID, *, fresh: bool = False) -> Amendment:
    """Return an amendment.

    Parameters
    ----------
    fresh
        As it lies there now, whatever this transaction read before it had its lock.

    Raises
    ------
    AmendmentMissing
        If there is none of that key inside the Scope.
    """
    statement = select(AmendmentRow).where(AmendmentRow.id == amendment_id, inside(scope, AmendmentRow.clinic_id))
    if fresh:
        statement = statement.execution_options(populate_existing=True)
    row = session.scalars(statement).one_or_none()
    if row is None:
        raise AmendmentMissing(amendment_id=str(amendment_id))
    return amendment_of(row)


def find_open_amendment(session: Session, scope: Scope, reading_id: UUID) -> Amendment | None:
    """Return the amendment that is open for a Reading."""
    statement = select(AmendmentRow).where(
        AmendmentRow.reading_id == reading_id, AmendmentRow.state.in_(OPEN), inside(scope, AmendmentRow.clinic_id)
    )
    row = session.scalars(statement).one_or_none()
    return None if row is None else amendment_of(row)


def list_open_amendments(session: Session, scope: Scope) -> list[Amendment]:
    """Return every open amendment of a Scope, the longest open first."""
    statement = select(AmendmentRow).where(AmendmentRow.state.in_(OPEN), inside(scope, AmendmentRow.clinic_id))
    return [amendment_of(row) for row in session.scalars(statement.order_by(AmendmentRow.opened_at, AmendmentRow.id))]


def load_newest_report(session: Session, scope: Scope, reading_id: UUID) -> Report | None:
    """Return the newest signed version of a Reading."""
    statement = select(ReportRow).where(ReportRow.reading_id == reading_id, inside(scope, ReportRow.clinic_id))
    row = session.scalars(statement.order_by(ReportRow.version.desc()).limit(1)).one_or_none()
    return None if row is None else report_of(row)


def load_last_report_of_text(session: Session, scope: Scope, reading_id: UUID) -> Report | None:
    """Return the newest version of a Reading that says something of the patient: no recall."""
    statement = select(ReportRow).where(
        ReportRow.reading_id == reading_id, ReportRow.kind != ReportKind.RECALL, inside(scope, ReportRow.clinic_id)
    )
    row = session.scalars(statement.order_by(ReportRow.version.desc()).limit(1)).one_or_none()
    return None if row is None else report_of(row)


def find_text_before(session: Session, report: Report) -> Report | None:
    """Return the newest version before one, of those that say something of the patient; None before the first."""
    statement = select(ReportRow).where(
        ReportRow.reading_id == report.reading_id,
        ReportRow.version < report.version,
        ReportRow.kind != ReportKind.RECALL,
    )
    row = session.scalars(statement.order_by(ReportRow.version.desc()).limit(1)).one_or_none()
    return None if row is None else report_of(row)


def amendment_of(row: AmendmentRow) -> Amendment:
    """Return the frozen amendment that a row holds."""
    values = {each.name: getattr(row, each.name) for each in fields(Amendment) if each.name != "words"}
    return Amendment(words=Words(row.findings, row.impression), **values)


def _values(amendment: Amendment) -> dict[str, Any]:
    values = {each.name: getattr(amendment, each.name) for each in fields(Amendment) if each.name != "words"}
    return {**values, "findings": amendment.words.findings, "impression": amendment.words.impression}
