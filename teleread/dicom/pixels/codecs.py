"""One compressed frame to samples. Only the decoding process calls this."""

import zlib
from collections.abc import Callable

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from teleread.dicom.dataset.unshowable import DecodingFailed, TransferSyntaxUnknown
from teleread.dicom.pixels.image import ImageAttributes

Samples = NDArray[np.integer]
"""Rows x columns, or rows x columns x samples."""

_JPEG = "1.2.840.10008.1.2.4."
RLE_LOSSLESS = "1.2.840.10008.1.2.5"
JPEG_DCT = frozenset(_JPEG + end for end in ("50", "51", "53", "55"))
JPEG_LOSSLESS = frozenset(_JPEG + end for end in ("57", "70"))
JPEG_LS = frozenset(_JPEG + end for end in ("80", "81"))
JPEG_2000 = frozenset(_JPEG + end for end in ("90", "91", "201", "202", "203"))
JPEG_XL = frozenset(_JPEG + end for end in ("110", "111", "112"))
DEFLATED_FRAMES = frozenset({"1.2.840.10008.1.2.8.1"})
ENCAPSULATED = DEFLATED_FRAMES | JPEG_DCT | JPEG_LOSSLESS | JPEG_LS | JPEG_2000 | JPEG_XL | {RLE_LOSSLESS}

WORDS = DEFLATED_FRAMES | {RLE_LOSSLESS}
"""Syntaxes that keep the whole words, bits beside the stored ones included."""

ColourModel = str
"""What the three samples are after decoding: RGB, YBR_FULL, or a Photometric Interpretation of one sample."""


def decode(content: bytes, transfer_syntax_uid: str, image: ImageAttributes) -> tuple[Samples, ColourModel]:
    """Decode one frame, and say what its samples are.

    Raises
    ------
    TransferSyntaxUnknown
        If there is no decoder.
    DecodingFailed
        If the stream is damaged or is not of the size and depth that the
        header says.

    References
    ----------
    PS3.5 8.2 and A.4; PS3.3 C.7.6.3.1.2 (what decompression does to a YBR).
    """
    decoder = _decoder(transfer_syntax_uid)
    try:
        samples, model = decoder(content, image)
    except DecodingFailed:
        raise
    except MemoryError:
        raise
    except Exception as problem:  # each codec raises its own kinds
        raise DecodingFailed from problem
    expected = (image.rows, image.columns) + ((3,) if image.samples_per_pixel == 3 else ())
    if samples.shape != expected or samples.dtype.itemsize * 8 > image.bits_allocated or samples.dtype.kind not in "ui":
        raise DecodingFailed
    return samples, model


def _decoder(transfer_syntax_uid: str) -> Callable[[bytes, ImageAttributes], tuple[Samples, ColourModel]]:
    for syntaxes, decoder in (
        (JPEG_DCT, _jpeg),
        (JPEG_LOSSLESS, _jpeg_lossless),
        (JPEG_LS, _jpeg_ls),
        (JPEG_2000, _jpeg_2000),
        (JPEG_XL, _jpeg_xl),
        (DEFLATED_FRAMES, _deflated),
        (frozenset({RLE_LOSSLESS}), _rle),
    ):
        if transfer_syntax_uid in syntaxes:
            return decoder
    raise TransferSyntaxUnknown


def _jpeg(content: bytes, image: ImageAttributes) -> tuple[Samples, ColourModel]:
    if image.samples_per_pixel == 1:
        return imagecodecs.jpeg8_decode(content), image.photometric
    source = "YCBCR" if _is_jpeg_ybr(content, image) else "RGB"
    if source == "YCBCR" and image.photometric.startswith("YBR_PARTIAL"):
        return imagecodecs.jpeg8_decode(content, colorspace=source, outcolorspace=source), image.photometric
    return imagecodecs.jpeg8_decode(content, colorspace=source, outcolorspace="RGB"), "RGB"


def _is_jpeg_ybr(content: bytes, image: ImageAttributes) -> bool:
    """Say what a JPEG stream holds: its own markers win over the header.

    References
    ----------
    ITU-T T.871 (JFIF is YCbCr); T.872 6.5.3 (Adobe APP14 transform).
    """
    position = 2
    is_jfif = False
    while position + 4 <= len(content) and content[position] == 0xFF:
        marker, length = content[position + 1], int.from_bytes(content[position + 2 : position + 4], "big")
        segment = content[position + 4 : position + 2 + length]
        if marker == 0xEE and segment.startswith(b"Adobe") and len(segment) >= 12:
            return segment[11] != 0
        is_jfif = is_jfif or (marker == 0xE0 and segment.startswith(b"JFIF\0"))
        if marker == 0xDA:
            break
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC) and segment[6::3][:3] == b"RGB":
            return False
        position += 2 + length
    return is_jfif or image.photometric != "RGB"


def _jpeg_lossless(content: bytes, image: ImageAttributes) -> tuple[Samples, ColourModel]:
    return imagecodecs.jpegsof3_decode(content), image.photometric


def _jpeg_ls(content: bytes, image: ImageAttributes) -> tuple[Samples, ColourModel]:
    return imagecodecs.jpegls_decode(content), image.photometric


def _jpeg_2000(content: bytes, image: ImageAttributes) -> tuple[Samples, ColourModel]:
    samples = imagecodecs.jpeg2k_decode(content, numthreads=1)
    if image.samples_per_pixel == 1:
        return samples, image.photometric
    return samples, "RGB" if _has_component_transform(content) else image.photometric


def _has_component_transform(content: bytes) -> bool:
    """Read the multiple component transformation of the COD marker (ISO/IEC 15444-1 A.6.1)."""
    start = content.find(b"\xff\x4f\xff\x51")
    at = content.find(b"\xff\x52", max(0, start))
    return at >= 0 and content[at + 8 : at + 9] == b"\x01"


def _jpeg_xl(content: bytes, image: ImageAttributes) -> tuple[Samples, ColourModel]:
    return imagecodecs.jpegxl_decode(content, numthreads=1), "RGB" if image.is_colour else image.photometric


def _deflated(content: bytes, image: ImageAttributes) -> tuple[Samples, ColourModel]:
    """Inflate a native frame, colour by pixel (PS3.5 A.4.13)."""
    dtype = np.dtype("<u1" if image.bits_allocated == 8 else "<u2")
    shape = (image.rows, image.columns) + ((3,) if image.samples_per_pixel == 3 else ())
    native = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, int(np.prod(shape)) * dtype.itemsize)
    return np.frombuffer(native, dtype).reshape(shape), image.photometric


def _rle(content: bytes, image: ImageAttributes) -> tuple[Samples, ColourModel]:
    """Decode RLE: a plane per sample, most significant byte first (PS3.5 Annex G)."""
    dtype = np.dtype("<u1" if image.bits_allocated == 8 else "<u2")
    flat = np.frombuffer(imagecodecs.dicomrle_decode(content, dtype.str), dtype)
    if flat.size != image.rows * image.columns * image.samples_per_pixel:
        raise DecodingFailed
    if image.samples_per_pixel == 1:
        return flat.reshape(image.rows, image.columns), image.photometric
    planes = flat.reshape(image.samples_per_pixel, image.rows, image.columns)
    return planes.transpose(1, 2, 0), image.photometric
