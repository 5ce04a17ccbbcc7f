"""Earlier studies: whose they are, and who may compare with them."""

from datetime import UTC, datetime

import pytest

from teleread.worklist.prior import (
    PriorContradicted,
    PriorStanding,
    moment_of_study,
    require_openable,
    standing_of_prior,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("is_same_patient", "has_open_contradiction", "standing"),
    [
        (True, False, PriorStanding.SAME),
        (True, True, PriorStanding.IN_DOUBT),
        (False, True, PriorStanding.CONTRADICTED),
        (False, False, PriorStanding.CONTRADICTED),
    ],
)
def test_another_patients_study_is_never_taken_for_this_ones(is_same_patient, has_open_contradiction, standing):
    assert standing_of_prior(is_same_patient=is_same_patient, has_open_contradiction=has_open_contradiction) is standing


def test_only_what_contradicts_is_refused():
    require_openable(PriorStanding.SAME)
    require_openable(PriorStanding.IN_DOUBT)
    with pytest.raises(PriorContradicted):
        require_openable(PriorStanding.CONTRADICTED)


def test_a_study_without_a_date_counts_from_the_day_of_its_receipt():
    assert moment_of_study("20260301", "", NOON) < moment_of_study("", "", NOON) < moment_of_study("20260303", "", NOON)
