from datetime import timedelta

import pytest

from teleread.errors import TelereadError
from teleread.worklist.reading import (
    FINAL,
    LEASE,
    TRANSITIONS,
    Event,
    Reading,
    State,
    advance,
    require_hold,
)
from teleread.worklist.refusals import (
    AuthorIsReviewer,
    HeldByAnother,
    LateInstanceUnseen,
    LeaseLost,
    OneSignatureOnly,
    ReadingPaused,
    TransitionRefused,
    TwoSignaturesNeeded,
)
from tests.unit.worklist.a_reading import AUTHOR, EIGHT, OTHER, REVIEWER, TERM, a_reading

SOON = EIGHT + timedelta(seconds=30)

DIAGRAM = """
             awaiting  assigned     in_progress submitted       review_offered in_review
offer        assigned  -            -           review_offered  -              -
claim        assigned  assigned     -           review_offered  review_offered -
start        -         in_progress  in_progress -               in_review      in_review
release      -         awaiting     awaiting    -               submitted      submitted
submit       -         -            submitted   -               -              -
submit_and_sign  -     -            signed      -               -              -
sign         -         -            -           -               -              signed
return       -         -            -           -               -              assigned
reject       rejected  rejected     rejected    rejected        rejected       rejected
cancel       cancelled cancelled    cancelled   cancelled       cancelled      cancelled
pause        =         =            =           =               =              =
resume       =         =            =           =               =              =
late_instance =        =            =           =               =              =
acknowledge_late -     -            in_progress -               -              -
"""


def expected_transitions() -> dict[tuple[Event, State], State]:
    header, *rows = (line.split() for line in DIAGRAM.strip().splitlines())
    return {
        (Event(event), State(before)): State(before if after == "=" else after)
        for event, *afters in rows
        for before, after in zip(header, afters, strict=True)
        if after != "-"
    }


def ready_for(event: Event, state: State) -> Reading:
    values = {
        Event.RESUME: {"paused_at": EIGHT},
        Event.SUBMIT_AND_SIGN: {"single_signature": True},
        Event.ACKNOWLEDGE_LATE: {"late_instance_at": EIGHT},
    }
    return a_reading(state, **values.get(event, {}))


def by_whom(event: Event, reading: Reading):
    if event in {Event.OFFER, Event.CLAIM}:
        return OTHER
    return reading.holder_id


def test_the_table_is_the_diagram():
    assert expected_transitions() == TRANSITIONS


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("event", Event)
def test_every_pair_leads_where_the_table_says_or_is_refused(event: Event, state: State):
    reading = ready_for(event, state)
    after = expected_transitions().get((event, state))

    if after is None:
        with pytest.raises(TransitionRefused) as refused:
            advance(reading, event, at=SOON, by=by_whom(event, reading))
        assert refused.value.values == {"event": event.value, "state": state.value}
    else:
        moved = advance(reading, event, at=SOON, by=by_whom(event, reading))
        assert moved.state is after
        assert moved.state_since == (reading.state_since if after is state else SOON)


@pytest.mark.parametrize("state", sorted(FINAL))
@pytest.mark.parametrize("event", Event)
def test_a_final_reading_refuses_every_event(event: Event, state: State):
    """PS3.4 CC.1.1: a step in a final state is never changed again."""
    with pytest.raises(TransitionRefused):
        advance(ready_for(event, state), event, at=SOON, by=AUTHOR)


HOLDERS_EVENTS = [
    (Event.START, State.ASSIGNED),
    (Event.START, State.IN_PROGRESS),
    (Event.SUBMIT, State.IN_PROGRESS),
    (Event.SUBMIT_AND_SIGN, State.IN_PROGRESS),
    (Event.ACKNOWLEDGE_LATE, State.IN_PROGRESS),
    (Event.START, State.REVIEW_OFFERED),
    (Event.START, State.IN_REVIEW),
    (Event.RETURN, State.IN_REVIEW),
    (Event.SIGN, State.IN_REVIEW),
]


@pytest.mark.parametrize(("event", "state"), HOLDERS_EVENTS)
def test_the_holders_event_is_refused_from_anybody_else(event: Event, state: State):
    with pytest.raises(LeaseLost):
        advance(ready_for(event, state), event, at=SOON, by=OTHER)


def test_an_offer_is_held_until_a_quarter_of_the_term_has_passed():
    offered = advance(a_reading(), Event.OFFER, at=EIGHT, by=AUTHOR)

    assert (offered.holder_id, offered.fencing_token) == (AUTHOR, 1)
    assert offered.offer_ends_at == EIGHT + TERM / 4


def test_a_claim_takes_over_an_offer_that_nobody_started():
    claimed = advance(a_reading(State.ASSIGNED), Event.CLAIM, at=SOON, by=OTHER)

    assert (claimed.holder_id, claimed.fencing_token, claimed.offer_ends_at) == (OTHER, 8, SOON + LEASE)


def test_what_was_claimed_cannot_be_claimed_away():
    claimed = advance(a_reading(), Event.CLAIM, at=SOON, by=AUTHOR)

    with pytest.raises(HeldByAnother):
        advance(claimed, Event.CLAIM, at=SOON, by=OTHER)


def test_what_was_returned_to_its_author_cannot_be_claimed_away():
    returned = advance(a_reading(State.IN_REVIEW), Event.RETURN, at=SOON, by=REVIEWER, reason="左右写反")

    with pytest.raises(HeldByAnother):
        advance(returned, Event.CLAIM, at=SOON, by=OTHER)


