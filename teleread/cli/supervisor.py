"""Gateway, web and worker as one process tree that starts and ends together."""

import ctypes
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from http.client import HTTPConnection, HTTPException

import structlog

from teleread.config import Settings

log = structlog.get_logger()

PROCESSES = ("gateway", "web", "worker")
STARTUP_SECONDS = 60.0
STOP_SECONDS = 20.0
LONGEST_PAUSE_SECONDS = 30.0
SUPERVISED = "TELEREAD_SUPERVISED"
_PR_SET_PDEATHSIG = 1


class CannotStart(Exception):
    """A process could not be started; the sentence says what to do."""


class _Kind(Enum):
    READY = auto()
    STOP = auto()
    DIED = auto()
    DUE = auto()


@dataclass(frozen=True, slots=True)
class _Event:
    kind: _Kind
    name: str = ""


@dataclass
class _Child:
    process: subprocess.Popen[bytes]
    failures: int
    started: float = field(default_factory=time.monotonic)


def die_with_supervisor() -> None:
    """Ask the kernel to end this process when its supervisor dies, however it dies."""
    if SUPERVISED not in os.environ:
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if str(os.getppid()) != os.environ[SUPERVISED]:
        sys.exit(1)


def supervise(settings: Settings, *, on_ready: Callable[[], None], environment: Mapping[str, str]) -> int:
    """Run the three processes until SIGINT or SIGTERM; return the exit status.

    A process that dies before all three are ready ends the others, since its
    cause will not go away. One that dies later is started again, after a pause
    that doubles with every failure up to half a minute.

    Raises
    ------
    CannotStart
        If a port is taken.
    """
    _require_free_port(settings.dicom_host, settings.dicom_port, "TELEREAD_DICOM_PORT")
    _require_free_port(settings.web_host, settings.web_port, "TELEREAD_WEB_PORT")
    supervisor = _Supervisor(environment)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: supervisor.events.put(_Event(_Kind.STOP)))
    try:
        for name in PROCESSES:
            supervisor.start(name)
        threading.Thread(target=_announce_when_ready, args=(settings, supervisor.events), daemon=True).start()
        return supervisor.run(on_ready)
    finally:
        supervisor.stop()


class _Supervisor:
    """The children and the one queue of what happens to them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.events: queue.SimpleQueue[_Event] = queue.SimpleQueue()
        self._environment = environment
        self._children: dict[str, _Child] = {}

    def run(self, on_ready: Callable[[], None]) -> int:
        is_ready = False
        while True:
            event = self.events.get()
            match event.kind:
                case _Kind.STOP:
                    return 0 if is_ready else 1
                case _Kind.READY:
                    is_ready = True
                    on_ready()
                case _Kind.DUE:
                    self.start(event.name)
                case _Kind.DIED if is_ready:
                    self._start_later(event.name)
                case _Kind.DIED:
                    log.error("process.did_not_start", process=event.name)
                    return 1

    def start(self, name: str) -> None:
        process = subprocess.Popen(  # noqa: S603  (this interpreter, with a name of ours)
            [sys.executable, "-m", "teleread", name],
            env={**os.environ, **self._environment, SUPERVISED: str(os.getpid())},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        before = self._children.get(name)
        self._children[name] = _Child(process, before.failures if before else 0)
        threading.Thread(target=self._report_its_end, args=(name, process), daemon=True).start()

    def stop(self) -> None:
        for child in self._children.values():
            child.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for name, child in self._children.items():
            try:
                child.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                log.warning("process.killed", process=name)
                child.process.kill()
                child.process.wait()

    def _report_its_end(self, name: str, process: subprocess.Popen[bytes]) -> None:
        process.wait()
        self.events.put(_Event(_Kind.DIED, name))

    def _start_later(self, name: str) -> None:
        child = self._children[name]
        lived_well = time.monotonic() - child.started > LONGEST_PAUSE_SECONDS
        child.failures = 0 if lived_well else child.failures + 1
        pause = min(2.0**child.failures - 1, LONGEST_PAUSE_SECONDS)
        log.error("process.died", process=name, status=child.process.returncode, restart_in_s=pause)
        due = threading.Timer(pause, self.events.put, args=[_Event(_Kind.DUE, name)])
        due.daemon = True
        due.start()


def _require_free_port(host: str, port: int, setting: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"端口 {port} 无法使用，请设置 {setting} / port {port} cannot be used ({error.strerror}); set {setting}"
            ) from error


def _announce_when_ready(settings: Settings, events: "queue.SimpleQueue[_Event]") -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < deadline:
        if _is_web_ready(settings) and _is_gateway_open(settings):
            events.put(_Event(_Kind.READY))
            return
        time.sleep(0.1)
    log.error("startup.timed_out", after_s=STARTUP_SECONDS)
    events.put(_Event(_Kind.STOP))


def _is_web_ready(settings: Settings) -> bool:
    try:
        connection = HTTPConnection(_reachable(settings.web_host), settings.web_port, timeout=2)
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False


def _is_gateway_open(settings: Settings) -> bool:
    try:
        socket.create_connection((_reachable(settings.dicom_host), settings.dicom_port), timeout=2).close()
    except OSError:
        return False
    return True


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", ""} else host  # noqa: S104  (a listening address, not a binding)
