"""What pynetdicom leaves open to a hostile or broken peer, closed.

A command set may grow for ever, a transfer that breaks off leaves its file
behind, and an answer that took long ends the association as if the peer had been
silent. What its sockets leave open is closed in `guarded_socket`.
"""

import threading
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
from pynetdicom.transport import RequestHandler, ThreadedAssociationServer

from teleread.dicom.association.bounds import Bounds
from teleread.dicom.association.guarded_socket import GuardedSocket

LONGEST_COMMAND_BYTES = 1 << 16
LONGEST_ATTRIBUTES_BYTES = 1 << 19
"""A query, or a report that names some thousands of Instances."""
LONGEST_INSTANCE_BYTES = 4 << 30
TIDYING_SECONDS = 30.0


class Adoption(RequestHandler):
    """Makes an association of a connection that somebody else has accepted."""

    def __init__(self, server: "AdoptingServer", connection: socket, address: tuple[str, int]) -> None:
        self.server, self.request, self.client_address = server, connection, address
        self._bounds = server.bounds

    def association(self, said_before: bytes) -> Association:
        """Return the association, to be started, which reads first what was said before."""
        self.request.settimeout(self.server.ae.network_timeout)
        association = self._create_association()
        plain = association.dul.socket
        if plain is None:
            raise OSError("the connection is closed")
        guarded = association.dul.socket = GuardedSocket.of(plain, said_before, self._bounds)
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
        bounds: Bounds,
    ) -> None:
        self.bounds = bounds
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
    socket: GuardedSocket, serves: Callable[[DimseServiceType, int], None], message: DimseServiceType, context_id: int
) -> None:
    """Answer a message, and measure the peer's silence from then."""
    try:
        serves(message, context_id)
    finally:
        socket.assoc.dul._idle_timer.restart()
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
