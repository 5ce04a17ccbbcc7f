"""What the header of an image says of its pixels, checked before any of them is touched."""

from dataclasses import dataclass, replace

from pydicom.dataset import Dataset

from teleread.dicom.dataset.opening import PIXEL_DATA, Opened
from teleread.dicom.dataset.unshowable import (
    BitsUnusable,
    PhotometricUnknown,
    PixelDataLong,
    PixelDataShort,
    SizeUnusable,
    TooLarge,
)
from teleread.dicom.values.numbers import numbers

LARGEST_FRAME = 256 << 20
MOST_FRAMES = 100_000
SAMPLES = {
    "MONOCHROME1": 1,
    "MONOCHROME2": 1,
    "PALETTE COLOR": 1,
    "RGB": 3,
    "YBR_FULL": 3,
    "YBR_FULL_422": 3,
    "YBR_PARTIAL_420": 3,
    "YBR_PARTIAL_422": 3,
    "YBR_ICT": 3,
    "YBR_RCT": 3,
    "XYB": 3,
}
"""Photometric Interpretations that can be shown, with their Samples per Pixel (PS3.3 C.7.6.3.1.2)."""

FULL_CHROMA = {"YBR_FULL_422": "YBR_FULL", "YBR_PARTIAL_422": "YBR_PARTIAL"}
"""What a native picture with chroma of every second pixel is called once it has that of every pixel."""

NEVER_NATIVE = frozenset({"YBR_PARTIAL_420"})
"""Chroma of every second row, which only a codec stores."""


@dataclass(frozen=True, slots=True)
class ImageAttributes:
    """The Image Pixel Module, believable. `frame_bytes` is that of one native frame as stored."""

    rows: int
    columns: int
    number_of_frames: int
    samples_per_pixel: int
    photometric: str
    bits_allocated: int
    bits_stored: int
    high_bit: int
    is_signed: bool
    is_planar: bool

    @property
    def is_colour(self) -> bool:
        """Say whether it is served as RGB."""
        return self.photometric not in ("MONOCHROME1", "MONOCHROME2")

    @property
    def is_subsampled(self) -> bool:
        """Say whether native chroma is stored once for two pixels."""
        return self.photometric in FULL_CHROMA

    @property
    def frame_bytes(self) -> int:
        """The size of one native frame."""
        samples = 2 if self.is_subsampled else self.samples_per_pixel
        return self.rows * self.columns * samples * self.bits_allocated // 8


def image_attributes(opened: Opened) -> ImageAttributes:
    """Return the attributes of an image whose pixels can be decoded.

    Raises
    ------
    CannotShow
        One of its kinds, when the header makes no sense or contradicts the
        length of native pixel data.

    References
    ----------
    PS3.3 C.7.6.3 (Image Pixel Module); PS3.5 8.1, 8.2, A.4.
    """
    length = opened.pixel_element().length
    data_set = opened.data_set
    photometric = _photometric(data_set)
    bits_allocated, bits_stored, high_bit = _bits(opened)
    image = ImageAttributes(
        rows=_count(data_set, "Rows", 65535),
        columns=_count(data_set, "Columns", 65535),
        number_of_frames=_count(data_set, "NumberOfFrames", MOST_FRAMES, absent=1),
        samples_per_pixel=_samples(data_set, photometric),
        photometric=photometric,
        bits_allocated=bits_allocated,
        bits_stored=bits_stored,
        high_bit=high_bit,
        is_signed=_whole(data_set, "PixelRepresentation") == 1,
        is_planar=_whole(data_set, "PlanarConfiguration") == 1,
    )
    if image.rows * image.columns * image.samples_per_pixel * image.bits_allocated // 8 > LARGEST_FRAME:
        raise TooLarge
    return image if length is None else _checked_native(image, opened, length)


def _checked_native(image: ImageAttributes, opened: Opened, length: int) -> ImageAttributes:
    """Compare declared and real lengths; full chroma under a 422 label is what some devices write."""
    there = min(length, opened.size_bytes - opened.pixel_element().value_offset)
    if image.is_subsampled and there >= image.rows * image.columns * 3 * image.number_of_frames:
        image = replace(image, photometric=FULL_CHROMA[image.photometric])
    if image.photometric in NEVER_NATIVE:
        raise PhotometricUnknown
    if image.is_subsampled and image.columns % 2:
        raise SizeUnusable
    needed = image.frame_bytes * image.number_of_frames
    if there < needed:
        raise PixelDataShort
    if there - needed > 2 and there - needed >= image.frame_bytes // image.rows:
        raise PixelDataLong
    return image


def _photometric(data_set: Dataset) -> str:
    photometric = str(data_set.get("PhotometricInterpretation") or "").strip()
    if photometric not in SAMPLES:
        raise PhotometricUnknown
    return photometric


def _samples(data_set: Dataset, photometric: str) -> int:
    samples = _whole(data_set, "SamplesPerPixel")
    if samples != SAMPLES[photometric]:
        raise BitsUnusable
    return samples


def _bits(opened: Opened) -> tuple[int, int, int]:
    allocated = _whole(opened.data_set, "BitsAllocated")
    stored = _whole(opened.data_set, "BitsStored")
    high_bit = _whole(opened.data_set, "HighBit", absent=(stored or 0) - 1)
    if opened.pixel_element().tag != PIXEL_DATA or allocated not in (8, 16) or stored is None or high_bit is None:
        raise BitsUnusable
    if not 1 <= stored <= allocated or not stored - 1 <= high_bit < allocated:
        raise BitsUnusable
    return allocated, stored, high_bit


def _count(data_set: Dataset, keyword: str, most: int, *, absent: int | None = None) -> int:
    value = _whole(data_set, keyword, absent=absent)
    if value is None or not 1 <= value <= most:
        raise SizeUnusable
    return value


def _whole(data_set: Dataset, keyword: str, *, absent: int | None = None) -> int | None:
    """Return a whole number, `absent` when there is none, None when it is no number."""
    found = numbers(data_set, keyword)
    if found == []:
        return absent
    return int(found[0]) if found and found[0] == int(found[0]) else None
