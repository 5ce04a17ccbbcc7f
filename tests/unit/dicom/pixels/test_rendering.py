"""The size of a rendered picture, and when a clip shows its frames."""

import pytest
from pydicom.dataset import Dataset

from teleread.dicom.pixels.rendering import fitted
from teleread.dicom.showing.display import frame_times_ms


@pytest.mark.parametrize(
    ("size", "aspect", "width", "height", "expected"),
    [
        ((400, 200), 1.0, None, None, (400, 200)),
        ((400, 200), 1.0, 100, None, (100, 50)),
        ((400, 200), 1.0, 100, 10, (20, 10)),
        ((400, 200), 1.0, 4000, None, (400, 200)),
        ((256, 120), 4 / 3, None, None, (192, 120)),
        ((256, 120), 0.5, None, None, (256, 60)),
        ((65535, 1), 1.0, 16, None, (16, 1)),
    ],
)
def test_a_picture_is_fitted_with_square_pixels_and_never_enlarged(size, aspect, width, height, expected):
    assert fitted(size, aspect=aspect, width=width, height=height) == expected


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
    assert frame_times_ms(a_clip(**values), 3) == expected


def test_a_still_has_no_frame_times():
    assert frame_times_ms(a_clip(FrameTime="40"), 1) is None
