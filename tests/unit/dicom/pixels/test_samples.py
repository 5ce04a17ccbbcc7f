"""Frames of real files in every transfer syntax, compared with each other and with pydicom."""

import warnings

import numpy as np
import pydicom
import pytest

from teleread.dicom.dataset.unshowable import CannotShow
from teleread.dicom.pixels.samples import decode_frame
from tests.unit.dicom.opened import an_image, opened, words

LOSSLESS_HIPS = [
    "xray/cr-hip-jpeg-lossless.dcm",
    "xray/cr-hip-jpegls-lossless.dcm",
    "xray/cr-hip-rle.dcm",
    "transfer-syntax/cr-hip-htj2k-lossless.dcm",
]
LOSSY_HIPS = [
    ("xray/cr-hip-j2k-lossy.dcm", 90),
    ("xray/cr-hip-jpegls-near.dcm", 10),
    ("xray/cr-hip-jpeg-extended-12bit.dcm", 160),
]
SIGNED_SLICES = [
    "ct-LittleEndianImplicit",
    "ct-BigEndianExplicit",
    "ct-DeflatedExplicitVRLittleEndian",
    "ct-RLELossless",
    "ct-JPEGLSLossless",
    "ct-JPEG2000LosslessOnly",
    "ct-JPEGProcess14",
    "ct-JPEGProcess14SV1",
]


def samples_of(shared_data, name, number=1):
    return decode_frame(opened(shared_data / name), number).samples


@pytest.fixture
def hip(shared_data):
    return samples_of(shared_data, "xray/cr-hip-j2k-lossless.dcm")


@pytest.mark.parametrize("name", LOSSLESS_HIPS)
def test_one_image_is_equal_in_every_lossless_syntax(shared_data, hip, name):
    assert np.array_equal(samples_of(shared_data, name), hip)


@pytest.mark.parametrize(("name", "furthest"), LOSSY_HIPS)
def test_a_lossy_copy_is_near_the_original(shared_data, hip, name, furthest):
    difference = np.abs(samples_of(shared_data, name).astype(int) - hip)

    assert difference.max() <= furthest
    assert difference.mean() < 4


@pytest.mark.parametrize("name", SIGNED_SLICES)
def test_one_signed_slice_is_equal_in_every_lossless_syntax(shared_data, name):
    reference = samples_of(shared_data, "transfer-syntax/ct-LittleEndianExplicit.dcm")

    found = samples_of(shared_data, f"transfer-syntax/{name}.dcm")

    assert found.dtype == np.int16
    assert np.array_equal(found, reference)


@pytest.mark.parametrize("process", ["2_4", "6_8", "10_12"])
def test_every_12_bit_jpeg_process_gives_the_slice(shared_data, process):
    """The 12-bit copies hold the slice over its window, so they are compared with each other."""
    sequential = samples_of(shared_data, "transfer-syntax/ct-JPEGProcess2_4.dcm")

    found = samples_of(shared_data, f"transfer-syntax/ct-JPEGProcess{process}.dcm")

    assert np.array_equal(found, sequential)
    assert (found.min(), found.max()) == (497, 2708)


