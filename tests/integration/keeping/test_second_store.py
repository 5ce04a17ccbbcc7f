"""Every object lies in a second store, and what breaks in the first is mended from there."""

from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from sqlalchemy import delete, select

from storage import Incoming, ObjectMissing, ObjectStore, StoredObject, StoreUnavailable, open_store
from storage.memory import MemoryStore
from teleread.archive.copying import ROUND_EVERY, SWEEP_EVERY, TRY_AGAIN_AFTER, waiting_since
from teleread.archive.copying_records import SecondCopyRow, load_copying
from teleread.archive.records import InstanceRow, ObjectFindingRow, QuarantineRow, SeriesRow
from teleread.archive.scrubbing import Fault
from teleread.audit.records import AuditEventRow
from teleread.clinics.access import system_scope
from teleread.database import Database, snapshot, transaction
from teleread.identifiers import new_id
from teleread.views.stored import ClaimKind, load_claims
from teleread.workflow.keeping.copy import Stores, copy_all, copy_due
from teleread.workflow.keeping.repair import repair_all, repair_due
from teleread.workflow.keeping.scrub import scrub_all, scrub_second
from teleread.workflow.keeping.verify import verify_objects
from tests.builders import EIGHT, a_clinic, a_patient, a_series, a_site, a_study, an_instance

FAST = 10**9
SIZE = 10_000


