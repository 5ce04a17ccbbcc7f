from dataclasses import replace
from uuid import UUID

import pytest

from teleread.forwarding.forwarding import (
    OF_THE_DESTINATION,
    PERMANENT,
    PROOF_PATIENCE,
    Forwarding,
    ForwardingState,
    Missed,
    NotSendable,
    Proof,
    Reason,
    Took,
    after,
    asking,
    proven,
    said,
    send_again,
)
from teleread.outbox import MAX_ATTEMPTS
from tests.builders import EIGHT

WAITING = Forwarding(
    id=UUID(int=1),
    clinic_id=UUID(int=2),
    instance_id=UUID(int=3),
    destination_id=UUID(int=4),
    state=ForwardingState.QUEUED,
    attempts=0,
    queued_at=EIGHT,
    next_attempt_at=EIGHT,
    sent_at=None,
    ended_at=None,
    proof=None,
    proof_asked=0,
    transaction_uid="",
    reason=None,
    detail="",
)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_is_said_in_both_languages(reason: Reason):
    zh, en = said(reason)
    assert any("一" <= letter <= "鿿" for letter in zh)
    assert en.isascii()


@pytest.mark.parametrize("reason", list(Reason))
def test_what_a_failure_makes_of_a_forwarding(reason: Reason):
    missed = after(WAITING, Missed(reason), at=EIGHT, jitter=0)
    if reason in OF_THE_DESTINATION:
        assert missed == WAITING, "it has lost no attempt"
    elif reason in PERMANENT:
        assert (missed.state, missed.reason) == (ForwardingState.DEAD, reason)
    else:
        assert (missed.state, missed.attempts) == (ForwardingState.QUEUED, 1)
        assert missed.next_attempt_at > EIGHT


def test_attempts_end():
    forwarding = WAITING
    for _ in range(MAX_ATTEMPTS):
        assert forwarding.state is ForwardingState.QUEUED
        forwarding = after(forwarding, Missed(Reason.REFUSED), at=EIGHT, jitter=0)
    assert forwarding.state is ForwardingState.DEAD


def test_success_without_commitment_is_done_and_says_so():
    done = after(WAITING, Took(Proof.STATUS), at=EIGHT, jitter=0)
    assert (done.state, done.proof, done.ended_at) == (ForwardingState.DONE, Proof.STATUS, EIGHT)


def test_success_that_is_to_be_proven_waits_for_its_report():
    sent = asking(after(WAITING, Took(None), at=EIGHT, jitter=0), "2.25.1", at=EIGHT, jitter=0)
    assert (sent.state, sent.transaction_uid, sent.next_attempt_at) == (
        ForwardingState.SENT,
        "2.25.1",
        EIGHT + PROOF_PATIENCE,
    )
    assert proven(sent, Proof.COMMITTED, at=EIGHT).state is ForwardingState.DONE


def test_a_pacs_that_never_reports_is_not_asked_for_ever():
    sent = replace(WAITING, state=ForwardingState.SENT)
    for _ in range(MAX_ATTEMPTS):
        sent = asking(sent, "2.25.1", at=EIGHT, jitter=0)
        assert sent.state is ForwardingState.SENT
    assert asking(sent, "2.25.1", at=EIGHT, jitter=0).reason is Reason.NO_REPORT


def test_what_was_not_committed_is_sent_again():
    sent = replace(WAITING, state=ForwardingState.SENT, transaction_uid="2.25.1", sent_at=EIGHT)
    again = after(sent, Missed(Reason.NOT_COMMITTED), at=EIGHT, jitter=0)
    assert (again.state, again.transaction_uid, again.sent_at) == (ForwardingState.QUEUED, "", None)


def test_only_what_is_done_is_not_sent_again():
    assert send_again(replace(WAITING, state=ForwardingState.DEAD), at=EIGHT).state is ForwardingState.QUEUED
    with pytest.raises(NotSendable):
        send_again(replace(WAITING, state=ForwardingState.DONE), at=EIGHT)
