from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from teleread.accounts.account import Account
from teleread.audit.records import AuditEventRow
from teleread.clinics.access import system_scope
from teleread.database import Database, snapshot, transaction
from teleread.errors import Missing
from teleread.views.turnaround import load_figures
from teleread.workflow.desk.study import open_reading
from teleread.workflow.journey import read
from teleread.workflow.journey.assign import claim, offer_waiting
from teleread.workflow.journey.request import place_request
from teleread.workflow.journey.settle import settle_due, tell_of_late_instances
from teleread.worklist.reading import Milestone, Part, Reading, State
from teleread.worklist.records import (
    AssignmentEndRow,
    ImagingServiceRequestRow,
    PauseRow,
    load_milestones,
)
from teleread.worklist.refusals import LateInstanceUnseen, LeaseLost, NotYourReading, ReasonMissing
from teleread.worklist.rejection import Complaint, RejectionReason
from teleread.worklist.request import RequestState
from teleread.worklist.study_records import load_study_ids
from teleread.worklist.turnaround import Segment
from tests.integration.worklist.places import (
    QUIET,
    SETTLED_AT,
    Place,
    a_place,
    an_order,
    arrives,
    more_arrives,
    readings,
    specialist,
)

LATER = SETTLED_AT + timedelta(seconds=10)


def a_started_reading(place: Place, doctor: Account) -> Reading:
    arrives(place)
    settle_due(place.database, quiet_period=QUIET, at=SETTLED_AT)
    reading = readings(place.database)[-1]
    claim(place.database, place.scope, reading.id, account=doctor, at=LATER)
    return read.start(place.database, place.scope, reading.id, account=doctor, at=LATER)


@pytest.fixture
def place(database: Database) -> Place:
    return a_place(database)


@pytest.fixture
def doctor(place: Place) -> Account:
    return specialist(place, "wang", Part.AUTHOR)


def reject(place: Place, doctor: Account, started: Reading) -> Reading:
    complaint = Complaint(RejectionReason.POSITIONING)
    hold = {"account": doctor, "fencing_token": 1}
    return read.reject(place.database, place.scope, started.id, complaint=complaint, at=LATER, **hold)


def actions(database: Database) -> list[str]:
    with snapshot(database) as session:
        return list(session.scalars(select(AuditEventRow.action).order_by(AuditEventRow.id)))


def test_giving_back_keeps_the_reading_and_the_reason(place: Place, doctor: Account):
    started = a_started_reading(place, doctor)

    released = read.release(
        place.database, place.scope, started.id, account=doctor, fencing_token=1, reason="出诊", at=LATER
    )

    assert (released.state, released.holder_id) == (State.AWAITING, None)
    with snapshot(place.database) as session:
        end = session.scalars(select(AssignmentEndRow)).one()
        assert (end.reason, end.note) == ("released", "出诊")


def test_an_admin_takes_back_what_somebody_left_open(place: Place, doctor: Account):
    started = a_started_reading(place, doctor)

    read.release(place.database, place.scope, started.id, account=place.admin, fencing_token=None, reason="", at=LATER)

    assert readings(place.database)[0].state is State.AWAITING
    assert "reading.released_by_admin" in actions(place.database)
    with pytest.raises(LeaseLost):
        read.heartbeat(place.database, place.scope, started.id, account=doctor, fencing_token=1, at=LATER)


def test_nobody_gives_back_what_a_colleague_holds(place: Place, doctor: Account):
    started = a_started_reading(place, doctor)
    colleague = specialist(place, "zhao", Part.AUTHOR)

    with pytest.raises(NotYourReading):
        read.release(place.database, place.scope, started.id, account=colleague, fencing_token=1, reason="", at=LATER)


def test_an_older_window_cannot_reject(place: Place, doctor: Account):
    started = a_started_reading(place, doctor)
    read.start(place.database, place.scope, started.id, account=doctor, at=LATER)

    with pytest.raises(LeaseLost):
        reject(place, doctor, started)


def test_rejecting_opens_the_order_for_the_retake(place: Place, doctor: Account):
    request = place_request(
        place.database, place.scope, place.clinic_id, order=an_order(), account=place.technician, at=SETTLED_AT
    )
    started = a_started_reading(place, doctor)
    assert started.request_id == request.id

    reject(place, doctor, started)

    with snapshot(place.database) as session:
        assert session.get_one(ImagingServiceRequestRow, request.id).state is RequestState.OPEN
    arrives(place, at=LATER)
    settle_due(place.database, quiet_period=QUIET, at=LATER + QUIET)
    rejected, retake = readings(place.database)
    assert (rejected.state, rejected.reason) == (State.REJECTED, "体位不正")
    assert (retake.state, retake.request_id) == (State.AWAITING, request.id)


@pytest.mark.parametrize("reason", ["", "   ", "长" * 501])
def test_the_clinic_is_told_what_is_waited_for(place: Place, doctor: Account, reason: str):
    started = a_started_reading(place, doctor)

    with pytest.raises(ReasonMissing):
        read.pause(place.database, place.scope, started.id, account=doctor, reason=reason, at=LATER)


def test_the_clinic_calls_its_own_reading_off(place: Place, doctor: Account):
    started = a_started_reading(place, doctor)

    read.cancel(place.database, place.scope, started.id, account=place.technician, reason="传错病人", at=LATER)

    assert readings(place.database)[0].state is State.CANCELLED


