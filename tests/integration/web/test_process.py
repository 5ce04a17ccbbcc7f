"""The web process as the supervisor and a service manager meet it."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from teleread.database import open_database
from teleread.workflow.keeping.migrate import migrate
from tests.integration.servers.processes import wait_until
from tests.ports import free_ports

RUN = "from teleread.config import Settings; from teleread.web.process import run; run(Settings(_env_file=None))"


def a_process(folder: Path, port: int, **settings: str) -> subprocess.Popen[str]:
    environment = {"TELEREAD_DATA_DIR": str(folder), "TELEREAD_WEB_PORT": str(port), **settings}
    return subprocess.Popen(
        [sys.executable, "-c", RUN], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


@contextmanager
def a_serving_process(folder: Path, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    database = open_database(f"sqlite:///{folder / 'teleread.sqlite'}")
    migrate(database)
    database.close()
    (port,) = free_ports(1)
    process = a_process(folder, port, **settings)
    try:
        wait_until(lambda: answers(port), process, folder / "no-log", seconds=60)
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly_and_its_log_holds_no_query(tmp_path: Path, ending: signal.Signals) -> None:
    with a_serving_process(tmp_path) as (process, url):
        well = {
            "database": "ok",
            "migrations": "current",
            "store": "ok",
            "room": "ok",
            "gateway": "none",
            "seal": "none",
        }
        assert httpx.get(f"{url}/readyz").json() == well
        assert httpx.get(f"{url}/healthz?PatientName=Zhang").status_code == 200

        process.send_signal(ending)
        output, _ = process.communicate(timeout=30)

    assert process.returncode == 0
    assert "web.request" in output
    assert "Zhang" not in output
    assert "Traceback" not in output


def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        process = a_process(tmp_path, other.getsockname()[1])
        output, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert output.count("\n") == 1
    assert "TELEREAD_WEB_PORT" in output


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    (port,) = free_ports(1)

    process = a_process(tmp_path / "file", port)
    output, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert output.count("\n") == 1


def test_forwarded_headers_are_believed_from_a_named_proxy_only(tmp_path: Path) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}

    with a_serving_process(tmp_path) as (_, url):
        assert "Strict-Transport-Security" not in httpx.get(f"{url}/healthz", headers=forwarded).headers
        assert httpx.get(f"{url}/metrics").status_code == 200
        assert httpx.get(f"{url}/metrics", headers=forwarded).status_code == 401
    with a_serving_process(tmp_path, TELEREAD_TRUSTED_PROXIES="127.0.0.1") as (_, url):
        assert "Strict-Transport-Security" in httpx.get(f"{url}/healthz", headers=forwarded).headers


def test_figures_name_routes_and_no_values(tmp_path: Path) -> None:
    with a_serving_process(tmp_path) as (_, url):
        httpx.get(f"{url}/api/session?name=Zhang")
        httpx.get(f"{url}/no/such/Zhang.html")
        figures = httpx.get(f"{url}/metrics").text

    assert 'teleread_web_requests_total{method="GET",route="/api/session",status="401"} 1.0' in figures
    assert "Zhang" not in figures
