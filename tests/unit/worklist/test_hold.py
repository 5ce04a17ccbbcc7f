from datetime import timedelta

from teleread.worklist.hold import EndReason, as_of, lapse_of, renew
from teleread.worklist.reading import LEASE, State
from tests.unit.worklist.a_reading import AUTHOR, EIGHT, REVIEWER, TERM, a_reading

SOON = EIGHT + timedelta(seconds=30)


def test_a_heartbeat_renews_the_lease():
    renewed = renew(a_reading(State.IN_REVIEW), REVIEWER, fencing_token=7, at=SOON)

    assert renewed.lease_ends_at == SOON + LEASE


def test_a_lease_that_ran_out_is_a_release():
    left = as_of(a_reading(State.IN_PROGRESS), EIGHT + LEASE)

    assert (left.state, left.holder_id, left.author_id) == (State.AWAITING, None, None)


def test_a_review_that_ran_out_goes_back_to_the_reviewers():
    left = as_of(a_reading(State.IN_REVIEW), EIGHT + LEASE)

    assert (left.state, left.reviewer_id, left.author_id) == (State.SUBMITTED, None, AUTHOR)


def test_an_offer_does_not_run_out_during_a_pause():
    offered = a_reading(State.ASSIGNED, paused_at=EIGHT)

    assert lapse_of(offered, EIGHT + TERM) is None
    assert lapse_of(a_reading(State.ASSIGNED), EIGHT + TERM) is EndReason.OFFER_EXPIRED
