"""A lost archive index comes back from the store alone, on both databases and both stores."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import undefer
from typer.testing import CliRunner

from storage import Incoming, ObjectStore, StoredObject, open_store
from storage.memory import MemoryStore
from teleread.archive.records import DiscrepancyRow, InstanceRow, PatientRow, QuarantineRow, SeriesRow, StudyRow
from teleread.audit.records import AuditEventRow
from teleread.cli.application import app
from teleread.clinics.access import system_scope
from teleread.clinics.clinic import DEFAULT_TERMS
from teleread.clinics.records import AERow, ClinicRow, SiteRow
from teleread.database import Base, Database, open_database, snapshot, transaction
from teleread.dicom.association.admission import Admitted, Call, NotAdmitted
from teleread.dicom.decoding.pool import DecoderPool
from teleread.gateway import Gateway
from teleread.workflow.journey.receive import Outcome
from teleread.workflow.journey.settle import settle_due
from teleread.workflow.keeping.reindex import Reindexed, Reindexing, Result, reindex
from teleread.workflow.keeping.verify import verify_objects
from tests.builders import EIGHT, a_clinic, a_site, an_ae
from tests.integration.gateway.conftest import a_gateway
from tests.integration.gateway.sender import send, sendable
from tests.objects import damage_envelope, flip_a_bit, place_of
from tests.receiving import receive_path

ARCHIVE = (DiscrepancyRow, InstanceRow, SeriesRow, StudyRow, PatientRow, QuarantineRow)
NEXT_WEEK = datetime.now(UTC) + timedelta(days=7)
ENCODINGS = ("LittleEndianExplicit", "JPEGLSLossless", "RLELossless")


def a_day(data: Path) -> list[Path]:
    """What comes in on a hard day: names, doubles, contradictions, other encodings, cut-off files."""
    constructed = data / "constructed"
    folders = [sorted((constructed / name).glob("*.dcm")) for name in ("clinic-day", "identity", "charset-cn")]
    damaged = [constructed / f"damaged/dx-dog-thorax-cut-{cut}.dcm" for cut in ("50", "90", "50")]
    encodings = [data / f"transfer-syntax/ct-{encoding}.dcm" for encoding in ENCODINGS]
    return [*(path for folder in folders for path in folder), *damaged, *encodings, *folders[1][:4]]


def receive_all(database: Database, store: ObjectStore, paths: Iterable[Path]) -> None:
    """Send every file by a real association, in this order."""
    with a_gateway(database, store) as gateway:
        for path in paths:
            send(gateway.port, sendable(path))


def lose_the_index(database: Database) -> None:
    with transaction(database) as session:
        for table in ARCHIVE:
            session.execute(delete(table))


def rows_of(database: Database, table: type[Base]) -> list[Any]:
    with snapshot(database) as session:
        rows = list(session.scalars(select(table).options(undefer("*"))))
        session.expunge_all()
    return rows


def archive_of(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every column of every row; a surrogate key is shown as the objects that lie under it."""
    names = names_of_keys(database)
    shown = {
        table.__tablename__: [
            {column.name: named(getattr(row, column.key), names) for column in table.__table__.columns}
            for row in rows_of(database, table)
        ]
        for table in ARCHIVE
    }
    for rows in shown.values():
        for row in rows:
            if "kind" in row:
                row["id"] = None
        rows.sort(key=str)
    return shown


def named(value: Any, names: dict[UUID, str]) -> Any:
    return names.get(value, value) if isinstance(value, UUID) else value


def names_of_keys(database: Database) -> dict[UUID, str]:
    names = {row.id: row.locator for table in (InstanceRow, QuarantineRow) for row in rows_of(database, table)}
    levels = ((InstanceRow, "series_id"), (SeriesRow, "study_id"), (StudyRow, "patient_key"))
    for table, above in levels:
        under: dict[UUID, list[str]] = {}
        for row in rows_of(database, table):
            under.setdefault(getattr(row, above), []).append(names[row.id])
        names |= {key: f"{above} of {sorted(locators)}" for key, locators in under.items()}
    return names


@pytest.fixture
def decoders() -> Iterator[DecoderPool]:
    pool = DecoderPool(size=1)
    yield pool
    pool.close()


