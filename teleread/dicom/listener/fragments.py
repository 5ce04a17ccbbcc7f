"""P-DATA-TF taken apart as it comes: fragments of any size in PDUs of any size.

References
----------
DICOM PS3.8 9.3.1, 9.3.5 (P-DATA-TF) and Annex E (message control header).
"""

import struct
from collections.abc import Iterator

from teleread.dicom.listener.pdu import (
    ABORT,
    ASSOCIATE_RQ,
    IS_COMMAND,
    IS_LAST,
    LONGEST_PDU_BYTES,
    P_DATA_TF,
    RELEASE_RQ,
    Fault,
    Violation,
)
from teleread.dicom.listener.stream import Stream

_PDU_HEADER = struct.Struct(">BxL")
_PDV_HEADER = struct.Struct(">LBB")


class Released(Exception):
    """The peer asks to end the association."""


class Aborted(Exception):
    """The peer has ended the association."""


class Fragments:
    """The fragments that a stream carries; what is not taken of one is passed over with the next call."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._left_in_pdu = 0
        self.context_id = 0
        self.length = 0
        self.is_command = False
        self.is_last = False

    def next(self) -> None:
        """Read the head of the next fragment, whose content must be taken before the next.

        Raises
        ------
        Released, Aborted
            If the peer sends that instead.
        Violation
            If it sends what nobody may.
        PeerGone, TooSlow
            If it sends nothing.
        """
        while not self._left_in_pdu:
            self._left_in_pdu = self._next_pdu()
        length, self.context_id, control = self._pdv_header()
        if length < 2 or length > self._left_in_pdu:
            raise Violation(Fault.INVALID_PARAMETER, "a fragment of another length than its PDU has room for")
        self._left_in_pdu -= length
        self.length = length - 2
        self.is_command, self.is_last = bool(control & IS_COMMAND), bool(control & IS_LAST)

    def content(self) -> Iterator[memoryview]:
        """Yield what the fragment holds, in pieces."""
        return self._stream.pieces(self.length)

    def _pdv_header(self) -> tuple[int, int, int]:
        if self._left_in_pdu < _PDV_HEADER.size:
            raise Violation(Fault.INVALID_PARAMETER, "a PDU with too little for a fragment")
        self._left_in_pdu -= 4
        length, context_id, control = _PDV_HEADER.unpack(self._stream.take(_PDV_HEADER.size))
        return length, context_id, control

    def _next_pdu(self) -> int:
        kind, length = _PDU_HEADER.unpack(self._stream.take(_PDU_HEADER.size))
        if kind == P_DATA_TF and 0 < length <= LONGEST_PDU_BYTES:
            return int(length)
        if kind == RELEASE_RQ:
            raise Released
        if kind == ABORT:
            raise Aborted
        if kind == P_DATA_TF:
            raise Violation(Fault.INVALID_PARAMETER, "a PDU that is empty or too long")
        if ASSOCIATE_RQ <= kind <= ABORT:
            raise Violation(Fault.UNEXPECTED_PDU, "a PDU out of turn")
        raise Violation(Fault.UNRECOGNIZED_PDU, "no PDU of the Standard")
