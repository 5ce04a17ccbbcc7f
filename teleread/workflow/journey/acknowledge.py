"""A named person at the clinic says: this version was read."""

from datetime import datetime
from uuid import UUID

from teleread.accounts.account import CLINIC_ROLES, Account
from teleread.audit.records import record
from teleread.database import Database, transaction
from teleread.reports.acknowledgement import check_acknowledgeable
from teleread.reports.delivery_records import AlreadyAcknowledged, Receipt, add_receipt, find_receipt
from teleread.reports.records import load_last_version, load_report
from teleread.scope import Scope
from teleread.worklist.reading import Milestone
from teleread.worklist.records import save_milestone


def acknowledge(database: Database, scope: Scope, report_id: UUID, *, account: Account, at: datetime) -> Receipt:
    """Keep the receipt of a version; the same person's second word changes nothing.

    A township doctor or a technician may give it: many townships have one
    technician on duty who walks the report to the doctor, and the receipt says
    by name who it was. Somebody of the hospital may not, whatever else they
    may do: the receipt is the clinic's.

    Raises
    ------
    ReportMissing
        If there is none of that key inside the Scope.
    NotOfTheClinic
        If the caller does not work at the report's clinic.
    NotCurrent
        If a newer version exists: that one is to be read.
    AlreadyAcknowledged
        If a colleague was first.
    """
    with transaction(database) as session:
        report = load_report(session, scope, report_id, for_update=True)
        newest = load_last_version(session, reading_id=report.reading_id)
        is_of_clinic = account.may_act_as(*CLINIC_ROLES) and account.clinic_id == report.clinic_id
        check_acknowledgeable(report, newest_version=newest, is_of_clinic=is_of_clinic)
        kept = find_receipt(session, report_id=report_id)
        if kept is not None and kept.account_id != account.id:
            raise AlreadyAcknowledged
        if kept is not None:
            return kept
        receipt = Receipt(report_id, report.clinic_id, account.id, at)
        add_receipt(session, receipt)
        save_milestone(session, report.reading_id, Milestone.ACKNOWLEDGED, at=at)
        record(
            session,
            "report.acknowledged",
            at=at,
            account_id=account.id,
            clinic_id=report.clinic_id,
            subject_kind="report",
            subject_id=report_id,
            version=report.version,
        )
    return receipt
