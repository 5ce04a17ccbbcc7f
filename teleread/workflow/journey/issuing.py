"""Make a signed version of a submission: whatever kind of act it was signed in."""

from datetime import datetime

from teleread.accounts.account import Account
from teleread.accounts.second_factor import Confirmed
from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic
from teleread.clinics.records import load_return_routes
from teleread.database import Session
from teleread.identifiers import new_id
from teleread.reports.delivery_records import queue_deliveries, supersede_older
from teleread.reports.records import Submitted, add_report, add_signature
from teleread.reports.report import Report, SignatureMeaning, Submission, new_verification_code
from teleread.reports.signature import SigningKey, Statement
from teleread.worklist.opinion_records import find_opinion
from teleread.worklist.reading import Milestone
from teleread.worklist.records import save_milestone


def add_signature_of(
    session: Session,
    key: SigningKey,
    submitted: Submitted,
    account: Account,
    meaning: SignatureMeaning,
    at: datetime,
    *,
    evidence_sha256: bytes | None = None,
) -> None:
    """Sign a submission in a person's name, in the meaning of the act."""
    statement = Statement(submitted.sha256, account.id, account.display_name, meaning, at, evidence_sha256)
    add_signature(session, key, submission_id=submitted.content.id, statement=statement)


def issue(session: Session, submission: Submission, account: Account, confirmed: Confirmed, at: datetime) -> Report:
    """Make the version and queue it by every way home; what is undelivered of older ones is given up for it.

    An opinion that stays among specialists has no way home.
    """
    report = Report(
        id=new_id(),
        reading_id=submission.reading_id,
        clinic_id=submission.clinic.id,
        version=submission.version,
        kind=submission.kind,
        submission_id=submission.id,
        verification_code=new_verification_code(),
        signed_at=at,
    )
    add_report(session, report)
    _supersede(session, report, at)
    opinion = find_opinion(session, report.reading_id)
    stays = opinion is not None and not opinion.does_go_home
    routes = [] if stays else load_return_routes(session, scope_of_clinic(report.clinic_id))
    queue_deliveries(session, report, route_ids=[route.id for route in routes], at=at)
    save_milestone(session, report.reading_id, Milestone.SIGNED, at=at)
    record_act(
        session,
        "report.signed",
        submission,
        account,
        at,
        version=report.version,
        deliveries=len(routes),
        second_factor=confirmed.method.value,
    )
    return report


def _supersede(session: Session, report: Report, at: datetime) -> None:
    for old in supersede_older(session, report):
        record(
            session,
            "delivery.superseded",
            at=at,
            account_id=None,
            clinic_id=old.clinic_id,
            subject_kind="report",
            subject_id=old.report_id,
            delivery_id=str(old.id),
            attempt=old.attempts,
        )


def record_act(
    session: Session, action: str, submission: Submission, account: Account, at: datetime, **detail: int | str
) -> None:
    """Note what a person did with a submission."""
    record(
        session,
        action,
        at=at,
        account_id=account.id,
        clinic_id=submission.clinic.id,
        subject_kind="reading",
        subject_id=submission.reading_id,
        submission_id=str(submission.id),
        **detail,
    )
