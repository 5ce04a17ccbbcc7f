"""Rows without objects and objects without rows, on both databases and both stores."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from typer.testing import CliRunner

from storage import ObjectStore, StoredObject, open_store
from teleread.archive.records import SeriesRow
from teleread.archive.unclaimed import Why
from teleread.cli.application import app
from teleread.clinics.access import system_scope
from teleread.database import Database, open_database, transaction
from teleread.workflow.keeping import reconcile
from teleread.workflow.keeping.reconcile import objects_against_rows, rows_against_objects
from teleread.workflow.keeping.verify import Fault
from tests.builders import EIGHT, a_clinic, a_patient, a_series, a_site, a_study, an_instance
from tests.objects import damage_envelope, take_in

LATER = EIGHT + timedelta(days=2)


@dataclass(frozen=True)
class Shelf:
    """One clinic with one whole Instance."""

    database: Database
    store: ObjectStore
    clinic_id: UUID
    series_id: UUID
    whole: StoredObject

    def put(self, content: bytes, *, received_at: datetime = EIGHT, **values: str) -> StoredObject:
        return put(self.store, self.clinic_id, content, received_at=received_at, **values)

    def file(self, stored: StoredObject, **values: object) -> None:
        with transaction(self.database) as session:
            claim = {"locator": stored.locator, "size_bytes": stored.size_bytes, "sha256": stored.sha256}
            an_instance(session, session.get_one(SeriesRow, self.series_id), **{**claim, **values})

    def unclaimed(self, at: datetime = LATER) -> dict[str, Why]:
        looked_at = objects_against_rows(self.database, self.store, at=at)
        return {each.locator: each.why for each in looked_at if each.why}

    def faults(self) -> dict[str, Fault]:
        looked_at = rows_against_objects(self.database, self.store, system_scope())
        return {each.locator: each.fault for each in looked_at if each.fault}


def put(
    store: ObjectStore, clinic_id: UUID, content: bytes, *, received_at: datetime = EIGHT, **values: str
) -> StoredObject:
    ids = {"clinic_id": str(clinic_id), "site_id": str(uuid4()), "ae_id": str(uuid4()), "ae_title": "QINGSHAN"}
    uids = {"transfer_syntax_uid": "1.2.840.10008.1.2.1", "sop_class_uid": "1.2.3", "sop_instance_uid": "2.25.7"}
    envelope = {**ids, **uids, "received_at": received_at.isoformat(), **values}
    return take_in(store, f"instances/{clinic_id.hex}/2026/03/02/{uuid4().hex}", content, envelope)


def a_shelf(database: Database, store: ObjectStore) -> Shelf:
    with transaction(database) as session:
        clinic = a_clinic(session)
        series = a_series(session, a_study(session, a_site(session, clinic), a_patient(session, clinic)))
    shelf = Shelf(database, store, clinic.id, series.id, put(store, clinic.id, b"whole"))
    shelf.file(shelf.whole, sop_instance_uid="2.25.7")
    return shelf


@pytest.fixture
def shelf(database: Database, store: ObjectStore) -> Shelf:
    return a_shelf(database, store)


@pytest.fixture
def disk_shelf(sqlite_database: Database, disk_store: ObjectStore) -> Shelf:
    return a_shelf(sqlite_database, disk_store)


def test_what_is_whole_is_named_by_its_row(shelf: Shelf):
    assert shelf.unclaimed() == {}
    assert shelf.faults() == {}
    assert [each.locator for each in objects_against_rows(shelf.database, shelf.store, at=LATER)] == [
        shelf.whole.locator
    ]


def test_every_object_without_a_row_is_told_with_its_reason_and_kept(shelf: Shelf):
    expected = {
        shelf.put(b"cut off").locator: Why.UNFILED,
        shelf.put(b"arriving", received_at=LATER - timedelta(hours=1)).locator: Why.UNDER_WAY,
        shelf.put(b"whole").locator: Why.DUPLICATE,
        put(shelf.store, uuid4(), b"of nobody").locator: Why.CLINIC_UNKNOWN,
        shelf.store.put("reports/1/2.pdf", [b"%PDF-"], {"kind": "report"}).locator: Why.PRINT,
        shelf.store.put("notes/1", [b"?"], {}).locator: Why.FOREIGN,
    }

    assert shelf.unclaimed() == expected
    assert {stored.locator for stored in shelf.store.walk()} == {*expected, shelf.whole.locator}


def test_rows_whose_object_is_missing_or_another_are_told(shelf: Shelf):
    missing, other = shelf.put(b"missing"), shelf.put(b"other")
    shelf.file(missing)
    shelf.file(other, size_bytes=other.size_bytes + 1)
    shelf.store.delete(missing.locator)

    assert shelf.faults() == {missing.locator: Fault.MISSING, other.locator: Fault.DIFFERS}


def test_the_end_of_a_page_is_not_the_end_of_the_store(shelf: Shelf, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reconcile, "PAGE", 3)
    cut_off = {shelf.put(bytes([number])).locator for number in range(9)}

    assert set(shelf.unclaimed()) == cut_off


def test_damaged_objects_are_told_by_the_row_that_names_them_or_else_by_the_store(disk_shelf: Shelf, tmp_path: Path):
    stray = disk_shelf.put(b"stray")
    printed = disk_shelf.store.put("reports/1/2.pdf", [b"%PDF-"], {"kind": "report"})
    disk_shelf.file(disk_shelf.put(b"whole too"))
    for stored in (stray, disk_shelf.whole, printed):
        damage_envelope(tmp_path / "objects", stored.locator)

    assert disk_shelf.unclaimed() == dict.fromkeys((stray.locator, printed.locator), Why.DAMAGED)
    assert disk_shelf.faults() == {disk_shelf.whole.locator: Fault.DIFFERS}


def test_no_more_than_a_page_of_the_store_is_held_at_once(disk_shelf: Shelf, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reconcile, "PAGE", 7)
    for number in range(30):
        disk_shelf.put(bytes([number]))
    walked = Walked(disk_shelf.store)

    for told, _ in enumerate(objects_against_rows(disk_shelf.database, walked, at=LATER)):
        assert walked.count <= told + reconcile.PAGE
    assert walked.count == 31


class Walked:
    """A store that counts how far it was walked."""

    def __init__(self, store: ObjectStore) -> None:
        self._store, self.count = store, 0

    def walk(self) -> Iterator[StoredObject]:
        for stored in self._store.walk():
            self.count += 1
            yield stored

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


@pytest.fixture
def at_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TELEREAD_DATA_DIR", str(tmp_path / "data"))
    assert CliRunner().invoke(app, ["migrate"]).exit_code == 0
    return tmp_path / "data"


def test_the_command_fails_only_if_somebody_has_to_act(at_the_command_line: Path):
    database = open_database(f"sqlite:///{at_the_command_line / 'teleread.sqlite'}")
    shelf = a_shelf(database, open_store(f"disk:{at_the_command_line / 'objects'}"))
    twice = shelf.put(b"whole")
    good = CliRunner().invoke(app, ["reconcile"])
    cut_off = shelf.put(b"cut off")
    bad = CliRunner().invoke(app, ["reconcile"])
    shelf.store.delete(shelf.whole.locator)
    worse = CliRunner().invoke(app, ["reconcile"])
    (row,) = rows_against_objects(database, shelf.store, system_scope())
    database.close()

    assert good.exit_code == 0
    told = "内容已另有归档 / the same bytes are filed under another key"
    assert f"duplicate\t{told}\t{EIGHT.isoformat()}\t{twice.locator}" in good.stdout
    assert bad.exit_code == 1
    assert "需处理 need somebody 1" in bad.stdout
    assert f"teleread reindex files it\t{EIGHT.isoformat()}\t{cut_off.locator}" in bad.stdout
    assert worse.exit_code == 1
    assert f"missing\tinstance\t{row.row_id}\t{shelf.whole.locator}" in worse.stdout
