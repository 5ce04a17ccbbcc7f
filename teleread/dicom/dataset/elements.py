"""The elements of a data set, one after the other, whatever they claim.

pydicom reads a sequence by recursion and a value by its length, so a hostile
data set costs it the stack or the memory. This reader keeps its own short
stack, reads only the values that are asked for and skips the rest.

References
----------
DICOM PS3.5 7.1 (Data Elements), 7.5 (nesting of data sets), A.4 (encapsulated
Pixel Data).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import cast

from pydicom.datadict import dictionary_VR

from teleread.dicom.dataset.part10 import (
    DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
    EXPLICIT_VR_BIG_ENDIAN,
    IMPLICIT_VR_LITTLE_ENDIAN,
)
from teleread.dicom.dataset.source import CHUNK_BYTES, Malformed, Source

DEEPEST_NESTING = 64
MOST_ELEMENTS = 1_000_000

ITEM, ITEM_END, SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
PIXEL_DATA = 0x7FE00010
UNDEFINED_LENGTH = 0xFFFFFFFF

_SHORT_TEXTS = frozenset(["AE", "AS", "CS", "DA", "DS", "DT", "IS", "LO", "LT", "PN", "SH", "ST", "TM", "UI"])
SHORT_LENGTH = _SHORT_TEXTS | {"AT", "FL", "FD", "SL", "SS", "UL", "US"}
LONG_LENGTH = frozenset(["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"])
_BLANK = frozenset({"  ", "??"})
"""What some devices write where they know no VR; 16-bit lengths follow it."""
_PAYLOADS = frozenset({0x7FE00008, 0x7FE00009, PIXEL_DATA, 0x54000100, 0x00420011})


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the elements of a data set are written."""

    is_explicit: bool
    is_little_endian: bool
    is_deflated: bool = False

    def number(self, raw: bytes) -> int:
        """Return an unsigned number of 2 or 4 bytes."""
        return int.from_bytes(raw, "little" if self.is_little_endian else "big")


@dataclass(frozen=True, slots=True)
class Element:
    """An element whose value the source stands before.

    `depth` is 0 at the top; `path` are the tags of the sequences around it and
    `item` is the number of its item, from 0. The fragments of encapsulated
    Pixel Data are elements of tag ITEM inside it; number 0 is the offset table.
    """

    tag: int
    representation: str
    depth: int
    path: tuple[int, ...]
    item: int
    length: int
    is_little_endian: bool
    is_declared: bool = True
    """Whether the data set itself says the Value Representation."""


class Side(Enum):
    """What a bracket opens or closes."""

    SEQUENCE = auto()
    SEQUENCE_END = auto()
    ITEM = auto()
    ITEM_END = auto()
    FRAGMENTS = auto()
    FRAGMENTS_END = auto()


@dataclass(frozen=True, slots=True)
class Bracket:
    """Where a sequence, an item or the fragments of Pixel Data begin or end; `tag` is that of the sequence."""

    side: Side
    tag: int
    depth: int
    is_empty: bool = False
    """A defined length of zero, at a beginning."""


@dataclass(slots=True)
class _Frame:
    """A sequence or an item that is open; `end` is None where its length is undefined."""

    tag: int
    is_item: bool
    end: int | None
    encoding: Encoding
    items: int = 0


def encoding_of(transfer_syntax_uid: str) -> Encoding:
    """Return how a data set of the transfer syntax is written (PS3.5 Annex A)."""
    return Encoding(
        is_explicit=transfer_syntax_uid != IMPLICIT_VR_LITTLE_ENDIAN,
        is_little_endian=transfer_syntax_uid != EXPLICIT_VR_BIG_ENDIAN,
        is_deflated=transfer_syntax_uid == DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
    )


