"""What teleread costs beside other servers and beside what this machine allows: prints tables, judges nothing.

It drives the bench in ../shared/bench: its data, its senders, its peers. Ours is
one more peer, the real processes. Each figure is a line of JSON in build/bench as
soon as it is known.

    make bench                              # C-STORE, about five minutes
    python -m benchmarks --full             # longer, calmer, the bench's own sizes
    python -m benchmarks --part web         # STOW, retrieval, frames, pictures
    python -m benchmarks --part qido        # searches among 10,000 and 100,000 Studies, with --full a million
    python -m benchmarks --part idle        # 500 associations that say nothing
    python -m benchmarks --part s3          # behind an S3 server, beside plain puts to it
    python -m benchmarks --part line        # the reader's page on a thin line and a fast one, in Chromium
    python -m benchmarks --part flood       # a device while another address floods the port
    python -m benchmarks --part all --full
    python -m benchmarks --part all --full --resume     # only what was not measured yet
    python -m benchmarks --part all --report            # the tables of what was measured
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import traceback
from pathlib import Path
from types import ModuleType

from benchmarks import behind_s3, cstore, dicomweb, flood, idle, qido, thin_line
from benchmarks.notebook import Notebook
from benchmarks.peer import why_it_does_not_start
from benchmarks.setting import Setting, machine

ROOT = Path(__file__).resolve().parents[1]
PARTS: dict[str, ModuleType] = {
    "cstore": cstore,
    "web": dicomweb,
    "qido": qido,
    "idle": idle,
    "s3": behind_s3,
    "flood": flood,
    "line": thin_line,
}


def main() -> int:
    """Measure what was asked for; a part that breaks leaves the others and what it had."""
    arguments = _arguments()
    parts = list(PARTS) if arguments.part == "all" else [arguments.part]
    setting = _setting(arguments)
    if not arguments.report:
        _prepare(setting)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    broken = []
    try:
        broken = [part for part in parts if not _is_measured(setting, part, arguments)]
    except KeyboardInterrupt:
        broken.append("by hand")
    if broken:
        print(f"broken off: {', '.join(broken)}; --resume measures what is missing", flush=True)
    return 1 if broken else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--part", choices=(*PARTS, "all"), default="cstore", help="what is measured")
    parser.add_argument("--full", action="store_true", help="the bench's own sizes; needs 5 GB and a quiet machine")
    parser.add_argument("--rounds", type=int, help="how often each is measured; the tables show medians")
    parser.add_argument("--resume", action="store_true", help="measure only what was not noted yet")
    parser.add_argument("--report", action="store_true", help="measure nothing, print what was noted")
    parser.add_argument("--bench", type=Path, default=ROOT.parent / "shared" / "bench", help="where the bench lies")
    parser.add_argument("--dir", type=Path, default=ROOT / "build" / "bench", help="on the disk to be measured")
    return parser.parse_args()


def _setting(arguments: argparse.Namespace) -> Setting:
    return Setting(
        bench=arguments.bench.resolve(),
        folder=arguments.dir.resolve(),
        peers=_peers(os.environ["PATH"]),
        is_full=arguments.full,
        scale=1.0 if arguments.full else 0.15,
        rounds=arguments.rounds or 3,
        patience=20 if arguments.full else 3,
    )


def _prepare(setting: Setting) -> None:
    if not (setting.bench / "run.py").is_file():
        sys.exit(f"the bench is missing: expected it at {setting.bench}")
    setting.work.mkdir(parents=True, exist_ok=True)
    _hide_our_scripts()
    os.chdir(ROOT)
    if reason := why_it_does_not_start(os.environ):
        sys.exit(f"{reason}\nour own gateway does not start: nothing is measured")
    print(machine(), *_missing(setting.peers), sep="\n", flush=True)


def _is_measured(setting: Setting, part: str, arguments: argparse.Namespace) -> bool:
    """Measure a part and print its tables, of as much as there is; say whether it went to its end."""
    notebook, module = setting.notebook(part), PARTS[part]
    try:
        if not arguments.report:
            _measure(setting, module, notebook, is_new=not arguments.resume)
    except (RuntimeError, OSError, subprocess.SubprocessError):
        traceback.print_exc()
        return False
    finally:
        if records := notebook.records():
            print(f"\n## {part}\n", *module.report(records), sep="\n", flush=True)
    return True


def _measure(setting: Setting, module: ModuleType, notebook: Notebook, *, is_new: bool) -> None:
    if is_new:
        notebook.begin()
    module.measure(setting, notebook)


def _hide_our_scripts() -> None:
    """Leave our own scripts out of the path: pynetdicom brings a `storescp` that is not DCMTK's."""
    ours = str(Path(sys.executable).parent)
    os.environ["PATH"] = os.pathsep.join(part for part in os.environ["PATH"].split(os.pathsep) if part != ours)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"


DEBIAN = {"orthanc": "orthanc orthanc-dicomweb", "dcmtk": "dcmtk"}


def _peers(path: str) -> tuple[str, ...]:
    """Return the other servers that are installed."""
    plugin = Path(os.environ.get("ORTHANC_PLUGINS", "/usr/share/orthanc/plugins")) / "libOrthancDicomWeb.so"
    ours = str(Path(sys.executable).parent)
    others = os.pathsep.join(part for part in path.split(os.pathsep) if part != ours)
    there = {
        "orthanc": shutil.which("Orthanc", path=others) and plugin.exists(),
        "dcmtk": shutil.which("storescp", path=others),
    }
    return tuple(name for name, is_there in there.items() if is_there)


def _missing(peers: tuple[str, ...]) -> list[str]:
    lost = [name for name in DEBIAN if name not in peers]
    return [f"{name} is not measured: not installed (apt-get install {DEBIAN[name]})" for name in lost]


if __name__ == "__main__":
    sys.exit(main())
