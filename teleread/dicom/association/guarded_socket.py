"""The socket of an association that pynetdicom answers, within bounds.

One length field makes pynetdicom buffer up to 4 GiB, a peer that sends a byte
now and then is waited for without end, and requests are read as fast as they
come, however slowly they are answered.
"""

import select
import ssl
from collections import deque
from socket import socket
from time import monotonic

from pynetdicom.transport import AssociationSocket

from teleread.dicom.association.bounds import Bounds
from teleread.dicom.association.pace import Pace, TooSlow

LONGEST_PDU_BYTES = 1 << 20
"""We announce less; an A-ASSOCIATE-RQ with many contexts is longer than a P-DATA."""
MOST_UNANSWERED = 2
"""Messages that are read before those said earlier are taken up; a peer has one operation at a time."""
_HEADER_BYTES = 6


class GuardedSocket(AssociationSocket):
    """A socket that reads no PDU too long, none from a peer too slow and none ahead of its answers.

    It begins with what was read before.
    """

    _said_before: bytearray
    _pace: Pace
    _waiting_since: float | None
    reports: "deque[None]"
    """One for each N-EVENT-REPORT that is not answered: pynetdicom has a thread for each."""

    @classmethod
    def of(cls, plain: AssociationSocket, said_before: bytes, bounds: Bounds) -> "GuardedSocket":
        """Put a guard round the socket of an association whose first bytes were read already."""
        guarded = cls.__new__(cls)
        guarded.__dict__.update(plain.__dict__)
        guarded._said_before, guarded.reports = bytearray(said_before), deque()
        guarded._pace, guarded._waiting_since = Pace(bounds.pace_seconds, bounds.least_bytes), None
        return guarded

    @property
    def ready(self) -> bool:
        """Say whether there is something to read; by poll, which knows more than 1024 descriptors."""
        if self.socket is None or not self._is_connected:
            return False
        if self._has_much_to_answer():
            self._waiting_since = None
            return False
        is_ready = self._has_something_to_read(self.socket)
        if not is_ready and self._waiting_since is None:
            self._waiting_since = monotonic()
        return is_ready

    def recv(self, nr_bytes: int) -> bytearray:
        """Read exactly that many bytes, or fewer if the peer has gone.

        Raises
        ------
        OSError
            If they are too many or come too slowly; pynetdicom then closes the
            connection.
        """
        if nr_bytes > LONGEST_PDU_BYTES:
            raise OSError("the peer announced a PDU that is too long")
        if self.socket is None:
            raise OSError("the connection is closed")
        try:
            if nr_bytes == _HEADER_BYTES:
                self._begin_pdu()
            return self._read(self.socket, nr_bytes)
        except TooSlow:
            raise OSError("the peer is too slow") from None

    def _read(self, connection: socket, nr_bytes: int) -> bytearray:
        content, position = bytearray(nr_bytes), min(len(self._said_before), nr_bytes)
        content[:position] = self._said_before[:position]
        del self._said_before[:position]
        while position < nr_bytes:
            began = monotonic()
            count = connection.recv_into(memoryview(content)[position:])
            if count == 0:
                return content[:position]
            position += count
            self._pace.add(count, waited=monotonic() - began)
        return content

    def _begin_pdu(self) -> None:
        """Count what we waited for it, unless a message begins with it."""
        waited = 0.0 if self._waiting_since is None else monotonic() - self._waiting_since
        self._waiting_since = None
        if self.assoc.dimse.message is None:
            self._pace.begin()
        else:
            self._pace.add(0, waited=waited)

    def _has_something_to_read(self, connection: socket) -> bool:
        if self._said_before or (isinstance(connection, ssl.SSLSocket) and connection.pending()):
            return True
        try:
            poll = select.poll()
            poll.register(connection, select.POLLIN)
            return bool(poll.poll(0))
        except (OSError, ValueError):
            self.event_queue.put("Evt17")  # transport connection closed (PS3.8 9.2)
            return False

    def _has_much_to_answer(self) -> bool:
        return max(self.assoc.dimse.msg_queue.qsize(), len(self.reports)) >= MOST_UNANSWERED
