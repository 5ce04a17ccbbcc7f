"""Our own peer of the bench: a fresh data folder, one clinic with the bench's AE, the real gateway.

python -m benchmarks.peer DATA_DIR PORT                 # the gateway alone
python -m benchmarks.peer DATA_DIR PORT web=HTTP_PORT   # all processes; the clinic's token lies beside DATA_DIR
python -m benchmarks.peer DATA_DIR PORT NAME=VALUE...   # with further settings, TELEREAD_ left out
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

NAME = "teleread"
CALLING = "BENCH"
CALLED = "TELEREAD"
TOKEN = "token"
TELEREAD = [sys.executable, "-m", "teleread"]


def specification(**settings: object) -> dict[str, object]:
    """Return this peer, with settings of its own, as the bench describes one."""
    chosen = [f"{name}={value}" for name, value in settings.items()]
    command = [sys.executable, "-m", "benchmarks.peer", "{dir}/data", "{port}", *chosen]
    return {"cmd": command, "aet": CALLED, "cwd": os.getcwd()}


def web_specification() -> dict[str, object]:
    """The same with the web process, for the bench's DICOMweb."""
    return {**specification(web="{http}"), "root": "/dicom-web"}


def why_it_does_not_start(environment: Mapping[str, str], *, seconds: float = 60) -> str | None:
    """Start it once on an empty folder; return what it said if it does not listen."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as said:
        command = [sys.executable, "-m", "benchmarks.peer", f"{folder}/data", str(port)]
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
        try:
            if _listens(port, process, until=time.monotonic() + seconds):
                return None
        finally:
            process.kill()
            process.wait()
        said.seek(0)
        return said.read().decode(errors="replace")


def _listens(port: int, process: subprocess.Popen[bytes], *, until: float) -> bool:
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def main(data_dir: str, port: str, *settings: str) -> None:
    """Prepare the data folder by the commands that anyone would use, then become the gateway or all processes."""
    chosen = dict(setting.split("=", 1) for setting in settings)
    http = chosen.pop("web", "")
    ours = {"DATA_DIR": data_dir, "DICOM_HOST": "127.0.0.1", "DICOM_PORT": port, "AE_TITLE": CALLED, **chosen}
    ours |= {"WEB_PORT": http} if http else {}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("TELEREAD_")}
    environment = inherited | {f"TELEREAD_{name}": value for name, value in ours.items()}
    for arguments in (
        ["migrate"],
        ["clinic", "add", "bench"],
        ["ae", "add", "--clinic", "bench", "--title", CALLING],
    ):
        subprocess.run([*TELEREAD, *arguments], env=environment, check=True)
    if http:
        Path(data_dir).with_name(TOKEN).write_text(add_technician(environment, clinic="bench"))
    os.execvpe(TELEREAD[0], [*TELEREAD, "serve" if http else "gateway"], environment)


def add_technician(environment: Mapping[str, str], *, clinic: str) -> str:
    """Add somebody who may store and look at a clinic's Instances; return their token."""
    add = ["user", "add", "--name", f"at-{clinic}", "--role", "technician", "--clinic", clinic]
    subprocess.run([*TELEREAD, *add], env=environment, check=True, stdout=subprocess.DEVNULL)
    return token_of(environment, f"at-{clinic}")


def token_of(environment: Mapping[str, str], name: str) -> str:
    """Return a new bearer token of a person."""
    create = [*TELEREAD, "token", "create", "--user", name]
    return subprocess.run(create, env=environment, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main(*sys.argv[1:])
