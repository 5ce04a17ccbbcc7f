"""A preview is small whatever it shows, and shows what the viewer will."""

import io

import numpy as np
import pytest
from PIL import Image

from teleread.dicom.pixels.samples import decode_frame
from teleread.dicom.renditions.canvas import canvas_of, opening_window
from teleread.dicom.renditions.preview import preview
from tests.unit.dicom.opened import an_image, opened, words

MOST = 79_999


def canvas(instance):
    frame = decode_frame(instance, 1)
    return np.asarray(canvas_of(instance, frame, window=opening_window(instance, frame)))


@pytest.mark.parametrize("file", ["xray/cr-dental-modality-lut.dcm", "us/us-elbow-ybr422-native.dcm"])
def test_a_preview_fits_its_size_in_pixels_and_bytes(shared_data, file):
    header, content = preview(opened(shared_data / file), longest=1024, most_bytes=MOST)

    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (header["width"], header["height"])
        assert max(picture.size) <= 1024
    assert len(content) <= MOST


def test_noise_becomes_coarser_and_then_smaller_until_it_fits():
    noise = np.random.default_rng(3).integers(0, 256, (700, 700), dtype="u1").tobytes()

    header, content = preview(an_image(noise, Rows=700, Columns=700), longest=1024, most_bytes=20_000)

    assert len(content) <= 20_000
    assert header["width"] < 700


def test_the_window_of_the_file_is_applied():
    instance = an_image(
        words(0, 100, 200, 4000), BitsAllocated=16, BitsStored=12, HighBit=11, WindowCenter=150.5, WindowWidth=101
    )

    assert canvas(instance).ravel().tolist() == [0, 0, 255, 255]


def test_monochrome1_is_white_where_it_counts_least():
    values = {"WindowCenter": 128, "WindowWidth": 256, "PhotometricInterpretation": "MONOCHROME1"}

    assert canvas(an_image(bytes([0, 64, 128, 255]), **values)).ravel().tolist() == [255, 191, 127, 0]


def test_eight_bits_of_which_nothing_is_said_are_shown_as_they_are():
    assert canvas(an_image(bytes([10, 20, 30, 200]))).ravel().tolist() == [10, 20, 30, 200]


def test_deeper_pictures_of_which_nothing_is_said_go_from_their_least_to_their_greatest():
    instance = an_image(words(100, 200, 300, 1120), BitsAllocated=16, BitsStored=12, HighBit=11)

    assert canvas(instance).ravel().tolist() == [0, 25, 50, 255]


def test_colours_are_as_they_are():
    pixels = bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9])
    instance = an_image(pixels, SamplesPerPixel=3, PhotometricInterpretation="RGB", PlanarConfiguration=0)

    assert canvas(instance).tobytes() == pixels