def results(work: Reindexing, at: datetime = NEXT_WEEK) -> list[Result]:
    return [done.result for done in reindex(work, at=at)]


def test_a_lost_index_comes_back_as_it_was(
    database: Database, store: ObjectStore, tmp_path: Path, decoders: DecoderPool, shared_data: Path
):
    receive_all(database, store, a_day(shared_data))
    before = archive_of(database)
    lose_the_index(database)

    found = results(Reindexing(database, store, tmp_path, decoders))

    assert archive_of(database) == before
    assert [len(before[table.__tablename__]) > 1 for table in ARCHIVE] == [True] * len(ARCHIVE)
    assert {row["standing"] for row in before["instance"]} == {"current", "variant", "conflict"}
    assert len({row["kind"] for row in before["discrepancy"]}) == 5
    assert set(found) == {Result.FILED, Result.QUARANTINED}
    assert results(Reindexing(database, store, tmp_path, decoders)) == []
    assert all(verified.fault is None for verified in verify_objects(database, store, system_scope()))


@pytest.fixture
def sent(sqlite_database: Database, disk_store: ObjectStore, shared_data: Path) -> Callable[..., None]:
    """A function that has files of the test data received on the embedded default."""
    return lambda *names: receive_all(
        sqlite_database, disk_store, [shared_data / "constructed" / f"{name}.dcm" for name in names]
    )


IDENTITY = [
    "dup-sop-a",
    "dup-sop-b-other-pixels",
    "dup-sop-d-header-only",
    "one-id-two-people-1",
    "one-id-two-people-2",
]


def test_a_run_that_was_stopped_goes_on_where_it_was(
    sqlite_database: Database, disk_store: ObjectStore, tmp_path: Path, sent: Callable[..., None]
):
    sent(*(f"identity/{name}" for name in IDENTITY))
    before = archive_of(sqlite_database)
    lose_the_index(sqlite_database)
    folder = tmp_path / "spool"
    folder.mkdir()
    work = Reindexing(sqlite_database, disk_store, folder)

    for done in (2, 2):
        stopped = reindex(work, at=NEXT_WEEK)
        assert len(list(islice(stopped, done))) == done
        assert list(folder.iterdir()) == []
        del stopped
    assert results(work) == [Result.FILED]

    assert archive_of(sqlite_database) == before


def test_only_what_a_restored_backup_lacks_is_filed(
    sqlite_database: Database, disk_store: ObjectStore, tmp_path: Path, sent: Callable[..., None]
):
    sent("clinic-day/QS2026030001-xr-1", "clinic-day/QS2026030001-xr-2", "clinic-day/QS2026030001-us-3")
    keys = {row.id for row in rows_of(sqlite_database, InstanceRow)}
    last = max(rows_of(sqlite_database, InstanceRow), key=lambda row: row.received_at)
    with transaction(sqlite_database) as session:
        session.execute(delete(InstanceRow).where(InstanceRow.id == last.id))

    assert list(reindex(Reindexing(sqlite_database, disk_store, tmp_path), at=NEXT_WEEK)) == [
        Reindexed(last.locator, Result.FILED)
    ]
    assert {row.id for row in rows_of(sqlite_database, InstanceRow)} > keys - {last.id}


def test_what_was_deleted_does_not_come_back(
    sqlite_database: Database, disk_store: ObjectStore, tmp_path: Path, sent: Callable[..., None]
):
    sent("clinic-day/QS2026030001-xr-1", "clinic-day/QS2026030002-xr-6")
    gone, stays = rows_of(sqlite_database, InstanceRow)
    disk_store.delete(gone.locator)
    lose_the_index(sqlite_database)

    assert results(Reindexing(sqlite_database, disk_store, tmp_path)) == [Result.FILED]
    assert [row.locator for row in rows_of(sqlite_database, InstanceRow)] == [stays.locator]


def test_filing_again_is_audited_as_what_it_is_and_when_it_happened(
    sqlite_database: Database, disk_store: ObjectStore, tmp_path: Path, sent: Callable[..., None]
):
    sent("identity/one-id-two-people-1", "identity/one-id-two-people-2")
    lose_the_index(sqlite_database)
    results(Reindexing(sqlite_database, disk_store, tmp_path))

    events = [row for row in rows_of(sqlite_database, AuditEventRow) if row.at == NEXT_WEEK]
    assert sorted(event.action for event in events) == [
        "discrepancy.raised",
        "instance.reindexed",
        "instance.reindexed",
    ]


