"""The decoding process: started by `teleread.dicom.decoding.pool`, it may die at any byte.

It holds no credential, no database and no file: what it decodes it asks for,
range by range, over the one socket it was given, and it answers there. The
bytes themselves come through memory that it shares with its parent.
"""

import contextlib
import io
import json
import mmap
import os
import resource
import signal
import struct
import sys
import warnings
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from teleread.dicom.dataset.opening import SourceGone, open_instance
from teleread.dicom.dataset.unshowable import CannotShow, NotReadable, TooLarge
from teleread.dicom.decoding.operations import OF_BYTES, OPERATIONS
from teleread.errors import Missing

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

JOB, DATA, READ, ANSWER, REFUSAL, GONE = b"J", b"D", b"R", b"A", b"E", b"G"
BLOCK_BYTES = 64 << 10
ROOM_BYTES = 4 << 20
"""How much can be asked for at once."""


class AskedFile(io.RawIOBase):
    """The Instance as a file, each read of which is asked of the parent and lies in the room then."""

    def __init__(self, connection: Connection, room: memoryview, size_bytes: int) -> None:
        self._connection, self._room = connection, room
        self._size = size_bytes
        self._position = 0

    def readable(self) -> bool:
        """Say yes."""
        return True

    def seekable(self) -> bool:
        """Say yes."""
        return True

    def tell(self) -> int:
        """Return the position."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move; nothing is asked."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Ask for bytes at the position."""
        wanted = memoryview(buffer).cast("B")
        length = min(len(wanted), self._size - self._position, len(self._room))
        if length <= 0:
            return 0
        self._connection.send_bytes(READ + struct.pack("<QQ", self._position, length))
        answer = self._connection.recv_bytes()
        if answer != DATA:
            raise SourceGone
        wanted[:length] = self._room[:length]
        self._position += length
        return length


class WithinItsEnd(io.BufferedReader):
    """A buffer that allocates no more than is left, whatever length an element claims."""

    def __init__(self, raw: AskedFile, size_bytes: int) -> None:
        super().__init__(raw, BLOCK_BYTES)
        self._size = size_bytes

    def read(self, size: int | None = -1, /) -> bytes:
        """Read up to a number of bytes, or all that is left."""
        left = max(0, self._size - self.tell())
        return super().read(left if size is None or size < 0 else min(size, left))


def serve(connection: Connection, room: memoryview) -> None:
    """Do one job after the other until the parent is gone."""
    while True:
        try:
            message = connection.recv_bytes()
        except (EOFError, OSError):
            return
        connection.send_bytes(_answer(connection, room, json.loads(message[1:])))


def _answer(connection: Connection, room: memoryview, job: dict[str, Any]) -> bytes:
    signal.alarm(job["seconds"])
    try:
        return _result(connection, room, job)
    except SourceGone:
        return GONE
    except Exception as problem:  # noqa: BLE001  (whatever hostile bytes provoke is a refusal, not a crash)
        return REFUSAL + code_of_failure(problem).encode()
    finally:
        signal.alarm(0)


def _result(connection: Connection, room: memoryview, job: dict[str, Any]) -> bytes:
    stream = WithinItsEnd(AskedFile(connection, room, job["size_bytes"]), job["size_bytes"])
    if job["operation"] in OF_BYTES:
        header, body = OF_BYTES[job["operation"]](stream.read(), **job["arguments"])
    else:
        opened = open_instance(cast("BinaryIO", stream), job["transfer_syntax_uid"], site_default=job["site_default"])
        header, body = OPERATIONS[job["operation"]](opened, **job["arguments"])
    packed = json.dumps(header, ensure_ascii=False).encode()
    return ANSWER + struct.pack("<I", len(packed)) + packed + body


def code_of_failure(problem: Exception) -> str:
    """Return the reason that crosses to the parent for what an operation raised."""
    if isinstance(problem, Missing | CannotShow):
        return problem.code
    if isinstance(problem, MemoryError):
        return TooLarge.code
    return NotReadable.code


def confine(*, memory_bytes: int) -> None:
    """Take from this process what decoding does not need."""
    with open("/proc/self/statm") as statm:
        present = int(statm.read().split()[0]) * resource.getpagesize()
    for limit, value in (
        (resource.RLIMIT_AS, present + memory_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        _, hard = resource.getrlimit(limit)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (most, most))


def main() -> None:
    """Serve on the socket whose descriptor is the first argument.

    The others are how much memory, how nice, and the descriptor of the shared room.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    room = mmap.mmap(int(sys.argv[4]), ROOM_BYTES, prot=mmap.PROT_READ)
    os.close(int(sys.argv[4]))
    confine(memory_bytes=int(sys.argv[2]))
    os.nice(int(sys.argv[3]))
    with contextlib.closing(Connection(int(sys.argv[1]))) as connection:
        serve(connection, memoryview(room))


if __name__ == "__main__":
    main()
