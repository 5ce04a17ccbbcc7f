"""Samples to one losslessly compressed frame, decoded again and compared. Only the decoding process calls this."""

import struct
from collections.abc import Callable

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from teleread.dicom.dataset.unshowable import EncodingFailed
from teleread.dicom.pixels import codecs
from teleread.dicom.pixels.image import ImageAttributes

Samples = NDArray[np.integer]

JPEG_LOSSLESS_SV1 = "1.2.840.10008.1.2.4.70"
JPEG_LS_LOSSLESS = "1.2.840.10008.1.2.4.80"
JPEG_2000_LOSSLESS = "1.2.840.10008.1.2.4.90"
HTJ2K_LOSSLESS = "1.2.840.10008.1.2.4.201"
RLE_HEADER_BYTES = 64


def encode(samples: Samples, transfer_syntax_uid: str, image: ImageAttributes) -> bytes:
    """Return a frame as one stream of even length.

    Parameters
    ----------
    samples
        Rows x columns, or rows x columns x 3, as unsigned words of the native
        frame.

    Raises
    ------
    EncodingFailed
        If the words hold more than the stored bits (an overlay, say) and the
        syntax keeps only those, or if decoding does not give the same words.

    References
    ----------
    PS3.5 8.2.1 to 8.2.4, Annex G (RLE), A.4.
    """
    keeps_words = transfer_syntax_uid == codecs.RLE_LOSSLESS
    values = samples if keeps_words else _values(samples, image)
    try:
        content = _ENCODERS[transfer_syntax_uid](values, image)
        content += b"\0" * (len(content) % 2)
        again, _ = codecs.decode(content, transfer_syntax_uid, image)
    except MemoryError:
        raise
    except Exception as problem:  # each codec raises its own kinds
        raise EncodingFailed from problem
    if not np.array_equal(_bits(again, image), _bits(values, image)):
        raise EncodingFailed
    return content


def _values(words: Samples, image: ImageAttributes) -> Samples:
    """Return the stored values, if the words hold nothing else."""
    if image.high_bit != image.bits_stored - 1:
        raise EncodingFailed
    mask = (1 << image.bits_stored) - 1
    values = words & words.dtype.type(mask)
    if image.is_signed:
        signed = values.astype(np.int32)
        signed -= (signed >> (image.bits_stored - 1)) << image.bits_stored
        whole = signed.astype(f"i{words.dtype.itemsize}")
        if not np.array_equal(whole.view(words.dtype), words):
            raise EncodingFailed
        return whole
    if not np.array_equal(values, words):
        raise EncodingFailed
    return values


def _bits(values: Samples, image: ImageAttributes) -> Samples:
    """Return the bits that must be equal, whatever type a codec gives them."""
    mask = (1 << image.bits_allocated) - 1 if values.dtype.kind == "u" and not image.is_signed else _mask(image)
    bits: Samples = values.astype(np.int64) & mask
    return bits


def _mask(image: ImageAttributes) -> int:
    return (1 << image.bits_stored) - 1


def _unsigned(values: Samples, image: ImageAttributes) -> Samples:
    """Return values for a codec that knows no sign; Pixel Representation says it (PS3.5 8.2.1, 8.2.3)."""
    if values.dtype.kind == "u":
        return values
    unsigned: Samples = values.view(f"u{values.dtype.itemsize}")
    return unsigned & unsigned.dtype.type(_mask(image))


def _jpeg_ls(values: Samples, image: ImageAttributes) -> bytes:
    unsigned = np.ascontiguousarray(_unsigned(values, image))
    return bytes(imagecodecs.jpegls_encode(unsigned, out=2 * unsigned.nbytes + 4096))


def _jpeg_lossless(values: Samples, image: ImageAttributes) -> bytes:
    unsigned = np.ascontiguousarray(_unsigned(values, image))
    least = 8 if image.bits_allocated == 8 else 12
    colours = "RGB" if unsigned.ndim == 3 else None
    return bytes(
        imagecodecs.jpeg8_encode(
            unsigned, lossless=True, predictor=1, bitspersample=max(least, image.bits_stored), colorspace=colours,
            outcolorspace=colours,
        )
    )  # fmt: skip


def _jpeg_2000(values: Samples, image: ImageAttributes) -> bytes:
    return bytes(
        imagecodecs.jpeg2k_encode(
            np.ascontiguousarray(values), level=0, codecformat="J2K", reversible=True, mct=False,
            bitspersample=image.bits_stored, numthreads=1,
        )
    )  # fmt: skip


def _htj2k(values: Samples, _image: ImageAttributes) -> bytes:
    return bytes(imagecodecs.htj2k_encode(np.ascontiguousarray(values), reversible=True, rgb=False))


def _rle(words: Samples, _image: ImageAttributes) -> bytes:
    """Encode a plane per sample, most significant byte first, row by row (PS3.5 Annex G)."""
    planes = [words] if words.ndim == 2 else [words[..., sample] for sample in range(words.shape[2])]
    width = words.dtype.itemsize
    segments = []
    for plane in planes:
        octets = np.ascontiguousarray(plane, words.dtype.newbyteorder("<")).view(np.uint8)
        for byte in reversed(range(width)):
            packed = bytes(imagecodecs.packbits_encode(np.ascontiguousarray(octets[:, byte::width])))
            segments.append(packed + b"\0" * (len(packed) % 2))
    offsets = np.cumsum([RLE_HEADER_BYTES, *map(len, segments[:-1])])
    header = struct.pack(f"<I{len(segments)}I", len(segments), *offsets)
    return header.ljust(RLE_HEADER_BYTES, b"\0") + b"".join(segments)


_ENCODERS: dict[str, Callable[[Samples, ImageAttributes], bytes]] = {
    JPEG_LS_LOSSLESS: _jpeg_ls,
    JPEG_LOSSLESS_SV1: _jpeg_lossless,
    HTJ2K_LOSSLESS: _htj2k,
    JPEG_2000_LOSSLESS: _jpeg_2000,
    codecs.RLE_LOSSLESS: _rle,
}
ENCODERS = tuple(_ENCODERS)
"""Transfer syntaxes that can be made, the quickest and smallest first."""
