from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from teleread.worklist.reading import State
from teleread.worklist.rejection import (
    IN_CHINESE,
    REASONS_OF,
    Complaint,
    RejectionReason,
    RejectionRefused,
    check_complaint,
)
from teleread.worklist.retake import RETAKE_WINDOW, Rejected, retaken_by
from tests.unit.worklist.a_reading import EIGHT, a_reading

ORDER, OTHER_ORDER = UUID(int=71), UUID(int=72)
OLD = replace(a_reading(State.REJECTED), id=UUID(int=901), request_id=ORDER, body_part="CHEST")
NEW = replace(OLD, id=UUID(int=902), state=State.AWAITING, received_at=EIGHT + timedelta(minutes=5))
STRANGER = UUID(int=903)


@pytest.mark.parametrize(
    ("changed", "reason", "is_retake"),
    [
        ({}, RejectionReason.EXPOSURE, True),
        ({"patient_key": STRANGER}, RejectionReason.EXPOSURE, True),
        ({}, RejectionReason.WRONG_PATIENT, True),
        ({"request_id": None}, RejectionReason.EXPOSURE, True),
        ({"request_id": OTHER_ORDER}, RejectionReason.EXPOSURE, True),
        ({"request_id": None, "body_part": ""}, RejectionReason.EXPOSURE, True),
        ({"request_id": None, "body_part": "HAND"}, RejectionReason.EXPOSURE, False),
        ({"request_id": None, "patient_key": STRANGER}, RejectionReason.EXPOSURE, False),
        ({"request_id": None}, RejectionReason.WRONG_PATIENT, False),
        ({"request_id": OTHER_ORDER}, RejectionReason.WRONG_PATIENT, False),
        ({"clinic_id": STRANGER}, RejectionReason.EXPOSURE, False),
        ({"modality": "ecg"}, RejectionReason.EXPOSURE, False),
        ({"received_at": EIGHT - timedelta(seconds=1)}, RejectionReason.EXPOSURE, False),
        ({"received_at": EIGHT + RETAKE_WINDOW * 2, "request_id": None}, RejectionReason.EXPOSURE, False),
        ({"received_at": EIGHT + RETAKE_WINDOW * 2}, RejectionReason.EXPOSURE, True),
    ],
)
def test_the_order_decides_and_else_the_patient_unless_it_was_the_wrong_one(changed, reason, is_retake):
    found = retaken_by(replace(NEW, **changed), [Rejected(OLD, reason, EIGHT)])

    assert found == (OLD.id if is_retake else None)


def test_the_last_rejection_is_the_one_that_is_taken_anew():
    later = replace(OLD, id=UUID(int=904))
    rejected = [Rejected(OLD, RejectionReason.EXPOSURE, EIGHT)]
    rejected.append(Rejected(later, RejectionReason.CUT_OFF, EIGHT + timedelta(minutes=1)))

    assert retaken_by(NEW, rejected) == later.id


@pytest.mark.parametrize("modality", sorted(REASONS_OF))
def test_every_kind_has_reasons_of_its_own_and_may_be_of_the_wrong_patient(modality):
    for reason in RejectionReason:
        complaint = Complaint(reason, "见标注")
        if reason in REASONS_OF[modality]:
            assert check_complaint(complaint, modality=modality) == complaint
        else:
            with pytest.raises(RejectionRefused):
                check_complaint(complaint, modality=modality)
    assert RejectionReason.WRONG_PATIENT in REASONS_OF[modality]


def test_every_reason_is_of_some_kind_and_has_a_name():
    assert {reason for reasons in REASONS_OF.values() for reason in reasons} == set(RejectionReason) == set(IN_CHINESE)


@pytest.mark.parametrize(
    "complaint",
    [
        Complaint(RejectionReason.WRONG_PATIENT, "  "),
        Complaint(RejectionReason.EXPOSURE, "长" * 501),
        Complaint(RejectionReason.EXPOSURE, "响\a铃"),
    ],
)
def test_a_complaint_that_tells_the_clinic_nothing_is_refused(complaint):
    with pytest.raises(RejectionRefused):
        check_complaint(complaint, modality="xray")
