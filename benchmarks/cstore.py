"""C-STORE beside other servers and beside what the disk allows, in interleaved rounds; a 200 MB clip's memory.

The limit is the bench's: each writer appends to a log of its own and syncs it, with
nothing received, hashed or indexed. It runs in the same rounds, so a busy
neighbour slows both.
"""

import os
from collections.abc import Iterator
from typing import Any

from benchmarks.notebook import Notebook, Record, medians, table
from benchmarks.peer import NAME, specification
from benchmarks.setting import Setting, say

LIMIT = "append+fsync"
LIMIT_BYTES = 400_000_000
"""What is appended at least: of less the time is too short to be measured."""

QUICK = ("w1x1", "w1x4", "w1x32", "w2x4")
FULL = ("w1x1", "w1x4", "w1x32", "w2x1", "w2x4", "w3x1", "w4x4")
KINDS = {"w1": ("ct", 2000), "w2": ("cr", 60), "w3": ("cine", 10), "w4": ("ecg", 2000)}
"""What the bench sends of each kind at scale 1."""
CLIP = "clip"

COLUMNS = ("per_s", "mb_s", "p50_ms", "p95_ms", "cpu_ms_per_object", "peak_mb", "failed", "others")
HEAD = ["load", "peer", "runs", "/s", "MB/s", "p50 ms", "p95 ms", "cpu ms", "peak MB", "failed", "others"]
HEAD += ["x Orthanc", "% of limit"]
CLIP_COLUMNS = ("mb_s", "base_mb", "peak_mb", "growth_mb")
CLIP_HEAD = ["load", "peer", "runs", "MB/s", "MB before", "peak MB", "growth MB"]

NOTES = """Success is answered
  teleread   after the bytes with their envelope and the row are synced, with SHA-256
  orthanc    after the file's bytes are synced; neither its name nor its index is
  dcmtk      after the bytes were handed to the operating system
w1 = 0.5 MB objects, w2 = 10 MB, w3 = 100 MB, w4 = 120 KB; x1, x4, x32 = associations; medians of interleaved rounds.
peak MB = Pss of the server's whole process tree; others = share of the CPU that neither server nor sender used."""


def measure(setting: Setting, notebook: Notebook) -> None:
    """Note what every peer and the limit do in each load, round by round; what breaks leaves the others.

    Raises
    ------
    RuntimeError
        If something broke; it is measured when the part is resumed.
    """
    catalogue = {**setting.tool("peers").catalogue(), NAME: specification(), LIMIT: {}}
    loads = [(load, name) for load in (FULL if setting.is_full else QUICK) for name in (NAME, LIMIT, *setting.peers)]
    clips = [(CLIP, name) for name in (NAME, *setting.peers) if name != "dcmtk"]
    broken = []
    for number in range(setting.rounds):
        for load, name in [*loads, *clips]:
            place = {"load": load, "peer": name, "round": number}
            if notebook.has(**place):
                continue
            how = _clip if load == CLIP else _limit if name == LIMIT else _peer
            try:
                one = how(setting, load, name, catalogue[name])
            except (RuntimeError, OSError) as problem:
                broken.append(f"{number} {load} {name}: {type(problem).__name__}: {problem}")
                say(broken[-1])
                continue
            notebook.note({**place, **one})
            say(f"{number} {load} {name}: {one['per_s']:.1f}/s {one['mb_s']:.1f} MB/s")
    if broken:
        raise RuntimeError("\n".join(broken))


def report(records: list[Record]) -> Iterator[str]:
    """Yield what was measured as tables."""
    loads = [record for record in records if record["load"] != CLIP]
    if loads:
        rows = sorted(medians(loads, ("load", "peer"), COLUMNS), key=lambda row: FULL.index(row[0]))
        speed = {(row[0], row[1]): row[3] for row in rows}
        of_orthanc = [_ratio(row[3], speed.get((row[0], "orthanc"))) for row in rows]
        of_limit = [_ratio(row[3], speed.get((row[0], LIMIT)), of=100) for row in rows]
        yield table([[*row, *ratios] for row, *ratios in zip(rows, of_orthanc, of_limit, strict=True)], HEAD)
        yield NOTES
    clips = [record for record in records if record["load"] == CLIP]
    if clips:
        yield table(medians(clips, ("load", "peer"), CLIP_COLUMNS), CLIP_HEAD)


def _ratio(per_s: float, other: float | None, *, of: int = 1) -> Any:
    return per_s / other * of if other else ""


def _sent(setting: Setting, load: str) -> tuple[list[str], int]:
    """Return the files of a load and on how many associations they go."""
    kind, count = KINDS[load.partition("x")[0]]
    associations = int(load.partition("x")[2])
    if associations == 1 and kind == "ct":
        count = 600
    return setting.files(kind, max(associations, int(count * setting.scale), 1)), associations


def _peer(setting: Setting, load: str, name: str, spec: dict[str, Any]) -> Record:
    """Send a load to an empty server."""
    paths, associations = _sent(setting, load)
    peers, stats, cstore = (setting.tool(module) for module in ("peers", "stats", "cstore"))
    os.sync()
    with peers.Peer(name, spec, setting.work) as peer:
        stats.wait_quiet(patience=setting.patience)
        busy, own = stats.machine_busy(), sum(os.times()[:4])
        with stats.Watch(peer.pids) as watch:
            found: Record = cstore.run("127.0.0.1", peer.port, peer.aet, paths, associations)
        others = stats.machine_busy() - busy - (sum(os.times()[:4]) - own) - watch.cpu
    return {
        **found,
        "cpu_ms_per_object": watch.cpu / found["objects"] * 1e3,
        "peak_mb": watch.peak,
        "others": max(0, others) / found["wall_s"] / (os.cpu_count() or 1),
    }


def _limit(setting: Setting, load: str, _name: str, _spec: dict[str, Any]) -> Record:
    """Append as many bytes to as many logs as there are associations."""
    paths, writers = _sent(setting, load)
    size = sum(map(os.path.getsize, paths)) // len(paths)
    os.sync()
    setting.tool("stats").wait_quiet(patience=setting.patience)
    limits = setting.tool("limits")
    count = max(len(paths), LIMIT_BYTES // size) // writers
    per_s, mb_s, p50_ms, p95_ms = limits.durable(str(setting.work), "append", size, writers, count)
    return {"per_s": per_s, "mb_s": mb_s, "p50_ms": p50_ms, "p95_ms": p95_ms}


def _clip(setting: Setting, _load: str, name: str, spec: dict[str, Any]) -> Record:
    """Send 200 MB in one Instance to a server that has received a small one; what its memory does meanwhile."""
    [clip] = setting.files("cine", 1, "--frames", "140", "--tag", "cine200")
    small = setting.files("ct", 4)
    peers, stats, cstore = (setting.tool(module) for module in ("peers", "stats", "cstore"))
    with peers.Peer(name, spec, setting.work) as peer:
        cstore.run("127.0.0.1", peer.port, peer.aet, small, 1)
        with stats.Watch(peer.pids, every=0.02) as watch:
            found: Record = cstore.run("127.0.0.1", peer.port, peer.aet, [clip], 1)
    growth = watch.peak - watch.base
    return {**found, "base_mb": watch.base, "peak_mb": watch.peak, "growth_mb": growth}