@pytest.fixture
def second_store(store: ObjectStore, request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStore:
    """The second store is of the other kind."""
    other: ObjectStore = request.getfixturevalue("s3_store" if "disk" in request.node.callspec.id else "disk_store")
    return other


@pytest.fixture
def stores(database: Database, store: ObjectStore, second_store: ObjectStore) -> Stores:
    an_archive(database, store)
    return Stores(database, store, second_store)


@pytest.fixture
def in_memory(sqlite_database: Database) -> Stores:
    stores = Stores(sqlite_database, MemoryStore(), MemoryStore())
    an_archive(sqlite_database, stores.first)
    return stores


def put(store: ObjectStore, content: bytes, **envelope: str) -> StoredObject:
    with store.incoming(f"instances/{new_id().hex}") as incoming:
        incoming.write(content)
        return incoming.finish(envelope)


def an_archive(database: Database, store: ObjectStore, *, count: int = 5) -> None:
    """A clinic with Instances and something in quarantine."""
    kept = [put(store, bytes([number]) * SIZE, number=str(number)) for number in range(count)]
    with transaction(database) as session:
        clinic = a_clinic(session)
        series = a_series(session, a_study(session, a_site(session, clinic), a_patient(session, clinic)))
        for stored, key in zip(kept, sorted(new_id() for _ in kept[:-1]), strict=False):
            an_instance(session, series, id=key, sop_instance_uid=f"2.25.{key.int}", **claim(stored))
        quarantine = {"clinic_id": clinic.id, "ae_id": None, "transfer_syntax_uid": "", "reason": "truncated"}
        session.add(QuarantineRow(id=new_id(), received_at=EIGHT, **quarantine, **claim(kept[-1])))


def claim(stored: StoredObject) -> dict[str, Any]:
    return {"locator": stored.locator, "size_bytes": stored.size_bytes, "sha256": stored.sha256}


def instances(database: Database) -> list[InstanceRow]:
    with snapshot(database) as session:
        rows = list(session.scalars(select(InstanceRow).order_by(InstanceRow.id)))
        session.expunge_all()
    return rows


def copies(database: Database) -> dict[Any, SecondCopyRow]:
    with snapshot(database) as session:
        rows = {row.row_id: row for row in session.scalars(select(SecondCopyRow))}
        session.expunge_all()
    return rows


def actions(database: Database) -> list[str]:
    with snapshot(database) as session:
        return list(session.scalars(select(AuditEventRow.action).order_by(AuditEventRow.id)))


def open_findings(database: Database) -> list[tuple[Any, Fault]]:
    with snapshot(database) as session:
        rows = session.scalars(select(ObjectFindingRow).where(ObjectFindingRow.mended_at.is_(None)))
        return [(row.row_id, row.fault) for row in rows]


def content_of(store: ObjectStore, locator: str) -> bytes:
    with store.open(locator) as content:
        return content.read()


def walked(store: ObjectStore) -> set[str]:
    return {stored.locator for stored in store.walk()}


def scrub(stores: Stores) -> list[Fault | None]:
    return [each.fault for each in scrub_all(stores.database, stores.first, at=EIGHT)]


def test_every_object_is_copied_with_its_envelope_and_digest(stores: Stores):
    assert copy_due(stores, bytes_per_second=FAST, at=EIGHT) == 5

    with snapshot(stores.database) as session:
        claims = [
            each
            for kind in (ClaimKind.INSTANCE, ClaimKind.QUARANTINE)
            for each in load_claims(session, system_scope(), kind=kind, after=None, limit=9)
        ]
    copied = copies(stores.database)
    assert len(claims) == len(copied) == 5
    for each in claims:
        first, second = stores.first.stat(each.locator), stores.second.stat(copied[each.row_id].locator)
        assert (second.sha256, second.envelope) == (first.sha256, first.envelope) == (each.sha256, first.envelope)
        assert content_of(stores.second, second.locator) == content_of(stores.first, first.locator)
    assert copy_due(stores, bytes_per_second=FAST, at=EIGHT + ROUND_EVERY) == 0


def test_what_comes_later_is_copied_in_the_next_round_and_its_lag_is_kept(in_memory: Stores):
    copy_due(in_memory, bytes_per_second=FAST, at=EIGHT)
    with transaction(in_memory.database) as session:
        series_id = instances(in_memory.database)[0].series_id
        later = an_instance(session, session.get_one(SeriesRow, series_id), **claim(put(in_memory.first, b"later")))

    assert copy_due(in_memory, bytes_per_second=FAST, at=EIGHT + ROUND_EVERY) == 1
    assert later.id in copies(in_memory.database)


def test_the_pace_is_kept_over_rounds(in_memory: Stores):
    seconds = [copy_due(in_memory, bytes_per_second=SIZE // 5, at=EIGHT + timedelta(seconds=n)) for n in range(25)]

    assert [second for second, done in enumerate(seconds) if done] == [0, 1, 6, 11, 16]


class Away(MemoryStore):
    """A store that does not answer."""

    def incoming(self, key: str) -> AbstractContextManager[Incoming]:
        raise StoreUnavailable(key)

    def open(self, locator: str, *, start: int = 0, length: int | None = None) -> AbstractContextManager[BinaryIO]:
        raise StoreUnavailable(locator)

    def stat(self, locator: str) -> StoredObject:
        raise StoreUnavailable(locator)


def test_a_second_store_that_does_not_answer_is_seen_as_a_lag(in_memory: Stores):
    away = Stores(in_memory.database, in_memory.first, Away())
    for number in range(2):
        with pytest.raises(StoreUnavailable):
            copy_due(away, bytes_per_second=FAST, at=EIGHT + number * ROUND_EVERY)
    with snapshot(in_memory.database) as session:
        copying = load_copying(session)

    assert copying is not None
    assert (copying.waiting.objects, copying.waiting.size_bytes) == (5, 5 * SIZE)
    assert waiting_since(copying) is not None
    assert open_findings(in_memory.database) == []
    assert copy_due(in_memory, bytes_per_second=FAST, at=EIGHT + 2 * ROUND_EVERY) == 5


def test_a_sweep_finds_what_no_round_saw(in_memory: Stores):
    copy_due(in_memory, bytes_per_second=FAST, at=EIGHT)
    oldest = instances(in_memory.database)[0]
    with transaction(in_memory.database) as session:
        session.execute(delete(SecondCopyRow).where(SecondCopyRow.row_id == oldest.id))
    copy_due(in_memory, bytes_per_second=FAST, at=EIGHT + SWEEP_EVERY)

    assert oldest.id in copies(in_memory.database)


@pytest.fixture(params=["missing", "flipped"])
def broken(request: pytest.FixtureRequest, stores: Stores, tmp_path: Path) -> InstanceRow:
    """An Instance whose object breaks after it was copied."""
    assert list(copy_all(stores, at=EIGHT)) == [True] * 5
    victim = instances(stores.database)[2]
    if request.param == "missing":
        stores.first.delete(victim.locator)
    else:
        with transaction(stores.database) as session:
            other = put(stores.first, b"x" * SIZE, number="2")
            session.get_one(InstanceRow, victim.id).locator = other.locator
            victim.locator = other.locator
    return victim


def test_what_the_scrub_finds_is_repaired_from_the_second_store(stores: Stores, broken: InstanceRow):
    assert sum(fault is not None for fault in scrub(stores)) == 1
    assert [row_id for row_id, _ in open_findings(stores.database)] == [broken.id]

    assert repair_due(stores, at=EIGHT) == 1
    mended = instances(stores.database)[2]

    assert mended.locator != broken.locator
    assert content_of(stores.first, mended.locator) == bytes([2]) * SIZE
    assert stores.first.stat(mended.locator).envelope == {"number": "2"}
    assert open_findings(stores.database) == []
    assert actions(stores.database) == ["object.found_wrong", "object.repaired"]
    with pytest.raises(ObjectMissing):
        stores.first.stat(broken.locator)
    assert [each.fault for each in verify_objects(stores.database, stores.first, system_scope())] == [None] * 5
    assert repair_due(stores, at=EIGHT) == 0


def test_a_flipped_bit_on_the_disk_is_found_and_repaired(
    sqlite_database: Database, tmp_path: Path, disk_store: ObjectStore
):
    an_archive(sqlite_database, disk_store)
    stores = Stores(sqlite_database, disk_store, open_store(f"disk:{tmp_path / 'second'}"))
    list(copy_all(stores, at=EIGHT))
    flip(tmp_path / "objects", bytes([3]) * SIZE)
    assert scrub(stores).count(Fault.DIFFERS) == 1

    repair_due(stores, at=EIGHT)

    assert scrub(open_again(stores, tmp_path)) == [None] * 5


def open_again(stores: Stores, tmp_path: Path) -> Stores:
    return Stores(stores.database, open_store(f"disk:{tmp_path / 'objects'}"), stores.second)


def flip(folder: Path, wanted: bytes) -> None:
    """Flip one bit of the only place in a store's files that holds some bytes."""
    (path,) = (each for each in folder.rglob("*") if each.is_file() and wanted in each.read_bytes())
    at = path.read_bytes().index(wanted) + len(wanted) // 2
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1]))


