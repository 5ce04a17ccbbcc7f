"""Modality LUT, VOI and MONOCHROME1 by the Standard's own formulas."""

import numpy as np
import pytest

from teleread.dicom.dataset.unshowable import GreyUnusable
from teleread.dicom.pixels.grey import Window, apply_window, grey_transform, to_grey
from teleread.dicom.pixels.image import image_attributes
from teleread.dicom.pixels.samples import decode_frame
from tests.unit.dicom.opened import an_image, opened


def grey_of(image, window=None):
    frame = decode_frame(image, 1)
    return to_grey(frame.samples, image, frame.image, window=window).ravel().tolist()


def transform_of(image):
    return grey_transform(image, image_attributes(image))


def a_window(center, width, function="LINEAR"):
    return Window(center, width, "", function)


def test_the_linear_example_of_the_standard():
    """PS3.3 C.11.2.1.2.1: centre 2048, width 4096: x <= 0 is black, x > 4095 is white."""
    found = apply_window(np.array([-1.0, 0, 2047.5, 4095, 4096]), a_window(2048, 4096))

    assert found.tolist() == [0, 0, 0.5, 1, 1]


def test_a_window_of_width_one_is_a_threshold():
    assert apply_window(np.array([99.0, 99.5, 100.0]), a_window(100, 1)).tolist() == [0, 0, 1]


def test_linear_exact_has_no_half_pixel():
    found = apply_window(np.array([0.0, 50, 100]), a_window(50, 100, "LINEAR_EXACT"))

    assert found.tolist() == [0, 0.5, 1]


def test_sigmoid_is_a_half_at_its_centre_and_never_overflows():
    found = apply_window(np.array([-1e9, 50, 1e9]), a_window(50, 0.001, "SIGMOID"))

    assert found.tolist() == pytest.approx([0, 0.5, 1])


def test_monochrome1_shows_the_lowest_value_white():
    image = an_image(bytes([0, 255, 0, 255]), PhotometricInterpretation="MONOCHROME1")

    assert grey_of(image) == [255, 0, 255, 0]


def test_rescale_comes_before_the_window():
    image = an_image(bytes([0, 50, 100, 200]), RescaleSlope="2", RescaleIntercept="-100")

    assert grey_of(image, a_window(0, 200, "LINEAR_EXACT")) == [0, 128, 255, 255]


def test_without_a_window_the_whole_range_is_shown_and_padding_is_not_part_of_it():
    image = an_image(bytes([0, 100, 150, 200]), PixelPaddingValue=0)

    assert grey_of(image) == [0, 0, 128, 255]


def test_padding_may_be_a_range_of_values():
    image = an_image(bytes([0, 3, 100, 200]), PixelPaddingValue=0, PixelPaddingRangeLimit=5)

    assert grey_of(image) == [0, 0, 0, 255]


def test_a_flat_picture_is_black():
    assert grey_of(an_image(bytes([7, 7, 7, 7]))) == [0, 0, 0, 0]


def test_the_modality_lut_of_a_real_panorama(shared_data):
    panorama = opened(shared_data / "xray" / "cr-dental-modality-lut.dcm")

    lut = transform_of(panorama).modality_lut

    assert lut is not None
    assert (lut.first_mapped, lut.bits, len(lut.values), lut.explanation) == (0, 16, 1024, "CRTLUT")


def test_the_windows_and_the_lut_of_a_real_hand(shared_data):
    hand = transform_of(opened(shared_data / "xray" / "dx-hands.dcm"))

    assert [(one.center, one.width, one.explanation) for one in hand.windows] == [
        (4290, 2612, "NORMAL"),
        (4290, 1959, "HARDER"),
        (4290, 3919, "SOFTER"),
    ]
    assert [(lut.bits, len(lut.values), lut.explanation) for lut in hand.voi_luts] == [
        (14, 16384, "NORMAL"),
        (14, 16384, "HARDER"),
        (14, 16384, "SOFTER"),
    ]


def test_an_impossible_window_is_left_out(shared_data):
    image = opened(shared_data / "constructed" / "damaged" / "window-width-0.dcm")

    assert transform_of(image).windows == ()


def test_a_rescale_that_is_no_number_is_refused(shared_data):
    with pytest.raises(GreyUnusable):
        transform_of(opened(shared_data / "constructed" / "damaged" / "rescale-nan.dcm"))


@pytest.mark.parametrize("bits", [8, 16])
def test_negative_values_are_darker_than_positive_ones(bits):
    half = 1 << bits - 1
    pixels = np.array([-half, -1, 0, half - 1], f"<i{bits // 8}").tobytes()
    signed = {"BitsAllocated": bits, "BitsStored": bits, "HighBit": bits - 1, "PixelRepresentation": 1}

    lowest, below, middle, highest = grey_of(an_image(pixels, **signed), a_window(0, 2 * half, "LINEAR_EXACT"))
    assert (lowest, below, middle) == (0, 127, 128)
    assert highest >= 254
