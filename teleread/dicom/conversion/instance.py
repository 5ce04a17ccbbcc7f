"""An Instance in a transfer syntax that it was not stored in, for a peer that cannot take the stored one.

The stored object is never changed, and the converted one keeps its SOP Instance
UID: nothing is lost on the way (PS3.3 C.12.1.1.1; PS3.4 C.6.1.1.6). What was
compressed with loss before stays marked so.
"""

from collections.abc import Collection, Iterator
from typing import BinaryIO

from teleread.dicom.conversion.recoding import read_number, recoded
from teleread.dicom.conversion.transcoding import Transcoding
from teleread.dicom.dataset.elements import encoding_of
from teleread.dicom.dataset.file_meta import file_meta
from teleread.dicom.dataset.part10 import (
    DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
    EXPLICIT_VR_BIG_ENDIAN,
    EXPLICIT_VR_LITTLE_ENDIAN,
    IMPLICIT_VR_LITTLE_ENDIAN,
    data_set_offset,
    read_head,
)
from teleread.dicom.dataset.source import CHUNK_BYTES, InflatingSource, Malformed, PlainSource, Source
from teleread.dicom.dataset.unshowable import CannotShow
from teleread.dicom.decoding.pool import DecoderPool
from teleread.dicom.pixels.codecs import ENCAPSULATED
from teleread.dicom.pixels.encoders import ENCODERS
from teleread.dicom.values.representations import PIXEL_REPRESENTATION
from teleread.errors import Unacceptable

NATIVE = (
    EXPLICIT_VR_LITTLE_ENDIAN,
    IMPLICIT_VR_LITTLE_ENDIAN,
    EXPLICIT_VR_BIG_ENDIAN,
    DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
)
"""What anything that can be read here can be converted to, best first."""


class CannotConvert(Unacceptable):
    """An Instance that is not to be had in another transfer syntax; `reason` is a word for programs."""

    code = "cannot_convert"
    zh, en = "该实例无法转换为所要求的传输语法", "The Instance cannot be converted to that transfer syntax"


def can_convert(stored_as: str, wanted: str) -> bool:
    """Say whether the one transfer syntax can be made of the other; the Instance itself may still forbid it."""
    is_readable = stored_as in NATIVE or stored_as in ENCAPSULATED
    return stored_as == wanted or (is_readable and wanted in (*NATIVE, *ENCODERS))


def best_of(stored_as: str, accepted: Collection[str]) -> str | None:
    """Return the transfer syntax in which an Instance goes to a peer that accepts these, None if in none.

    What the peer can take as it is stored is never converted; nothing is
    compressed for a peer that takes it native.
    """
    if stored_as in accepted:
        return stored_as
    possible = (wanted for wanted in (*NATIVE, *ENCODERS) if wanted in accepted and can_convert(stored_as, wanted))
    return next(possible, None)


def converted(
    stream: BinaryIO, *, stored_as: str, wanted: str, decoders: DecoderPool, is_rewritten: bool = False
) -> Iterator[bytes]:
    """Yield a DICOM file of the Instance in another transfer syntax, in bounded pieces.

    What goes wrong may be found late: nothing of it should reach a peer before
    the last piece is there.

    Where it is stored so, the file is yielded as it lies.

    Parameters
    ----------
    stream
        The stored file, seekable; it is read while the pieces are.
    stored_as
        The transfer syntax of the stored file.
    decoders
        Where pixels are decoded; not used between native syntaxes.
    is_rewritten
        Write a native data set anew even where it is stored so: what has an odd
        length ends an association.

    Raises
    ------
    CannotConvert
        If the Instance cannot be had so.
    Unavailable
        If the object store fails or every decoder is busy.
    """
    if stored_as == wanted and not (is_rewritten and wanted in NATIVE):
        yield from _as_it_lies(stream)
        return
    if not can_convert(stored_as, wanted):
        raise CannotConvert(reason="transfer_syntax")
    head = read_head(stream)
    yield file_meta(
        sop_class_uid=head.sop_class_uid, sop_instance_uid=head.sop_instance_uid, transfer_syntax_uid=wanted
    )
    try:
        yield from _data_set(stream, stored_as, wanted, decoders)
    except Malformed as problem:
        raise CannotConvert(reason=problem.reason) from problem
    except CannotShow as problem:
        raise CannotConvert(reason=problem.code) from problem


def _data_set(stream: BinaryIO, stored_as: str, wanted: str, decoders: DecoderPool) -> Iterator[bytes]:
    offset = data_set_offset(stream)
    if wanted == EXPLICIT_VR_LITTLE_ENDIAN and stored_as == DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN:
        yield from _whole(InflatingSource(stream, offset))
        return
    encoding = encoding_of(stored_as)
    is_signed = read_number(_source(stream, offset, stored_as), encoding, PIXEL_REPRESENTATION) == 1
    changes = None
    if stored_as not in NATIVE or wanted not in NATIVE:
        changes = Transcoding(stream, stored_as=stored_as, wanted=wanted, decoders=decoders).changes()
    source = _source(stream, offset, stored_as)
    yield from recoded(source, encoding, encoding_of(wanted), is_signed=is_signed, changes=changes)


def _source(stream: BinaryIO, offset: int, transfer_syntax_uid: str) -> Source:
    is_deflated = transfer_syntax_uid == DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN
    return InflatingSource(stream, offset) if is_deflated else PlainSource(stream, offset)


def _as_it_lies(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while piece := stream.read(CHUNK_BYTES):
        yield piece


def _whole(source: InflatingSource) -> Iterator[bytes]:
    """Yield what was deflated as it is: nothing needs to be understood."""
    while not source.at_end():
        yield source.some(CHUNK_BYTES)
