"""Sign a report: the author submits, another person approves or returns it.

Both signatures are over the same canonical bytes, unless the reviewer changed
the text: then theirs is over a submission of their own that names the
author's, and each stands for what they wrote. A reviewer who changed only the
author's marks or key images signs their own beside them. Approving writes the
version, its signature and the outbox in one transaction, so a signed report
is always on its way home.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from storage import ObjectStore
from teleread.accounts.account import Account
from teleread.accounts.second_factor import Confirmed, require_confirmed
from teleread.database import Database, Session, transaction
from teleread.documents.glyphs import check_glyphs
from teleread.identifiers import new_id
from teleread.reports.draft import Draft, DraftChangedElsewhere
from teleread.reports.evidence import Evidence, EvidenceChangedElsewhere, of_instances
from teleread.reports.evidence_records import add_reviewed_evidence, load_evidence_draft, queue_making
from teleread.reports.records import (
    SubmissionMissing,
    Submitted,
    add_return,
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
)
from teleread.reports.return_reason import RETURN_REASONS, ReturnReason, check_comment
from teleread.reports.review_records import add_review
from teleread.reports.signature import SigningKey
from teleread.reports.signing import check_reviewer, check_signable
from teleread.reports.wording import EmptyImpression, check_wording
from teleread.scope import Scope
from teleread.views.looking import count_only_previewed
from teleread.views.signing import Subject, load_subject
from teleread.views.staffing import actor_before, load_viewer
from teleread.workflow.journey.critical import check_critical
from teleread.workflow.journey.issuing import add_signature_of, issue, record_act
from teleread.workflow.journey.reviewing import reviewed_text
from teleread.workflow.journey.verifying import Hold, Verified, facts_of, verify_images
from teleread.worklist.hold import EndReason
from teleread.worklist.looking import OnlyPreviewShown
from teleread.worklist.permission import Action, require_allowed, signing_event
from teleread.worklist.reading import Event, Milestone, Part, Reading, advance, require_hold
from teleread.worklist.records import load_reading_for_update, save_milestone, save_reading


@dataclass(frozen=True, slots=True)
class Means:
    """What signing needs of this installation: the images' store and its own key."""

    store: ObjectStore
    key: SigningKey


@dataclass(frozen=True, slots=True)
class Why:
    """Why a reviewer gives a text back: a code, and words for the author."""

    code: ReturnReason
    comment: str = ""


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
    hold: Hold,
    means: Means,
    confirmed: Confirmed,
) -> Outcome:
    """Submit the caller's draft with the author's signature, for another person to review.

    The bytes of every Instance are read and hashed first, outside the
    transaction: a signature says what was read, so it must be there.

    Raises
    ------
    SecondFactorMissing
        If `confirmed` is not the caller's own, of this minute.
    LeaseLost, TransitionRefused, ReadingPaused, LateInstanceUnseen, NotEligible, OneSignatureOnly
        If the Reading does not allow it now.
    EmptyImpression, TextTooLong, UnprintableText, GlyphMissing
        If the text cannot stand on paper as it was typed.
    ManifestChanged, NothingWasRead, InstanceUnverified, PatientNameUnconfirmed
        If what was read is not what is there.
    CriticalQuestionUnanswered, CriticalFindingMissing, CriticalAnswerContradicted
        If it is not said as things stand whether something is critical.
    OnlyPreviewShown
        If the caller saw a picture as a preview and not in diagnostic quality.
    ImagesUnreadable
        If the object store does not answer.
    """
    require_confirmed(confirmed, account.id, at=at)
    verified = verify_images(database, scope, reading_id, account=account, at=at, hold=hold, store=means.store)
    with transaction(database) as session:
        reading = _held(session, scope, reading_id, account, Action.SUBMIT, hold, at)
        submitted = _author(session, scope, reading, account, hold, verified, confirmed, at)
        add_signature_of(session, means.key, submitted, account, SignatureMeaning.AUTHORED, at)
        after = advance(reading, Event.SUBMIT, at=at, by=account.id)
        save_reading(session, reading, after, at=at, ended=EndReason.SUBMITTED)
    return Outcome(submitted.content.id, submitted.content.number, None)


