"""A DICOM file from the outside: where its data set starts and what it says of itself.

Nothing here decodes a data set beyond its first identifiers, so a file of any
transfer syntax, known or not, can be sent or served as it lies.
"""

import struct
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from pydicom.filereader import read_dataset
from pydicom.tag import BaseTag

from teleread.errors import Invalid

IMPLEMENTATION_CLASS_UID = "2.25.61190207829484396303180837706270482245"
IMPLEMENTATION_VERSION_NAME = "TELEREAD_0_1"

IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2"
EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1"
DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1.99"
EXPLICIT_VR_BIG_ENDIAN = "1.2.840.10008.1.2.2"

LONGEST_FILE_META = 1 << 20
LONGEST_START = 1 << 16
LONGEST_HEAD = 132 + LONGEST_FILE_META + LONGEST_START
"""`read_head` looks at no byte behind these."""
BEHIND_GROUP_LENGTH = 144
LONG_VALUE_REPRESENTATIONS = frozenset({b"OB", b"OW", b"OF", b"OD", b"OL", b"OV", b"SQ", b"UC", b"UN", b"UR", b"UT"})


class NotDicom(Invalid):
    """The bytes are no DICOM file, nor a data set without File Meta."""

    code = "not_dicom"
    zh, en = "该文件不是 DICOM 文件", "This file is not a DICOM file"


@dataclass(frozen=True, slots=True)
class Part10:
    """What the head of a file says. Identifiers are empty where the file has none."""

    data_set_offset: int
    transfer_syntax_uid: str
    sop_class_uid: str
    sop_instance_uid: str


def read_head(stream: BinaryIO) -> Part10:
    """Read File Meta and the identifiers of the data set.

    The data set's own identifiers win over File Meta where both are there: the
    file was renamed or re-wrapped oftener than the data set was changed. A bare
    data set (no preamble, no File Meta) is told by its first element.

    Raises
    ------
    NotDicom
        If the bytes start neither with File Meta nor with a group 0008 element.

    References
    ----------
    PS3.10 7.1 (File Meta Information); PS3.5 7.1 (structure of an element).
    """
    stream.seek(0)
    start = stream.read(132)
    offset = 132 if start[128:] == b"DICM" else 0
    stream.seek(offset)
    meta, data_set_offset = _read_file_meta(stream.read(LONGEST_FILE_META), offset)
    stream.seek(data_set_offset)
    beginning = stream.read(LONGEST_START)
    transfer_syntax_uid = meta.get(0x0010) or _guess_transfer_syntax(beginning)
    if not transfer_syntax_uid:
        raise NotDicom
    sop_class_uid, sop_instance_uid = _read_identifiers(beginning, transfer_syntax_uid)
    return Part10(
        data_set_offset, transfer_syntax_uid, sop_class_uid or meta.get(2, ""), sop_instance_uid or meta.get(3, "")
    )


def data_set_offset(stream: BinaryIO) -> int:
    """Return where the data set of a kept object begins: behind as much File Meta as its group length says.

    What follows is the sender's and may begin like File Meta too. Without a
    group length the elements say it, as in `read_head`.

    Raises
    ------
    NotDicom
        If the bytes are neither File Meta nor a data set.

    References
    ----------
    PS3.10 7.1, Table 7.1-1 (File Meta Information Group Length).
    """
    stream.seek(0)
    start = stream.read(BEHIND_GROUP_LENGTH)
    if len(start) == BEHIND_GROUP_LENGTH and start[128:140] == b"DICM\x02\x00\x00\x00UL\x04\x00":
        return BEHIND_GROUP_LENGTH + int.from_bytes(start[140:], "little")
    return read_head(stream).data_set_offset


def _read_file_meta(content: bytes, offset: int) -> tuple[dict[int, str], int]:
    values: dict[int, str] = {}
    position = 0
    while content[position : position + 2] == b"\x02\x00" and len(content) >= position + 8:
        element, representation = struct.unpack_from("<H2s", content, position + 2)
        if representation in LONG_VALUE_REPRESENTATIONS:
            length = int.from_bytes(content[position + 8 : position + 12], "little")
            value_at = position + 12
        else:
            length = int.from_bytes(content[position + 6 : position + 8], "little")
            value_at = position + 8
        values[element] = content[value_at : value_at + length].rstrip(b"\0 ").decode("ascii", "replace")
        position = value_at + length
        if position > len(content):
            raise NotDicom
    return values, offset + position


def _guess_transfer_syntax(beginning: bytes) -> str:
    group, representation = beginning[:2], beginning[4:6]
    is_explicit = representation.isalpha() and representation.isupper()
    if group == b"\x08\x00":
        return EXPLICIT_VR_LITTLE_ENDIAN if is_explicit else IMPLICIT_VR_LITTLE_ENDIAN
    return EXPLICIT_VR_BIG_ENDIAN if group == b"\x00\x08" and is_explicit else ""


def _read_identifiers(beginning: bytes, transfer_syntax_uid: str) -> tuple[str, str]:
    if transfer_syntax_uid == DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN:
        return "", ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data_set = read_dataset(
                BytesIO(beginning),
                is_implicit_VR=transfer_syntax_uid == IMPLICIT_VR_LITTLE_ENDIAN,
                is_little_endian=transfer_syntax_uid != EXPLICIT_VR_BIG_ENDIAN,
                stop_when=_is_behind_identifiers,
            )
            return str(data_set.get("SOPClassUID") or ""), str(data_set.get("SOPInstanceUID") or "")
    except Exception:  # noqa: BLE001  (a hostile data set may raise anything; File Meta then speaks alone)
        return "", ""


def _is_behind_identifiers(tag: BaseTag, _representation: str | None, _length: int) -> bool:
    return int(tag) > 0x00080018
