"""A critical finding: raise it, tell the clinic, hear it read back, and know what was done."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from teleread.accounts.account import CLINIC_ROLES, SPECIALIST_ROLES, Account, NotPermitted, Role
from teleread.audit.records import record
from teleread.database import Database, Session, transaction
from teleread.identifiers import new_id
from teleread.notices.notice import NoticeKind
from teleread.reports.critical import (
    NOTHING_TOLD,
    CriticalEvent,
    CriticalFinding,
    CriticalState,
    NotOfTheClinic,
    Told,
    Way,
    advance,
    check_answer,
    check_told,
    check_words,
    levels_due,
)
from teleread.reports.critical_criteria import CriterionUnknown
from teleread.reports.critical_plan import LevelKind
from teleread.reports.critical_records import (
    Step,
    add_finding,
    add_step,
    count_standing,
    load_criteria,
    load_finding,
    load_plan,
    next_number,
    save_finding,
)
from teleread.reports.report import Submission
from teleread.scope import Scope
from teleread.views.signing import has_held
from teleread.workflow.keeping.notify import queue_notice
from teleread.worklist.reading import Milestone, Part
from teleread.worklist.records import load_reading_for_update, save_milestone
from teleread.worklist.refusals import NotYourReading, check_reason


def raise_finding(
    database: Database,
    scope: Scope,
    reading_id: UUID,
    *,
    criterion_key: str,
    words: str,
    account: Account,
    at: datetime,
) -> CriticalFinding:
    """Tell the clinic now of something that cannot wait for a signature.

    Whoever holds the Reading, or held it, may: what is noticed after signing is no less urgent.

    Raises
    ------
    NotYourReading
        If the caller never held it.
    CriticalWordsMissing, CriterionUnknown
        If it is not said what was found, or by no criterion of the clinic's province.
    """
    said = check_words(words)
    with transaction(database) as session:
        reading = load_reading_for_update(session, scope, reading_id)
        if not _has_held(session, scope, reading_id, account):
            raise NotYourReading
        plan = load_plan(session, reading.clinic_id)
        criterion = load_criteria(session, plan.province).find(criterion_key)
        if criterion.modality != reading.modality:
            raise CriterionUnknown
        finding = CriticalFinding(
            id=new_id(),
            reading_id=reading_id,
            clinic_id=reading.clinic_id,
            criterion_key=criterion.key,
            criterion_zh=criterion.zh,
            criterion_en=criterion.en,
            words=said,
            state=CriticalState.NOTIFYING,
            level=0,
            identified_at=at,
            raised_by=account.id,
            state_since=at,
        )
        add_finding(session, finding)
        told = Told(by_name=account.display_name, way=Way.PAGE)
        add_step(session, finding, Step(1, None, finding.state, 0, at, account.id, told))
        _record(session, "critical.raised", finding, account, at)
        on_duty = [level.email for level in plan.levels if level.kind is LevelKind.CLINIC_DUTY]
        _notify(session, NoticeKind.CRITICAL_RAISED, finding, at=at, emails=on_duty)
    return finding


def tell(
    database: Database,
    scope: Scope,
    finding_id: UUID,
    *,
    event: CriticalEvent,
    told: Told,
    account: Account,
    at: datetime,
) -> CriticalFinding:
    """Keep how a call to the clinic went: read back, reached without reading back, or nobody there.

    When nobody was there the next level is called upon at once; nobody waits for its minutes.

    Raises
    ------
    CriticalTransitionRefused
        If the clinic has read it back already, or it is over.
    ReadBackMissing, ToldNobody, ReceivedTooEarly
        If what was said of the call cannot stand.
    """
    _require(account, *SPECIALIST_ROLES, Role.ADMIN)
    with transaction(database) as session:
        finding = load_finding(session, scope, finding_id, for_update=True)
        said = check_told(
            replace(told, by_name=account.display_name), event, identified_at=finding.identified_at, at=at
        )
        after = _step(session, finding, event, said, account=account, at=at)
        if event is CriticalEvent.MISS:
            after = call_next_level(session, after, at=at)
    return after


def confirm(
    database: Database, scope: Scope, finding_id: UUID, *, read_back: str, acting: str, account: Account, at: datetime
) -> CriticalFinding:
    """Confirm on the page, as a person of the clinic, what was read, and who acts on it.

    Raises
    ------
    NotOfTheClinic
        If the caller is not of the clinic.
    CriticalTransitionRefused, ReadBackMissing
        If it was read back already, or nothing is.
    """
    if not account.may_act_as(*CLINIC_ROLES):
        raise NotOfTheClinic
    with transaction(database) as session:
        finding = load_finding(session, scope, finding_id, for_update=True)
        told = Told(
            by_name="teleread",
            to_name=account.display_name,
            way=Way.PAGE,
            received_at=at,
            read_back=read_back,
            note=acting,
        )
        said = check_told(told, CriticalEvent.READ_BACK, identified_at=finding.identified_at, at=at)
        return _step(session, finding, CriticalEvent.READ_BACK, said, account=account, at=at)


def record_action(
    database: Database, scope: Scope, finding_id: UUID, *, action: str, by_name: str, account: Account, at: datetime
) -> CriticalFinding:
    """Keep what was done for the patient, and by whom.

    Raises
    ------
    CriticalTransitionRefused, ActionMissing
        If it was not read back yet or is over, or nothing is said.
    """
    with transaction(database) as session:
        finding = load_finding(session, scope, finding_id, for_update=True)
        told = Told(by_name=by_name.strip() or account.display_name, note=action)
        said = check_told(told, CriticalEvent.RECORD_ACTION, identified_at=finding.identified_at, at=at)
        return _step(session, finding, CriticalEvent.RECORD_ACTION, said, account=account, at=at)


def close(
    database: Database, scope: Scope, finding_id: UUID, *, note: str, account: Account, at: datetime
) -> CriticalFinding:
    """End it, as somebody of the hospital who knows what was done; raises CriticalTransitionRefused."""
    _require(account, *SPECIALIST_ROLES, Role.ADMIN)
    with transaction(database) as session:
        finding = load_finding(session, scope, finding_id, for_update=True)
        told = Told(by_name=account.display_name, note=note.strip())
        return _step(session, finding, CriticalEvent.CLOSE, told, account=account, at=at)


def withdraw(
    database: Database, scope: Scope, finding_id: UUID, *, reason: str, account: Account, at: datetime
) -> CriticalFinding:
    """Take back what was raised by mistake; it stays on record with its reason, and the clinic is told.

    Raises
    ------
    ReasonMissing
        If nobody would learn why.
    NotYourReading
        If the caller neither held the Reading nor is an admin.
    CriticalTransitionRefused
        If it is over.
    """
    why = check_reason(reason)
    with transaction(database) as session:
        finding = load_finding(session, scope, finding_id, for_update=True)
        if not (account.may_act_as(Role.ADMIN) or _has_held(session, scope, finding.reading_id, account)):
            raise NotYourReading
        after = _step(
            session, finding, CriticalEvent.WITHDRAW, Told(account.display_name, note=why), account=account, at=at
        )
        _notify(session, NoticeKind.CRITICAL_WITHDRAWN, after, at=at, emails=[])
    return after


def check_critical(session: Session, submission: Submission) -> None:
    """Refuse to sign unless it is said as things stand whether something is critical.

    Raises
    ------
    CriticalQuestionUnanswered, CriticalFindingMissing, CriticalAnswerContradicted
        If nobody answered, or the findings say otherwise.
    """
    check_answer(submission.critical, standing=count_standing(session, reading_id=submission.reading_id))


def call_due_level(session: Session, finding: CriticalFinding, *, at: datetime) -> CriticalFinding:
    """Call upon every level of the plan whose time has come, as the clock does."""
    due = levels_due(finding, load_plan(session, finding.clinic_id).levels, at=at)
    while finding.level < due:
        finding = call_next_level(session, finding, at=at)
    return finding


def call_next_level(session: Session, finding: CriticalFinding, *, at: datetime) -> CriticalFinding:
    """Call upon the next level of the clinic's plan, if there is one."""
    levels = load_plan(session, finding.clinic_id).levels
    if finding.level >= len(levels):
        return finding
    level = levels[finding.level]
    told = replace(NOTHING_TOLD, by_name="teleread", to_name=level.name, phone=level.phone)
    after = _step(session, finding, CriticalEvent.ESCALATE, told, account=None, at=at)
    _notify(session, NoticeKind.CRITICAL_ESCALATED, after, at=at, emails=[level.email])
    return after


