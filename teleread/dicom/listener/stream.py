"""What a peer sends, read into one buffer and looked at there.

A buffer is small while nothing is to be expected and large while data sets
come, or not quite so large where many come at once; what is taken from it is
valid until the next call.
"""

import socket
import ssl
import struct
from collections.abc import Iterator
from threading import Semaphore
from time import monotonic

from teleread.dicom.association.bounds import Bounds
from teleread.dicom.association.pace import Pace, TooSlow

SMALL_BUFFER_BYTES = 4 * 1024
MEDIUM_BUFFER_BYTES = 32 * 1024
LARGE_BUFFER_BYTES = 256 * 1024
KEEP_LARGE_SECONDS = 1.0
"""Long enough for a device that sends one after another, too short to matter with hundreds that do not."""


class PeerGone(Exception):
    """The connection ended, whoever ended it."""


class Silence(Exception):
    """The peer has said nothing for as long as it may."""


class Stream:
    """The receiving side of a connection, of one thread.

    Parameters
    ----------
    large
        How many large buffers there may be, of all connections together.
    """

    def __init__(self, connection: socket.socket, bounds: Bounds, large: Semaphore) -> None:
        self._connection, self._bounds, self._large, self._is_large = connection, bounds, large, False
        self._pace = Pace(bounds.pace_seconds, bounds.least_bytes)
        self._timeout: float | None = None
        self._is_plain = not isinstance(connection, ssl.SSLSocket)
        self._start = self._end = 0
        self._view = memoryview(bytearray(SMALL_BUFFER_BYTES))

    def wait_for_message(self) -> None:
        """Return once the first byte of the next message is there.

        Raises
        ------
        Silence
            If it does not come in the time that a peer may be idle.
        PeerGone
            If it never will.
        """
        if self._start == self._end:
            idle_seconds = self._bounds.idle_seconds
            has_more = len(self._view) > SMALL_BUFFER_BYTES and idle_seconds > KEEP_LARGE_SECONDS
            if has_more and not self._is_there_within(KEEP_LARGE_SECONDS):
                self._resize(SMALL_BUFFER_BYTES)
                self.let_go()
                idle_seconds -= KEEP_LARGE_SECONDS
            if self._start == self._end and not self._is_there_within(idle_seconds):
                raise Silence
        self._pace.begin()

    def say(self, what: bytes) -> None:
        """Send all of it; raises PeerGone if the peer does not take it."""
        try:
            self._connection.sendall(what)
        except OSError:
            raise PeerGone from None

    def expect_much(self) -> None:
        """Be ready for a data set."""
        if not self._is_large and self._large.acquire(blocking=False):
            self._is_large = True
            self._resize(LARGE_BUFFER_BYTES)
        elif len(self._view) < MEDIUM_BUFFER_BYTES:
            self._resize(MEDIUM_BUFFER_BYTES)

    def let_go(self) -> None:
        """Let another connection have a large buffer; nothing large is to come on this one."""
        if self._is_large:
            self._is_large = False
            self._large.release()

    def take(self, count: int) -> memoryview:
        """Return the next bytes, which must fit into a small buffer.

        Raises
        ------
        PeerGone, TooSlow
            If they do not come.
        """
        while self._end - self._start < count:
            self._fill()
        taken = self._view[self._start : self._start + count]
        self._start += count
        return taken

    def pieces(self, count: int) -> Iterator[memoryview]:
        """Yield the next bytes as they come, each piece valid until the next.

        Raises
        ------
        PeerGone, TooSlow
            If they do not come.
        """
        while count:
            if self._start == self._end:
                self._fill()
            size = min(count, self._end - self._start)
            piece = self._view[self._start : self._start + size]
            self._start += size
            count -= size
            yield piece

    def _fill(self) -> None:
        self._make_room()
        self._wait_at_most(self._bounds.pace_seconds)
        began = monotonic()
        try:
            count = self._receive()
        except TimeoutError:
            raise TooSlow from None
        self._pace.add(count, waited=monotonic() - began)

    def _is_there_within(self, seconds: float) -> bool:
        self._make_room()
        self._wait_at_most(seconds)
        try:
            self._receive()
        except TimeoutError:
            return False
        return True

    def _receive(self) -> int:
        try:
            count = self._connection.recv_into(self._view[self._end :])
        except (TimeoutError, BlockingIOError):
            raise TimeoutError from None
        except OSError:
            raise PeerGone from None
        if not count:
            raise PeerGone
        self._end += count
        return count

    def _wait_at_most(self, seconds: float) -> None:
        """Limit the next waits for the peer; on a plain connection the kernel counts, so that nobody asks first."""
        if self._timeout == seconds:
            return
        try:
            if not self._is_plain:
                self._connection.settimeout(seconds)
            else:
                if self._timeout is None:
                    self._connection.settimeout(None)
                    self._connection.setsockopt(
                        socket.SOL_SOCKET, socket.SO_SNDTIMEO, _timeval(self._bounds.pace_seconds)
                    )
                self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _timeval(seconds))
        except OSError:
            raise PeerGone from None
        self._timeout = seconds

    def _make_room(self) -> None:
        if self._start == self._end:
            self._start = self._end = 0
        elif self._end == len(self._view):
            held = self._end - self._start
            self._view[:held] = self._view[self._start : self._end]
            self._start, self._end = 0, held

    def _resize(self, size: int) -> None:
        held = self._end - self._start
        view = memoryview(bytearray(max(size, held)))
        view[:held] = self._view[self._start : self._end]
        self._view, self._start, self._end = view, 0, held


def _timeval(seconds: float) -> bytes:
    """Return a time as the options of a socket take it; of nothing would be for ever."""
    return struct.pack("@ll", *divmod(max(int(seconds * 1e6), 1), 1_000_000))
