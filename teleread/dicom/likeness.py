"""How alike are two copies of one SOP Instance UID?"""

from dataclasses import dataclass
from typing import BinaryIO

from teleread.archive.copies import Likeness
from teleread.dicom.dataset.content import ContentDigest, is_content
from teleread.dicom.dataset.elements import PIXEL_DATA, encoding_of, walk
from teleread.dicom.dataset.header import Header, NotADataSet, kept_in
from teleread.dicom.dataset.part10 import NotDicom, data_set_offset
from teleread.dicom.dataset.source import CHUNK_BYTES, InflatingSource, Malformed, PlainSource
from teleread.dicom.dataset.source import Source as Elements
from teleread.dicom.dataset.wanted import LONGEST_VALUE_BYTES, PATIENT_NAME
from teleread.dicom.decoding.pool import DecoderPool, Source
from teleread.errors import TelereadError

MOST_FRAMES = 200
"""Comparing more takes longer than a device waits; a person is asked instead."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A DICOM file of `size_bytes` and the syntax that it was received in."""

    stream: BinaryIO
    size_bytes: int
    transfer_syntax_uid: str
    number_of_frames: int


@dataclass(frozen=True, slots=True)
class Digests:
    """SHA-256 of what a data set shows and whose it is, with its pixels and beside them."""

    content: bytes
    beside_pixels: bytes


def likeness_of(one: Copy, other: Copy, *, site_default: str | None, decoders: DecoderPool | None) -> Likeness:
    """Say whether two copies are one data set, or show the same of the same person.

    Where the encoding of pixels alone differs, every frame is decoded, and only
    equal values are the same. What cannot be read or decoded is not known to be
    the same.

    Parameters
    ----------
    decoders
        Without them pixels are compared as they are stored.
    """
    try:
        first, second = data_set_offset(one.stream), data_set_offset(other.stream)
        if _are_equal(one, first, other, second):
            return Likeness.SAME_DATA_SET
        digests = _digests(one, first, site_default), _digests(other, second, site_default)
        if digests[0].content == digests[1].content:
            return Likeness.SAME_CONTENT
        if digests[0].beside_pixels == digests[1].beside_pixels and decoders is not None:
            return Likeness.SAME_CONTENT if _is_same_picture(one, other, decoders) else Likeness.OTHER
    except (TelereadError, Malformed, NotADataSet, NotDicom):
        return Likeness.OTHER
    return Likeness.OTHER


def read_digests(stream: BinaryIO, offset: int, transfer_syntax_uid: str, *, site_default: str | None) -> Digests:
    """Read a whole data set and digest what it shows and whose it is, whatever its encoding.

    Raises
    ------
    Malformed
        If it cannot be followed to its end.
    """
    encoding = encoding_of(transfer_syntax_uid)
    source: Elements = InflatingSource(stream, offset) if encoding.is_deflated else PlainSource(stream, offset)
    header, digest = Header(encoding, site_default), ContentDigest()
    for element in walk(source, encoding):
        root = element.path[0] if element.path else element.tag
        kept = kept_in(header, element)
        raw = b""
        if kept is not None:
            raw = source.read(min(element.length, LONGEST_VALUE_BYTES))
            kept.setdefault(element.tag, raw)
        if not is_content(root):
            continue
        if kept is not None:
            digest.add_value(element, raw)
            continue
        if element.path == (PIXEL_DATA,) and element.item == 0:
            digest.add_compression(transfer_syntax_uid)
        digest.add(element, source)
    header.learn_character_sets()
    digest.add_text(PATIENT_NAME, header.name(PATIENT_NAME))
    return Digests(digest.digest(), digest.digest_beside_pixels())


def _digests(copy: Copy, offset: int, site_default: str | None) -> Digests:
    return read_digests(copy.stream, offset, copy.transfer_syntax_uid, site_default=site_default)


def _are_equal(one: Copy, first: int, other: Copy, second: int) -> bool:
    if one.transfer_syntax_uid != other.transfer_syntax_uid:
        return False
    if one.size_bytes - first != other.size_bytes - second:
        return False
    one.stream.seek(first)
    other.stream.seek(second)
    while piece := one.stream.read(CHUNK_BYTES):
        if piece != other.stream.read(CHUNK_BYTES):
            return False
    return True


def _is_same_picture(one: Copy, other: Copy, decoders: DecoderPool) -> bool:
    if one.transfer_syntax_uid == other.transfer_syntax_uid or one.number_of_frames != other.number_of_frames:
        return False
    if one.number_of_frames > MOST_FRAMES:
        return False
    return all(
        _frame(one, number, decoders) == _frame(other, number, decoders)
        for number in range(1, one.number_of_frames + 1)
    )


def _frame(copy: Copy, number: int, decoders: DecoderPool) -> tuple[object, bytes]:
    source = Source(copy.stream, copy.size_bytes, copy.transfer_syntax_uid)
    answer = decoders.run("frame", source, number=number)
    return answer.header, answer.body