def test_starting_takes_a_lease_under_the_number_of_the_offer():
    started = advance(a_reading(State.ASSIGNED), Event.START, at=SOON, by=AUTHOR)

    assert (started.author_id, started.fencing_token) == (AUTHOR, 7)
    assert (started.lease_ends_at, started.offer_ends_at) == (SOON + LEASE, None)


def test_starting_again_grows_the_number_so_that_the_older_window_loses():
    again = advance(a_reading(State.IN_PROGRESS), Event.START, at=SOON, by=AUTHOR)

    assert again.fencing_token == 8
    with pytest.raises(LeaseLost):
        require_hold(again, AUTHOR, fencing_token=7, at=SOON)


def test_nobody_reviews_what_they_wrote():
    with pytest.raises(AuthorIsReviewer):
        advance(a_reading(State.SUBMITTED), Event.OFFER, at=SOON, by=AUTHOR)


def test_a_returned_reading_is_offered_to_its_author_with_the_reason():
    returned = advance(a_reading(State.IN_REVIEW), Event.RETURN, at=SOON, by=REVIEWER, reason="左右写反")

    assert (returned.holder_id, returned.fencing_token, returned.reviewer_id) == (AUTHOR, 8, None)
    assert (returned.reason, returned.offer_ends_at) == ("左右写反", SOON + TERM / 4)


@pytest.mark.parametrize(("event", "state"), [(Event.SUBMIT, State.IN_PROGRESS), (Event.SIGN, State.IN_REVIEW)])
def test_a_late_instance_blocks_submitting_and_signing(event: Event, state: State):
    late = advance(a_reading(state), Event.LATE_INSTANCE, at=SOON)

    with pytest.raises(LateInstanceUnseen):
        advance(late, event, at=SOON, by=late.holder_id)


def test_a_late_instance_is_no_obstacle_once_the_author_has_seen_it():
    late = advance(a_reading(State.IN_PROGRESS), Event.LATE_INSTANCE, at=SOON)
    seen = advance(late, Event.ACKNOWLEDGE_LATE, at=SOON, by=AUTHOR)

    assert advance(seen, Event.SUBMIT, at=SOON, by=AUTHOR).state is State.SUBMITTED


def test_a_late_instance_starts_the_term_anew():
    late = advance(a_reading(), Event.LATE_INSTANCE, at=EIGHT + timedelta(minutes=5))

    assert (late.received_at, late.due_at) == (EIGHT + timedelta(minutes=5), EIGHT + timedelta(minutes=65))


def test_there_is_nothing_to_acknowledge_when_nothing_came_late():
    with pytest.raises(TransitionRefused):
        advance(a_reading(State.IN_PROGRESS), Event.ACKNOWLEDGE_LATE, at=SOON, by=AUTHOR)


def test_a_late_instance_before_any_author_needs_no_acknowledgement():
    assert advance(a_reading(), Event.LATE_INSTANCE, at=SOON).late_instance_at is None


def test_a_pause_forbids_offers_and_signatures_and_pushes_the_term_back():
    paused = advance(a_reading(State.IN_PROGRESS), Event.PAUSE, at=EIGHT, reason="请补侧位")
    with pytest.raises(ReadingPaused):
        advance(paused, Event.SUBMIT, at=SOON, by=AUTHOR)

    resumed = advance(paused, Event.RESUME, at=EIGHT + timedelta(minutes=10))
    assert (resumed.is_paused, resumed.due_at) == (False, EIGHT + TERM + timedelta(minutes=10))


@pytest.mark.parametrize(("event", "paused_at"), [(Event.PAUSE, EIGHT), (Event.RESUME, None)])
def test_a_pause_neither_begins_nor_ends_twice(event: Event, paused_at):
    with pytest.raises(TransitionRefused):
        advance(a_reading(paused_at=paused_at), event, at=SOON)


def test_the_agreement_decides_whether_one_signature_is_enough():
    with pytest.raises(TwoSignaturesNeeded):
        advance(a_reading(State.IN_PROGRESS), Event.SUBMIT_AND_SIGN, at=SOON, by=AUTHOR)
    with pytest.raises(OneSignatureOnly):
        advance(a_reading(State.IN_PROGRESS, single_signature=True), Event.SUBMIT, at=SOON, by=AUTHOR)


@pytest.mark.parametrize(
    ("reading", "account_id", "fencing_token", "at"),
    [
        (a_reading(State.IN_PROGRESS), OTHER, 7, SOON),
        (a_reading(State.IN_PROGRESS), AUTHOR, 6, SOON),
        (a_reading(State.IN_PROGRESS), AUTHOR, 7, EIGHT + LEASE),
        (a_reading(State.ASSIGNED), AUTHOR, 7, SOON),
        (a_reading(State.SUBMITTED), AUTHOR, 7, SOON),
    ],
    ids=["another person", "an older number", "a lease that ran out", "an offer", "nobody's"],
)
def test_a_stale_holder_is_told_so(reading: Reading, account_id, fencing_token: int, at):
    with pytest.raises(LeaseLost):
        require_hold(reading, account_id, fencing_token=fencing_token, at=at)


def test_a_refusal_says_so_in_both_languages_without_names():
    with pytest.raises(TelereadError) as refused:
        require_hold(a_reading(State.SUBMITTED), AUTHOR, fencing_token=7, at=SOON)

    assert refused.value.message_zh()
    assert refused.value.message_en()
    assert refused.value.values == {"state": "submitted"}
