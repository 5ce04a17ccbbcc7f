"""What pynetdicom leaves open to a hostile or broken peer, closed.

One length field makes it buffer up to 4 GiB, a peer that stops in the middle of
a PDU is waited for without end, a command set may grow for ever, requests are
read as fast as they come, however slowly they are answered, and a transfer that
breaks off leaves its file behind.
"""

import select
import ssl
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from pathlib import Path
from socket import socket
from typing import Any

from pynetdicom import AE, evt
from pynetdicom.association import Association
from pynetdicom.dimse_messages import N_EVENT_REPORT_RQ
from pynetdicom.dimse_primitives import N_EVENT_REPORT, DimseServiceType
from pynetdicom.presentation import PresentationContext
from pynetdicom.transport import AssociationSocket, RequestHandler, ThreadedAssociationServer

LONGEST_PDU_BYTES = 1 << 20
"""We announce less; an A-ASSOCIATE-RQ with many contexts is longer than a P-DATA."""
LONGEST_COMMAND_BYTES = 1 << 16
LONGEST_ATTRIBUTES_BYTES = 1 << 19
"""A query, or a report that names some thousands of Instances."""
LONGEST_INSTANCE_BYTES = 4 << 30
MOST_UNANSWERED = 2
"""Messages that are read before those said earlier are taken up; a peer has one operation at a time."""
PDU_SECONDS = 50.0
TIDYING_SECONDS = 30.0
_HEADER_BYTES = 6


class GuardedSocket(AssociationSocket):
    """A socket that refuses a PDU too long and one that takes too long; it begins with what was read before.

    It reads nothing more from a peer that asks and asks and waits for no answer.
    """

    _said_before: bytearray
    _deadline: float
    reports: "deque[None]"
    """One for each N-EVENT-REPORT that is not answered: pynetdicom has a thread for each."""

    @classmethod
    def of(cls, plain: AssociationSocket, said_before: bytes) -> "GuardedSocket":
        """Put a guard round the socket of an association whose first bytes were read already."""
        guarded = cls.__new__(cls)
        guarded.__dict__.update(plain.__dict__)
        guarded._said_before, guarded._deadline, guarded.reports = bytearray(said_before), 0.0, deque()
        return guarded

    @property
    def ready(self) -> bool:
        """Say whether there is something to read; by poll, which knows more than 1024 descriptors."""
        if self.socket is None or not self._is_connected or self._has_much_to_answer():
            return False
        if self._said_before or (isinstance(self.socket, ssl.SSLSocket) and self.socket.pending()):
            return True
        try:
            poll = select.poll()
            poll.register(self.socket, select.POLLIN)
            return bool(poll.poll(0))
        except (OSError, ValueError):
            self.event_queue.put("Evt17")  # transport connection closed (PS3.8 9.2)
            return False

    def recv(self, nr_bytes: int) -> bytearray:
        """Read exactly that many bytes, or fewer if the peer has gone.

        Raises
        ------
        OSError
            If they are too many or do not come in time; pynetdicom then closes
            the connection.
        """
        if nr_bytes > LONGEST_PDU_BYTES:
            raise OSError("the peer announced a PDU that is too long")
        if self.socket is None:
            raise OSError("the connection is closed")
        if nr_bytes == _HEADER_BYTES:
            self._deadline = time.monotonic() + PDU_SECONDS
        content, position = bytearray(nr_bytes), min(len(self._said_before), nr_bytes)
        content[:position] = self._said_before[:position]
        del self._said_before[:position]
        while position < nr_bytes:
            count = self.socket.recv_into(memoryview(content)[position:])
            if count == 0 or time.monotonic() > self._deadline:
                return content[:position]
            position += count
        return content

    def _has_much_to_answer(self) -> bool:
        return max(self.assoc.dimse.msg_queue.qsize(), len(self.reports)) >= MOST_UNANSWERED


class Adoption(RequestHandler):
    """Makes an association of a connection that somebody else has accepted."""

    def __init__(self, server: "AdoptingServer", connection: socket, address: tuple[str, int]) -> None:
        self.server, self.request, self.client_address = server, connection, address

    def association(self, said_before: bytes) -> Association:
        """Return the association, to be started, which reads first what was said before."""
        self.request.settimeout(self.server.ae.network_timeout)
        association = self._create_association()
        plain = association.dul.socket
        if plain is None:
            raise OSError("the connection is closed")
        guarded = association.dul.socket = GuardedSocket.of(plain, said_before)
        association.dul.daemon = association.daemon = True
        runs, serves = association.run, association._serve_request
        # pynetdicom makes the Association itself, so the bodies of its threads are wrapped here.
        association.run = lambda: _run_and_tidy(association, runs)  # type: ignore[method-assign]  # see above
        association._serve_request = lambda *said: _serve(guarded, serves, *said)  # type: ignore[method-assign]  # too
        return association


class AdoptingServer(ThreadedAssociationServer):
    """What pynetdicom wants to know of a server, without a port of its own."""

    def __init__(
        self,
        ae: AE,
        address: tuple[str, int],
        contexts: list[PresentationContext],
        *,
        handlers: list[evt.EventHandlerType],
    ) -> None:
        super().__init__(ae, address, ae.ae_title, contexts, evt_handlers=handlers)
        if self.socket is not None:
            self.socket.close()

    def server_bind(self) -> None:
        """Bind nothing."""

    def server_activate(self) -> None:
        """Listen to nobody."""


class SharedContexts(list[PresentationContext]):
    """Contexts that every association reads and none changes: pynetdicom copies all of them for each."""

    def __deepcopy__(self, _memo: dict[int, Any]) -> list[PresentationContext]:
        return copy(self)


def bound_message(event: evt.Event) -> None:
    """Abort the association whose message grows beyond reason; bound to EVT_PDU_RECV."""
    message = event.assoc.dimse.message
    if message is None:
        return
    command = message.encoded_command_set.tell()
    held = message.data_set.tell() if message.data_set else 0
    spooled = message._data_set_file.file.tell() if message._data_set_file else 0
    if command > LONGEST_COMMAND_BYTES or held > LONGEST_ATTRIBUTES_BYTES or spooled > LONGEST_INSTANCE_BYTES:
        event.assoc.abort()


def count_report(event: evt.Event) -> None:
    """Take note of a report that is to be answered; bound to EVT_DIMSE_RECV."""
    socket = event.assoc.dul.socket
    if isinstance(event.message, N_EVENT_REPORT_RQ) and isinstance(socket, GuardedSocket):
        socket.reports.append(None)


def _serve(
    socket: GuardedSocket,
    serves: Callable[[DimseServiceType, int], None],
    message: DimseServiceType,
    context_id: int,
) -> None:
    try:
        serves(message, context_id)
    finally:
        if isinstance(message, N_EVENT_REPORT) and socket.reports:
            socket.reports.pop()


def _run_and_tidy(association: Association, runs: Callable[[], None]) -> None:
    try:
        runs()
    finally:
        _close(association)


def _close(association: Association) -> None:
    """Remove the file of a transfer that broke off, when nobody writes to it any more."""
    dul: threading.Thread = association.dul
    association.dul.kill_dul()
    dul.join(timeout=TIDYING_SECONDS)
    message = association.dimse.message
    if message is not None and message._data_set_file is not None:
        with suppress(OSError):
            message._data_set_file.close()
        if isinstance(message._data_set_path, Path):
            message._data_set_path.unlink(missing_ok=True)
