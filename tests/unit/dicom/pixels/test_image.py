"""Headers that lie are refused with the reason, and nothing is allocated for them."""

import pytest

from teleread.dicom.dataset.unshowable import REASONS, CannotShow
from teleread.dicom.pixels.samples import decode_frame
from tests.unit.dicom.opened import an_image, opened

DAMAGED = {
    "bits-allocated-7": "bits_unusable",
    "bits-stored-over": "bits_unusable",
    "deflated-64-mib": "photometric_unknown",
    "dicm-then-noise": "data_set_unreadable",
    "dx-dog-thorax-cut-50": "pixel_data_short",
    "dx-dog-thorax-cut-last-byte": "pixel_data_short",
    "frames-999999": "size_unusable",
    "frames-negative": "size_unusable",
    "length-4-gib": "no_pixel_data",
    "no-pixel-data": "no_pixel_data",
    "photometric-unknown": "photometric_unknown",
    "pixel-data-short": "pixel_data_short",
    "rows-0": "size_unusable",
    "rows-65535": "too_large",
    "samples-5": "bits_unusable",
    "sequence-3000-deep": "data_set_unreadable",
    "ts-unknown": "transfer_syntax_unknown",
    "us-node-j2k-lossless-fragment-length-huge": "pixel_data_short",
}


@pytest.mark.parametrize(("name", "code"), DAMAGED.items())
def test_a_damaged_image_says_why(shared_data, name, code):
    with pytest.raises(CannotShow) as refused:
        decode_frame(opened(shared_data / "constructed" / "damaged" / f"{name}.dcm"), 1)

    assert refused.value.code == code


def test_every_reason_speaks_both_languages():
    for code, reason in REASONS.items():
        assert reason.code == code
        assert reason.zh
        assert reason.zh.isascii() is False
        assert reason.en.isascii()


def test_a_missing_sequence_delimiter_does_not_lose_the_picture(shared_data):
    name = "us-node-j2k-lossless-no-seq-delimiter.dcm"

    assert decode_frame(opened(shared_data / "constructed" / "damaged" / name), 1).samples.shape == (480, 640, 3)


def test_a_data_set_whose_syntax_lies_is_read_as_what_it_is(shared_data):
    lies = opened(shared_data / "constructed" / "damaged" / "ts-lies-implicit.dcm")
    honest = opened(shared_data / "xray" / "dx-dog-thorax.dcm")

    assert decode_frame(lies, 1).to_bytes() == decode_frame(honest, 1).to_bytes()


@pytest.mark.parametrize("padding", [0, 1])
def test_a_byte_of_padding_is_no_reason_to_refuse(padding):
    assert decode_frame(an_image(bytes(4 + padding)), 1).samples.shape == (2, 2)


def test_rows_that_do_not_account_for_the_data_are_refused():
    with pytest.raises(CannotShow) as refused:
        decode_frame(an_image(bytes(8)), 1)

    assert refused.value.code == "pixel_data_long"


def test_full_chroma_under_a_422_label_is_read_as_full():
    image = an_image(
        bytes([128] * 12), SamplesPerPixel=3, PhotometricInterpretation="YBR_FULL_422", PlanarConfiguration=0
    )

    assert decode_frame(image, 1).samples.ravel().tolist() == [128] * 12
