"""The copies that a request for storage commitment is about, and who is still to hear of theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from teleread.archive.commitment_records import CommitmentReportRow, inside, report_of
from teleread.archive.commitment_report import CommitmentReport, ReportState
from teleread.archive.records import InstanceRow
from teleread.archive.study import InstanceStanding
from teleread.clinics.records import AERow, ClinicRow
from teleread.database import Session
from teleread.scope import Scope

ASKED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class CopyOnFile:
    """One received copy, and what its object must be."""

    sop_class_uid: str
    locator: str
    size_bytes: int
    sha256: bytes


def load_copies(
    session: Session, scope: Scope, clinic_id: UUID, sop_instance_uids: Sequence[str]
) -> dict[str, list[CopyOnFile]]:
    """Return, by SOP Instance UID, every copy that a clinic has and nobody discarded."""
    if not scope.covers(clinic_id):
        return {}
    copies: dict[str, list[CopyOnFile]] = {}
    for start in range(0, len(sop_instance_uids), ASKED_AT_ONCE):
        statement = select(InstanceRow).where(
            InstanceRow.clinic_id == clinic_id,
            InstanceRow.sop_instance_uid.in_(sop_instance_uids[start : start + ASKED_AT_ONCE]),
            InstanceRow.standing != InstanceStanding.DISCARDED,
        )
        for row in session.scalars(statement):
            copy = CopyOnFile(row.sop_class_uid, row.locator, row.size_bytes, row.sha256)
            copies.setdefault(row.sop_instance_uid, []).append(copy)
    return copies


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in a list."""

    report: CommitmentReport
    clinic_name: str
    ae_title: str | None


def list_reports(
    session: Session, scope: Scope, *, state: ReportState | None = None, report_id: UUID | None = None, limit: int
) -> list[ReportLine]:
    """Return what devices have asked for, the newest first."""
    statement = (
        select(CommitmentReportRow, ClinicRow.name, AERow.ae_title)
        .join(ClinicRow, ClinicRow.id == CommitmentReportRow.clinic_id)
        .join(AERow, AERow.id == CommitmentReportRow.ae_id, isouter=True)
        .where(inside(scope, CommitmentReportRow.clinic_id))
        .order_by(CommitmentReportRow.id.desc())
        .limit(limit)
    )
    if state is not None:
        statement = statement.where(CommitmentReportRow.state == state)
    if report_id is not None:
        statement = statement.where(CommitmentReportRow.id == report_id)
    return [ReportLine(report_of(row), clinic, title) for row, clinic, title in session.execute(statement)]
