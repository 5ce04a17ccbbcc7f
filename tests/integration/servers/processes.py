"""Servers that die with the tests, on ports that nobody else has."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


def tool(name: str, *, wheel: str) -> str:
    """The path of a command that a wheel has brought; fails with its name."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        raise RuntimeError(f"the command {name} is missing: install the wheel {wheel}")
    return found


@contextmanager
def running(
    command: Sequence[str], *, log: Path, ending: str = "KILL", stop: int = signal.SIGTERM, user: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; when this process dies it gets the signal `ending`."""
    prefix = ["setpriv", "--pdeathsig", ending]
    if user is not None:
        prefix += [f"--reuid={user}", f"--regid={user}", "--clear-groups"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*prefix, *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={**os.environ, "HOME": "/nonexistent"},
            start_new_session=True,
        )
    try:
        yield process
    finally:
        end(process, stop)


def end(process: subprocess.Popen[bytes], stop: int) -> None:
    """End a server and wait for it."""
    if process.poll() is None:
        process.send_signal(stop)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until(is_ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path, *, seconds: float) -> None:
    """Wait for a server, or say what it printed."""
    deadline = time.monotonic() + seconds
    while not is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')[-4000:]}")
        time.sleep(0.05)
