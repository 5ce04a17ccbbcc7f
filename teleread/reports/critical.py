"""A critical finding (危急值) from the moment it is seen until somebody at the clinic has acted on it.

It lives beside the report and not in it: the clinic is told while the text is
still a draft. Every step says who told whom, when, by which way, and what was
read back.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from teleread.errors import Conflict, Forbidden, Invalid
from teleread.reports.critical_plan import Level


class CriticalState(StrEnum):
    """Where a critical finding stands."""

    NOTIFYING = "notifying"
    CONFIRMED_READBACK = "confirmed_readback"
    REACHED_NO_READBACK = "reached_no_readback"
    UNABLE_TO_REACH = "unable_to_reach"
    ACTION_RECORDED = "action_recorded"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class CriticalEvent(StrEnum):
    """What can happen to a critical finding; ESCALATE is the clock's."""

    READ_BACK = "read_back"
    REACH = "reach"
    MISS = "miss"
    ESCALATE = "escalate"
    RECORD_ACTION = "record_action"
    CLOSE = "close"
    WITHDRAW = "withdraw"


UNCONFIRMED: Final = frozenset(
    {CriticalState.NOTIFYING, CriticalState.REACHED_NO_READBACK, CriticalState.UNABLE_TO_REACH}
)
"""Nobody at the clinic has read it back: it blinks, and its clock runs."""

ENDED: Final = frozenset({CriticalState.CLOSED, CriticalState.WITHDRAWN})

TRANSITIONS: Final[dict[tuple[CriticalEvent, CriticalState], CriticalState]] = {
    **{(CriticalEvent.READ_BACK, state): CriticalState.CONFIRMED_READBACK for state in UNCONFIRMED},
    **{(CriticalEvent.REACH, state): CriticalState.REACHED_NO_READBACK for state in UNCONFIRMED},
    **{(CriticalEvent.MISS, state): CriticalState.UNABLE_TO_REACH for state in UNCONFIRMED},
    **{(CriticalEvent.ESCALATE, state): state for state in UNCONFIRMED},
    (CriticalEvent.RECORD_ACTION, CriticalState.CONFIRMED_READBACK): CriticalState.ACTION_RECORDED,
    (CriticalEvent.RECORD_ACTION, CriticalState.ACTION_RECORDED): CriticalState.ACTION_RECORDED,
    (CriticalEvent.CLOSE, CriticalState.ACTION_RECORDED): CriticalState.CLOSED,
    **{(CriticalEvent.WITHDRAW, state): CriticalState.WITHDRAWN for state in frozenset(CriticalState) - ENDED},
}
"""Everything that may happen; a pair that is not here is refused."""


class Way(StrEnum):
    """How somebody was told."""

    PHONE = "phone"
    PAGE = "page"
    WECHAT = "wechat"
    DINGTALK = "dingtalk"
    IN_PERSON = "in_person"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CriticalFinding:
    """Something that cannot wait for a signature.

    Parameters
    ----------
    criterion_key, criterion_zh, criterion_en
        The criterion as it read when the finding was raised; a later edit changes nothing here.
    words
        What was seen, in the specialist's words.
    level
        How many levels of the clinic's plan were called upon, 0 for none.
    """

    id: UUID
    reading_id: UUID
    clinic_id: UUID
    criterion_key: str
    criterion_zh: str
    criterion_en: str
    words: str
    state: CriticalState
    level: int
    identified_at: datetime
    raised_by: UUID
    state_since: datetime

    @property
    def is_open(self) -> bool:
        """Say whether somebody has still to do something about it."""
        return self.state not in ENDED

    @property
    def is_unconfirmed(self) -> bool:
        """Say whether the clinic has still to read it back."""
        return self.state in UNCONFIRMED


@dataclass(frozen=True, slots=True)
class Told:
    """What a step says of the telling; the empty text says that there was nothing to say.

    Parameters
    ----------
    by_name
        Who told; a person of the hospital, or the page itself.
    to_name
        Who was told, or was to be.
    received_at
        When they received it; None if they did not.
    read_back
        The finding as they repeated it.
    note
        The action taken, the reason, or a remark.
    """

    by_name: str = ""
    to_name: str = ""
    phone: str = ""
    way: Way | None = None
    received_at: datetime | None = None
    read_back: str = ""
    note: str = ""


NOTHING_TOLD: Final = Told()


class CriticalTransitionRefused(Conflict):
    """The finding's present state does not allow this."""

    code = "critical_transition_refused"
    zh, en = "危急值当前状态（{state}）不允许此操作", "A critical finding in this state ({state}) does not allow this"


class CriticalWordsMissing(Invalid):
    """A finding without words tells nobody what to do."""

    code = "critical_words_missing"
    zh, en = "请写明危急值的具体所见", "Say what was found"


