"""Sign an amendment: its author submits, another person approves or returns it, and a new version goes home.

What is signed is looked at as for a report: the bytes of every picture, the
patient, the order. A recall alone repeats what the version before it says of
patient and pictures: a wrong patient or a lost picture must not keep anybody
from taking a report back.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from storage import ObjectStore
from teleread.accounts.account import Account
from teleread.accounts.second_factor import Confirmed, require_confirmed
from teleread.archive.late_records import close_late_tasks
from teleread.audit.records import record
from teleread.database import Database, Session, snapshot, transaction
from teleread.documents.glyphs import check_glyphs
from teleread.identifiers import new_id
from teleread.reports.amendment import (
    Amendment,
    AmendmentEvent,
    AmendmentRefused,
    NotNewestVersion,
    Words,
    advance,
    check_event,
    words_of,
)
from teleread.reports.amendment_records import load_amendment, save_amendment
from teleread.reports.critical import check_answer
from teleread.reports.critical_records import count_standing
from teleread.reports.evidence import Evidence, of_instances
from teleread.reports.evidence_records import load_evidence_of, queue_making
from teleread.reports.records import (
    Submitted,
    add_return,
    add_submission,
    load_last_submission,
    load_submission,
)
from teleread.reports.report import Author, Follows, ReportKind, SignatureMeaning, Submission, TemplateUsed
from teleread.reports.signing import check_reviewer, check_signable
from teleread.reports.wording import check_wording
from teleread.scope import Scope
from teleread.views.amendments import Versions, load_party, load_versions
from teleread.views.looking import count_only_previewed
from teleread.views.signing import load_manifest, load_subject
from teleread.workflow.desk.amendments import load_for_change, record_amendment
from teleread.workflow.journey.issuing import add_signature_of, issue, record_act
from teleread.workflow.journey.sign import Means, Outcome
from teleread.workflow.journey.verifying import Verified, facts_of, look_for
from teleread.worklist.looking import OnlyPreviewShown
from teleread.worklist.reading import Reading
from teleread.worklist.records import load_reading

NOTHING = Verified((), frozenset())


def submit_amendment(
    database: Database,
    scope: Scope,
    amendment_id: UUID,
    *,
    account: Account,
    at: datetime,
    revision: int,
    means: Means,
    confirmed: Confirmed,
) -> Outcome:
    """Submit an amendment with its author's signature, for another person to approve.

    Raises
    ------
    SecondFactorMissing
        If `confirmed` is not the caller's own, of this minute.
    AmendmentMissing
        If there is none inside the Scope.
    AmendmentRefused, AmendmentChanged, NotNewestVersion, NotYourAmendment, MayNotAmend, OneSignatureHere
        If it is not this page's to submit now.
    EmptyImpression, TextTooLong, UnprintableText, GlyphMissing
        If the text cannot stand on paper.
    CriticalQuestionUnanswered, CriticalFindingMissing, CriticalAnswerContradicted
        If the critical question is not answered as things stand. Never of a recall.
    ManifestChanged, NothingWasRead, InstanceUnverified, PatientNameUnconfirmed, OnlyPreviewShown
        If what was read is not what is there, or not what was seen. Never of a recall.
    ImagesUnreadable
        If the object store does not answer.
    """
    require_confirmed(confirmed, account.id, at=at)
    event = AmendmentEvent.SUBMIT
    verified = _look(database, scope, amendment_id, account, event, means.store)
    with transaction(database) as session:
        reading, amendment, after = _advance(session, scope, amendment_id, account, event, revision, at)
        submitted = _author(session, scope, reading, amendment, verified, account, confirmed, at)
        add_signature_of(session, means.key, submitted, account, SignatureMeaning.AUTHORED, at)
        save_amendment(session, replace(after, submission_id=submitted.content.id))
    return Outcome(submitted.content.id, submitted.content.number, None)


def sign_amendment(
    database: Database,
    scope: Scope,
    amendment_id: UUID,
    *,
    account: Account,
    at: datetime,
    revision: int,
    means: Means,
    confirmed: Confirmed,
) -> Outcome:
    """Make the new version: it is final, older deliveries are given up and it is queued for its clinic.

    Another person approves what was submitted. Where the agreement with the
    clinic asks for one signature, the author of an addendum or a correction
    writes and approves in this act; a recall is always two people's.

    Raises
    ------
    SecondFactorMissing
        If `confirmed` is not the caller's own, of this minute.
    AmendmentMissing
        If there is none inside the Scope.
    AmendmentRefused, AmendmentChanged, NotNewestVersion, SignerIsAuthor, MayNotApprove, TwoSignaturesHere
        If it is not this person's to sign now.
    CriticalQuestionUnanswered, CriticalFindingMissing, CriticalAnswerContradicted
        If the critical question is not answered as things stand. Never of a recall.
    ManifestChanged, InstanceUnverified, PatientNameUnconfirmed, PatientChanged, OrderChanged, OnlyPreviewShown
        If what is signed is not what is there. Never of a recall.
    ImagesUnreadable
        If the object store does not answer.
    """
    require_confirmed(confirmed, account.id, at=at)
    with snapshot(database) as session:
        is_author = load_amendment(session, scope, amendment_id).author_id == account.id
    event = AmendmentEvent.SUBMIT_AND_SIGN if is_author else AmendmentEvent.SIGN
    verified = _look(database, scope, amendment_id, account, event, means.store)
    with transaction(database) as session:
        reading, amendment, after = _advance(session, scope, amendment_id, account, event, revision, at)
        if event is AmendmentEvent.SIGN:
            submitted = _review(session, scope, reading, amendment, verified, account)
            meaning = SignatureMeaning.REVIEWED
        else:
            submitted = _author(session, scope, reading, amendment, verified, account, confirmed, at)
            meaning = SignatureMeaning.AUTHORED_AND_APPROVED
        add_signature_of(session, means.key, submitted, account, meaning, at)
        report = issue(session, submitted.content, account, confirmed, at)
        evidence = submitted.content.evidence
        if evidence is not None and not evidence.is_empty:
            queue_making(session, report, at=at)
        save_amendment(session, replace(after, submission_id=submitted.content.id, report_id=report.id))
        record_amendment(session, "amendment.signed", after, account, at)
        if amendment.kind is not ReportKind.RECALL:
            _close_tasks(session, scope, reading, account, at)
    return Outcome(submitted.content.id, submitted.content.number, report)


def return_amendment(
    database: Database, scope: Scope, amendment_id: UUID, *, account: Account, at: datetime, revision: int, reason: str
) -> None:
    """Give an amendment back to its author, who submits it again or abandons it.

    Raises
    ------
    AmendmentMissing
        If there is none inside the Scope.
    AmendmentRefused, AmendmentChanged, SignerIsAuthor, MayNotApprove
        If it is not this person's to return now.
    AmendmentReasonMissing, AmendmentReasonTooLong, UnprintableText
        If its author would not learn why.
    """
    event = AmendmentEvent.RETURN
    with transaction(database) as session:
        _, amendment, after = _advance(session, scope, amendment_id, account, event, revision, at, remark=reason)
        content = _submitted(session, amendment).content
        add_return(session, submission_id=content.id, reviewer_id=account.id, reason=after.remark, at=at)
        save_amendment(session, after)
        record_act(session, "report.returned", content, account, at, number=content.number)


def require_may(
    database: Database, scope: Scope, amendment_id: UUID, event: AmendmentEvent, *, account: Account
) -> None:
    """Refuse who may not do this, before they are asked who they are; raises what `advance` raises."""
    with snapshot(database) as session:
        amendment = load_amendment(session, scope, amendment_id)
        reading = load_reading(session, scope, amendment.reading_id)
        newest = load_versions(session, scope, reading.id).newest
        party = load_party(session, scope, account, reading, newest)
        check_event(amendment, event, party, single_signature=reading.single_signature)


def _look(
    database: Database,
    scope: Scope,
    amendment_id: UUID,
    account: Account,
    event: AmendmentEvent,
    store: ObjectStore,
) -> Verified:
    """Look for every picture of the Reading outside any transaction, unless it is a recall or refused anyway."""
    require_may(database, scope, amendment_id, event, account=account)
    with snapshot(database) as session:
        amendment = load_amendment(session, scope, amendment_id)
        if amendment.kind is ReportKind.RECALL:
            return NOTHING
        read = load_manifest(session, scope, load_reading(session, scope, amendment.reading_id))
    return look_for(store, read, by_hash=event is not AmendmentEvent.SIGN)


def _advance(
    session: Session,
    scope: Scope,
    amendment_id: UUID,
    account: Account,
    event: AmendmentEvent,
    revision: int,
    at: datetime,
    *,
    remark: str = "",
) -> tuple[Reading, Amendment, Amendment]:
    reading, amendment, party = load_for_change(session, scope, amendment_id, account)
    after = advance(
        amendment,
        event,
        party,
        revision=revision,
        single_signature=reading.single_signature,
        at=at,
        remark=remark,
    )
    if load_versions(session, scope, reading.id).newest.id != amendment.follows_id:
        raise NotNewestVersion
    return reading, amendment, after


def _author(
    session: Session,
    scope: Scope,
    reading: Reading,
    amendment: Amendment,
    verified: Verified,
    account: Account,
    confirmed: Confirmed,
    at: datetime,
) -> Submitted:
    versions = load_versions(session, scope, reading.id)
    content = _compose(session, scope, reading, versions, amendment, verified, account, at)
    check_wording(findings=content.findings, impression=content.impression)
    check_glyphs(content.findings, content.impression, amendment.reason)
    if amendment.kind is not ReportKind.RECALL:
        _check_as_read(session, scope, reading, content, verified, account)
    record_amendment(session, "amendment.submitted", amendment, account, at)
    shown = confirmed.method.value
    record_act(session, "report.submitted", content, account, at, number=content.number, second_factor=shown)
    return add_submission(session, content)


def _review(
    session: Session, scope: Scope, reading: Reading, amendment: Amendment, verified: Verified, account: Account
) -> Submitted:
    submitted = _submitted(session, amendment)
    check_reviewer(submitted.content, account.id)
    if amendment.kind is not ReportKind.RECALL:
        _check_as_read(session, scope, reading, submitted.content, verified, account)
    return submitted


def _check_as_read(
    session: Session, scope: Scope, reading: Reading, content: Submission, verified: Verified, account: Account
) -> None:
    if count := count_only_previewed(session, scope, reading.id, account_id=account.id):
        raise OnlyPreviewShown(count=count)
    check_answer(content.critical, standing=count_standing(session, reading_id=reading.id))
    check_signable(content, facts_of(session, scope, reading, load_subject(session, scope, reading), verified))


def _submitted(session: Session, amendment: Amendment) -> Submitted:
    if amendment.submission_id is None:
        raise AmendmentRefused(state=amendment.state.value)
    return load_submission(session, submission_id=amendment.submission_id)


def _compose(
    session: Session,
    scope: Scope,
    reading: Reading,
    versions: Versions,
    amendment: Amendment,
    verified: Verified,
    account: Account,
    at: datetime,
) -> Submission:
    before = versions.text_content
    last = load_last_submission(session, reading_id=reading.id)
    words = words_of(amendment, before=Words(before.findings, before.impression))
    written = replace(
        versions.newest_content if amendment.kind is ReportKind.RECALL else before,
        id=new_id(),
        number=last.content.number + 1 if last else 1,
        version=versions.newest.version + 1,
        kind=amendment.kind,
        findings=words.findings,
        impression=words.impression,
        author=Author(account.id, account.display_name),
        submitted_at=at,
        template=_template(before, words),
        critical=None if amendment.kind is ReportKind.RECALL else amendment.critical,
        follows=Follows(versions.newest.id, versions.newest.version, amendment.reason),
        review_of=None,
        evidence=Evidence(),
    )
    if amendment.kind is ReportKind.RECALL:
        return written
    subject = load_subject(session, scope, reading, department_id=account.department_id)
    evidence = load_evidence_of(session, before) if amendment.keeps_evidence else Evidence()
    return replace(
        written,
        clinic=subject.clinic,
        department=subject.department,
        patient=subject.patient,
        modality=reading.modality,
        body_part=reading.body_part,
        clinical_question=subject.clinical_question,
        accession_number=subject.accession_number,
        studies=subject.studies,
        manifest=tuple(instance.entry for instance in verified.read),
        evidence=of_instances(evidence, frozenset(each.id for each in verified.read)),
    )


def _template(before: Submission, words: Words) -> TemplateUsed | None:
    """Return the form of the text before; what was filled into it no longer counts once the text is another."""
    used, is_same = before.template, words == Words(before.findings, before.impression)
    return used if used is None or is_same else TemplateUsed(used.key, used.version)


def _close_tasks(session: Session, scope: Scope, reading: Reading, account: Account, at: datetime) -> None:
    for task in close_late_tasks(session, scope, [reading.id], account_id=account.id, at=at):
        record(
            session,
            "report.amended_after_late_instance",
            at=at,
            account_id=account.id,
            clinic_id=task.clinic_id,
            subject_kind="reading",
            subject_id=reading.id,
            discrepancy_id=str(task.id),
        )
