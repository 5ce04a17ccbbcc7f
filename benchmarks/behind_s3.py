"""Behind S3: what our gateway takes, beside what the S3 server alone takes in plain puts.

The same objects on as many connections, an empty server that syncs every write
for each measurement. The plain puts are the minio client's, a process for each
connection, with nothing received, hashed, indexed or described.
"""

import multiprocessing
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from minio import Minio

from benchmarks.notebook import Notebook, Record, medians, table
from benchmarks.peer import NAME, specification
from benchmarks.setting import Setting, say
from tests.integration.servers.seaweedfs import seaweedfs_server

PUTS = "plain puts"
BUCKET = "bench"
WRITERS = 4
PART_BYTES = 16 << 20
"""Up to which an object goes in one request."""

LOADS = {"w1x4": ("ct", 2000), "w2x4": ("cr", 60)}
COLUMNS = ("per_s", "mb_s", "p50_ms", "p95_ms", "failed")
HEAD = ["load", "to S3 by", "runs", "/s", "MB/s", "p50 ms", "p95 ms", "failed", "ratio"]


def measure(setting: Setting, notebook: Notebook) -> None:
    """Note what each does in each load, round by round."""
    ways = {PUTS: _puts, NAME: _stored}
    for number in range(setting.rounds):
        for load, (kind, count) in LOADS.items():
            for name, way in ways.items():
                if not notebook.has(load=load, peer=name, round=number):
                    paths = setting.files(kind, max(WRITERS, int(count * setting.scale)))
                    folder = setting.fresh("s3")
                    with seaweedfs_server(folder) as url:
                        one = way(setting, url, paths)
                    notebook.note({"load": load, "peer": name, "round": number, **one})
                    say(f"{number} s3 {load} {name}: {one['per_s']:.1f}/s")
    setting.fresh("s3")


def report(records: list[Record]) -> Iterator[str]:
    """Yield what was measured as a table."""
    rows = sorted(medians(records, ("load", "peer"), COLUMNS), key=lambda row: (row[0], row[1]))
    puts = {row[0]: row[3] for row in rows if row[1] == PUTS}
    yield table([[*row, row[3] / puts[row[0]] if puts.get(row[0]) else ""] for row in rows], HEAD)


def _stored(setting: Setting, url: str, paths: list[str]) -> Record:
    spec = specification(OBJECT_STORE_URL=f"{url}/{BUCKET}")
    peers, stats, cstore = (setting.tool(module) for module in ("peers", "stats", "cstore"))
    with peers.Peer(NAME, spec, setting.work) as peer:
        # The first Instance makes the bucket and the connection.
        cstore.run("127.0.0.1", peer.port, peer.aet, setting.files("ecg", WRITERS), WRITERS)
        stats.wait_quiet(patience=setting.patience)
        found: Record = cstore.run("127.0.0.1", peer.port, peer.aet, paths, WRITERS)
    return found


def _puts(setting: Setting, url: str, paths: list[str]) -> Record:
    stats = setting.tool("stats")
    _client(url).make_bucket(BUCKET)
    stats.wait_quiet(patience=setting.patience)
    context = multiprocessing.get_context("fork")
    gate, said = context.Barrier(WRITERS), context.Queue()
    arguments = [(url, paths[at::WRITERS], gate, said) for at in range(WRITERS)]
    writers = [context.Process(target=_put_all, args=each) for each in arguments]
    for writer in writers:
        writer.start()
    answers = [said.get(timeout=600) for _ in writers]
    for writer in writers:
        writer.join()
    latencies = [took for _, _, took_each, _ in answers for took in took_each]
    wall = max(until for _, until, _, _ in answers) - min(since for since, _, _, _ in answers)
    mb = sum(size for _, _, _, size in answers) / 1e6
    speed = {"per_s": len(latencies) / wall, "mb_s": mb / wall}
    return {**speed, "failed": len(paths) - len(latencies), **stats.latencies_ms(latencies)}


def _put_all(url: str, paths: list[str], gate: Any, said: Any) -> None:
    """Put files one after the other, as one connection does."""
    client = _client(url)
    client.bucket_exists(BUCKET)
    gate.wait(120)
    took, size, since = list[float](), 0, time.perf_counter()
    for path in paths:
        content = Path(path).read_bytes()
        began = time.perf_counter()
        client.put_object(BUCKET, Path(path).name, BytesIO(content), len(content), part_size=PART_BYTES)
        took.append(time.perf_counter() - began)
        size += len(content)
    said.put((since, time.perf_counter(), took, size))


def _client(url: str) -> Minio:
    parts = urlsplit(url.removeprefix("s3+"))
    endpoint = parts.netloc.rpartition("@")[2]
    return Minio(endpoint, parts.username, parts.password, secure=False, region="us-east-1")
