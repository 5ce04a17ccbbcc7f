"""One account that stores much keeps no other from storing."""

from contextlib import ExitStack
from uuid import uuid4

import pytest
from fastapi import HTTPException

from teleread.web.dicomweb.slots import Slots


def refusal_of(slots, account_id):
    with pytest.raises(HTTPException) as refused, slots.taken(account_id):
        pass
    return refused.value.status_code, refused.value.headers


def test_an_account_that_holds_all_it_may_is_told_to_wait_and_others_are_let_in():
    slots, greedy, other = Slots(most=3, most_of_one=2), uuid4(), uuid4()
    with slots.taken(greedy), slots.taken(greedy):
        assert refusal_of(slots, greedy) == (429, {"Retry-After": "10"})
        with slots.taken(other):
            pass


def test_when_none_is_free_everybody_is_told_to_come_back():
    slots = Slots(most=2, most_of_one=1)
    with slots.taken(uuid4()), slots.taken(uuid4()):
        assert refusal_of(slots, uuid4()) == (503, {"Retry-After": "10"})


def test_a_slot_is_given_back_however_the_request_ends():
    slots, account = Slots(most=1, most_of_one=1), uuid4()
    for _ in range(3):
        with pytest.raises(RuntimeError), slots.taken(account):
            raise RuntimeError
    with ExitStack() as held:
        held.enter_context(slots.taken(account))
        assert refusal_of(slots, account)[0] == 429
    with slots.taken(account):
        pass
