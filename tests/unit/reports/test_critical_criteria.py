from dataclasses import replace

import pytest

from teleread.reports.critical_criteria import (
    MODALITIES,
    SHIPPED,
    TO_BE_CONFIRMED,
    CriteriaChangedElsewhere,
    CriteriaRefused,
    Criterion,
    CriterionUnknown,
    revised,
    shipped,
)


def test_the_shipped_list_is_one_that_could_be_saved():
    assert revised(shipped(), SHIPPED, revision=0).criteria == SHIPPED


@pytest.mark.parametrize("modality", sorted(MODALITIES))
def test_every_kind_of_study_has_something_critical_and_room_for_what_is_not_listed(modality: str):
    listed = shipped().of_modality(modality)
    assert any("其他" in each.zh for each in listed)
    assert all(each.source == TO_BE_CONFIRMED for each in listed)


def test_a_criterion_is_found_by_its_key():
    assert shipped().find("ecg.arrest").modality == "ecg"
    with pytest.raises(CriterionUnknown):
        shipped().find("ecg.nothing")


GOOD = Criterion("xray.gas", "xray", " 游离气体 ", " Free gas ", " ")


def test_a_list_is_kept_tidily_under_the_next_revision():
    kept = revised(shipped("53"), [GOOD], revision=0)
    assert (kept.province, kept.revision) == ("53", 1)
    assert kept.criteria == (Criterion("xray.gas", "xray", "游离气体", "Free gas", TO_BE_CONFIRMED),)


def test_a_list_made_over_another_revision_is_refused():
    with pytest.raises(CriteriaChangedElsewhere):
        revised(replace(shipped(), revision=2), [GOOD], revision=1)


@pytest.mark.parametrize(
    "criteria",
    [
        [],
        [GOOD, GOOD],
        [replace(GOOD, key="Gas!")],
        [replace(GOOD, modality="ct")],
        [replace(GOOD, zh=" ")],
        [replace(GOOD, en="")],
    ],
)
def test_a_list_that_cannot_be_right_is_refused(criteria: list[Criterion]):
    with pytest.raises(CriteriaRefused):
        revised(shipped(), criteria, revision=0)
