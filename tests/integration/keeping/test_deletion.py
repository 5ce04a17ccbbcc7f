"""A Study goes when two persons say so, from both stores and for ever, and everybody can read that it went."""

import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, select, update

from storage import ObjectStore, open_store
from storage.memory import MemoryStore
from teleread.accounts.account import Account, Role
from teleread.accounts.records import load_account
from teleread.archive.copying_records import SecondCopyRow
from teleread.archive.deletion import (
    Deletion,
    DeletionDecided,
    DeletionReason,
    DeletionState,
    Obstacle,
    SamePerson,
    StudyChanged,
    StudyKept,
)
from teleread.archive.deletion_records import DeletedObjectRow, DeletionRow, load_deletion, load_deletions_of_reading
from teleread.archive.records import InstanceRow, PatientRow, SeriesRow, StudyRow
from teleread.audit.records import AuditEventRow
from teleread.clinics.access import system_scope
from teleread.clinics.clinic import Modality
from teleread.database import Database, open_database, snapshot, transaction
from teleread.dicom.association.admission import Admitted
from teleread.errors import Missing
from teleread.views.retention import list_deletions, list_due
from teleread.workflow.desk.retention import (
    approve_deletion,
    lift_hold,
    place_hold,
    propose_deletion,
    refuse_deletion,
    set_retention,
)
from teleread.workflow.keeping.copy import Stores, copy_all
from teleread.workflow.keeping.erase import erase_due
from teleread.workflow.keeping.reconcile import objects_against_rows, rows_against_objects
from teleread.workflow.keeping.reindex import Reindexing, Result, reindex
from tests.builders import EIGHT, an_account
from tests.integration.reports.ward import TEN_PAST, a_ward
from tests.integration.web.arriving import a_sending_clinic
from tests.receiving import receive_path

LONG_AGO = EIGHT.replace(year=EIGHT.year - 20)
NEXT_DAY = EIGHT + timedelta(days=1)
SCOPE = system_scope()


@dataclass(frozen=True)
class Archive:
    """An archive of one old and one new Study in two stores, and two admins."""

    database: Database
    first: ObjectStore
    second: ObjectStore
    sender: Admitted
    ann: Account
    ben: Account
    files: Path

    def receive(self, name: str, *, at: datetime) -> UUID:
        """Receive a file, have its Study settle unread, and return the Study's key."""
        path = self.files / f"{name}.dcm"
        instance_id = receive_path(self.database, self.first, path, admitted=self.sender, at=at).id
        with transaction(self.database) as session:
            series_id = session.get_one(InstanceRow, instance_id).series_id
            study = session.get_one(StudyRow, session.get_one(SeriesRow, series_id).study_id)
            study.settled_at, study.study_date = at, f"{at:%Y%m%d}"
            return study.id

    def propose(self, study_id: UUID, **values: Any) -> Deletion:
        said = {"reason": DeletionReason.RETENTION_ENDED, "note": "", "account": self.ann, **values}
        return propose_deletion(self.database, SCOPE, study_id, at=EIGHT, **said)

    def approve(self, deletion: Deletion, *, account: Account | None = None) -> Deletion:
        return approve_deletion(self.database, SCOPE, deletion.id, account=account or self.ben, at=EIGHT)

    def erase(self, *, second: ObjectStore | None = None) -> int:
        return erase_due(self.database, self.first, second or self.second, at=EIGHT)

    def delete_study_of(self, row: InstanceRow) -> None:
        """Have both admins delete the Study of an Instance long after, and every byte erased."""
        with snapshot(self.database) as session:
            study_id = session.get_one(SeriesRow, row.series_id).study_id
        self.approve(self.propose(study_id, reason=DeletionReason.TEST_DATA, note="测试"))
        self.erase()

    def copy(self) -> None:
        assert all(copy_all(Stores(self.database, self.first, self.second), at=EIGHT))

    def rows(self, table: Any) -> list[Any]:
        with snapshot(self.database) as session:
            found = list(session.scalars(select(table)))
            session.expunge_all()
        return found

    def objects(self, store: ObjectStore) -> list[str]:
        """What a store holds, but for the notes of deletions."""
        return [each.locator for each in store.walk() if each.envelope.get("kind") != "deletion"]

    def audited(self) -> list[str]:
        with snapshot(self.database) as session:
            ordered = select(AuditEventRow.action).order_by(AuditEventRow.at, AuditEventRow.id)
            return [action for action in session.scalars(ordered) if action.startswith(("study.", "object."))]

    def state(self, deletion: Deletion) -> DeletionState:
        with snapshot(self.database) as session:
            return load_deletion(session, SCOPE, deletion.id).state

    def reindex(self, folder: Path) -> list[Result]:
        return [each.result for each in reindex(Reindexing(self.database, self.first, folder), at=NEXT_DAY)]


