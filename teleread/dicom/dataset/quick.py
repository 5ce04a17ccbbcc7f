"""The header of a usual data set in one tight pass over its beginning.

Nearly everything that devices send is little endian, names its lengths and
nests little. This reader takes such a data set apart by offsets: values that
nobody asked for are stepped over, pixels are never touched. Whatever it does
not understand it gives up, and the walk of `elements` decides: so it may be
strict, and what it returns is what the walk would have returned.
"""

import os
import struct
from dataclasses import dataclass, field
from functools import lru_cache
from typing import BinaryIO

from teleread.dicom.dataset.elements import (
    LONG_LENGTH,
    PIXEL_DATA,
    SHORT_LENGTH,
    UNDEFINED_LENGTH,
    representation_by_dictionary,
)
from teleread.dicom.dataset.wanted import (
    LONGEST_VALUE_BYTES,
    MOST_FRAGMENTS,
    REQUEST_ATTRIBUTES,
    WANTED,
    WANTED_OF_REQUEST,
)

WINDOW_BYTES = 128 << 10
LONGEST_SEQUENCE_BYTES = 4 << 20
MOST_ELEMENTS = 20_000
DEEPEST_NESTING = 16

_EXPLICIT, _IMPLICIT = struct.Struct("<HH2sH"), struct.Struct("<HHI")
_LENGTH, _PLACE = struct.Struct("<I"), struct.Struct("<HHI")
_SHORT, _LONG, _SEQUENCE = 1, 2, 3
_KINDS = {vr.encode(): _SHORT for vr in SHORT_LENGTH} | {vr.encode(): _LONG for vr in LONG_LENGTH} | {b"SQ": _SEQUENCE}
_DELIMITERS, _ITEM, _ITEM_END, _SEQUENCE_END = 0xFFFE, 0xE000, 0xE00D, 0xE0DD
_LONGEST_HEADER = 12


@dataclass(slots=True)
class Quick:
    """What was found: values at the top and of the first request, and where the fragments lie.

    `fragments` are offset in the stream and length of every item of
    encapsulated Pixel Data, its offset table first; None where pixels are native.
    """

    values: dict[int, bytes] = field(default_factory=dict)
    request_values: dict[int, bytes] = field(default_factory=dict)
    fragments: list[tuple[int, int]] | None = None


class _Unusual(Exception):
    """Left to the walk."""


def read_quickly(stream: BinaryIO, offset: int, *, is_explicit: bool) -> Quick | None:
    """Read a little endian data set that runs from `offset` to the end; None if it is not a usual one."""
    try:
        return _Reader(stream, offset, is_explicit=is_explicit).read()
    except (_Unusual, struct.error):
        return None


