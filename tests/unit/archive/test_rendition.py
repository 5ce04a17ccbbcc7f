from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleread.archive.rendition import (
    CLIP_MOST_BYTES,
    CLIP_WAYS,
    Contents,
    LosslessFrame,
    Made,
    Part,
    Preview,
    PreviewClip,
    Rendition,
    RenditionState,
    Urgency,
    begin_again,
    fail,
    finish,
    from_json,
    give_up,
    is_held,
    next_way,
    shown_for_ms,
    take,
    to_json,
)
from teleread.identifiers import new_id
from teleread.outbox import Failure
from tests.builders import EIGHT

SOON = EIGHT + timedelta(minutes=1)
PREVIEW = Preview(width=4, height=3, part=Part(0, 10, "aa"))
CONTENTS = Contents(
    PREVIEW,
    PreviewClip(width=4, height=3, number_of_frames=2, part=Part(10, 20, "bb")),
    (LosslessFrame(((2, 1, 5), (4, 3, 30)), Part(30, 30, "cc")),),
)


def a_rendition() -> Rendition:
    return Rendition(
        instance_id=new_id(), clinic_id=new_id(), study_id=new_id(), state=RenditionState.WAITING,
        urgency=Urgency.ROUTINE, wanted_at=EIGHT, attempts=0, deaths=0, next_attempt_at=EIGHT, lease_holder=None,
        lease_ends_at=None, upcoming=None, locator=None, size_bytes=0, contents=None, reason="", made_at=None,
    )  # fmt: skip


def taken(rendition: Rendition) -> Rendition:
    return take(rendition, worker="one", key="renditions/k", at=EIGHT)


def test_what_is_made_is_ready_and_held_by_nobody():
    held = taken(a_rendition())

    ready = finish(held, Made("renditions/k", 60, CONTENTS), at=SOON)

    assert is_held(held, worker="one", attempt=1)
    assert (ready.state, ready.locator, ready.upcoming, ready.lease_holder) == (
        RenditionState.READY, "renditions/k", None, None,
    )  # fmt: skip
    assert not is_held(ready, worker="one", attempt=1)


def test_who_was_overtaken_holds_it_no_more():
    assert not is_held(taken(taken(a_rendition())), worker="one", attempt=1)


def test_what_failed_waits_longer_each_time():
    once = fail(taken(a_rendition()), Failure("store_unavailable"), is_death=False, at=SOON, jitter=0.5)
    twice = fail(taken(once), Failure("store_unavailable"), is_death=False, at=SOON, jitter=0.5)

    assert once.state is twice.state is RenditionState.WAITING
    assert SOON < once.next_attempt_at < twice.next_attempt_at


def test_a_decoder_that_died_is_asked_once_more_and_never_again():
    once = fail(taken(a_rendition()), Failure("decoder_died"), is_death=True, at=SOON, jitter=0)
    twice = fail(taken(once), Failure("decoder_died"), is_death=True, at=SOON, jitter=0)

    assert (once.state, twice.state, twice.reason) == (RenditionState.WAITING, RenditionState.NONE, "decoder_died")


def test_what_cannot_be_shown_is_given_up_at_once():
    none = give_up(taken(a_rendition()), "pixel_data_short", at=SOON)

    assert (none.state, none.reason, none.upcoming) == (RenditionState.NONE, "pixel_data_short", None)


def test_what_was_lost_is_made_again_before_all_others():
    ready = finish(taken(a_rendition()), Made("renditions/k", 60, CONTENTS), at=SOON)

    again = begin_again(ready, at=SOON)

    assert (again.state, again.urgency, again.locator, again.contents, again.attempts) == (
        RenditionState.WAITING, Urgency.OPENED, None, None, 0,
    )  # fmt: skip


@pytest.mark.parametrize("contents", [CONTENTS, Contents(PREVIEW)])
def test_contents_survive_their_row(contents):
    assert from_json(to_json(contents)) == contents


@given(first_that_fits=st.integers(0, len(CLIP_WAYS)))
def test_the_best_way_that_fits_is_found_in_few_steps(first_that_fits):
    tried: dict[int, int] = {}

    while (way := next_way(tried)) is not None:
        assert way not in tried
        tried[way] = CLIP_MOST_BYTES + (way < first_that_fits)

    found = [way for way, size_bytes in tried.items() if size_bytes <= CLIP_MOST_BYTES]
    assert min(found, default=len(CLIP_WAYS)) == first_that_fits
    assert len(tried) <= 5


def test_a_clip_that_fits_at_once_is_encoded_once():
    assert next_way({}) == 0
    assert next_way({0: CLIP_MOST_BYTES}) is None


def test_a_frame_is_shown_until_the_next_one_was_taken():
    assert shown_for_ms([0, 40, 10, 25], 4) == [40, 10, 25, 25]


def test_whole_milliseconds_do_not_add_up_to_another_time():
    assert sum(shown_for_ms([1000 / 30] * 90, 90)) == 3000


def test_every_frame_is_shown_for_a_while_whatever_the_header_says():
    assert min(shown_for_ms([0.0] * 9 + [1.0], 10)) >= 1
    assert len(shown_for_ms(None, 7)) == 7
