from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleread.reports.draft import Draft, DraftChangedElsewhere, Typed, revise
from tests.builders import EIGHT

READING, AUTHOR = UUID(int=1), UUID(int=2)
KEPT = Draft(READING, AUTHOR, "双肺清晰", "未见异常", EIGHT, 3)
LATER = EIGHT + timedelta(seconds=5)


def revised(kept: Draft | None, typed: Typed) -> Draft:
    return revise(kept, typed, reading_id=READING, account_id=AUTHOR, at=LATER)


def test_the_first_save_is_typed_over_nothing():
    assert revised(None, Typed("a", "b", 0)) == Draft(READING, AUTHOR, "a", "b", LATER, 1)


def test_a_save_over_the_kept_text_replaces_it():
    assert revised(KEPT, Typed("a", "b", 3)) == Draft(READING, AUTHOR, "a", "b", LATER, 4)


@pytest.mark.parametrize("revision", [0, 2, 4])
def test_a_save_over_another_text_is_refused_with_the_revision_that_is_kept(revision: int):
    with pytest.raises(DraftChangedElsewhere) as refused:
        revised(KEPT, Typed("a", "b", revision))
    assert refused.value.values == {"revision": 3}


@pytest.mark.parametrize("revision", [0, 2, 3, 4])
def test_a_save_that_is_sent_again_changes_nothing(revision: int):
    assert revised(KEPT, Typed(KEPT.findings, KEPT.impression, revision)) is KEPT


@given(st.lists(st.text(max_size=5), min_size=1, max_size=20))
def test_whoever_saves_in_turn_is_never_refused(texts: list[str]):
    draft: Draft | None = None
    for text in texts:
        draft = revised(draft, Typed(text, text, draft.revision if draft else 0))
        assert draft.findings == text
