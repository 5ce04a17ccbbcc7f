"""What an Instance shows and whose it is, as one digest, whatever its encoding.

Two copies of one SOP Instance UID with the same digest are the same thing for a
reader: one may be Implicit VR and the other Big Endian, one may have a comment
more. Two with different digests show something else, or somebody else.

Compressed pixels are digested as they are, so the same picture once native and
once compressed has two digests. What lies beside the pixels has a digest of its
own, by which such a pair is found and then decoded.
"""

import array
import hashlib
import struct

from teleread.dicom.dataset.elements import ITEM, PIXEL_DATA, Element, read_in_pieces
from teleread.dicom.dataset.source import Source

IDENTIFYING = frozenset(
    {
        0x00080016,  # SOP Class UID
        0x00080018,  # SOP Instance UID
        0x00080060,  # Modality
        0x00100020,  # Patient ID
        0x00100030,  # Patient's Birth Date
        0x00100040,  # Patient's Sex
        0x0020000D,  # Study Instance UID
        0x0020000E,  # Series Instance UID
    }
)
SHOWING = frozenset(
    {
        0x00080008,  # Image Type
        0x00180015,  # Body Part Examined
        0x00181063,  # Frame Time
        0x00181065,  # Frame Time Vector
        0x00181164,  # Imager Pixel Spacing
        0x00186011,  # Sequence of Ultrasound Regions
        0x00185101,  # View Position
        0x00200020,  # Patient Orientation
        0x00200060,  # Laterality
        0x00200062,  # Image Laterality
        0x00420011,  # Encapsulated Document
        0x0040A730,  # Content Sequence
        0x52009229,  # Shared Functional Groups Sequence
        0x52009230,  # Per-Frame Functional Groups Sequence
    }
)
_ENCODING_OF_PIXELS = frozenset({0x00280004, 0x00280006, 0x00282110, 0x00282112, 0x00282114})
"""Photometric Interpretation, Planar Configuration and what was lost: the decoded pixels say it better."""
_HINTS_OF_DISPLAY = frozenset({0x00281050, 0x00281051, 0x00281055, 0x00281056, 0x00283010})
_GROUPS_OF_CONTENT = frozenset({0x0028, 0x5400, 0x7FE0})
_WIDTHS = {"US": 2, "SS": 2, "OW": 2, "AT": 2, "UL": 4, "SL": 4, "FL": 4, "OL": 4, "OF": 4, "FD": 8, "OD": 8}
_WIDTHS |= {"SV": 8, "UV": 8, "OV": 8}
_CODES = {2: "H", 4: "I", 8: "Q"}
_LONGEST_TEXT_BYTES = 1 << 16
_BINARY = frozenset(_WIDTHS) | {"OB", "UN"}


def is_content(tag: int) -> bool:
    """Say whether an element at the top says what is shown or whose it is."""
    group = tag >> 16
    if tag & 0xFFFF == 0:  # a group's length is encoding
        return False
    if group in _GROUPS_OF_CONTENT:
        return tag not in _HINTS_OF_DISPLAY
    is_overlay_or_curve = group & 0xFF01 in {0x6000, 0x5000}
    return is_overlay_or_curve or tag in IDENTIFYING or tag in SHOWING


class ContentDigest:
    """The digest, fed with elements in the order of the data set."""

    def __init__(self) -> None:
        self._everything, self._beside_pixels = hashlib.sha256(), hashlib.sha256()
        self._is_beside_pixels = True

    def add_text(self, tag: int, text: str) -> None:
        """Add a text that is equal in whatever character set it was written."""
        self._is_beside_pixels = True
        encoded = text.encode("utf-8", "replace")
        self._feed(struct.pack(">II", tag, len(encoded)) + encoded)

    def add(self, element: Element, source: Source) -> None:
        """Read the element's value and add it, without padding and byte order."""
        if element.tag == ITEM and element.path[-1:] == (PIXEL_DATA,):
            self._add_fragment(element, source)
            return
        if element.representation in _BINARY or element.length > _LONGEST_TEXT_BYTES:
            self._add_place(element)
            self._add_binary(element, source)
        else:
            self.add_value(element, source.read(element.length))

    def add_value(self, element: Element, raw: bytes) -> None:
        """Add a value that was read already."""
        self._add_place(element)
        width = 1 if element.is_little_endian else _WIDTHS.get(element.representation, 1)
        value = _swapped(raw, width) if element.representation in _BINARY else raw.rstrip(b"\0 ")
        self._feed(struct.pack(">Q", len(value)) + value)

    def add_compression(self, transfer_syntax_uid: str) -> None:
        """Add by which rules the fragments are to be read."""
        self._is_beside_pixels = False
        self._feed(transfer_syntax_uid.encode())

    def digest(self) -> bytes:
        """Return the SHA-256 of what was added."""
        return self._everything.digest()

    def digest_beside_pixels(self) -> bytes:
        """Return the SHA-256 of what was added, without the pixels and how they are encoded."""
        return self._beside_pixels.digest()

    def _feed(self, content: bytes) -> None:
        self._everything.update(content)
        if self._is_beside_pixels:
            self._beside_pixels.update(content)

    def _add_place(self, element: Element) -> None:
        root = element.path[0] if element.path else element.tag
        self._is_beside_pixels = root != PIXEL_DATA and root not in _ENCODING_OF_PIXELS
        self._feed(struct.pack(f">{len(element.path)}I", *element.path))
        self._feed(struct.pack(">IHI", element.tag, element.depth, element.item))

    def _add_fragment(self, element: Element, source: Source) -> None:
        """Add the stream alone: offset table and cuts are encoding."""
        if element.item == 0:
            return
        self._is_beside_pixels = False
        for piece in read_in_pieces(source, element.length):
            self._feed(piece)

    def _add_binary(self, element: Element, source: Source) -> None:
        self._feed(struct.pack(">Q", element.length))
        width = _WIDTHS.get(element.representation, 1)
        for piece in read_in_pieces(source, element.length):
            self._feed(piece if element.is_little_endian else _swapped(piece, width))


def _swapped(piece: bytes, width: int) -> bytes:
    if width == 1 or len(piece) % width:
        return piece
    numbers = array.array(_CODES[width], piece)
    numbers.byteswap()
    return numbers.tobytes()