def test_objects_of_places_that_the_database_lacks_are_left_unless_places_may_be_made(
    sqlite_database: Database, disk_store: ObjectStore, tmp_path: Path, sent: Callable[..., None]
):
    sent("clinic-day/QS2026030001-xr-1", "clinic-day/QS2026030001-us-3")
    with new_database(tmp_path / "fresh.sqlite") as fresh:
        assert results(Reindexing(fresh, disk_store, tmp_path)) == [Result.PLACE_UNKNOWN] * 2
        assert rows_of(fresh, ClinicRow) == []

        assert results(Reindexing(fresh, disk_store, tmp_path, makes_places=True)) == [Result.FILED] * 2

        for table in (ClinicRow, SiteRow, AERow):
            assert [row.id for row in rows_of(fresh, table)] == [row.id for row in rows_of(sqlite_database, table)]
        owned = [(row.clinic_id, row.ae_id, row.locator) for row in rows_of(fresh, InstanceRow)]
        assert owned == [(row.clinic_id, row.ae_id, row.locator) for row in rows_of(sqlite_database, InstanceRow)]
        gateway = Gateway(fresh, disk_store, "TELEREAD")
        with pytest.raises(NotAdmitted):
            gateway.admit(Call("QINGSHAN", "TELEREAD", "10.20.0.7"))
        gateway.close()


