from dataclasses import replace
from datetime import UTC, datetime, time
from uuid import UUID

import pytest

from teleread.worklist.reading import Part
from teleread.worklist.specialist import Credential, Duty, Need, Specialist, Unfit, is_on_duty, unfit_for, unsuited_for
from tests.unit.worklist.a_reading import EIGHT

DEPARTMENT = UUID(int=103)
SHANGHAI = "Asia/Shanghai"
DAY = Duty(0, time(8), time(18), SHANGHAI)
NIGHT = Duty(6, time(20), time(8), SHANGHAI)
NEED = Need("xray", "CHEST", Part.AUTHOR, frozenset({DEPARTMENT}), None)
WANG = Specialist(
    account_id=UUID(int=1),
    display_name="王",
    department_id=DEPARTMENT,
    is_active=True,
    parts=frozenset({Part.AUTHOR}),
    credentials=frozenset({Credential("xray", "", Part.AUTHOR)}),
    duties=frozenset({DAY}),
)


@pytest.mark.parametrize(
    ("duty", "local", "expected"),
    [
        (DAY, "2026-03-02T08:00", True),
        (DAY, "2026-03-02T17:59", True),
        (DAY, "2026-03-02T18:00", False),
        (DAY, "2026-03-02T07:59", False),
        (DAY, "2026-03-03T09:00", False),
        (NIGHT, "2026-03-01T20:00", True),
        (NIGHT, "2026-03-02T07:59", True),
        (NIGHT, "2026-03-02T08:00", False),
        (NIGHT, "2026-03-01T07:00", False),
        (NIGHT, "2026-03-02T21:00", False),
        (Duty(0, time(0), time(0), SHANGHAI), "2026-03-02T23:59", True),
        (Duty(0, time(0), time(0), SHANGHAI), "2026-03-03T00:00", False),
    ],
)
def test_a_shift_is_wall_clock_and_may_run_past_midnight(duty: Duty, local: str, expected: bool):
    at = datetime.fromisoformat(f"{local}+08:00").astimezone(UTC)

    assert is_on_duty([duty], at) is expected


def test_a_shift_follows_the_summer_time_of_its_zone():
    early = Duty(0, time(8), time(9), "Europe/Berlin")

    assert is_on_duty([early], datetime(2026, 3, 23, 7, 30, tzinfo=UTC))
    assert is_on_duty([early], datetime(2026, 3, 30, 6, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("specialist", "need", "expected"),
    [
        (WANG, NEED, set()),
        (replace(WANG, is_active=False), NEED, {Unfit.INACTIVE}),
        (replace(WANG, parts=frozenset()), NEED, {Unfit.NO_ROLE}),
        (replace(WANG, department_id=UUID(int=9)), NEED, {Unfit.NO_PARTNERSHIP}),
        (replace(WANG, department_id=None), NEED, {Unfit.NO_PARTNERSHIP}),
        (WANG, replace(NEED, modality="ecg"), {Unfit.NO_CREDENTIAL}),
        (WANG, replace(NEED, part=Part.REVIEWER), {Unfit.NO_ROLE, Unfit.NO_CREDENTIAL}),
        (replace(WANG, credentials=frozenset({Credential("xray", "chest", Part.AUTHOR)})), NEED, set()),
        (
            replace(WANG, credentials=frozenset({Credential("xray", "HAND", Part.AUTHOR)})),
            NEED,
            {Unfit.NO_CREDENTIAL},
        ),
        (
            replace(WANG, credentials=frozenset({Credential("xray", "CHEST", Part.AUTHOR)})),
            replace(NEED, body_part=""),
            {Unfit.NO_CREDENTIAL},
        ),
        (replace(WANG, duties=frozenset()), NEED, {Unfit.OFF_DUTY}),
        (WANG, replace(NEED, asked=frozenset({WANG.account_id})), {Unfit.ASKED_BEFORE}),
        (WANG, replace(NEED, released=frozenset({WANG.account_id})), {Unfit.RELEASED_BEFORE}),
        (
            replace(
                WANG,
                parts=frozenset(Part),
                credentials=frozenset({Credential("xray", "", part) for part in Part}),
            ),
            replace(NEED, part=Part.REVIEWER, author_id=WANG.account_id),
            {Unfit.IS_AUTHOR},
        ),
    ],
)
def test_why_somebody_is_not_fit(specialist: Specialist, need: Need, expected: set[Unfit]):
    assert unfit_for(specialist, need, EIGHT) == expected


def test_duty_and_history_do_not_forbid_a_claim():
    need = replace(NEED, asked=frozenset({WANG.account_id}), released=frozenset({WANG.account_id}))

    assert not unsuited_for(replace(WANG, duties=frozenset()), need)
