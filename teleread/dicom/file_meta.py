"""The head of a file, written anew: what stands before a stranger's data set may be anything."""

import struct

from teleread.dicom.part10 import IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME, Part10

LONGEST_UID = 128
_VERSION = b"\x02\x00\x01\x00OB\x00\x00\x02\x00\x00\x00\x00\x01"


def file_meta(head: Part10) -> bytes:
    """Return a preamble of zeros and File Meta of ours, to stand before a data set.

    References
    ----------
    PS3.10 7.1 (File Meta Information).
    """
    elements = b"".join(
        (
            _VERSION,
            _uid(0x0002, head.sop_class_uid),
            _uid(0x0003, head.sop_instance_uid),
            _uid(0x0010, head.transfer_syntax_uid),
            _uid(0x0012, IMPLEMENTATION_CLASS_UID),
            _element(0x0013, b"SH", IMPLEMENTATION_VERSION_NAME.encode()),
        )
    )
    group_length = _element(0x0000, b"UL", len(elements).to_bytes(4, "little"))
    return b"\0" * 128 + b"DICM" + group_length + elements


def _uid(element: int, uid: str) -> bytes:
    value = uid.encode("ascii", "replace")[:LONGEST_UID]
    return _element(element, b"UI", value + b"\0" * (len(value) % 2))


def _element(element: int, representation: bytes, value: bytes) -> bytes:
    return struct.pack("<HH2sH", 0x0002, element, representation, len(value)) + value
