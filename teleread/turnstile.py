"""One at a time, over all threads and processes of a machine, in the order they came."""

import fcntl
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

LOOK_AGAIN_SECONDS = 0.0005

_descriptors: set[int] = set()


def _let_go_in_child() -> None:
    """Close what a forked child would otherwise hold for its parent."""
    for descriptor in _descriptors:
        os.close(descriptor)
    _descriptors.clear()


os.register_at_fork(after_in_child=_let_go_in_child)


class TurnRefused(Exception):
    """The turn did not come in time."""


class Turnstile:
    """A lock beside a file, that ends with its holder however the holder ends.

    Threads of a process stand in line in memory. The first of each process
    waits for two file locks: whoever has the gate is next, so a process that
    has just been through cannot push in before those who wait. The file locks
    are looked at again and again because the kernel's own waiting has no end.
    """

    def __init__(self, path: Path, *, patience: timedelta) -> None:
        self._gate, self._room = path.with_name(f"{path.name}.gate"), path.with_name(f"{path.name}.lock")
        self._patience = patience
        self._line = _Line()

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Be the only one until the block ends.

        Raises
        ------
        TurnRefused
            If it took longer than the patience.
        """
        deadline = time.monotonic() + self._patience.total_seconds()
        with self._line.first(deadline), _locked(self._gate, deadline) as gate:
            with _locked(self._room, deadline):
                _unlock(gate)
                yield


class _Line:
    """Threads in the order they came."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._is_taken = False

    @contextmanager
    def first(self, deadline: float) -> Iterator[None]:
        self._wait(deadline)
        try:
            yield
        finally:
            self._next()

    def _wait(self, deadline: float) -> None:
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        if not mine.acquire(timeout=max(0, deadline - time.monotonic())):
            self._leave(mine)

    def _leave(self, mine: threading.Lock) -> None:
        with self._guard:
            if mine in self._waiting:
                self._waiting.remove(mine)
                raise TurnRefused

    def _next(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False


@contextmanager
def _locked(path: Path, deadline: float) -> Iterator[int]:
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    _descriptors.add(descriptor)
    try:
        while not _lock(descriptor):
            if time.monotonic() > deadline:
                raise TurnRefused
            time.sleep(LOOK_AGAIN_SECONDS)
        yield descriptor
    finally:
        _descriptors.discard(descriptor)
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _unlock(descriptor: int) -> None:
    fcntl.flock(descriptor, fcntl.LOCK_UN)
