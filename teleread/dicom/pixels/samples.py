"""Frames as a viewer wants them: stored values of grey, RGB of colour."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.dataset.part10 import (
    DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
    EXPLICIT_VR_BIG_ENDIAN,
    EXPLICIT_VR_LITTLE_ENDIAN,
    IMPLICIT_VR_LITTLE_ENDIAN,
)
from teleread.dicom.dataset.unshowable import TransferSyntaxUnknown
from teleread.dicom.pixels import codecs
from teleread.dicom.pixels.colour import through_palette, to_rgb, widen_422
from teleread.dicom.pixels.frames import stored_frame, stored_frames
from teleread.dicom.pixels.image import ImageAttributes, image_attributes

NATIVE = frozenset(
    {
        IMPLICIT_VR_LITTLE_ENDIAN,
        EXPLICIT_VR_LITTLE_ENDIAN,
        EXPLICIT_VR_BIG_ENDIAN,
        DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
    }
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One decoded frame and the image it belongs to.

    `samples` is rows x columns of stored values for grey, rows x columns x 3 of
    8-bit RGB for colour.
    """

    image: ImageAttributes
    samples: NDArray[np.integer]

    def to_bytes(self) -> bytes:
        """Return the samples in row order, little endian."""
        little = self.samples.dtype.newbyteorder("<")
        return np.ascontiguousarray(self.samples, dtype=little).tobytes()


def decodable(opened: Opened) -> ImageAttributes:
    """Return the image's attributes if its frames can be decoded here.

    Raises
    ------
    CannotShow
        If not, with the reason.
    """
    image = image_attributes(opened)
    is_native = opened.pixel_element().length is not None
    if opened.transfer_syntax_uid not in (NATIVE if is_native else codecs.ENCAPSULATED):
        raise TransferSyntaxUnknown
    return image


def decode_frame(opened: Opened, number: int) -> Frame:
    """Decode frame `number` (from 1).

    Grey keeps its stored values: bits above Bits Stored are cleared, signed
    values are sign-extended, before any Modality LUT. Colour becomes RGB.

    Raises
    ------
    CannotShow
        If it cannot be decoded, with the reason.

    References
    ----------
    PS3.5 8.1.1 (Bits Allocated, Bits Stored, High Bit); PS3.3 C.7.6.3.
    """
    image = decodable(opened)
    return decode_stored(opened, image, stored_frame(opened, image, number))


def decode_frames(opened: Opened) -> Iterator[Frame]:
    """Decode every frame as `decode_frame` does, one after the other; where they lie is looked up once.

    Raises
    ------
    CannotShow
        If one cannot be decoded, with the reason.
    """
    image = decodable(opened)
    for content in stored_frames(opened, image):
        yield decode_stored(opened, image, content)


def decode_stored(opened: Opened, image: ImageAttributes, content: bytes) -> Frame:
    """Decode the stored bytes of a frame as `decode_frame` does; raises CannotShow."""
    if opened.pixel_element().length is None:
        samples, model = codecs.decode(content, opened.transfer_syntax_uid, image)
    else:
        samples, model = _native(content, image), image.photometric
    if image.photometric == "PALETTE COLOR":
        return Frame(image, through_palette(_stored_values(samples, opened, image), opened.data_set))
    if image.is_colour:
        return Frame(image, to_rgb(samples, model, bits_stored=image.bits_stored))
    return Frame(image, _stored_values(samples, opened, image))


def decode_for_exchange(opened: Opened, number: int) -> Frame:
    """Decode a compressed frame to what a DICOMweb client expects beside the metadata.

    As `decode_frame`, but indices of a palette stay indices, since the client
    has the palette.
    """
    image = decodable(opened)
    if image.photometric != "PALETTE COLOR":
        return decode_frame(opened, number)
    samples, _ = codecs.decode(stored_frame(opened, image, number), opened.transfer_syntax_uid, image)
    return Frame(image, _stored_values(samples, opened, image))


def _native(content: bytes, image: ImageAttributes) -> NDArray[np.integer]:
    if image.is_subsampled:
        return widen_422(content, image.rows, image.columns)
    flat = np.frombuffer(content, "<u1" if image.bits_allocated == 8 else "<u2")
    if image.samples_per_pixel == 1:
        return flat.reshape(image.rows, image.columns)
    if image.is_planar:
        return flat.reshape(3, image.rows, image.columns).transpose(1, 2, 0)
    return flat.reshape(image.rows, image.columns, 3)


def _stored_values(samples: NDArray[np.integer], opened: Opened, image: ImageAttributes) -> NDArray[np.integer]:
    """Return the values that Bits Stored and Pixel Representation mean.

    A codec gives values already in place and wide enough: only a sign that it
    does not know is put on. Native and RLE samples are words with other bits
    in them.
    """
    served = np.dtype(f"{'i' if image.is_signed else 'u'}{image.bits_allocated // 8}")
    are_words = opened.pixel_element().length is not None or opened.transfer_syntax_uid in codecs.WORDS
    if not are_words and (samples.dtype.kind == "i") == image.is_signed:
        return samples.astype(served, copy=False)
    highest = image.high_bit if are_words else image.bits_stored - 1
    above, unused = image.bits_allocated - 1 - highest, image.bits_allocated - image.bits_stored
    if above == unused == 0:
        return samples.astype(served, copy=False)
    if above == unused and not image.is_signed and int(samples.max(initial=0)) >> image.bits_stored == 0:
        return samples.astype(served, copy=False)
    # Shifted to the top of a word of its own width and back, values lose what is no part of them and get their sign.
    return (samples.astype(served) << above) >> unused
