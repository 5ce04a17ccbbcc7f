"""A whole teleread as its users have it: `teleread demo run` in a folder of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.ports import free_ports

STARTUP_SECONDS = 90


@dataclass(frozen=True, slots=True)
class Running:
    """Where it listens and who may log in."""

    url: str
    dicom_port: int
    folder: Path
    environment: dict[str, str]
    process: subprocess.Popen[str]
    passwords: dict[str, str]
    tokens: dict[str, str] = field(default_factory=dict)

    def command(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a `teleread` command against the same data."""
        return subprocess.run(
            [sys.executable, "-m", "teleread", *arguments],
            env=self.environment,
            cwd=self.folder,
            check=check,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def token(self, person: str) -> str:
        """Return a bearer token of a person, made once."""
        if person not in self.tokens:
            self.tokens[person] = self.command("token", "create", "--user", person).stdout.strip()
        return self.tokens[person]

    def kill(self, name: str) -> None:
        """Kill one of the three processes without warning."""
        for child in psutil.Process(self.process.pid).children():
            if child.cmdline()[-1:] == [name]:
                child.kill()

    def send(self, *sources: Path) -> str:
        """Send files through the real DICOM port; return what the command printed."""
        return self.command("demo", "send", *map(str, sources)).stdout


@contextmanager
def running_teleread(folder: Path, settings: Mapping[str, str]) -> Iterator[Running]:
    """Start everything, wait until it says so, and end it as Ctrl-C does."""
    dicom_port, web_port = free_ports(2)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("TELEREAD_")},
        "TELEREAD_DATA_DIR": str(folder / "data"),
        "TELEREAD_DICOM_HOST": "127.0.0.1",
        "TELEREAD_DICOM_PORT": str(dicom_port),
        "TELEREAD_WEB_PORT": str(web_port),
        "TELEREAD_QUIET_PERIOD": "1",
        **settings,
    }
    command = [sys.executable, "-m", "teleread", "demo", "run", "--force"]
    with (folder / "teleread.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            _wait_until_ready(process, folder)
            accounts = json.loads((folder / "data" / "demo-accounts.json").read_text())
            yield Running(f"http://127.0.0.1:{web_port}", dicom_port, folder, environment, process, accounts)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _wait_until_ready(process: "subprocess.Popen[str]", folder: Path) -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    assert process.stdout is not None
    for line in process.stdout:
        if "Ctrl-C" in line:
            return
        assert time.monotonic() < deadline, "teleread did not become ready"
    raise AssertionError(f"teleread ended at once: {(folder / 'teleread.log').read_text()[-4000:]}")
