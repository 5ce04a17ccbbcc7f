"""When the frames of a clip were taken."""

import pytest
from pydicom.dataset import Dataset

from teleread.dicom.showing.cine import cine


def a_clip(**values):
    data_set = Dataset()
    for keyword, value in values.items():
        setattr(data_set, keyword, value)
    return data_set


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"FrameTime": "40"}, [40, 40, 40]),
        ({"FrameTimeVector": ["0", "30", "50"]}, [0, 30, 50]),
        ({"FrameTimeVector": ["0", "30"], "FrameTime": "25"}, [25, 25, 25]),
        ({"CineRate": "20"}, [50, 50, 50]),
        ({"RecommendedDisplayFrameRate": "10", "CineRate": "20"}, [100, 100, 100]),
        ({"FrameTime": "0"}, None),
        ({}, None),
    ],
)
def test_the_time_of_frames(values, expected):
    assert cine(a_clip(**values), 3)["frame_times_ms"] == expected


def test_a_still_has_no_frame_times():
    assert cine(a_clip(FrameTime="40"), 1)["frame_times_ms"] is None


@pytest.mark.parametrize(
    ("values", "origin"),
    [
        ({"FrameTime": "40", "CineRate": "10"}, "frame_time"),
        ({"FrameTimeVector": ["0", "30", "50"]}, "frame_time_vector"),
        ({"RecommendedDisplayFrameRate": "20", "CineRate": "10"}, "recommended_display_frame_rate"),
        ({"CineRate": "10"}, "cine_rate"),
        ({}, None),
    ],
)
def test_the_origin_tells_when_frames_were_taken_from_how_fast_to_show_them(values, origin):
    assert cine(a_clip(**values), 3)["frame_times_origin"] == origin


@pytest.mark.parametrize(
    ("pointer", "origin"), [(0x00181063, "frame_time"), (0x00181065, "frame_time_vector"), (None, "frame_time_vector")]
)
def test_of_two_the_one_that_is_pointed_to_goes_first(pointer, origin):
    both = {"FrameTime": "40", "FrameTimeVector": ["0", "30", "50"]}

    assert cine(a_clip(**both, FrameIncrementPointer=pointer), 3)["frame_times_origin"] == origin


@pytest.mark.parametrize(("sequencing", "playback"), [(None, "loop"), (0, "loop"), (1, "sweep")])
def test_a_device_may_prefer_forth_and_back(sequencing, playback):
    assert cine(a_clip(PreferredPlaybackSequencing=sequencing), 3)["playback"] == playback
