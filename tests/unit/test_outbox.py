from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from teleread.outbox import (
    FIRST_DELAY,
    LEASE,
    LONGEST_DELAY,
    delay_after,
    is_held,
    is_leased,
    leased,
    let_go,
    renewed,
)
from tests.builders import EIGHT

JITTER = st.floats(0, 1, exclude_max=True)


@dataclass(frozen=True, slots=True)
class Thing:
    """The least that an outbox can hold."""

    attempts: int = 0
    next_attempt_at: datetime = EIGHT
    lease_holder: str | None = None
    lease_ends_at: datetime | None = None


def test_a_lease_ends_by_itself_and_is_renewed_by_its_holder():
    thing = leased(Thing(), worker="w1", at=EIGHT)
    later = EIGHT + LEASE - timedelta(seconds=1)

    assert is_leased(thing, at=later)
    assert not is_leased(thing, at=EIGHT + LEASE)
    assert is_leased(renewed(thing, at=later), at=EIGHT + LEASE)
    assert is_held(renewed(thing, at=later), worker="w1", attempt=1), "still the same attempt"


def test_what_was_let_go_is_nobodys():
    thing = let_go(leased(Thing(), worker="w1", at=EIGHT), next_attempt_at=EIGHT + LEASE)

    assert not is_leased(thing, at=EIGHT)
    assert not is_held(thing, worker="w1", attempt=1)
    assert thing.next_attempt_at == EIGHT + LEASE


@given(st.integers(1, 10_000), JITTER)
def test_a_wait_is_never_shorter_than_half_nor_longer_than_the_longest(attempts: int, jitter: float):
    assert FIRST_DELAY / 2 <= delay_after(attempts, jitter=jitter) <= LONGEST_DELAY


@given(st.integers(1, 100), JITTER)
def test_waits_grow(attempts: int, jitter: float):
    assert delay_after(attempts, jitter=jitter) <= delay_after(attempts + 1, jitter=jitter)
