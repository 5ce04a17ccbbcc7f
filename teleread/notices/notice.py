"""One notice on its way by e-mail or robot: what it says, and what an attempt makes of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from teleread import outbox
from teleread.errors import Conflict, Missing
from teleread.outbox import MAX_ATTEMPTS, Failure


class NoticeKind(StrEnum):
    """What a notice is about."""

    CRITICAL_RAISED = "critical_raised"
    CRITICAL_ESCALATED = "critical_escalated"
    CRITICAL_WITHDRAWN = "critical_withdrawn"
    REPORT_UNDELIVERED = "report_undelivered"
    INSTANCE_LATE = "instance_late"
    TEST = "test"


class Channel(StrEnum):
    """The ways out."""

    EMAIL = "email"
    ROBOT = "robot"


class NoticeState(StrEnum):
    """Where a notice stands; DEAD waits for a person, NEEDLESS came to nobody because it was dealt with before."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"
    NEEDLESS = "needless"


SAID: Final[dict[NoticeKind, tuple[str, str]]] = {
    NoticeKind.CRITICAL_RAISED: ("有危急值待确认，请立即打开", "A critical finding waits to be read back: open it now"),
    NoticeKind.CRITICAL_ESCALATED: (
        "危急值超时无人确认，请立即联系送检机构",
        "A critical finding was not read back in time: call the clinic now",
    ),
    NoticeKind.CRITICAL_WITHDRAWN: ("一项危急值已撤回", "A critical finding was withdrawn"),
    NoticeKind.REPORT_UNDELIVERED: ("有报告未能送达送检机构", "A report did not reach its clinic"),
    NoticeKind.INSTANCE_LATE: ("签发后又收到影像，请核对", "An image came after signing: verify the report"),
    NoticeKind.TEST: ("这是一条测试通知", "This is a test"),
}
"""The sentence for people, Chinese and English. It names nobody and says nothing of what was found."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A row of the outbox: one thing to be said to one address.

    Parameters
    ----------
    key
        What makes it the same notice: queued twice, it is sent once.
    place
        The clinic's name; empty where it is about no clinic.
    path
        Where the page of it is, behind the login; made of surrogate keys only.
    level
        Which level of the plan it calls upon, 0 for none.
    """

    id: UUID
    key: str
    kind: NoticeKind
    clinic_id: UUID | None
    subject_id: UUID | None
    place: str
    path: str
    level: int
    channel: Channel
    robot_id: UUID | None
    address: str
    state: NoticeState
    queued_at: datetime
    attempts: int
    next_attempt_at: datetime
    lease_holder: str | None
    lease_ends_at: datetime | None
    ended_at: datetime | None


class NoticeMissing(Missing):
    """No such notice inside the caller's Scope."""

    code = "notice_missing"
    zh, en = "未找到该通知", "No such notice"


class NoticeDone(Conflict):
    """Only what waits or has died can be sent again."""

    code = "notice_done"
    zh, en = "该通知已发送或正在发送", "This notice was sent or is being sent"


@dataclass(frozen=True, slots=True)
class Message:
    """What a person reads: a line, and a text that ends with the link."""

    subject: str
    text: str


def message_of(notice: Notice, *, public_url: str) -> Message:
    """Return what is said: where it is about, what waits there, and the link to it."""
    zh, en = SAID[notice.kind]
    place = f" · {notice.place}" if notice.place else ""
    level = f"（第 {notice.level} 级 level {notice.level}）" if notice.level else ""
    lines = [f"{zh}{level}{place}", en, f"{public_url}{notice.path}"]
    return Message(f"[teleread] {zh}{place}", "\n".join(lines))


def take(notice: Notice, *, worker: str, at: datetime) -> Notice:
    """Return the notice as leased by the worker for one more attempt."""
    return replace(outbox.leased(notice, worker=worker, at=at), state=NoticeState.SENDING)


def is_exhausted(notice: Notice) -> bool:
    """Say whether its worker vanished during the last attempt that it had."""
    return notice.state is NoticeState.SENDING and notice.attempts >= MAX_ATTEMPTS


def is_held(notice: Notice, *, worker: str, attempt: int) -> bool:
    """Say whether the result of this attempt still counts."""
    return notice.state is NoticeState.SENDING and outbox.is_held(notice, worker=worker, attempt=attempt)


def succeed(notice: Notice, *, at: datetime) -> Notice:
    """Return the notice as sent."""
    return replace(outbox.let_go(notice), state=NoticeState.SENT, ended_at=at)


def give_up(notice: Notice, *, at: datetime) -> Notice:
    """Return the notice as not sent, for what it would call people to is dealt with."""
    return replace(outbox.let_go(notice), state=NoticeState.NEEDLESS, ended_at=at)


def fail(notice: Notice, failure: Failure, *, at: datetime, jitter: float) -> Notice:
    """Return the notice as waiting for its next attempt, or dead."""
    again_at = at + outbox.delay_after(notice.attempts, jitter=jitter)
    state = NoticeState.DEAD if outbox.is_over(failure, attempts=notice.attempts) else NoticeState.QUEUED
    return replace(outbox.let_go(notice, next_attempt_at=again_at), state=state)


def send_again(notice: Notice, *, at: datetime) -> Notice:
    """Return the notice as due now, its attempts counted on; raises NoticeDone."""
    if notice.state not in (NoticeState.QUEUED, NoticeState.DEAD):
        raise NoticeDone(state=notice.state.value)
    return replace(notice, state=NoticeState.QUEUED, next_attempt_at=at)
