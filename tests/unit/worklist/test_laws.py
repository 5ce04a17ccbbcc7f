"""What no sequence of events can break."""

from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from teleread.errors import TelereadError
from teleread.worklist.hold import as_of
from teleread.worklist.permission import Action, Actor, allowed_actions, require_allowed
from teleread.worklist.reading import (
    FINAL,
    OFFERED,
    STARTED,
    WAITING,
    Event,
    Part,
    Reading,
    State,
    advance,
    require_hold,
)
from tests.unit.worklist.a_reading import EIGHT, a_reading

PEOPLE = [UUID(int=number) for number in range(1, 5)]

steps = st.lists(
    st.tuples(
        st.sampled_from(Event),
        st.sampled_from(PEOPLE),
        st.integers(min_value=0, max_value=1200).map(lambda seconds: timedelta(seconds=seconds)),
    ),
    max_size=40,
)
likely_steps = st.lists(
    st.tuples(
        st.sampled_from([Event.OFFER, Event.CLAIM, Event.START, Event.SUBMIT, Event.SIGN, Event.RETURN]),
        st.sampled_from(PEOPLE[:2]),
        st.just(timedelta(seconds=5)),
    ),
    max_size=40,
)


def walk(happenings: list[tuple[Event, UUID, timedelta]], *, single_signature: bool) -> list[tuple[Reading, datetime]]:
    """Everything that a Reading was while events came, each refused or not."""
    reading, at = a_reading(single_signature=single_signature), EIGHT
    past = [(reading, at)]
    for event, person, passed in happenings:
        at += passed
        reading = as_of(reading, at)
        past.append((reading, at))
        try:
            reading = advance(reading, event, at=at, by=person, reason="因")
        except TelereadError:
            continue
        past.append((reading, at))
    return past


@settings(max_examples=300, deadline=None)
@given(st.one_of(steps, likely_steps), st.booleans())
def test_at_most_one_person_holds_a_reading(happenings, single_signature):
    for reading, at in walk(happenings, single_signature=single_signature):
        holders = [
            (person, token)
            for person in PEOPLE
            for token in range(reading.fencing_token + 2)
            if _holds(reading, person, token, at)
        ]
        assert len(holders) <= 1
        assert (reading.holder_id is None) == (reading.state in WAITING | FINAL)
        assert (reading.lease_ends_at is not None) == (reading.state in STARTED)
        assert (reading.offer_ends_at is not None) == (reading.state in OFFERED)


def _holds(reading: Reading, person: UUID, token: int, at: datetime) -> bool:
    try:
        require_hold(reading, person, fencing_token=token, at=at)
    except TelereadError:
        return False
    return True


@settings(max_examples=300, deadline=None)
@given(st.one_of(steps, likely_steps), st.booleans())
def test_a_number_never_falls_and_never_names_two_holds(happenings, single_signature):
    past = walk(happenings, single_signature=single_signature)
    owners: dict[int, UUID] = {}
    for (before, _), (after, _) in pairwise(past):
        assert before.fencing_token <= after.fencing_token
        if after.holder_id is not None:
            assert owners.setdefault(after.fencing_token, after.holder_id) == after.holder_id


@settings(max_examples=300, deadline=None)
@given(st.one_of(steps, likely_steps), st.booleans())
def test_what_is_over_stays_as_it_is(happenings, single_signature):
    past = walk(happenings, single_signature=single_signature)
    over = [reading for reading, _ in past if reading.state in FINAL]
    assert all(reading == over[0] for reading in over)


@settings(max_examples=300, deadline=None)
@given(st.one_of(steps, likely_steps), st.booleans())
def test_author_and_reviewer_are_two_people(happenings, single_signature):
    for reading, _ in walk(happenings, single_signature=single_signature):
        assert reading.reviewer_id is None or reading.reviewer_id != reading.author_id
        if reading.state is State.SIGNED:
            assert reading.author_id is not None
            assert (reading.reviewer_id is None) == single_signature


@settings(max_examples=200, deadline=None)
@given(st.one_of(steps, likely_steps), st.sampled_from(PEOPLE), st.booleans(), st.booleans())
def test_an_action_is_listed_exactly_when_it_is_not_refused(happenings, person, is_admin, is_of_clinic):
    actor = Actor(person, parts=frozenset(Part), is_admin=is_admin, is_of_clinic=is_of_clinic)
    for reading, at in walk(happenings, single_signature=False):
        listed = set(allowed_actions(reading, actor, at=at))
        for action in Action:
            try:
                require_allowed(reading, actor, action, at=at)
            except TelereadError:
                assert action not in listed
            else:
                assert action in listed


def test_the_likely_steps_do_reach_a_signature():
    happenings = [
        (event, person, timedelta(seconds=5))
        for event, person in [
            (Event.CLAIM, PEOPLE[0]),
            (Event.START, PEOPLE[0]),
            (Event.SUBMIT, PEOPLE[0]),
            (Event.CLAIM, PEOPLE[0]),
            (Event.CLAIM, PEOPLE[1]),
            (Event.START, PEOPLE[1]),
            (Event.SIGN, PEOPLE[1]),
        ]
    ]
    assert walk(happenings, single_signature=False)[-1][0].state is State.SIGNED
