"""What cannot be read goes back while the patient is still there, and the retake knows what it is of."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from teleread.accounts.account import Account
from teleread.archive.records import PatientRow
from teleread.clinics.clinic import Modality
from teleread.clinics.records import SiteRow
from teleread.database import Database, snapshot, transaction
from teleread.identifiers import new_id
from teleread.reports.evidence import InstanceNotRead
from teleread.views.evidence import load_targets
from teleread.views.modality_worklist import find_worklist
from teleread.views.priors import list_priors
from teleread.views.retakes import find_rejection, list_retakes
from teleread.views.turnaround import load_figures
from teleread.workflow.journey import read
from teleread.workflow.journey.assign import claim
from teleread.workflow.journey.request import place_request
from teleread.workflow.journey.settle import settle_due
from teleread.worklist.modality_worklist import WorklistKeys
from teleread.worklist.performed import StepState
from teleread.worklist.prior import PriorStanding
from teleread.worklist.reading import Part, Reading
from teleread.worklist.records import PerformedStepRow
from teleread.worklist.rejection import Complaint, PlaceMarked, RejectionReason
from teleread.worklist.rejection_records import RetakeRow
from teleread.worklist.turnaround import Segment
from tests import builders
from tests.integration.worklist.places import QUIET, SETTLED_AT, Place, a_place, an_order, arrives, readings, specialist

LATER = SETTLED_AT + timedelta(minutes=5)
AGAIN = LATER + timedelta(minutes=4)


@pytest.fixture
def place(database: Database) -> Place:
    return a_place(database)


@pytest.fixture
def doctor(place: Place) -> Account:
    return specialist(place, "wang", Part.AUTHOR)


def started(place: Place, doctor: Account) -> Reading:
    settle_due(place.database, quiet_period=QUIET, at=SETTLED_AT)
    reading = readings(place.database)[-1]
    claim(place.database, place.scope, reading.id, account=doctor, at=LATER)
    return read.start(place.database, place.scope, reading.id, account=doctor, at=LATER)


def rejected(place: Place, doctor: Account, complaint: Complaint) -> Reading:
    held = started(place, doctor)
    return read.reject(
        place.database, place.scope, held.id, account=doctor, fencing_token=1, complaint=complaint, at=LATER
    )


def mark_on(place: Place, reading: Reading) -> PlaceMarked:
    with snapshot(place.database) as session:
        ((instance_id, target),) = load_targets(session, place.scope, reading).items()
    assert target.rows is not None
    return PlaceMarked(instance_id, 1, "rectangle", ((1.0, 2.0), (3.0, 4.0)), "右肺尖")


def links(place: Place) -> list[tuple[object, object]]:
    with snapshot(place.database) as session:
        return [(row.reading_id, row.of_reading_id) for row in session.scalars(select(RetakeRow))]


def test_the_clinic_is_shown_where_and_asked_until_the_retake_came(place: Place, doctor: Account):
    order = an_order()
    request = place_request(
        place.database, place.scope, place.clinic_id, order=order, account=place.technician, at=SETTLED_AT
    )
    arrives(place)
    held = started(place, doctor)
    mark = mark_on(place, held)
    complaint = Complaint(RejectionReason.CUT_OFF, " 右肺尖未包全，请重拍 ", (mark,))
    hold = {"account": doctor, "fencing_token": held.fencing_token}
    done = read.reject(place.database, place.scope, held.id, complaint=complaint, at=LATER, **hold)
    assert done.reason == "未包全：右肺尖未包全，请重拍"

    with snapshot(place.database) as session:
        (asked,) = list_retakes(session, place.scope, at=LATER)
        assert asked.rejection.complaint.marks == (mark,)
        assert asked.rejection.complaint.comment == "右肺尖未包全，请重拍"
        assert asked.request is not None
        assert asked.request.request.id == request.id

    arrives(place, at=AGAIN)
    settle_due(place.database, quiet_period=QUIET, at=AGAIN + QUIET)

    retake = readings(place.database)[-1]
    assert retake.request_id == request.id
    assert links(place) == [(retake.id, held.id)]
    with snapshot(place.database) as session:
        assert list_retakes(session, place.scope, at=AGAIN + QUIET) == []
        shown = find_rejection(session, place.scope, held.id, at=AGAIN)
        assert shown is not None
        assert shown.retaken_by == retake.id
        figures = load_figures(
            session, place.scope, since=SETTLED_AT - timedelta(hours=1), until=AGAIN + QUIET, at=AGAIN + QUIET
        )
    (took,) = [each for each in figures if each.segment is Segment.RETAKING]
    assert (took.count, took.p50_s) == (1, (AGAIN - LATER).total_seconds())


def test_the_order_that_is_open_again_is_on_the_worklist_of_the_devices(place: Place, doctor: Account):
    order = an_order(accession_number="QS-1")
    request = place_request(
        place.database, place.scope, place.clinic_id, order=order, account=place.technician, at=SETTLED_AT
    )
    with transaction(place.database) as session:
        session.add(
            PerformedStepRow(
                id=new_id(),
                clinic_id=place.clinic_id,
                ae_id=None,
                sop_instance_uid="2.25.1",
                study_instance_uid="2.25.2",
                modality="DX",
                request_id=request.id,
                state=StepState.COMPLETED,
                number_of_instances=1,
                begun_at=SETTLED_AT,
                ended_at=SETTLED_AT,
            )
        )
    arrives(place, accession_number="QS-1")
    rejected(place, doctor, Complaint(RejectionReason.EXPOSURE))

    with snapshot(place.database) as session:
        worklist = find_worklist(session, place.scope, place.clinic_id, WorklistKeys(), time_zone="Asia/Shanghai")

    assert [request.order.accession_number for request in worklist.requests] == ["QS-1"]


def test_pictures_of_a_wrong_patient_are_opened_beside_nothing(place: Place, doctor: Account):
    study_id = arrives(place, study_date="20260302")
    first = rejected(place, doctor, Complaint(RejectionReason.WRONG_PATIENT, "影像有乳腺轮廓，申请单为男性"))
    with transaction(place.database) as session:
        patient = session.get_one(PatientRow, first.patient_key)
        site = session.scalars(select(SiteRow)).one()
        later = builders.a_study(session, site, patient, study_date="20260303", first_received_at=AGAIN)
        builders.an_instance(session, builders.a_series(session, later), received_at=AGAIN)
    settle_due(place.database, quiet_period=QUIET, at=AGAIN + QUIET)
    reading = readings(place.database)[-1]

    with snapshot(place.database) as session:
        (prior,) = list_priors(session, place.scope, reading)
        assert (prior.study.row.id, prior.standing) == (study_id, PriorStanding.CONTRADICTED)

    assert links(place) == []


def test_a_mark_on_another_readings_picture_is_refused(place: Place, doctor: Account):
    arrives(place)
    held = started(place, doctor)
    mark = mark_on(place, held)
    arrives(place, "US", at=LATER, patient={"patient_id": "0002"})
    settle_due(place.database, quiet_period=QUIET, at=LATER + QUIET)
    other = readings(place.database)[-1]
    sonographer = specialist(place, "li", Part.AUTHOR, modality=Modality.ULTRASOUND)
    claim(place.database, place.scope, other.id, account=sonographer, at=LATER)
    read.start(place.database, place.scope, other.id, account=sonographer, at=LATER)

    complaint = Complaint(RejectionReason.ARTEFACT, "", (mark,))
    hold = {"account": sonographer, "fencing_token": 1}
    with pytest.raises(InstanceNotRead):
        read.reject(place.database, place.scope, other.id, complaint=complaint, at=LATER, **hold)
