"""The size of a rendered picture, and when a clip shows its frames."""

import pytest

from teleread.dicom.pixels.rendering import fitted


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
