"""Colour samples to interleaved 8-bit RGB."""

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_color_lut

from teleread.dicom.dataset.unshowable import BitsUnusable, PaletteUnusable

Pixels = NDArray[np.uint8]


def to_rgb(samples: NDArray[np.integer], model: str, *, bits_stored: int) -> Pixels:
    """Return rows x columns x 3 samples as 8-bit RGB.

    YBR_ICT and YBR_RCT name what a JPEG 2000 codec undoes by itself: where they
    still stand beside decoded samples, these are RGB.

    References
    ----------
    PS3.3 C.7.6.3.1.2: YBR_FULL is ITU-R BT.601 over the full range, YBR_PARTIAL
    over 16 to 235 (chroma 16 to 240).
    """
    if bits_stored > 8:
        samples = (samples.astype(np.uint32) >> (bits_stored - 8)).astype(np.uint8)
    elif bits_stored < 8:
        raise BitsUnusable
    eight = samples.astype(np.uint8, copy=False)
    if model.startswith("YBR_FULL"):
        eight = _from_ybr(eight, black=0, luma=1.0, chroma=1.0)
    elif model.startswith("YBR_PARTIAL"):
        eight = _from_ybr(eight, black=16, luma=255 / 219, chroma=255 / 224)
    rgb: Pixels = np.ascontiguousarray(eight)
    return rgb


def _from_ybr(samples: NDArray[np.uint8], *, black: int, luma: float, chroma: float) -> Pixels:
    y, b, r = (samples[..., index].astype(np.float32) for index in range(3))
    y = (y - black) * luma
    b, r = (b - 128) * chroma, (r - 128) * chroma
    rgb = np.stack((y + 1.402 * r, y - 0.344136 * b - 0.714136 * r, y + 1.772 * b), axis=-1)
    return np.asarray(np.clip(np.rint(rgb), 0, 255), np.uint8)


def widen_422(content: bytes, rows: int, columns: int) -> NDArray[np.uint8]:
    """Return native YBR_FULL_422 or YBR_PARTIAL_422 (Y1 Y2 Cb Cr for two pixels) as rows x columns x 3."""
    pairs = np.frombuffer(content, np.uint8).reshape(rows, columns // 2, 4)
    wide = np.empty((rows, columns, 3), np.uint8)
    wide[:, 0::2, 0], wide[:, 1::2, 0] = pairs[..., 0], pairs[..., 1]
    wide[..., 1] = np.repeat(pairs[..., 2], 2, axis=1)
    wide[..., 2] = np.repeat(pairs[..., 3], 2, axis=1)
    return wide


def through_palette(samples: NDArray[np.integer], data_set: Dataset) -> Pixels:
    """Return indices as 8-bit RGB by the Palette Color Lookup Tables, segmented or not.

    Tables of 16 bits are cut to their high byte, unless no entry needs more than
    8 bits: some devices write 8-bit entries under a 16-bit descriptor.

    References
    ----------
    PS3.3 C.7.6.3.1.5, C.7.6.3.1.6, C.7.9.2.
    """
    try:
        coloured = apply_color_lut(samples, data_set)[..., :3]
        depth = int(data_set.RedPaletteColorLookupTableDescriptor[2])
    except MemoryError:
        raise
    except Exception as problem:  # absent, of a wrong length, or contradicting its descriptor
        raise PaletteUnusable from problem
    if depth == 16 and coloured.max(initial=0) > 255:
        coloured = coloured >> 8
    rgb: Pixels = np.ascontiguousarray(coloured.astype(np.uint8))
    return rgb
