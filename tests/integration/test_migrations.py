"""Migrations bring either database to exactly what the models say."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from teleread.database import Database, open_database
from teleread.workflow.keeping.migrate import differences, is_current, migrate
from tests.integration.servers.postgres import new_database


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    with new_database(request.getfixturevalue("postgres_server"), "empty") as url:
        yield url


@pytest.fixture
def empty(empty_url: str) -> Iterator[Database]:
    database = open_database(empty_url)
    yield database
    database.close()


def test_an_empty_database_becomes_what_the_models_say(empty: Database):
    assert not is_current(empty)
    migrate(empty)

    assert is_current(empty)
    assert differences(empty) == []


def test_processes_that_start_at_once_may_all_migrate(empty: Database, empty_url: str, tmp_path: Path):
    environment = {**os.environ, "TELEREAD_DATABASE_URL": empty_url, "TELEREAD_DATA_DIR": str(tmp_path / "data")}
    command = [sys.executable, "-m", "teleread", "migrate"]
    started = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) for _ in range(3)]

    assert [(process.communicate(timeout=60)[1], process.returncode) for process in started] == [(b"", 0)] * 3
    assert is_current(empty)
