"""`teleread site`: the same acts at the command line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.certificates import a_key_pair


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    teleread(tmp_path, "migrate")
    teleread(tmp_path, "clinic", "add", "青山镇卫生院", "--key", "qingshan")
    return tmp_path


def teleread(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("TELEREAD_")}
    return subprocess.run(
        [sys.executable, "-m", "teleread", *arguments],
        env={**inherited, "TELEREAD_DATA_DIR": str(folder / "data"), "NO_COLOR": "1"},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_certificate_is_bound_from_a_file_listed_and_removed(folder: Path) -> None:
    certificate, key = a_key_pair("DR1").write(folder, "dr1")

    added = teleread(folder, "site", "add-certificate", str(certificate), "--clinic", "qingshan")
    assert added.returncode == 0, added.stderr
    listed = teleread(folder, "site", "certificates").stdout
    assert "qingshan/本部" in listed
    assert listed.startswith(added.stdout.split()[0])
    refused = teleread(folder, "site", "add-certificate", str(key), "--clinic", "qingshan")
    assert (refused.returncode, "private key" in refused.stderr) == (1, True)
    missing = teleread(folder, "site", "add-certificate", str(folder / "none.pem"), "--clinic", "qingshan")
    assert (missing.returncode, "cannot be read" in missing.stderr) == (1, True)

    assert teleread(folder, "site", "remove-certificate", added.stdout.split()[0]).returncode == 0
    assert teleread(folder, "site", "certificates").stdout == ""


def test_plain_and_limits_are_set_by_the_clinics_key(folder: Path) -> None:
    for command in (
        ("site", "add", "east", "--clinic", "qingshan", "--no-plain"),
        ("site", "allow-plain", "--clinic", "qingshan", "--no"),
        ("site", "limit", "--clinic", "qingshan", "--associations", "4", "--bytes-per-day", "5000000000"),
        ("site", "limit", "--clinic", "qingshan", "--bytes-per-day", "0"),
    ):
        done = teleread(folder, *command)
        assert done.returncode == 0, done.stderr
    refused = teleread(folder, "site", "limit", "--clinic", "nowhere", "--associations", "4")
    assert (refused.returncode, "No such clinic" in refused.stderr) == (1, True)
