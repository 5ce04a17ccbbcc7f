from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from teleread.archive.records import DiscrepancyRow, StudyRow
from teleread.archive.study import DiscrepancyKind
from teleread.audit.records import AuditEventRow
from teleread.clinics.clinic import Modality
from teleread.clinics.records import TermRow
from teleread.database import Database, snapshot, transaction
from teleread.identifiers import new_id
from teleread.workflow.journey.settle import settle_due, tell_of_late_instances
from teleread.worklist.reading import Milestone, State
from teleread.worklist.records import ReadingRow, load_milestones
from tests.builders import EIGHT
from tests.integration.worklist.places import QUIET, SETTLED_AT, a_place, arrives, more_arrives, readings


def test_a_quiet_study_becomes_a_reading_under_the_default_term(database: Database):
    place = a_place(database)
    study_id = arrives(place, "DX", "SR")

    assert settle_due(database, quiet_period=QUIET, at=SETTLED_AT) == 1

    (reading,) = readings(database)
    assert (reading.state, reading.modality, reading.priority) == (State.AWAITING, "xray", "routine")
    assert (reading.department_id, reading.due_at) == (place.department_id, EIGHT + timedelta(minutes=60))
    with snapshot(database) as session:
        assert session.get_one(StudyRow, study_id).settled_at == SETTLED_AT
        milestones = load_milestones(session, place.scope, reading.id)
    assert milestones == {
        Milestone.FIRST_RECEIVED: EIGHT,
        Milestone.LAST_RECEIVED: EIGHT,
        Milestone.SETTLED: SETTLED_AT,
    }


def test_a_study_that_still_receives_is_left_alone(database: Database):
    arrives(a_place(database), at=SETTLED_AT - timedelta(seconds=29))

    assert settle_due(database, quiet_period=QUIET, at=SETTLED_AT) == 0
    assert readings(database) == []


def test_settling_twice_makes_one_reading(database: Database):
    arrives(a_place(database))
    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)

    assert settle_due(database, quiet_period=QUIET, at=SETTLED_AT) == 0
    assert len(readings(database)) == 1


def test_a_study_of_two_kinds_becomes_two_readings(database: Database):
    arrives(a_place(database), "US", "ECG", "PR")

    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)

    assert sorted(reading.modality for reading in readings(database)) == ["ecg", "ultrasound"]


@pytest.mark.parametrize("modality", ["SR", "PR", "KO", "DOC"])
def test_a_companion_alone_settles_without_a_reading(sqlite_database: Database, modality: str):
    arrives(a_place(sqlite_database), modality)

    assert settle_due(sqlite_database, quiet_period=QUIET, at=SETTLED_AT) == 1
    assert readings(sqlite_database) == []


def test_a_clinic_without_a_partnership_still_gets_its_reading(database: Database):
    arrives(a_place(database, modalities=[]))

    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)

    (reading,) = readings(database)
    assert reading.department_id is None


def test_the_clinics_own_term_decides_when_it_is_due(database: Database):
    place = a_place(database)
    with transaction(database) as session:
        session.add(
            TermRow(id=new_id(), clinic_id=place.clinic_id, modality=Modality.ECG, priority="routine", minutes=7)
        )
    arrives(place, "ECG")

    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)

    assert readings(database)[0].due_at == EIGHT + timedelta(minutes=7)


def test_a_late_instance_reopens_a_settled_study_and_starts_the_term_anew(database: Database):
    place = a_place(database)
    study_id = arrives(place)
    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)
    late = SETTLED_AT + timedelta(minutes=2)
    with transaction(database) as session:
        more_arrives(session, study_id, "DX", at=late)

    assert settle_due(database, quiet_period=QUIET, at=late + QUIET) == 1

    (reading,) = readings(database)
    assert reading.due_at == late + timedelta(minutes=60)
    with snapshot(database) as session:
        assert load_milestones(session, place.scope, reading.id)[Milestone.LAST_RECEIVED] == late


