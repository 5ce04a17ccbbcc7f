"""What is worth looking for before it is written."""

from uuid import UUID

import pytest

from teleread.dicom.association.admission import Admitted
from teleread.workflow.journey.arriving import Outcome
from teleread.workflow.journey.habits import Habits


def an_ae(number: int) -> Admitted:
    return Admitted(UUID(int=number), "CT", UUID(int=7), UUID(int=8), "", "Asia/Shanghai", None)


def test_an_ae_that_nobody_knows_may_repeat_itself() -> None:
    assert Habits().may_repeat(an_ae(1))


def test_behind_something_new_more_that_is_new_is_expected_of_that_ae_alone() -> None:
    habits = Habits()
    habits.note(an_ae(1), Outcome.KEPT)
    assert not habits.may_repeat(an_ae(1))
    assert habits.may_repeat(an_ae(2))


@pytest.mark.parametrize("outcome", [Outcome.HAD_IT, Outcome.RESTORED, Outcome.QUARANTINED])
def test_behind_anything_else_it_is_looked_for(outcome: Outcome) -> None:
    habits = Habits()
    habits.note(an_ae(1), Outcome.KEPT)
    habits.note(an_ae(1), outcome)
    assert habits.may_repeat(an_ae(1))


def test_an_ae_that_associates_again_may_repeat_itself() -> None:
    habits = Habits()
    habits.note(an_ae(1), Outcome.KEPT)
    habits.begin(an_ae(1))
    assert habits.may_repeat(an_ae(1))


def test_people_who_upload_are_known_apart() -> None:
    first, second = (
        Admitted(None, "", UUID(int=7), UUID(int=8), "", "Asia/Shanghai", None, account_id=UUID(int=number))
        for number in (1, 2)
    )
    habits = Habits()
    habits.note(first, Outcome.KEPT)
    assert not habits.may_repeat(first)
    assert habits.may_repeat(second)
