"""The chore that makes renditions: in which order, what ends it, and what is left when it is killed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, event, select

from storage import StoreUnavailable
from storage.memory import MemoryStore
from teleread.accounts.account import Role
from teleread.accounts.records import load_account
from teleread.archive.deletion import DeletionReason, DeletionState
from teleread.archive.deletion_records import load_deletion
from teleread.archive.records import InstanceRow, SeriesRow, StudyRow
from teleread.archive.rendition import LONGEST_LEAVING, RenditionState, is_rendition
from teleread.archive.rendition_records import RenditionRow
from teleread.archive.unclaimed import Why
from teleread.clinics.access import system_scope
from teleread.database import Database, snapshot, transaction
from teleread.dicom.association.admission import Admitted
from teleread.dicom.decoding.pool import DecoderPool
from teleread.outbox import LEASE
from teleread.workflow.desk.renditions import want_of_study
from teleread.workflow.desk.retention import approve_deletion, propose_deletion
from teleread.workflow.journey.request import place_request
from teleread.workflow.journey.settle import settle_due
from teleread.workflow.keeping.copy import Stores, copy_all
from teleread.workflow.keeping.erase import erase_due
from teleread.workflow.keeping.reconcile import objects_against_rows
from teleread.workflow.keeping.reindex import Reindexing, reindex
from teleread.workflow.keeping.render import Rendering, render_due, rendering_decoders
from tests.builders import EIGHT, an_account
from tests.integration.web.arriving import a_sending_clinic
from tests.integration.worklist.places import an_order
from tests.receiving import receive_path

QUIET = timedelta(seconds=30)
SETTLED = EIGHT + timedelta(minutes=1)
NEXT_DAY = EIGHT + timedelta(days=1)
SCOPE = system_scope()
SMALL, OTHER = "xray/dx-dog-thorax.dcm", "us/us-esopecho-rgb.dcm"
ORDERED = "constructed/clinic-day/QS2026030001-us-3.dcm"
ECG, DAMAGED = "ecg/12lead-el250-1000hz.dcm", "constructed/damaged/pixel-data-short.dcm"


class Killed(BaseException):
    """The worker ends here."""


@dataclass
class Room:
    """A clinic that sends to an archive, and a worker that makes renditions there."""

    work: Rendering
    sender: Admitted
    files: Path

    @property
    def database(self) -> Database:
        return self.work.database

    @property
    def store(self) -> MemoryStore:
        return self.work.store  # type: ignore[return-value]  # the one that the fixture has put there

    def receive(self, name: str, *, at: datetime = EIGHT) -> UUID:
        return receive_path(self.database, self.store, self.files / name, admitted=self.sender, at=at).id

    def settle(self) -> None:
        settle_due(self.database, quiet_period=QUIET, at=SETTLED)

    def render(self, *, at: datetime = SETTLED, **changes: Any) -> int:
        return render_due(replace(self.work, **changes), at=at)

    def row(self, instance_id: UUID) -> RenditionRow | None:
        with snapshot(self.database) as session:
            found = session.get(RenditionRow, instance_id)
            session.expunge_all()
        return found

    def state(self, instance_id: UUID) -> RenditionState | None:
        row = self.row(instance_id)
        return None if row is None else row.state

    def objects(self) -> list[str]:
        return [each.locator for each in self.store.walk() if is_rendition(each.envelope)]

    def study_of(self, instance_id: UUID) -> UUID:
        with snapshot(self.database) as session:
            series_id = session.get_one(InstanceRow, instance_id).series_id
            return session.get_one(SeriesRow, series_id).study_id

    def made_first(self) -> list[UUID]:
        """Return the Instances whose renditions are made, in that order."""
        with snapshot(self.database) as session:
            made = select(RenditionRow.instance_id).where(RenditionRow.made_at.is_not(None))
            return list(session.scalars(made.order_by(RenditionRow.made_at)))


@pytest.fixture(scope="module")
def decoders() -> Iterator[DecoderPool]:
    pool = rendering_decoders()
    yield pool
    pool.close()


def a_room(database: Database, decoders: DecoderPool, files: Path) -> Room:
    work = Rendering(database, MemoryStore(), decoders, "one")
    return Room(work, a_sending_clinic(database, "qingshan"), files)


@pytest.fixture
def everywhere(database: Database, decoders: DecoderPool, shared_data: Path) -> Room:
    return a_room(database, decoders, shared_data)


@pytest.fixture
def room(sqlite_database: Database, decoders: DecoderPool, shared_data: Path) -> Room:
    return a_room(sqlite_database, decoders, shared_data)


def test_a_study_gets_its_renditions_once_after_it_has_settled(everywhere: Room):
    key = everywhere.receive(SMALL)
    assert everywhere.render() == 0
    assert everywhere.state(key) is None

    everywhere.settle()

    assert (everywhere.render(), everywhere.render()) == (1, 0)
    assert everywhere.state(key) is RenditionState.READY
    assert everywhere.objects() == [everywhere.row(key).locator]


def test_what_somebody_has_opened_comes_first_and_is_not_waited_for(everywhere: Room):
    waiting, opened = everywhere.receive(SMALL), everywhere.receive(OTHER)
    everywhere.settle()

    want_of_study(everywhere.database, everywhere.study_of(opened), at=SETTLED)
    everywhere.render()

    assert everywhere.made_first() == [opened, waiting]


def order_at_once(room: Room) -> None:
    """The clinic has ordered `ORDERED` as an emergency."""
    order = an_order(
        patient_id="QS2026030001",
        patient_name="王秀英",
        patient_birth_date=date(1948, 9, 12),
        patient_sex="F",
        accession_number="0001U01",
        modality="ultrasound",
        priority="emergency",
    )
    with transaction(room.database) as session:
        doctor = load_account(session, an_account(session, "doctor", Role.TOWNSHIP_DOCTOR).id)
    place_request(room.database, SCOPE, room.sender.clinic_id, order=order, account=doctor, at=EIGHT)


def test_an_emergency_does_not_wait_to_settle(everywhere: Room):
    key = everywhere.receive(ORDERED)
    order_at_once(everywhere)

    everywhere.render(at=EIGHT)

    assert everywhere.state(key) is RenditionState.READY


def test_an_emergency_that_has_settled_comes_before_what_came_earlier(everywhere: Room):
    earlier, emergency = everywhere.receive(SMALL), everywhere.receive(ORDERED)
    order_at_once(everywhere)
    everywhere.settle()

    everywhere.render()

    assert everywhere.made_first() == [emergency, earlier]


def test_a_round_reads_no_more_than_what_is_to_be_made(room: Room):
    plans: list[str] = []

    def explain(connection, _cursor, statement, parameters, _context, _many) -> None:
        if statement.startswith("SELECT"):
            explained = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(step[3] for step in explained if "rendition" in step[3])

    event.listen(room.database.reader, "before_cursor_execute", explain)
    room.render()

    scans = {plan for plan in plans if plan.startswith("SCAN")}
    assert any("ix_rendition_due" in plan for plan in plans)
    assert scans <= {"SCAN rendition USING INDEX ix_rendition_due"}


def test_what_has_no_picture_gets_none_and_is_not_tried_again(room: Room):
    ecg, damaged = room.receive(ECG), room.receive(DAMAGED)
    room.settle()

    assert (room.render(), room.render(at=NEXT_DAY)) == (2, 0)
    assert (room.row(ecg).state, room.row(ecg).reason) == (RenditionState.NONE, "")
    assert (room.row(damaged).state, room.row(damaged).reason) == (RenditionState.NONE, "pixel_data_short")
    assert room.objects() == []


def test_a_decoder_that_dies_over_an_instance_is_asked_twice_and_no_more(room: Room):
    key = room.receive(SMALL)
    room.settle()
    dying = DecoderPool(size=1, time_limit=timedelta(0))

    assert [room.render(at=SETTLED + timedelta(hours=hour), decoders=dying) for hour in range(3)] == [1, 1, 0]

    assert (room.row(key).state, room.row(key).reason) == (RenditionState.NONE, "decoder_died")


class EndsAtPut(MemoryStore):
    """Whoever puts a rendition here is killed at once, before or after the bytes are there."""

    def __init__(self, store: MemoryStore, *, is_before: bool) -> None:
        self._store, self._is_before = store, is_before

    def __getattribute__(self, name: str) -> Any:
        if name in ("put", "_store", "_is_before"):
            return object.__getattribute__(self, name)
        return getattr(object.__getattribute__(self, "_store"), name)

    def put(self, key: str, chunks: Any, envelope: Any) -> Any:
        if not self._is_before:
            self._store.put(key, chunks, envelope)
        raise Killed


@pytest.mark.parametrize("is_before", [True, False])
def test_a_killed_worker_leaves_nothing_that_nobody_erases(everywhere: Room, is_before: bool):
    key = everywhere.receive(SMALL)
    everywhere.settle()
    with pytest.raises(Killed):
        everywhere.render(store=EndsAtPut(everywhere.store, is_before=is_before))
    assert everywhere.render(worker="two") == 0
    overtaken = SETTLED + 2 * LEASE

    assert everywhere.render(at=overtaken, worker="two") == 1

    assert everywhere.state(key) is RenditionState.READY
    assert not any(each.why for each in objects_against_rows(everywhere.database, everywhere.store, at=NEXT_DAY))
    erase_due(everywhere.database, everywhere.store, None, at=overtaken + 2 * LONGEST_LEAVING)
    assert everywhere.objects() == [everywhere.row(key).locator]


class Full(EndsAtPut):
    def put(self, key: str, chunks: Any, envelope: Any) -> Any:
        raise StoreUnavailable


def test_for_a_store_without_room_nothing_is_encoded_in_vain(room: Room):
    key = room.receive(SMALL)
    room.settle()

    other = room.receive(OTHER)
    want_of_study(room.database, room.study_of(other), at=SETTLED)

    with pytest.raises(StoreUnavailable):
        room.render(store=Full(room.store, is_before=True))

    assert [room.row(each).attempts for each in (other, key)] == [1, 0]

    assert room.render(at=SETTLED + timedelta(minutes=1)) == 2
    assert {room.state(each) for each in (other, key)} == {RenditionState.READY}


def a_deletion(room: Room, study_id: UUID) -> UUID:
    with transaction(room.database) as session:
        keys = [an_account(session, name, Role.ADMIN, display_name=name).id for name in ("ann", "ben")]
        ann, ben = (load_account(session, key) for key in keys)
    reason = DeletionReason.TEST_DATA
    deletion = propose_deletion(room.database, SCOPE, study_id, reason=reason, note="测试", account=ann, at=NEXT_DAY)
    approve_deletion(room.database, SCOPE, deletion.id, account=ben, at=NEXT_DAY)
    return deletion.id


def is_done(room: Room, deletion_id: UUID) -> bool:
    with snapshot(room.database) as session:
        return load_deletion(session, SCOPE, deletion_id).state is DeletionState.DONE


def settle_unread(room: Room) -> None:
    """Have every Study settle without a Reading, as one that was read in its day."""
    with transaction(room.database) as session:
        for row in session.scalars(select(StudyRow)):
            row.settled_at = SETTLED


def test_renditions_go_with_their_study(everywhere: Room):
    key = everywhere.receive(SMALL)
    want_of_study(everywhere.database, everywhere.study_of(key), at=EIGHT)
    everywhere.render()
    settle_unread(everywhere)

    deletion_id = a_deletion(everywhere, everywhere.study_of(key))
    erase_due(everywhere.database, everywhere.store, None, at=NEXT_DAY)

    assert everywhere.objects() == []
    assert is_done(everywhere, deletion_id)


def test_a_deletion_is_done_when_nobody_can_put_a_rendition_any_more(everywhere: Room):
    key = everywhere.receive(SMALL)
    want_of_study(everywhere.database, everywhere.study_of(key), at=EIGHT)
    settle_unread(everywhere)
    deletion_ids = []

    class Deleting(EndsAtPut):
        def put(self, key: str, chunks: Any, envelope: Any) -> Any:
            deletion_ids.append(a_deletion(everywhere, study_id))
            erase_due(everywhere.database, everywhere.store, None, at=NEXT_DAY)
            self._store.put(key, chunks, envelope)
            raise Killed

    study_id = everywhere.study_of(key)
    with pytest.raises(Killed):
        everywhere.render(at=NEXT_DAY, store=Deleting(everywhere.store, is_before=False))

    assert len(everywhere.objects()) == 1
    assert not is_done(everywhere, deletion_ids[0])
    erase_due(everywhere.database, everywhere.store, None, at=NEXT_DAY + LONGEST_LEAVING)
    assert everywhere.objects() == []
    assert is_done(everywhere, deletion_ids[0])


def test_renditions_lie_in_no_second_store(room: Room):
    room.receive(SMALL)
    room.settle()
    room.render()
    second = MemoryStore()

    assert list(copy_all(Stores(room.database, room.store, second), at=SETTLED)) == [True]
    assert not any(is_rendition(each.envelope) for each in second.walk())


def test_after_a_lost_database_what_no_row_names_goes_and_is_made_again(room: Room, tmp_path: Path):
    key = room.receive(SMALL)
    want_of_study(room.database, room.study_of(key), at=EIGHT)
    room.render()
    with transaction(room.database) as session:
        session.execute(delete(RenditionRow))
    found = [each.why for each in objects_against_rows(room.database, room.store, at=NEXT_DAY)]
    assert found.count(Why.RENDITION) == 1
    assert not Why.RENDITION.needs_somebody

    list(reindex(Reindexing(room.database, room.store, tmp_path), at=NEXT_DAY))
    assert room.objects() == []
    room.settle()
    room.render()

    assert room.state(key) is RenditionState.READY
    assert room.objects() == [room.row(key).locator]