class ReadBackMissing(Invalid):
    """Confirmed means that it was repeated."""

    code = "read_back_missing"
    zh, en = "请记录接收人姓名和复述内容", "Record who received it and what they read back"


class ToldNobody(Invalid):
    """A call has somebody at its other end, or somebody who was to be there."""

    code = "told_nobody"
    zh, en = "请记录联系的人和方式", "Record whom you called and by which way"


class ReceivedTooEarly(Invalid):
    """Nobody receives what has not been seen yet, or will be told later."""

    code = "critical_received_when"
    zh, en = "接收时间须在发现时间之后且不晚于现在", "It was received after it was identified and not in the future"


class ActionMissing(Invalid):
    """An action that is not described is none."""

    code = "critical_action_missing"
    zh, en = "请写明已采取的处置", "Say what was done"


class CriticalQuestionUnanswered(Conflict):
    """Every report says whether there is something critical in it."""

    code = "critical_question_unanswered"
    zh, en = "请先回答：本次检查有无危急值", "Answer first whether there is a critical finding"


class CriticalFindingMissing(Conflict):
    """The report says that there is something critical, and nobody was told what."""

    code = "critical_finding_absent"
    zh = "已选择“有危急值”，请先登记并通知具体的危急值"
    en = "The answer is that there is a critical finding: raise it first"


class CriticalAnswerContradicted(Conflict):
    """The report says that there is nothing critical, and a finding stands."""

    code = "critical_answer_contradicted"
    zh = "已登记危急值，回答却为“无”；请改为“有”，或撤回该危急值并说明原因"
    en = "A critical finding stands and the answer is none: change the answer, or withdraw the finding with a reason"


class NotOfTheClinic(Forbidden):
    """What the clinic did is told by the clinic's own people."""

    code = "critical_not_of_the_clinic"
    zh, en = "只有送检机构的人员可以在页面上确认", "Only the clinic's own people confirm on the page"


def advance(finding: CriticalFinding, event: CriticalEvent, *, at: datetime) -> CriticalFinding:
    """Return the finding after an event.

    Raises
    ------
    CriticalTransitionRefused
        If its state does not allow the event.
    """
    state = TRANSITIONS.get((event, finding.state))
    if state is None:
        raise CriticalTransitionRefused(event=event.value, state=finding.state.value)
    level = finding.level + 1 if event is CriticalEvent.ESCALATE else finding.level
    since = finding.state_since if state is finding.state else at
    return replace(finding, state=state, level=level, state_since=since)


def levels_due(finding: CriticalFinding, levels: tuple[Level, ...], *, at: datetime) -> int:
    """Return how many levels are to have been called upon by a moment, those called before among them.

    The clock runs from when the finding was identified. A level that could not
    be reached, or answered without reading back, does not stop it.
    """
    if not finding.is_unconfirmed:
        return finding.level
    waited = at - finding.identified_at
    due = sum(timedelta(minutes=level.after_minutes) <= waited for level in levels)
    return max(due, finding.level)


def check_told(told: Told, event: CriticalEvent, *, identified_at: datetime, at: datetime) -> Told:
    """Return what a step says, without outer spaces, if the step can stand with it.

    Raises
    ------
    ReadBackMissing, ToldNobody, ReceivedTooEarly, ActionMissing
        The first thing that is not there.
    """
    said = replace(
        told,
        **{name: getattr(told, name).strip() for name in ("by_name", "to_name", "phone", "read_back", "note")},
    )
    if event is CriticalEvent.READ_BACK and not (said.to_name and said.read_back):
        raise ReadBackMissing
    if event in (CriticalEvent.READ_BACK, CriticalEvent.REACH, CriticalEvent.MISS) and not (said.to_name and said.way):
        raise ToldNobody
    if event is CriticalEvent.RECORD_ACTION and not said.note:
        raise ActionMissing
    if said.received_at is not None and not identified_at <= said.received_at <= at:
        raise ReceivedTooEarly
    return said


def check_words(words: str) -> str:
    """Return the words of a finding without outer spaces; raises CriticalWordsMissing."""
    trimmed = words.strip()
    if not trimmed:
        raise CriticalWordsMissing
    return trimmed


def check_answer(answer: str | None, *, standing: int) -> None:
    """Refuse to sign unless the critical question is answered as things stand.

    Parameters
    ----------
    answer
        "none", "present", or None while nobody answered.
    standing
        How many findings of the Reading are not withdrawn.

    Raises
    ------
    CriticalQuestionUnanswered, CriticalFindingMissing, CriticalAnswerContradicted
        If it is not answered, or the findings say otherwise.
    """
    if answer is None:
        raise CriticalQuestionUnanswered
    if answer == "present" and not standing:
        raise CriticalFindingMissing
    if answer == "none" and standing:
        raise CriticalAnswerContradicted
