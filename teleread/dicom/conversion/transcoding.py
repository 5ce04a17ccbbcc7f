"""Pixel Data in another transfer syntax, frame by frame: decoded and compressed in processes that may die.

References
----------
DICOM PS3.5 8.1, 8.2, A.4; PS3.3 C.7.6.1.1.5 (lossy compression), C.7.6.3 (Image Pixel Module).
"""

import struct
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from typing import Any, BinaryIO

from teleread.dicom.conversion.recoding import Changes, Edit, Pixels
from teleread.dicom.dataset.elements import ITEM, SEQUENCE_END, Element
from teleread.dicom.dataset.source import Malformed, Source
from teleread.dicom.decoding.pool import DecoderPool
from teleread.dicom.decoding.pool import Source as DecodedSource
from teleread.dicom.pixels.encoders import ENCODERS
from teleread.dicom.pixels.image import FULL_CHROMA
from teleread.dicom.values.byte_order import swapped

LONGEST_NATIVE = 0xFFFFFFFE
LONGEST_STREAM = 512 << 20
_OFFSET_TABLES = (0x7FE00001, 0x7FE00002, 0x7FE00003)
_SAMPLES_PHOTOMETRIC, _PLANAR, _HIGH_BIT = 0x00280004, 0x00280006, 0x00280102
_LOSSY, _LOSSY_METHOD = 0x00282110, 0x00282114


class Transcoding:
    """The pixels of one Instance on their way to another transfer syntax.

    Only one frame is held at a time. The first is converted at once, since the
    header that precedes the pixels depends on what a stream holds.

    Raises
    ------
    CannotShow
        If they cannot be decoded, or not be compressed without loss.
    Unavailable
        If the object store fails or every decoder is busy.
    """

    def __init__(self, stream: BinaryIO, *, stored_as: str, wanted: str, decoders: DecoderPool) -> None:
        self._stream, self._stored_as, self._wanted, self._decoders = stream, stored_as, wanted, decoders
        size_bytes = stream.seek(0, 2)
        self._plan = decoders.run("plan", DecodedSource(stream, size_bytes, stored_as)).header
        self._image: dict[str, Any] = self._plan["image"]
        self._first = self._converted(self._stored(0)) if self._plan["frames"] else None

    def changes(self) -> Changes:
        """Return how the data set is to be written."""
        return Changes(elements=self._edits(), pixels=Pixels(self._representation(), self._length(), self._pieces))

    @property
    def _is_compressed(self) -> bool:
        return self._wanted in ENCODERS

    def _representation(self) -> str:
        return "OB" if self._is_compressed or self._image["bits_allocated"] == 8 else "OW"

    def _frame_bytes(self) -> int:
        image = self._image
        return int(image["rows"] * image["columns"] * image["samples_per_pixel"] * image["bits_allocated"] // 8)

    def _length(self) -> int | None:
        if self._is_compressed:
            return None
        length = self._frame_bytes() * int(self._image["number_of_frames"])
        if length > LONGEST_NATIVE:
            raise Malformed("pixels_too_long")
        return length + length % 2

    def _edits(self) -> dict[int, Edit | None]:
        image, photometric, lossy_method = self._image, self._photometric(), self._lossy_method()
        edits: dict[int, Edit | None] = dict.fromkeys(_OFFSET_TABLES)
        edits[_SAMPLES_PHOTOMETRIC] = Edit("CS", _even(photometric))
        if image["samples_per_pixel"] == 3:
            edits[_PLANAR] = Edit("US", b"\0\0")
        if lossy_method is not None and not self._plan["is_said_lossy"]:
            edits[_LOSSY] = Edit("CS", b"01")
            edits[_LOSSY_METHOD] = Edit("CS", _even(lossy_method))
        return edits

    def _photometric(self) -> str:
        if self._first is not None:
            return str(self._first[0]["photometric"])
        stored = str(self._image["photometric"])
        return {"YBR_FULL_422": "YBR_FULL", "YBR_PARTIAL_422": "RGB", "YBR_PARTIAL": "RGB"}.get(stored, stored)

    def _lossy_method(self) -> str | None:
        return self._first[0]["lossy_method"] if self._first is not None else None

    def _pieces(self, element: Element | None, source: Source) -> Iterator[bytes]:
        """Yield the value, the element's header being written."""
        frames = self._frames(element, source)
        yield from _encapsulated(frames) if self._is_compressed else _padded(frames)

    def _frames(self, element: Element | None, source: Source) -> Iterator[bytes]:
        numbers = range(int(self._image["number_of_frames"]))
        if self._first is None:
            if element is None:
                raise Malformed("pixels_changed")
            stored: Iterator[bytes] = _native_frames(element, source, self._image, len(numbers))
            yield from (self._checked(*self._converted(frame)) for frame in stored)
            return
        rest = (self._converted(self._stored(number)) for number in numbers[1:])
        yield from (self._checked(*converted) for converted in chain([self._first], rest))

    def _checked(self, header: dict[str, Any], content: bytes) -> bytes:
        is_whole = self._is_compressed or len(content) == self._frame_bytes()
        if header["photometric"] != self._photometric() or not is_whole:
            raise Malformed("frames_differ")
        return content

    def _stored(self, number: int) -> bytes:
        """Return a compressed frame; the stream's position stays."""
        fragments = self._plan["frames"][number]
        if sum(length for _, length in fragments) > LONGEST_STREAM:
            raise Malformed("frame_too_long")
        position = self._stream.tell()
        content = b"".join(self._range(offset, length) for offset, length in fragments)
        self._stream.seek(position)
        return content

    def _range(self, offset: int, length: int) -> bytes:
        self._stream.seek(offset)
        return self._stream.read(length)

    def _converted(self, content: bytes) -> tuple[dict[str, Any], bytes]:
        source = DecodedSource(BytesIO(content), len(content), self._stored_as)
        answer = self._decoders.run(
            "recompressed", source, image=self._image, stored_as=self._stored_as, wanted=self._wanted
        )
        return answer.header, answer.body


def _native_frames(element: Element, source: Source, image: dict[str, Any], count: int) -> Iterator[bytes]:
    """Yield native frames in order, little endian."""
    samples = 2 if image["photometric"] in FULL_CHROMA else image["samples_per_pixel"]
    size = image["rows"] * image["columns"] * samples * image["bits_allocated"] // 8
    is_swapped = not element.is_little_endian and (image["bits_allocated"] == 16 or element.representation == "OW")
    if size % 2 and is_swapped:
        raise Malformed("frames_of_odd_length")
    for _ in range(count):
        frame = source.read(size)
        yield swapped(frame, 2) if is_swapped else frame


def _encapsulated(frames: Iterator[bytes]) -> Iterator[bytes]:
    """Yield one fragment a frame behind an empty offset table (PS3.5 A.4)."""
    yield _item(0)
    for frame in frames:
        yield _item(len(frame))
        yield frame
    yield struct.pack("<HHI", SEQUENCE_END >> 16, SEQUENCE_END & 0xFFFF, 0)


def _padded(frames: Iterator[bytes]) -> Iterator[bytes]:
    length = 0
    for frame in frames:
        length += len(frame)
        yield frame
    yield b"\0" * (length % 2)


def _item(length: int) -> bytes:
    return struct.pack("<HHI", ITEM >> 16, ITEM & 0xFFFF, length)


def _even(text: str) -> bytes:
    return text.encode() + b" " * (len(text) % 2)
