"""What was signed, and how far it got: the pages of reports and of deliveries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.orm import aliased

from teleread.accounts.records import AccountRow
from teleread.archive.records import PatientRow
from teleread.archive.study import NameStanding
from teleread.clinics.clinic import RouteKind
from teleread.clinics.records import AERow, ClinicRow, ReturnRouteRow
from teleread.database import Session
from teleread.reports.delivery import UNDELIVERED, DeliveryState
from teleread.reports.records import (
    DeliveryAttemptRow,
    DeliveryRow,
    KeptSignature,
    ReceiptRow,
    ReportDocumentRow,
    ReportMissing,
    ReportRow,
    SignatureRow,
    SubmissionRow,
    inside,
    load_signatures,
    report_of,
)
from teleread.reports.report import (
    FINAL_MEANINGS,
    Report,
    SignatureMeaning,
    Submission,
)
from teleread.reports.report_form import parse
from teleread.reports.review_records import ReviewRow
from teleread.reports.version import VersionStanding, standing_among
from teleread.scope import Scope
from teleread.worklist.records import ReadingRow


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in a list."""

    report: Report
    clinic_name: str
    content: Submission
    author_name: str
    patient_key: UUID
    name_standing: NameStanding
    reviewer_name: str | None
    acknowledged_at: datetime | None
    acknowledged_by_name: str | None


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One attempt of a delivery."""

    number: int
    started_at: datetime
    ended_at: datetime | None
    succeeded: bool | None
    detail: str


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A delivery with the road behind it."""

    id: UUID
    report_id: UUID
    version: int
    clinic_id: UUID
    clinic_name: str
    route_kind: RouteKind
    ae_title: str | None
    state: DeliveryState
    attempts: int
    queued_at: datetime
    next_attempt_at: datetime
    delivered_at: datetime | None
    attempts_log: tuple[AttemptLine, ...]


def list_reports(
    session: Session, scope: Scope, *, is_unread: bool | None = None, limit: int = 200
) -> list[ReportLine]:
    """Return the newest version of each Reading's report, last signed first.

    Parameters
    ----------
    is_unread
        Only those that nobody at the clinic has acknowledged, or only those
        that somebody has.
    """
    newer = aliased(ReportRow)
    statement = _lines(scope).where(
        ~select(newer.id).where(newer.reading_id == ReportRow.reading_id, newer.version > ReportRow.version).exists()
    )
    if is_unread is not None:
        missing = ReceiptRow.report_id.is_(None)
        statement = statement.where(missing if is_unread else ~missing)
    rows = session.execute(statement.order_by(ReportRow.signed_at.desc(), ReportRow.id).limit(limit))
    return [_line(row) for row in rows]


def load_report_line(session: Session, scope: Scope, report_id: UUID) -> ReportLine:
    """Return one version.

    Raises
    ------
    ReportMissing
        If there is none of that key inside the Scope.
    """
    row = session.execute(_lines(scope).where(ReportRow.id == report_id)).one_or_none()
    if row is None:
        raise ReportMissing(report_id=str(report_id))
    return _line(row)


def load_report_lines(session: Session, scope: Scope, report_ids: Sequence[UUID]) -> list[ReportLine]:
    """Return several versions, last signed first."""
    statement = _lines(scope).where(ReportRow.id.in_(report_ids)).order_by(ReportRow.signed_at.desc(), ReportRow.id)
    return [_line(row) for row in session.execute(statement)]


def list_versions(session: Session, scope: Scope, reading_id: UUID) -> list[Report]:
    """Return every version of a Reading's report, the oldest first."""
    statement = select(ReportRow).where(ReportRow.reading_id == reading_id, inside(scope, ReportRow.clinic_id))
    return [report_of(row) for row in session.scalars(statement.order_by(ReportRow.version))]


def list_deliveries(
    session: Session,
    scope: Scope,
    *,
    report_id: UUID | None = None,
    state: DeliveryState | None = None,
    limit: int = 200,
) -> list[DeliveryLine]:
    """Return deliveries with their attempts; those that did not arrive yet first, then the newest."""
    statement = (
        select(DeliveryRow, ReportRow.version, ClinicRow.name, ReturnRouteRow.kind, AERow.ae_title)
        .join(ReportRow, ReportRow.id == DeliveryRow.report_id)
        .join(ClinicRow, ClinicRow.id == DeliveryRow.clinic_id)
        .join(ReturnRouteRow, ReturnRouteRow.id == DeliveryRow.route_id)
        .join(AERow, AERow.id == ReturnRouteRow.ae_id, isouter=True)
        .where(inside(scope, DeliveryRow.clinic_id))
        .order_by(DeliveryRow.state.in_(UNDELIVERED).desc(), DeliveryRow.queued_at.desc(), DeliveryRow.id)
        .limit(limit)
    )
    if report_id is not None:
        statement = statement.where(DeliveryRow.report_id == report_id)
    if state is not None:
        statement = statement.where(DeliveryRow.state == state)
    rows = session.execute(statement).all()
    logs = _attempts_of(session, [row.id for row, *_ in rows])
    return [
        DeliveryLine(
            id=row.id,
            report_id=row.report_id,
            version=version,
            clinic_id=row.clinic_id,
            clinic_name=clinic_name,
            route_kind=kind,
            ae_title=ae_title,
            state=row.state,
            attempts=row.attempts,
            queued_at=row.queued_at,
            next_attempt_at=row.next_attempt_at,
            delivered_at=row.delivered_at,
            attempts_log=tuple(logs.get(row.id, ())),
        )
        for row, version, clinic_name, kind, ae_title in rows
    ]


