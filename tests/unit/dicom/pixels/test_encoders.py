"""What is compressed here decodes to the same words, by our decoders and by other people's."""

from io import BytesIO

import numpy as np
import pydicom
import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.pixels import pixel_array
from pydicom.uid import UID

from teleread.dicom.dataset.unshowable import EncodingFailed
from teleread.dicom.pixels import codecs
from teleread.dicom.pixels.encoders import ENCODERS, HTJ2K_LOSSLESS, encode
from teleread.dicom.pixels.image import ImageAttributes

ROWS, COLUMNS = 37, 51


def attributes(*, bits=16, stored=12, samples=1, is_signed=False, photometric="MONOCHROME2"):
    return ImageAttributes(
        rows=ROWS, columns=COLUMNS, number_of_frames=1, samples_per_pixel=samples, photometric=photometric,
        bits_allocated=bits, bits_stored=stored, high_bit=stored - 1, is_signed=is_signed, is_planar=False,
    )  # fmt: skip


IMAGES = {
    "12 of 16 bits": attributes(),
    "16 bits": attributes(stored=16),
    "10 of 16 bits signed": attributes(stored=10, is_signed=True),
    "16 bits signed": attributes(stored=16, is_signed=True),
    "8 bits": attributes(bits=8, stored=8),
    "7 of 8 bits": attributes(bits=8, stored=7),
    "8 of 16 bits": attributes(bits=16, stored=8),
    "8 bits signed": attributes(bits=8, stored=8, is_signed=True),
    "RGB": attributes(bits=8, stored=8, samples=3, photometric="RGB"),
    "YBR_FULL": attributes(bits=8, stored=8, samples=3, photometric="YBR_FULL"),
    "RGB of 16 bits": attributes(bits=16, stored=16, samples=3, photometric="RGB"),
}


def words_of(image, seed=7):
    """Noise and flat areas over the whole range of values, as words of a native frame."""
    random = np.random.default_rng(seed)
    shape = (ROWS, COLUMNS) + ((3,) if image.samples_per_pixel == 3 else ())
    low, high = (
        (-(1 << image.bits_stored - 1), 1 << image.bits_stored - 1) if image.is_signed else (0, 1 << image.bits_stored)
    )
    values = random.integers(low, high, shape)
    values[: ROWS // 2] = low
    return values.astype(f"i{image.bits_allocated // 8}").view(f"u{image.bits_allocated // 8}")


def file_of(content, transfer_syntax_uid, image):
    data_set = Dataset()
    data_set.file_meta = FileMetaDataset()
    data_set.file_meta.TransferSyntaxUID = UID(transfer_syntax_uid)
    data_set.Rows, data_set.Columns, data_set.SamplesPerPixel = ROWS, COLUMNS, image.samples_per_pixel
    data_set.BitsAllocated, data_set.BitsStored, data_set.HighBit = (
        image.bits_allocated,
        image.bits_stored,
        image.high_bit,
    )
    data_set.PixelRepresentation = int(image.is_signed)
    data_set.PhotometricInterpretation = image.photometric
    if image.samples_per_pixel == 3:
        data_set.PlanarConfiguration = 0
    data_set.PixelData = encapsulate([content])
    file = BytesIO()
    pydicom.dcmwrite(file, data_set)
    return pydicom.dcmread(BytesIO(file.getvalue()), force=True)


@pytest.mark.parametrize("image", IMAGES.values(), ids=IMAGES)
@pytest.mark.parametrize("transfer_syntax_uid", ENCODERS)
def test_a_frame_survives_compression(image, transfer_syntax_uid):
    words = words_of(image)
    content = encode(words, transfer_syntax_uid, image)
    assert len(content) % 2 == 0
    ours, _ = codecs.decode(content, transfer_syntax_uid, image)
    mask = (1 << image.bits_stored) - 1
    assert np.array_equal(ours.astype(np.int64) & mask, words.astype(np.int64) & mask)
    if transfer_syntax_uid == HTJ2K_LOSSLESS or image.bits_stored < 8:
        return  # pydicom has no decoder here, or GDCM ends the process
    theirs = pixel_array(file_of(content, transfer_syntax_uid, image), raw=True)
    assert np.array_equal(theirs.astype(np.int64) & mask, words.astype(np.int64) & mask)


@pytest.mark.parametrize("transfer_syntax_uid", ENCODERS)
def test_bits_beside_the_stored_ones_are_kept_or_the_frame_is_refused(transfer_syntax_uid):
    """An overlay may lie in them (PS3.5 8.1.2)."""
    image = attributes()
    words = words_of(image) | np.uint16(0x8000)
    if transfer_syntax_uid == codecs.RLE_LOSSLESS:
        ours, _ = codecs.decode(encode(words, transfer_syntax_uid, image), transfer_syntax_uid, image)
        assert np.array_equal(ours, words)
    else:
        with pytest.raises(EncodingFailed):
            encode(words, transfer_syntax_uid, image)
