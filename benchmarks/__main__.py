"""C-STORE and DICOMweb beside Orthanc and DCMTK, on this machine, in one run: prints tables, judges nothing.

It drives the bench in ../shared/bench: its data, its sender, its peers, its
interleaved rounds and medians. Ours is one more peer, the real gateway process.

    make bench                              # C-STORE, about five minutes
    python -m benchmarks --full             # longer, calmer, the bench's own sizes
    python -m benchmarks --part web         # STOW, retrieval, frames, pictures
    python -m benchmarks --part qido        # searches at 10,000 to 1,000,000 Studies on both databases
    python -m benchmarks --part all --full
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import dicomweb, qido
from benchmarks.peer import specification, why_it_does_not_start

ROOT = Path(__file__).resolve().parents[1]
LOADS = "w1x1,w1x4,w2x1,w2x4"
FULL_LOADS = "w1x1,w1x4,w1x32,w2x1,w2x4,w3x1,w4x4"
OBJECTS = {"ct": 2000, "cr": 60}
"""What the bench sends of each kind at scale 1: 0.5 MB and 10 MB objects."""
FULL_OBJECTS = {"ct": 2000, "cr": 60, "cine": 10, "ecg": 2000}
WEB_OBJECTS = {"cr": 40, "us": 80, "ecg": 400}
PARTS = ("cstore", "web", "qido")

DURABILITY = """Success is answered
  teleread   after the file, its name and its row are synced, with SHA-256 and envelope
  orthanc    after the file's bytes are synced; neither its name nor its index is
  dcmtk      after the bytes were handed to the operating system
w1 = 0.5 MB objects, w2 = 10 MB, w3 = 100 MB, w4 = 120 KB; x1, x4 = associations; medians of interleaved rounds.
peak MB = memory of the server's whole process tree."""


@dataclass(frozen=True)
class Pace:
    """How much is sent how often."""

    scale: float
    rounds: int
    patience: int
    loads: str
    objects: Mapping[str, int]
    sizes: tuple[int, ...]


QUICK = Pace(scale=0.15, rounds=3, patience=3, loads=LOADS, objects=OBJECTS, sizes=qido.SIZES[:2])
FULL = Pace(scale=1.0, rounds=3, patience=20, loads=FULL_LOADS, objects=FULL_OBJECTS, sizes=qido.SIZES)


def main() -> int:
    """Make the data that is missing, run the peers that are there."""
    arguments = _arguments()
    bench: Path = arguments.bench.resolve()
    if not (bench / "run.py").is_file():
        sys.exit(f"the bench is missing: expected it at {bench}")
    pace = FULL if arguments.full else QUICK
    folder: Path = arguments.dir.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    environment = _outside_environment()
    if reason := why_it_does_not_start(environment):
        sys.exit(f"{reason}\nour own gateway does not start: nothing is measured")
    peers, missing = _peers(environment)
    parts = PARTS if arguments.part == "all" else (arguments.part,)
    print(_machine(), *missing, sep="\n", flush=True)
    if "qido" in parts:
        qido.run(bench, folder, sizes=pace.sizes)
    if "web" in parts:
        wanted = {kind: max(4, int(count * pace.scale)) for kind, count in WEB_OBJECTS.items()}
        _make_data(bench, folder / "data", wanted, environment)
        _make_data(bench, folder / "data", {"cine": 1}, environment, "--frames", "140", "--tag", "cine200")
        durable = [name for name in peers if name == "orthanc"]
        dicomweb.run(bench, folder, durable, scale=pace.scale, rounds=pace.rounds, patience=pace.patience)
    if "cstore" in parts:
        _make_data(bench, folder / "data", _scaled(pace.objects, pace.scale), environment)
        print(DURABILITY, flush=True)
        return _run(bench, folder, ["teleread", *peers], pace, environment)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--part", choices=(*PARTS, "all"), default="cstore", help="what is measured")
    parser.add_argument("--full", action="store_true", help="the bench's own sizes; needs 2 GB and a quiet machine")
    parser.add_argument("--bench", type=Path, default=ROOT.parent / "shared" / "bench", help="where the bench lies")
    parser.add_argument("--dir", type=Path, default=ROOT / "build" / "bench", help="on the disk to be measured")
    return parser.parse_args()


def _outside_environment() -> dict[str, str]:
    """The environment without our scripts: pynetdicom brings a `storescp` that is not DCMTK's."""
    ours = str(Path(sys.executable).parent)
    path = os.pathsep.join(part for part in os.environ["PATH"].split(os.pathsep) if part != ours)
    return {**os.environ, "PATH": path, "PYTHONDONTWRITEBYTECODE": "1"}


def _peers(environment: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the other peers that are installed, and a line for each that is not."""
    path = environment["PATH"]
    plugin = Path(environment.get("ORTHANC_PLUGINS", "/usr/share/orthanc/plugins")) / "libOrthancDicomWeb.so"
    packages = {
        "orthanc": ("orthanc orthanc-dicomweb", shutil.which("Orthanc", path=path) and plugin.exists()),
        "dcmtk": ("dcmtk", shutil.which("storescp", path=path)),
    }
    found = [name for name, (_, is_there) in packages.items() if is_there]
    lines = [
        f"{name} is not measured: not installed (apt-get install {debian})"
        for name, (debian, is_there) in packages.items()
        if not is_there
    ]
    return found, lines


def _scaled(objects: Mapping[str, int], scale: float) -> dict[str, int]:
    return {kind: max(1, int(count * scale)) for kind, count in objects.items()}


def _make_data(bench: Path, data: Path, wanted: Mapping[str, int], environment: Mapping[str, str], *how: str) -> None:
    tag = how[-1] if how else None
    sets = [f"{kind}={count}" for kind, count in wanted.items() if _count(data / (tag or kind)) < count]
    if sets:
        command = [sys.executable, str(bench / "dataset.py"), "--out", str(data), *how, *sets]
        subprocess.run(command, env=environment, check=True)


def _count(folder: Path) -> int:
    manifest = folder / "manifest.json"
    return int(json.loads(manifest.read_text())["count"]) if manifest.exists() else 0


def _machine() -> str:
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{os.cpu_count()} cores, {memory_gb:.0f} GB, {platform.system()} {platform.release()}"


def _run(bench: Path, folder: Path, peers: list[str], pace: Pace, environment: Mapping[str, str]) -> int:
    extra = folder / "peers.json"
    extra.write_text(json.dumps({"teleread": specification()}))
    options = {
        "data": folder / "data",
        "work": folder / "work",
        "json": folder / "results.jsonl",
        "extra": extra,
        "peers": ",".join(peers),
        "loads": pace.loads,
        "rounds": pace.rounds,
        "scale": pace.scale,
        "patience": pace.patience,
        "retries": 1,
    }
    command = [sys.executable, str(bench / "run.py")]
    command += [part for name, value in options.items() for part in (f"--{name}", str(value))]
    return subprocess.run(command, env=environment, check=False, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
