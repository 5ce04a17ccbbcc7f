from datetime import timedelta

import pytest

from teleread.errors import TooMany
from teleread.web.throttle import MOST_ADDRESSES, Throttle
from tests.builders import EIGHT

MINUTE = timedelta(minutes=1)


def a_throttle() -> Throttle:
    return Throttle(most=3, window=MINUTE)


def test_an_address_may_ask_so_often_and_is_told_how_long_to_wait():
    throttle = a_throttle()
    for _ in range(3):
        throttle.check("192.0.2.1", at=EIGHT)
    with pytest.raises(TooMany) as refused:
        throttle.check("192.0.2.1", at=EIGHT + timedelta(seconds=20))
    assert refused.value.values == {"retry_after_s": 40}


def test_the_next_window_begins_anew():
    throttle = a_throttle()
    for _ in range(3):
        throttle.check("192.0.2.1", at=EIGHT)
    throttle.check("192.0.2.1", at=EIGHT + MINUTE)


def test_addresses_are_counted_apart_and_the_hosts_of_one_line_together():
    throttle = a_throttle()
    for last in range(1, 4):
        throttle.check("192.0.2.1", at=EIGHT)
        throttle.check("192.0.2.2", at=EIGHT)
        throttle.check(f"2001:db8::{last}", at=EIGHT)
    with pytest.raises(TooMany):
        throttle.check("2001:db8::ffff", at=EIGHT)


def test_memory_is_bounded():
    throttle = a_throttle()
    for number in range(MOST_ADDRESSES + 50):
        throttle.check(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", at=EIGHT)
    assert len(throttle._seen) == MOST_ADDRESSES
