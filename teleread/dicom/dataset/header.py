"""The few attributes that the archive needs, and that the rest can be followed to its end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from teleread.dicom.dataset.elements import ITEM, PIXEL_DATA, Element, Encoding, encoding_of, walk
from teleread.dicom.dataset.quick import read_quickly
from teleread.dicom.dataset.source import InflatingSource, Malformed, PlainSource, Source
from teleread.dicom.dataset.wanted import (
    CHARACTER_SET,
    LONGEST_VALUE_BYTES,
    MOST_FRAGMENTS,
    REQUEST_ATTRIBUTES,
    WANTED,
    WANTED_OF_REQUEST,
)
from teleread.dicom.values.charset import decode_person_name, decode_text
from teleread.errors import Invalid


class NotADataSet(Invalid):
    """The bytes do not begin as a data set."""

    code = "not_a_data_set"
    zh, en = "收到的内容不是 DICOM 数据集", "What was sent is no DICOM data set"


@dataclass(slots=True)
class Header:
    """Values as received, at the top level and of the first request it answers.

    `fragments` are offset in the stream and length of every item of
    encapsulated Pixel Data, its offset table first; None where pixels are
    native, deflated or in too many pieces.
    """

    encoding: Encoding
    site_default: str | None
    values: dict[int, bytes] = field(default_factory=dict)
    request_values: dict[int, bytes] = field(default_factory=dict)
    fragments: list[tuple[int, int]] | None = None
    character_sets: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.learn_character_sets()

    def learn_character_sets(self) -> None:
        """Read Specific Character Set of the data set, once its values are here."""
        self.character_sets = _terms(self.values.get(CHARACTER_SET))

    @property
    def requested(self) -> dict[int, str]:
        """Texts of the first item of Request Attributes Sequence.

        An item may have a character set of its own; without one it is written
        in that of the data set (PS3.3 C.12.1.1.2).
        """
        own = self.request_values.get(CHARACTER_SET)
        terms = self.character_sets if own is None else _terms(own)
        return {
            tag: decode_text(raw, terms, site_default=self.site_default).text.strip()
            for tag, raw in self.request_values.items()
        }

    def text(self, tag: int) -> str:
        """Return a top-level value as text, stripped; empty if absent."""
        raw = self.values.get(tag)
        if not raw:
            return ""
        return decode_text(raw, self.character_sets, site_default=self.site_default).text.strip()

    def name(self, tag: int) -> str:
        """Return a top-level PN as text; empty if absent."""
        raw = self.values.get(tag, b"")
        return decode_person_name(raw, self.character_sets, site_default=self.site_default).text

    def unsigned(self, tag: int) -> int | None:
        """Return a US; None if absent or of another length."""
        raw = self.values.get(tag, b"")
        return self.encoding.number(raw) if len(raw) == 2 else None


def read_header(stream: BinaryIO, offset: int, transfer_syntax_uid: str, *, site_default: str | None) -> Header:
    """Follow a whole data set from `offset` to its end and keep what is wanted.

    Raises
    ------
    NotADataSet
        If not even the first element can be read, or it is of no group that a
        composite Instance begins with.
    Malformed
        If a later one cannot be read, or contradicts an earlier one of its tag.
    """
    encoding = encoding_of(transfer_syntax_uid)
    if encoding.is_little_endian and not encoding.is_deflated:
        quick = read_quickly(stream, offset, is_explicit=encoding.is_explicit)
        if quick is not None:
            return Header(encoding, site_default, quick.values, quick.request_values, quick.fragments)
    return walk_header(stream, offset, transfer_syntax_uid, site_default=site_default)


def walk_header(stream: BinaryIO, offset: int, transfer_syntax_uid: str, *, site_default: str | None) -> Header:
    """Do the same, element by element, for a data set of any encoding and intent."""
    encoding = encoding_of(transfer_syntax_uid)
    source: Source = InflatingSource(stream, offset) if encoding.is_deflated else PlainSource(stream, offset)
    header = Header(encoding, site_default)
    whole_elements = -1
    try:
        for element in walk(source, encoding):
            whole_elements += 1
            if whole_elements == 0 and element.path == () and element.tag >> 16 > 0x0008:
                raise NotADataSet
            _take(header, element, source, offset)
        whole_elements += 1
    except Malformed:
        if whole_elements < 1:
            raise NotADataSet from None
        raise
    if whole_elements < 1:
        raise NotADataSet
    header.learn_character_sets()
    return header


def kept_in(header: Header, element: Element) -> dict[int, bytes] | None:
    """Return where the value of an element is kept; None if nobody wants it."""
    if not element.path:
        return header.values if element.tag in WANTED else None
    if element.path == (REQUEST_ATTRIBUTES,) and element.item == 0 and element.tag in WANTED_OF_REQUEST:
        return header.request_values
    return None


def _take(header: Header, element: Element, source: Source, offset: int) -> None:
    kept = kept_in(header, element)
    if kept is not None:
        _keep(kept, element.tag, source.read(min(element.length, LONGEST_VALUE_BYTES)))
    elif element.tag == ITEM and element.path == (PIXEL_DATA,) and not header.encoding.is_deflated:
        if element.item == 0:
            header.fragments = []
        if header.fragments is not None:
            header.fragments.append((offset + source.position, element.length))
            if len(header.fragments) > MOST_FRAGMENTS:
                header.fragments = None


def _keep(kept: dict[int, bytes], tag: int, value: bytes) -> None:
    """Keep a value; one reader takes the first of two and another the last, so two that differ are nobody's.

    References
    ----------
    DICOM PS3.5 7.1 (an attribute occurs at most once in a data set).
    """
    if kept.setdefault(tag, value).strip(b"\0 ") != value.strip(b"\0 "):
        raise Malformed("said_twice")


def _terms(raw: bytes | None) -> tuple[str, ...]:
    """Return the terms in order, an empty first one included; nothing if none is given."""
    if not raw:
        return ()
    terms: Sequence[str] = [term.strip() for term in raw.decode("latin-1").strip("\0 ").split("\\")]
    return tuple(terms) if any(terms) else ()
