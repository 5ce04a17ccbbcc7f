"""One Instance on its way to one PACS: where it stands, and what an attempt makes of it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from teleread.errors import Conflict, Missing
from teleread.outbox import MAX_ATTEMPTS, delay_after

PROOF_PATIENCE: Final = timedelta(minutes=10)
"""So long a PACS may take to say that it commits itself, before it is asked again."""


class ForwardingState(StrEnum):
    """Where a Forwarding stands. SENT was taken by the PACS and waits for its proof; DEAD waits for a person."""

    QUEUED = "queued"
    SENT = "sent"
    DONE = "done"
    DEAD = "dead"


class Proof(StrEnum):
    """What says that an Instance is in the PACS, the strongest first.

    COMMITTED is a report of storage commitment (PS3.4 J.3.3). STORED_BY_WEB is
    the Referenced SOP Sequence of a STOW-RS response (PS3.18 10.5.3). STATUS is
    no more than the success of a C-STORE: sent, not committed.
    """

    COMMITTED = "committed"
    STORED_BY_WEB = "stored_by_web"
    STATUS = "status"


class Reason(StrEnum):
    """Why an Instance is not in the PACS."""

    UNREACHABLE = "unreachable"
    ASSOCIATION_REFUSED = "association_refused"
    NOT_AUTHORISED = "not_authorised"
    LOST = "lost"
    TIMED_OUT = "timed_out"
    OUT_OF_RESOURCES = "out_of_resources"
    NOT_ACCEPTED = "not_accepted"
    CANNOT_CONVERT = "cannot_convert"
    REFUSED = "refused"
    NOT_COMMITTED = "not_committed"
    NO_REPORT = "no_report"
    OBJECT_WRONG = "object_wrong"
    GONE = "gone"
    STORE_UNAVAILABLE = "store_unavailable"
    UNEXPECTED = "unexpected"


SAID: Final[dict[Reason, tuple[str, str]]] = {
    Reason.UNREACHABLE: ("无法连接目的地", "The destination cannot be reached"),
    Reason.ASSOCIATION_REFUSED: ("目的地拒绝建立连接", "The destination refuses the association"),
    Reason.NOT_AUTHORISED: ("目的地不接受访问凭据", "The destination does not accept the credential"),
    Reason.LOST: ("传输中连接中断", "The connection was lost on the way"),
    Reason.TIMED_OUT: ("目的地未在时限内应答", "The destination did not answer in time"),
    Reason.OUT_OF_RESOURCES: ("目的地暂时无法接收（资源不足）", "The destination cannot take more now"),
    Reason.NOT_ACCEPTED: (
        "目的地不接受该类影像或其传输语法",
        "The destination takes neither this kind of Instance nor a transfer syntax that it can be had in",
    ),
    Reason.CANNOT_CONVERT: (
        "目的地不接受其传输语法，且该影像无法转换",
        "The destination does not take its transfer syntax, and the Instance cannot be converted",
    ),
    Reason.REFUSED: ("目的地拒绝保存该影像", "The destination refuses to store the Instance"),
    Reason.NOT_COMMITTED: ("目的地收到后未能确认保存", "The destination took it and does not commit itself to it"),
    Reason.NO_REPORT: (
        "目的地收到后一直没有回报是否保存",
        "The destination took it and never reported on its commitment",
    ),
    Reason.OBJECT_WRONG: ("归档中的原件丢失或损坏，未发送", "The archived object is lost or damaged; nothing was sent"),
    Reason.GONE: ("该影像已不在归档中", "The Instance is no longer in the archive"),
    Reason.STORE_UNAVAILABLE: ("对象存储暂时无法访问", "The object store does not answer"),
    Reason.UNEXPECTED: ("意外错误", "Something unexpected"),
}
"""The sentence for people, Chinese and English."""

OF_THE_DESTINATION: Final = frozenset(
    {Reason.UNREACHABLE, Reason.ASSOCIATION_REFUSED, Reason.NOT_AUTHORISED, Reason.STORE_UNAVAILABLE}
)
"""Nothing that waits could be sent: no Forwarding loses an attempt by it."""

TROUBLE: Final = frozenset({Reason.LOST, Reason.TIMED_OUT, Reason.OUT_OF_RESOURCES, Reason.UNEXPECTED})
"""One of these may lie with the Instance; several, one after the other, lie with the destination."""

TROUBLES_BORNE: Final = 3

PERMANENT: Final = frozenset({Reason.NOT_ACCEPTED, Reason.CANNOT_CONVERT, Reason.OBJECT_WRONG, Reason.GONE})
"""Waiting does not mend it; a person does, and sends it again."""


class ForwardingMissing(Missing):
    """No such forwarding inside the caller's Scope."""

    code = "forwarding_missing"
    zh, en = "未找到该转发记录", "No such forwarding"


