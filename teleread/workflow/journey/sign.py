"""Sign a report: the author submits, another person approves or returns it.

Both signatures are over the same canonical bytes. Approving writes the
version, its signature and the outbox in one transaction, so a signed report
is always on its way home.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from storage import ObjectStore
from teleread.accounts.account import Account
from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic
from teleread.clinics.records import load_return_routes
from teleread.database import Database, Session, transaction
from teleread.documents.glyphs import check_glyphs
from teleread.identifiers import new_id
from teleread.reports.delivery_records import queue_deliveries
from teleread.reports.draft import Draft, DraftChangedElsewhere
from teleread.reports.records import (
    SubmissionMissing,
    Submitted,
    add_report,
    add_return,
    add_signature,
    add_submission,
    load_draft,
    load_last_submission,
    load_last_version,
)
from teleread.reports.report import (
    Author,
    Report,
    ReportKind,
    SignatureMeaning,
    Submission,
    new_verification_code,
)
from teleread.reports.signature import SigningKey, Statement
from teleread.reports.signing import check_reviewer, check_signable
from teleread.reports.wording import EmptyImpression, check_wording
from teleread.scope import Scope
from teleread.views.reports import Subject, load_subject
from teleread.workflow.journey.evidence import Verified, evidence_of, verify_images
from teleread.worklist.hold import EndReason
from teleread.worklist.reading import Event, Milestone, Reading, advance, require_hold
from teleread.worklist.records import load_reading_for_update, save_milestone, save_reading
from teleread.worklist.refusals import ReasonMissing


@dataclass(frozen=True, slots=True)
class Means:
    """What signing needs of this installation: the images' store and its own key."""

    store: ObjectStore
    key: SigningKey


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act of signing led to; `report` once a version exists."""

    submission_id: UUID
    number: int
    report: Report | None


def submit(
    database: Database,
    scope: Scope,
    reading_id: UUID,
    *,
    account: Account,
    at: datetime,
    fencing_token: int,
    means: Means,
    revision: int | None = None,
) -> Outcome:
    """Submit the caller's draft with its signature; under a single-signature agreement this signs it.

    The bytes of every Instance are read and hashed first, outside the
    transaction: a signature says what was read, so it must be there.

    Parameters
    ----------
    revision
        The draft's revision that the caller saw, if the page says; another
        window's later text is not signed unseen.

    Raises
    ------
    LeaseLost, TransitionRefused, ReadingPaused, LateInstanceUnseen
        If the Reading does not allow it now.
    EmptyImpression, TextTooLong, UnprintableText, GlyphMissing
        If the text cannot stand on paper as it was typed.
    ManifestChanged, NothingWasRead, InstanceUnverified, PatientNameUnconfirmed
        If what was read is not what is there.
    ImagesUnreadable
        If the object store does not answer.
    """
    verified = verify_images(
        database,
        scope,
        reading_id,
        account=account,
        at=at,
        fencing_token=fencing_token,
        store=means.store,
        by_hash=True,
    )
    with transaction(database) as session:
        reading = load_reading_for_update(session, scope, reading_id)
        require_hold(reading, account.id, fencing_token=fencing_token, at=at)
        after = advance(reading, _submit_event(reading), at=at, by=account.id)
        draft = _draft_to_sign(load_draft(session, reading_id=reading_id, account_id=account.id), revision)
        subject = load_subject(session, scope, reading, department_id=account.department_id)
        submission = _compose(session, reading, subject, draft, verified, account, at)
        check_signable(submission, evidence_of(session, scope, reading, subject, verified))
        submitted = add_submission(session, submission)
        meaning = SignatureMeaning.AUTHORED_AND_APPROVED if reading.single_signature else SignatureMeaning.AUTHORED
        _add_signature(session, means.key, submitted, account, meaning, at)
        ended = EndReason.SIGNED if reading.single_signature else EndReason.SUBMITTED
        save_reading(session, reading, after, at=at, ended=ended)
        save_milestone(session, reading_id, Milestone.SUBMITTED, at=at, replaces=True)
        _record(session, "report.submitted", submission, account, at, number=submission.number)
        report = _issue(session, submission, account, at) if reading.single_signature else None
    return Outcome(submission.id, submission.number, report)


def sign(
    database: Database,
    scope: Scope,
    reading_id: UUID,
    *,
    account: Account,
    at: datetime,
    fencing_token: int,
    means: Means,
) -> Outcome:
    """Approve what was last submitted: the version exists, is final and is queued for its clinic.

    Raises
    ------
    LeaseLost, TransitionRefused, ReadingPaused, LateInstanceUnseen, AuthorIsReviewer, SignerIsAuthor
        If the Reading or its text does not allow this person to sign now.
    ManifestChanged, InstanceUnverified, PatientNameUnconfirmed, PatientChanged
        If what the author signed is not what is there.
    ImagesUnreadable
        If the object store does not answer.
    """
    verified = verify_images(
        database,
        scope,
        reading_id,
        account=account,
        at=at,
        fencing_token=fencing_token,
        store=means.store,
        by_hash=False,
    )
    with transaction(database) as session:
        reading = load_reading_for_update(session, scope, reading_id)
        require_hold(reading, account.id, fencing_token=fencing_token, at=at)
        after = advance(reading, Event.SIGN, at=at, by=account.id)
        submitted = _submitted(session, reading_id)
        check_reviewer(submitted.content, account.id)
        subject = load_subject(session, scope, reading)
        check_signable(submitted.content, evidence_of(session, scope, reading, subject, verified))
        _add_signature(session, means.key, submitted, account, SignatureMeaning.REVIEWED, at)
        save_reading(session, reading, after, at=at, ended=EndReason.SIGNED)
        report = _issue(session, submitted.content, account, at)
    return Outcome(submitted.content.id, submitted.content.number, report)


def return_to_author(
    database: Database,
    scope: Scope,
    reading_id: UUID,
    *,
    account: Account,
    at: datetime,
    fencing_token: int,
    reason: str,
) -> None:
    """Give the text back to its author, who reads and submits again.

    Raises
    ------
    ReasonMissing
        If the author would not learn why.
    LeaseLost, TransitionRefused, ReadingPaused
        If the Reading does not allow it now.
    """
    if not reason.strip():
        raise ReasonMissing
    with transaction(database) as session:
        reading = load_reading_for_update(session, scope, reading_id)
        require_hold(reading, account.id, fencing_token=fencing_token, at=at)
        after = advance(reading, Event.RETURN, at=at, by=account.id, reason=reason)
        submitted = _submitted(session, reading_id)
        add_return(session, submission_id=submitted.content.id, reviewer_id=account.id, reason=reason, at=at)
        save_reading(session, reading, after, at=at, ended=EndReason.RETURNED)
        _record(session, "report.returned", submitted.content, account, at, number=submitted.content.number)


def _submit_event(reading: Reading) -> Event:
    return Event.SUBMIT_AND_SIGN if reading.single_signature else Event.SUBMIT


def _draft_to_sign(draft: Draft | None, revision: int | None) -> Draft:
    if draft is None:
        raise EmptyImpression
    if revision is not None and revision != draft.revision:
        raise DraftChangedElsewhere(revision=draft.revision)
    check_wording(findings=draft.findings, impression=draft.impression)
    check_glyphs(draft.findings, draft.impression)
    return draft


def _submitted(session: Session, reading_id: UUID) -> Submitted:
    submitted = load_last_submission(session, reading_id=reading_id)
    if submitted is None:
        raise SubmissionMissing(reading_id=str(reading_id))
    return submitted


def _compose(
    session: Session,
    reading: Reading,
    subject: Subject,
    draft: Draft,
    verified: Verified,
    account: Account,
    at: datetime,
) -> Submission:
    last = load_last_submission(session, reading_id=reading.id)
    return Submission(
        id=new_id(),
        reading_id=reading.id,
        number=last.content.number + 1 if last else 1,
        version=load_last_version(session, reading_id=reading.id) + 1,
        kind=ReportKind.FINAL,
        clinic=subject.clinic,
        department=subject.department,
        patient=subject.patient,
        modality=reading.modality,
        body_part=reading.body_part,
        clinical_question=subject.clinical_question,
        accession_number=subject.accession_number,
        studies=subject.studies,
        findings=draft.findings,
        impression=draft.impression,
        author=Author(account.id, account.display_name),
        manifest=tuple(instance.entry for instance in verified.read),
        submitted_at=at,
    )


def _add_signature(
    session: Session, key: SigningKey, submitted: Submitted, account: Account, meaning: SignatureMeaning, at: datetime
) -> None:
    statement = Statement(submitted.sha256, account.id, account.display_name, meaning, at)
    add_signature(session, key, submission_id=submitted.content.id, statement=statement)


def _issue(session: Session, submission: Submission, account: Account, at: datetime) -> Report:
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
    routes = load_return_routes(session, scope_of_clinic(report.clinic_id))
    queue_deliveries(session, report, route_ids=[route.id for route in routes], at=at)
    save_milestone(session, report.reading_id, Milestone.SIGNED, at=at)
    _record(session, "report.signed", submission, account, at, version=report.version, deliveries=len(routes))
    return report


def _record(
    session: Session, action: str, submission: Submission, account: Account, at: datetime, **detail: int
) -> None:
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
