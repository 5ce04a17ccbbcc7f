from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from teleread.audit.records import AuditEventRow
from teleread.clinics.clinic import Modality
from teleread.database import Database, snapshot
from teleread.errors import Conflict, TelereadError
from teleread.workflow.journey.assign import claim, offer_waiting
from teleread.workflow.journey.read import heartbeat, release, start
from teleread.workflow.journey.settle import settle_due
from teleread.workflow.keeping.leases import lapse
from teleread.worklist.hold import EndReason
from teleread.worklist.reading import LEASE, Milestone, Part, Reading, State
from teleread.worklist.records import AssignmentEndRow, AssignmentRow, load_milestones
from teleread.worklist.refusals import HeldByAnother, LeaseLost, NotEligible
from tests.builders import EIGHT
from tests.integration.worklist.places import QUIET, SETTLED_AT, Place, a_place, arrives, readings, specialist

LATER = SETTLED_AT + timedelta(seconds=10)


def a_settled_reading(place: Place, modality: str = "DX") -> Reading:
    arrives(place, modality)
    settle_due(place.database, quiet_period=QUIET, at=SETTLED_AT)
    return readings(place.database)[-1]


def assignments(database: Database) -> list[tuple[str, str | None]]:
    with snapshot(database) as session:
        statement = (
            select(AssignmentRow.account_id, AssignmentEndRow.reason)
            .outerjoin(AssignmentEndRow, AssignmentEndRow.assignment_id == AssignmentRow.id)
            .order_by(AssignmentRow.fencing_token)
        )
        return [(str(account_id), reason) for account_id, reason in session.execute(statement)]


def test_a_waiting_reading_is_offered_to_a_specialist_with_the_reasons(database: Database):
    place = a_place(database)
    chosen = specialist(place, "wang", Part.AUTHOR)
    unsuited = specialist(place, "zhao", Part.AUTHOR, modality=Modality.ECG)
    a_settled_reading(place)

    assert offer_waiting(database, at=LATER) == 1

    (reading,) = readings(database)
    assert (reading.state, reading.holder_id) == (State.ASSIGNED, chosen.id)
    with snapshot(database) as session:
        reasons = session.scalars(select(AssignmentRow.reasons)).one()
        assert Milestone.OFFERED in load_milestones(session, place.scope, reading.id)
    considered = {each["account_id"]: each["unfit"] for each in reasons["considered"]}
    assert considered == {str(chosen.id): [], str(unsuited.id): ["no_credential"]}


def test_offering_twice_offers_once(database: Database):
    place = a_place(database)
    specialist(place, "wang", Part.AUTHOR)
    a_settled_reading(place)
    offer_waiting(database, at=LATER)

    assert offer_waiting(database, at=LATER) == 0


def test_two_workers_offer_each_reading_once(database: Database):
    place = a_place(database)
    specialist(place, "wang", Part.AUTHOR)
    for _ in range(6):
        a_settled_reading(place)

    with ThreadPoolExecutor(3) as workers:
        runs = [workers.submit(offer_waiting, database, at=LATER) for _ in range(3)]
        assert sum(run.result(timeout=60) for run in runs) == 6
    assert len(assignments(database)) == 6


def test_the_least_loaded_specialist_is_asked(database: Database):
    place = a_place(database)
    people = [specialist(place, name, Part.AUTHOR) for name in ("wang", "zhao")]
    for _ in range(4):
        a_settled_reading(place)
        offer_waiting(database, at=LATER)

    held = [reading.holder_id for reading in readings(database)]
    assert sorted(map(str, held)) == sorted(str(person.id) for person in people * 2)


def test_what_nobody_can_read_stays_and_is_not_lost(database: Database):
    place = a_place(database)
    a_settled_reading(place)

    assert offer_waiting(database, at=LATER) == 0
    assert readings(database)[0].state is State.AWAITING


def test_an_offer_that_nobody_takes_up_is_offered_on_to_somebody_else(database: Database):
    place = a_place(database)
    people = {specialist(place, name, Part.AUTHOR).id for name in ("wang", "zhao")}
    a_settled_reading(place)
    offer_waiting(database, at=LATER)
    first = readings(database)[0]
    expired = LATER + timedelta(minutes=15)

    assert lapse(database, at=expired - timedelta(seconds=1)) == 0
    assert lapse(database, at=expired) == 1
    assert offer_waiting(database, at=expired) == 1

    second = readings(database)[0]
    assert {first.holder_id, second.holder_id} == people
    assert assignments(database)[0] == (str(first.holder_id), EndReason.OFFER_EXPIRED.value)


def test_the_only_specialist_is_asked_again(database: Database):
    place = a_place(database)
    only = specialist(place, "wang", Part.AUTHOR)
    a_settled_reading(place)
    offer_waiting(database, at=LATER)
    expired = LATER + timedelta(minutes=15)
    lapse(database, at=expired)

    assert offer_waiting(database, at=expired) == 1
    assert readings(database)[0].holder_id == only.id


def test_who_gave_it_back_is_not_asked_again_but_may_claim_it(database: Database):
    place = a_place(database)
    only = specialist(place, "wang", Part.AUTHOR)
    reading = a_settled_reading(place)
    offer_waiting(database, at=LATER)
    release(database, place.scope, reading.id, account=only, fencing_token=1, reason="出诊", at=LATER)

    assert offer_waiting(database, at=LATER) == 0
    assert claim(database, place.scope, reading.id, account=only, at=LATER).holder_id == only.id


