"""One colour pattern in every colour model and every transfer syntax that ultrasound devices write."""

from io import BytesIO

import imagecodecs
import numpy as np
import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.filewriter import dcmwrite
from pydicom.pixels.encoders import RLELosslessEncoder
from pydicom.uid import UID, ExplicitVRLittleEndian, UltrasoundImageStorage

from teleread.dicom.dataset.opening import open_instance
from teleread.dicom.dataset.unshowable import PhotometricUnknown
from teleread.dicom.pixels.samples import decode_frame

ROWS, COLUMNS = 16, 24
NATIVE = str(ExplicitVRLittleEndian)
RLE, JPEG, JPEG_LS = "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.80"
J2K, J2K_LOSSY, HTJ2K = "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.201"
PLANES = np.indices((ROWS, COLUMNS // 2)).astype(np.float64)
HALF = np.stack([PLANES[0] * 15, PLANES[1] * 20, 255 - PLANES[0] * 15], axis=-1)
RGB = np.rint(np.repeat(HALF, 2, axis=1)).astype(np.uint8)
"""Pairs of pixels are of one colour, so that halving the chroma loses nothing."""


def matrix_of(kr, kb):
    """From RGB to Y'CbCr by the definition of ITU-R BT.601 2.5: chroma is the scaled difference to Y."""
    y = np.array([kr, 1 - kr - kb, kb])
    blue, red = (np.array([0, 0, 1]) - y) / (2 * (1 - kb)), (np.array([1, 0, 0]) - y) / (2 * (1 - kr))
    return np.array([y, blue, red])


GREY = np.array([0, 128, 128])
FULL = RGB @ matrix_of(0.299, 0.114).T
YBR_FULL = np.clip(np.rint(FULL + GREY), 0, 255).astype(np.uint8)
YBR_PARTIAL = np.rint(FULL * [219 / 255, 224 / 255, 224 / 255] + GREY + np.array([16, 0, 0])).astype(np.uint8)


def subsampled(wide):
    """Y1 Y2 Cb Cr for two pixels (PS3.3 C.7.6.3.1.2)."""
    return np.stack([wide[:, 0::2, 0], wide[:, 1::2, 0], wide[:, 0::2, 1], wide[:, 0::2, 2]], axis=-1).tobytes()


def rle(samples):
    return RLELosslessEncoder.encode(
        np.ascontiguousarray(samples).tobytes(), rows=ROWS, columns=COLUMNS, samples_per_pixel=3, number_of_frames=1,
        bits_allocated=8, bits_stored=8, pixel_representation=0, photometric_interpretation="RGB",
        planar_configuration=0,
    )  # fmt: skip


def opened_as(photometric, transfer_syntax, content, **values):
    data_set = Dataset()
    data_set.SOPClassUID, data_set.SOPInstanceUID = UltrasoundImageStorage, "1.2.3"
    data_set.SamplesPerPixel, data_set.PhotometricInterpretation, data_set.PlanarConfiguration = 3, photometric, 0
    data_set.Rows, data_set.Columns = ROWS, COLUMNS
    data_set.BitsAllocated = data_set.BitsStored = 8
    data_set.HighBit, data_set.PixelRepresentation = 7, 0
    for keyword, value in values.items():
        setattr(data_set, keyword, value)
    data_set.PixelData = content if transfer_syntax == NATIVE else encapsulate([content])
    data_set["PixelData"].VR = "OB"
    data_set["PixelData"].is_undefined_length = transfer_syntax != NATIVE
    data_set.file_meta = FileMetaDataset()
    data_set.file_meta.TransferSyntaxUID = UID(transfer_syntax)
    file = BytesIO()
    dcmwrite(file, data_set, enforce_file_format=True)
    return open_instance(BytesIO(file.getvalue()))


def j2k(samples, *, mct, level=None):
    return imagecodecs.jpeg2k_encode(samples, mct=mct, level=level, reversible=level is None, codecformat="j2k")


CASES = [
    ("RGB", NATIVE, RGB.tobytes, 0),
    ("YBR_FULL", NATIVE, YBR_FULL.tobytes, 2),
    ("YBR_FULL_422", NATIVE, lambda: subsampled(YBR_FULL), 2),
    ("YBR_FULL_422", NATIVE, YBR_FULL.tobytes, 2),
    ("YBR_PARTIAL_422", NATIVE, lambda: subsampled(YBR_PARTIAL), 3),
    ("YBR_PARTIAL_422", NATIVE, YBR_PARTIAL.tobytes, 3),
    ("YBR_RCT", NATIVE, RGB.tobytes, 0),  # what a decoder leaves that forgets to rename its result
    ("RGB", RLE, lambda: rle(RGB), 0),
    ("YBR_FULL", RLE, lambda: rle(YBR_FULL), 2),
    ("YBR_FULL_422", RLE, lambda: rle(YBR_FULL), 2),
    ("YBR_PARTIAL_422", RLE, lambda: rle(YBR_PARTIAL), 3),
    ("RGB", JPEG_LS, lambda: imagecodecs.jpegls_encode(RGB), 0),
    ("YBR_FULL", JPEG_LS, lambda: imagecodecs.jpegls_encode(YBR_FULL), 2),
    ("YBR_RCT", J2K, lambda: j2k(RGB, mct=True), 0),
    ("RGB", J2K, lambda: j2k(RGB, mct=False), 0),
    ("YBR_FULL", J2K, lambda: j2k(YBR_FULL, mct=False), 2),
    ("YBR_RCT", J2K, lambda: j2k(RGB, mct=False), 0),  # says a transformation that its stream does not have
    ("YBR_PARTIAL_420", J2K, lambda: j2k(YBR_PARTIAL, mct=False), 3),
    ("YBR_ICT", J2K_LOSSY, lambda: j2k(RGB, mct=True, level=60), 4),
    ("YBR_RCT", HTJ2K, lambda: imagecodecs.htj2k_encode(RGB), 0),
    ("YBR_FULL_422", JPEG, lambda: imagecodecs.jpeg8_encode(RGB, level=100, subsampling="422"), 12),
    ("YBR_FULL", JPEG, lambda: imagecodecs.jpeg8_encode(RGB, level=100, subsampling="444"), 6),
]


@pytest.mark.parametrize(
    ("photometric", "transfer_syntax", "content", "furthest"), CASES, ids=[f"{one[0]}-{one[1][14:]}" for one in CASES]
)
def test_a_colour_is_the_same_in_every_model_and_syntax(photometric, transfer_syntax, content, furthest):
    frame = decode_frame(opened_as(photometric, transfer_syntax, content()), 1)

    assert np.abs(frame.samples.astype(int) - RGB).max() <= furthest


def test_planes_of_a_ybr_are_put_together():
    planes = YBR_FULL.transpose(2, 0, 1).tobytes()

    frame = decode_frame(opened_as("YBR_FULL", NATIVE, planes, PlanarConfiguration=1), 1)

    assert np.abs(frame.samples.astype(int) - RGB).max() <= 2


def test_chroma_of_every_second_row_is_stored_by_codecs_only():
    with pytest.raises(PhotometricUnknown):
        decode_frame(opened_as("YBR_PARTIAL_420", NATIVE, bytes(ROWS * COLUMNS * 3 // 2)), 1)
