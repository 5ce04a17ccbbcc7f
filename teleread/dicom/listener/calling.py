"""The first thing that a peer says: an A-ASSOCIATE-RQ, all of it in time.

References
----------
DICOM PS3.8 9.2 (states 1 and 2, the ARTIM timer), 9.3.2.
"""

import socket
import ssl
from contextlib import suppress
from threading import Semaphore
from time import monotonic

from teleread.dicom.listener.pdu import ABORT, ASSOCIATE_RQ, Fault, Violation
from teleread.dicom.listener.stream import PeerGone

HEADER_BYTES = 6
LONGEST_REQUEST_BYTES = 256 * 1024
"""Every context that there can be, each with every transfer syntax of the Standard, has some 190 KB."""
LARGE_REQUEST_BYTES = 32 * 1024
"""More than devices say; of these there may be so many at a time."""


def read_request(connection: socket.socket, *, deadline: float, large: Semaphore) -> bytes:
    """Return the whole PDU, its header included; what it says is not looked at.

    Memory is taken as the bytes come, not as the length promises them; who
    has much to say waits until fewer do so.

    Raises
    ------
    PeerGone
        If it does not come, or not by the deadline (of the monotonic clock).
    Violation
        If something else comes, or too much.
    """
    request = bytearray()
    _extend(connection, request, HEADER_BYTES, deadline)
    kind, length = request[0], int.from_bytes(request[2:], "big")
    if kind != ASSOCIATE_RQ:
        is_known = ASSOCIATE_RQ <= kind <= ABORT
        raise Violation(Fault.UNEXPECTED_PDU if is_known else Fault.UNRECOGNIZED_PDU, "no association request")
    if length > LONGEST_REQUEST_BYTES:
        raise Violation(Fault.NOT_SPECIFIED, "an association request that is too long")
    if length <= LARGE_REQUEST_BYTES:
        _extend(connection, request, HEADER_BYTES + length, deadline)
        return bytes(request)
    if not large.acquire(timeout=max(deadline - monotonic(), 0)):
        raise PeerGone
    try:
        _extend(connection, request, HEADER_BYTES + length, deadline)
        return bytes(request)
    finally:
        large.release()


def say(connection: socket.socket, what: bytes, *, within: float) -> None:
    """Send something short; raises PeerGone if the peer does not take it."""
    try:
        connection.settimeout(within)
        connection.sendall(what)
    except OSError:
        raise PeerGone from None


def part_from(connection: socket.socket, *, seconds: float) -> None:
    """Close a connection, after the peer if it does so in time.

    The requestor closes: it has read the last word then. Closed first, and on
    bytes that were not read, a connection is reset, and the reset overtakes what
    was sent.

    References
    ----------
    DICOM PS3.8 9.2, state 13 and the ARTIM timer; RFC 8446 6.1 (close_notify).
    """
    deadline = monotonic() + seconds
    with suppress(OSError, PeerGone):
        buffer = bytearray(4096)
        _set_time(connection, deadline)
        while connection.recv_into(buffer):
            _set_time(connection, deadline)
    with suppress(OSError, ValueError, PeerGone):
        if isinstance(connection, ssl.SSLSocket):
            _set_time(connection, deadline)
            connection.unwrap()
    connection.close()


def _extend(connection: socket.socket, request: bytearray, size: int, deadline: float) -> None:
    while len(request) < size:
        try:
            _set_time(connection, deadline)
            piece = connection.recv(min(size - len(request), LARGE_REQUEST_BYTES))
        except OSError:
            raise PeerGone from None
        if not piece:
            raise PeerGone
        request += piece


def _set_time(connection: socket.socket, deadline: float) -> None:
    left = deadline - monotonic()
    if left <= 0:
        raise PeerGone
    connection.settimeout(left)
