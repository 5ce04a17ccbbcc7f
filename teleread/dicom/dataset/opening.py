"""An Instance opened for decoding: its header parsed, its pixel data found but not read.

Only the decoding process calls this: the bytes are anybody's.
"""

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Literal

from pydicom.dataset import Dataset
from pydicom.filereader import read_dataset
from pydicom.tag import BaseTag

from teleread.dicom.dataset.part10 import (
    DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
    EXPLICIT_VR_BIG_ENDIAN,
    IMPLICIT_VR_LITTLE_ENDIAN,
    NotDicom,
    read_head,
)
from teleread.dicom.dataset.unshowable import NoPixelData, NotReadable
from teleread.dicom.values.texts import CharacterSets, character_sets_of

PIXEL_DATA = 0x7FE00010
PIXEL_TAGS = frozenset({0x7FE00008, 0x7FE00009, PIXEL_DATA})
LONGEST_INFLATED = 512 << 20
UNDEFINED_LENGTH = 0xFFFFFFFF
JPIP_DEFLATED = frozenset({"1.2.840.10008.1.2.4.95", "1.2.840.10008.1.2.4.205"})


class SourceGone(Exception):
    """The object store failed under a read; nothing is known of the Instance."""


@dataclass(frozen=True, slots=True)
class PixelElement:
    """Where the value of the pixel element lies; `length` is None when encapsulated."""

    tag: int
    representation: str
    value_offset: int
    length: int | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A parsed header over a stream that can be read on. `size_bytes` is the stream's."""

    stream: BinaryIO
    size_bytes: int
    data_set: Dataset
    transfer_syntax_uid: str
    is_little_endian: bool
    is_implicit_vr: bool
    pixels: PixelElement | None
    character_sets: CharacterSets

    def pixel_element(self) -> PixelElement:
        """Return where the pixels lie.

        Raises
        ------
        NoPixelData
            If the Instance has none.
        """
        if self.pixels is None or self.pixels.length == 0:
            raise NoPixelData
        return self.pixels


def open_instance(stream: BinaryIO, transfer_syntax_uid: str = "", *, site_default: str | None = None) -> Opened:
    """Parse the header of a DICOM file and find its pixel data.

    Parameters
    ----------
    transfer_syntax_uid
        What the data set was received in; File Meta's word when empty.
    site_default
        What the devices of its Site write when they declare no character set.

    Raises
    ------
    NotReadable
        If the bytes cannot be parsed.
    """
    try:
        head = read_head(stream)
        syntax = transfer_syntax_uid or head.transfer_syntax_uid
        source = _data_set_stream(stream, head.data_set_offset, syntax)
        return _parse(source, syntax, site_default)
    except (NotDicom, RecursionError) as problem:
        raise NotReadable from problem
    except (NotReadable, MemoryError, SourceGone):
        raise
    except Exception as problem:  # pydicom raises anything on hostile bytes
        raise NotReadable from problem


def _data_set_stream(stream: BinaryIO, offset: int, transfer_syntax_uid: str) -> BinaryIO:
    stream.seek(offset)
    if transfer_syntax_uid != DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN and transfer_syntax_uid not in JPIP_DEFLATED:
        return stream
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    inflated = inflating.decompress(stream.read(), LONGEST_INFLATED)
    if inflating.unconsumed_tail:
        raise NotReadable
    return BytesIO(inflated)


def _parse(source: BinaryIO, syntax: str, site_default: str | None) -> Opened:
    is_little_endian = syntax != EXPLICIT_VR_BIG_ENDIAN
    start = source.tell()
    size_bytes = source.seek(0, 2)
    source.seek(start)
    data_set = read_dataset(
        source, syntax == IMPLICIT_VR_LITTLE_ENDIAN, is_little_endian, stop_when=lambda tag, *_: _is_pixels(tag)
    )
    is_implicit_vr = bool(data_set.original_encoding[0])
    pixels = _pixel_element(source, is_implicit_vr=is_implicit_vr, is_little_endian=is_little_endian)
    character_sets = character_sets_of(data_set, CharacterSets(site_default=site_default))
    return Opened(source, size_bytes, data_set, syntax, is_little_endian, is_implicit_vr, pixels, character_sets)


def _is_pixels(tag: BaseTag) -> bool:
    return int(tag) in PIXEL_TAGS


def _pixel_element(source: BinaryIO, *, is_implicit_vr: bool, is_little_endian: bool) -> PixelElement | None:
    at = source.tell()
    header = source.read(12)
    if len(header) < 8:
        return None
    order: Literal["little", "big"] = "little" if is_little_endian else "big"
    tag = int.from_bytes(header[0:2], order) << 16 | int.from_bytes(header[2:4], order)
    if tag not in PIXEL_TAGS:
        return None
    representation = "OW" if is_implicit_vr else header[4:6].decode("ascii", "replace")
    size = 4 if is_implicit_vr else 8
    length = int.from_bytes(header[size : size + 4], order)
    return PixelElement(tag, representation, at + size + 4, None if length == UNDEFINED_LENGTH else length)