@dataclass(frozen=True, slots=True)
class Verification:
    """What anybody who holds the paper may know: nothing of the patient."""

    report: Report
    standing: VersionStanding
    signatures: tuple[KeptSignature, ...]
    document_sha256: bytes | None

    @property
    def is_current(self) -> bool:
        """Say whether it is what the clinic reads now."""
        return self.standing is VersionStanding.CURRENT

    @property
    def is_valid(self) -> bool:
        """Say whether every signature is good, and one of them makes the version final."""
        meanings = {each.statement.meaning for each in self.signatures}
        return all(each.is_valid for each in self.signatures) and not meanings.isdisjoint(FINAL_MEANINGS)


def load_verification(session: Session, report: Report) -> Verification:
    """Return what can be said of a version to whoever holds its code."""
    newest = select(ReportRow).where(ReportRow.reading_id == report.reading_id).order_by(ReportRow.version.desc())
    last = session.scalars(newest.limit(1)).one()
    document = session.get(ReportDocumentRow, report.id)
    return Verification(
        report=report,
        standing=standing_among(report, report_of(last)),
        signatures=load_signatures(session, submission_id=report.submission_id),
        document_sha256=document.sha256 if document else None,
    )


_authored = aliased(SignatureRow)
"""The author's signature, which a text that its reviewer changed does not bear."""


def _lines(scope: Scope) -> Select[*tuple[Any, ...]]:
    return (
        select(
            ReportRow,
            SubmissionRow.canonical,
            SignatureRow.meaning,
            SignatureRow.signer_name,
            PatientRow.id,
            PatientRow.name_standing,
            ClinicRow.name,
            ReceiptRow.acknowledged_at,
            AccountRow.display_name,
            _authored.signer_name,
        )
        .join(SubmissionRow, SubmissionRow.id == ReportRow.submission_id)
        .join(
            SignatureRow,
            and_(SignatureRow.submission_id == ReportRow.submission_id, SignatureRow.meaning.in_(FINAL_MEANINGS)),
        )
        .join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
        .join(PatientRow, PatientRow.id == ReadingRow.patient_key)
        .join(ClinicRow, ClinicRow.id == ReportRow.clinic_id)
        .join(ReceiptRow, ReceiptRow.report_id == ReportRow.id, isouter=True)
        .join(AccountRow, AccountRow.id == ReceiptRow.account_id, isouter=True)
        .join(ReviewRow, ReviewRow.report_id == ReportRow.id, isouter=True)
        .join(
            _authored,
            and_(
                _authored.submission_id == ReviewRow.submission_id,
                _authored.meaning == SignatureMeaning.AUTHORED,
            ),
            isouter=True,
        )
        .where(inside(scope, ReportRow.clinic_id))
    )


def _line(row: Row[*tuple[Any, ...]]) -> ReportLine:
    report, content, meaning, signer_name, patient_key, name_standing, clinic_name, acknowledged_at, reader, author = (
        row
    )
    said = parse(content)
    return ReportLine(
        report=report_of(report),
        clinic_name=clinic_name,
        content=said,
        author_name=author or said.author.name,
        patient_key=patient_key,
        name_standing=name_standing,
        reviewer_name=signer_name if meaning is SignatureMeaning.REVIEWED else None,
        acknowledged_at=acknowledged_at,
        acknowledged_by_name=reader,
    )


def _attempts_of(session: Session, delivery_ids: list[UUID]) -> dict[UUID, list[AttemptLine]]:
    statement = select(DeliveryAttemptRow).where(DeliveryAttemptRow.delivery_id.in_(delivery_ids))
    logs: dict[UUID, list[AttemptLine]] = {}
    for row in session.scalars(statement.order_by(DeliveryAttemptRow.delivery_id, DeliveryAttemptRow.number)):
        line = AttemptLine(row.number, row.started_at, row.ended_at, row.succeeded, row.detail)
        logs.setdefault(row.delivery_id, []).append(line)
    return logs
