"""Protocol data units of the upper layer that are short and always look the same.

References
----------
DICOM PS3.8 9.3.1 (structure), 9.3.4 (A-ASSOCIATE-RJ), 9.3.5 (P-DATA-TF), 9.3.7
(A-RELEASE-RP), 9.3.8 (A-ABORT).
"""

import struct
from enum import Enum

ASSOCIATE_RQ, ASSOCIATE_AC, ASSOCIATE_RJ, P_DATA_TF, RELEASE_RQ, RELEASE_RP, ABORT = range(1, 8)

LONGEST_PDU_BYTES = 1 << 20
"""Of what a peer may send, whatever it announced to us."""

IS_COMMAND, IS_LAST = 1, 2
"""Bits of the message control header (PS3.8 E.2)."""

PDV_OVERHEAD = 6
_HEADER = struct.Struct(">BxL")
_PDV_HEADER = struct.Struct(">BxLLBB")


class Fault(Enum):
    """Why an association is aborted: source and reason of A-ABORT (PS3.8 Table 9-26)."""

    BY_USER = (0, 0)
    NOT_SPECIFIED = (2, 0)
    UNRECOGNIZED_PDU = (2, 1)
    UNEXPECTED_PDU = (2, 2)
    INVALID_PARAMETER = (2, 6)


class Violation(Exception):
    """The peer broke the protocol; its association is to be aborted."""

    def __init__(self, fault: Fault, what: str) -> None:
        self.fault, self.what = fault, what
        super().__init__(what)


def pdu(kind: int, content: bytes) -> bytes:
    """Return a PDU with its header."""
    return _HEADER.pack(kind, len(content)) + content


def reject(result: int, source: int, reason: int) -> bytes:
    """Return an A-ASSOCIATE-RJ."""
    return pdu(ASSOCIATE_RJ, bytes((0, result, source, reason)))


def release_response() -> bytes:
    """Return an A-RELEASE-RP."""
    return pdu(RELEASE_RP, bytes(4))


def abort(fault: Fault) -> bytes:
    """Return an A-ABORT."""
    return pdu(ABORT, bytes((0, 0, *fault.value)))


def command_message(context_id: int, command: bytes, *, longest_pdu: int) -> bytes:
    """Return a command set in as many P-DATA-TF as the peer's limit makes of it.

    Parameters
    ----------
    longest_pdu
        The Maximum Length that the peer announced; 0 is no limit. One too small
        for any byte of a fragment is taken as if it allowed one.

    References
    ----------
    DICOM PS3.8 D.1 (Maximum Length).
    """
    room = max(longest_pdu - PDV_OVERHEAD, 1) if longest_pdu else len(command)
    pieces = [command[start : start + room] for start in range(0, len(command), room)]
    return b"".join(
        _PDV_HEADER.pack(
            P_DATA_TF,
            len(piece) + PDV_OVERHEAD,
            len(piece) + 2,
            context_id,
            IS_COMMAND | (IS_LAST if number == len(pieces) else 0),
        )
        + piece
        for number, piece in enumerate(pieces, 1)
    )
