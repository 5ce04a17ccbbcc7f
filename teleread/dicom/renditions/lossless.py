"""A frame as an HTJ2K codestream whose prefixes are smaller pictures. Only the decoding process calls this."""

import struct
from dataclasses import dataclass

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from teleread.dicom.dataset.unshowable import EncodingFailed

Samples = NDArray[np.integer]

START_OF_TILE_PART, END_OF_CODESTREAM = 0xFF90, 0xFFD9


@dataclass(frozen=True, slots=True)
class Level:
    """One resolution: the first `size_bytes` of the stream decode to exactly it."""

    columns: int
    rows: int
    size_bytes: int


def compress(samples: Samples) -> tuple[bytes, list[Level]] | None:
    """Return a frame as a lossless stream with its resolutions, the smallest first; None if it is not smaller.

    The order is resolution, position, component, layer (RPCL) with a tile-part
    for each resolution, so the end of a tile-part is where a prefix may end.
    Nothing is returned that was not decoded again: the whole stream to the same
    samples of the same type, and every prefix to what the whole stream gives
    at its resolution.

    Parameters
    ----------
    samples
        Rows x columns of 8 or 16 bits, signed or not, or rows x columns x 3 of
        8-bit RGB.

    Raises
    ------
    EncodingFailed
        If decoding gives anything else.

    References
    ----------
    ISO/IEC 15444-1 B.12.1.3 (RPCL), A.4.2 (SOT); ISO/IEC 15444-15.
    """
    plain = np.ascontiguousarray(samples)
    stream = bytes(
        imagecodecs.htj2k_encode(
            plain, reversible=True, rgb=plain.ndim == 3, planar=False, tlm=True,
            tilepart=imagecodecs.HTJ2K.TILEPART.RESOLUTIONS,
        )
    )  # fmt: skip
    if len(stream) >= plain.nbytes:
        return None
    if not _is_same(_decoded(stream, skipped=0), plain):
        raise EncodingFailed
    return stream, _levels(stream)


def _levels(stream: bytes) -> list[Level]:
    *ends, _ = _tile_part_ends(stream)
    levels = []
    for index, end in enumerate([*ends, len(stream)]):
        skipped = len(ends) - index
        reduced = _decoded(stream, skipped=skipped)
        if not _is_same(_decoded(stream[:end], skipped=skipped), reduced):
            raise EncodingFailed
        levels.append(Level(columns=reduced.shape[1], rows=reduced.shape[0], size_bytes=end))
    return levels


def _tile_part_ends(stream: bytes) -> list[int]:
    """Return where each tile-part ends; the encoder writes one tile."""
    ends, at = [], 2
    while at + 12 <= len(stream):
        marker, length = struct.unpack_from(">HH", stream, at)
        if marker == START_OF_TILE_PART:
            (part,) = struct.unpack_from(">L", stream, at + 6)
            at += part
            ends.append(at)
        else:
            at += 2 + length
    if not ends or stream[at : at + 2] != END_OF_CODESTREAM.to_bytes(2, "big"):
        raise EncodingFailed
    return ends


def _decoded(stream: bytes, *, skipped: int) -> Samples:
    is_whole = skipped == 0
    decoded: Samples = imagecodecs.htj2k_decode(
        stream, planar=False, skipres=None if is_whole else (skipped, skipped), resilient=not is_whole
    )
    return decoded


def _is_same(one: Samples, other: Samples) -> bool:
    return one.dtype == other.dtype and one.shape == other.shape and np.array_equal(one, other)
