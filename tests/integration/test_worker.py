import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from storage import open_store
from teleread.archive.rendition import Rendition, RenditionState
from teleread.archive.rendition_records import find_rendition
from teleread.audit.heads import HEADS_NAME
from teleread.audit.records import AuditSealRow
from teleread.clinics.access import system_scope
from teleread.database import Database, DatabaseUnavailable, snapshot
from teleread.worker import keep_doing
from teleread.worklist.reading import Part, State
from tests.integration.web.arriving import a_sending_clinic
from tests.integration.worklist.places import a_place, arrives, readings, specialist
from tests.receiving import receive_path

RUN = "from teleread.config import Settings; from teleread.worker import run; run(Settings())"


@contextmanager
def a_worker(database: Database, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    url = database.engine.url.render_as_string(hide_password=False)
    settings = {"DATA_DIR": str(folder), "DATABASE_URL": url, "QUIET_PERIOD": "0.2"}
    with (folder / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", RUN],
            env={**os.environ, **{f"TELEREAD_{name}": value for name, value in settings.items()}},
            stderr=log,
            stdout=log,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait(timeout=30)


def eventually(is_so: Callable[[], bool], *, seconds: float = 60) -> None:
    """Look until it is so; fails at the deadline."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it never became so"
        threading.Event().wait(0.05)


def test_a_worker_settles_offers_and_seals_and_ends_cleanly(database: Database, tmp_path: Path):
    place = a_place(database)
    doctor = specialist(place, "wang", Part.AUTHOR)
    arrives(place, at=datetime.now(UTC) - timedelta(seconds=1))

    def is_sealed() -> bool:
        with snapshot(database) as session:
            return bool(session.scalar(select(func.count()).select_from(AuditSealRow)))

    with a_worker(database, tmp_path) as process:
        eventually(lambda: [each.holder_id for each in readings(database)] == [doctor.id])
        eventually(is_sealed)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0

    assert (tmp_path / HEADS_NAME).exists()
    assert "张" not in (tmp_path / "worker.log").read_text()


def test_workers_killed_at_any_moment_leave_one_reading_for_each_study(database: Database, tmp_path: Path):
    place = a_place(database)
    specialist(place, "wang", Part.AUTHOR)
    for number in range(20):
        arrives(place, at=datetime.now(UTC) - timedelta(seconds=1), patient={"patient_id": str(number)})

    for killed_at in (1, 8):
        with a_worker(database, tmp_path) as process:
            eventually(lambda least=killed_at: len(readings(database)) >= least)
            process.kill()
    with a_worker(database, tmp_path), a_worker(database, tmp_path):
        eventually(lambda: [each.state for each in readings(database)] == [State.ASSIGNED] * 20)


def test_a_data_folder_that_cannot_be_used_is_one_clear_line(sqlite_database: Database, tmp_path: Path):
    (tmp_path / "keys").write_text("a file where a folder should be")

    with a_worker(sqlite_database, tmp_path) as process:
        assert process.wait(timeout=30) == 1

    assert len((tmp_path / "worker.log").read_text().strip().splitlines()) == 1


def test_neither_an_outage_nor_an_error_ends_a_chore():
    stop, outcomes = threading.Event(), [DatabaseUnavailable(), ValueError("张三"), None]
    seen = []

    def chore(at: datetime) -> int:
        outcome = outcomes[len(seen)]
        seen.append(at)
        if outcome is not None:
            raise outcome
        stop.set()
        return 0

    keep_doing("chore", chore, stop, idle_seconds=0.01)

    assert len(seen) == 3


def test_a_worker_makes_the_renditions_of_what_has_settled(
    sqlite_database: Database, tmp_path: Path, shared_data: Path
):
    sender = a_sending_clinic(sqlite_database, "qingshan")
    store = open_store(f"disk:{tmp_path / 'objects'}")
    picture = shared_data / "xray" / "dx-hands.dcm"
    key = receive_path(sqlite_database, store, picture, admitted=sender, at=datetime.now(UTC)).id

    def made() -> Rendition | None:
        with snapshot(sqlite_database) as session:
            return find_rendition(session, system_scope(), key)

    def is_ready() -> bool:
        found = made()
        return found is not None and found.state is RenditionState.READY

    with a_worker(sqlite_database, tmp_path):
        eventually(is_ready)

    found = made()
    assert found is not None
    assert found.contents is not None
    preview = found.contents.preview.part
    assert found.contents.lossless
    with store.open(str(found.locator), start=preview.start, length=preview.size_bytes) as stored:
        assert stored.read(3) == b"\xff\xd8\xff"
