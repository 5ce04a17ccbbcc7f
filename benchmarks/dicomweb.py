"""DICOMweb beside Orthanc: STOW-RS, then every kind of retrieval, in the bench's interleaved rounds."""

import statistics
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.peer import TOKEN, web_specification
from benchmarks.tools import tool

NAME = "teleread"
COLUMNS = ("per_s", "mb_s", "ttfb_p50_ms", "p50_ms", "p95_ms", "cpu_ms", "peak_mb", "failed")

Job = tuple[str, str, dict[str, str], Any]


def run(bench: Path, folder: Path, peers: list[str], *, scale: float, rounds: int, patience: float) -> None:
    """Print a table of medians; ours is the reference."""
    bench_peers, run_web, stats, web = (tool(bench, name) for name in ("peers", "run_web", "stats", "web"))
    catalogue = {**bench_peers.catalogue(), NAME: web_specification()}
    found: dict[tuple[str, int, str], list[dict[str, float]]] = {}
    for _ in range(rounds):
        for name in (NAME, *peers):
            with bench_peers.Peer(name, catalogue[name], folder / "work") as peer:
                headers = authorization(Path(peer.dir) / TOKEN) if name == NAME else {}
                for step, clients, jobs in run_web.steps(str(folder / "data"), scale):
                    stats.wait_quiet(patience=patience)
                    with stats.Watch(peer.pids) as watch:
                        result = web.drive(peer.url, with_headers(jobs, headers), clients)
                    result.update(cpu_ms=watch.cpu / result["requests"] * 1e3, peak_mb=watch.peak)
                    found.setdefault((step, clients, name), []).append(result)
                    print(f"{name} {step} x{clients}: p50 {result['p50_ms']:.1f} ms", file=sys.stderr)
    print(stats.table(_rows(found), ["step", "clients", "peer", *COLUMNS]))


def authorization(token: Path) -> dict[str, str]:
    """Return the header of whoever the token is of."""
    return {"Authorization": f"Bearer {token.read_text()}"}


def with_headers(jobs: Iterable[Job], headers: Mapping[str, str]) -> list[Job]:
    """Return the bench's jobs with our headers."""
    return [(method, path, {**of_job, **headers}, body) for method, path, of_job, body in jobs]


def _rows(found: Mapping[tuple[str, int, str], list[dict[str, float]]]) -> list[list[Any]]:
    steps = dict.fromkeys((step, clients) for step, clients, _ in found)
    return [
        [step, clients, name, *(statistics.median(one[column] for one in results) for column in COLUMNS)]
        for step, clients in steps
        for (of_step, of_clients, name), results in found.items()
        if (of_step, of_clients) == (step, clients)
    ]