@pytest.mark.parametrize(
    "name",
    [
        "us/us-elbow-ybr422-native.dcm",
        "us/us-epicard-rgb-big-endian.dcm",
        "us/us-esopecho-rgb.dcm",
        "us/us-thyroid-ybrfull-rle.dcm",
        "us/us-node-rle-rgb.dcm",
        "us/us-node-j2k-lossless.dcm",
        "transfer-syntax/sc-rgb-jpeg-app14.dcm",
        "transfer-syntax/testpattern-jpeg-baseline-ybr422.dcm",
        "transfer-syntax/testpattern-jpeg-baseline-ybrfull.dcm",
    ],
)
def test_colour_is_within_two_levels_of_pydicom(shared_data, name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reference = pydicom.dcmread(shared_data / name).pixel_array

    assert np.abs(samples_of(shared_data, name).astype(int) - reference).max() <= 2


def test_the_colour_pattern_is_equal_in_lossless_syntaxes(shared_data):
    jpeg = samples_of(shared_data, "transfer-syntax/testpattern-jpeg-lossless-rgb.dcm")
    jpeg_ls = samples_of(shared_data, "transfer-syntax/testpattern-jpeg-ls-lossless.dcm")

    assert np.array_equal(jpeg, jpeg_ls)


def test_the_palette_pattern_has_the_colours_of_the_rgb_pattern(shared_data):
    rgb = samples_of(shared_data, "transfer-syntax/testpattern-jpeg-lossless-rgb.dcm").astype(int)

    eight = samples_of(shared_data, "transfer-syntax/testpattern-palette.dcm").astype(int)
    sixteen = samples_of(shared_data, "transfer-syntax/testpattern-palette-16.dcm").astype(int)

    assert np.abs(eight - sixteen).max() <= 1
    assert np.median(np.abs(eight - rgb)) == 0


def test_a_clip_in_jpeg_ls_has_the_frames_of_the_same_clip_in_rle(shared_data):
    for number in (1, 5, 10):
        jpeg_ls = samples_of(shared_data, "us-multiframe/us-echo-10f-palette-jpegls.dcm", number)
        rle = samples_of(shared_data, "us-multiframe/us-echo-10f-palette-rle.dcm", number)
        assert np.array_equal(jpeg_ls, rle)


def test_frames_in_several_fragments_without_offsets_are_those_of_the_native_clip(shared_data):
    for number in range(1, 9):
        fragments = samples_of(shared_data, "us-multiframe/us-stress-8f-jpeg-fragments-no-bot.dcm", number)
        native = samples_of(shared_data, "us-multiframe/us-stress-8f-rgb-implicit.dcm", number)
        assert np.abs(fragments.astype(int) - native).mean() < 3


def test_jpeg_xl_gives_every_frame_of_the_clip(shared_data):
    first, last = (samples_of(shared_data, "us-multiframe/us-27f-jpeg-xl.dcm", number) for number in (1, 27))

    assert first.shape == last.shape == (708, 1016, 3)
    assert not np.array_equal(first, last)


def test_no_frame_is_there_beyond_the_last(shared_data):
    with pytest.raises(CannotShow) as refused:
        samples_of(shared_data, "us-multiframe/us-echo-65f-jpeg-ybr422.dcm", 66)

    assert refused.value.code == "size_unusable"


def test_bits_above_bits_stored_are_cleared():
    image = an_image(words(0xF001, 0xE002, 0x0003, 0xFFFF), BitsAllocated=16, BitsStored=12, HighBit=11)

    assert decode_frame(image, 1).samples.ravel().tolist() == [1, 2, 3, 0xFFF]


def test_a_high_bit_above_bits_stored_shifts():
    image = an_image(words(0x0010, 0x0020, 0xFFF0, 0x000F), BitsAllocated=16, BitsStored=12, HighBit=15)

    assert decode_frame(image, 1).samples.ravel().tolist() == [1, 2, 0xFFF, 0]


def test_signed_values_are_sign_extended():
    image = an_image(
        words(0x0FFF, 0x0800, 0x07FF, 0), BitsAllocated=16, BitsStored=12, HighBit=11, PixelRepresentation=1
    )

    assert decode_frame(image, 1).samples.ravel().tolist() == [-1, -2048, 2047, 0]


@pytest.mark.parametrize("is_signed", [False, True])
@pytest.mark.parametrize(
    ("allocated", "stored", "high_bit"), [(8, 8, 7), (8, 5, 6), (16, 16, 15), (16, 12, 11), (16, 12, 13), (16, 1, 15)]
)
def test_every_word_is_read_as_its_bits_say(allocated, stored, high_bit, is_signed):
    every = range(1 << allocated)
    rows = 1 << allocated // 2
    pixels = np.array(every, f"<u{allocated // 8}").tobytes()
    bits = {"BitsAllocated": allocated, "BitsStored": stored, "HighBit": high_bit, "PixelRepresentation": is_signed}

    frame = decode_frame(an_image(pixels, Rows=rows, Columns=rows, **bits), 1)

    values = [(word >> high_bit + 1 - stored) & (1 << stored) - 1 for word in every]
    if is_signed:
        values = [value - (1 << stored) if value >> stored - 1 else value for value in values]
    assert frame.samples.ravel().tolist() == values


def test_big_endian_words_of_8_bit_pixels_are_unswapped():
    image = an_image(bytes([2, 1, 4, 3]), is_little_endian=False)

    assert decode_frame(image, 1).samples.ravel().tolist() == [1, 2, 3, 4]


def test_planes_become_interleaved():
    image = an_image(
        bytes(range(12)), SamplesPerPixel=3, PhotometricInterpretation="RGB", PlanarConfiguration=1, Rows=2, Columns=2
    )

    assert decode_frame(image, 1).samples[0, 0].tolist() == [0, 4, 8]


def test_samples_leave_in_little_endian():
    image = an_image(words(0x0102, 0, 0, 0), BitsAllocated=16, BitsStored=16, HighBit=15)

    assert decode_frame(image, 1).to_bytes()[:2] == b"\x02\x01"