@contextmanager
def new_database(path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{path}")
    Base.metadata.create_all(database.engine)
    yield database
    database.close()


def test_what_a_person_uploaded_is_filed_for_the_clinic_without_a_device(
    sqlite_database: Database, disk_store: ObjectStore, tmp_path: Path, sent: Callable[..., None]
):
    sent("clinic-day/QS2026030001-xr-1")
    (row,) = rows_of(sqlite_database, InstanceRow)
    envelope = {**disk_store.stat(row.locator).envelope, "account_id": str(row.id)}
    with disk_store.open(row.locator) as content:
        uploaded = disk_store.put(
            f"{row.locator}-uploaded",
            [content.read()],
            {name: value for name, value in envelope.items() if name not in {"ae_id", "ae_title"}},
        )
    disk_store.delete(row.locator)
    lose_the_index(sqlite_database)

    assert results(Reindexing(sqlite_database, disk_store, tmp_path)) == [Result.FILED]
    (again,) = rows_of(sqlite_database, InstanceRow)
    assert (again.locator, again.ae_id, again.clinic_id) == (uploaded.locator, None, row.clinic_id)


def test_bytes_that_changed_are_left_and_told(
    sqlite_database: Database, disk_store: ObjectStore, tmp_path: Path, sent: Callable[..., None]
):
    sent("clinic-day/QS2026030001-xr-1", "clinic-day/QS2026030002-xr-6", "clinic-day/QS2026030001-us-3")
    flipped, described_wrong, _ = rows_of(sqlite_database, InstanceRow)
    lose_the_index(sqlite_database)
    path, payload_at, _ = place_of(tmp_path / "objects", flipped.locator)
    flip_a_bit(path, payload_at + 5000)
    damage_envelope(tmp_path / "objects", described_wrong.locator)

    done = list(reindex(Reindexing(sqlite_database, disk_store, tmp_path), at=NEXT_WEEK))
    assert {each.locator for each in done if each.result is Result.DAMAGED} == {
        flipped.locator,
        described_wrong.locator,
    }
    assert len(rows_of(sqlite_database, InstanceRow)) == 1


def test_studies_of_old_are_read_again_unless_told_otherwise(
    sqlite_database: Database, disk_store: ObjectStore, tmp_path: Path, sent: Callable[..., None]
):
    sent("clinic-day/QS2026030001-xr-1")
    quiet = min(DEFAULT_TERMS.values())
    lose_the_index(sqlite_database)
    results(Reindexing(sqlite_database, disk_store, tmp_path, settled_before=NEXT_WEEK))
    assert settle_due(sqlite_database, quiet_period=quiet, at=NEXT_WEEK) == 0

    lose_the_index(sqlite_database)
    results(Reindexing(sqlite_database, disk_store, tmp_path))
    assert settle_due(sqlite_database, quiet_period=quiet, at=NEXT_WEEK) == 1


def a_device(database: Database) -> Admitted:
    with transaction(database) as session:
        clinic = a_clinic(session)
        site = a_site(session, clinic)
        ae = an_ae(session, clinic, site)
    return Admitted(ae.id, ae.ae_title, site.id, clinic.id, clinic.key, site.time_zone, None)


class ReindexedMeanwhile(MemoryStore):
    """A store whose every new object is filed by somebody else before its receiver can."""

    reindexing: Reindexing

    @contextmanager
    def incoming(self, key: str) -> Iterator[Incoming]:
        with super().incoming(key) as incoming:
            finish = incoming.finish

            def finish_and_lose(envelope: Any) -> StoredObject:
                stored = finish(envelope)
                assert len(results(self.reindexing)) == 1
                return stored

            object.__setattr__(incoming, "finish", finish_and_lose)
            yield incoming


@pytest.mark.parametrize("name", ["clinic-day/QS2026030001-xr-1", "damaged/dx-dog-thorax-cut-50"])
def test_an_object_filed_between_its_put_and_its_row_is_not_forgotten(
    sqlite_database: Database, tmp_path: Path, shared_data: Path, name: str
):
    store = ReindexedMeanwhile()
    object.__setattr__(store, "reindexing", Reindexing(sqlite_database, store, tmp_path))
    path = shared_data / f"constructed/{name}.dcm"

    received = receive_path(sqlite_database, store, path, admitted=a_device(sqlite_database), at=EIGHT)

    (row,) = [*rows_of(sqlite_database, InstanceRow), *rows_of(sqlite_database, QuarantineRow)]
    assert row.id == received.id
    assert store.stat(row.locator).sha256 == row.sha256
    assert received.outcome is not Outcome.KEPT


def test_a_row_whose_object_is_lost_gets_another_of_the_same_bytes(
    sqlite_database: Database, disk_store: ObjectStore, tmp_path: Path, sent: Callable[..., None]
):
    sent("clinic-day/QS2026030001-xr-1")
    (row,) = rows_of(sqlite_database, InstanceRow)
    with disk_store.open(row.locator) as content:
        twin = disk_store.put(f"{row.locator}-twin", [content.read()], disk_store.stat(row.locator).envelope)
    assert results(Reindexing(sqlite_database, disk_store, tmp_path)) == [Result.DUPLICATE]
    disk_store.delete(row.locator)

    assert results(Reindexing(sqlite_database, disk_store, tmp_path)) == [Result.RESTORED]
    assert [(row.id, row.locator) for row in rows_of(sqlite_database, InstanceRow)] == [(row.id, twin.locator)]


def test_the_command_tells_what_it_did_and_fails_if_something_was_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared_data: Path
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TELEREAD_DATA_DIR", str(tmp_path / "data"))
    run = CliRunner()
    assert run.invoke(app, ["migrate"]).exit_code == 0
    database = open_database(f"sqlite:///{tmp_path / 'data/teleread.sqlite'}")
    store = open_store(f"disk:{tmp_path / 'data/objects'}")
    receive_all(database, store, [shared_data / "constructed/clinic-day/QS2026030001-xr-1.dcm"])
    lose_the_index(database)
    good = run.invoke(app, ["reindex"])
    again = run.invoke(app, ["reindex"])
    with transaction(database) as session:
        for table in (*ARCHIVE, AERow, SiteRow, ClinicRow):
            session.execute(delete(table))
    bad = run.invoke(app, ["reindex"])
    made = run.invoke(app, ["reindex", "--make-places", "--settled-before", "2030-01-01"])
    reconciled = run.invoke(app, ["reconcile"])
    database.close()

    assert (good.exit_code, good.stdout) == (0, "已归档 filed: 1\n共 Total 1\n")
    assert (again.exit_code, again.stdout) == (0, "共 Total 0\n")
    assert (bad.exit_code, bad.stdout.partition("\t")[0]) == (1, "place_unknown")
    assert (made.exit_code, made.stdout) == (0, "已归档 filed: 1\n共 Total 1\n")
    assert reconciled.exit_code == 0
