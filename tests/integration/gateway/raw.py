"""A peer that says bytes, one by one if it wants, and is told bytes."""

import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.unit.dicom.listener.peer import (
    EXPLICIT,
    IMPLICIT,
    STORAGE,
    VERIFICATION,
    associate_content,
    item,
    proposed,
)

ECHO_ON, STORE_ON = 1, 3
WITH_OTHERS = (proposed(5, "1.2.840.10008.1.20.1", IMPLICIT),)
"""What has an association handed over to those who answer other services."""
SECONDS = 20.0


def associate_request(*, maximum_length=16384, calling="QINGSHAN", called="TELEREAD", others=()) -> bytes:
    contexts = [proposed(ECHO_ON, VERIFICATION, IMPLICIT), proposed(STORE_ON, STORAGE, EXPLICIT), *others]
    user = item(0x50, item(0x51, struct.pack(">L", maximum_length)) + item(0x52, b"1.2.3"))
    content = associate_content(*contexts, user, calling=calling, called=called)
    return struct.pack(">BxL", 1, len(content)) + content


@contextmanager
def connected(port: int, *, source="127.0.0.1") -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS, source_address=(source, 0)) as peer:
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield peer


@contextmanager
def associated(port: int, **proposal) -> Iterator[socket.socket]:
    with connected(port) as peer:
        peer.sendall(associate_request(**proposal))
        assert next_pdu(peer)[0] == 2
        yield peer


def rejected_with(port: int, **proposal) -> tuple[int, ...]:
    """Result, source and reason of a rejection; pynetdicom as the requestor loses one that comes at once."""
    with connected(port) as peer:
        peer.sendall(associate_request(**proposal))
        answer = next_pdu(peer)
        assert answer[:1] == b"\x03"
        return tuple(answer[7:10])


def next_pdu(peer: socket.socket) -> bytes:
    """The next PDU whole, or nothing if the connection ended."""
    head = exactly(peer, 6)
    return head + exactly(peer, int.from_bytes(head[2:], "big")) if len(head) == 6 else b""


def exactly(peer: socket.socket, size: int) -> bytes:
    content = b""
    while len(content) < size:
        piece = peer.recv(size - len(content))
        if not piece:
            return content
        content += piece
    return content


def trickle(peer: socket.socket, content: bytes, *, every_seconds: float) -> bytes:
    """Say one byte at a time until the other side speaks or hangs up; return what it says."""
    deadline = time.monotonic() + SECONDS
    peer.settimeout(every_seconds)
    for position in range(len(content)):
        assert time.monotonic() < deadline, "the trickle was listened to for too long"
        try:
            peer.sendall(content[position : position + 1])
            return peer.recv(64)
        except TimeoutError:
            continue
        except ConnectionError:
            return b""
    raise AssertionError("the trickle was listened to, to its end")


def is_hung_up_on(peer: socket.socket) -> bool:
    """Whether nothing more comes, waiting for it."""
    try:
        return peer.recv(1) == b""
    except ConnectionError:
        return True
