"""What a viewer is told of real Instances."""

import pytest
from pydicom.dataset import Dataset

from teleread.dicom.showing.display import describe
from teleread.dicom.showing.kinds import Kind
from tests.unit.dicom.opened import an_image, opened


def a_code(meaning):
    code = Dataset()
    code.CodeMeaning = meaning
    return code


@pytest.mark.parametrize(
    ("name", "kind", "cannot_show"),
    [
        ("xray/dx-hands.dcm", Kind.IMAGE, None),
        ("us-multiframe/us-27f-jpeg-xl.dcm", Kind.CLIP, None),
        ("ecg/12lead-el250-1000hz.dcm", Kind.ECG, None),
        ("documents/encapsulated-pdf.dcm", Kind.DOCUMENT, None),
        ("documents/sr-basic-text.dcm", Kind.DOCUMENT, None),
        ("documents/pr-luts.dcm", Kind.OTHER, "drawn_on_pictures"),
        ("documents/ko.dcm", Kind.DOCUMENT, None),
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
        ("xray/dx-hands.dcm", "imager_pixel_spacing"),
        ("xray/cr-hip-rle.dcm", "unstated"),
        ("xray/dx-dog-thorax.dcm", "imager_pixel_spacing"),  # its Pixel Spacing repeats the detector's
        ("transfer-syntax/ct-LittleEndianExplicit.dcm", "pixel_spacing"),
    ],
)
def test_spacing_at_the_detector_is_told_from_spacing_in_the_patient(shared_data, name, origin):
    assert describe(opened(shared_data / name))["image"]["pixel_spacing"]["origin"] == origin


IMAGER = {"ImagerPixelSpacing": [0.2, 0.1]}
FILM = {"NominalScannedPixelSpacing": [0.2, 0.1]}


@pytest.mark.parametrize(
    ("values", "origin"),
    [
        ({"PixelSpacing": [0.2, 0.1], "PixelSpacingCalibrationType": "FIDUCIAL", **IMAGER}, "fiducial"),
        ({"PixelSpacing": [0.2, 0.1], "PixelSpacingCalibrationType": "GEOMETRY", **IMAGER}, "geometry"),
        ({"PixelSpacing": [0.2, 0.1], "PixelSpacingCalibrationType": "OTHER"}, "pixel_spacing"),
        ({"PixelSpacing": [0.18, 0.09], **IMAGER}, "pixel_spacing"),
        ({"PixelSpacing": [0.2, 0.1], **IMAGER}, "imager_pixel_spacing"),
        ({"PixelSpacing": [0.2, 0.1], **FILM}, "nominal_scanned_pixel_spacing"),
        (FILM, "nominal_scanned_pixel_spacing"),
        ({"PixelSpacing": [0.2, 0.1], "Modality": "DX"}, "unstated"),
        ({"PixelSpacing": [0.2, 0.1], "Modality": "US"}, "pixel_spacing"),
    ],
)
def test_where_a_pixel_was_measured_is_told(values, origin):
    assert describe(an_image(bytes(4), **values))["image"]["pixel_spacing"]["origin"] == origin


def test_a_picture_without_spacing_has_none(shared_data):
    assert describe(opened(shared_data / "xray" / "dx-chest-as-sc-implicit.dcm"))["image"]["pixel_spacing"] is None


@pytest.mark.parametrize(("factor", "magnification"), [("1.15", 1.15), ("1", 1.0), ("0", None), ("", None)])
def test_the_magnification_at_the_detector_is_told_where_it_can_be(factor, magnification):
    image = an_image(bytes(4), ImagerPixelSpacing=[0.2, 0.2], EstimatedRadiographicMagnificationFactor=factor)

    assert describe(image)["image"]["pixel_spacing"]["magnification"] == magnification


def test_a_lossy_picture_says_so(shared_data):
    lossy = describe(opened(shared_data / "xray" / "cr-hip-j2k-lossy.dcm"))["image"]
    lossless = describe(opened(shared_data / "xray" / "cr-hip-j2k-lossless.dcm"))["image"]

    assert (lossy["is_lossy"], lossless["is_lossy"]) == (True, False)


@pytest.mark.parametrize(
    ("values", "body_part"),
    [
        ({"BodyPartExamined": "CHEST"}, "CHEST"),
        ({"AnatomicRegionSequence": [a_code("Thoracic spine")]}, "Thoracic spine"),
        ({"BodyPartExamined": "", "AnatomicRegionSequence": [a_code("Hip")]}, "Hip"),
        ({}, ""),
    ],
)
def test_the_body_part_is_what_the_device_calls_it(values, body_part):
    assert describe(an_image(bytes(4), **values))["image"]["body_part"] == body_part


@pytest.mark.parametrize(
    ("values", "is_hounsfield"),
    [
        ({"RescaleType": "HU"}, True),
        ({"RescaleType": "US", "Modality": "CT", "RescaleSlope": 1}, False),
        ({"Modality": "CT", "RescaleSlope": 1, "RescaleIntercept": -1024}, True),
        ({"Modality": "CT", "RescaleSlope": 1, "ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]}, False),
        ({"Modality": "DX", "RescaleSlope": 1}, False),
    ],
)
def test_hounsfield_units_are_said_or_those_of_a_ct(values, is_hounsfield):
    assert describe(an_image(bytes(4), **values))["image"]["is_hounsfield"] is is_hounsfield


def test_padding_is_told_with_both_of_its_ends():
    image = describe(an_image(bytes(4), PixelPaddingValue=9, PixelPaddingRangeLimit=2))["image"]

    assert image["padding"] == (2, 9)
