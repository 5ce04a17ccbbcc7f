"""What the code may rely on whichever database lies below."""

import dataclasses
import json
import os
import select as polling
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import DBAPIError, StatementError

from teleread.database import Database, DatabaseUnavailable, UtcDateTime, open_database, snapshot, transaction
from teleread.turnstile import Turnstile
from tests.integration.writers import COUNTERS, add_one, counter, metadata, total

WRITING_SECONDS = {"sqlite": 60, "postgresql": 8}
"""A minute of three processes on the one file; PostgreSQL needs no proof of its locks."""

moments = MetaData()
moment = Table("moment", moments, Column("id", Integer, primary_key=True), Column("at", UtcDateTime))


@pytest.fixture
def counters(database: Database) -> Iterator[Database]:
    """A database with some counters at zero."""
    metadata.create_all(database.engine)
    with transaction(database) as session:
        session.execute(insert(counter), [{"id": number, "value": 0} for number in range(COUNTERS)])
    yield database
    metadata.drop_all(database.engine)


def url_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def test_three_processes_write_without_an_error_or_a_lost_update(counters: Database):
    seconds = WRITING_SECONDS["sqlite" if counters.is_sqlite else "postgresql"]
    command = [sys.executable, "-m", "tests.integration.writers", url_of(counters), str(seconds)]
    root = Path(__file__).resolve().parents[2]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) for _ in range(3)]
    said = [json.loads(writer.communicate(timeout=seconds + 60)[0]) for writer in writers]

    written = [len(each["waits"]) for each in said]
    assert [each["errors"] for each in said] == [[], [], []]
    assert sum(written) == total(counters)
    assert min(written) * 3 > max(written), f"one process was starved: {written}"
    assert max(max(each["waits"]) for each in said) < 5


def test_a_killed_writer_leaves_its_turn_and_nothing_else(counters: Database):
    script = (
        "import sys\n"
        "from sqlalchemy import update\n"
        "from teleread.database import open_database, transaction\n"
        "from tests.integration.writers import counter\n"
        "with transaction(open_database(sys.argv[1])) as session:\n"
        "    session.execute(update(counter).values(value=1000))\n"
        "    print('inside', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, url_of(counters)]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"inside\n"
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    add_one(counters, 0)

    assert total(counters) == 1


def test_a_session_that_raises_rolls_back(counters: Database):
    def fail_after_writing() -> None:
        with transaction(counters) as session:
            session.execute(counter.update().values(value=7))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_writing()

    assert total(counters) == 0
    add_one(counters, 1)
    assert total(counters) == 1


def test_a_snapshot_does_not_see_what_is_committed_meanwhile(counters: Database):
    with snapshot(counters) as session:
        before = session.execute(select(counter.c.value).where(counter.c.id == 0)).scalar_one()
        add_one(counters, 0)
        after = session.execute(select(counter.c.value).where(counter.c.id == 0)).scalar_one()

    assert (before, after) == (0, 0)
    assert total(counters) == 1


def test_a_snapshot_cannot_write(counters: Database):
    with pytest.raises(DBAPIError):
        with snapshot(counters) as session:
            session.execute(counter.update().values(value=7))

    assert total(counters) == 0


def test_a_transaction_inside_a_transaction_is_refused_at_once(counters: Database):
    with transaction(counters):
        with pytest.raises(RuntimeError, match="wait for itself"):
            add_one(counters, 0)

    add_one(counters, 0)
    assert total(counters) == 1


def impatient(database: Database) -> Database:
    """The same database, for writers that wait a fifth of a second."""
    if database.turnstile is None:
        return open_database(f"{url_of(database)}?options=-c%20lock_timeout%3D200ms")
    path = Path(str(database.engine.url.database))
    return dataclasses.replace(database, turnstile=Turnstile(path, patience=timedelta(seconds=0.2)))


def test_a_writer_whose_turn_does_not_come_is_told_so(counters: Database):
    inside, done = threading.Event(), threading.Event()

    def stay() -> None:
        with transaction(counters) as session:
            session.execute(select(counter))
            inside.set()
            done.wait(30)

    holder = threading.Thread(target=stay)
    holder.start()
    assert inside.wait(10)
    hasty = impatient(counters)
    try:
        with pytest.raises(DatabaseUnavailable):
            add_one(hasty, 0)
        assert total(counters) == 0, "readers do not wait for writers"
    finally:
        done.set()
        holder.join()
    add_one(hasty, 0)

    assert total(counters) == 1
    hasty.close()


def test_a_wrong_statement_is_not_taken_for_an_outage(database: Database):
    with pytest.raises(DBAPIError):
        total(database)


def test_an_error_does_not_show_what_was_bound(database: Database):
    with pytest.raises(DBAPIError) as raised:
        with transaction(database) as session:
            session.execute(select(moment).where(moment.c.id == 424242))

    assert "424242" not in str(raised.value)


def test_a_forked_child_neither_keeps_the_turn_nor_uses_the_connections(counters: Database):
    said_read, said_write = os.pipe()
    leave_read, leave_write = os.pipe()
    with transaction(counters) as session:
        session.execute(counter.update().values(value=1))
        child = os.fork()
        if child == 0:
            _report_use(counters, said_write)
            polling.select([leave_read], [], [], 30)
            os._exit(0)
    try:
        add_one(counters, 0)
        assert os.read(said_read, 100) == b"RuntimeError"
        assert total(counters) == COUNTERS + 1
    finally:
        os.write(leave_write, b".")
        os.waitpid(child, 0)


def _report_use(database: Database, said: int) -> None:
    try:
        total(database)
        os.write(said, b"it could")
    except RuntimeError:
        os.write(said, b"RuntimeError")


@given(st.lists(st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.timezones()), min_size=1))  # noqa: DTZ001  (bounds are naive by rule)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_time_comes_back_as_the_same_moment_in_utc(database: Database, times: list[datetime]):
    moments.drop_all(database.engine)
    moments.create_all(database.engine)
    with transaction(database) as session:
        session.execute(insert(moment), [{"id": number, "at": at} for number, at in enumerate(times)])
    with snapshot(database) as session:
        found = list(session.execute(select(moment.c.at).order_by(moment.c.id)).scalars())
        in_order = list(session.execute(select(moment.c.at).order_by(moment.c.at)).scalars())

    assert found == [at.astimezone(UTC) for at in times]
    assert all(at.tzinfo is UTC or at.utcoffset() == timedelta(0) for at in found)
    assert in_order == sorted(found)


def test_a_time_without_a_zone_is_refused(database: Database):
    moments.create_all(database.engine)
    with pytest.raises(StatementError, match="aware"):
        with transaction(database) as session:
            session.execute(insert(moment), [{"id": 1, "at": datetime(2026, 3, 2, 8, 0)}])  # noqa: DTZ001  (the point)


def test_a_folder_that_cannot_hold_the_database_is_one_clear_refusal(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DatabaseUnavailable):
        open_database(f"sqlite:///{tmp_path / 'file' / 'teleread.sqlite'}")
