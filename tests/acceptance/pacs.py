"""An archive that receives what is sent to it by C-STORE: DCMTK's storescp."""

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pydicom

from tests.ports import free_ports


@dataclass(frozen=True, slots=True)
class Pacs:
    """Where it listens and where it puts what it receives."""

    port: int
    folder: Path
    process: "subprocess.Popen[bytes]"

    def received(self) -> list[pydicom.Dataset]:
        return [pydicom.dcmread(path, force=True) for path in self.folder.iterdir() if path.stat().st_size]

    def documents(self) -> list[pydicom.Dataset]:
        return [each for each in self.received() if "EncapsulatedDocument" in each]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


@contextmanager
def running_pacs(folder: Path) -> Iterator[Pacs]:
    """Start it, wait until it listens, and end it."""
    storescp = shutil.which("storescp")
    assert storescp, "storescp is missing: apt-get install dcmtk"
    (port,) = free_ports(1)
    folder.mkdir()
    process = subprocess.Popen([storescp, "-od", str(folder), "-aet", "QSPACS", str(port)])
    pacs = Pacs(port, folder, process)
    try:
        wait_until(lambda: _listens(port))
        yield pacs
    finally:
        pacs.stop()


def wait_until(holds: Callable[[], bool], *, within_s: float = 60) -> None:
    """Wait until something is true."""
    deadline = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.1)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