def _step(
    session: Session,
    finding: CriticalFinding,
    event: CriticalEvent,
    told: Told,
    *,
    account: Account | None,
    at: datetime,
) -> CriticalFinding:
    after = advance(finding, event, at=at)
    save_finding(session, after)
    number = next_number(session, finding.id)
    add_step(session, after, Step(number, event, after.state, after.level, at, account.id if account else None, told))
    if event is CriticalEvent.READ_BACK:
        save_milestone(session, finding.reading_id, Milestone.CRITICAL_CONFIRMED, at=told.received_at or at)
    _record(session, f"critical.{PARTICIPLES[event]}", after, account, at)
    return after


PARTICIPLES = {
    CriticalEvent.READ_BACK: "read_back",
    CriticalEvent.REACH: "reached",
    CriticalEvent.MISS: "missed",
    CriticalEvent.ESCALATE: "escalated",
    CriticalEvent.RECORD_ACTION: "acted_on",
    CriticalEvent.CLOSE: "closed",
    CriticalEvent.WITHDRAW: "withdrawn",
}


def _notify(session: Session, kind: NoticeKind, finding: CriticalFinding, *, at: datetime, emails: list[str]) -> None:
    queue_notice(
        session,
        kind,
        at=at,
        clinic_id=finding.clinic_id,
        subject_id=finding.id,
        path=f"/critical/{finding.id}",
        level=finding.level if kind is NoticeKind.CRITICAL_ESCALATED else 0,
        emails=emails,
    )


def _has_held(session: Session, scope: Scope, reading_id: UUID, account: Account) -> bool:
    return any(has_held(session, scope, reading_id, account_id=account.id, part=part) for part in Part)


def _require(account: Account, *roles: Role) -> None:
    if not account.may_act_as(*roles):
        raise NotPermitted


def _record(session: Session, action: str, finding: CriticalFinding, account: Account | None, at: datetime) -> None:
    record(
        session,
        action,
        at=at,
        account_id=account.id if account else None,
        clinic_id=finding.clinic_id,
        subject_kind="reading",
        subject_id=finding.reading_id,
        finding_id=str(finding.id),
        state=finding.state.value,
        level=finding.level,
    )
