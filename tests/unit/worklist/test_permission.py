"""The listed actions and the refusals are one rule; the table says which."""

from datetime import timedelta
from uuid import UUID

import pytest

from teleread.errors import TelereadError
from teleread.worklist.permission import Action, Actor, allowed_actions, require_allowed
from teleread.worklist.reading import LEASE, Part, Reading, State
from teleread.worklist.refusals import AuthorIsReviewer, HeldByAnother, LeaseLost, NotEligible
from tests.unit.worklist.a_reading import AUTHOR, EIGHT, OTHER, REVIEWER, a_reading

SOON = EIGHT + timedelta(seconds=30)
BOTH = frozenset(Part)

AUTHOR_HERE = Actor(AUTHOR, parts=BOTH)
REVIEWER_HERE = Actor(REVIEWER, parts=BOTH)
COLLEAGUE = Actor(OTHER, parts=BOTH)
STRANGER = Actor(UUID(int=9))
TECHNICIAN = Actor(UUID(int=10), is_of_clinic=True)
ADMIN = Actor(UUID(int=11), is_admin=True)

TABLE = [
    (a_reading(State.AWAITING), AUTHOR_HERE, "claim"),
    (a_reading(State.AWAITING), STRANGER, ""),
    (a_reading(State.AWAITING), TECHNICIAN, "cancel"),
    (a_reading(State.AWAITING), ADMIN, "cancel pause"),
    (a_reading(State.ASSIGNED), AUTHOR_HERE, "release start"),
    (a_reading(State.ASSIGNED), COLLEAGUE, "claim"),
    (a_reading(State.ASSIGNED, is_reserved=True), COLLEAGUE, ""),
    (a_reading(State.ASSIGNED), ADMIN, "cancel pause release"),
    (a_reading(State.IN_PROGRESS), AUTHOR_HERE, "mark pause reject release save start submit"),
    (a_reading(State.IN_PROGRESS, single_signature=True), AUTHOR_HERE, "mark pause reject release save sign start"),
    (
        a_reading(State.IN_PROGRESS, late_instance_at=EIGHT),
        AUTHOR_HERE,
        "acknowledge_late mark pause reject release save start",
    ),
    (a_reading(State.IN_PROGRESS, paused_at=EIGHT), AUTHOR_HERE, "mark reject release resume save start"),
    (a_reading(State.IN_PROGRESS, paused_at=EIGHT), TECHNICIAN, "cancel resume"),
    (a_reading(State.IN_PROGRESS), COLLEAGUE, ""),
    (a_reading(State.IN_PROGRESS), ADMIN, "cancel pause release"),
    (a_reading(State.SUBMITTED), AUTHOR_HERE, ""),
    (a_reading(State.SUBMITTED), REVIEWER_HERE, "claim"),
    (a_reading(State.REVIEW_OFFERED), REVIEWER_HERE, "release start"),
    (a_reading(State.IN_REVIEW), REVIEWER_HERE, "mark pause reject release return save sign start"),
    (a_reading(State.IN_REVIEW, late_instance_at=EIGHT), REVIEWER_HERE, "mark pause reject release return save start"),
    (a_reading(State.IN_REVIEW), AUTHOR_HERE, ""),
    *((a_reading(state), actor, "") for state in (State.SIGNED, State.REJECTED) for actor in (AUTHOR_HERE, ADMIN)),
]


@pytest.mark.parametrize(("reading", "actor", "expected"), TABLE)
def test_who_may_do_what(reading: Reading, actor: Actor, expected: str):
    assert sorted(allowed_actions(reading, actor, at=SOON)) == expected.split()


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("actor", [AUTHOR_HERE, REVIEWER_HERE, COLLEAGUE, STRANGER, TECHNICIAN, ADMIN])
def test_an_action_is_listed_exactly_when_it_is_not_refused(state: State, action: Action, actor: Actor):
    reading = a_reading(state)
    listed = action in allowed_actions(reading, actor, at=SOON)

    try:
        require_allowed(reading, actor, action, at=SOON)
    except TelereadError:
        assert not listed
    else:
        assert listed


def test_a_lapsed_hold_gives_nobody_its_actions_and_others_the_claim():
    reading = a_reading(State.IN_PROGRESS)
    after = EIGHT + LEASE

    assert allowed_actions(reading, AUTHOR_HERE, at=after) == (Action.CLAIM,)
    assert allowed_actions(reading, COLLEAGUE, at=after) == (Action.CLAIM,)


@pytest.mark.parametrize(
    ("reading", "actor", "action", "refusal"),
    [
        (a_reading(State.IN_PROGRESS), COLLEAGUE, Action.CLAIM, HeldByAnother),
        (a_reading(State.AWAITING), STRANGER, Action.CLAIM, NotEligible),
        (a_reading(State.SUBMITTED), AUTHOR_HERE, Action.CLAIM, AuthorIsReviewer),
        (a_reading(State.ASSIGNED), COLLEAGUE, Action.START, HeldByAnother),
        (a_reading(State.AWAITING), AUTHOR_HERE, Action.SUBMIT, LeaseLost),
        (a_reading(State.IN_PROGRESS), Actor(AUTHOR), Action.SUBMIT, NotEligible),
    ],
)
def test_the_refusal_says_what_stands_in_the_way(
    reading: Reading, actor: Actor, action: Action, refusal: type[TelereadError]
):
    with pytest.raises(refusal):
        require_allowed(reading, actor, action, at=SOON)
