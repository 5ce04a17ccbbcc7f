from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleread.worklist.reading import Milestone, State
from teleread.worklist.turnaround import ENDS, Segment, Way, duration, figures, is_opening, percentile
from tests.unit.worklist.a_reading import AUTHOR, EIGHT, OTHER, REVIEWER, a_reading

CLINIC = UUID(int=101)


def a_way(minutes: float, *, term: int = 60, **values) -> Way:
    moments = {Milestone.LAST_RECEIVED: EIGHT, Milestone.SIGNED: EIGHT + timedelta(minutes=minutes)}
    return Way(CLINIC, "xray", timedelta(minutes=term), moments, **values)


def of_term(*ways: Way):
    return next(row for row in figures(ways) if row.segment is Segment.TERM)


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([], 0.5, None),
        ([7.0], 0.95, 7.0),
        ([1.0, 2.0, 3.0, 4.0], 0.5, 2.0),
        ([float(n) for n in range(1, 11)], 0.9, 9.0),
        ([float(n) for n in range(1, 101)], 0.95, 95.0),
    ],
)
def test_a_percentile_is_a_value_that_occurred(values, share, expected):
    assert percentile(values, share) == expected


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_nine_of_ten_took_no_longer_than_p90(values):
    p90 = percentile(sorted(values), 0.9)

    assert p90 in values
    assert sum(value <= p90 for value in values) >= 0.9 * len(values)


def test_the_share_counts_what_was_signed_in_time():
    row = of_term(a_way(30), a_way(60), a_way(61), a_way(90))

    assert (row.count, row.within_term_share, row.p50_s) == (4, 0.5, 3600.0)


def test_what_is_overdue_and_unsigned_counts_against_the_share():
    overdue = replace(a_way(0), milestones={Milestone.LAST_RECEIVED: EIGHT}, is_overdue=True)

    row = of_term(a_way(30), overdue)
    assert (row.count, row.within_term_share) == (1, 0.5)


def test_pauses_stand_apart():
    paused = a_way(90, pauses=((EIGHT + timedelta(minutes=10), EIGHT + timedelta(minutes=50)),))

    assert of_term(paused).within_term_share == 1.0
    assert duration(paused, Segment.TERM) == timedelta(minutes=50)
    assert duration(paused, Segment.PAUSED) == timedelta(minutes=40)


def test_a_pause_after_the_segment_does_not_shorten_it():
    later = a_way(30, pauses=((EIGHT + timedelta(minutes=40), None),))

    assert duration(later, Segment.TERM) == timedelta(minutes=30)


@pytest.mark.parametrize("acquired", [EIGHT + timedelta(hours=3), EIGHT - timedelta(days=400)])
def test_a_clock_that_is_wrong_is_left_out_and_counted(acquired):
    way = replace(a_way(30), milestones={Milestone.ACQUIRED: acquired, Milestone.FIRST_RECEIVED: EIGHT})
    (row,) = figures([way])

    assert (row.segment, row.count, row.left_out, row.p50_s) == (Segment.ACQUIRED_TO_RECEIVED, 0, 1, None)


def test_clinics_and_kinds_are_told_apart():
    other = replace(a_way(30), clinic_id=UUID(int=102))
    ecg = replace(a_way(30), modality="ecg")

    assert [(row.clinic_id.int, row.modality) for row in figures([other, ecg, a_way(30)])] == [
        (101, "ecg"),
        (101, "xray"),
        (102, "xray"),
    ]


def test_every_segment_but_pauses_and_retakes_has_two_ends():
    assert set(ENDS) == set(Segment) - {Segment.PAUSED, Segment.RETAKING}


@pytest.mark.parametrize(
    ("reading", "who", "opens"),
    [
        (a_reading(State.AWAITING), OTHER, False),
        (a_reading(State.ASSIGNED), AUTHOR, False),
        (a_reading(State.ASSIGNED, is_reserved=True), AUTHOR, True),
        (a_reading(State.IN_PROGRESS), AUTHOR, True),
        (a_reading(State.IN_PROGRESS), OTHER, False),
        (a_reading(State.IN_REVIEW), REVIEWER, False),
    ],
)
def test_only_the_author_who_claimed_opens_a_reading(reading, who, opens):
    assert is_opening(reading, who) is opens
