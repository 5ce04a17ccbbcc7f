"""Say that a signed report stands though pictures came after it."""

from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.archive.discrepancy import AlreadyResolved, DiscrepancyMissing, Resolution
from teleread.archive.late_records import LateTask, list_late_tasks
from teleread.archive.resolving_records import load_discrepancy_for_update, save_resolution
from teleread.audit.records import record
from teleread.database import Database, Session, transaction
from teleread.reports.amendment import AmendmentOpen, MayNotAnswer, RecalledAlready, check_reason, may_answer
from teleread.reports.amendment_records import find_open_amendment
from teleread.reports.report import ReportKind
from teleread.scope import Scope
from teleread.views.amendments import load_party, load_versions
from teleread.worklist.records import load_reading_for_update


def confirm_report(
    database: Database, scope: Scope, task_id: UUID, *, account: Account, at: datetime, comment: str
) -> None:
    """Close a verify task: the signer has seen what came, and the report stands as it was signed.

    Raises
    ------
    DiscrepancyMissing, AlreadyResolved
        If there is no such open task inside the Scope.
    MayNotAnswer
        If the person signed nothing of the report, and somebody who did is there.
    AmendmentOpen, RecalledAlready
        If the report is being amended, or is recalled: it cannot be said to stand.
    AmendmentReasonMissing, AmendmentReasonTooLong, UnprintableText
        If it is not said what was seen.
    """
    seen = check_reason(comment)
    with transaction(database) as session:
        task = _load(session, scope, task_id)
        reading = load_reading_for_update(session, scope, task.reading_id)
        newest = load_versions(session, scope, reading.id).newest
        if not may_answer(load_party(session, scope, account, reading, newest)):
            raise MayNotAnswer
        if newest.kind is ReportKind.RECALL:
            raise RecalledAlready
        if find_open_amendment(session, scope, reading.id) is not None:
            raise AmendmentOpen
        save_resolution(session, task.id, resolution=Resolution.REPORT_STANDS, note=seen, account_id=account.id, at=at)
        record(
            session,
            "report.confirmed_after_late_instance",
            at=at,
            account_id=account.id,
            clinic_id=task.clinic_id,
            subject_kind="reading",
            subject_id=reading.id,
            discrepancy_id=str(task.id),
            version=newest.version,
        )


def _load(session: Session, scope: Scope, task_id: UUID) -> LateTask:
    kept = load_discrepancy_for_update(session, scope, task_id)
    if kept.resolved_at is not None:
        raise AlreadyResolved
    for task in list_late_tasks(session, scope):
        if task.id == task_id:
            return task
    raise DiscrepancyMissing(discrepancy_id=str(task_id))