class NotSendable(Conflict):
    """Only what waits or has died can be sent again."""

    code = "forwarding_done"
    zh, en = "该影像已转发完成", "This Instance has been forwarded"


@dataclass(frozen=True, slots=True)
class Forwarding:
    """A row of the outbox: one Instance for one destination.

    Parameters
    ----------
    sent_at
        When the destination took it.
    transaction_uid
        By which request for commitment its proof is awaited.
    proof_asked
        How often commitment was asked for since it was sent.
    """

    id: UUID
    clinic_id: UUID
    instance_id: UUID
    destination_id: UUID
    state: ForwardingState
    attempts: int
    queued_at: datetime
    next_attempt_at: datetime
    sent_at: datetime | None
    ended_at: datetime | None
    proof: Proof | None
    proof_asked: int
    transaction_uid: str
    reason: Reason | None
    detail: str


@dataclass(frozen=True, slots=True)
class Took:
    """The destination has taken an Instance; `proof` is None where it is still to be asked for."""

    proof: Proof | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Missed:
    """An Instance did not get there."""

    reason: Reason
    detail: str = ""
    is_permanent: bool = False

    @property
    def is_of_destination(self) -> bool:
        """Say whether any other Instance would have failed too."""
        return self.reason in OF_THE_DESTINATION


Outcome = Took | Missed


def after(forwarding: Forwarding, outcome: Outcome, *, at: datetime, jitter: float) -> Forwarding:
    """Return the forwarding after an attempt to send it."""
    if isinstance(outcome, Took):
        return _taken(forwarding, outcome, at=at)
    if outcome.is_of_destination:
        return forwarding
    attempts = forwarding.attempts + 1
    is_over = outcome.is_permanent or outcome.reason in PERMANENT or attempts >= MAX_ATTEMPTS
    return replace(
        forwarding,
        state=ForwardingState.DEAD if is_over else ForwardingState.QUEUED,
        attempts=attempts,
        next_attempt_at=at + delay_after(attempts, jitter=jitter),
        sent_at=None,
        transaction_uid="",
        proof_asked=0,
        reason=outcome.reason,
        detail=outcome.detail,
    )


def _taken(forwarding: Forwarding, outcome: Took, *, at: datetime) -> Forwarding:
    sent = replace(
        forwarding,
        attempts=forwarding.attempts + 1,
        sent_at=at,
        next_attempt_at=at,
        proof_asked=0,
        reason=None,
        detail=outcome.detail,
    )
    if outcome.proof is None:
        return replace(sent, state=ForwardingState.SENT)
    return proven(sent, outcome.proof, at=at)


def proven(forwarding: Forwarding, proof: Proof, *, at: datetime) -> Forwarding:
    """Return the forwarding as done, with what proves it."""
    return replace(forwarding, state=ForwardingState.DONE, ended_at=at, proof=proof, reason=None)


def asking(forwarding: Forwarding, transaction_uid: str, *, at: datetime, jitter: float) -> Forwarding:
    """Return the forwarding as waiting for the report on a request for commitment.

    One that was asked for too often is dead: the destination took it, says that
    it commits itself, and never does.
    """
    if forwarding.proof_asked >= MAX_ATTEMPTS:
        return replace(forwarding, state=ForwardingState.DEAD, reason=Reason.NO_REPORT)
    asked = forwarding.proof_asked + 1
    wait = max(PROOF_PATIENCE, delay_after(asked, jitter=jitter))
    return replace(forwarding, transaction_uid=transaction_uid, proof_asked=asked, next_attempt_at=at + wait)


def send_again(forwarding: Forwarding, *, at: datetime) -> Forwarding:
    """Return the forwarding as due now, its attempts counted on.

    Raises
    ------
    NotSendable
        If it is done.
    """
    if forwarding.state is ForwardingState.DONE:
        raise NotSendable(state=forwarding.state.value)
    return replace(forwarding, state=ForwardingState.QUEUED, next_attempt_at=at, sent_at=None, transaction_uid="")


def said(reason: Reason) -> tuple[str, str]:
    """Return what people are told of a reason, in Chinese and English."""
    return SAID[reason]
