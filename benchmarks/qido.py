"""QIDO-RS at 10,000 to 1,000,000 Studies, on SQLite and on PostgreSQL: the bench's queries, with 1 and 4 clients."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

from benchmarks.dicomweb import with_headers
from benchmarks.filling import fill
from benchmarks.notebook import Notebook, Record, medians, table
from benchmarks.peer import TELEREAD, add_technician, token_of
from benchmarks.setting import Setting, say
from teleread.database import open_database
from tests.integration.servers.postgres import postgres_server

SIZES = (10_000, 100_000, 1_000_000)
QUICK_SIZES = SIZES[:2]
DATABASES = ("sqlite", "postgresql")
CLIENTS = (1, 4)
QUERIES = {True: 60, False: 40}
"""How many of each kind, in a full run and in a quick one."""

KEYS = ("database", "studies", "who", "query", "clients")
COLUMNS = ("answers", "p50_ms", "p95_ms", "cpu_ms", "failed")
HEAD = ["database", "studies", "who sees", "query", "x", "runs", "answers", "p50 ms", "p95 ms", "cpu ms", "failed"]
SHORT_HEAD = ["p95 ms (p50), who sees all", "x", *(f"{name}, {size:,}" for name in DATABASES for size in SIZES)]


def measure(setting: Setting, notebook: Notebook) -> None:
    """Fill an archive on each database up to each size, and time every query there."""
    sizes = SIZES if setting.is_full else QUICK_SIZES
    for name in DATABASES:
        if all(notebook.has(database=name, studies=size, is_done=True) for size in sizes):
            continue
        with _database(name, setting.fresh(f"qido-{name}")) as environment:
            for size in sizes:
                if not notebook.has(database=name, studies=size, is_done=True):
                    _measure(setting, notebook, environment, {"database": name, "studies": size})


def report(records: list[Record]) -> Iterator[str]:
    """Yield what was measured, first at a glance and then as a whole."""
    rows = medians((one for one in records if "query" in one), KEYS, COLUMNS)
    found = {tuple(row[:5]): f"{row[8]:.1f} ({row[7]:.1f})" for row in rows}
    asked = dict.fromkeys((row[3], row[4]) for row in rows)
    places = [(name, size) for name in DATABASES for size in SIZES]
    yield table(
        [[*one, *(found.get((*place, "all", *one), "") for place in places)] for one in sorted(asked)], SHORT_HEAD
    )
    yield table(rows, HEAD)


def _measure(setting: Setting, notebook: Notebook, environment: dict[str, str], place: Record) -> None:
    began = time.monotonic()
    _fill(environment, place["studies"])
    fill_s = time.monotonic() - began
    say(f"{place['database']}: {place['studies']} Studies after {fill_s:.0f} s")
    tokens = _tokens(environment)
    with _serving(setting, environment) as (url, process_id):
        for who, token in tokens.items():
            for clients in CLIENTS:
                for query in setting.tool("web").QUERIES:
                    here = {**place, "who": who, "query": query, "clients": clients}
                    if not notebook.has(**here):
                        one = _times(setting, url, process_id, token, query=query, clients=clients)
                        notebook.note({**one, **here})
                        say(f"{place} {who} {query} x{clients}: p95 {one['p95_ms']:.1f} ms")
    notebook.note({**place, "is_done": True, "fill_s": fill_s})


@contextmanager
def _database(name: str, folder: Path) -> Iterator[dict[str, str]]:
    """Yield the environment of an empty archive; its folder goes when it was measured."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TELEREAD_")}
    environment["TELEREAD_DATA_DIR"] = str(folder)
    try:
        if name == "sqlite":
            yield environment | {"TELEREAD_DATABASE_URL": f"sqlite:///{folder}/teleread.sqlite"}
            return
        with tempfile.TemporaryDirectory() as home, postgres_server(Path(home) / "postgresql") as url:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("CREATE DATABASE bench")
            yield environment | {"TELEREAD_DATABASE_URL": url.rpartition("/")[0] + "/bench"}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(environment: Mapping[str, str], size: int) -> None:
    subprocess.run([*TELEREAD, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
    database = open_database(environment["TELEREAD_DATABASE_URL"])
    fill(database, until=size)
    database.close()


def _tokens(environment: dict[str, str]) -> dict[str, str]:
    """Return a token of somebody who sees every clinic and of somebody who sees one; they are made once."""
    known = Path(environment["TELEREAD_DATA_DIR"]) / "known"
    if known.exists():
        return {"all": token_of(environment, "chief"), "one": token_of(environment, "at-bench-0")}
    add = [*TELEREAD, "user", "add", "--name", "chief", "--role", "admin"]
    subprocess.run(add, env=environment, check=True, stdout=subprocess.DEVNULL)
    one = add_technician(environment, clinic="bench-0")
    known.touch()
    return {"all": token_of(environment, "chief"), "one": one}


@contextmanager
def _serving(setting: Setting, environment: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    port = setting.tool("peers").free_port()
    of_web = {**environment, "TELEREAD_WEB_PORT": str(port)}
    silent = subprocess.DEVNULL
    process = subprocess.Popen([*TELEREAD, "web"], env=of_web, stdout=silent, stderr=silent)
    try:
        setting.tool("stats").wait_port(port, alive=lambda: process.poll() is None)
        yield f"http://127.0.0.1:{port}/dicom-web", process.pid
    finally:
        process.terminate()
        process.wait()


def _times(setting: Setting, url: str, process_id: int, token: str, *, query: str, clients: int) -> Record:
    stats, web = setting.tool("stats"), setting.tool("web")
    asked = web.qido_jobs(query, QUERIES[setting.is_full] * clients)
    jobs = with_headers(asked, {"Authorization": f"Bearer {token}"})
    web.drive(url, jobs[:10], 1)
    stats.wait_quiet(patience=setting.patience / 4)
    before = stats.cpu_seconds([process_id])
    found: Record = web.drive(url, jobs, clients)
    cpu_ms = (stats.cpu_seconds([process_id]) - before) / found["requests"] * 1e3
    return {**found, "answers": found["items"] / found["requests"], "cpu_ms": cpu_ms}