def an_archive(database: Database, first: ObjectStore, second: ObjectStore, data: Path) -> Archive:
    sender = a_sending_clinic(database, "qingshan")
    with transaction(database) as session:
        keys = [an_account(session, name, Role.ADMIN, display_name=name).id for name in ("ann", "ben")]
        ann, ben = (load_account(session, key) for key in keys)
    return Archive(database, first, second, sender, ann, ben, data / "constructed")


@pytest.fixture
def second_store(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStore:
    return open_store(f"disk:{tmp_path / 'second'}")


@pytest.fixture
def archive(database: Database, store: ObjectStore, second_store: ObjectStore, shared_data: Path) -> Archive:
    return an_archive(database, store, second_store, shared_data)


@pytest.fixture
def small(sqlite_database: Database, shared_data: Path) -> Archive:
    return an_archive(sqlite_database, MemoryStore(), MemoryStore(), shared_data)


def due(archive: Archive, *, at: datetime = EIGHT) -> list[UUID]:
    with snapshot(archive.database) as session:
        return [each.id for each in list_due(session, SCOPE, at=at)]


def names(archive: Archive) -> list[str]:
    return sorted(str(path.relative_to(archive.files))[:-4] for path in archive.files.glob("clinic-day/*.dcm"))


def test_two_persons_delete_a_study_from_both_stores_and_the_rest_stays(archive: Archive):
    old, new = archive.receive(names(archive)[0], at=LONG_AGO), archive.receive(names(archive)[-1], at=EIGHT)
    archive.copy()
    assert due(archive) == [old]

    deletion = archive.propose(old)
    assert len(archive.objects(archive.first)) == 2
    approved = archive.approve(deletion)

    assert [row.id for row in archive.rows(StudyRow)] == [new]
    assert len(archive.rows(InstanceRow)) == len(archive.rows(SecondCopyRow)) == 1
    assert approved.state is DeletionState.REMOVING
    assert archive.erase() == 1
    assert archive.state(deletion) is DeletionState.DONE
    assert [len(archive.objects(store)) for store in (archive.first, archive.second)] == [1, 1]
    assert archive.audited() == ["study.deletion_proposed", "study.deletion_approved", "study.deleted"]
    assert archive.erase() == 0
    assert all(each.fault is None for each in rows_against_objects(archive.database, archive.first, SCOPE))
    assert not any(
        each.why and each.why.needs_somebody
        for each in objects_against_rows(archive.database, archive.first, at=NEXT_DAY)
    )


def lose_the_database(archive: Archive) -> None:
    """Everything but the clinic and its device is gone."""
    with transaction(archive.database) as session:
        for table in (DeletedObjectRow, DeletionRow, SecondCopyRow, InstanceRow, SeriesRow, StudyRow, PatientRow):
            session.execute(delete(table))


def test_what_was_deleted_does_not_come_back_with_a_lost_database(archive: Archive, tmp_path: Path):
    old, new = archive.receive(names(archive)[0], at=LONG_AGO), archive.receive(names(archive)[-1], at=EIGHT)
    deletion = archive.propose(old)
    archive.approve(deletion)
    archive.erase()
    lose_the_database(archive)

    assert archive.reindex(tmp_path) == [Result.FILED]
    with snapshot(archive.database) as session:
        known = load_deletion(session, SCOPE, deletion.id)

    assert len(archive.rows(StudyRow)) == 1
    assert (known.proposed_by_name, known.decided_by_name, known.study_id) == ("ann", "ben", old)
    assert new not in {row.id for row in archive.rows(StudyRow)}


class Killed:
    """A store whose user is killed after so many calls that change it."""

    def __init__(self, store: ObjectStore, after: int) -> None:
        self._store, self._left = store, after

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        return self._counting(found) if name in {"delete", "put"} else found

    def _counting(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **more: Any) -> Any:
            if self._left == 0:
                raise KeyboardInterrupt
            self._left -= 1
            return act(*arguments, **more)

        return counted


def a_study_of_many(archive: Archive, *, at: datetime = LONG_AGO, count: int = 3) -> UUID:
    """Instances of the test data, put together under one Study as its rows have it."""
    studies = [archive.receive(name, at=at) for name in names(archive)[:count]]
    with transaction(archive.database) as session:
        session.execute(update(SeriesRow).values(study_id=studies[0]))
        session.execute(delete(StudyRow).where(StudyRow.id != studies[0]))
    return studies[0]


@pytest.mark.parametrize("after", range(5))
@pytest.mark.parametrize("side", ["first", "second"])
def test_a_deletion_that_was_killed_goes_on_and_never_comes_back(small: Archive, tmp_path: Path, after: int, side: str):
    study_id = a_study_of_many(small)
    small.copy()
    deletion = small.approve(small.propose(study_id))
    stores = {"first": small.first, "second": small.second}
    killed = {**stores, side: Killed(stores[side], after)}
    try:
        erase_due(small.database, killed["first"], killed["second"], at=EIGHT)
    except KeyboardInterrupt:
        assert small.state(deletion) is DeletionState.REMOVING
    assert small.rows(InstanceRow) == []

    assert set(small.reindex(tmp_path)) <= {Result.DELETED}
    small.erase()

    assert small.state(deletion) is DeletionState.DONE
    assert small.objects(small.first) == small.objects(small.second) == []
    assert small.rows(InstanceRow) == []


@pytest.mark.parametrize("after", range(1, 4))
def test_half_a_deletion_and_a_lost_database_resurrect_nothing(small: Archive, tmp_path: Path, after: int):
    study_id = a_study_of_many(small)
    small.approve(small.propose(study_id))
    with pytest.raises(KeyboardInterrupt):
        erase_due(small.database, Killed(small.first, after), None, at=EIGHT)
    lose_the_database(small)

    assert small.reindex(tmp_path) == [Result.DELETED] * (4 - after)
    small.erase()

    assert small.objects(small.first) == []
    assert small.rows(StudyRow) == []
    assert [row.state for row in small.rows(DeletionRow)] == [DeletionState.DONE]


def test_rows_of_an_older_backup_go_again(small: Archive, tmp_path: Path):
    old = small.receive(names(small)[0], at=LONG_AGO)
    before = {table: small.rows(table) for table in (PatientRow, StudyRow, SeriesRow, InstanceRow)}
    deletion = small.approve(small.propose(old))
    small.erase()
    lose_the_database(small)
    with transaction(small.database) as session:
        for rows in before.values():
            for row in rows:
                session.merge(row)
            session.flush()

    assert small.reindex(tmp_path) == []
    small.erase()

    assert small.rows(StudyRow) == small.rows(InstanceRow) == small.rows(PatientRow) == []
    assert small.state(deletion) is DeletionState.DONE


def test_what_a_device_sends_again_is_received_as_new_and_told(small: Archive):
    old = small.receive(names(small)[0], at=LONG_AGO)
    small.approve(small.propose(old))
    small.erase()
    again = small.receive(names(small)[0], at=NEXT_DAY)
    with snapshot(small.database) as session:
        (line,) = list_deletions(session, SCOPE)

    assert again != old
    assert (line.study, line.sent_again_study_id) == (None, again)
    assert len(small.objects(small.first)) == 1


def test_what_was_sent_again_survives_a_reindex(small: Archive, tmp_path: Path):
    old = small.receive(names(small)[0], at=LONG_AGO)
    small.approve(small.propose(old))
    small.erase()
    small.receive(names(small)[0], at=NEXT_DAY)
    lose_the_database(small)

    assert small.reindex(tmp_path) == [Result.FILED]


def test_nobody_deletes_alone(small: Archive):
    old = small.receive(names(small)[0], at=LONG_AGO)
    deletion = small.propose(old)

    with pytest.raises(SamePerson):
        small.approve(deletion, account=small.ann)
    assert len(small.rows(StudyRow)) == 1


def test_a_hold_ends_a_proposal_and_forbids_the_next(small: Archive):
    old = small.receive(names(small)[0], at=LONG_AGO)
    deletion = small.propose(old)
    hold = place_hold(small.database, SCOPE, old, reason="医疗纠纷", account=small.ben, at=EIGHT)

    with pytest.raises(DeletionDecided):
        small.approve(deletion)
    with pytest.raises(StudyKept) as refused:
        small.propose(old)
    assert refused.value.values["obstacle"] == Obstacle.HELD.value
    with pytest.raises(StudyKept):
        place_hold(small.database, SCOPE, old, reason="again", account=small.ben, at=EIGHT)

    lift_hold(small.database, SCOPE, hold.id, account=small.ann, at=EIGHT)
    assert small.propose(old).state is DeletionState.PROPOSED
    assert small.audited() == [
        "study.deletion_proposed",
        "study.held",
        "study.deletion_refused",
        "study.hold_lifted",
        "study.deletion_proposed",
    ]


def test_a_study_is_not_due_before_its_time_and_goes_early_only_with_a_reason(small: Archive):
    new = small.receive(names(small)[0], at=EIGHT)
    assert due(small) == []
    with pytest.raises(StudyKept) as refused:
        small.propose(new)
    assert refused.value.values["obstacle"] == Obstacle.STILL_KEPT.value

    deletion = small.propose(new, reason=DeletionReason.TEST_DATA, note="设备验收")
    small.approve(deletion)
    small.erase()
    assert small.objects(small.first) == []


def test_a_clinics_own_rule_keeps_for_longer(small: Archive):
    small.receive(names(small)[0], at=LONG_AGO)
    assert len(due(small)) == 1
    for modality in Modality:
        set_retention(
            small.database,
            SCOPE,
            clinic=small.sender.clinic_id,
            modality=modality,
            years=30,
            account=small.ann,
            at=EIGHT,
        )

    assert due(small) == []
    assert len(due(small, at=EIGHT.replace(year=EIGHT.year + 11))) == 1


def test_a_patient_who_came_again_keeps_the_earlier_study(small: Archive):
    old = small.receive(names(small)[0], at=LONG_AGO)
    with transaction(small.database) as session:
        study = session.get_one(StudyRow, old)
        values = {column.key: getattr(study, column.key) for column in StudyRow.__table__.columns}
        later = {"id": UUID(int=7), "study_instance_uid": "2.25.7", "last_received_at": EIGHT}
        session.add(StudyRow(**{**values, **later}))

    assert due(small) == []


def test_what_arrived_since_the_proposal_was_not_agreed_to(small: Archive):
    study_id = a_study_of_many(small, count=2)
    deletion = small.propose(study_id)
    with transaction(small.database) as session:
        victim = session.scalars(select(InstanceRow).limit(1)).one()
        session.delete(victim)

    with pytest.raises(StudyChanged):
        small.approve(deletion)


def test_a_refused_proposal_leaves_everything(small: Archive):
    old = small.receive(names(small)[0], at=LONG_AGO)
    deletion = small.propose(old)

    assert (
        refuse_deletion(small.database, SCOPE, deletion.id, account=small.ben, at=EIGHT).state is DeletionState.REFUSED
    )
    assert len(small.objects(small.first)) == len(small.rows(StudyRow)) == 1
    assert small.propose(old).id != deletion.id


def test_a_deletion_waits_for_the_second_store_that_holds_a_copy(small: Archive):
    old = small.receive(names(small)[0], at=LONG_AGO)
    small.copy()
    deletion = small.approve(small.propose(old))

    assert erase_due(small.database, small.first, None, at=EIGHT) == 0
    assert small.objects(small.first) == []
    assert small.state(deletion) is DeletionState.REMOVING
    small.erase()
    assert small.objects(small.second) == []
    assert small.state(deletion) is DeletionState.DONE


def test_a_signed_report_stays_and_its_reading_tells_what_was_deleted(sqlite_database: Database, tmp_path: Path):
    ward = a_ward(sqlite_database, tmp_path)
    report = ward.signed()
    with transaction(sqlite_database) as session:
        keys = [an_account(session, name, Role.ADMIN, display_name=name).id for name in ("ann", "ben")]
        ann, ben = (load_account(session, key) for key in keys)
    early = {"reason": DeletionReason.WRONG_UPLOAD, "note": "误传"}
    with pytest.raises(StudyKept) as refused:
        propose_deletion(sqlite_database, SCOPE, ward.study_id, account=ann, at=TEN_PAST, **early)
    assert refused.value.values["obstacle"] == Obstacle.REPORTED.value

    late = TEN_PAST.replace(year=TEN_PAST.year + 31)
    ended = {"reason": DeletionReason.RETENTION_ENDED, "note": ""}
    deletion = propose_deletion(sqlite_database, SCOPE, ward.study_id, account=ann, at=late, **ended)
    approve_deletion(sqlite_database, SCOPE, deletion.id, account=ben, at=late)
    erase_due(sqlite_database, ward.store, None, at=late)

    with snapshot(sqlite_database) as session:
        (told,) = load_deletions_of_reading(session, SCOPE, ward.reading_id)
        patients = session.scalars(select(PatientRow.id)).all()
    assert (told.id, told.state) == (deletion.id, DeletionState.DONE)
    assert len(patients) == 1
    assert ward.reading().id == report.reading_id


def test_a_study_that_is_being_read_is_not_deleted(sqlite_database: Database, tmp_path: Path):
    ward = a_ward(sqlite_database, tmp_path)
    with transaction(sqlite_database) as session:
        ann = load_account(session, an_account(session, "ann", Role.ADMIN).id)
    with pytest.raises(StudyKept) as refused:
        propose_deletion(
            sqlite_database,
            SCOPE,
            ward.study_id,
            reason=DeletionReason.TEST_DATA,
            note="test",
            account=ann,
            at=TEN_PAST,
        )
    assert refused.value.values["obstacle"] == Obstacle.STILL_READ.value


def test_a_study_that_is_gone_is_missing(small: Archive):
    old = small.receive(names(small)[0], at=LONG_AGO)
    small.approve(small.propose(old))

    with pytest.raises(Missing):
        small.propose(old)
    with pytest.raises(Missing):
        place_hold(small.database, SCOPE, old, reason="late", account=small.ann, at=EIGHT)


ERASER = """
import os, signal, sys
from datetime import datetime
from storage import open_store
from teleread.database import open_database
from teleread.workflow.keeping import erase
url, store, after, at = sys.argv[1:]
left = int(after)
def discard(store, locator, act=erase.discard):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    act(store, locator)
erase.discard = discard
erase.erase_due(open_database(url), open_store(store), None, at=datetime.fromisoformat(at))
"""


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_worker_that_is_killed_while_it_erases_leaves_no_row_without_its_bytes(
    sqlite_database: Database, tmp_path: Path, shared_data: Path, after: int
):
    url = f"disk:{tmp_path / 'objects'}"
    archive = an_archive(sqlite_database, open_store(url), MemoryStore(), shared_data)
    deletion = archive.approve(archive.propose(a_study_of_many(archive)))
    arguments = [str(sqlite_database.engine.url), url, str(after), EIGHT.isoformat()]
    done = subprocess.run([sys.executable, "-c", ERASER, *arguments], check=False)

    assert done.returncode == -signal.SIGKILL
    assert all(each.fault is None for each in rows_against_objects(sqlite_database, archive.first, SCOPE))
    again = open_store(url)
    erase_due(open_database(arguments[0]), again, None, at=EIGHT)
    assert archive.objects(again) == []
    assert archive.state(deletion) is DeletionState.DONE
