from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from teleread.notices.notice import (
    SAID,
    Channel,
    Notice,
    NoticeDone,
    NoticeKind,
    NoticeState,
    fail,
    give_up,
    is_exhausted,
    is_held,
    message_of,
    send_again,
    succeed,
    take,
)
from teleread.outbox import FIRST_DELAY, MAX_ATTEMPTS, Failure
from tests.builders import EIGHT


def a_notice(**values: Any) -> Notice:
    notice = Notice(
        id=UUID(int=1),
        key="a key",
        kind=NoticeKind.CRITICAL_RAISED,
        clinic_id=UUID(int=2),
        subject_id=UUID(int=3),
        place="青山卫生院",
        path="/critical/3",
        level=0,
        channel=Channel.EMAIL,
        robot_id=None,
        address="duty@example.org",
        state=NoticeState.QUEUED,
        queued_at=EIGHT,
        attempts=0,
        next_attempt_at=EIGHT,
        lease_holder=None,
        lease_ends_at=None,
        ended_at=None,
    )
    return replace(notice, **values)


def test_a_failure_that_may_pass_waits_longer_and_one_that_does_not_is_dead():
    taken = take(a_notice(), worker="one", at=EIGHT)
    assert is_held(taken, worker="one", attempt=1)
    assert not is_held(taken, worker="two", attempt=1)
    waiting = fail(taken, Failure("busy"), at=EIGHT, jitter=0)
    assert (waiting.state, waiting.next_attempt_at) == (NoticeState.QUEUED, EIGHT + FIRST_DELAY / 2)
    assert fail(taken, Failure("no", is_permanent=True), at=EIGHT, jitter=0).state is NoticeState.DEAD
    last = replace(taken, attempts=MAX_ATTEMPTS)
    assert is_exhausted(last)
    assert fail(last, Failure("busy"), at=EIGHT, jitter=0).state is NoticeState.DEAD


def test_what_is_over_is_held_by_nobody():
    taken = take(a_notice(), worker="one", at=EIGHT)
    for ended in (succeed(taken, at=EIGHT), give_up(taken, at=EIGHT)):
        assert (ended.lease_holder, ended.ended_at) == (None, EIGHT)


@pytest.mark.parametrize("state", sorted(NoticeState))
def test_only_what_waits_or_is_dead_is_sent_again(state: NoticeState):
    notice = a_notice(state=state, attempts=7)
    later = EIGHT + timedelta(hours=1)
    if state not in (NoticeState.QUEUED, NoticeState.DEAD):
        with pytest.raises(NoticeDone):
            send_again(notice, at=later)
        return
    again = send_again(notice, at=later)
    assert (again.state, again.next_attempt_at, again.attempts) == (NoticeState.QUEUED, later, 7)


@pytest.mark.parametrize("kind", sorted(NoticeKind))
def test_a_message_says_where_and_the_link_in_both_languages(kind: NoticeKind):
    message = message_of(a_notice(kind=kind, level=2), public_url="https://read.example")
    zh, en = SAID[kind]
    assert message.subject == f"[teleread] {zh} · 青山卫生院"
    assert message.text.splitlines() == [
        f"{zh}（第 2 级 level 2） · 青山卫生院",
        en,
        "https://read.example/critical/3",
    ]
