"""Our own peer of the bench: a fresh data folder, one clinic with the bench's AE, the real gateway.

python -m benchmarks.peer DATA_DIR PORT
"""

import os
import subprocess
import sys

CALLING = "BENCH"
CALLED = "TELEREAD"
TELEREAD = [sys.executable, "-m", "teleread"]


def specification() -> dict[str, object]:
    """Return this peer as the bench's `--extra` file describes one."""
    command = [sys.executable, "-m", "benchmarks.peer", "{dir}/data", "{port}"]
    return {"cmd": command, "aet": CALLED, "cwd": os.getcwd()}


def main(data_dir: str, port: str) -> None:
    """Prepare the data folder by the commands that anyone would use, then become the gateway."""
    ours = {"DATA_DIR": data_dir, "DICOM_HOST": "127.0.0.1", "DICOM_PORT": port, "AE_TITLE": CALLED}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("TELEREAD_")}
    environment = inherited | {f"TELEREAD_{name}": value for name, value in ours.items()}
    for arguments in (
        ["migrate"],
        ["clinic", "add", "bench"],
        ["ae", "add", "--clinic", "bench", "--title", CALLING],
    ):
        subprocess.run([*TELEREAD, *arguments], env=environment, check=True)
    os.execvpe(TELEREAD[0], [*TELEREAD, "gateway"], environment)


if __name__ == "__main__":
    main(*sys.argv[1:])
