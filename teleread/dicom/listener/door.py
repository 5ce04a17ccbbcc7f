"""The door: every connection of the DICOM ports, each in a thread of its own.

References
----------
DICOM PS3.8 7.1 (association establishment), 9.2 (states), 9.1.5 (ARTIM timer).
"""

import socket
import ssl
import threading
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

import structlog

from teleread.dicom.admission import Admitted, Call, NotAdmitted, Rejection
from teleread.dicom.listener import tls
from teleread.dicom.listener.associate import (
    AssociateRequest,
    Implementation,
    encode_associate_accept,
    parse_associate_request,
)
from teleread.dicom.listener.bounds import Bounds
from teleread.dicom.listener.calling import HEADER_BYTES, part_from, read_request, say
from teleread.dicom.listener.negotiation import Offer, granted_roles, is_for_storage, negotiate
from teleread.dicom.listener.pdu import Violation, abort, reject
from teleread.dicom.listener.reception import Reception
from teleread.dicom.listener.room import Room
from teleread.dicom.listener.storing import Agreed, StorageAssociation, accepted_by_id
from teleread.dicom.listener.stream import PeerGone

log = structlog.get_logger()

STACK_BYTES = 1 << 20
BACKLOG = 1024
STOPPING_SECONDS = 30.0
PAUSE_SECONDS = 0.1
"""Between attempts to accept where the process has no file descriptor left."""

_PROTOCOL_VERSION_NOT_SUPPORTED = (1, 2, 2)
_stack_size = threading.Lock()


class OtherServices(Protocol):
    """Who takes an association that wants more than storage."""

    @property
    def sop_classes(self) -> Collection[str]:
        """What it can be wanted for."""

    def serve(self, connection: socket.socket, address: tuple[str, int], request: bytes, admitted: Admitted) -> None:
        """Answer until the association is over, beginning with the request that was read."""

    def stop(self) -> None:
        """Abort what there is."""


