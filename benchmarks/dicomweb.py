"""DICOMweb beside Orthanc: STOW-RS, then every kind of retrieval, in the bench's interleaved rounds."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.notebook import Notebook, Record, medians, table
from benchmarks.peer import NAME, TOKEN, web_specification
from benchmarks.setting import Setting, say

OBJECTS = {"cr": 40, "us": 80, "ecg": 400}
LEAST = 4
COLUMNS = ("per_s", "mb_s", "ttfb_p50_ms", "p50_ms", "p95_ms", "cpu_ms", "peak_mb", "failed")
HEAD = ["step", "x", "peer", "runs", "/s", "MB/s", "first byte p50 ms", "p50 ms", "p95 ms", "cpu ms", "MB", "failed"]

Job = tuple[str, str, dict[str, str], Any]


def measure(setting: Setting, notebook: Notebook) -> None:
    """Note what each server does in each step; one that was broken off begins its round anew."""
    for kind, count in OBJECTS.items():
        setting.files(kind, max(LEAST, int(count * setting.scale)))
    setting.files("cine", 1, "--frames", "140", "--tag", "cine200")
    catalogue = {**setting.tool("peers").catalogue(), NAME: web_specification()}
    for number in range(setting.rounds):
        for name in (NAME, *(peer for peer in setting.peers if peer == "orthanc")):
            if not notebook.has(peer=name, round=number):
                found = list(_round(setting, name, catalogue[name]))
                for one in found:
                    notebook.note({**one, "peer": name, "round": number})


def report(records: list[Record]) -> Iterator[str]:
    """Yield what was measured as a table."""
    rows = medians(records, ("step", "clients", "peer"), COLUMNS)
    order = list(dict.fromkeys((row[0], row[1]) for row in rows))
    yield table(sorted(rows, key=lambda row: order.index((row[0], row[1]))), HEAD)


def _round(setting: Setting, name: str, spec: dict[str, Any]) -> Iterator[Record]:
    peers, run_web, stats, web = (setting.tool(module) for module in ("peers", "run_web", "stats", "web"))
    with peers.Peer(name, spec, setting.work) as peer:
        headers = authorization(Path(peer.dir) / TOKEN) if name == NAME else {}
        for step, clients, jobs in run_web.steps(str(setting.folder / "data"), setting.scale):
            stats.wait_quiet(patience=setting.patience)
            with stats.Watch(peer.pids) as watch:
                found: Record = web.drive(peer.url, with_headers(jobs, headers), clients)
            say(f"{name} {step} x{clients}: p50 {found['p50_ms']:.1f} ms, failed {found['failed']}")
            cpu_ms = watch.cpu / found["requests"] * 1e3
            yield {**found, "step": step, "clients": clients, "cpu_ms": cpu_ms, "peak_mb": watch.peak}


def authorization(token: Path) -> dict[str, str]:
    """Return the header of whoever the token is of."""
    return {"Authorization": f"Bearer {token.read_text()}"}


def with_headers(jobs: Iterable[Job], headers: Mapping[str, str]) -> list[Job]:
    """Return the bench's jobs with our headers."""
    return [(method, path, {**of_job, **headers}, body) for method, path, of_job, body in jobs]
