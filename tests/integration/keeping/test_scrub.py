"""The whole archive is read again and again, and what is wrong with it is raised."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from storage import ObjectStore, StoredObject, StoreUnavailable, open_store
from storage.memory import MemoryStore
from teleread.archive.records import InstanceRow, ObjectFindingRow, QuarantineRow
from teleread.archive.scrubbing import ROUND_EVERY, WHOLE_PASS, Fault
from teleread.archive.scrubbing_records import load_progress, save_progress
from teleread.audit.records import AuditEventRow
from teleread.cli.application import app
from teleread.database import Database, open_database, snapshot, transaction
from teleread.identifiers import new_id
from teleread.workflow.keeping import scrub
from teleread.workflow.keeping.scrub import scrub_all, scrub_due
from tests.builders import EIGHT, a_clinic, a_patient, a_series, a_site, a_study, an_instance
from tests.objects import damage, take_in

COUNT, SIZE = 12, 10_000


def put(store: ObjectStore, key: str, content: bytes, envelope: Mapping[str, str]) -> StoredObject:
    return store.put(key, [content], envelope)


def an_archive(database: Database, store: ObjectStore, keep: Callable[..., StoredObject] = put) -> list[StoredObject]:
    """A clinic with Instances of one size and something in quarantine, in the order of their keys."""
    kept = [keep(store, f"instances/{number:02}", bytes([number]) * SIZE, {}) for number in range(COUNT)]
    with transaction(database) as session:
        clinic = a_clinic(session)
        series = a_series(session, a_study(session, a_site(session, clinic), a_patient(session, clinic)))
        for stored in kept[:-1]:
            an_instance(session, series, **claim(stored))
        quarantine = {"clinic_id": clinic.id, "ae_id": None, "transfer_syntax_uid": "", "reason": "truncated"}
        session.add(QuarantineRow(id=new_id(), received_at=EIGHT, **quarantine, **claim(kept[-1])))
        order = [*session.scalars(select(InstanceRow.locator).order_by(InstanceRow.id)), kept[-1].locator]
    return sorted(kept, key=lambda stored: order.index(stored.locator))


def claim(stored: StoredObject) -> dict[str, Any]:
    return {"locator": stored.locator, "size_bytes": stored.size_bytes, "sha256": stored.sha256}


def findings(database: Database) -> dict[str, tuple[Fault, bool]]:
    with snapshot(database) as session:
        rows = session.scalars(select(ObjectFindingRow)).all()
        return {row.locator: (row.fault, row.mended_at is None) for row in rows}


def actions(database: Database) -> list[str]:
    with snapshot(database) as session:
        return list(session.scalars(select(AuditEventRow.action).order_by(AuditEventRow.id)))


def rounds(
    database: Database, store: ObjectStore, *, count: int, since: datetime = EIGHT, every: timedelta = ROUND_EVERY
) -> list[int]:
    return [scrub_due(database, store, at=since + number * every) for number in range(1, count + 1)]


class Read(MemoryStore):
    """A store that remembers what was read of it."""

    read: list[str]

    def open(self, locator: str, *, start: int = 0, length: int | None = None) -> AbstractContextManager[BinaryIO]:
        self.read.append(locator)
        return super().open(locator, start=start, length=length)


@pytest.fixture
def memory() -> Read:
    store = Read()
    object.__setattr__(store, "read", [])
    return store


def test_a_month_of_rounds_reads_every_object_once_and_then_begins_anew(database: Database, memory: Read):
    kept = [stored.locator for stored in an_archive(database, memory)]
    scrub_due(database, memory, at=EIGHT)
    memory.read.clear()
    hour = timedelta(hours=1)

    rounds(database, memory, count=WHOLE_PASS // hour // 2, every=hour)
    half = list(memory.read)
    rounds(database, memory, count=WHOLE_PASS // hour // 2 + 12, since=EIGHT + WHOLE_PASS / 2, every=hour)

    assert half == kept[1 : len(half) + 1]
    assert len(half) == pytest.approx(COUNT / 2, abs=1)
    assert memory.read[: COUNT - 1] == kept[1:]
    assert memory.read[COUNT - 1] == kept[0]


def test_a_second_worker_reads_nothing_twice(database: Database, memory: Read):
    an_archive(database, memory)
    for number in range(48):
        for _ in range(2):
            scrub_due(database, memory, at=EIGHT + number * timedelta(hours=1))

    assert len(memory.read) == len(set(memory.read))


def test_a_worker_that_died_in_a_round_goes_on_where_it_had_saved(
    sqlite_database: Database, memory: Read, monkeypatch: pytest.MonkeyPatch
):
    kept = [stored.locator for stored in an_archive(sqlite_database, memory)]
    monkeypatch.setattr(scrub, "SLICE_BYTES", 2 * SIZE)
    scrub_due(sqlite_database, memory, at=EIGHT)
    with transaction(sqlite_database) as session:
        progress = load_progress(session)
        assert progress is not None
        save_progress(session, replace(progress, kind=None, after=None, credit_bytes=COUNT * SIZE))
    memory.read.clear()
    dying = Dying(memory, after=7)

    with pytest.raises(KeyboardInterrupt):
        scrub_due(sqlite_database, dying, at=EIGHT + ROUND_EVERY)
    assert memory.read == kept[:7]
    memory.read.clear()
    scrub_due(sqlite_database, memory, at=EIGHT + 2 * ROUND_EVERY)

    assert memory.read == kept[6:]


class Dying:
    """A store whose reader is killed after some objects."""

    def __init__(self, store: ObjectStore, *, after: int) -> None:
        self._store, self._left = store, after

    def open(self, locator: str, **span: Any) -> AbstractContextManager[BinaryIO]:
        if self._left == 0:
            raise KeyboardInterrupt
        self._left -= 1
        return self._store.open(locator, **span)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def everything(database: Database, store: ObjectStore, *, at: datetime = EIGHT) -> list[Fault | None]:
    return [each.fault for each in scrub_all(database, store, at=at)]


def test_what_is_missing_is_raised_once_and_closed_when_it_is_whole_again(database: Database, store: ObjectStore):
    lost = an_archive(database, store)[3]
    with store.open(lost.locator) as content:
        copy = content.read()
    store.delete(lost.locator)

    assert sorted(map(str, everything(database, store))) == ["None"] * (COUNT - 1) + ["missing"]
    everything(database, store)
    assert findings(database) == {lost.locator: (Fault.MISSING, True)}
    assert actions(database) == ["object.found_wrong"]

    store.put(lost.locator, [copy], lost.envelope)
    everything(database, store, at=EIGHT + timedelta(hours=1))
    assert findings(database) == {lost.locator: (Fault.MISSING, False)}
    assert actions(database) == ["object.found_wrong", "object.whole_again"]

    store.delete(lost.locator)
    everything(database, store, at=EIGHT + timedelta(hours=2))
    assert actions(database)[2:] == ["object.found_wrong"]


@pytest.mark.parametrize("keep", [put, take_in])
def test_the_worker_raises_one_flipped_bit(
    database: Database, disk_store: ObjectStore, tmp_path: Path, keep: Callable[..., StoredObject]
):
    flipped = an_archive(database, disk_store, keep)[-1]
    damage(tmp_path / "objects", flipped)

    scrub_due(database, disk_store, at=EIGHT)
    found = rounds(database, disk_store, count=31 * 24, every=timedelta(hours=1))

    assert sum(found) == 1
    assert findings(database) == {flipped.locator: (Fault.DIFFERS, True)}


def test_a_row_that_names_another_object_by_now_is_nobodys_fault(sqlite_database: Database, memory: Read):
    lost = an_archive(sqlite_database, memory)[0]
    with memory.open(lost.locator) as content:
        twin = memory.put("instances/twin", [content.read()], {})
    memory.delete(lost.locator)
    meanwhile = Healed(memory, sqlite_database, lost, twin)

    everything(sqlite_database, meanwhile)
    assert findings(sqlite_database) == {}


class Healed:
    """A store that a device sends a lost object to while it is being looked for."""

    def __init__(self, store: ObjectStore, database: Database, lost: StoredObject, twin: StoredObject) -> None:
        self._store, self._database, self._lost, self._twin = store, database, lost, twin

    def open(self, locator: str, **span: Any) -> AbstractContextManager[BinaryIO]:
        if locator == self._lost.locator:
            with transaction(self._database) as session:
                for row in session.scalars(select(InstanceRow).where(InstanceRow.locator == locator)):
                    row.locator = self._twin.locator
        return self._store.open(locator, **span)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class Away(MemoryStore):
    """A store that does not answer."""

    def open(self, locator: str, *, start: int = 0, length: int | None = None) -> AbstractContextManager[BinaryIO]:
        raise StoreUnavailable(locator)

    def stat(self, locator: str) -> StoredObject:
        raise StoreUnavailable(locator)


def test_a_store_that_does_not_answer_is_no_finding_and_loses_no_place(sqlite_database: Database, memory: Read):
    kept = [stored.locator for stored in an_archive(sqlite_database, memory)]
    with pytest.raises(StoreUnavailable):
        scrub_due(sqlite_database, Away(), at=EIGHT)
    with pytest.raises(StoreUnavailable):
        everything(sqlite_database, Away())

    assert findings(sqlite_database) == {}
    scrub_due(sqlite_database, memory, at=EIGHT + ROUND_EVERY)
    assert memory.read == kept[:1]


def test_one_unreadable_object_is_a_finding_and_hides_no_other(
    database: Database, disk_store: ObjectStore, tmp_path: Path
):
    kept = an_archive(database, disk_store)
    (tmp_path / "objects" / kept[2].locator).unlink()
    (tmp_path / "objects" / kept[2].locator).symlink_to("loop")
    disk_store.delete(kept[4].locator)
    everything(database, disk_store)

    assert findings(database) == {
        kept[2].locator: (Fault.UNREADABLE, True),
        kept[4].locator: (Fault.MISSING, True),
    }


def test_an_empty_archive_has_nothing_to_read(database: Database, memory: Read):
    assert rounds(database, memory, count=3) == [0, 0, 0]
    assert memory.read == []


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TELEREAD_DATA_DIR", str(tmp_path / "data"))
    assert CliRunner().invoke(app, ["migrate"]).exit_code == 0
    return tmp_path / "data"


def test_the_command_reads_everything_and_fails_if_anything_is_wrong(data_dir: Path):
    database, store = (
        open_database(f"sqlite:///{data_dir / 'teleread.sqlite'}"),
        open_store(f"disk:{data_dir / 'objects'}"),
    )
    kept = an_archive(database, store)
    good = CliRunner().invoke(app, ["scrub"])
    store.delete(kept[0].locator)
    bad = CliRunner().invoke(app, ["scrub"])
    row_id = row_of(database, kept[0].locator)
    found = findings(database)
    database.close()

    assert (good.exit_code, good.stdout) == (0, f"已重读 Read {COUNT}，异常 wrong 0\n")
    assert bad.exit_code == 1
    assert f"missing\tinstance\t{row_id}\t{kept[0].locator}" in bad.stdout
    assert found == {kept[0].locator: (Fault.MISSING, True)}


def row_of(database: Database, locator: str) -> UUID:
    with snapshot(database) as session:
        return session.scalars(select(InstanceRow.id).where(InstanceRow.locator == locator)).one()
