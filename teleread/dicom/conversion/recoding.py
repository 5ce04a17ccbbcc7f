"""A data set from one native encoding to another: the elements stay, their headers and byte order change.

References
----------
DICOM PS3.5 7.1 to 7.5, A.1 to A.3, A.5.
"""

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from teleread.dicom.dataset.elements import (
    ITEM,
    ITEM_END,
    PIXEL_DATA,
    SEQUENCE_END,
    SHORT_LENGTH,
    UNDEFINED_LENGTH,
    Bracket,
    Element,
    Encoding,
    Side,
    read_in_pieces,
    walk_nested,
)
from teleread.dicom.dataset.source import Malformed, Source
from teleread.dicom.values.byte_order import WIDTHS, swapped
from teleread.dicom.values.representations import Depends, is_deciding, undeclared

LONGEST_SHORT = 0xFFFE
PIECE_BYTES = 1 << 16
_PADDED_BY_SPACE = (SHORT_LENGTH | {"UC", "UR", "UT"}) - {"UI", *WIDTHS}


@dataclass(frozen=True, slots=True)
class Edit:
    """An element at the top that is written with this value, little endian, in place of what is there."""

    representation: str
    value: bytes


@dataclass(frozen=True, slots=True)
class Pixels:
    """Pixel Data that is written in place of what is there.

    `pieces` yields the value, little endian: of whole words if it is native, with
    its items and their end if `length` is None. It is given the stored element if
    that is native, and the source that stands before its value.
    """

    representation: str
    length: int | None
    pieces: Callable[[Element | None, Source], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to differ at the top level: None leaves an element out."""

    elements: Mapping[int, Edit | None] = field(default_factory=dict)
    pixels: Pixels | None = None


def recoded(
    source: Source, encoding: Encoding, wanted: Encoding, *, is_signed: bool = False, changes: Changes | None = None
) -> Iterator[bytes]:
    """Yield the data set in another encoding, in bounded pieces.

    Values stay byte for byte but for the order of bytes in numbers and the
    padding of an odd length; texts keep their character sets. A sequence whose length is defined is written with an
    undefined one, since its headers change their sizes; group lengths are left
    out (PS3.5 7.2). What is private and has no declared VR becomes UN.

    Parameters
    ----------
    is_signed
        Whether Pixel Representation at the top is 1: it decides the VR of
        elements that may stand before it.

    Raises
    ------
    Malformed
        If the elements cannot be followed.
    """
    writer = _Recoder(source, wanted, Depends(is_signed=is_signed), changes or Changes())
    pieces = writer.write(walk_nested(source, encoding))
    yield from _deflated(pieces) if wanted.is_deflated else pieces


def read_number(source: Source, encoding: Encoding, wanted_tag: int) -> int | None:
    """Return an unsigned 16-bit value at the top level; None if the data set has none."""
    for thing in walk_nested(source, encoding):
        if isinstance(thing, Element) and not thing.path and thing.tag >= wanted_tag:
            is_it = thing.tag == wanted_tag and thing.length == 2
            return encoding.number(source.read(2)) if is_it else None
    return None


class _Recoder:
    """Writes what a walk yields."""

    def __init__(self, source: Source, wanted: Encoding, depends: Depends, changes: Changes) -> None:
        self._source, self._wanted, self._changes = source, wanted, changes
        self._depends = [depends]
        self._order = "<" if wanted.is_little_endian else ">"
        self._empty: list[bool] = []
        self._pending = sorted(tag for tag, edit in changes.elements.items() if edit is not None)

    def write(self, things: Iterator[Element | Bracket]) -> Iterator[bytes]:
        """Yield the data set, small pieces together."""
        buffer = bytearray()
        for piece in self._pieces(things):
            if len(buffer) + len(piece) < PIECE_BYTES:
                buffer += piece
                continue
            yield bytes(buffer)
            yield piece
            buffer.clear()
        yield bytes(buffer)

    def _pieces(self, things: Iterator[Element | Bracket]) -> Iterator[bytes]:
        for thing in things:
            if isinstance(thing, Bracket):
                yield from self._bracket(thing)
            elif thing.tag != ITEM:
                yield from self._element(thing)
        yield from self._edits_before(0x1_0000_0000)
        while self._empty:
            yield self._end(ITEM_END if len(self._empty) % 2 == 0 else SEQUENCE_END)

    def _bracket(self, bracket: Bracket) -> Iterator[bytes]:
        if bracket.side is Side.SEQUENCE:
            if bracket.tag == ITEM:
                raise Malformed("not_a_sequence")
            if not bracket.depth:
                yield from self._edits_before(bracket.tag)
            self._empty.append(bracket.is_empty)
            yield self._header(bracket.tag, "SQ", 0 if bracket.is_empty else UNDEFINED_LENGTH)
        elif bracket.side is Side.ITEM:
            self._depends.append(self._depends[-1].inner())
            self._empty.append(bracket.is_empty)
            yield self._bare(ITEM, 0 if bracket.is_empty else UNDEFINED_LENGTH)
        elif bracket.side is Side.SEQUENCE_END:
            yield self._end(SEQUENCE_END)
        elif bracket.side is Side.ITEM_END:
            self._depends.pop()
            yield self._end(ITEM_END)
        elif bracket.side is Side.FRAGMENTS:
            if bracket.depth or self._changes.pixels is None:
                raise Malformed("encapsulated_within")
            yield from self._edits_before(PIXEL_DATA)
            yield from self._pixels_anew(self._changes.pixels, None)

    def _end(self, delimiter: int) -> bytes:
        return b"" if self._empty.pop() else self._bare(delimiter, 0)

    def _pixels_anew(self, pixels: Pixels, element: Element | None) -> Iterator[bytes]:
        yield self._header(
            PIXEL_DATA, pixels.representation, UNDEFINED_LENGTH if pixels.length is None else pixels.length
        )
        width = 1 if self._wanted.is_little_endian else WIDTHS.get(pixels.representation, 1)
        for piece in pixels.pieces(element, self._source):
            yield swapped(piece, width)

    def _element(self, element: Element) -> Iterator[bytes]:
        if not element.path:
            yield from self._edits_before(element.tag)
            if element.tag in self._changes.elements:
                return
            if element.tag == PIXEL_DATA and self._changes.pixels is not None:
                yield from self._pixels_anew(self._changes.pixels, element)
                return
        if not element.tag & 0xFFFF:
            return
        if is_deciding(element.tag) and element.length == 2:
            raw = self._source.read(2)
            self._depends[-1].note(element.tag, int.from_bytes(raw, "little" if element.is_little_endian else "big"))
            yield self._header(element.tag, "US", 2) + self._in_order(raw, "US", element)
            return
        yield from self._copied(element)

    def _copied(self, element: Element) -> Iterator[bytes]:
        representation = element.representation
        if not element.is_declared and self._wanted.is_explicit:
            representation = undeclared(element.tag, self._depends[-1])
        if representation in SHORT_LENGTH and element.length > LONGEST_SHORT and self._wanted.is_explicit:
            representation = "UN"
        pieces = read_in_pieces(self._source, element.length)
        first = next(pieces, b"")
        is_odd = element.length % 2
        yield self._header(element.tag, representation, element.length + is_odd)
        yield self._in_order(first, representation, element)
        for piece in pieces:
            yield self._in_order(piece, representation, element)
        if is_odd:
            yield b" " if representation in _PADDED_BY_SPACE else b"\0"

    def _in_order(self, piece: bytes, representation: str, element: Element) -> bytes:
        if element.is_little_endian == self._wanted.is_little_endian:
            return piece
        return swapped(piece, WIDTHS.get(representation, 1))

    def _edits_before(self, tag: int) -> Iterator[bytes]:
        while self._pending and self._pending[0] <= tag:
            edited = self._pending.pop(0)
            edit = self._changes.elements[edited]
            if edit is not None:
                width = 1 if self._wanted.is_little_endian else WIDTHS.get(edit.representation, 1)
                yield self._header(edited, edit.representation, len(edit.value)) + swapped(edit.value, width)

    def _header(self, tag: int, representation: str, length: int) -> bytes:
        if not self._wanted.is_explicit:
            return self._bare(tag, length)
        head = struct.pack(f"{self._order}HH2s", tag >> 16, tag & 0xFFFF, representation.encode())
        if representation in SHORT_LENGTH:
            return head + struct.pack(f"{self._order}H", length)
        return head + struct.pack(f"{self._order}HI", 0, length)

    def _bare(self, tag: int, length: int) -> bytes:
        return struct.pack(f"{self._order}HHI", tag >> 16, tag & 0xFFFF, length)


def _deflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield a deflated data set of even length (PS3.5 A.5)."""
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    length = 0
    for piece in pieces:
        compressed = deflater.compress(piece)
        length += len(compressed)
        yield compressed
    rest = deflater.flush()
    length += len(rest)
    yield rest + b"\0" * (length % 2)