def sign(
    database: Database,
    scope: Scope,
    reading_id: UUID,
    *,
    account: Account,
    at: datetime,
    hold: Hold,
    means: Means,
    confirmed: Confirmed,
) -> Outcome:
    """Make the report: the version exists, is final and is queued for its clinic.

    A reviewer approves what was last submitted, or what they typed over it;
    how much they changed is kept for the author. Where the agreement with the
    clinic asks for one signature, the author writes and approves in this act.

    Raises
    ------
    SecondFactorMissing
        If `confirmed` is not the caller's own, of this minute.
    LeaseLost, TransitionRefused, ReadingPaused, LateInstanceUnseen, NotEligible, TwoSignaturesNeeded
        If the Reading does not allow it now.
    AuthorIsReviewer, SignerIsAuthor
        If the reviewer wrote the text.
    ManifestChanged, InstanceUnverified, PatientNameUnconfirmed, PatientChanged, OrderChanged
        If what is signed is not what is there.
    DraftChangedElsewhere, EvidenceChangedElsewhere
        If another window of the signer saved something since.
    CriticalQuestionUnanswered, CriticalFindingMissing, CriticalAnswerContradicted
        If it is not said as things stand whether something is critical.
    OnlyPreviewShown
        If the caller saw a picture as a preview and not in diagnostic quality.
    EmptyImpression, TextTooLong, UnprintableText, GlyphMissing
        If an author signs alone, or a reviewer changed, what cannot stand on paper.
    ChangeUnderstated
        If a reviewer calls their change smaller than it is.
    ImagesUnreadable
        If the object store does not answer.
    """
    require_confirmed(confirmed, account.id, at=at)
    verified = verify_images(database, scope, reading_id, account=account, at=at, hold=hold, store=means.store)
    with transaction(database) as session:
        reading = _held(session, scope, reading_id, account, Action.SIGN, hold, at)
        review = None
        if reading.part is Part.AUTHOR:
            submitted = _author(session, scope, reading, account, hold, verified, confirmed, at)
            meaning, evidence, own = SignatureMeaning.AUTHORED_AND_APPROVED, submitted.content.evidence, None
        else:
            before = _review(session, scope, reading, account, verified)
            meaning, evidence = SignatureMeaning.REVIEWED, _reviewed(session, before, account, hold, verified)
            review = reviewed_text(session, before, account=account, at=at, hold=hold, evidence=evidence)
            check_critical(session, review.text)
            submitted = add_submission(session, review.text) if review.is_own else before
            own = None if review.is_own else _keep_if_changed(session, before, evidence)
        add_signature_of(session, means.key, submitted, account, meaning, at, evidence_sha256=own)
        after = advance(reading, signing_event(reading), at=at, by=account.id)
        save_reading(session, reading, after, at=at, ended=EndReason.SIGNED)
        report = issue(session, submitted.content, account, confirmed, at)
        if review is not None:
            add_review(session, report, review.of(account.id))
        if evidence is not None and not evidence.is_empty:
            queue_making(session, report, at=at)
    return Outcome(submitted.content.id, submitted.content.number, report)


def return_to_author(
    database: Database, scope: Scope, reading_id: UUID, *, account: Account, at: datetime, hold: Hold, why: Why
) -> None:
    """Give the text back to its author, who reads and submits again.

    Raises
    ------
    CommentMissing
        If the author would not learn why.
    LeaseLost, TransitionRefused, ReadingPaused
        If the Reading does not allow it now.
    """
    comment = check_comment(why.code, why.comment)
    with transaction(database) as session:
        reading = _held(session, scope, reading_id, account, Action.RETURN, hold, at)
        content = _submitted(session, reading_id).content
        add_return(session, submission_id=content.id, reviewer_id=account.id, code=why.code, reason=comment, at=at)
        said = comment or RETURN_REASONS[why.code][0]
        after = advance(reading, Event.RETURN, at=at, by=account.id, reason=said)
        save_reading(session, reading, after, at=at, ended=EndReason.RETURNED)
        record_act(session, "report.returned", content, account, at, number=content.number, code=why.code.value)


