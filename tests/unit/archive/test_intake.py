"""How it stands with the gateways, by what each last said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from teleread.archive.intake import SAID_EVERY, SILENT_AFTER, Intake, IntakeStanding, standing_of
from teleread.identifiers import new_id

EIGHT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
WELL = Intake(new_id(), began_at=EIGHT, said_at=EIGHT, store_answers=True, has_room=True)
NO_STORE, NO_ROOM = replace(WELL, store_answers=False), replace(WELL, has_room=False)
DEAD = replace(WELL, said_at=EIGHT - SILENT_AFTER)
DEAD_AND_FULL = replace(NO_ROOM, said_at=EIGHT - SILENT_AFTER)


@pytest.mark.parametrize(
    ("intakes", "standing"),
    [
        ([], IntakeStanding.NONE),
        ([WELL], IntakeStanding.OK),
        ([WELL, WELL], IntakeStanding.OK),
        ([NO_STORE], IntakeStanding.CANNOT_KEEP),
        ([WELL, NO_ROOM], IntakeStanding.CANNOT_KEEP),
        ([DEAD], IntakeStanding.SILENT),
        ([DEAD, DEAD_AND_FULL], IntakeStanding.SILENT),
        ([DEAD_AND_FULL, WELL], IntakeStanding.OK),
        ([DEAD, NO_STORE], IntakeStanding.CANNOT_KEEP),
    ],
)
def test_the_worst_that_holds_is_said(intakes, standing):
    assert standing_of(intakes, at=EIGHT) is standing


def test_a_gateway_may_miss_a_few_words_before_it_is_called_silent():
    later = EIGHT + 3 * SAID_EVERY
    assert standing_of([WELL], at=later) is IntakeStanding.OK
    assert standing_of([WELL], at=EIGHT + SILENT_AFTER + timedelta(seconds=1)) is IntakeStanding.SILENT
