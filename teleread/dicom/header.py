"""The few attributes that the archive needs, and the digest of the rest, in one pass."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from teleread.dicom.charset import decode_person_name, decode_text
from teleread.dicom.content import ContentDigest, is_content
from teleread.dicom.elements import PIXEL_DATA, Element, Encoding, encoding_of, walk
from teleread.dicom.source import InflatingSource, Malformed, PlainSource, Source
from teleread.errors import Invalid

LONGEST_VALUE_BYTES = 1 << 16
CHARACTER_SET, PATIENT_NAME, REQUEST_ATTRIBUTES = 0x00080005, 0x00100010, 0x00400275
_TEXTS = (
    *(CHARACTER_SET, 0x00080016, 0x00080018, 0x00080020, 0x00080021, 0x00080022, 0x00080023, 0x0008002A),
    *(0x00080030, 0x00080031, 0x00080032, 0x00080033, 0x00080050, 0x00080060, 0x00080090, 0x00080201),
    *(0x00081030, 0x0008103E, PATIENT_NAME, 0x00100020, 0x00100030, 0x00100040, 0x00180015, 0x0020000D),
    *(0x0020000E, 0x00200011, 0x00200013, 0x00200060, 0x00200062, 0x00280008, 0x00280010, 0x00280011),
)
WANTED = frozenset(_TEXTS)
WANTED_OF_REQUEST = frozenset({CHARACTER_SET, 0x00080050, 0x00321060})


class NotADataSet(Invalid):
    """The bytes do not begin as a data set."""

    code = "not_a_data_set"
    zh, en = "收到的内容不是 DICOM 数据集", "What was sent is no DICOM data set"


@dataclass(slots=True)
class Header:
    """Values as received, at the top level and of the first request it answers."""

    encoding: Encoding
    site_default: str | None
    values: dict[int, bytes] = field(default_factory=dict)
    request_values: dict[int, bytes] = field(default_factory=dict)
    content_sha256: bytes = b""
    beside_pixels_sha256: bytes = b""

    @property
    def character_sets(self) -> tuple[str, ...]:
        """Specific Character Set of the data set."""
        return _terms(self.values.get(CHARACTER_SET))

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
        raw = self.values.get(tag, b"")
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
    """Walk a whole data set, keep what is wanted and digest what it shows.

    Raises
    ------
    NotADataSet
        If not even the first element can be read, or it is of no group that a
        composite Instance begins with.
    Malformed
        If a later one cannot be read.
    """
    encoding = encoding_of(transfer_syntax_uid)
    source: Source = InflatingSource(stream, offset) if encoding.is_deflated else PlainSource(stream, offset)
    header, digest = Header(encoding, site_default), ContentDigest()
    whole_elements = -1
    try:
        for element in walk(source, encoding):
            whole_elements += 1
            if whole_elements == 0 and element.path == () and element.tag >> 16 > 0x0008:
                raise NotADataSet
            _take(header, digest, element, source, transfer_syntax_uid)
        whole_elements += 1
    except Malformed:
        if whole_elements < 1:
            raise NotADataSet from None
        raise
    if whole_elements < 1:
        raise NotADataSet
    digest.add_text(PATIENT_NAME, header.name(PATIENT_NAME))
    header.content_sha256, header.beside_pixels_sha256 = digest.digest(), digest.digest_beside_pixels()
    return header


def _take(header: Header, digest: ContentDigest, element: Element, source: Source, transfer_syntax_uid: str) -> None:
    root = element.path[0] if element.path else element.tag
    kept = _kept_in(header, element)
    if kept is not None:
        raw = source.read(min(element.length, LONGEST_VALUE_BYTES))
        kept.setdefault(element.tag, raw)
        if is_content(root):
            digest.add_value(element, raw)
    elif is_content(root):
        if element.path == (PIXEL_DATA,) and element.item == 0:
            digest.add_compression(transfer_syntax_uid)
        digest.add(element, source)


def _kept_in(header: Header, element: Element) -> dict[int, bytes] | None:
    if not element.path:
        return header.values if element.tag in WANTED else None
    if element.path == (REQUEST_ATTRIBUTES,) and element.item == 0 and element.tag in WANTED_OF_REQUEST:
        return header.request_values
    return None


def _terms(raw: bytes | None) -> tuple[str, ...]:
    """Return the terms in order, an empty first one included; nothing if none is given."""
    terms: Sequence[str] = [term.strip() for term in (raw or b"").decode("latin-1").strip("\0 ").split("\\")]
    return tuple(terms) if any(terms) else ()
