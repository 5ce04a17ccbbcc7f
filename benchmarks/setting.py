"""What every part is measured with: the bench, a folder on the disk to be measured, how much is sent how often."""

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from benchmarks.notebook import Notebook
from benchmarks.tools import tool


@dataclass(frozen=True, slots=True)
class Setting:
    """A run of the benchmarks.

    Parameters
    ----------
    peers
        The other servers that are installed.
    patience
        Seconds to wait for a quiet machine before each measurement.
    """

    bench: Path
    folder: Path
    peers: tuple[str, ...]
    is_full: bool
    scale: float
    rounds: int
    patience: float

    def tool(self, name: str) -> ModuleType:
        """Return one of the bench's modules."""
        return tool(self.bench, name)

    @property
    def work(self) -> Path:
        """Where servers keep what they get, while they are measured."""
        return self.folder / "work"

    def fresh(self, name: str) -> Path:
        """Return an empty folder of that name under `work`."""
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def notebook(self, part: str) -> Notebook:
        """Return the records of a part."""
        return Notebook(self.folder / f"{part}.jsonl")

    def files(self, kind: str, count: int, *how: str) -> list[str]:
        """Return that many files of a kind, which are made if they are not there, and are in memory then.

        Parameters
        ----------
        how
            Options of the bench's `dataset.py`, the last of which names the folder.
        """
        folder = self.folder / "data" / (how[-1] if how else kind)
        if _count(folder) < count:
            command = [sys.executable, str(self.bench / "dataset.py"), "--out", str(folder.parent), *how]
            environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
            subprocess.run([*command, f"{kind}={count}"], env=environment, check=True, stdout=sys.stderr)
        cstore = self.tool("cstore")
        paths: list[str] = cstore.files(str(folder), count)
        cstore.warm(paths)
        return paths


def say(line: str) -> None:
    """Tell whoever waits how far it is."""
    print(line, file=sys.stderr, flush=True)


def machine() -> str:
    """Say on what is measured, and what else keeps it busy."""
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    system = os.uname()
    load = os.getloadavg()
    return f"{os.cpu_count()} cores, {memory_gb:.0f} GB, {system.sysname} {system.release}, load {load[0]:.1f} before"


def raise_file_limit() -> None:
    """Have as many file descriptors as the system grants."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _count(folder: Path) -> int:
    manifest = folder / "manifest.json"
    found: Mapping[str, int] = json.loads(manifest.read_text()) if manifest.exists() else {"count": 0}
    return int(found["count"])
