"""Keep what is being typed."""

from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.audit.records import record
from teleread.database import Database, Session, transaction
from teleread.errors import TelereadError
from teleread.reports.draft import Draft, Typed, revise
from teleread.reports.records import SubmissionMissing, load_draft, load_last_submission
from teleread.reports.records import save_draft as save
from teleread.reports.wording import check_storable
from teleread.scope import Scope
from teleread.templates.records import load_template
from teleread.templates.template import check_values
from teleread.views.signing import has_held
from teleread.views.staffing import actor_before, load_viewer
from teleread.worklist.permission import Action, require_allowed
from teleread.worklist.reading import Part, Reading, require_hold
from teleread.worklist.records import load_reading_for_update
from teleread.worklist.refusals import LeaseLost, NotYourReading


def save_draft(
    database: Database,
    scope: Scope,
    reading_id: UUID,
    *,
    account: Account,
    at: datetime,
    fencing_token: int,
    typed: Typed,
) -> Draft:
    """Keep the text of whoever writes a Reading's report, or changes it as its reviewer.

    Somebody who lost the hold is told so, after their text was kept for them:
    a lost lease loses a Reading, never a paragraph. Nobody else sees it.

    Raises
    ------
    LeaseLost
        If the caller does not hold the Reading any more; the text is kept.
    DraftChangedElsewhere
        If the caller saved another text in another window; that one is kept.
    NotYourReading
        If the caller never held the Reading to write or to review its report; nothing is kept.
    TemplateMissing, ValuesRefused
        If what was filled in belongs to no template that there is; nothing is kept.
    """
    check_storable(findings=typed.findings, impression=typed.impression)
    with transaction(database) as session:
        reading = load_reading_for_update(session, scope, reading_id)
        part = Part.REVIEWER if typed.over else Part.AUTHOR
        if not has_held(session, scope, reading_id, account_id=account.id, part=part):
            raise NotYourReading
        if typed.template is not None:
            used = typed.template
            check_values(load_template(session, used.key, used.version), used.values)
        if typed.over > _last_number(session, reading_id):
            raise SubmissionMissing(reading_id=str(reading_id))
        kept = load_draft(session, reading_id=reading_id, account_id=account.id)
        draft = revise(kept, typed, reading_id=reading_id, account_id=account.id, at=at)
        if draft is not kept:
            save(session, draft)
        refusal = _refusal(session, scope, reading, account, part, fencing_token=fencing_token, at=at)
        if refusal is not None and draft is not kept:
            record(
                session,
                "draft.kept_after_hold",
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


def _refusal(
    session: Session, scope: Scope, reading: Reading, account: Account, part: Part, *, fencing_token: int, at: datetime
) -> TelereadError | None:
    if reading.part is not part:
        return LeaseLost(state=reading.state.value)
    try:
        require_hold(reading, account.id, fencing_token=fencing_token, at=at)
        require_allowed(reading, actor_before(load_viewer(session, scope, account), reading), Action.SAVE, at=at)
    except TelereadError as refusal:
        return refusal
    return None


def _last_number(session: Session, reading_id: UUID) -> int:
    submitted = load_last_submission(session, reading_id=reading_id)
    return submitted.content.number if submitted else 0