def test_a_claim_and_its_start_are_one_hold(database: Database):
    place = a_place(database)
    doctor = specialist(place, "wang", Part.AUTHOR)
    reading = a_settled_reading(place)

    claimed = claim(database, place.scope, reading.id, account=doctor, at=LATER)
    started = start(database, place.scope, reading.id, account=doctor, at=LATER)

    assert (started.state, started.author_id, started.fencing_token) == (State.IN_PROGRESS, doctor.id, 1)
    assert claimed.fencing_token == 1
    assert assignments(database) == [(str(doctor.id), None)]
    with snapshot(database) as session:
        assert {Milestone.OFFERED, Milestone.CLAIMED} <= load_milestones(session, place.scope, reading.id).keys()


def test_a_claim_takes_over_an_unstarted_offer_and_says_so(database: Database):
    place = a_place(database)
    offered = specialist(place, "wang", Part.AUTHOR)
    reading = a_settled_reading(place)
    offer_waiting(database, at=LATER)
    colleague = specialist(place, "zhao", Part.AUTHOR)

    claim(database, place.scope, reading.id, account=colleague, at=LATER)

    assert assignments(database) == [(str(offered.id), "taken_over"), (str(colleague.id), None)]
    with pytest.raises(HeldByAnother):
        start(database, place.scope, reading.id, account=offered, at=LATER)
    with snapshot(database) as session:
        taken = session.scalars(select(AuditEventRow).where(AuditEventRow.action == "reading.taken_over")).one()
        assert (taken.account_id, taken.detail["holder_id"]) == (colleague.id, str(offered.id))


def test_nobody_claims_what_they_may_not_read(database: Database):
    place, elsewhere = a_place(database), a_place(database, "baishi")
    reading = a_settled_reading(place)
    for account in (
        specialist(place, "ecg-only", Part.AUTHOR, modality=Modality.ECG),
        specialist(place, "reviewer", Part.REVIEWER),
        specialist(elsewhere, "other-department", Part.AUTHOR),
        place.technician,
    ):
        with pytest.raises(NotEligible):
            claim(database, place.scope, reading.id, account=account, at=LATER)


def test_a_lease_that_ran_out_lets_a_colleague_in_before_the_worker_comes_round(database: Database):
    place = a_place(database)
    doctor, colleague = specialist(place, "wang", Part.AUTHOR), specialist(place, "zhao", Part.AUTHOR)
    reading = a_settled_reading(place)
    claim(database, place.scope, reading.id, account=doctor, at=LATER)
    started = start(database, place.scope, reading.id, account=doctor, at=LATER)
    after = LATER + LEASE

    taken = claim(database, place.scope, reading.id, account=colleague, at=after)

    assert (taken.holder_id, taken.fencing_token) == (colleague.id, 2)
    with pytest.raises(LeaseLost):
        heartbeat(database, place.scope, reading.id, account=doctor, fencing_token=started.fencing_token, at=after)
    assert assignments(database) == [(str(doctor.id), "lease_expired"), (str(colleague.id), None)]


def test_of_a_hundred_claims_at_once_one_wins(database: Database):
    place = a_place(database)
    doctors = [specialist(place, f"doctor-{number}", Part.AUTHOR) for number in range(100)]
    reading = a_settled_reading(place)
    ready = Barrier(25)

    def attempt(doctor) -> Reading | TelereadError:
        ready.wait(timeout=60)
        try:
            return claim(database, place.scope, reading.id, account=doctor, at=LATER)
        except Conflict as refused:
            return refused

    with ThreadPoolExecutor(25) as desks:
        outcomes = list(desks.map(attempt, doctors, timeout=120))

    winners = [outcome for outcome in outcomes if isinstance(outcome, Reading)]
    assert len(winners) == 1
    assert sum(isinstance(outcome, HeldByAnother) for outcome in outcomes) == 99
    assert readings(database)[0].holder_id == winners[0].holder_id
    with snapshot(database) as session:
        assert session.scalar(select(func.count()).select_from(AssignmentRow)) == 1


def test_a_window_opened_again_takes_the_hold_from_the_older_one(database: Database):
    place = a_place(database)
    doctor = specialist(place, "wang", Part.AUTHOR)
    reading = a_settled_reading(place)
    claim(database, place.scope, reading.id, account=doctor, at=LATER)
    older = start(database, place.scope, reading.id, account=doctor, at=LATER)
    newer = start(database, place.scope, reading.id, account=doctor, at=LATER)

    with pytest.raises(LeaseLost):
        heartbeat(database, place.scope, reading.id, account=doctor, fencing_token=older.fencing_token, at=LATER)
    heartbeat(database, place.scope, reading.id, account=doctor, fencing_token=newer.fencing_token, at=LATER)
    assert assignments(database) == [(str(doctor.id), "reopened"), (str(doctor.id), None)]


def test_the_term_of_the_offer_is_a_quarter_of_the_readings_own(database: Database):
    place = a_place(database)
    specialist(place, "wang", Part.AUTHOR, modality=Modality.ECG)
    a_settled_reading(place, "ECG")
    offer_waiting(database, at=EIGHT)

    assert readings(database)[0].offer_ends_at == EIGHT + timedelta(minutes=7, seconds=30)