def _held(
    session: Session, scope: Scope, reading_id: UUID, account: Account, action: Action, hold: Hold, at: datetime
) -> Reading:
    reading = load_reading_for_update(session, scope, reading_id)
    require_hold(reading, account.id, fencing_token=hold.fencing_token, at=at)
    require_allowed(reading, actor_before(load_viewer(session, scope, account), reading), action, at=at)
    if action in (Action.SUBMIT, Action.SIGN):
        _check_seen(session, scope, reading_id, account)
    return reading


def _check_seen(session: Session, scope: Scope, reading_id: UUID, account: Account) -> None:
    if count := count_only_previewed(session, scope, reading_id, account_id=account.id):
        raise OnlyPreviewShown(count=count)


def _author(
    session: Session,
    scope: Scope,
    reading: Reading,
    account: Account,
    hold: Hold,
    verified: Verified,
    confirmed: Confirmed,
    at: datetime,
) -> Submitted:
    draft = _draft_to_sign(load_draft(session, reading_id=reading.id, account_id=account.id), hold.revision)
    subject = load_subject(session, scope, reading, department_id=account.department_id)
    evidence = _drawn(session, reading.id, account, hold, verified, over=0) or Evidence()
    submission = _compose(session, reading, subject, (draft, evidence), verified, account, at)
    check_signable(submission, facts_of(session, scope, reading, subject, verified))
    check_critical(session, submission)
    save_milestone(session, reading.id, Milestone.SUBMITTED, at=at, replaces=True)
    shown = confirmed.method.value
    record_act(session, "report.submitted", submission, account, at, number=submission.number, second_factor=shown)
    return add_submission(session, submission)


def _review(session: Session, scope: Scope, reading: Reading, account: Account, verified: Verified) -> Submitted:
    submitted = _submitted(session, reading.id)
    check_reviewer(submitted.content, account.id)
    check_signable(
        submitted.content, facts_of(session, scope, reading, load_subject(session, scope, reading), verified)
    )
    check_critical(session, submitted.content)
    return submitted


def _drawn(
    session: Session, reading_id: UUID, account: Account, hold: Hold, verified: Verified, *, over: int
) -> Evidence | None:
    """Return what a person drew and the page shows: what is on Instances that are no longer read is on no page."""
    kept = load_evidence_draft(session, reading_id=reading_id, account_id=account.id, over=over)
    revision = kept.revision if kept else 0
    if hold.evidence_revision is not None and hold.evidence_revision != revision:
        raise EvidenceChangedElsewhere(revision=revision)
    return None if kept is None else of_instances(kept.evidence, frozenset(each.id for each in verified.read))


def _reviewed(
    session: Session, submitted: Submitted, account: Account, hold: Hold, verified: Verified
) -> Evidence | None:
    """Return what the report points at: the reviewer's evidence, or the author's where they left it as it was."""
    content = submitted.content
    own = _drawn(session, content.reading_id, account, hold, verified, over=content.number)
    return content.evidence if own is None else own


def _keep_if_changed(session: Session, submitted: Submitted, evidence: Evidence | None) -> bytes | None:
    if evidence is None or evidence == (submitted.content.evidence or Evidence()):
        return None
    return add_reviewed_evidence(session, submission_id=submitted.content.id, evidence=evidence)


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
    written: tuple[Draft, Evidence],
    verified: Verified,
    account: Account,
    at: datetime,
) -> Submission:
    draft, evidence = written
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
        evidence=evidence,
        template=draft.template,
        critical=draft.critical,
    )
