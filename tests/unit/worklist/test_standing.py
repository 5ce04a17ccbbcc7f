from datetime import timedelta

import pytest

from teleread.worklist.reading import State
from teleread.worklist.standing import Standing, needs_coordinator, needs_escalation, standing
from tests.unit.worklist.a_reading import EIGHT, a_reading


@pytest.mark.parametrize(
    ("state", "minutes", "expected"),
    [
        (State.AWAITING, 29, Standing.ON_TIME),
        (State.AWAITING, 30, Standing.AT_RISK),
        (State.ASSIGNED, 30, Standing.AT_RISK),
        (State.IN_PROGRESS, 47, Standing.ON_TIME),
        (State.IN_PROGRESS, 48, Standing.AT_RISK),
        (State.IN_REVIEW, 60, Standing.LATE),
        (State.SIGNED, 60, Standing.DONE),
        (State.REJECTED, 60, Standing.DONE),
    ],
)
def test_standing_follows_the_share_of_the_term(state: State, minutes: int, expected: Standing):
    assert standing(a_reading(state), EIGHT + timedelta(minutes=minutes)) is expected


def test_a_paused_reading_stands_still():
    paused = a_reading(State.IN_PROGRESS, paused_at=EIGHT + timedelta(minutes=5))

    assert standing(paused, EIGHT + timedelta(hours=5)) is Standing.ON_TIME


def test_half_of_the_term_unclaimed_is_the_coordinators_business():
    half = EIGHT + timedelta(minutes=30)

    assert needs_coordinator(a_reading(State.AWAITING), half)
    assert not needs_coordinator(a_reading(State.IN_PROGRESS), half)


def test_four_fifths_of_the_term_unsigned_escalates():
    four_fifths = EIGHT + timedelta(minutes=48)

    assert needs_escalation(a_reading(State.IN_REVIEW), four_fifths)
    assert not needs_escalation(a_reading(State.SIGNED), four_fifths)
