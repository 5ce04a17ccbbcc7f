"""A peer that trickles is too slow; one whose Instance we are slow to write is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teleread.dicom.association.pace import Pace, TooSlow


def test_one_byte_a_second_is_too_slow():
    pace = Pace(seconds=25, least_bytes=25_000)
    for _ in range(24):
        pace.add(1, waited=1.0)
    with pytest.raises(TooSlow):
        pace.add(1, waited=1.0)


def test_a_thin_line_is_fast_enough():
    pace = Pace(seconds=25, least_bytes=25_000)
    for _ in range(1000):
        pace.add(1400, waited=1.0)


def test_each_reckoning_begins_at_nothing():
    pace = Pace(seconds=25, least_bytes=25_000)
    pace.add(10_000_000, waited=25.0)
    with pytest.raises(TooSlow):
        pace.add(1, waited=25.0)


def test_a_message_begins_anew():
    pace = Pace(seconds=25, least_bytes=25_000)
    for _ in range(100):
        pace.add(1, waited=20.0)
        pace.begin()


@settings(deadline=None)
@given(st.lists(st.floats(0, 25), max_size=50))
def test_who_is_always_fast_is_never_too_slow(waits):
    pace = Pace(seconds=25, least_bytes=25_000)
    for wait in waits:
        pace.add(25_000, waited=wait)
