"""How a segment is written down: a first block, then records that begin at multiples of 4096.

    first block   introduction | at 1024 the seal, or zeros | at 2048 the introduction again
    introduction  magic 8 | secret 32 | check 16
    seal          magic 8 | check 16
    record        head | bytes of the object | nothing up to the next multiple
    head          magic 8 | kind 1 | reserved 1 | size of key 2 | size of envelope 2 | size of record 8
                  | settled 8 | size of bytes 8 | SHA-256 of bytes 32 | key | envelope as JSON | check 16

Numbers are big-endian. `settled` is an offset: everything before it was
durable when the record was written, so damage there is damage, and only what
lies behind every such offset may have been cut off by a crash. A head's check is keyed with the segment's secret and
covers the head's place, so that nobody can send bytes that are taken for a
record when a reader has lost its way and looks for the next one.
"""

import hashlib
import hmac
import secrets
import struct
from dataclasses import dataclass
from enum import IntEnum

from storage.contract import KEY_LIMIT

BLOCK_BYTES = 4096
SECTOR_BYTES = 512
FIRST_RECORD = BLOCK_BYTES
SECRET_BYTES = 32

_CHECK_BYTES = 16
_SEGMENT_MAGIC = b"\x89SEG\r\n\x1a1"
_RECORD_MAGIC = b"\x89REC\r\n\x1a1"
_SEAL_MAGIC = b"\x89END\r\n\x1a1"
SEAL_AT = 1024
_SECOND_INTRODUCTION = 2048
_INTRODUCTION = struct.Struct(f">8s{SECRET_BYTES}s{_CHECK_BYTES}s")
_HEAD = struct.Struct(">8sBxHHQQQ32s")
_PLACE = struct.Struct(">Q")


class Kind(IntEnum):
    """What a record is."""

    OBJECT = 1
    DELETED = 2
    """Deleted; its bytes may still be there."""
    ERASED = 3
    """Deleted, and its bytes are gone."""
    VOID = 4
    """Never became an object: its writer was told so, or died before it could be told anything."""


@dataclass(frozen=True, slots=True)
class Head:
    """What lies in front of an object's bytes; of what is no object, only how long it is."""

    kind: Kind
    record_bytes: int
    settled: int = 0
    size_bytes: int = 0
    sha256: bytes = bytes(32)
    key: str = ""
    envelope: bytes = b""

    @property
    def payload_at(self) -> int:
        """Where the bytes begin, from the beginning of the record."""
        return _HEAD.size + len(self.key) + len(self.envelope) + _CHECK_BYTES


def object_head(*, key: str, envelope: bytes, size_bytes: int, sha256: bytes) -> Head:
    """Return the head of an object's record."""
    head_bytes = _HEAD.size + len(key) + len(envelope) + _CHECK_BYTES
    return Head(Kind.OBJECT, aligned(head_bytes + size_bytes), 0, size_bytes, sha256, key, envelope)


def aligned(size: int) -> int:
    """Return the smallest multiple of a block that is not smaller."""
    return -(-size // BLOCK_BYTES) * BLOCK_BYTES


def new_secret() -> bytes:
    """Return the secret of a new segment."""
    return secrets.token_bytes(SECRET_BYTES)


def write_first_block(secret: bytes) -> bytes:
    """Return the first block of a segment, which says its secret twice."""
    introduction = _INTRODUCTION.pack(_SEGMENT_MAGIC, secret, _check(b"", _SEGMENT_MAGIC + secret))
    return introduction.ljust(_SECOND_INTRODUCTION, b"\0") + introduction.ljust(
        BLOCK_BYTES - _SECOND_INTRODUCTION, b"\0"
    )


def write_seal(secret: bytes) -> bytes:
    """Return the sector to lie at `SEAL_AT` when every record is known to be whole, or marked, or damaged."""
    return (_SEAL_MAGIC + _check(secret, _SEAL_MAGIC)).ljust(SECTOR_BYTES, b"\0")


@dataclass(frozen=True, slots=True)
class FirstBlock:
    """What a segment says of itself."""

    secret: bytes
    is_sealed: bool


def read_first_block(block: bytes) -> FirstBlock:
    """Return what the first block says.

    Raises
    ------
    ValueError
        If neither introduction is whole.
    """
    for at in (0, _SECOND_INTRODUCTION):
        if len(block) < at + _INTRODUCTION.size:
            break
        magic, secret, check = _INTRODUCTION.unpack_from(block, at)
        if magic == _SEGMENT_MAGIC and check == _check(b"", magic + secret):
            return FirstBlock(secret, block[SEAL_AT : SEAL_AT + SECTOR_BYTES] == write_seal(secret))
    raise ValueError("not the first block of a segment")


def write_head(head: Head, *, secret: bytes, offset: int, settled: int) -> bytes:
    """Return the head to lie at an offset of the segment that has the secret."""
    key = head.key.encode("ascii")
    sizes = len(key), len(head.envelope), head.record_bytes, settled, head.size_bytes
    fixed = _HEAD.pack(_RECORD_MAGIC, head.kind, *sizes, head.sha256)
    content = fixed + key + head.envelope
    return content + _check(secret, _PLACE.pack(offset) + content)


def write_tombstone(kind: Kind, record_bytes: int, *, secret: bytes, offset: int, settled: int) -> bytes:
    """Return the sector to lie over a head when the record is no object any more."""
    head = write_head(Head(kind, record_bytes), secret=secret, offset=offset, settled=settled)
    return head.ljust(SECTOR_BYTES, b"\0")


def read_head(block: bytes, *, secret: bytes, offset: int) -> Head | None:
    """Return the head at the beginning of a block, or None if there is none that is whole."""
    if not block.startswith(_RECORD_MAGIC) or len(block) < _HEAD.size:
        return None
    _, kind, key_bytes, envelope_bytes, record_bytes, settled, size_bytes, sha256 = _HEAD.unpack_from(block)
    end = _HEAD.size + key_bytes + envelope_bytes
    content, check = block[:end], block[end : end + _CHECK_BYTES]
    if key_bytes > KEY_LIMIT or not hmac.compare_digest(check, _check(secret, _PLACE.pack(offset) + content)):
        return None
    key = content[_HEAD.size : _HEAD.size + key_bytes].decode("ascii")
    return Head(Kind(kind), record_bytes, settled, size_bytes, sha256, key, content[_HEAD.size + key_bytes :])


def unproven_record_bytes(block: bytes) -> int:
    """Return how long a record is whose head is damaged, as far as anybody can tell; 0 if it does not look like one."""
    if not block.startswith(_RECORD_MAGIC) or len(block) < _HEAD.size:
        return 0
    record_bytes = int(_HEAD.unpack_from(block)[4])
    return record_bytes if record_bytes % BLOCK_BYTES == 0 else 0


def is_object(sector: bytes) -> bool:
    """Say whether a head that was whole is that of an object; its check is not computed again."""
    return sector.startswith(_RECORD_MAGIC + bytes([Kind.OBJECT]))


def _check(secret: bytes, content: bytes) -> bytes:
    return hashlib.blake2b(content, key=secret, digest_size=_CHECK_BYTES).digest()
