"""A gateway as a process of its own, and what it tells of itself."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from pydicom.uid import generate_uid

from storage import open_store
from teleread.archive.records import InstanceRow
from teleread.config import Settings
from teleread.database import Database, snapshot, transaction
from teleread.workflow.keeping.migrate import migrate
from tests.builders import a_clinic, a_site, an_ae
from tests.integration.gateway.sender import Answered, Sendable, send
from tests.ports import free_ports

EXPLICIT = "1.2.840.10008.1.2.1"
RECOVERY_SECONDS = 300
STARTUP_SECONDS = 60


@dataclass
class GatewayProcess:
    """A gateway that runs, and everything that it answered with success."""

    process: subprocess.Popen[bytes]
    dicom_port: int
    health_port: int
    settings: Settings
    template: Sendable
    kept: dict[str, Sendable] = field(default_factory=dict)

    def send(self, **titles: str) -> Answered | None:
        """Send an Instance that nobody has seen; None where the association was rejected or broke."""
        thing = another(self.template)
        answer = send(self.dicom_port, thing, **titles)
        if answer is not None and answer.status == 0x0000:
            self.kept[thing.sop_instance_uid] = thing
        return answer

    def ready(self) -> tuple[int, dict[str, Any]]:
        """Ask it how it is."""
        answer = httpx.get(f"http://127.0.0.1:{self.health_port}/readyz", timeout=60)
        return answer.status_code, answer.json()

    def figures(self) -> str:
        """Ask it for its figures."""
        return httpx.get(f"http://127.0.0.1:{self.health_port}/metrics", timeout=60).text

    def require_everything_kept(self, database: Database, *, store_url: str = "") -> None:
        """Read back, by its row, every Instance that was answered with success."""
        store = open_store(store_url or self.settings.resolved_object_store_url)
        with snapshot(database) as session:
            locators = {row.sop_instance_uid: row.locator for row in session.query(InstanceRow)}
        assert self.kept, "nothing was sent"
        for uid, thing in self.kept.items():
            with store.open(locators[uid]) as stream:
                assert stream.read().endswith(thing.data_set), uid


def another(template: Sendable) -> Sendable:
    """The same data set under a SOP Instance UID of its own, of the same length."""
    uid = str(generate_uid())[: len(template.sop_instance_uid)].ljust(len(template.sop_instance_uid), "1")
    content = template.data_set.replace(template.sop_instance_uid.encode(), uid.encode())
    return Sendable(content, template.sop_class_uid, uid, template.transfer_syntax_uid)


def prepare(database: Database, **site: Any) -> None:
    """Make the tables, and a clinic whose device is QINGSHAN."""
    migrate(database)
    with transaction(database) as session:
        clinic = a_clinic(session)
        an_ae(session, clinic, a_site(session, clinic, **site))


@contextmanager
def a_gateway_process(
    template: Sendable, settings: Mapping[str, object], *, within: Sequence[str] = ()
) -> Iterator[GatewayProcess]:
    """Run a gateway until the block ends.

    Parameters
    ----------
    within
        A command that runs the one behind it, such as `unshare`.
    """
    dicom_port, health_port = free_ports(2)
    ours = {
        "dicom_host": "127.0.0.1",
        "dicom_port": dicom_port,
        "gateway_metrics_port": health_port,
        "disk_reserve_mb": 0,
        **settings,
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("TELEREAD_")}
    environment = {**inherited, **{f"TELEREAD_{name.upper()}": str(value) for name, value in ours.items()}}
    log = Path(str(settings["data_dir"])).parents[1] / "gateway.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*within, sys.executable, "-m", "teleread", "gateway"],
            env=environment,
            stdout=output,
            stderr=output,
        )
        known = Settings(_env_file=None, **ours)  # type: ignore[arg-type]
        gateway = GatewayProcess(process, dicom_port, health_port, known, template)
        try:
            wait_for(lambda: _is_listening(gateway, log), seconds=STARTUP_SECONDS, what="the gateway did not start")
            yield gateway
        finally:
            process.terminate()
            assert process.wait(60) == 0, log.read_text(errors="replace")[-4000:]


def wait_for(is_so: Callable[[], bool], *, seconds: float, what: str) -> float:
    """Ask until something is so; return how long that took."""
    began, pause = time.monotonic(), threading.Event()
    while not is_so():
        assert time.monotonic() - began < seconds, what
        pause.wait(0.2)
    return time.monotonic() - began


def _is_listening(gateway: GatewayProcess, log: Path) -> bool:
    assert gateway.process.poll() is None, log.read_text(errors="replace")[-4000:]
    try:
        gateway.ready()
    except httpx.TransportError:
        return False
    return b"gateway.ready" in log.read_bytes()
