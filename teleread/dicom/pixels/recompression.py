"""One frame from how it is stored to how a peer takes it. Only the decoding process calls this.

Nothing that was not lost before is lost: grey and palette indices stay words,
colour stays what the stream holds, and only a stream whose colours were
transformed on compression becomes RGB (PS3.5 8.2; PS3.3 C.7.6.3.1.2).
"""

from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.dataset.unshowable import BitsUnusable, DecodingFailed
from teleread.dicom.pixels import codecs
from teleread.dicom.pixels.colour import to_rgb, widen_422
from teleread.dicom.pixels.encoders import encode
from teleread.dicom.pixels.frames import compressed_frames
from teleread.dicom.pixels.image import FULL_CHROMA, ImageAttributes
from teleread.dicom.pixels.samples import NATIVE, decodable

Samples = NDArray[np.integer]
_MAYBE_LOSSY = {
    **dict.fromkeys(codecs.JPEG_DCT, "ISO_10918_1"),
    "1.2.840.10008.1.2.4.81": "ISO_14495_1",
    "1.2.840.10008.1.2.4.91": "ISO_15444_1",
    "1.2.840.10008.1.2.4.203": "ISO_15444_15",
    "1.2.840.10008.1.2.4.111": "ISO_18181_1",
    "1.2.840.10008.1.2.4.112": "ISO_18181_1",
}
"""Lossy Image Compression Method by transfer syntax (PS3.3 C.7.6.1.1.5.1)."""


def plan_of(opened: Opened) -> dict[str, Any]:
    """Return what is to be known before the first frame: the image, and where its compressed frames lie.

    Raises
    ------
    CannotShow
        If it cannot be decoded, with the reason.
    """
    image = decodable(opened)
    is_native = opened.pixel_element().length is not None
    frames = None if is_native else compressed_frames(opened, image)
    if not is_native and opened.transfer_syntax_uid not in codecs.WORDS and image.high_bit != image.bits_stored - 1:
        raise BitsUnusable
    return {
        "image": asdict(image),
        "frames": frames and [[(one.value_offset, one.length) for one in frame] for frame in frames],
        "is_said_lossy": str(opened.data_set.get("LossyImageCompression") or "").strip() == "01",
    }


def recompressed(content: bytes, *, image: dict[str, Any], stored_as: str, wanted: str) -> tuple[dict[str, Any], bytes]:
    """Return one frame in another transfer syntax, and what the header must say of it.

    Parameters
    ----------
    content
        A compressed stream, or a native frame, little endian.

    Raises
    ------
    CannotShow
        If it cannot be decoded, or not be compressed without loss.
    """
    attributes = ImageAttributes(**image)
    if stored_as in NATIVE:
        samples, photometric = _native(content, attributes)
        lossy = None
    else:
        samples, photometric = _decoded(content, stored_as, attributes)
        lossy = _lossy_method(content, stored_as)
    words = _words(samples, stored_as, attributes)
    header = {"photometric": photometric, "lossy_method": lossy}
    if wanted not in NATIVE:
        return header, encode(words, wanted, attributes)
    little = words.dtype.newbyteorder("<")
    return header, np.ascontiguousarray(words, dtype=little).tobytes()


def _native(content: bytes, image: ImageAttributes) -> tuple[Samples, str]:
    if image.is_subsampled:
        return _plain(widen_422(content, image.rows, image.columns), FULL_CHROMA[image.photometric], image)
    flat = np.frombuffer(content, "<u1" if image.bits_allocated == 8 else "<u2")
    if image.samples_per_pixel == 1:
        return flat.reshape(image.rows, image.columns), image.photometric
    if image.is_planar:
        samples = flat.reshape(3, image.rows, image.columns).transpose(1, 2, 0)
    else:
        samples = flat.reshape(image.rows, image.columns, 3)
    if image.photometric == "YBR_PARTIAL":
        return _plain(samples, image.photometric, image)
    return samples, image.photometric


def _decoded(content: bytes, stored_as: str, image: ImageAttributes) -> tuple[Samples, str]:
    samples, model = codecs.decode(content, stored_as, image)
    if image.samples_per_pixel == 1:
        return samples, image.photometric
    return _plain(samples, model, image)


def _plain(samples: Samples, model: str, image: ImageAttributes) -> tuple[Samples, str]:
    """Keep full-range YBR and RGB; any other colour becomes RGB."""
    if model in ("YBR_FULL", "YBR_FULL_422"):
        return samples, "YBR_FULL"
    if model != "RGB":
        if image.bits_stored != 8:
            raise BitsUnusable
        return to_rgb(samples, model, bits_stored=8), "RGB"
    return samples, "RGB"


def _words(samples: Samples, stored_as: str, image: ImageAttributes) -> Samples:
    """Return samples as unsigned words of the native frame.

    A codec that knows no sign gives the stored bits of a negative value, unless
    the words were compressed whole: then some of their bits lie above.
    """
    width = image.bits_allocated // 8
    if samples.dtype.kind == "i":
        return samples.astype(f"i{width}").view(f"u{width}")
    words: Samples = samples.astype(f"u{width}", copy=False)
    are_whole = stored_as in NATIVE or stored_as in codecs.WORDS
    if not image.is_signed or are_whole or image.bits_stored == image.bits_allocated:
        return words
    limit = 1 << image.bits_stored
    if int(words.max(initial=0)) >= limit:
        return words
    signs = (words >> (image.bits_stored - 1)).astype(words.dtype)
    extension = words.dtype.type((1 << image.bits_allocated) - limit)
    return words | signs * extension


def _lossy_method(content: bytes, stored_as: str) -> str | None:
    """Return by which method a stream has lost something, None if by none."""
    method = _MAYBE_LOSSY.get(stored_as)
    if method == "ISO_14495_1":
        return method if _near_of(content) else None
    if method in ("ISO_15444_1", "ISO_15444_15"):
        return method if _is_irreversible(content) else None
    return method


def _near_of(content: bytes) -> int:
    """Return NEAR of the first scan (ISO/IEC 14495-1 C.2.3)."""
    at = content.find(b"\xff\xda")
    if at < 0 or at + 5 > len(content):
        raise DecodingFailed
    components = content[at + 4]
    near = content[at + 5 + 2 * components : at + 6 + 2 * components]
    return near[0] if near else 0


def _is_irreversible(content: bytes) -> bool:
    """Say whether the 9-7 transformation was used (ISO/IEC 15444-1 A.6.1)."""
    at = content.find(b"\xff\x52", max(0, content.find(b"\xff\x4f\xff\x51")))
    return at >= 0 and content[at + 13 : at + 14] == b"\x00"
