"""Open a signed report: its words or its PDF."""

from datetime import datetime
from uuid import UUID

from storage import ObjectStore, StoreError
from teleread.accounts.account import Account
from teleread.audit.records import record, was_recorded
from teleread.database import Database, Session, snapshot, transaction
from teleread.errors import Conflict, Unavailable
from teleread.reports.delivery_records import find_document
from teleread.reports.records import load_report
from teleread.reports.report import Report
from teleread.scope import Scope
from teleread.workflow.journey.printing import read_document

OPENED = "report.opened"


class DocumentNotReady(Conflict):
    """The worker has not printed it yet, or could not."""

    code = "document_not_ready"
    zh, en = "报告文件尚未生成，请稍候", "The document is not printed yet; wait a moment"


class DocumentUnreadable(Unavailable):
    """The object store does not give the document."""

    code = "document_unreadable"
    zh, en = "报告文件暂时无法读取，请稍后重试", "The document cannot be read now; try again"


def open_report(database: Database, scope: Scope, report_id: UUID, *, account: Account, at: datetime) -> Report:
    """Note that a person opened a version, once for each person and version.

    Raises
    ------
    ReportMissing
        If there is none of that key inside the Scope.
    """
    with snapshot(database) as session:
        report = load_report(session, scope, report_id)
        if _is_noted(session, report_id, account):
            return report
    with transaction(database) as session:
        if not _is_noted(session, report_id, account):
            record(
                session,
                OPENED,
                at=at,
                account_id=account.id,
                clinic_id=report.clinic_id,
                subject_kind="report",
                subject_id=report_id,
                version=report.version,
            )
    return report


def open_document(
    database: Database, store: ObjectStore, scope: Scope, report_id: UUID, *, account: Account, at: datetime
) -> bytes:
    """Return the PDF of a version, and note that the person opened it. It is no acknowledgement.

    Raises
    ------
    ReportMissing
        If there is none of that key inside the Scope.
    DocumentNotReady, DocumentUnreadable
        If there are no bytes to give now.
    """
    with snapshot(database) as session:
        load_report(session, scope, report_id)
        document = find_document(session, report_id=report_id)
    if document is None:
        raise DocumentNotReady
    open_report(database, scope, report_id, account=account, at=at)
    try:
        return read_document(store, document)
    except StoreError as error:
        raise DocumentUnreadable from error


def _is_noted(session: Session, report_id: UUID, account: Account) -> bool:
    return was_recorded(session, OPENED, account_id=account.id, subject_id=report_id)
