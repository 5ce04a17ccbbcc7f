from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from teleread.archive.records import DiscrepancyRow
from teleread.archive.study import DiscrepancyKind
from teleread.clinics.access import system_scope
from teleread.database import Database, snapshot
from teleread.documents.glyphs import GlyphMissing
from teleread.errors import Missing
from teleread.workflow.desk.matching import choose_request
from teleread.workflow.journey.request import cancel_request, place_request
from teleread.workflow.journey.settle import settle_due
from teleread.worklist.reading import Milestone
from teleread.worklist.records import ImagingServiceRequestRow, load_milestones
from teleread.worklist.request import AccessionNumberTaken, Order, RequestNotOpen, RequestRefused, RequestState
from tests.builders import EIGHT
from tests.integration.worklist.places import QUIET, SETTLED_AT, Place, a_place, an_order, arrives, readings


def place_order(place: Place, order: Order | None = None, at=EIGHT):
    asked = order or an_order()
    return place_request(place.database, place.scope, place.clinic_id, order=asked, account=place.technician, at=at)


def state_of(database: Database, request_id: UUID) -> RequestState:
    with snapshot(database) as session:
        return session.get_one(ImagingServiceRequestRow, request_id).state


def test_an_order_without_a_number_gets_the_next_of_the_clinics_day(database: Database):
    place, other = a_place(database), a_place(database, "baishi")

    numbers = [place_order(each).order.accession_number for each in (place, place, other)]

    assert numbers == ["260302-0001", "260302-0002", "260302-0001"]


def test_the_day_turns_at_midnight_of_the_clinic(database: Database):
    late_evening = EIGHT.replace(hour=17)  # one o'clock of the next day in Shanghai

    assert place_order(a_place(database), at=late_evening).order.accession_number == "260303-0001"


def test_orders_placed_at_once_have_numbers_of_their_own(database: Database):
    place = a_place(database)

    with ThreadPoolExecutor(8) as desks:
        placed = [desks.submit(place_order, place) for _ in range(24)]
        numbers = {each.result(timeout=60).order.accession_number for each in placed}

    assert len(numbers) == 24


def test_a_number_that_the_clinic_used_already_is_refused(database: Database):
    place, other = a_place(database), a_place(database, "baishi")
    place_order(place, an_order(accession_number="A-77"))

    with pytest.raises(AccessionNumberTaken):
        place_order(place, an_order(accession_number="A-77"))
    assert place_order(other, an_order(accession_number="A-77")).order.accession_number == "A-77"


def test_an_order_for_another_clinic_is_refused_as_if_it_did_not_exist(database: Database):
    place, other = a_place(database), a_place(database, "baishi")

    with pytest.raises(Missing):
        place_request(database, place.scope, other.clinic_id, order=an_order(), account=place.technician, at=EIGHT)


def test_an_order_that_cannot_be_right_is_refused(sqlite_database: Database):
    with pytest.raises(RequestRefused):
        place_order(a_place(sqlite_database), an_order(accession_number="0123456789ABCDEFG"))


def test_an_arrival_answers_the_order_of_its_accession_number(database: Database):
    place = a_place(database)
    request = place_order(place, an_order(priority="emergency", accession_number="A-77"))
    arrives(place, accession_number="A-77")

    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)

    (reading,) = readings(database)
    assert (reading.request_id, reading.priority, reading.body_part) == (request.id, "emergency", "CHEST")
    assert reading.due_at == EIGHT + timedelta(minutes=30)
    assert state_of(database, request.id) is RequestState.MATCHED
    with snapshot(database) as session:
        assert load_milestones(session, place.scope, reading.id)[Milestone.ORDERED] == EIGHT


def test_an_arrival_without_a_number_answers_the_open_order_of_its_patient(database: Database):
    place = a_place(database)
    request = place_order(place)
    place_order(place, an_order(patient_id="0002", patient_name="李四"))
    arrives(place)

    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)

    assert readings(database)[0].request_id == request.id


