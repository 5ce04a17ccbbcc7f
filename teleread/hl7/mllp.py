"""One message to one peer by MLLP, and its answer: bounded in size and in time, in TLS where asked for.

The whole exchange has one deadline: a peer that sends a byte now and then
costs no more than one that says nothing.

References
----------
HL7 v2.5.1 Appendix C.4.3 (Minimal Lower Layer Protocol): <VT> message <FS><CR>.
"""

import socket
import ssl
import time
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

START: Final = b"\x0b"
END: Final = b"\x1c\x0d"
LONGEST_ANSWER_BYTES: Final = 64 * 1024
_READ_BYTES: Final = 4096


class Broken(StrEnum):
    """Why no answer came."""

    UNREACHABLE = "unreachable"
    TLS_REFUSED = "tls_refused"
    TIMED_OUT = "timed_out"
    CLOSED = "closed"
    TOO_LONG = "too_long"
    NOT_FRAMED = "not_framed"


class ExchangeBroken(Exception):
    """The exchange ended without an answer; whether the message arrived is not known."""

    def __init__(self, reason: Broken, detail: str) -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason.value}: {detail}")


@dataclass(frozen=True, slots=True)
class MllpPeer:
    """Where a system listens, and by TLS where there is a context for it."""

    host: str
    port: int
    tls: ssl.SSLContext | None = None


def exchange(message: bytes, peer: MllpPeer, *, timeout: timedelta) -> bytes:
    """Send a message and return what answers it, without its frame.

    Parameters
    ----------
    timeout
        For the connection, and again for the message and its answer together.

    Raises
    ------
    ExchangeBroken
        If no whole answer came in time.
    """
    with _connected(peer, timeout) as connection:
        deadline = _Deadline(timeout)
        try:
            deadline.set_on(connection)
            connection.sendall(START + message + END)
            return _answer(connection, deadline)
        except TimeoutError as error:
            raise ExchangeBroken(Broken.TIMED_OUT, "the peer did not answer in time") from error
        except OSError as error:
            raise ExchangeBroken(Broken.CLOSED, "the connection was lost before the answer") from error


def connect(peer: MllpPeer, *, timeout: timedelta) -> None:
    """Connect and leave: a peer that listens is there; raises ExchangeBroken."""
    _connected(peer, timeout).close()


@dataclass(slots=True)
class _Deadline:
    ends: float

    def __init__(self, timeout: timedelta) -> None:
        self.ends = time.monotonic() + timeout.total_seconds()

    def set_on(self, connection: socket.socket) -> None:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection.settimeout(left)


def _connected(peer: MllpPeer, timeout: timedelta) -> socket.socket:
    deadline = _Deadline(timeout)
    try:
        connection = socket.create_connection((peer.host, peer.port), timeout=timeout.total_seconds())
    except TimeoutError as error:
        raise ExchangeBroken(Broken.TIMED_OUT, "no connection in time") from error
    except OSError as error:
        raise ExchangeBroken(Broken.UNREACHABLE, "no connection to the peer") from error
    if peer.tls is None:
        return connection
    try:
        deadline.set_on(connection)
        return peer.tls.wrap_socket(connection, server_hostname=peer.host)
    except TimeoutError as error:
        connection.close()
        raise ExchangeBroken(Broken.TIMED_OUT, "no TLS in time") from error
    except ssl.SSLCertVerificationError as error:
        connection.close()
        raise ExchangeBroken(Broken.TLS_REFUSED, f"certificate: {error.verify_message}") from error
    except OSError as error:
        connection.close()
        raise ExchangeBroken(Broken.TLS_REFUSED, "the peer speaks no TLS that we do") from error


def _answer(connection: socket.socket, deadline: _Deadline) -> bytes:
    got = bytearray()
    while END not in got:
        if len(got) > LONGEST_ANSWER_BYTES:
            raise ExchangeBroken(Broken.TOO_LONG, f"the answer is longer than {LONGEST_ANSWER_BYTES} bytes")
        deadline.set_on(connection)
        piece = connection.recv(_READ_BYTES)
        if not piece:
            detail = "the answer ends in the middle" if got else "the peer closed without an answer"
            raise ExchangeBroken(Broken.CLOSED, detail)
        got += piece
    start = got.find(START)
    end = got.find(END)
    if start < 0 or end < start:
        raise ExchangeBroken(Broken.NOT_FRAMED, "what came is no MLLP block")
    return bytes(got[start + 1 : end])
