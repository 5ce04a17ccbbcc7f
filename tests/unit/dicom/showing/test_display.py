"""What a viewer is told of real Instances."""

import pytest

from teleread.dicom.showing.display import describe
from teleread.dicom.showing.kinds import Kind
from tests.unit.dicom.opened import an_image, opened


@pytest.mark.parametrize(
    ("name", "kind", "cannot_show"),
    [
        ("xray/dx-hands.dcm", Kind.IMAGE, None),
        ("us-multiframe/us-27f-jpeg-xl.dcm", Kind.CLIP, None),
        ("ecg/12lead-el250-1000hz.dcm", Kind.ECG, None),
        ("documents/encapsulated-pdf.dcm", Kind.DOCUMENT, None),
        ("documents/sr-basic-text.dcm", Kind.DOCUMENT, "not_a_pdf"),
        ("documents/pr-luts.dcm", Kind.OTHER, "nothing_to_show"),
        ("documents/ko.dcm", Kind.DOCUMENT, "not_a_pdf"),
        ("xray/cr-no-pixels-for-pr.dcm", Kind.IMAGE, "no_pixel_data"),
        ("constructed/ecg/12lead-no-sensitivity.dcm", Kind.ECG, "waveform_uncalibrated"),
        ("constructed/damaged/rescale-nan.dcm", Kind.IMAGE, "grey_unusable"),
    ],
)
def test_an_instance_has_a_kind_and_perhaps_a_reason(shared_data, name, kind, cannot_show):
    described = describe(opened(shared_data / name))

    assert (described["kind"], described["cannot_show"]) == (kind, cannot_show)


def test_colour_is_described_as_the_rgb_that_it_is_served_as(shared_data):
    image = describe(opened(shared_data / "us" / "us-gyn-palette-implicit.dcm"))["image"]

    assert (image["photometric"], image["samples_per_pixel"], image["bits_stored"]) == ("RGB", 3, 8)
    assert [region["units_x"] for region in image["regions"]] == [3]


def test_shifted_bits_are_described_as_they_are_served():
    image = describe(an_image(bytes(8), BitsAllocated=16, BitsStored=12, HighBit=15))["image"]

    assert (image["bits_stored"], image["high_bit"]) == (12, 11)


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("dx-hands.dcm", "imager_pixel_spacing"),
        ("cr-hip-rle.dcm", "pixel_spacing"),
        ("dx-dog-thorax.dcm", "imager_pixel_spacing"),  # its Pixel Spacing repeats the detector's
    ],
)
def test_spacing_at_the_detector_is_told_from_spacing_in_the_patient(shared_data, name, origin):
    assert describe(opened(shared_data / "xray" / name))["image"]["pixel_spacing"]["origin"] == origin


def test_a_picture_without_spacing_has_none(shared_data):
    assert describe(opened(shared_data / "xray" / "dx-chest-as-sc-implicit.dcm"))["image"]["pixel_spacing"] is None


def test_spacing_that_was_calibrated_is_the_patients_though_it_is_the_same():
    image = an_image(
        bytes(4), PixelSpacing=[0.2, 0.1], ImagerPixelSpacing=[0.2, 0.1], PixelSpacingCalibrationType="FIDUCIAL"
    )

    assert describe(image)["image"]["pixel_spacing"] == {
        "row_mm": 0.2,
        "column_mm": 0.1,
        "origin": "pixel_spacing",
        "magnification": None,
    }


@pytest.mark.parametrize(("factor", "magnification"), [("1.15", 1.15), ("1", 1.0), ("0", None), ("", None)])
def test_the_magnification_at_the_detector_is_told_where_it_can_be(factor, magnification):
    image = an_image(bytes(4), ImagerPixelSpacing=[0.2, 0.2], EstimatedRadiographicMagnificationFactor=factor)

    assert describe(image)["image"]["pixel_spacing"]["magnification"] == magnification


def test_a_lossy_picture_says_so(shared_data):
    lossy = describe(opened(shared_data / "xray" / "cr-hip-j2k-lossy.dcm"))["image"]
    lossless = describe(opened(shared_data / "xray" / "cr-hip-j2k-lossless.dcm"))["image"]

    assert (lossy["is_lossy"], lossless["is_lossy"]) == (True, False)
