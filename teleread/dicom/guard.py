"""What pynetdicom leaves open to a hostile or broken peer, closed.

One length field makes it buffer up to 4 GiB, a peer that stops in the middle of
a PDU is waited for without end, a command set may grow for ever, and a transfer
that breaks off leaves its file behind.
"""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from pathlib import Path
from typing import Any

from pynetdicom import AE, evt
from pynetdicom.association import Association
from pynetdicom.presentation import PresentationContext
from pynetdicom.transport import AssociationSocket, RequestHandler, ThreadedAssociationServer

LONGEST_PDU_BYTES = 1 << 20
"""We announce less; an A-ASSOCIATE-RQ with many contexts is longer than a P-DATA."""
LONGEST_COMMAND_BYTES = 1 << 16
LONGEST_ATTRIBUTES_BYTES = 1 << 19
"""A query, or a report that names some thousands of Instances."""
LONGEST_INSTANCE_BYTES = 4 << 30
PDU_SECONDS = 120.0
SILENCE_SECONDS = 30.0


class GuardedSocket(AssociationSocket):
    """A socket that refuses a PDU too long and one that takes too long."""

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
        content, position = bytearray(nr_bytes), 0
        deadline = time.monotonic() + PDU_SECONDS
        while position < nr_bytes:
            count = self.socket.recv_into(memoryview(content)[position:])
            if count == 0 or time.monotonic() > deadline:
                return content[:position]
            position += count
        return content


class GuardedHandler(RequestHandler):
    """Starts an association on a guarded socket and tidies up behind it."""

    def handle(self) -> None:
        """Start the association."""
        self.request.settimeout(SILENCE_SECONDS)
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        association = self._create_association()
        association.dul.socket = _guarded(association)
        association.dul.daemon = True
        runs = association.run
        # pynetdicom makes the Association itself, so the body of its thread is wrapped here.
        association.run = lambda: _run_and_tidy(association, runs)  # type: ignore[method-assign]  # see above
        evt.trigger(association, evt.EVT_CONN_OPEN, {"address": self.client_address})
        association.start()


class GuardedServer(ThreadedAssociationServer):
    """Turns connections away before they cost a thread each."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self,
        ae: AE,
        address: tuple[str, int],
        contexts: list[PresentationContext],
        *,
        handlers: list[evt.EventHandlerType],
        most_connections: int,
    ) -> None:
        self._most_connections = most_connections
        super().__init__(ae, address, ae.ae_title, contexts, evt_handlers=handlers, request_handler=GuardedHandler)

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """Say whether there is room for one more."""
        return len(self.active_associations) < self._most_connections


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


def _guarded(association: Association) -> GuardedSocket:
    plain = association.dul.socket
    if plain is None or plain.socket is None:
        raise OSError("the connection is closed")
    guarded = GuardedSocket.__new__(GuardedSocket)
    guarded.__dict__.update(plain.__dict__)
    return guarded


def _run_and_tidy(association: Association, runs: Callable[[], None]) -> None:
    try:
        runs()
    finally:
        _close(association)


def _close(association: Association) -> None:
    """Remove the file of a transfer that broke off, when nobody writes to it any more."""
    dul: threading.Thread = association.dul
    association.dul.kill_dul()
    dul.join(timeout=SILENCE_SECONDS)
    message = association.dimse.message
    if message is not None and message._data_set_file is not None:
        with suppress(OSError):
            message._data_set_file.close()
        if isinstance(message._data_set_path, Path):
            message._data_set_path.unlink(missing_ok=True)
