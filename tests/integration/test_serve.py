"""`teleread serve` and `teleread demo run` as people start and end them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.ports import free_ports
from tests.running import Running, running_teleread


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    dicom_port, web_port = free_ports(2)
    return {
        **os.environ,
        "TELEREAD_DATA_DIR": str(tmp_path / "data"),
        "TELEREAD_DICOM_HOST": "127.0.0.1",
        "TELEREAD_DICOM_PORT": str(dicom_port),
        "TELEREAD_WEB_PORT": str(web_port),
    }


def teleread(*arguments: str, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "teleread", *arguments], env=settings, capture_output=True, text=True, timeout=60
    )


def eventually(holds: Callable[[], bool], *, within_s: float = 30) -> None:
    deadline = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.05)


def children_of(running: Running) -> dict[str, psutil.Process]:
    found = {}
    for child in psutil.Process(running.process.pid).children():
        with suppress(psutil.Error):
            if command := child.cmdline():
                found[command[-1]] = child
    return found


def test_ctrl_c_ends_the_whole_tree_cleanly(tmp_path: Path) -> None:
    with running_teleread(tmp_path, {}) as running:
        children = children_of(running)
        assert set(children) == {"gateway", "web", "worker"}

    assert running.process.returncode == 0
    assert not any(child.is_running() for child in children.values())


def test_a_second_run_keeps_data_and_passwords(tmp_path: Path) -> None:
    with running_teleread(tmp_path, {}) as first:
        passwords = first.passwords
    with running_teleread(tmp_path, {}) as second:
        assert second.passwords == passwords


def test_a_process_that_dies_is_started_again(tmp_path: Path) -> None:
    with running_teleread(tmp_path, {}) as running:
        worker = children_of(running)["worker"]
        worker.kill()
        eventually(lambda: children_of(running).get("worker", worker).pid != worker.pid)


def test_children_do_not_outlive_a_killed_supervisor(tmp_path: Path) -> None:
    with running_teleread(tmp_path, {}) as running:
        children = list(children_of(running).values())
        running.process.kill()
        running.process.wait(10)
        psutil.wait_procs(children, timeout=30)
        assert not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in children)


@pytest.mark.parametrize("setting", ["TELEREAD_DICOM_PORT", "TELEREAD_WEB_PORT"])
def test_a_busy_port_is_one_clear_line(settings: dict[str, str], setting: str) -> None:
    teleread("migrate", settings=settings)
    with socket.create_server(("127.0.0.1", int(settings[setting]))):
        refused = teleread("serve", settings=settings)

    assert refused.returncode == 1
    assert setting in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_folder_that_cannot_be_written_is_one_clear_line(settings: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    refused = teleread("migrate", settings={**settings, "TELEREAD_DATA_DIR": str(tmp_path / "file" / "data")})

    assert refused.returncode == 1
    assert "TELEREAD_DATA_DIR" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_database_of_another_version_is_refused(settings: dict[str, str]) -> None:
    refused = teleread("serve", settings=settings)

    assert refused.returncode == 1
    assert "teleread migrate" in refused.stderr


def test_a_wrong_setting_is_named(settings: dict[str, str]) -> None:
    refused = teleread("migrate", settings={**settings, "TELEREAD_QUIET_PERIOD": "soon"})

    assert refused.returncode == 1
    assert "TELEREAD_QUIET_PERIOD" in refused.stderr


def test_sigterm_before_it_is_ready_ends_it(settings: dict[str, str]) -> None:
    teleread("migrate", settings=settings)
    process = subprocess.Popen(
        [sys.executable, "-m", "teleread", "serve"], env=settings, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    eventually(lambda: bool(psutil.Process(process.pid).children()))
    process.send_signal(signal.SIGTERM)

    assert process.wait(30) in (0, 1, -signal.SIGTERM)
