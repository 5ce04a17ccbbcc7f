"""The same SOP Instance UID once more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleread.archive.copies import Compared, ComparisonWanted, KnownCopy, Likeness, decide_copy
from teleread.archive.study import InstanceStanding
from teleread.identifiers import new_id

CURRENT, VARIANT, CONFLICT = InstanceStanding.CURRENT, InstanceStanding.VARIANT, InstanceStanding.CONFLICT
DISCARDED = InstanceStanding.DISCARDED


def a_copy(standing=CURRENT, sha256=b"a"):
    key = new_id()
    return KnownCopy(key, standing, sha256, f"test/{key}")


def test_the_first_copy_is_current():
    assert decide_copy(b"a", []).standing is CURRENT


def test_a_copy_beside_discarded_ones_alone_is_current():
    assert decide_copy(b"b", [a_copy(DISCARDED)]).standing is CURRENT


def test_the_same_bytes_again_are_kept_once():
    copy = a_copy()
    assert decide_copy(b"a", [copy]).duplicate_of == copy


def test_the_bytes_of_a_kept_conflict_again_are_kept_once():
    conflict = a_copy(CONFLICT, b"b")
    assert decide_copy(b"b", [a_copy(), conflict]).duplicate_of == conflict


def test_other_bytes_are_compared_with_the_current_copy_first():
    current, conflict = a_copy(), a_copy(CONFLICT, b"b")
    for compared in (None, Compared(conflict.id, Likeness.SAME_CONTENT)):
        with pytest.raises(ComparisonWanted) as wanted:
            decide_copy(b"c", [current, conflict], compared)
        assert wanted.value.current_id == current.id


@pytest.mark.parametrize(("likeness", "standing"), [(Likeness.SAME_CONTENT, VARIANT), (Likeness.OTHER, CONFLICT)])
def test_the_same_content_is_a_variant_and_other_content_a_conflict(likeness, standing):
    current = a_copy()
    decision = decide_copy(b"b", [current], Compared(current.id, likeness))
    assert (decision.standing, decision.against, decision.duplicate_of) == (standing, current.id, None)


def test_the_same_data_set_under_another_head_is_kept_once():
    current = a_copy()
    assert decide_copy(b"b", [current], Compared(current.id, Likeness.SAME_DATA_SET)).duplicate_of == current


@given(st.lists(st.tuples(st.sampled_from([b"a", b"b", b"c"]), st.sampled_from(Likeness)), max_size=8))
def test_whatever_comes_the_first_stays_current_and_no_bytes_are_kept_twice(arrivals):
    copies = []
    for sha256, likeness in arrivals:
        compared = Compared(copies[0].id, likeness) if copies else None
        decision = decide_copy(sha256, copies, compared)
        if decision.duplicate_of is None:
            copies.append(a_copy(decision.standing, sha256))
    assert [copy.standing for copy in copies[:1]] == [CURRENT][: len(copies)]
    assert all(copy.standing is not CURRENT for copy in copies[1:])
    assert len({copy.sha256 for copy in copies}) == len(copies)