@dataclass(eq=False, slots=True)
class Visitor:
    """A connection, and where it stands."""

    connection: socket.socket
    address: tuple[str, int]
    is_with_others: bool = False

    def hang_up(self, how: int) -> None:
        """End the connection below TLS, so that its thread wakes up."""
        with suppress(OSError):
            socket.socket.shutdown(self.connection, how)


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
        self._reception, self._offer, self._implementation = reception, offer, implementation
        self._bounds, self._others, self._room = bounds, others, Room(bounds)
        self._stopping = threading.Event()
        self._ports: list[tuple[socket.socket, threading.Thread]] = []
        self._visitors: dict[Visitor, threading.Thread] = {}
        self._lock = threading.Lock()

    def open(self, host: str, port: int, contexts: tls.TlsContexts | None = None) -> int:
        """Listen on a port, by TLS if there are contexts for it; return its number.

        Raises
        ------
        OSError
            If the port cannot be bound.
        """
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
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

    def _accept_all(self, listening: socket.socket, contexts: tls.TlsContexts | None) -> None:
        while not self._stopping.is_set():
            try:
                connection, address = listening.accept()
            except OSError as error:
                if not self._stopping.wait(PAUSE_SECONDS):
                    log.warning("listener.cannot_accept", errno=error.errno)
                continue
            self._receive(Visitor(connection, address), contexts)

    def _receive(self, visitor: Visitor, contexts: tls.TlsContexts | None) -> None:
        entry = self._room.enter(visitor, address=visitor.address[0], at=monotonic())
        if isinstance(entry.gives_way, Visitor):
            entry.gives_way.hang_up(socket.SHUT_RDWR)
        if not entry.is_let_in:
            visitor.connection.close()
            return
        thread = threading.Thread(target=self._serve, args=(visitor, contexts), name="dicom-connection", daemon=True)
        with self._lock:
            self._visitors[visitor] = thread
        try:
            _start(thread)
        except RuntimeError:
            log.warning("listener.no_thread")
            self._forget(visitor)
            visitor.connection.close()

    def _serve(self, visitor: Visitor, contexts: tls.TlsContexts | None) -> None:
        deadline = monotonic() + self._bounds.until_accepted_seconds
        try:
            self._answer(visitor, contexts, deadline)
        except PeerGone:
            visitor.connection.close()
        except Violation as violation:
            with suppress(PeerGone):
                say(visitor.connection, abort(violation.fault), deadline=deadline)
        except Exception:
            log.exception("association.failed")
        finally:
            part_from(visitor.connection, seconds=self._bounds.farewell_seconds)
            self._forget(visitor)

    def _answer(self, visitor: Visitor, contexts: tls.TlsContexts | None, deadline: float) -> None:
        visitor.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        certificate_sha256 = None
        if contexts is not None:
            certificate_sha256 = _shake_hands(visitor, contexts, deadline)
        said = bytes(read_request(visitor.connection, deadline=deadline))
        request = parse_associate_request(said[HEADER_BYTES:])
        if not request.has_our_version:
            say(visitor.connection, reject(*_PROTOCOL_VERSION_NOT_SUPPORTED), deadline=deadline)
            return
        call = Call(
            calling_ae_title=request.calling_ae_title,
            called_ae_title=request.called_ae_title,
            peer_address=visitor.address[0],
            certificate_sha256=certificate_sha256,
            is_encrypted=contexts is not None,
        )
        admitted = self._admitted(call)
        if isinstance(admitted, Rejection):
            say(visitor.connection, reject(*admitted.value), deadline=monotonic() + self._bounds.farewell_seconds)
            return
        try:
            self._settle(visitor, request, said, admitted)
        finally:
            self._reception.leave(admitted)

    def _admitted(self, call: Call) -> Admitted | Rejection:
        try:
            return self._reception.admit(call)
        except NotAdmitted as refused:
            return refused.rejection
        except Exception:
            log.exception("association.admission_failed")
            return Rejection.TEMPORARY_CONGESTION

    def _settle(self, visitor: Visitor, request: AssociateRequest, said: bytes, admitted: Admitted) -> None:
        others = self._others
        is_ours = others is None or is_for_storage(request, others.sop_classes)
        if not self._room.settle(visitor, ae=admitted.ae_id, is_for_storage=is_ours):
            log.warning("association.no_room", ae_id=str(admitted.ae_id))
            last_word = reject(*Rejection.LOCAL_LIMIT_EXCEEDED.value)
            say(visitor.connection, last_word, deadline=monotonic() + self._bounds.farewell_seconds)
        elif others is None or is_ours:
            self._store(visitor, request, admitted)
        else:
            visitor.is_with_others = True
            others.serve(visitor.connection, visitor.address, said, admitted)

    def _store(self, visitor: Visitor, request: AssociateRequest, admitted: Admitted) -> None:
        results = negotiate(request, self._offer)
        accept = encode_associate_accept(request, results, self._implementation, granted_roles(request, results))
        say(visitor.connection, accept, deadline=monotonic() + self._bounds.farewell_seconds)
        end = StorageAssociation(
            visitor.connection,
            agreed=Agreed(accepted_by_id(results), request.maximum_length),
            admitted=admitted,
            reception=self._reception,
            bounds=self._bounds,
            stopping=self._stopping,
        ).serve()
        log.info("association.ended", ae_id=str(admitted.ae_id), end=end.value)

    def _forget(self, visitor: Visitor) -> None:
        self._room.leave(visitor)
        with self._lock:
            self._visitors.pop(visitor, None)


def _shake_hands(visitor: Visitor, contexts: tls.TlsContexts, deadline: float) -> bytes | None:
    """Bring up TLS and return whose certificate the peer has, as a fingerprint."""
    try:
        plain = visitor.connection
        plain.settimeout(max(deadline - monotonic(), 0.001))
        encrypted = contexts.current().wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
        visitor.connection = encrypted
        encrypted.do_handshake()
    except OSError as error:
        reason = error.reason if isinstance(error, ssl.SSLError) else type(error).__name__
        log.info("association.no_tls", reason=reason, peer_address=visitor.address[0])
        raise PeerGone from None
    return tls.fingerprint(encrypted)


def _start(thread: threading.Thread) -> None:
    """Start a thread with a small stack: there may be a thousand."""
    with _stack_size:
        before = threading.stack_size(STACK_BYTES)
        try:
            thread.start()
        finally:
            threading.stack_size(before)
