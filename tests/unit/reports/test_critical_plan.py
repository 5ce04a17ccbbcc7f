from dataclasses import replace
from uuid import UUID

import pytest

from teleread.reports.critical_plan import (
    DEFAULT_LEVELS,
    Level,
    LevelKind,
    Plan,
    PlanRefused,
    check_email,
    check_levels,
    check_province,
)

DUTY = Level(LevelKind.CLINIC_DUTY, 10, " 值班室 ", " 0857-1234567 ", "duty@example.org")


def test_levels_stand_in_the_order_of_their_minutes():
    levels = check_levels((replace(DUTY, after_minutes=30), DUTY))
    assert [level.after_minutes for level in levels] == [10, 30]
    assert (levels[0].name, levels[0].phone) == ("值班室", "0857-1234567")


@pytest.mark.parametrize(
    "levels",
    [
        (),
        (DUTY, DUTY),
        (replace(DUTY, after_minutes=0),),
        (replace(DUTY, after_minutes=1441),),
        tuple(replace(DUTY, after_minutes=minutes) for minutes in range(1, 12)),
    ],
)
def test_levels_that_cannot_be_right_are_refused(levels: tuple[Level, ...]):
    with pytest.raises(PlanRefused):
        check_levels(levels)


@pytest.mark.parametrize(
    "address", ["duty", "a b@example.org", "a@b", "a,b@example.org", "a@b@example.org", "值班@例.org"]
)
def test_what_is_no_address_is_refused(address: str):
    with pytest.raises(PlanRefused):
        check_email(address)


def test_an_address_or_none_is_kept():
    assert (check_email(" duty@example.org "), check_email(" ")) == ("duty@example.org", "")


@pytest.mark.parametrize("province", ["", "5", "520", "五二", "5a"])
def test_a_province_is_two_digits(province: str):
    assert check_province(" 52 ") == "52"
    with pytest.raises(PlanRefused):
        check_province(province)


def test_whom_to_ring_first_is_the_first_who_has_a_number():
    plan = Plan(UUID(int=1), levels=(Level(LevelKind.CLINIC_DUTY, 10), replace(DUTY, after_minutes=20)))
    assert plan.first_contact.after_minutes == 20
    assert Plan(UUID(int=1)).first_contact == DEFAULT_LEVELS[0]
