from uuid import UUID

from teleread.worklist.looking import Look, owed

INSTANCE = UUID(int=1)


def test_a_preview_is_owed_until_its_frame_was_seen():
    seen = owed(frozenset(), Look(INSTANCE, previewed=frozenset({1, 2})))
    assert seen == {1, 2}
    assert owed(seen, Look(INSTANCE, diagnostic=frozenset({2}))) == {1}


def test_a_frame_that_came_as_preview_and_whole_is_not_owed():
    assert not owed(frozenset(), Look(INSTANCE, previewed=frozenset({1}), diagnostic=frozenset({1})))


def test_whoever_saw_all_of_it_owes_nothing():
    assert not owed(frozenset({1, 2, 3}), Look(INSTANCE, previewed=frozenset({4}), is_whole=True))
