from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleread.reports.critical import (
    ENDED,
    TRANSITIONS,
    UNCONFIRMED,
    ActionMissing,
    CriticalAnswerContradicted,
    CriticalEvent,
    CriticalFinding,
    CriticalFindingMissing,
    CriticalQuestionUnanswered,
    CriticalState,
    CriticalTransitionRefused,
    CriticalWordsMissing,
    ReadBackMissing,
    ReceivedTooEarly,
    Told,
    ToldNobody,
    Way,
    advance,
    check_answer,
    check_told,
    check_words,
    levels_due,
)
from teleread.reports.critical_plan import DEFAULT_LEVELS
from tests.builders import EIGHT

LATER = EIGHT + timedelta(minutes=5)


def a_finding(**values: Any) -> CriticalFinding:
    finding = CriticalFinding(
        id=UUID(int=1),
        reading_id=UUID(int=2),
        clinic_id=UUID(int=3),
        criterion_key="xray.tension_pneumothorax",
        criterion_zh="张力性气胸",
        criterion_en="Tension pneumothorax",
        words="右侧张力性气胸，纵隔左移。",
        state=CriticalState.NOTIFYING,
        level=0,
        identified_at=EIGHT,
        raised_by=UUID(int=4),
        state_since=EIGHT,
    )
    return replace(finding, **values)


N, C, R, U, A, X, W = CriticalState
EVERY_PAIR = {
    CriticalEvent.READ_BACK: {N: C, R: C, U: C},
    CriticalEvent.REACH: {N: R, R: R, U: R},
    CriticalEvent.MISS: {N: U, R: U, U: U},
    CriticalEvent.ESCALATE: {N: N, R: R, U: U},
    CriticalEvent.RECORD_ACTION: {C: A, A: A},
    CriticalEvent.CLOSE: {A: X},
    CriticalEvent.WITHDRAW: {N: W, C: W, R: W, U: W, A: W},
}


@pytest.mark.parametrize(("event", "state"), product(CriticalEvent, CriticalState))
def test_every_pair_of_event_and_state(event: CriticalEvent, state: CriticalState):
    finding = a_finding(state=state)
    after = EVERY_PAIR[event].get(state)
    if after is None:
        with pytest.raises(CriticalTransitionRefused):
            advance(finding, event, at=LATER)
        return
    moved = advance(finding, event, at=LATER)
    assert moved.state is after
    assert moved.level == (1 if event is CriticalEvent.ESCALATE else 0)
    assert moved.state_since == (EIGHT if after is state else LATER)


@given(st.lists(st.sampled_from(CriticalEvent), max_size=30))
def test_nothing_is_closed_that_was_not_read_back_and_acted_on(events: list[CriticalEvent]):
    finding, happened = a_finding(), list[CriticalEvent]()
    for event in events:
        if (event, finding.state) in TRANSITIONS:
            finding = advance(finding, event, at=LATER)
            happened.append(event)
    if finding.state is CriticalState.CLOSED:
        assert (
            happened.index(CriticalEvent.READ_BACK)
            < happened.index(CriticalEvent.RECORD_ACTION)
            < happened.index(CriticalEvent.CLOSE)
        )
    assert finding.is_open == (finding.state not in ENDED)
    assert happened.count(CriticalEvent.READ_BACK) <= 1


@pytest.mark.parametrize(
    ("minutes", "expected"), [(0, 0), (9, 0), (10, 1), (29, 1), (30, 2), (60, 3), (119, 3), (120, 4), (6000, 4)]
)
def test_levels_are_due_by_the_minutes_since_it_was_identified(minutes: int, expected: int):
    at = EIGHT + timedelta(minutes=minutes)
    assert levels_due(a_finding(), DEFAULT_LEVELS, at=at) == expected


@pytest.mark.parametrize("state", sorted(frozenset(CriticalState) - UNCONFIRMED))
def test_the_clock_stops_when_it_was_read_back(state: CriticalState):
    finding = a_finding(state=state, level=1)
    assert levels_due(finding, DEFAULT_LEVELS, at=EIGHT + timedelta(days=1)) == 1


def test_a_level_that_was_called_early_is_not_called_again():
    at = EIGHT + timedelta(minutes=12)
    assert levels_due(a_finding(level=2, state=CriticalState.UNABLE_TO_REACH), DEFAULT_LEVELS, at=at) == 2


GOOD = Told(to_name=" 李医生 ", way=Way.PHONE, received_at=LATER, read_back=" 右侧张力性气胸 ")


def test_what_was_told_is_kept_without_outer_spaces():
    said = check_told(GOOD, CriticalEvent.READ_BACK, identified_at=EIGHT, at=LATER)
    assert (said.to_name, said.read_back) == ("李医生", "右侧张力性气胸")


@pytest.mark.parametrize(
    ("event", "told", "refusal"),
    [
        (CriticalEvent.READ_BACK, replace(GOOD, read_back="  "), ReadBackMissing),
        (CriticalEvent.READ_BACK, replace(GOOD, to_name=""), ReadBackMissing),
        (CriticalEvent.READ_BACK, replace(GOOD, way=None), ToldNobody),
        (CriticalEvent.REACH, replace(GOOD, to_name=" "), ToldNobody),
        (CriticalEvent.MISS, Told(to_name="值班室"), ToldNobody),
        (CriticalEvent.RECORD_ACTION, Told(note=" "), ActionMissing),
        (CriticalEvent.READ_BACK, replace(GOOD, received_at=EIGHT - timedelta(seconds=1)), ReceivedTooEarly),
        (CriticalEvent.READ_BACK, replace(GOOD, received_at=LATER + timedelta(seconds=1)), ReceivedTooEarly),
    ],
)
def test_a_step_that_does_not_say_enough_is_refused(event: CriticalEvent, told: Told, refusal: type[Exception]):
    with pytest.raises(refusal):
        check_told(told, event, identified_at=EIGHT, at=LATER)


def test_a_finding_has_words():
    assert check_words(" 气胸 ") == "气胸"
    with pytest.raises(CriticalWordsMissing):
        check_words(" \n ")


@pytest.mark.parametrize(
    ("answer", "standing", "refusal"),
    [
        (None, 0, CriticalQuestionUnanswered),
        (None, 1, CriticalQuestionUnanswered),
        ("present", 0, CriticalFindingMissing),
        ("none", 1, CriticalAnswerContradicted),
        ("none", 0, None),
        ("present", 1, None),
        ("present", 2, None),
    ],
)
def test_the_critical_question(answer: str | None, standing: int, refusal: type[Exception] | None):
    if refusal is None:
        check_answer(answer, standing=standing)
        return
    with pytest.raises(refusal):
        check_answer(answer, standing=standing)