def test_what_is_wrong_in_both_stores_stays_raised_and_is_tried_again_later(in_memory: Stores):
    list(copy_all(in_memory, at=EIGHT))
    victim = instances(in_memory.database)[0]
    in_memory.first.delete(victim.locator)
    in_memory.second.delete(copies(in_memory.database)[victim.id].locator)
    scrub(in_memory)

    assert [done.fault for done in repair_all(in_memory, at=EIGHT)] == [Fault.MISSING]
    assert list(repair_all(in_memory, at=EIGHT + TRY_AGAIN_AFTER / 2)) == []
    assert [done.fault for done in repair_all(in_memory, at=EIGHT + TRY_AGAIN_AFTER)] == [Fault.MISSING]
    assert open_findings(in_memory.database) == [(victim.id, Fault.MISSING)]
    assert actions(in_memory.database) == ["object.found_wrong", *["object.not_repaired"] * 2]


def test_a_copy_that_went_bad_is_renewed_from_the_first_store(in_memory: Stores):
    list(copy_all(in_memory, at=EIGHT))
    victim = instances(in_memory.database)[1]
    bad = copies(in_memory.database)[victim.id].locator
    in_memory.second.delete(bad)

    assert [each.fault for each in scrub_second(in_memory, at=EIGHT)].count(Fault.MISSING) == 1
    renewed = copies(in_memory.database)[victim.id].locator

    assert renewed != bad
    assert content_of(in_memory.second, renewed) == bytes([1]) * SIZE
    assert [each.fault for each in scrub_second(in_memory, at=EIGHT)] == [None] * 5
    assert open_findings(in_memory.database) == []
    assert actions(in_memory.database) == ["copy.found_wrong"]


