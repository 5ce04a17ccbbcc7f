"""What the records say of a file that somebody holds."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from teleread.database import Session
from teleread.reports.records import ReportDocumentRow, ReportRow, find_report_by_code, report_of
from teleread.reports.report import read_verification_code
from teleread.reports.seal import KnownCertificate, SealLevel
from teleread.reports.seal_records import find_certificate
from teleread.reports.version import VersionStanding
from teleread.views.reports import load_verification


@dataclass(frozen=True, slots=True)
class Recorded:
    """The version that a file is, or names by its code; nothing of the patient."""

    code: str
    version: int
    standing: VersionStanding
    is_same_file: bool
    are_signatures_good: bool


@dataclass(frozen=True, slots=True)
class KeptSeal:
    """The hospital's seal on a version's document, and why it is missing or has no time."""

    level: SealLevel
    problem: str
    certificate: KnownCertificate | None


def find_recorded(session: Session, *, sha256: bytes, code: str) -> Recorded | None:
    """Return the version whose document has these bytes, or else the one that the code names."""
    of_bytes = select(ReportRow).join(ReportDocumentRow, ReportDocumentRow.report_id == ReportRow.id)
    row = session.scalars(of_bytes.where(ReportDocumentRow.sha256 == sha256).limit(1)).one_or_none()
    report = report_of(row) if row is not None else find_report_by_code(session, read_verification_code(code))
    if report is None:
        return None
    found = load_verification(session, report)
    return Recorded(
        code=report.verification_code,
        version=report.version,
        standing=found.standing,
        is_same_file=found.document_sha256 == sha256,
        are_signatures_good=found.is_valid,
    )


def find_seal(session: Session, report_id: UUID) -> KeptSeal | None:
    """Return the seal on a version that the caller may see; None until it is printed."""
    row = session.get(ReportDocumentRow, report_id)
    return (
        None if row is None else KeptSeal(row.seal, row.seal_problem, find_certificate(session, row.certificate_sha256))
    )
