"""What a well-behaved device notices while another address floods the port.

The flood: connections that say one byte a second and never finish a request,
more than are let in, and new ones all the time in place of those hung up on.
The device stores 0.5 MB Instances on an association that it keeps, and between
them associates anew, as a portable one does.
"""

import multiprocessing
import selectors
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from benchmarks.notebook import Notebook, Record, medians, table
from benchmarks.peer import NAME, specification
from benchmarks.setting import Setting, raise_file_limit, say

FLOOD_FROM = "127.0.0.2"
HELD = 800
"""More than one address may hold before it says who it is."""
NEW_A_SECOND = 100
LONGEST_SECONDS = 300
INSTANCES = 600
WARMING = 10
SECONDS_BEFORE = 5
"""Until the flood is not only in but being turned over."""

REQUEST = b"\x01\0\0\0\xff\xff" + bytes(LONGEST_SECONDS)
"""The beginning of an A-ASSOCIATE-RQ (PS3.8 9.3.2)."""

COLUMNS = ("store_p50_ms", "store_p99_ms", "associate_p50_ms", "associate_p99_ms", "failed", "per_s")
HEAD = ["while", "runs", "store p50 ms", "p99 ms", "associate p50 ms", "p99 ms", "failed", "/s", "p99 / quiet p99"]
NOTES = f"""flooded = {HELD} connections of another address that say a byte a second, {NEW_A_SECOND} new ones a second
in place of those that were hung up on. Instances of 0.5 MB. Flood and device share the cores with the gateway."""


def measure(setting: Setting, notebook: Notebook) -> None:
    """Note what the device sees in both, round by round."""
    raise_file_limit()
    count = INSTANCES if setting.is_full else INSTANCES // 3
    paths = setting.files("ct", WARMING + 2 * count)
    for number in range(setting.rounds):
        if notebook.has(during="flooded", round=number):
            continue
        with setting.tool("peers").Peer(NAME, specification(), setting.work) as peer:
            _device(setting, peer, paths[:WARMING])
            setting.tool("stats").wait_quiet(patience=setting.patience)
            halves = (paths[WARMING : WARMING + count], paths[WARMING + count :])
            # Who comes second finds a server that has grown, so they take turns.
            order = ("quiet", "flooded") if number % 2 == 0 else ("flooded", "quiet")
            found = [
                {"during": during, **(_device if during == "quiet" else _flooded)(setting, peer, half)}
                for during, half in zip(order, halves, strict=True)
            ]
        for one in found:
            notebook.note({**one, "round": number})
            say(f"{number} {one['during']}: store p99 {one['store_p99_ms']:.0f} ms")


def report(records: list[Record]) -> Iterator[str]:
    """Yield what was measured as a table."""
    rows = sorted(medians(records, ("during",), COLUMNS), key=lambda row: row[0] != "quiet")
    quiet = next((row[3] for row in rows if row[0] == "quiet"), None)
    yield table([[*row, row[3] / quiet if quiet else ""] for row in rows], HEAD)
    yield NOTES


def _flooded(setting: Setting, peer: Any, paths: list[str]) -> Record:
    context = multiprocessing.get_context("fork")
    stop, is_up = context.Event(), context.Event()
    flood = context.Process(target=_flood, args=(peer.port, stop, is_up))
    flood.start()
    try:
        is_up.wait(60)
        time.sleep(SECONDS_BEFORE)
        return _device(setting, peer, paths)
    finally:
        stop.set()
        flood.join()


def _device(setting: Setting, peer: Any, paths: list[str]) -> Record:
    """Send files on one association, with another that comes and goes between them."""
    wire, stats = setting.tool("wire"), setting.tool("stats")
    objects = [wire.open_file(path) for path in paths]
    contexts = [(one.sop, one.ts) for one in objects]
    stored, associated, failed = list[float](), list[float](), 0
    began = time.perf_counter()
    kept = wire.Association("127.0.0.1", peer.port, peer.aet, contexts)
    for one in objects:
        at = time.perf_counter()
        failed += kept.store(one) != 0
        stored.append(time.perf_counter() - at)
        at = time.perf_counter()
        wire.Association("127.0.0.1", peer.port, peer.aet, contexts).release()
        associated.append(time.perf_counter() - at)
    kept.release()
    store, associate = stats.latencies_ms(stored), stats.latencies_ms(associated)
    return {
        "failed": failed,
        "per_s": len(objects) / (time.perf_counter() - began),
        **{f"store_{name}": value for name, value in store.items()},
        **{f"associate_{name}": value for name, value in associate.items()},
    }


def _flood(port: int, stop: Any, is_up: Any) -> None:
    """Hold connections, let each say a byte a second, and replace what was hung up on."""
    until = time.monotonic() + LONGEST_SECONDS
    held: dict[socket.socket, int] = {}
    with selectors.DefaultSelector() as selector:
        while not stop.is_set() and time.monotonic() < until:
            round_began = time.monotonic()
            for _ in range(min(NEW_A_SECOND if is_up.is_set() else HELD, HELD - len(held))):
                with suppress(OSError):
                    one = socket.create_connection(("127.0.0.1", port), 2, source_address=(FLOOD_FROM, 0))
                    one.setblocking(False)
                    selector.register(one, selectors.EVENT_READ)
                    held[one] = 0
            is_up.set()
            for one, position in list(held.items()):
                try:
                    held[one] += one.send(REQUEST[position : position + 1])
                except OSError:
                    _drop(held, selector, one)
            for key, _ in selector.select(timeout=0):
                _drop(held, selector, key.fileobj)
            stop.wait(max(0, 1 - (time.monotonic() - round_began)))


def _drop(held: dict[socket.socket, int], selector: selectors.BaseSelector, one: Any) -> None:
    if held.pop(one, None) is not None:
        selector.unregister(one)
        one.close()