def test_a_bad_copy_of_a_bad_object_is_kept_and_the_object_raised(in_memory: Stores):
    list(copy_all(in_memory, at=EIGHT))
    victim = instances(in_memory.database)[1]
    bad = put(in_memory.second, b"half")
    with transaction(in_memory.database) as session:
        session.get_one(SecondCopyRow, ("instance", victim.id)).locator = bad.locator
    in_memory.first.delete(victim.locator)
    list(scrub_second(in_memory, at=EIGHT))

    assert open_findings(in_memory.database) == [(victim.id, Fault.MISSING)]
    assert in_memory.second.stat(bad.locator)


class Killed(MemoryStore):
    """A store whose user is killed at one of its calls."""

    def __init__(self, store: MemoryStore, call: str) -> None:
        self._store, self._call = store, call

    def __getattribute__(self, name: str) -> Any:
        if name in {"_store", "_call"} or name.startswith("__"):
            return object.__getattribute__(self, name)
        if name == self._call:
            raise KeyboardInterrupt
        return getattr(self._store, name)


@pytest.mark.parametrize("call", ["stat", "open", "incoming", "delete"])
def test_a_repair_that_was_killed_is_made_again(in_memory: Stores, call: str):
    list(copy_all(in_memory, at=EIGHT))
    victim = instances(in_memory.database)[0]
    with transaction(in_memory.database) as session:
        wrong = put(in_memory.first, b"wrong").locator
        session.get_one(InstanceRow, victim.id).locator = wrong
    in_memory.first.delete(victim.locator)
    scrub(in_memory)
    side = "second" if call in {"stat"} else "first"
    killed = {"first": in_memory.first, "second": in_memory.second, side: Killed(getattr(in_memory, side), call)}
    with pytest.raises(KeyboardInterrupt):
        repair_due(Stores(in_memory.database, **killed), at=EIGHT)

    repair_due(in_memory, at=EIGHT)
    mended = instances(in_memory.database)[0]
    assert content_of(in_memory.first, mended.locator) == bytes([0]) * SIZE
    assert open_findings(in_memory.database) == []
    assert scrub(in_memory) == [None] * 5


def test_what_a_device_has_sent_again_meanwhile_is_not_repaired(in_memory: Stores):
    list(copy_all(in_memory, at=EIGHT))
    victim = instances(in_memory.database)[0]
    in_memory.first.delete(victim.locator)
    scrub(in_memory)
    again = put(in_memory.first, bytes([0]) * SIZE)
    with transaction(in_memory.database) as session:
        session.get_one(InstanceRow, victim.id).locator = again.locator

    repair_due(in_memory, at=EIGHT)

    assert instances(in_memory.database)[0].locator == again.locator
    assert actions(in_memory.database) == ["object.found_wrong", "object.whole_again"]
    assert len(walked(in_memory.first)) == 5


def test_a_row_that_goes_while_it_is_copied_leaves_nothing_in_the_second_store(in_memory: Stores):
    victim = instances(in_memory.database)[0]
    meanwhile = Stores(in_memory.database, Going(in_memory.first, in_memory.database, victim), in_memory.second)

    list(copy_all(meanwhile, at=EIGHT))

    assert len(walked(in_memory.second)) == 4
    assert victim.id not in copies(in_memory.database)


class Going:
    """A store that loses the row of an object while it is read."""

    def __init__(self, store: ObjectStore, database: Database, row: InstanceRow) -> None:
        self._store, self._database, self._row = store, database, row

    def open(self, locator: str, **span: Any) -> AbstractContextManager[BinaryIO]:
        if locator == self._row.locator:
            with transaction(self._database) as session:
                session.execute(delete(InstanceRow).where(InstanceRow.id == self._row.id))
        return self._store.open(locator, **span)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)