def walk(source: Source, encoding: Encoding) -> Iterator[Element]:
    """Yield every element in order; its value may be read before going on.

    What follows a whole payload (pixels, waveform, document) and cannot be
    read is padding, and ends the walk in peace.

    Raises
    ------
    Malformed
        If the bytes stop or cease to be elements, nest deeper than
        `DEEPEST_NESTING` or are more than `MOST_ELEMENTS`.
    """
    return cast("Iterator[Element]", _in_peace(_Walker(source, encoding)))


def walk_nested(source: Source, encoding: Encoding) -> Iterator[Element | Bracket]:
    """Yield every element as `walk` does, and where sequences and items begin and end."""
    return _in_peace(_Walker(source, encoding, with_brackets=True))


def _in_peace(walker: "_Walker") -> Iterator[Element | Bracket]:
    try:
        yield from walker.elements()
    except Malformed:
        if not walker.has_payload:
            raise


def read_in_pieces(source: Source, size: int) -> Iterator[bytes]:
    """Yield a value of any length in bounded pieces."""
    while size:
        piece = source.read(min(size, CHUNK_BYTES))
        size -= len(piece)
        yield piece


class _Walker:
    """The stack of open sequences and items."""

    def __init__(self, source: Source, encoding: Encoding, *, with_brackets: bool = False) -> None:
        self._source, self._encoding = source, encoding
        self._stack: list[_Frame] = []
        self._count = 0
        self._with_brackets = with_brackets
        self._brackets: list[Bracket] = []
        self.has_payload = False

    def elements(self) -> Iterator[Element | Bracket]:
        while True:
            self._close_ended()
            if self._brackets:
                yield from self._noted()
            if not self._stack and self._source.at_end():
                return
            self._count += 1
            if self._count > MOST_ELEMENTS:
                raise Malformed("too_many_elements")
            frame = self._stack[-1] if self._stack else None
            if frame is not None and not frame.is_item:
                self._step_in_sequence(frame)
            else:
                yield from self._step_in_data_set(frame.encoding if frame else self._encoding)

    def _close_ended(self) -> None:
        while self._stack and self._stack[-1].end is not None:
            end = self._stack[-1].end
            if self._source.position < end:
                return
            if self._source.position > end:
                raise Malformed("overlapping_lengths")
            self._pop()

    def _noted(self) -> Iterator[Bracket]:
        noted, self._brackets = self._brackets, []
        yield from noted

    def _note(self, side: Side, tag: int, *, is_empty: bool = False) -> None:
        if self._with_brackets:
            depth = sum(not frame.is_item for frame in self._stack)
            self._brackets.append(Bracket(side, tag, depth, is_empty))

    def _pop(self) -> None:
        frame = self._stack.pop()
        self._note(Side.ITEM_END if frame.is_item else Side.SEQUENCE_END, frame.tag)
        if not self._stack and frame.tag in _PAYLOADS:
            self.has_payload = True

    def _push(self, frame: _Frame) -> None:
        if len(self._stack) >= 2 * DEEPEST_NESTING:
            raise Malformed("nested_too_deep")
        side = Side.ITEM if frame.is_item else Side.SEQUENCE
        self._note(side, frame.tag, is_empty=frame.end == self._source.position)
        self._stack.append(frame)

    def _step_in_sequence(self, sequence: _Frame) -> None:
        encoding = sequence.encoding
        tag = self._tag(encoding)
        length = encoding.number(self._source.read(4))
        if tag == ITEM:
            sequence.items += 1
            self._push(_Frame(sequence.tag, is_item=True, end=self._end(length), encoding=encoding))
        elif tag == SEQUENCE_END and sequence.end is None:
            self._pop()
        else:
            raise Malformed("not_an_item")

    def _step_in_data_set(self, encoding: Encoding) -> Iterator[Element | Bracket]:
        tag = self._tag(encoding)
        if tag == ITEM_END and self._stack and self._stack[-1].end is None:
            self._source.skip(4)
            self._pop()
            return
        if tag == ITEM:
            self._push_stray_item(encoding)
            return
        if tag >> 16 in {0x0000, 0xFFFE}:
            raise Malformed("not_an_element")
        representation, length, is_declared = self._representation_and_length(tag, encoding)
        if length == UNDEFINED_LENGTH and tag == PIXEL_DATA:
            yield from self._fragments(encoding)
        elif representation == "SQ" or length == UNDEFINED_LENGTH:
            inner = encoding if representation != "UN" else replace(encoding, is_explicit=False, is_little_endian=True)
            self._push(_Frame(tag, is_item=False, end=self._end(length), encoding=inner))
        else:
            end = self._source.position + length
            yield self._element(tag, representation, length, encoding, is_declared=is_declared)
            self._source.skip(end - self._source.position)
            if not self._stack and tag in _PAYLOADS:
                self.has_payload = True

    def _push_stray_item(self, encoding: Encoding) -> None:
        """Go into an item whose sequence's own header is missing, as some devices write."""
        length = encoding.number(self._source.read(4))
        if length == UNDEFINED_LENGTH:
            raise Malformed("not_an_element")
        end = self._end(length)
        self._push(_Frame(ITEM, is_item=False, end=end, encoding=encoding, items=1))
        self._push(_Frame(ITEM, is_item=True, end=end, encoding=encoding))

    def _fragments(self, encoding: Encoding) -> Iterator[Element | Bracket]:
        """Yield the fragments; a sequence that the end of the bytes closes is closed."""
        number = 0
        self._note(Side.FRAGMENTS, PIXEL_DATA)
        yield from self._noted()
        while not self._source.at_end():
            tag = self._tag(encoding)
            length = encoding.number(self._source.read(4))
            if tag == SEQUENCE_END:
                break
            if tag != ITEM or length == UNDEFINED_LENGTH:
                raise Malformed("not_a_fragment")
            end = self._source.position + length
            around = tuple(frame.tag for frame in self._stack if not frame.is_item)
            path = (*around, PIXEL_DATA)
            yield Element(ITEM, "OB", len(path), path, number, length, encoding.is_little_endian)
            self._source.skip(end - self._source.position)
            number += 1
        self._note(Side.FRAGMENTS_END, PIXEL_DATA)
        if not self._stack:
            self.has_payload = True

    def _element(self, tag: int, representation: str, length: int, encoding: Encoding, *, is_declared: bool) -> Element:
        sequences = [frame for frame in self._stack if not frame.is_item]
        path = tuple(frame.tag for frame in sequences)
        item = sequences[-1].items - 1 if sequences else 0
        is_little_endian = encoding.is_little_endian
        return Element(tag, representation, len(path), path, item, length, is_little_endian, is_declared)

    def _end(self, length: int) -> int | None:
        return None if length == UNDEFINED_LENGTH else self._source.position + length

    def _tag(self, encoding: Encoding) -> int:
        raw = self._source.read(4)
        return encoding.number(raw[:2]) << 16 | encoding.number(raw[2:])

    def _representation_and_length(self, tag: int, encoding: Encoding) -> tuple[str, int, bool]:
        """Return the Value Representation, the length, and whether the former was declared."""
        if not encoding.is_explicit:
            return representation_by_dictionary(tag), encoding.number(self._source.read(4)), False
        representation = self._source.read(2).decode("latin-1")
        if representation in SHORT_LENGTH:
            return representation, encoding.number(self._source.read(2)), True
        if representation in _BLANK:
            return representation_by_dictionary(tag), encoding.number(self._source.read(2)), False
        if representation not in LONG_LENGTH:
            raise Malformed("unknown_representation")
        self._source.skip(2)
        return representation, encoding.number(self._source.read(4)), True


def representation_by_dictionary(tag: int) -> str:
    """Return the VR of an element whose data set does not say it; UN where nobody knows."""
    try:
        return dictionary_VR(tag).split(" or ")[0]
    except KeyError:
        return "UN"
