"""What follows the bytes of an object in its file: envelope, length and digest.

    bytes | envelope as JSON | magic 8 | size of bytes 8 | size of envelope 4 | SHA-256 of bytes 32 | check 32

Numbers are big-endian. The check is the SHA-256 of the envelope and of the
trailer before it. The bytes come first so that their offsets in the file are
their own, and last comes what is known last: the file is written in one go.
"""

import hashlib
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from storage.contract import ENVELOPE_LIMIT_BYTES, pack_envelope, unpack_envelope

_MAGIC = b"\x89OBJ\r\n\x1a1"
_TRAILER = struct.Struct(">8sQI32s")
_CHECK_BYTES = 32
_TAIL_BYTES = ENVELOPE_LIMIT_BYTES + _TRAILER.size + _CHECK_BYTES


@dataclass(frozen=True, slots=True)
class Footer:
    """Size and digest of an object's bytes, and its envelope."""

    size_bytes: int
    sha256: bytes
    envelope: Mapping[str, str]


def write_footer(footer: Footer) -> bytes:
    """Return the bytes to append after the object."""
    envelope = pack_envelope(footer.envelope)
    signed = envelope + _TRAILER.pack(_MAGIC, footer.size_bytes, len(envelope), footer.sha256)
    return signed + hashlib.sha256(signed).digest()


def read_footer(descriptor: int) -> Footer:
    """Return the footer of an open file.

    Raises
    ------
    ValueError
        If the file does not end in a whole footer that fits its size.
    """
    file_size = os.fstat(descriptor).st_size
    tail = os.pread(descriptor, _TAIL_BYTES, max(0, file_size - _TAIL_BYTES))
    trailer_at = len(tail) - _CHECK_BYTES - _TRAILER.size
    if trailer_at < 0:
        raise ValueError("too short for an object")
    magic, size_bytes, envelope_bytes, sha256 = _TRAILER.unpack_from(tail, trailer_at)
    signed = tail[trailer_at - envelope_bytes : -_CHECK_BYTES] if envelope_bytes <= trailer_at else b""
    if magic != _MAGIC or hashlib.sha256(signed).digest() != tail[-_CHECK_BYTES:]:
        raise ValueError("the footer is damaged")
    if size_bytes + len(signed) + _CHECK_BYTES != file_size:
        raise ValueError("the file has another size than its footer says")
    return Footer(size_bytes, sha256, unpack_envelope(signed[:envelope_bytes]))
