"""The stored bytes of one frame, without reading the others."""

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import SEEK_CUR

from teleread.dicom.dataset.opening import Opened, PixelElement
from teleread.dicom.dataset.unshowable import FramesUnknown, PixelDataShort, SizeUnusable
from teleread.dicom.pixels.image import ImageAttributes

ITEM = b"\xfe\xff\x00\xe0"
SEQUENCE_DELIMITER = b"\xfe\xff\xdd\xe0"
MOST_FRAGMENTS = 1_000_000
STARTS_OF_STREAM = (b"\xff\xd8\xff", b"\xff\x4f\xff\x51", b"\xff\x0a", b"\x00\x00\x00\x0cJXL ", b"\x00\x00\x00\x0cjP  ")
"""JPEG and JPEG-LS, JPEG 2000, JPEG XL bare and boxed, JP2."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """One item of encapsulated pixel data: `item_offset` counts from the first item (PS3.5 A.4)."""

    item_offset: int
    value_offset: int
    length: int


def stored_frame(opened: Opened, image: ImageAttributes, number: int) -> bytes:
    """Return frame `number` (from 1) as stored: native samples, or one compressed stream.

    Raises
    ------
    SizeUnusable
        If there is no such frame.
    FramesUnknown, PixelDataShort
        If its borders cannot be told, or it was cut.

    References
    ----------
    PS3.5 A.4 (encapsulation), 8.1 (native).
    """
    if not 1 <= number <= image.number_of_frames:
        raise SizeUnusable
    pixels = opened.pixel_element()
    if pixels.length is not None:
        return _native_frame(opened, pixels, image, number - 1)
    return b"".join(_read(opened, fragment) for fragment in compressed_frames(opened, image)[number - 1])


def stored_frames(opened: Opened, image: ImageAttributes) -> Iterator[bytes]:
    """Yield every frame as stored; where compressed ones lie is looked up once."""
    pixels = opened.pixel_element()
    if pixels.length is not None:
        yield from (_native_frame(opened, pixels, image, index) for index in range(image.number_of_frames))
        return
    for fragments in compressed_frames(opened, image):
        yield b"".join(_read(opened, fragment) for fragment in fragments)


def compressed_frames(opened: Opened, image: ImageAttributes) -> Sequence[Sequence[Fragment]]:
    """Return the fragments of each frame, or refuse frames that have no known borders; nothing is decoded."""
    fragments, offsets = _fragments(opened, opened.pixel_element())
    return _by_frame(opened, fragments, offsets, image)


def read_fragments(opened: Opened, fragments: Iterable[Sequence[int]]) -> bytes:
    """Return the bytes that lie at offsets in the file and have lengths; raises PixelDataShort."""
    parts = []
    for offset, length in fragments:
        opened.stream.seek(offset)
        parts.append(opened.stream.read(length))
        if len(parts[-1]) < length:
            raise PixelDataShort
    return b"".join(parts)


def check_frames(opened: Opened, image: ImageAttributes) -> None:
    """Refuse an image whose compressed frames have no known borders."""
    if opened.pixel_element().length is None:
        compressed_frames(opened, image)


def fragments_of(opened: Opened) -> list[tuple[int, int]]:
    """Return where the items of compressed pixel data lie in the file and how long they are, the offset table first."""
    pixels = opened.pixel_element()
    fragments, _ = _fragments(opened, pixels)
    first = fragments[0].value_offset - 8 if fragments else pixels.value_offset + 8
    table = (pixels.value_offset + 8, first - pixels.value_offset - 8)
    return [table, *((fragment.value_offset, fragment.length) for fragment in fragments)]


def _native_frame(opened: Opened, pixels: PixelElement, image: ImageAttributes, index: int) -> bytes:
    start, end = index * image.frame_bytes, (index + 1) * image.frame_bytes
    swapped = not opened.is_little_endian and (image.bits_allocated == 16 or pixels.representation == "OW")
    even_start, even_end = (start - start % 2, end + end % 2) if swapped else (start, end)
    opened.stream.seek(pixels.value_offset + even_start)
    content = opened.stream.read(even_end - even_start)
    if swapped:
        content = _with_swapped_bytes(content)
    content = content[start - even_start : end - even_start]
    if len(content) < image.frame_bytes:
        raise PixelDataShort
    return content


def _with_swapped_bytes(content: bytes) -> bytes:
    swapped = bytearray(content + b"\0" * (len(content) % 2))
    swapped[0::2], swapped[1::2] = swapped[1::2], swapped[0::2]
    return bytes(swapped)


def _fragments(opened: Opened, pixels: PixelElement) -> tuple[list[Fragment], tuple[int, ...]]:
    """Walk the items. A missing sequence delimiter at the very end is tolerated."""
    stream = opened.stream
    stream.seek(pixels.value_offset)
    table = _next_length(opened, at=pixels.value_offset)
    if table is None:
        raise FramesUnknown
    first = pixels.value_offset + 8 + table
    offsets = _basic_offset_table(stream.read(table))
    fragments: list[Fragment] = []
    at = first
    while (length := _next_length(opened, at=at)) is not None and len(fragments) < MOST_FRAGMENTS:
        fragments.append(Fragment(at - first, at + 8, length))
        stream.seek(length, SEEK_CUR)
        at += 8 + length
    return fragments, offsets


def _next_length(opened: Opened, *, at: int) -> int | None:
    header = opened.stream.read(8)
    if header[:4] == SEQUENCE_DELIMITER or not header:
        return None
    if len(header) < 8 or header[:4] != ITEM:
        raise FramesUnknown
    length = int.from_bytes(header[4:], "little")
    if at + 8 + length > opened.size_bytes:
        raise PixelDataShort
    return length


def _basic_offset_table(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _by_frame(
    opened: Opened, fragments: Sequence[Fragment], offsets: tuple[int, ...], image: ImageAttributes
) -> Sequence[Sequence[Fragment]]:
    if image.number_of_frames == 1 and fragments:
        return [fragments]
    if len(fragments) == image.number_of_frames:
        return [[fragment] for fragment in fragments]
    for starts in (_extended_offsets(opened), offsets, _starts_by_content(opened, fragments)):
        if (found := _between(fragments, starts, image.number_of_frames)) is not None:
            return found
    raise FramesUnknown


def _between(
    fragments: Sequence[Fragment], starts: Sequence[int], number_of_frames: int
) -> Sequence[Sequence[Fragment]] | None:
    """Return the fragments from each start to the next, if every start is one of a fragment."""
    places = {fragment.item_offset: number for number, fragment in enumerate(fragments)}
    firsts = [places.get(start, -1) for start in starts]
    if len(firsts) != number_of_frames or -1 in firsts or firsts != sorted(set(firsts)):
        return None
    return [fragments[first:end] for first, end in zip(firsts, [*firsts[1:], len(fragments)], strict=True)]


def _extended_offsets(opened: Opened) -> Sequence[int]:
    content = opened.data_set.get("ExtendedOffsetTable") or b""
    return struct.unpack(f"<{len(content) // 8}Q", content) if len(content) % 8 == 0 else ()


def _starts_by_content(opened: Opened, fragments: Sequence[Fragment]) -> Sequence[int]:
    starts = []
    for fragment in fragments:
        opened.stream.seek(fragment.value_offset)
        if opened.stream.read(8).startswith(STARTS_OF_STREAM):
            starts.append(fragment.item_offset)
    return starts


def _read(opened: Opened, fragment: Fragment) -> bytes:
    opened.stream.seek(fragment.value_offset)
    return opened.stream.read(fragment.length)
