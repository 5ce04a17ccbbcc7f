"""The gateway's process: it starts, says so, and says in one line why it cannot."""

import os
import socket
import subprocess
import sys

import pytest

RUN = "from teleread.config import Settings; from teleread.gateway import run; run(Settings())"


def run_gateway(**settings):
    environment = {**os.environ, **{f"TELEREAD_{name.upper()}": str(value) for name, value in settings.items()}}
    return subprocess.run(
        [sys.executable, "-c", RUN], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_busy_port_is_one_clear_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run_gateway(data_dir=tmp_path, dicom_host="127.0.0.1", dicom_port=port)

    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert f"DICOM port {port} cannot be used" in line


@pytest.mark.parametrize("setting", ["data_dir", "object_store_url", "database_url"])
def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path, setting):
    (tmp_path / "file").write_text("no folder")
    inside = tmp_path / "file" / "data"
    value = {"data_dir": inside, "object_store_url": f"disk:{inside}", "database_url": f"sqlite:///{inside}/t.sqlite"}
    ended = run_gateway(**{"data_dir": tmp_path / "data", "dicom_port": 0, setting: value[setting]})

    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "cannot open" in ended.stderr
