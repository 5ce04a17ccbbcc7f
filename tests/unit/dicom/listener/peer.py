"""What a peer says, byte by byte, and a connection that hands it over in pieces of any size."""

import socket
import struct
from collections.abc import Iterable, Iterator

STORAGE = "1.2.840.10008.5.1.4.1.1.1.1"
VERIFICATION = "1.2.840.10008.1.1"
IMPLICIT, EXPLICIT = "1.2.840.10008.1.2", "1.2.840.10008.1.2.1"


def element(number: int, value: bytes) -> bytes:
    return struct.pack("<HHL", 0, number, len(value)) + value


def uid_element(number: int, uid: str) -> bytes:
    return element(number, uid.encode() + b"\0" * (len(uid) % 2))


def command_set(*elements: bytes) -> bytes:
    behind = b"".join(elements)
    return element(0x0000, struct.pack("<L", len(behind))) + behind


def store_request(sop_class_uid=STORAGE, sop_instance_uid="2.25.1", *, message_id=1, has_data_set=True) -> bytes:
    return command_set(
        uid_element(0x0002, sop_class_uid),
        element(0x0100, b"\x01\x00"),
        element(0x0110, struct.pack("<H", message_id)),
        element(0x0700, b"\x02\x00"),
        element(0x0800, b"\x00\x00" if has_data_set else b"\x01\x01"),
        uid_element(0x1000, sop_instance_uid),
    )


def echo_request(message_id=1, *, field=0x0030, sop_class_uid=VERIFICATION) -> bytes:
    return command_set(
        uid_element(0x0002, sop_class_uid),
        element(0x0100, struct.pack("<H", field)),
        element(0x0110, struct.pack("<H", message_id)),
        element(0x0800, b"\x01\x01"),
    )


def pdv(context_id: int, control: int, fragment: bytes) -> bytes:
    return struct.pack(">LBB", len(fragment) + 2, context_id, control) + fragment


def p_data(*pdvs: bytes) -> bytes:
    content = b"".join(pdvs)
    return struct.pack(">BxL", 4, len(content)) + content


def in_fragments(context_id: int, kind: int, content: bytes, sizes: Iterable[int]) -> list[bytes]:
    """A part of a message in PDVs of these sizes; the rest in the last one."""
    pdvs, start = [], 0
    for size in sizes:
        if start + size >= len(content):
            break
        pdvs.append(pdv(context_id, kind, content[start : start + size]))
        start += size
    return [*pdvs, pdv(context_id, kind | 2, content[start:])]


def message(context_id: int, command: bytes, data_set: bytes | None = None) -> bytes:
    parts = in_fragments(context_id, 1, command, [])
    if data_set is not None:
        parts += in_fragments(context_id, 0, data_set, [])
    return b"".join(map(p_data, parts))


RELEASE = struct.pack(">BxL4x", 5, 4)
ABORT = struct.pack(">BxL4x", 7, 4)


def item(kind: int, value: bytes) -> bytes:
    return struct.pack(">BxH", kind, len(value)) + value


def proposed(context_id: int, abstract: str, *transfers: str) -> bytes:
    syntaxes = [item(0x30, abstract.encode()), *(item(0x40, uid.encode()) for uid in transfers)]
    return item(0x20, bytes((context_id, 0, 0, 0)) + b"".join(syntaxes))


def associate_content(*items: bytes, called="TELEREAD", calling="QINGSHAN", version=1) -> bytes:
    titles = called.encode().ljust(16) + calling.encode().ljust(16) + bytes(32)
    return struct.pack(">HH", version, 0) + titles + item(0x10, b"1.2.840.10008.3.1.1.1") + b"".join(items)


class SilentPeer(Exception):
    """The script is over and nobody spoke."""


class ScriptedConnection:
    """A socket on whose other side everything was said before; it comes in pieces, then silence or the end."""

    def __init__(self, said: bytes, pieces: Iterator[int] | None = None, *, is_silent_then=False) -> None:
        self._said, self._position, self._pieces = said, 0, pieces
        self._is_silent_then = is_silent_then
        self.heard = bytearray()
        self.timeouts: list[float] = []

    def settimeout(self, seconds: float | None) -> None:
        if seconds is not None:
            self.timeouts.append(seconds)

    def setsockopt(self, _level: int, option: int, value: bytes) -> None:
        if option == socket.SO_RCVTIMEO:
            seconds, microseconds = struct.unpack("@ll", value)
            self.timeouts.append(seconds + microseconds / 1e6)

    def recv_into(self, buffer: memoryview) -> int:
        left = len(self._said) - self._position
        if not left and self._is_silent_then:
            raise TimeoutError
        size = min(left, len(buffer), next(self._pieces, len(buffer)) if self._pieces else len(buffer))
        buffer[:size] = self._said[self._position : self._position + size]
        self._position += size
        return size

    def sendall(self, content: bytes) -> None:
        self.heard += content
