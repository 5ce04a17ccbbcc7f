"""Call a device again that did not take its report of storage commitment."""

from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.archive import commitment_report
from teleread.archive.commitment_records import load_report, save_report
from teleread.archive.commitment_report import CommitmentReport
from teleread.audit.records import record
from teleread.database import Database, transaction
from teleread.scope import Scope


def report_again(
    database: Database, scope: Scope, report_id: UUID, *, account: Account | None, at: datetime
) -> CommitmentReport:
    """Make a dead or waiting report due now.

    Raises
    ------
    ReportMissing
        If there is none of that key inside the Scope.
    NotOwed
        If it has been reported or is being reported.
    """
    with transaction(database) as session:
        report = commitment_report.report_again(load_report(session, scope, report_id), at=at)
        save_report(session, report)
        record(
            session,
            "commitment.requeued",
            at=at,
            account_id=account.id if account else None,
            clinic_id=report.clinic_id,
            subject_kind="ae",
            subject_id=report.ae_id,
            report_id=str(report.id),
        )
    return report
