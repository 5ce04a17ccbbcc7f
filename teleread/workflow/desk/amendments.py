"""Open, write and abandon an amendment of a signed report."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.audit.records import record
from teleread.database import Database, Session, transaction
from teleread.identifiers import new_id
from teleread.reports.amendment import (
    Amendment,
    AmendmentEvent,
    AmendmentOpen,
    AmendmentState,
    Party,
    Words,
    Written,
    advance,
    check_opening,
    check_reason,
    write,
)
from teleread.reports.amendment_records import add_amendment, find_open_amendment, load_amendment, save_amendment
from teleread.reports.records import load_report
from teleread.reports.report import ReportKind
from teleread.reports.wording import check_storable
from teleread.scope import Scope
from teleread.views.amendments import Versions, load_party, load_versions
from teleread.worklist.reading import Reading
from teleread.worklist.records import load_reading_for_update


def open_amendment(
    database: Database, scope: Scope, report_id: UUID, *, kind: ReportKind, reason: str, account: Account, at: datetime
) -> Amendment:
    """Open an amendment of a Reading's newest version; while it is open nobody opens another.

    A correction begins with the text that it corrects, the other kinds with nothing.

    Raises
    ------
    ReportMissing
        If there is no such version inside the Scope.
    NotNewestVersion, RecalledAlready, AmendmentOpen
        If it cannot follow this version now.
    MayNotAmend
        If the person may not write it.
    AmendmentReasonMissing, AmendmentReasonTooLong, UnprintableText
        If the clinic would not learn why.
    """
    why = check_reason(reason)
    with transaction(database) as session:
        report = load_report(session, scope, report_id)
        reading = load_reading_for_update(session, scope, report.reading_id)
        versions = load_versions(session, scope, reading.id)
        party = load_party(session, scope, account, reading, versions.newest)
        check_opening(kind, party, follows=versions.newest.kind, is_newest=report.id == versions.newest.id)
        if find_open_amendment(session, scope, reading.id) is not None:
            raise AmendmentOpen
        amendment = _new(kind, why, versions, account, at)
        add_amendment(session, amendment)
        record_amendment(session, "amendment.opened", amendment, account, at)
    return amendment


def _new(kind: ReportKind, reason: str, versions: Versions, account: Account, at: datetime) -> Amendment:
    text, is_correction = versions.text_content, kind is ReportKind.CORRECTION
    return Amendment(
        id=new_id(),
        reading_id=versions.newest.reading_id,
        clinic_id=versions.newest.clinic_id,
        kind=kind,
        follows_id=versions.newest.id,
        follows_version=versions.newest.version,
        author_id=account.id,
        state=AmendmentState.DRAFTING,
        opened_at=at,
        state_since=at,
        reason=reason,
        words=Words(text.findings, text.impression) if is_correction else Words("", ""),
        critical=None,
        keeps_evidence=True,
        submission_id=None,
        report_id=None,
        remark="",
        remark_by=None,
        revision=1,
    )


def write_amendment(
    database: Database,
    scope: Scope,
    amendment_id: UUID,
    *,
    account: Account,
    at: datetime,
    revision: int,
    written: Written,
) -> Amendment:
    """Keep what its author typed; a save that comes twice changes nothing.

    Raises
    ------
    AmendmentMissing
        If there is none inside the Scope.
    AmendmentChanged, AmendmentRefused, NotYourAmendment, MayNotAmend
        If it is not this page's to change now.
    AmendmentReasonMissing, AmendmentReasonTooLong, UnprintableText, TextTooLong, UnstorableText
        If it cannot be kept as it was typed.
    """
    why = check_reason(written.reason)
    check_storable(findings=written.words.findings, impression=written.words.impression)
    with transaction(database) as session:
        reading, amendment, party = load_for_change(session, scope, amendment_id, account)
        asked = write(amendment, replace(written, reason=why))
        if party.account_id == amendment.author_id and asked == amendment:
            return amendment
        alone = reading.single_signature
        after = advance(asked, AmendmentEvent.SAVE, party, revision=revision, single_signature=alone, at=at)
        save_amendment(session, after)
    return after


def abandon_amendment(
    database: Database, scope: Scope, amendment_id: UUID, *, account: Account, at: datetime, revision: int, reason: str
) -> None:
    """End an amendment unsigned: the signed version stands as it is, and what was typed is kept.

    Raises
    ------
    AmendmentMissing
        If there is none inside the Scope.
    AmendmentChanged, AmendmentRefused, NotYourAmendment
        If it is not this person's to end now.
    AmendmentReasonMissing, AmendmentReasonTooLong, UnprintableText
        If it is not said why.
    """
    with transaction(database) as session:
        reading, amendment, party = load_for_change(session, scope, amendment_id, account)
        after = advance(
            amendment,
            AmendmentEvent.ABANDON,
            party,
            revision=revision,
            single_signature=reading.single_signature,
            at=at,
            remark=reason,
        )
        save_amendment(session, after)
        record_amendment(session, "amendment.abandoned", after, account, at)


def load_for_change(
    session: Session, scope: Scope, amendment_id: UUID, account: Account
) -> tuple[Reading, Amendment, Party]:
    """Return an amendment that nobody else can change until this transaction ends, and who the person is to it.

    The lock is the Reading's: whatever makes a version of a Reading holds it.

    Raises
    ------
    AmendmentMissing
        If there is none of that key inside the Scope.
    """
    reading = load_reading_for_update(session, scope, load_amendment(session, scope, amendment_id).reading_id)
    amendment = load_amendment(session, scope, amendment_id, fresh=True)
    newest = load_versions(session, scope, reading.id).newest
    return reading, amendment, load_party(session, scope, account, reading, newest)


def record_amendment(session: Session, action: str, amendment: Amendment, account: Account, at: datetime) -> None:
    """Note what a person did with an amendment."""
    record(
        session,
        action,
        at=at,
        account_id=account.id,
        clinic_id=amendment.clinic_id,
        subject_kind="reading",
        subject_id=amendment.reading_id,
        amendment_id=str(amendment.id),
        kind=amendment.kind.value,
        follows_version=amendment.follows_version,
    )