def test_a_specialist_does_not_cancel_and_another_clinic_does_not_see(place: Place, doctor: Account):
    started = a_started_reading(place, doctor)
    other = a_place(place.database, "baishi")

    with pytest.raises(NotYourReading):
        read.cancel(place.database, place.scope, started.id, account=doctor, reason="x", at=LATER)
    with pytest.raises(Missing):
        read.cancel(place.database, other.scope, started.id, account=other.technician, reason="x", at=LATER)


def test_a_pause_is_kept_and_the_clinic_may_end_it(place: Place, doctor: Account):
    started = a_started_reading(place, doctor)
    ten_minutes = timedelta(minutes=10)

    read.pause(place.database, place.scope, started.id, account=doctor, reason="请补侧位", at=LATER)
    resumed = read.resume(place.database, place.scope, started.id, account=place.technician, at=LATER + ten_minutes)

    assert resumed.due_at == started.due_at + ten_minutes
    with snapshot(place.database) as session:
        pause = session.scalars(select(PauseRow)).one()
        assert (pause.began_at, pause.ended_at, pause.reason) == (LATER, LATER + ten_minutes, "请补侧位")


def test_a_late_instance_is_acknowledged_by_its_author(place: Place, doctor: Account):
    started = a_started_reading(place, doctor)
    with transaction(place.database) as session:
        (study_id,) = _study_ids(session, started)
        more_arrives(session, study_id, "DX", at=LATER)
        tell_of_late_instances(session, study_id, at=LATER)
    assert readings(place.database)[0].late_instance_at == LATER

    seen = acknowledge(place, doctor, started, late_instance_at=LATER)

    assert seen.late_instance_at is None


def test_what_came_since_the_page_was_shown_is_not_acknowledged_with_it(place: Place, doctor: Account):
    started = a_started_reading(place, doctor)
    a_second_later = LATER + timedelta(seconds=1)
    for at in (LATER, a_second_later):
        with transaction(place.database) as session:
            (study_id,) = _study_ids(session, started)
            more_arrives(session, study_id, "DX", at=at)
            tell_of_late_instances(session, study_id, at=at)

    with pytest.raises(LateInstanceUnseen):
        acknowledge(place, doctor, started, late_instance_at=LATER)

    assert readings(place.database)[0].late_instance_at == a_second_later


def acknowledge(place: Place, doctor: Account, started: Reading, *, late_instance_at: datetime) -> Reading:
    hold = {"account": doctor, "fencing_token": 1, "late_instance_at": late_instance_at}
    return read.acknowledge_late(place.database, place.scope, started.id, at=LATER, **hold)


def _study_ids(session, reading: Reading):
    return load_study_ids(session, system_scope(), reading.id)


def test_opening_is_kept_once_for_each_person_and_starts_no_clock_for_onlookers(place: Place, doctor: Account):
    started = a_started_reading(place, doctor)

    for account in (place.technician, place.technician, doctor, doctor):
        open_reading(place.database, place.scope, started.id, account=account, at=LATER)

    assert actions(place.database).count("study.opened") == 2
    with snapshot(place.database) as session:
        assert load_milestones(session, place.scope, started.id)[Milestone.OPENED] == LATER


def test_pictures_looked_at_before_the_start_count_as_opened_when_work_begins(place: Place, doctor: Account):
    arrives(place)
    settle_due(place.database, quiet_period=QUIET, at=SETTLED_AT)
    reading_id = readings(place.database)[-1].id
    looked, claimed, began = (LATER + timedelta(seconds=after) for after in (0, 5, 9))

    open_reading(place.database, place.scope, reading_id, account=doctor, at=looked)
    claim(place.database, place.scope, reading_id, account=doctor, at=claimed)
    read.start(place.database, place.scope, reading_id, account=doctor, at=began)

    with snapshot(place.database) as session:
        moments = load_milestones(session, place.scope, reading_id)
        assert (moments[Milestone.CLAIMED], moments[Milestone.OPENED]) == (claimed, began)


def test_an_offer_that_is_only_looked_at_is_not_opened(place: Place, doctor: Account):
    arrives(place)
    settle_due(place.database, quiet_period=QUIET, at=SETTLED_AT)
    assert offer_waiting(place.database, at=LATER) == 1
    (reading,) = readings(place.database)

    open_reading(place.database, place.scope, reading.id, account=doctor, at=LATER)

    with snapshot(place.database) as session:
        assert Milestone.OPENED not in load_milestones(session, place.scope, reading.id)


def test_the_time_from_claim_to_opening_is_a_figure(place: Place, doctor: Account):
    arrives(place)
    settle_due(place.database, quiet_period=QUIET, at=SETTLED_AT)
    offer_waiting(place.database, at=LATER)
    (reading,) = readings(place.database)

    open_reading(place.database, place.scope, reading.id, account=doctor, at=LATER + timedelta(seconds=3))
    read.start(place.database, place.scope, reading.id, account=doctor, at=LATER + timedelta(seconds=20))

    with snapshot(place.database) as session:
        hour = timedelta(hours=1)
        rows = load_figures(session, place.scope, since=LATER - hour, until=LATER + hour, at=LATER + hour)
    (opening,) = (row for row in rows if row.segment is Segment.OPENING)
    assert (opening.count, opening.left_out, opening.p50_s) == (1, 0, 0.0)
