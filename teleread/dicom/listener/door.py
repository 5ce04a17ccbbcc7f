"""The door: every connection of the DICOM ports, each in a thread of its own.

References
----------
DICOM PS3.8 7.1 (association establishment), 9.2 (states), 9.1.5 (ARTIM timer).
"""

import socket
import threading
from contextlib import suppress
from time import monotonic

import structlog

from teleread.dicom.association.bounds import Bounds
from teleread.dicom.listener.associate import Implementation
from teleread.dicom.listener.calling import part_from, say
from teleread.dicom.listener.negotiation import Offer
from teleread.dicom.listener.pdu import Violation, abort
from teleread.dicom.listener.reception import Crowding, Reception
from teleread.dicom.listener.room import Room, network_of
from teleread.dicom.listener.stream import PeerGone
from teleread.dicom.listener.tls import TlsContexts
from teleread.dicom.listener.welcome import OtherServices, Visitor, Welcome

log = structlog.get_logger()

STACK_BYTES = 1 << 20
BACKLOG = 1024
STOPPING_SECONDS = 30.0
PAUSE_SECONDS = 0.1
"""Between attempts to accept where the process has no file descriptor left."""

_stack_size = threading.Lock()


class Door:
    """Accepts connections, finds out who calls, and has them answered until closed."""

    def __init__(
        self,
        reception: Reception,
        *,
        offer: Offer,
        implementation: Implementation,
        bounds: Bounds,
        others: OtherServices | None,
    ) -> None:
        self._bounds, self._others, self._room, self._crowded = bounds, others, Room(bounds), reception.crowded
        self._stopping = threading.Event()
        self._welcome = Welcome(
            reception,
            offer=offer,
            implementation=implementation,
            bounds=bounds,
            others=others,
            room=self._room,
            stopping=self._stopping,
        )
        self._ports: list[tuple[socket.socket, threading.Thread]] = []
        self._visitors: dict[Visitor, threading.Thread] = {}
        self._lock = threading.Lock()

    def open(self, host: str, port: int, contexts: TlsContexts | None = None) -> int:
        """Listen on a port, by TLS if there are contexts for it; return its number.

        Raises
        ------
        OSError
            If the port cannot be bound.
        """
        is_6 = ":" in host
        listening = socket.create_server(
            (host, port),
            family=socket.AF_INET6 if is_6 else socket.AF_INET,
            backlog=BACKLOG,
            dualstack_ipv6=is_6 and socket.has_dualstack_ipv6(),
        )
        thread = threading.Thread(
            target=self._accept_all, args=(listening, contexts), name="dicom-listener", daemon=True
        )
        self._ports.append((listening, thread))
        thread.start()
        return int(listening.getsockname()[1])

    def close(self) -> None:
        """Accept nothing more; abort every association once the Instance in hand was answered."""
        self._stopping.set()
        for listening, thread in self._ports:
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            thread.join()
            listening.close()
        with self._lock:
            visitors = dict(self._visitors)
        for visitor in visitors:
            if not visitor.is_with_others:
                visitor.hang_up(socket.SHUT_RD)
        if self._others is not None:
            self._others.stop()
        deadline = monotonic() + STOPPING_SECONDS
        for visitor, thread in visitors.items():
            thread.join(max(deadline - monotonic(), 0))
            visitor.hang_up(socket.SHUT_RDWR)

    def _accept_all(self, listening: socket.socket, contexts: TlsContexts | None) -> None:
        while not self._stopping.is_set():
            try:
                connection, address = listening.accept()
            except OSError as error:
                if not self._stopping.wait(PAUSE_SECONDS):
                    log.warning("listener.cannot_accept", errno=error.errno)
                continue
            self._receive(Visitor(connection, address), contexts)

    def _receive(self, visitor: Visitor, contexts: TlsContexts | None) -> None:
        entry = self._room.enter(visitor, address=network_of(visitor.address[0]), at=monotonic())
        if isinstance(entry.gives_way, Visitor):
            entry.gives_way.hang_up(socket.SHUT_RDWR)
            self._crowded(Crowding.GAVE_WAY)
        if not entry.is_let_in:
            self._crowded(Crowding.CONNECTION_REFUSED)
            visitor.connection.close()
            return
        thread = threading.Thread(target=self._serve, args=(visitor, contexts), name="dicom-connection", daemon=True)
        with self._lock:
            self._visitors[visitor] = thread
        try:
            _start(thread)
        except RuntimeError:
            self._crowded(Crowding.NO_THREAD)
            self._forget(visitor)
            visitor.connection.close()

    def _serve(self, visitor: Visitor, contexts: TlsContexts | None) -> None:
        try:
            answer = self._welcome.establish(visitor, contexts)
            if answer is not None:
                answer()
        except PeerGone:
            visitor.connection.close()
        except Violation as violation:
            with suppress(PeerGone):
                say(visitor.connection, abort(violation.fault), within=self._bounds.farewell_seconds)
        except Exception:
            log.exception("association.failed")
        finally:
            part_from(visitor.connection, seconds=self._bounds.farewell_seconds)
            self._forget(visitor)

    def _forget(self, visitor: Visitor) -> None:
        self._room.leave(visitor)
        with self._lock:
            self._visitors.pop(visitor, None)


def _start(thread: threading.Thread) -> None:
    """Start a thread with a small stack: there may be a thousand."""
    with _stack_size:
        before = threading.stack_size(STACK_BYTES)
        try:
            thread.start()
        finally:
            threading.stack_size(before)
