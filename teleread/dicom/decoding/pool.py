"""Decoding untrusted bytes in a few processes that may die; a death is one failed rendering."""

import contextlib
import fcntl
import io
import json
import mmap
import os
import queue
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Any, BinaryIO

from storage import StoreError
from teleread.dicom.dataset.unshowable import REASONS, CannotShow, DecoderDied
from teleread.dicom.decoding.process import ANSWER, DATA, GONE, JOB, READ, REFUSAL, ROOM_BYTES
from teleread.errors import Missing, TelereadError, Unavailable

MEMORY_BYTES = 1536 << 20
LONGEST_ANSWER = 600 << 20
INHERITED = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "PYTHONHOME", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class DecodersBusy(Unavailable):
    """Every decoder has been at work for too long."""

    code = "decoders_busy"
    zh, en = "图像解码繁忙，请稍后重试", "The picture decoders are busy; try again"


class OriginalUnreadable(Unavailable):
    """The object store failed while the Instance was read."""

    code = "original_unreadable"
    zh, en = "暂时无法读取原始文件，请稍后重试", "The original cannot be read now; try again"


@dataclass(frozen=True, slots=True)
class Source:
    """An Instance to decode: a seekable file of `size_bytes`, and the syntax it was received in.

    `site_default` is the character set of its Site's devices when they declare none.
    """

    stream: BinaryIO
    size_bytes: int
    transfer_syntax_uid: str
    site_default: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation gave: plain values, and bytes."""

    header: Any
    body: bytes


@dataclass(frozen=True, slots=True)
class _Decoder:
    process: subprocess.Popen[bytes]
    connection: Connection
    room: mmap.mmap
    """Memory that both share: what the decoder asks for is read into it, and nothing is ever read from it here."""

    def end(self) -> None:
        """Kill it; it has nothing to lose."""
        self.connection.close()
        self.room.close()
        self.process.kill()
        self.process.wait()


@dataclass(slots=True)
class DecoderPool:
    """A few decoding processes, started when first needed and again when one died.

    Parameters
    ----------
    size
        How many may be at work at once; others wait up to `patience`.
    time_limit
        Longest time of one job.
    memory_bytes
        What a decoder may allocate beyond its start.
    niceness
        How far it steps back behind other processes.
    """

    size: int = 2
    time_limit: timedelta = timedelta(seconds=20)
    patience: timedelta = timedelta(seconds=30)
    memory_bytes: int = MEMORY_BYTES
    niceness: int = 0
    _slots: "queue.LifoQueue[_Decoder | None]" = field(default_factory=queue.LifoQueue, init=False)
    _all: set[int] = field(default_factory=set, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def __post_init__(self) -> None:
        """Fill the slots; no process is started yet."""
        for _ in range(self.size):
            self._slots.put(None)

    def run(self, operation: str, source: Source, **arguments: Any) -> Answer:
        """Have a decoder do one of `operations.OPERATIONS`.

        Raises
        ------
        CannotShow
            With its reason; `DecoderDied` when the process ended or took too
            long.
        Missing
            If the asked element does not exist.
        Unavailable
            If every decoder is busy or the object store fails.
        """
        with self._decoder() as decoder:
            return _exchange(decoder, operation, source, arguments, self.time_limit)

    def process_ids(self) -> frozenset[int]:
        """Return the decoders that are alive, idle or at work."""
        with self._lock:
            return frozenset(self._all)

    def close(self) -> None:
        """End every idle decoder."""
        for _ in range(self.size):
            with contextlib.suppress(queue.Empty):
                decoder = self._slots.get_nowait()
                if decoder is not None:
                    self._forget(decoder)
                self._slots.put(None)

    @contextlib.contextmanager
    def _decoder(self) -> Iterator[_Decoder]:
        try:
            decoder = self._slots.get(timeout=self.patience.total_seconds())
        except queue.Empty:
            raise DecodersBusy from None
        kept: _Decoder | None = None
        try:
            if decoder is not None and decoder.process.poll() is not None:
                self._forget(decoder)
                decoder = None
            decoder = decoder or self._start()
            try:
                yield decoder
                kept = decoder
            except DecoderDied:
                self._forget(decoder)
                raise
            except TelereadError:
                kept = decoder
                raise
            except BaseException:
                self._forget(decoder)
                raise
        finally:
            self._slots.put(kept)

    def _start(self) -> _Decoder:
        ours, theirs = socket.socketpair()
        with theirs, _room() as (shared, room):
            arguments = (str(theirs.fileno()), str(self.memory_bytes), str(self.niceness), str(room))
            process = subprocess.Popen(  # noqa: S603  (our own module by our own interpreter)
                [sys.executable, "-m", "teleread.dicom.decoding.process", *arguments],
                pass_fds=[theirs.fileno(), room],
                stdin=subprocess.DEVNULL,
                env={name: os.environ[name] for name in INHERITED if name in os.environ} | ONE_THREAD,
            )
        with self._lock:
            self._all.add(process.pid)
        return _Decoder(process, Connection(ours.detach()), shared)

    def _forget(self, decoder: _Decoder) -> None:
        decoder.end()
        with self._lock:
            self._all.discard(decoder.process.pid)


def _exchange(
    decoder: _Decoder, operation: str, source: Source, arguments: dict[str, Any], time_limit: timedelta
) -> Answer:
    deadline = time.monotonic() + time_limit.total_seconds()
    job = {
        "operation": operation,
        "arguments": arguments,
        "size_bytes": source.size_bytes,
        "transfer_syntax_uid": source.transfer_syntax_uid,
        "site_default": source.site_default,
        "seconds": int(time_limit.total_seconds()) + 5,
    }
    try:
        decoder.connection.send_bytes(JOB + json.dumps(job).encode())
        while True:
            if not decoder.connection.poll(max(0.0, deadline - time.monotonic())):
                raise DecoderDied
            message = decoder.connection.recv_bytes(LONGEST_ANSWER)
            if message[:1] != READ:
                return _understand(message)
            decoder.connection.send_bytes(_range(source, message, decoder.room))
    except (EOFError, OSError, struct.error, ValueError) as problem:
        raise DecoderDied from problem


def _range(source: Source, message: bytes, room: mmap.mmap) -> bytes:
    """Read what is asked for into the room; a store that fails or ends is said as `GONE`."""
    offset, length = struct.unpack("<QQ", message[1:])
    if length > ROOM_BYTES or offset + length > source.size_bytes:
        raise ValueError("the decoder asked outside of its Instance")
    try:
        source.stream.seek(offset)
        with memoryview(room) as whole, whole[:length] as wanted:
            return DATA if _filled(source.stream, wanted) else GONE
    except (StoreError, OSError):
        return GONE


def _filled(stream: BinaryIO, wanted: memoryview) -> bool:
    at = 0
    while at < len(wanted):
        with wanted[at:] as rest:
            read = _read_into(stream, rest)
        if not read:
            return False
        at += read
    return True


def _read_into(stream: BinaryIO, wanted: memoryview) -> int:
    if isinstance(stream, io.BufferedReader):
        return stream.readinto(wanted)
    content = stream.read(len(wanted))
    wanted[: len(content)] = content
    return len(content)


@contextlib.contextmanager
def _room() -> Iterator[tuple[mmap.mmap, int]]:
    """Make memory for this process to write and another to read, by the descriptor that is yielded with it.

    Nobody can change its size: what shrinks under us would kill us.
    """
    room = os.memfd_create("teleread-decoder", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        os.ftruncate(room, ROOM_BYTES)
        fcntl.fcntl(room, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
        to_read = os.open(f"/proc/self/fd/{room}", os.O_RDONLY | os.O_CLOEXEC)
        try:
            yield mmap.mmap(room, ROOM_BYTES), to_read
        finally:
            os.close(to_read)
    finally:
        os.close(room)


def _understand(message: bytes) -> Answer:
    kind = message[:1]
    if kind == ANSWER:
        (length,) = struct.unpack_from("<I", message, 1)
        return Answer(json.loads(message[5 : 5 + length]), message[5 + length :])
    if kind == REFUSAL:
        code = message[1:].decode("ascii", "replace")
        raise Missing if code == Missing.code else REASONS.get(code, CannotShow)
    if kind == GONE:
        raise OriginalUnreadable
    raise DecoderDied
