from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from teleread.worklist.performed import (
    PerformedStep,
    Scheduled,
    StepEnded,
    StepLacks,
    StepReport,
    StepState,
    StepUIDInvalid,
    StepValueInvalid,
    advanced,
    check_begun,
    performed_request,
)
from teleread.worklist.request import ImagingServiceRequest, Order, RequestState
from tests.unit.worklist.a_reading import EIGHT

REPORT = StepReport("IN PROGRESS", "0001", "DX", (Scheduled("2.25.7", "A1"),))
STEP = PerformedStep(
    UUID(int=1), UUID(int=101), UUID(int=102), "1.2.3", "2.25.7", "DX", UUID(int=7), StepState.IN_PROGRESS, 0, EIGHT
)
LATER = EIGHT + timedelta(minutes=4)


def an_order(number=7, *, state=RequestState.OPEN, patient_id="0001", accession_number="A1"):
    order = Order(patient_id, "张三", None, "M", "xray", "胸部", "咳嗽", "routine", accession_number)
    return ImagingServiceRequest(UUID(int=number), UUID(int=101), order, state, UUID(int=9), EIGHT)


@pytest.mark.parametrize(
    ("uid", "report", "refusal"),
    [
        ("", REPORT, StepUIDInvalid),
        ("1.2.x", REPORT, StepUIDInvalid),
        ("1" * 65, REPORT, StepUIDInvalid),
        ("1.2", replace(REPORT, status=""), StepLacks),
        ("1.2", replace(REPORT, status="COMPLETED"), StepValueInvalid),
        ("1.2", replace(REPORT, scheduled=()), StepLacks),
        ("1.2", replace(REPORT, scheduled=(Scheduled("", "A1"),)), StepLacks),
    ],
)
def test_a_first_report_says_what_is_in_progress(uid, report, refusal):
    check_begun("1.2", REPORT)
    with pytest.raises(refusal):
        check_begun(uid, report)


@pytest.mark.parametrize(
    ("status", "state"),
    [("", "IN PROGRESS"), ("IN PROGRESS", "IN PROGRESS"), ("COMPLETED", "COMPLETED"), ("DISCONTINUED", "DISCONTINUED")],
)
def test_a_step_in_progress_may_go_on_or_end(status, state):
    further = advanced(STEP, StepReport(status, number_of_instances=2), at=LATER)
    assert (further.state, further.number_of_instances) == (state, 2)
    assert further.ended_at == (None if state == "IN PROGRESS" else LATER)


def test_a_status_of_no_standard_is_refused():
    with pytest.raises(StepValueInvalid):
        advanced(STEP, StepReport("DONE"), at=LATER)


@pytest.mark.parametrize("ended", [StepState.COMPLETED, StepState.DISCONTINUED])
@pytest.mark.parametrize("status", ["", "IN PROGRESS", "COMPLETED", "DISCONTINUED"])
def test_a_step_that_ended_stays_as_it_is(ended, status):
    with pytest.raises(StepEnded):
        advanced(replace(STEP, state=ended), StepReport(status), at=LATER)


@pytest.mark.parametrize(
    ("named", "patient_id", "orders", "expected"),
    [
        (Scheduled("2.25.7", ""), "", [an_order()], 7),
        (Scheduled("2.25.7", "A2"), "0001", [an_order(8, accession_number="A2"), an_order()], 7),
        (Scheduled("1.2.840.1", "A1"), "0001", [an_order()], 7),
        (Scheduled("1.2.840.1", "A1"), "0002", [an_order()], None),
        (Scheduled("1.2.840.1", ""), "0001", [an_order(accession_number="")], None),
        (Scheduled("2.25.7", "A1"), "0001", [an_order(state=RequestState.CANCELLED)], None),
        (Scheduled("2.25.9", "B"), "0001", [an_order()], None),
    ],
)
def test_an_order_is_named_by_its_uid_or_by_its_number_and_patient(named, patient_id, orders, expected):
    found = performed_request(replace(REPORT, patient_id=patient_id, scheduled=(named,)), orders)
    assert (found.id.int if found else None) == expected