def test_a_reading_in_progress_is_flagged_in_the_transaction_that_received_the_late_instance(database: Database):
    place = a_place(database)
    study_id = arrives(place)
    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)
    late = SETTLED_AT + timedelta(minutes=2)
    with transaction(database) as session:
        row = session.scalars(select(ReadingRow)).one()
        row.state, row.author_id, row.holder_id = State.IN_PROGRESS, place.admin.id, place.admin.id
    with transaction(database) as session:
        more_arrives(session, study_id, "SR", at=late)
        tell_of_late_instances(session, study_id, at=late)

    assert readings(database)[0].late_instance_at == late
    settle_due(database, quiet_period=QUIET, at=late + QUIET)
    assert readings(database)[0].late_instance_at == late
    with snapshot(database) as session:
        told = select(func.count()).where(AuditEventRow.action == "reading.instance_arrived_late")
        assert session.scalar(told) == 1


def test_an_instance_after_signing_opens_one_task_and_leaves_the_reading(database: Database):
    place = a_place(database)
    study_id = arrives(place)
    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)
    late = SETTLED_AT + timedelta(hours=2)
    with transaction(database) as session:
        session.scalars(select(ReadingRow)).one().state = State.SIGNED
    before = readings(database)
    with transaction(database) as session:
        more_arrives(session, study_id, "DX", at=late)
        tell_of_late_instances(session, study_id, at=late)
    settle_due(database, quiet_period=QUIET, at=late + QUIET)

    assert readings(database) == before
    with snapshot(database) as session:
        (task,) = session.scalars(select(DiscrepancyRow))
        assert task.kind is DiscrepancyKind.LATE_AFTER_SIGNING
        assert task.detail["reading_id"] == str(before[0].id)


def test_many_instances_after_signing_are_one_task_until_it_is_resolved(database: Database):
    place = a_place(database)
    study_id = arrives(place)
    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)
    with transaction(database) as session:
        session.scalars(select(ReadingRow)).one().state = State.SIGNED

    def comes(minutes: int) -> int:
        late = SETTLED_AT + timedelta(minutes=minutes)
        with transaction(database) as session:
            more_arrives(session, study_id, "DX", at=late)
            tell_of_late_instances(session, study_id, at=late)
            return len(session.scalars(select(DiscrepancyRow)).all())

    assert [comes(1), comes(2), comes(3)] == [1, 1, 1]
    with transaction(database) as session:
        session.scalars(select(DiscrepancyRow)).one().resolved_at = SETTLED_AT
    settle_due(database, quiet_period=QUIET, at=SETTLED_AT + timedelta(minutes=4))
    assert comes(5) == 2


def test_another_kind_that_comes_late_is_no_concern_of_the_first(database: Database):
    place = a_place(database)
    study_id = arrives(place)
    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)
    before = readings(database)[0]
    late = SETTLED_AT + timedelta(minutes=2)
    with transaction(database) as session:
        more_arrives(session, study_id, "ECG", at=late)
    settle_due(database, quiet_period=QUIET, at=late + QUIET)

    xray, ecg = readings(database)
    assert xray == before
    assert (ecg.modality, ecg.received_at) == ("ecg", late)


def test_a_retake_into_a_rejected_study_makes_a_new_reading(database: Database):
    place = a_place(database)
    study_id = arrives(place)
    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)
    with transaction(database) as session:
        session.scalars(select(ReadingRow)).one().state = State.REJECTED
    late = SETTLED_AT + timedelta(minutes=10)
    with transaction(database) as session:
        more_arrives(session, study_id, "DX", at=late)
    settle_due(database, quiet_period=QUIET, at=late + QUIET)

    assert [reading.state for reading in readings(database)] == [State.REJECTED, State.AWAITING]


def test_workers_that_settle_at_once_make_one_reading_for_each_study(database: Database):
    place = a_place(database)
    for number in range(12):
        arrives(place, patient={"patient_id": f"{number}"})

    with ThreadPoolExecutor(4) as workers:
        runs = [workers.submit(settle_due, database, quiet_period=QUIET, at=SETTLED_AT) for _ in range(4)]
        settled = sum(run.result(timeout=60) for run in runs)

    assert settled == 12
    assert len(readings(database)) == 12
