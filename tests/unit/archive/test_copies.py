"""The same SOP Instance UID once more."""

from hypothesis import given
from hypothesis import strategies as st

from teleread.archive.arrival import ArrivedInstance
from teleread.archive.copies import KnownCopy, decide_copy
from teleread.archive.study import InstanceStanding
from teleread.identifiers import new_id

CURRENT, VARIANT, CONFLICT = InstanceStanding.CURRENT, InstanceStanding.VARIANT, InstanceStanding.CONFLICT


def an_instance(data_set=b"a", identity=b"1"):
    return ArrivedInstance("1.2", "1.2.3", "1.2.840.10008.1.2", 1, 2, 2, 1, data_set, identity)


def a_copy(standing=CURRENT, data_set=b"a", identity=b"1"):
    return KnownCopy(new_id(), standing, data_set, identity)


def test_the_first_copy_is_current():
    assert decide_copy(an_instance(), []).standing is CURRENT


def test_the_same_bytes_again_are_kept_once():
    copy = a_copy()
    assert decide_copy(an_instance(), [copy]).duplicate_of == copy.id


def test_the_bytes_of_a_kept_conflict_again_are_kept_once():
    conflict = a_copy(CONFLICT, b"b", b"2")
    assert decide_copy(an_instance(b"b", b"2"), [a_copy(), conflict]).duplicate_of == conflict.id


def test_another_encoding_of_the_same_content_is_a_variant():
    current = a_copy()
    decision = decide_copy(an_instance(b"b", b"1"), [current])
    assert (decision.standing, decision.against) == (VARIANT, current.id)


def test_other_content_is_a_conflict():
    current = a_copy()
    decision = decide_copy(an_instance(b"b", b"2"), [current])
    assert (decision.standing, decision.against) == (CONFLICT, current.id)


@given(st.lists(st.tuples(st.sampled_from([b"a", b"b", b"c"]), st.sampled_from([b"1", b"2"])), max_size=8))
def test_whatever_comes_the_first_stays_current_and_no_bytes_are_kept_twice(arrivals):
    copies = []
    for data_set, identity in arrivals:
        decision = decide_copy(an_instance(data_set, identity), copies)
        if decision.duplicate_of is None:
            copies.append(a_copy(decision.standing, data_set, identity))
    assert [copy.standing for copy in copies[:1]] == [CURRENT][: len(copies)]
    assert all(copy.standing is not CURRENT for copy in copies[1:])
    assert len({copy.data_set_sha256 for copy in copies}) == len(copies)
