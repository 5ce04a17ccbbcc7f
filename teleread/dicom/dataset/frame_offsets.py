"""Where the compressed frames of an Instance lie in its file, in few bytes.

Kept beside an Instance, they spare whoever wants one frame of a long clip the
walk through all of it.

References
----------
DICOM PS3.5 A.4 (fragments, Basic Offset Table).
"""

import struct
import zlib
from collections.abc import Sequence
from itertools import islice
from typing import BinaryIO

LONGEST_BYTES = 1 << 20
LONGEST_UNPACKED_BYTES = 4 << 20
STARTS_OF_STREAM = (b"\xff\xd8\xff", b"\xff\x4f\xff\x51", b"\xff\x0a", b"\x00\x00\x00\x0cJXL ", b"\x00\x00\x00\x0cjP  ")
"""JPEG and JPEG-LS, JPEG 2000, JPEG XL bare and boxed, JP2."""

Fragment = tuple[int, int]
"""Offset in the file and length of a fragment's value."""


def frame_offsets(stream: BinaryIO, fragments: Sequence[Fragment] | None, number_of_frames: int) -> bytes | None:
    """Return which fragments each frame is made of, packed; None if pixels are native or it cannot be told.

    Parameters
    ----------
    fragments
        Every item of Pixel Data, the offset table first.
    """
    if not fragments or len(fragments) < 2:
        return None
    table, pieces = fragments[0], fragments[1:]
    if number_of_frames == 1:
        return pack_frames([pieces])
    if len(pieces) == number_of_frames:
        return pack_frames([[piece] for piece in pieces])
    for starts in (_of_table(stream, table), _by_content(stream, pieces)):
        frames = _between(pieces, starts, number_of_frames)
        if frames is not None:
            return pack_frames(frames)
    return None


def pack_frames(frames: Sequence[Sequence[Fragment]]) -> bytes | None:
    """Pack the fragments of every frame; None if they would be too many to keep.

    Big endian and deflated: the number of frames, the number of fragments of
    each (32 bit), then offset and length of each fragment (64 bit).
    """
    numbers = [number for frame in frames for fragment in frame for number in fragment]
    if 4 * (1 + len(frames)) + 8 * len(numbers) > LONGEST_UNPACKED_BYTES:
        return None
    counts = struct.pack(f">{1 + len(frames)}I", len(frames), *map(len, frames))
    packed = zlib.compress(counts + struct.pack(f">{len(numbers)}Q", *numbers), 1)
    return packed if len(packed) <= LONGEST_BYTES else None


def unpack_frames(packed: bytes) -> list[list[Fragment]]:
    """Return the fragments of every frame, in order."""
    content = zlib.decompressobj().decompress(packed, LONGEST_UNPACKED_BYTES)
    (frames,) = struct.unpack_from(">I", content)
    counts = struct.unpack_from(f">{frames}I", content, 4)
    fragments = struct.iter_unpack(">QQ", content[4 + 4 * frames :])
    return [[(offset, length) for offset, length in islice(fragments, count)] for count in counts]


def _of_table(stream: BinaryIO, table: Fragment) -> Sequence[int]:
    stream.seek(table[0])
    content = stream.read(table[1] // 4 * 4)
    return struct.unpack(f"<{len(content) // 4}I", content)


def _by_content(stream: BinaryIO, pieces: Sequence[Fragment]) -> Sequence[int]:
    starts = []
    for offset, _ in pieces:
        stream.seek(offset)
        if stream.read(8).startswith(STARTS_OF_STREAM):
            starts.append(offset - pieces[0][0])
    return starts


def _between(
    pieces: Sequence[Fragment], starts: Sequence[int], number_of_frames: int
) -> list[Sequence[Fragment]] | None:
    """Return the fragments from one start to the next, if every start is one of a fragment."""
    places = {offset - pieces[0][0]: number for number, (offset, _) in enumerate(pieces)}
    firsts = [places.get(start, -1) for start in starts]
    if len(firsts) != number_of_frames or -1 in firsts or firsts != sorted(set(firsts)):
        return None
    return [pieces[first:end] for first, end in zip(firsts, [*firsts[1:], len(pieces)], strict=True)]
