"""Is it the same picture in another encoding? Decoded in a process that may die."""

from dataclasses import dataclass
from typing import BinaryIO

from teleread.dicom.decoding import DecoderPool, Source
from teleread.dicom.header import NotADataSet, read_header
from teleread.dicom.part10 import NotDicom, read_head
from teleread.dicom.source import Malformed
from teleread.errors import TelereadError

MOST_FRAMES = 200
"""Comparing more takes longer than a device waits; a person is asked instead."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A DICOM file of `size_bytes` and the syntax that it was received in."""

    stream: BinaryIO
    size_bytes: int
    transfer_syntax_uid: str


def is_same_picture(one: Picture, other: Picture, *, number_of_frames: int, decoders: DecoderPool) -> bool:
    """Say whether two copies differ in the encoding of their pixels alone.

    What lies beside the pixels must be equal, and every decoded frame, value
    for value. What cannot be read or decoded is not known to be the same.
    """
    if one.transfer_syntax_uid == other.transfer_syntax_uid or number_of_frames > MOST_FRAMES:
        return False
    try:
        if _beside_pixels(one) != _beside_pixels(other):
            return False
        return all(
            _frame(one, number, decoders) == _frame(other, number, decoders)
            for number in range(1, number_of_frames + 1)
        )
    except (TelereadError, Malformed, NotADataSet, NotDicom):
        return False


def _beside_pixels(picture: Picture) -> bytes:
    offset = read_head(picture.stream).data_set_offset
    return read_header(picture.stream, offset, picture.transfer_syntax_uid, site_default=None).beside_pixels_sha256


def _frame(picture: Picture, number: int, decoders: DecoderPool) -> tuple[object, bytes]:
    source = Source(picture.stream, picture.size_bytes, picture.transfer_syntax_uid)
    answer = decoders.run("frame", source, number=number)
    return answer.header, answer.body
