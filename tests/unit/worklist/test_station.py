"""Who is offered what while a doctor of the hospital is posted at a clinic."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from teleread.worklist.assignment import choose
from teleread.worklist.reading import Part
from teleread.worklist.specialist import Credential, Unfit, unfit_for, unsuited_for
from teleread.worklist.station import LONGEST, Station, StationRefused, StationTaken, check_station, clinic_of
from tests.unit.worklist.a_reading import EIGHT
from tests.unit.worklist.test_specialist import NEED, WANG

CLINIC, ELSEWHERE = UUID(int=51), UUID(int=52)
DAY = timedelta(days=1)
HERE = Station(UUID(int=61), WANG.account_id, CLINIC, EIGHT - DAY, EIGHT + DAY)
THERE = replace(HERE, clinic_id=ELSEWHERE)
OVER = replace(HERE, begins_at=EIGHT - 2 * DAY, ends_at=EIGHT)
BOTH = {"parts": frozenset(Part), "credentials": frozenset(Credential("xray", "", part) for part in Part)}
WANG, ZHAO = replace(WANG, **BOTH), replace(WANG, account_id=UUID(int=2), **BOTH)
WRITE = replace(NEED, clinic_id=CLINIC, received_at=EIGHT)
REVIEW = replace(WRITE, part=Part.REVIEWER, author_id=UUID(int=9))


@pytest.mark.parametrize(
    ("stations", "load", "need", "chosen"),
    [
        ((), 9, WRITE, ZHAO),
        ((HERE,), 9, WRITE, WANG),
        ((OVER,), 9, WRITE, ZHAO),
        ((THERE,), 0, WRITE, ZHAO),
        ((), 0, REVIEW, WANG),
        ((HERE,), 0, REVIEW, ZHAO),
        ((OVER,), 0, REVIEW, WANG),
        ((HERE,), 0, replace(REVIEW, author_id=WANG.account_id), ZHAO),
        ((HERE,), 9, replace(WRITE, asked=frozenset({WANG.account_id})), ZHAO),
    ],
)
def test_the_posted_doctor_writes_first_and_the_hospital_reviews(stations, load, need, chosen):
    posted = replace(WANG, stations=frozenset(stations), load_minutes=load)

    assert choose(need, [posted, replace(ZHAO, load_minutes=5)], EIGHT).account_id == chosen.account_id


def test_why_the_posted_doctor_was_offered_it_is_kept():
    posted = replace(WANG, stations=frozenset({HERE}), load_minutes=9)

    reasons = choose(WRITE, [posted, ZHAO], EIGHT).reasons()

    assert reasons["rule"] == "posted_first"
    assert reasons["considered"][0]["is_posted"] is True


def test_a_posting_makes_nobody_a_reviewer_of_the_clinic_even_by_claim():
    posted = replace(WANG, stations=frozenset({HERE}))

    assert unsuited_for(posted, REVIEW) == {Unfit.POSTED_THERE}
    assert unsuited_for(replace(posted, credentials=frozenset()), WRITE) == {Unfit.NO_CREDENTIAL}


def test_who_is_posted_elsewhere_may_claim_but_is_not_asked():
    posted = replace(WANG, stations=frozenset({THERE}))

    assert unsuited_for(posted, WRITE) == frozenset()
    assert unfit_for(posted, WRITE, EIGHT) == {Unfit.POSTED_ELSEWHERE}


def test_who_took_part_reads_it_in_neither_part_and_who_was_not_invited_does_not_write():
    for need in (WRITE, REVIEW):
        assert Unfit.TOOK_PART in unsuited_for(WANG, replace(need, took_part=frozenset({WANG.account_id})))
    assert unsuited_for(WANG, replace(WRITE, invitee_id=ZHAO.account_id)) == {Unfit.NOT_INVITED}
    assert unsuited_for(WANG, replace(WRITE, invitee_id=WANG.account_id)) == frozenset()
    assert unsuited_for(WANG, replace(REVIEW, invitee_id=ZHAO.account_id)) == frozenset()


def test_a_posting_is_half_open():
    assert clinic_of([OVER], EIGHT) is None
    assert clinic_of([replace(HERE, begins_at=EIGHT)], EIGHT) == CLINIC


@pytest.mark.parametrize(
    "lasts", [timedelta(0), -DAY, LONGEST + timedelta(seconds=1)], ids=["no time", "backwards", "too long"]
)
def test_a_posting_has_a_length(lasts):
    with pytest.raises(StationRefused):
        check(replace(HERE, ends_at=HERE.begins_at + lasts))


def test_nobody_is_at_two_clinics_at_once():
    with pytest.raises(StationTaken):
        check(THERE, others=[HERE])
    after = replace(THERE, begins_at=HERE.ends_at, ends_at=HERE.ends_at + DAY)
    assert check(after, others=[HERE]) == after


@pytest.mark.parametrize("lacking", ["may_author", "does_department_read"])
def test_a_posting_opens_nothing_that_was_closed(lacking):
    with pytest.raises(StationRefused):
        check(HERE, **{lacking: False})


def check(station, *, others=(), **lacking):
    return check_station(station, **{"may_author": True, "does_department_read": True, "others": others, **lacking})
