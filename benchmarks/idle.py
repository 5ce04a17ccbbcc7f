"""500 storage associations that say nothing: how soon they are up, what they cost, and when they are hung up on."""

import selectors
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.notebook import Notebook, Record, medians, table
from benchmarks.peer import NAME, specification
from benchmarks.setting import Setting, raise_file_limit, say

ASSOCIATIONS = 500
AT_ONCE = 16
IDLE_SECONDS = 30
WATCHED_SECONDS = 10
STORAGE = ("1.2.840.10008.5.1.4.1.1.1.1", "1.2.840.10008.1.2.1")

COLUMNS = ("up_s", "cpu_share", "pss_mb", "first_closed_s", "last_closed_s", "left_open")
HEAD = ["associations", "peer", "runs", "all up s", "CPU %", "MB", "first closed s", "last closed s", "left open"]
NOTES = f"""CPU is that of the server's process tree while they idle, of one core; MB is its Pss.
Each may be silent for {IDLE_SECONDS} s; closed is counted from when all were up."""


def measure(setting: Setting, notebook: Notebook) -> None:
    """Note what they cost our gateway, round by round."""
    raise_file_limit()
    spec = specification(DICOM_IDLE_SECONDS=IDLE_SECONDS)
    for number in range(setting.rounds):
        if not notebook.has(peer=NAME, round=number):
            with setting.tool("peers").Peer(NAME, spec, setting.work) as peer:
                setting.tool("stats").wait_quiet(patience=setting.patience)
                one = _idle(setting, peer)
            notebook.note({"associations": ASSOCIATIONS, "peer": NAME, "round": number, **one})
            say(f"{number} idle: up after {one['up_s']:.1f} s, {one['cpu_share']:.1f} % CPU, {one['pss_mb']:.0f} MB")


def report(records: list[Record]) -> Iterator[str]:
    """Yield what was measured as a table."""
    yield table(medians(records, ("associations", "peer"), COLUMNS), HEAD)
    yield NOTES


def _idle(setting: Setting, peer: Any) -> Record:
    stats, wire = setting.tool("stats"), setting.tool("wire")

    def associate(_number: int) -> Any:
        return wire.Association("127.0.0.1", peer.port, peer.aet, [STORAGE])

    began = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as opening:
        associations = list(opening.map(associate, range(ASSOCIATIONS)))
    up = time.monotonic()
    cpu = stats.cpu_seconds(peer.pids)
    time.sleep(WATCHED_SECONDS)
    share = (stats.cpu_seconds(peer.pids) - cpu) / WATCHED_SECONDS * 100
    pss_mb = stats.rss_mb(peer.pids)
    closed = _closed([one.sock for one in associations], since=up, until=up + 2 * IDLE_SECONDS)
    for one in associations:
        one.sock.close()
    return {
        "up_s": up - began,
        "cpu_share": share,
        "pss_mb": pss_mb,
        "first_closed_s": min(closed, default=None),
        "last_closed_s": max(closed, default=None),
        "left_open": ASSOCIATIONS - len(closed),
    }


def _closed(sockets: list[Any], *, since: float, until: float) -> list[float]:
    """Wait for the other side to hang up; return after how many seconds it did."""
    found = list[float]()
    with selectors.DefaultSelector() as selector:
        for one in sockets:
            selector.register(one, selectors.EVENT_READ)
        while len(found) < len(sockets) and time.monotonic() < until:
            for key, _ in selector.select(timeout=1):
                selector.unregister(key.fileobj)
                found.append(time.monotonic() - since)
    return found
