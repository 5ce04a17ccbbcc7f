"""QIDO-RS at 10,000 to 1,000,000 Studies, on SQLite and on PostgreSQL: the bench's queries, with 1 and 4 clients."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.dicomweb import with_headers
from benchmarks.filling import fill
from benchmarks.peer import TELEREAD, add_technician, token_of
from benchmarks.tools import tool
from teleread.database import open_database
from tests.integration.servers.postgres import postgres_server

SIZES = (10_000, 100_000, 1_000_000)
CLIENTS = (1, 4)
COLUMNS = ["database", "studies", "who", "query", "clients", "answers", "p50 ms", "p95 ms", "cpu ms", "failed"]


def run(bench: Path, folder: Path, *, sizes: tuple[int, ...] = SIZES, queries: int = 100) -> None:
    """Fill an archive on each database up to each size, and time every query there."""
    stats = tool(bench, "stats")
    rows: list[list[Any]] = []
    for name in ("sqlite", "postgresql"):
        with _database(name, folder / "work" / f"qido-{name}") as environment:
            for size in sizes:
                _fill(environment, size)
                tokens = _tokens(environment)
                with _serving(environment, bench) as (url, process_id):
                    for who, token in tokens.items():
                        rows += [[name, size, who, *row] for row in _times(bench, url, process_id, token, queries)]
                print(f"{name} at {size}: done", file=sys.stderr)
    print(stats.table(rows, COLUMNS))


@contextmanager
def _database(name: str, folder: Path) -> Iterator[dict[str, str]]:
    """Yield the environment of an empty archive; its folder goes when it was measured."""
    shutil.rmtree(folder, ignore_errors=True)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TELEREAD_")}
    environment["TELEREAD_DATA_DIR"] = str(folder)
    try:
        if name == "sqlite":
            yield environment
            return
        with tempfile.TemporaryDirectory() as home, postgres_server(Path(home) / "postgresql") as url:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("CREATE DATABASE bench")
            yield environment | {"TELEREAD_DATABASE_URL": url.rpartition("/")[0] + "/bench"}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(environment: Mapping[str, str], size: int) -> None:
    subprocess.run([*TELEREAD, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
    default = f"sqlite:///{environment['TELEREAD_DATA_DIR']}/teleread.sqlite"
    database = open_database(environment.get("TELEREAD_DATABASE_URL", default))
    fill(database, until=size)
    database.close()


def _tokens(environment: dict[str, str]) -> dict[str, str]:
    """Return a token of somebody who sees every clinic and of somebody who sees one; they are made once."""
    known = Path(environment["TELEREAD_DATA_DIR"]) / "known"
    if known.exists():
        return {"all": token_of(environment, "chief"), "one": token_of(environment, "at-bench-0")}
    add = [*TELEREAD, "user", "add", "--name", "chief", "--role", "admin"]
    subprocess.run(add, env=environment, check=True, stdout=subprocess.DEVNULL)
    known.touch()
    return {"all": token_of(environment, "chief"), "one": add_technician(environment, clinic="bench-0")}


@contextmanager
def _serving(environment: Mapping[str, str], bench: Path) -> Iterator[tuple[str, int]]:
    port = tool(bench, "peers").free_port()
    command, silent = [*TELEREAD, "web"], subprocess.DEVNULL
    of_web = {**environment, "TELEREAD_WEB_PORT": str(port)}
    process = subprocess.Popen(command, env=of_web, stdout=silent, stderr=silent)
    try:
        tool(bench, "stats").wait_port(port, alive=lambda: process.poll() is None)
        yield f"http://127.0.0.1:{port}/dicom-web", process.pid
    finally:
        process.terminate()
        process.wait()


def _times(bench: Path, url: str, process_id: int, token: str, queries: int) -> Iterator[list[Any]]:
    stats, web = tool(bench, "stats"), tool(bench, "web")
    for clients in CLIENTS:
        for name in web.QUERIES:
            jobs = with_headers(web.qido_jobs(name, queries), {"Authorization": f"Bearer {token}"})
            web.drive(url, jobs[:10], 1)
            before = stats.cpu_seconds([process_id])
            found = web.drive(url, jobs, clients)
            cpu_ms = (stats.cpu_seconds([process_id]) - before) / found["requests"] * 1e3
            answers = found["items"] / found["requests"]
            yield [name, clients, answers, found["p50_ms"], found["p95_ms"], cpu_ms, found["failed"]]
