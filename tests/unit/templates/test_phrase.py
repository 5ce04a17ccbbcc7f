"""Phrases: a short key that can be typed, once for each owner."""

from dataclasses import replace
from uuid import uuid4

import pytest

from teleread.templates.phrase import (
    Phrase,
    PhraseChangedElsewhere,
    PhraseOwner,
    PhraseRefused,
    ShortKeyTaken,
    check_phrase,
    revised,
)

MINE = Phrase(uuid4(), uuid4(), None, "zc", "双肺未见异常\n心影不大", "xray")


def test_an_owner_is_a_person_a_department_or_the_house():
    assert MINE.owner is PhraseOwner.PERSONAL
    assert replace(MINE, account_id=None, department_id=uuid4()).owner is PhraseOwner.DEPARTMENT
    assert replace(MINE, account_id=None).owner is PhraseOwner.HOUSE


def test_a_short_key_is_kept_without_case_and_may_be_chinese():
    assert check_phrase(replace(MINE, short_key=" ZC1 "), others=[]).short_key == "zc1"
    assert check_phrase(replace(MINE, short_key="正常"), others=[]).short_key == "正常"


@pytest.mark.parametrize(
    "broken",
    [
        replace(MINE, short_key=""),
        replace(MINE, short_key="a b"),
        replace(MINE, short_key="a\tb"),
        replace(MINE, short_key="x" * 17),
        replace(MINE, text=" "),
        replace(MINE, text="x" * 2001),
        replace(MINE, text="a\u202eb"),
    ],
)
def test_what_cannot_be_typed_or_shown_is_refused(broken: Phrase):
    with pytest.raises(PhraseRefused):
        check_phrase(broken, others=[])


def test_a_short_key_means_one_thing():
    with pytest.raises(ShortKeyTaken):
        check_phrase(replace(MINE, id=uuid4(), short_key="ZC"), others=[MINE])
    assert check_phrase(MINE, others=[MINE]) == MINE


def test_a_phrase_is_changed_over_the_revision_that_was_seen():
    assert revised(MINE, replace(MINE, text="x"), others=[MINE]) == replace(MINE, text="x", revision=2)
    with pytest.raises(PhraseChangedElsewhere):
        revised(replace(MINE, revision=2), MINE, others=[MINE])
