"""Keep what is being pointed at: marks and key images, beside the text that is being typed."""

from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.audit.records import record
from teleread.database import Database, Session, transaction
from teleread.errors import TelereadError
from teleread.reports.evidence import Evidence, EvidenceDraft, checked, revise
from teleread.reports.evidence_records import load_evidence_draft, save_evidence_draft
from teleread.scope import Scope
from teleread.views.evidence import load_targets, over_of
from teleread.views.signing import has_held
from teleread.views.staffing import actor_before, load_viewer
from teleread.worklist.permission import Action, require_allowed
from teleread.worklist.reading import Part, Reading, require_hold
from teleread.worklist.records import load_reading_for_update
from teleread.worklist.refusals import NotYourReading


def save_evidence(
    database: Database,
    scope: Scope,
    reading_id: UUID,
    *,
    account: Account,
    at: datetime,
    hold: tuple[int, int],
    evidence: Evidence,
) -> EvidenceDraft:
    """Keep the marks and key images of whoever writes or reviews a Reading's report.

    Somebody who lost the hold is told so, after what they drew was kept for
    them. A reviewer's are kept beside the author's, never over them.

    Parameters
    ----------
    hold
        The fencing token that START gave, and the revision that was drawn over (0: none).

    Raises
    ------
    LeaseLost
        If the caller does not hold the Reading any more; what they drew is kept.
    EvidenceChangedElsewhere
        If the caller saved other marks in another window; those are kept.
    NotYourReading
        If the caller never held the Reading for the part that it is in; nothing is kept.
    EvidenceRefused, InstanceNotRead
        If it cannot be drawn on what the Reading reads.
    """
    fencing_token, revision = hold
    with transaction(database) as session:
        reading = load_reading_for_update(session, scope, reading_id)
        over = _over(session, scope, reading, account)
        kept = load_evidence_draft(session, reading_id=reading_id, account_id=account.id, over=over)
        base = EvidenceDraft(reading_id, account.id, over, Evidence(), at, 0)
        drawn = checked(evidence, load_targets(session, scope, reading))
        draft = revise(kept, drawn, base=base, revision=revision)
        if draft is not kept:
            save_evidence_draft(session, draft)
        refusal = _refusal(session, scope, reading, account, fencing_token=fencing_token, at=at)
        if refusal is not None and draft is not kept:
            record(
                session,
                "evidence.kept_after_hold",
                at=at,
                account_id=account.id,
                clinic_id=reading.clinic_id,
                subject_kind="reading",
                subject_id=reading_id,
                revision=draft.revision,
            )
    if refusal is not None:
        raise refusal
    return draft


def _over(session: Session, scope: Scope, reading: Reading, account: Account) -> int:
    """Return what the caller's evidence is kept over: they held the Reading to review it, or to write."""
    over = over_of(session, reading)
    if over and has_held(session, scope, reading.id, account_id=account.id, part=Part.REVIEWER):
        return over
    if has_held(session, scope, reading.id, account_id=account.id, part=Part.AUTHOR):
        return 0
    raise NotYourReading


def _refusal(
    session: Session, scope: Scope, reading: Reading, account: Account, *, fencing_token: int, at: datetime
) -> TelereadError | None:
    try:
        require_hold(reading, account.id, fencing_token=fencing_token, at=at)
        require_allowed(reading, actor_before(load_viewer(session, scope, account), reading), Action.MARK, at=at)
    except TelereadError as refusal:
        return refusal
    return None
