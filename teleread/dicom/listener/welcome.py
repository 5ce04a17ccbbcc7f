"""From the first byte of a connection to an association: who calls, what is wanted, who answers it.

References
----------
DICOM PS3.8 7.1 (association establishment), 9.2 (states), 9.1.5 (ARTIM timer).
"""

import socket
import ssl
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

import structlog

from teleread.dicom.association.admission import Admitted, Call, NotAdmitted, Rejection
from teleread.dicom.association.bounds import Bounds
from teleread.dicom.listener import tls
from teleread.dicom.listener.associate import (
    AssociateRequest,
    Implementation,
    encode_associate_accept,
    parse_associate_request,
)
from teleread.dicom.listener.calling import HEADER_BYTES, read_request, say
from teleread.dicom.listener.negotiation import Offer, granted_roles, is_for_storage, negotiate
from teleread.dicom.listener.pdu import reject
from teleread.dicom.listener.reception import Crowding, Reception
from teleread.dicom.listener.room import Room
from teleread.dicom.listener.storing import Agreed, StorageAssociation, accepted_by_id
from teleread.dicom.listener.stream import PeerGone

log = structlog.get_logger()

_PROTOCOL_VERSION_NOT_SUPPORTED = (1, 2, 2)


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


class Welcome:
    """Brings associations about."""

    def __init__(
        self,
        reception: Reception,
        *,
        offer: Offer,
        implementation: Implementation,
        bounds: Bounds,
        others: OtherServices | None,
        room: Room,
        stopping: threading.Event,
    ) -> None:
        self._reception, self._offer, self._implementation = reception, offer, implementation
        self._bounds, self._others, self._room, self._stopping = bounds, others, room, stopping
        self._large_requests = threading.Semaphore(bounds.most_large_requests)
        self._large_buffers = threading.Semaphore(bounds.most_large_buffers)

    def establish(self, visitor: Visitor, contexts: tls.TlsContexts | None) -> Callable[[], None] | None:
        """Return what answers the association to its end; None where there is none, and the last word was said.

        What the request took of memory is let go of on return.

        Raises
        ------
        PeerGone
            If the peer has gone, or its time is over.
        Violation
            If it says what is no request.
        """
        deadline = monotonic() + self._bounds.until_accepted_seconds
        visitor.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        certificate_sha256 = None
        if contexts is not None:
            certificate_sha256 = _shake_hands(visitor, contexts, deadline)
        said = read_request(visitor.connection, deadline=deadline, large=self._large_requests)
        request = parse_associate_request(said[HEADER_BYTES:])
        if not request.has_our_version:
            self._reject(visitor, _PROTOCOL_VERSION_NOT_SUPPORTED)
            return None
        call = Call(
            calling_ae_title=request.calling_ae_title,
            called_ae_title=request.called_ae_title,
            peer_address=visitor.address[0],
            certificate_sha256=certificate_sha256,
            is_encrypted=contexts is not None,
        )
        admitted = self._admitted(call)
        if isinstance(admitted, Rejection):
            self._reject(visitor, admitted.value)
            return None
        try:
            answer = self._settle(visitor, request, said, admitted)
        except BaseException:
            self._reception.leave(admitted)
            raise
        return lambda: self._until_left(answer, admitted)

    def _until_left(self, answer: Callable[[], None], admitted: Admitted) -> None:
        try:
            answer()
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

    def _settle(
        self, visitor: Visitor, request: AssociateRequest, said: bytes, admitted: Admitted
    ) -> Callable[[], None]:
        others = self._others
        is_ours = others is None or is_for_storage(request, others.sop_classes)
        if not self._room.settle(visitor, ae=admitted.ae_id, is_for_storage=is_ours):
            self._reception.crowded(Crowding.ASSOCIATION_REJECTED)
            log.warning("association.no_room", ae_id=str(admitted.ae_id))
            return lambda: self._reject(visitor, Rejection.LOCAL_LIMIT_EXCEEDED.value)
        if others is None or is_ours:
            return self._storing(visitor, request, admitted)
        visitor.is_with_others = True
        return lambda: others.serve(visitor.connection, visitor.address, said, admitted)

    def _storing(self, visitor: Visitor, request: AssociateRequest, admitted: Admitted) -> Callable[[], None]:
        results = negotiate(request, self._offer)
        accept = encode_associate_accept(request, results, self._implementation, granted_roles(request, results))
        say(visitor.connection, accept, within=self._bounds.farewell_seconds)
        association = StorageAssociation(
            visitor.connection,
            agreed=Agreed(accepted_by_id(results), request.maximum_length),
            admitted=admitted,
            reception=self._reception,
            bounds=self._bounds,
            stopping=self._stopping,
            large_buffers=self._large_buffers,
        )

        def serve() -> None:
            end, tally = association.serve(), association.tally
            log.info(
                "association.ended",
                ae_id=str(admitted.ae_id),
                end=end.value,
                instances=tally.instances,
                refused=tally.refused,
                size_bytes=tally.size_bytes,
            )

        return serve

    def _reject(self, visitor: Visitor, numbers: tuple[int, int, int]) -> None:
        say(visitor.connection, reject(*numbers), within=self._bounds.farewell_seconds)


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
