"""Command sets of C-STORE and C-ECHO: a request read, a response written.

References
----------
DICOM PS3.7 6.3.1 (Implicit VR Little Endian), 9.1.1 and 9.1.5 (services), 9.3.1
and 9.3.5 (messages), Annex E (elements).
"""

import struct
from dataclasses import dataclass

from teleread.dicom.listener.pdu import Fault, Violation

C_STORE_RQ, C_ECHO_RQ, C_CANCEL_RQ = 0x0001, 0x0030, 0x0FFF
RESPONSE = 0x8000
"""The bit that tells a response from its request."""
NO_DATA_SET = 0x0101
LONGEST_COMMAND_BYTES = 1 << 16
LONGEST_UID = 128

_GROUP_LENGTH, _SOP_CLASS, _FIELD, _MESSAGE_ID, _RESPONDED_TO = 0x0000, 0x0002, 0x0100, 0x0110, 0x0120
_DATA_SET_TYPE, _STATUS, _COMMENT, _SOP_INSTANCE = 0x0800, 0x0900, 0x0902, 0x1000
_ELEMENT = struct.Struct("<HHL")


@dataclass(frozen=True, slots=True)
class Command:
    """What a peer asks for. UIDs are empty where the command set has none."""

    field: int
    message_id: int
    has_data_set: bool
    sop_class_uid: str
    sop_instance_uid: str


def parse_command(content: bytes) -> Command:
    """Return what a command set asks for.

    Raises
    ------
    Violation
        If the bytes are no command set, or one without its field or type.
    """
    elements = _elements(content)
    return Command(
        field=_number(elements, _FIELD),
        message_id=_number(elements, _MESSAGE_ID) if _MESSAGE_ID in elements else 0,
        has_data_set=_number(elements, _DATA_SET_TYPE) != NO_DATA_SET,
        sop_class_uid=_uid(elements, _SOP_CLASS),
        sop_instance_uid=_uid(elements, _SOP_INSTANCE),
    )


def encode_response(request: Command, status: int, comment: str = "") -> bytes:
    """Return the command set that answers a request."""
    elements = [
        _packed_uid(_SOP_CLASS, request.sop_class_uid),
        _packed_number(_FIELD, request.field | RESPONSE),
        _packed_number(_RESPONDED_TO, request.message_id),
        _packed_number(_DATA_SET_TYPE, NO_DATA_SET),
        _packed_number(_STATUS, status),
        _packed_text(_COMMENT, comment, b" "),
        _packed_uid(_SOP_INSTANCE, request.sop_instance_uid),
    ]
    behind = b"".join(elements)
    return _ELEMENT.pack(0, _GROUP_LENGTH, 4) + len(behind).to_bytes(4, "little") + behind


def _elements(content: bytes) -> dict[int, bytes]:
    elements: dict[int, bytes] = {}
    position = 0
    while position < len(content):
        value_at = position + _ELEMENT.size
        if value_at > len(content):
            raise Violation(Fault.INVALID_PARAMETER, "a command set that breaks off")
        group, element, length = _ELEMENT.unpack_from(content, position)
        position = value_at + length
        if group != 0 or position > len(content):
            raise Violation(Fault.INVALID_PARAMETER, "a command set that is none")
        elements[element] = content[value_at:position]
    return elements


def _number(elements: dict[int, bytes], element: int) -> int:
    value = elements.get(element, b"")
    if len(value) != 2:
        raise Violation(Fault.INVALID_PARAMETER, "a command set without a number that it needs")
    return int.from_bytes(value, "little")


def _uid(elements: dict[int, bytes], element: int) -> str:
    value = elements.get(element, b"")[:LONGEST_UID]
    return value.decode("ascii", "replace").strip("\0 ")


def _packed_number(element: int, value: int) -> bytes:
    return _ELEMENT.pack(0, element, 2) + value.to_bytes(2, "little")


def _packed_uid(element: int, uid: str) -> bytes:
    return _packed_text(element, uid, b"\0")


def _packed_text(element: int, text: str, padding: bytes) -> bytes:
    """Return the element, of even length; nothing where there is no text."""
    value = text.encode("ascii", "replace")
    if not value:
        return b""
    value += padding * (len(value) % 2)
    return _ELEMENT.pack(0, element, len(value)) + value
