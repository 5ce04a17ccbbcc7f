"""Instances as files, in a transfer syntax that the client takes.

References
----------
PS3.18 8.7.3.5 (Explicit VR Little Endian is meant where no transfer syntax is named; `*` is whatever is stored).
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import structlog
from fastapi import Response
from fastapi.responses import StreamingResponse

from storage import ObjectMissing, StoreUnavailable
from teleread.dicom.conversion.instance import CannotConvert, can_convert, converted
from teleread.dicom.dataset.part10 import EXPLICIT_VR_LITTLE_ENDIAN
from teleread.dicom.decoding.pool import OriginalUnreadable
from teleread.views.dicomweb import Located
from teleread.web.caching import asked_again, etag_of, unchanged
from teleread.web.dicomweb.accept import DICOM, Wanted
from teleread.web.dicomweb.addresses import url_of_instance
from teleread.web.dicomweb.multipart import AT_ONCE_BYTES, Part, in_turn, related
from teleread.web.dicomweb.retrieval import Retrieval
from teleread.web.originals import CHUNK_BYTES, original
from teleread.web.ranges import file_of

log = structlog.get_logger()

RANGES = frozenset({"application/*", "*/*"})
"""Who accepts any type accepts what is stored."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An Instance and the transfer syntax that it goes out in, or as it is stored where that cannot be had."""

    located: Located
    transfer_syntax_uid: str
    is_strict: bool

    @property
    def stored_as(self) -> str:
        """Return the transfer syntax of the stored file."""
        return self.located.instance.transfer_syntax_uid

    @property
    def is_converted(self) -> bool:
        """Say whether something is to be made anew."""
        return self.transfer_syntax_uid != self.stored_as


def outgoing(located: Located, form: Wanted) -> Outgoing | None:
    """Return how an Instance goes out to a client that takes a form; None if it cannot."""
    stored = located.instance.transfer_syntax_uid
    if form.transfer_syntax in ("*", stored) or (form.transfer_syntax is None and form.media_type in RANGES):
        return Outgoing(located, stored, is_strict=True)
    wanted = form.transfer_syntax or EXPLICIT_VR_LITTLE_ENDIAN
    if can_convert(stored, wanted):
        return Outgoing(located, wanted, is_strict=form.transfer_syntax is not None)
    return None if form.transfer_syntax else Outgoing(located, stored, is_strict=False)


def as_parts(retrieving: Retrieval, files: list[Outgoing]) -> Response:
    """Return Instances as parts; what is converted is made when its turn comes.

    Raises
    ------
    CannotConvert
        If the first cannot be converted. A later one breaks the answer off.
    """
    if not any(one.is_converted for one in files):
        return related([_stored_part(retrieving, one) for one in files], DICOM)
    return in_turn(_parts(retrieving, files), DICOM)


def as_file(retrieving: Retrieval, one: Outgoing) -> Response:
    """Return one Instance as a file, or the part of it that is asked for.

    Raises
    ------
    CannotConvert
        If it cannot be had so.
    """
    instance = one.located.instance
    if not one.is_converted:
        etag = etag_of(instance, "file")
        headers = {**asked_again(etag), "Content-Type": _content_type(one.stored_as)}
        return file_of(retrieving.request, retrieving.run, instance, etag=etag, headers=headers)
    etag = etag_of(instance, "file", one.transfer_syntax_uid)
    if (answer := unchanged(retrieving.request, etag, asked_again(etag))) is not None:
        return answer
    file = tempfile.TemporaryFile()  # noqa: SIM115  (it lives as long as the answer)
    syntax = _convert_into(file, retrieving, one)
    headers = {**asked_again(etag), "Content-Type": _content_type(syntax), "Content-Length": str(file.tell())}
    if file.tell() <= AT_ONCE_BYTES:
        with file:
            return Response(b"".join(_chunks(file)), headers=headers)
    return StreamingResponse(_closing(file), headers=headers)


def _parts(retrieving: Retrieval, files: list[Outgoing]) -> Iterator[Part]:
    for one in files:
        if not one.is_converted:
            yield _stored_part(retrieving, one)
            continue
        with tempfile.TemporaryFile() as file:
            syntax = _convert_into(file, retrieving, one)
            location = url_of_instance(retrieving.base, one.located)
            yield Part(_content_type(syntax), location, file.tell(), _chunks(file))


def _stored_part(retrieving: Retrieval, one: Outgoing) -> Part:
    instance = one.located.instance
    return Part(
        content_type=_content_type(one.stored_as),
        location=url_of_instance(retrieving.base, one.located),
        size_bytes=instance.size_bytes,
        chunks=_when_its_turn_comes(retrieving, one),
    )


def _when_its_turn_comes(retrieving: Retrieval, one: Outgoing) -> Iterator[bytes]:
    yield from original(retrieving.run, one.located.instance)


def _convert_into(file: BinaryIO, retrieving: Retrieval, one: Outgoing) -> str:
    """Write the file that goes out, and return its transfer syntax."""
    try:
        _write(file, retrieving, one, one.transfer_syntax_uid)
    except CannotConvert as problem:
        log.warning("conversion.refused", id=str(one.located.instance.id), reason=problem.values.get("reason"))
        if one.is_strict:
            raise
        file.seek(0)
        file.truncate()
        _write(file, retrieving, one, one.stored_as)
        return one.stored_as
    return one.transfer_syntax_uid


def _write(file: BinaryIO, retrieving: Retrieval, one: Outgoing, wanted: str) -> None:
    try:
        with retrieving.run.store.open(one.located.instance.locator) as stored:
            file.writelines(converted(stored, stored_as=one.stored_as, wanted=wanted, decoders=retrieving.decoders))
    except (ObjectMissing, StoreUnavailable) as problem:
        raise OriginalUnreadable from problem


def _content_type(transfer_syntax_uid: str) -> str:
    return f"{DICOM}; transfer-syntax={transfer_syntax_uid}"


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK_BYTES):
        yield chunk


def _closing(file: BinaryIO) -> Iterator[bytes]:
    with file:
        yield from _chunks(file)