class _Reader:
    """A window on the data set: `base` is where it begins there, `size` the length of the data set."""

    def __init__(self, stream: BinaryIO, offset: int, *, is_explicit: bool) -> None:
        self._stream, self._offset, self._is_explicit = stream, offset, is_explicit
        self._size = stream.seek(0, os.SEEK_END) - offset
        self._window, self._base = b"", 0
        self._found = Quick()
        self._count = 0

    def read(self) -> Quick:
        """Go from element to element at the top, to the very end."""
        at, size, found = self._look(0, WINDOW_BYTES), self._size, self._found
        values = found.values
        while at != size:
            if at + _LONGEST_HEADER > self._base + len(self._window):
                self._look(at, WINDOW_BYTES)
            tag, kind, start, length = self._element(at - self._base)
            start += self._base
            self._count += 1
            if self._count == 1 and (tag >> 16 > 0x0008 or kind == _SEQUENCE):
                raise _Unusual
            if kind == _SEQUENCE:
                at = self._sequence(tag, start, length)
            elif length == UNDEFINED_LENGTH:
                at = self._fragments(tag, start)
            else:
                if tag in WANTED:
                    if tag in values:
                        raise _Unusual
                    values[tag] = self._value(start, min(length, LONGEST_VALUE_BYTES))
                at = start + length
            if at > size:
                raise _Unusual
        if not self._count:
            raise _Unusual
        return found

    def _look(self, at: int, size: int) -> int:
        """Move the window if there is anything more to see."""
        if self._base + len(self._window) < self._size or not self._window:
            self._stream.seek(self._offset + at)
            self._window, self._base = self._stream.read(size), at
        return at

    def _value(self, at: int, length: int) -> bytes:
        if at + length > self._base + len(self._window):
            self._look(at, max(length, WINDOW_BYTES))
        place = at - self._base
        value = self._window[place : place + length]
        if len(value) != length:
            raise _Unusual
        return value

    def _element(self, at: int) -> tuple[int, int, int, int]:
        """Return tag, kind, place of the value and length of the element at a place in the window."""
        if not self._is_explicit:
            group, number, length = _IMPLICIT.unpack_from(self._window, at)
            tag = group << 16 | number
            kind, start = _SEQUENCE if _is_sequence(tag) else _LONG, at + 8
        else:
            group, number, representation, length = _EXPLICIT.unpack_from(self._window, at)
            tag = group << 16 | number
            kind, start = _KINDS.get(representation, 0), at + 8
            if not kind:
                raise _Unusual
            if kind != _SHORT:
                (length,) = _LENGTH.unpack_from(self._window, start)
                start += 4
        if group in {0x0000, _DELIMITERS}:
            raise _Unusual
        return tag, kind, start, length

    def _fragments(self, tag: int, at: int) -> int:
        if tag != PIXEL_DATA or not self._is_explicit or self._found.fragments is not None:
            raise _Unusual
        stream, end = self._stream, self._offset + self._size
        at += self._offset
        fragments: list[tuple[int, int]] = []
        while at != end:
            stream.seek(at)
            group, number, length = _PLACE.unpack(stream.read(8))
            at += 8
            if group != _DELIMITERS or number not in {_ITEM, _SEQUENCE_END}:
                raise _Unusual
            if number == _SEQUENCE_END:
                break
            fragments.append((at, length))
            at += length
            if at > end or len(fragments) > MOST_FRAGMENTS:
                raise _Unusual
        self._found.fragments = fragments or None
        return at - self._offset

    def _sequence(self, tag: int, start: int, length: int) -> int:
        if length == UNDEFINED_LENGTH:
            if start + WINDOW_BYTES // 2 > self._base + len(self._window):
                self._look(start, WINDOW_BYTES)
            end = None
        else:
            if length > LONGEST_SEQUENCE_BYTES:
                raise _Unusual
            if start + length > self._base + len(self._window):
                self._look(start, length)
            end = start - self._base + length
        taken = self._found.request_values if tag == REQUEST_ATTRIBUTES else None
        return self._items(start - self._base, end, 1, taken) + self._base

    def _items(self, at: int, end: int | None, depth: int, taken: dict[int, bytes] | None) -> int:
        """Go through the items of a sequence inside the window, and return the place behind it."""
        if depth > DEEPEST_NESTING:
            raise _Unusual
        while at != end:
            group, number, length = _PLACE.unpack_from(self._window, at)
            at += 8
            if group != _DELIMITERS:
                raise _Unusual
            if number == _SEQUENCE_END and end is None:
                return at
            if number != _ITEM:
                raise _Unusual
            at = self._item(at, None if length == UNDEFINED_LENGTH else at + length, depth, taken)
            taken = None
        return at

    def _item(self, at: int, end: int | None, depth: int, taken: dict[int, bytes] | None) -> int:
        window = self._window
        while at != end:
            self._count += 1
            if (end is not None and at > end) or self._count > MOST_ELEMENTS:
                raise _Unusual
            if end is None and window[at : at + 4] == b"\xfe\xff\x0d\xe0":
                return at + 8
            tag, kind, start, length = self._element(at)
            if kind == _SEQUENCE:
                at = self._items(start, None if length == UNDEFINED_LENGTH else start + length, depth + 1, None)
                continue
            at = start + length
            if length == UNDEFINED_LENGTH or at > len(window):
                raise _Unusual
            if taken is not None and tag in WANTED_OF_REQUEST:
                if tag in taken:
                    raise _Unusual
                taken[tag] = window[start : min(at, start + LONGEST_VALUE_BYTES)]
        return at


@lru_cache(maxsize=8192)
def _is_sequence(tag: int) -> bool:
    return representation_by_dictionary(tag) == "SQ"