def test_two_orders_that_fit_wait_for_a_person(database: Database):
    place = a_place(database)
    requests = [place_order(place), place_order(place)]
    study_id = arrives(place)

    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)

    (reading,) = readings(database)
    assert reading.request_id is None
    with snapshot(database) as session:
        (task,) = session.scalars(select(DiscrepancyRow))
        assert (task.kind, task.subject_id) == (DiscrepancyKind.REQUEST_AMBIGUOUS, study_id)
        assert task.detail["request_ids"] == sorted(str(request.id) for request in requests)


def test_an_order_placed_after_the_pictures_came_is_joined_to_them(database: Database):
    place = a_place(database)
    arrives(place)
    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)

    request = place_order(place, an_order(priority="emergency"), at=SETTLED_AT + timedelta(minutes=3))

    (reading,) = readings(database)
    assert (reading.request_id, reading.priority) == (request.id, "emergency")


def test_an_order_of_another_patient_is_not_joined(database: Database):
    place = a_place(database)
    arrives(place, patient={"patient_birth_date": date(1999, 9, 9)})
    place_order(place)

    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)

    assert readings(database)[0].request_id is None


def test_an_open_order_can_be_cancelled_once(database: Database):
    place = a_place(database)
    request = place_order(place)

    cancel_request(database, place.scope, request.id, account=place.technician, at=EIGHT)

    assert state_of(database, request.id) is RequestState.CANCELLED
    with pytest.raises(RequestNotOpen):
        cancel_request(database, place.scope, request.id, account=place.technician, at=EIGHT)


def test_an_answered_order_cannot_be_cancelled(database: Database):
    place = a_place(database)
    request = place_order(place)
    arrives(place)
    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)

    with pytest.raises(RequestNotOpen):
        cancel_request(database, place.scope, request.id, account=place.technician, at=SETTLED_AT)


def test_a_person_says_which_order_is_answered(database: Database):
    place = a_place(database)
    first, second = place_order(place), place_order(place, an_order(priority="emergency"))
    arrives(place)
    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)
    (reading,) = readings(database)

    choose_request(database, place.scope, reading.id, request_id=second.id, account=place.technician, at=SETTLED_AT)

    assert (readings(database)[0].request_id, readings(database)[0].priority) == (second.id, "emergency")
    with snapshot(database) as session:
        (task,) = session.scalars(select(DiscrepancyRow))
        assert (task.resolved_by, task.resolution) == (place.technician.id, "order_chosen")

    choose_request(database, place.scope, reading.id, request_id=first.id, account=place.technician, at=SETTLED_AT)

    assert readings(database)[0].request_id == first.id
    assert (state_of(database, first.id), state_of(database, second.id)) == (RequestState.MATCHED, RequestState.OPEN)


def test_an_order_of_another_clinic_cannot_be_chosen_even_by_an_admin(database: Database):
    place, other = a_place(database), a_place(database, "baishi")
    arrives(place)
    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)
    foreign = place_order(other)

    with pytest.raises(Missing):
        choose_request(
            database,
            system_scope(),
            readings(database)[0].id,
            request_id=foreign.id,
            account=place.admin,
            at=SETTLED_AT,
        )


def test_a_cancelled_order_cannot_be_chosen(database: Database):
    place = a_place(database)
    arrives(place)
    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)
    request = place_order(place, an_order(patient_id="0002", patient_name="李四"))
    cancel_request(database, place.scope, request.id, account=place.technician, at=SETTLED_AT)

    with pytest.raises(RequestNotOpen):
        choose_request(
            database,
            place.scope,
            readings(database)[0].id,
            request_id=request.id,
            account=place.technician,
            at=SETTLED_AT,
        )


@pytest.mark.parametrize("field", ["clinical_question", "body_part"])
def test_an_order_whose_words_could_not_be_printed_is_refused_before_anybody_signs(database: Database, field: str):
    place = a_place(database)

    with pytest.raises(GlyphMissing):
        place_order(place, an_order(**{field: "咳嗽ᚠ"}))
