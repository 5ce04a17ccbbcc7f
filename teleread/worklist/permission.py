"""Who may do what with a Reading now: one rule behind the listed actions and the refusals."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from teleread.errors import TelereadError
from teleread.worklist.hold import as_of
from teleread.worklist.reading import STARTED, Event, Part, Reading, advance
from teleread.worklist.refusals import (
    AuthorIsReviewer,
    HeldByAnother,
    LeaseLost,
    NotEligible,
    NotYourReading,
    TransitionRefused,
)


class Action(StrEnum):
    """What a person can do with a Reading; the names of the API's `actions`."""

    CLAIM = "claim"
    START = "start"
    RELEASE = "release"
    SAVE = "save"
    MARK = "mark"
    SUBMIT = "submit"
    SIGN = "sign"
    RETURN = "return"
    REJECT = "reject"
    ACKNOWLEDGE_LATE = "acknowledge_late"
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person before one Reading.

    `parts` are those the person may take of this very Reading (role,
    credential, department), `is_of_clinic` that they work where it came from.
    """

    account_id: UUID
    parts: frozenset[Part] = frozenset()
    is_admin: bool = False
    is_of_clinic: bool = False


def allowed_actions(reading: Reading, actor: Actor, *, at: datetime) -> tuple[Action, ...]:
    """Return what the person may do now; exactly what `require_allowed` does not refuse."""
    return tuple(action for action in Action if _refusal(reading, actor, action, at) is None)


def require_allowed(reading: Reading, actor: Actor, action: Action, *, at: datetime) -> None:
    """Refuse an act that the person may not do now.

    A holder's act needs `reading.require_hold` with its number besides.

    Raises
    ------
    LeaseLost, HeldByAnother, TransitionRefused, ReadingPaused, LateInstanceUnseen
        If the present state forbids it.
    NotEligible, NotYourReading, AuthorIsReviewer
        If this person may not do it.
    """
    _RULES[action](as_of(reading, at), actor, at)


def _refusal(reading: Reading, actor: Actor, action: Action, at: datetime) -> TelereadError | None:
    try:
        require_allowed(reading, actor, action, at=at)
    except TelereadError as refused:
        return refused
    return None


def _claim(reading: Reading, actor: Actor, at: datetime) -> None:
    if reading.holder_id == actor.account_id:
        raise TransitionRefused(event=Event.CLAIM.value, state=reading.state.value)
    if reading.state in STARTED:
        raise HeldByAnother()
    _require_part(reading, actor)
    advance(reading, Event.CLAIM, at=at, by=actor.account_id)


def _require_part(reading: Reading, actor: Actor) -> None:
    if reading.is_final:
        raise TransitionRefused(event="hold", state=reading.state.value)
    if reading.part is Part.REVIEWER and actor.account_id == reading.author_id:
        raise AuthorIsReviewer()
    if reading.part not in actor.parts:
        raise NotEligible()


def _require_present_holder(reading: Reading, actor: Actor) -> None:
    if reading.state not in STARTED or reading.holder_id != actor.account_id:
        raise LeaseLost(state=reading.state.value)
    _require_part(reading, actor)


def _start(reading: Reading, actor: Actor, at: datetime) -> None:
    if reading.holder_id not in {None, actor.account_id}:
        raise HeldByAnother()
    _require_part(reading, actor)
    advance(reading, Event.START, at=at, by=actor.account_id)


def _release(reading: Reading, actor: Actor, at: datetime) -> None:
    advance(reading, Event.RELEASE, at=at)
    if reading.holder_id != actor.account_id and not actor.is_admin:
        raise NotYourReading()


def _save(reading: Reading, actor: Actor, _at: datetime) -> None:
    """An author writes, a reviewer changes what was written, and both draw."""
    _require_present_holder(reading, actor)


def _by_holder(event: Event) -> Callable[[Reading, Actor, datetime], None]:
    def rule(reading: Reading, actor: Actor, at: datetime) -> None:
        _require_present_holder(reading, actor)
        advance(reading, event, at=at, by=actor.account_id)

    return rule


def _sign(reading: Reading, actor: Actor, at: datetime) -> None:
    _by_holder(signing_event(reading))(reading, actor, at)


def signing_event(reading: Reading) -> Event:
    """Return what signing is: the author's single act where one signature is enough, or the reviewer's."""
    return Event.SUBMIT_AND_SIGN if reading.part is Part.AUTHOR else Event.SIGN


def _pause(reading: Reading, actor: Actor, at: datetime) -> None:
    if not actor.is_admin:
        _require_present_holder(reading, actor)
    advance(reading, Event.PAUSE, at=at)


def _resume(reading: Reading, actor: Actor, at: datetime) -> None:
    advance(reading, Event.RESUME, at=at)
    if not (actor.is_admin or actor.is_of_clinic or reading.part in actor.parts):
        raise NotYourReading()


def _cancel(reading: Reading, actor: Actor, at: datetime) -> None:
    advance(reading, Event.CANCEL, at=at)
    if not (actor.is_admin or actor.is_of_clinic):
        raise NotYourReading()


_RULES: dict[Action, Callable[[Reading, Actor, datetime], None]] = {
    Action.CLAIM: _claim,
    Action.START: _start,
    Action.RELEASE: _release,
    Action.SAVE: _save,
    Action.MARK: _save,
    Action.SUBMIT: _by_holder(Event.SUBMIT),
    Action.SIGN: _sign,
    Action.RETURN: _by_holder(Event.RETURN),
    Action.REJECT: _by_holder(Event.REJECT),
    Action.ACKNOWLEDGE_LATE: _by_holder(Event.ACKNOWLEDGE_LATE),
    Action.PAUSE: _pause,
    Action.RESUME: _resume,
    Action.CANCEL: _cancel,
}
