"""The head of a file, written anew: what stands before a stranger's data set may be anything.

Everything that is kept has this head. It is a function of three UIDs and the
same for ever, so that equal data sets are equal files.
"""

import struct
from functools import lru_cache

from teleread.dicom.dataset.part10 import IMPLEMENTATION_CLASS_UID

LONGEST_UID = 128
_VERSION = b"\x02\x00\x01\x00OB\x00\x00\x02\x00\x00\x00\x00\x01"
_VERSION_NAME = b"TELEREAD_0_1"
"""Never another: the SHA-256 of a file tells whether it was received before."""


def file_meta(*, sop_class_uid: str, sop_instance_uid: str, transfer_syntax_uid: str) -> bytes:
    """Return a preamble of zeros and File Meta of ours, to stand before a data set.

    References
    ----------
    PS3.10 7.1 (File Meta Information).
    """
    beginning, end = _around_instance(sop_class_uid, transfer_syntax_uid)
    instance = _uid(0x0003, sop_instance_uid)
    length = len(beginning) + len(instance) + len(end)
    return b"\0" * 128 + b"DICM" + _element(0x0000, b"UL", length.to_bytes(4, "little")) + beginning + instance + end


@lru_cache(maxsize=256)
def _around_instance(sop_class_uid: str, transfer_syntax_uid: str) -> tuple[bytes, bytes]:
    ours = _uid(0x0012, IMPLEMENTATION_CLASS_UID) + _element(0x0013, b"SH", _VERSION_NAME)
    return _VERSION + _uid(0x0002, sop_class_uid), _uid(0x0010, transfer_syntax_uid) + ours


def _uid(element: int, uid: str) -> bytes:
    value = uid.encode("ascii", "replace")[:LONGEST_UID]
    return _element(element, b"UI", value + b"\0" * (len(value) % 2))


def _element(element: int, representation: bytes, value: bytes) -> bytes:
    return struct.pack("<HH2sH", 0x0002, element, representation, len(value)) + value
