from uuid import UUID

from teleread.identifiers import new_id


def test_a_key_is_a_version_7_uuid() -> None:
    key = new_id()

    assert (key.version, key.variant) == (7, "specified in RFC 4122")


def test_keys_made_one_after_the_other_are_in_that_order() -> None:
    keys = [new_id() for _ in range(2000)]

    assert keys == sorted(keys)


def test_keys_of_one_instant_differ() -> None:
    keys: set[UUID] = {new_id() for _ in range(2000)}

    assert len(keys) == 2000
