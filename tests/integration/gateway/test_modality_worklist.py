"""Modality Worklist: DCMTK's findscu asks the real gateway."""

from datetime import timedelta

import pytest

from teleread.clinics.records import AERow, ClinicRow
from teleread.database import transaction
from teleread.views import modality_worklist
from teleread.worklist.request import RequestState
from teleread.worklist.request_records import set_request_state
from tests.builders import EIGHT, a_clinic, a_site, an_ae
from tests.integration.gateway.devices import findscu, place_order

STEP = "ScheduledProcedureStepSequence[0]"
ASKED = ("AccessionNumber", "PatientName", "PatientID", "PatientSex", "StudyInstanceUID", "RequestedProcedureComments")
ASKED_OF_STEP = ("ScheduledStationAETitle", "Modality", "ScheduledProcedureStepStartDate", "ScheduledProcedureStepID")


def ask(gateway, folder, *keys, **values):
    """A worklist query for everything that devices ask for, narrowed by keys."""
    wanted = [*ASKED, *(f"{STEP}.{name}" for name in ASKED_OF_STEP), *keys]
    return findscu(gateway.port, folder, "-W", *(part for key in wanted for part in ("-k", key)), **values)


def numbers(answers):
    return [answer.AccessionNumber for answer in answers.identifiers]


def set_ae(gateway, **values):
    with transaction(gateway.database) as session:
        (ae,) = session.query(AERow).filter_by(ae_title="QINGSHAN")
        for name, value in values.items():
            setattr(ae, name, value)


def test_an_open_order_is_answered_with_what_the_device_asks_for(gateway, tmp_path):
    request = place_order(gateway.database, gateway.clinic_id)
    first, second = ask(gateway, tmp_path / "1"), ask(gateway, tmp_path / "2")

    (answer,) = first.identifiers
    (step,) = answer.ScheduledProcedureStepSequence
    assert answer.SpecificCharacterSet == "ISO_IR 192"
    assert answer.PatientName == "张三"
    assert (answer.AccessionNumber, answer.PatientID, answer.PatientSex) == ("260302-0001", "0001", "M")
    assert answer.RequestedProcedureComments == "咳嗽两周"
    assert answer.StudyInstanceUID == f"2.25.{request.id.int}" == second.identifiers[0].StudyInstanceUID
    assert (step.ScheduledStationAETitle, step.Modality) == ("QINGSHAN", "DX")
    assert step.ScheduledProcedureStepStartDate == "20260302"
    assert "Find Response 1 (Pending)" in first.said


@pytest.mark.parametrize("character_set", ["GB18030", "GBK"])
def test_a_device_that_reads_only_chinese_bytes_gets_them(gateway, tmp_path, character_set):
    place_order(gateway.database, gateway.clinic_id, patient_name="欧阳^娜娜")
    set_ae(gateway, character_set=character_set)
    (answer,) = ask(gateway, tmp_path / "1").identifiers

    assert answer.SpecificCharacterSet == character_set
    assert answer.get_item("PatientName").value.rstrip() == "欧阳^娜娜".encode("gb18030")
    assert answer.PatientName == "欧阳^娜娜"


def test_a_rare_name_is_whole_in_gb18030(gateway, tmp_path):
    place_order(gateway.database, gateway.clinic_id, patient_name="𬱖𠮷")
    set_ae(gateway, character_set="GB18030")
    (answer,) = ask(gateway, tmp_path / "1").identifiers
    assert answer.PatientName == "𬱖𠮷"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("PatientID=0002", ["B"]),
        ("PatientName=ZHANG*", ["B"]),
        ("PatientName=zhang^si", ["B"]),
        ("PatientName=li?ming", ["C"]),
        ("PatientName=NOBODY*", []),
        ("AccessionNumber=C", ["C"]),
        ("RequestedProcedureID=B", ["B"]),
        (f"{STEP}.Modality=US", ["C"]),
        (f"{STEP}.Modality=CR", ["B", "A"]),
        (f"{STEP}.ScheduledStationAETitle=QINGSHAN", ["C", "B", "A"]),
        (f"{STEP}.ScheduledStationAETitle=ELSEWHERE", []),
        (f"{STEP}.ScheduledProcedureStepStartDate=20260302", ["A"]),
        (f"{STEP}.ScheduledProcedureStepStartDate=20260303-20260304", ["C", "B"]),
        (f"{STEP}.ScheduledProcedureStepStartDate=-20260303", ["B", "A"]),
        (f"{STEP}.ScheduledProcedureStepStartDate=20260303-", ["C", "B"]),
        (f"{STEP}.ScheduledProcedureStepStartTime=170000-180000", ["C"]),
    ],
)
def test_keys_narrow_the_list_as_the_standard_says(gateway, tmp_path, key, expected):
    place = {"database": gateway.database, "clinic_id": gateway.clinic_id}
    place_order(**place, accession_number="A", patient_name="王五", ordered_at=EIGHT)
    place_order(
        **place,
        accession_number="B",
        patient_id="0002",
        patient_name="Zhang^Si=张^四",
        ordered_at=EIGHT + timedelta(days=1),
    )
    later = EIGHT + timedelta(days=2, hours=1, minutes=30)
    place_order(**place, accession_number="C", patient_name="Li^Ming", modality="ultrasound", ordered_at=later)

    assert numbers(ask(gateway, tmp_path / "1", key)) == expected


def test_both_a_range_of_dates_and_of_times_make_one_period(gateway, tmp_path):
    for number, hours in (("BEFORE", 0), ("WITHIN", 8), ("AFTER", 30)):
        place_order(
            gateway.database,
            gateway.clinic_id,
            accession_number=number,
            ordered_at=EIGHT + timedelta(hours=hours),
        )
    dates, times = "20260302-20260303", "170000-100000"
    keys = (
        f"{STEP}.ScheduledProcedureStepStartDate={dates}",
        f"{STEP}.ScheduledProcedureStepStartTime={times}",
    )
    assert numbers(ask(gateway, tmp_path / "1", *keys)) == ["WITHIN"]


def test_a_chinese_name_is_asked_for_in_the_character_set_of_the_device(gateway, tmp_path):
    place_order(gateway.database, gateway.clinic_id, accession_number="A", patient_name="张^三")
    place_order(gateway.database, gateway.clinic_id, accession_number="B", patient_name="李四")
    declared = ask(gateway, tmp_path / "1", "SpecificCharacterSet=ISO_IR 192", "PatientName=张三")
    assert numbers(declared) == ["A"]
    assert numbers(ask(gateway, tmp_path / "2", "SpecificCharacterSet=ISO_IR 192", "PatientName=李*")) == ["B"]


def test_orders_of_other_clinics_and_answered_or_cancelled_ones_are_not_on_the_list(gateway, tmp_path):
    with transaction(gateway.database) as session:
        other = a_clinic(session, "baiyun")
        an_ae(session, other, a_site(session, other), "BAIYUN")
    theirs = place_order(gateway.database, other.id, accession_number="THEIRS")
    for state in (RequestState.MATCHED, RequestState.CANCELLED):
        request = place_order(gateway.database, gateway.clinic_id, accession_number=state.value)
        with transaction(gateway.database) as session:
            set_request_state(session, request.id, state)

    assert numbers(ask(gateway, tmp_path / "1")) == []
    assert numbers(ask(gateway, tmp_path / "2", calling="BAIYUN")) == [theirs.order.accession_number]
    station = f"{STEP}.ScheduledStationAETitle=QINGSHAN"
    assert numbers(ask(gateway, tmp_path / "3", station, calling="BAIYUN")) == []


def test_an_ae_of_the_clinic_may_ask_for_the_list_of_another(gateway, tmp_path):
    with transaction(gateway.database) as session:
        clinic = session.get_one(ClinicRow, gateway.clinic_id)
        an_ae(session, clinic, a_site(session, clinic, name="branch"), "US1")
    place_order(gateway.database, gateway.clinic_id)
    (answer,) = ask(gateway, tmp_path / "1", f"{STEP}.ScheduledStationAETitle=US1").identifiers
    assert answer.ScheduledProcedureStepSequence[0].ScheduledStationAETitle == "US1"


def test_an_empty_sequence_asks_for_all_of_the_step(gateway, tmp_path):
    place_order(gateway.database, gateway.clinic_id)
    (answer,) = findscu(
        gateway.port, tmp_path / "1", "-W", "-k", "AccessionNumber", "-k", "ScheduledProcedureStepSequence"
    ).identifiers
    assert answer.ScheduledProcedureStepSequence[0].ScheduledProcedureStepDescription == "胸部"
    assert "PatientName" not in answer


def test_a_key_that_is_not_matched_is_said(gateway, tmp_path):
    place_order(gateway.database, gateway.clinic_id)
    answers = ask(gateway, tmp_path / "1", "PatientWeight=70")
    assert numbers(answers) == ["260302-0001"]
    assert "Find Response 1 (Pending: WarningUnsupportedOptionalKeys)" in answers.said


@pytest.mark.parametrize(
    "key",
    [
        f"{STEP}.ScheduledProcedureStepStartDate=yesterday",
        "PatientName=" + "*a" * 200,
        "AccessionNumber=" + "9" * 400,
    ],
)
def test_a_key_that_cannot_be_is_refused(gateway, tmp_path, key):
    place_order(gateway.database, gateway.clinic_id)
    answers = ask(gateway, tmp_path / "1", key)
    assert answers.identifiers == []
    assert "DataSetDoesNotMatchSOPClass" in answers.said


def test_more_than_can_be_answered_is_said_and_not_cut_off_in_silence(gateway, tmp_path, monkeypatch):
    monkeypatch.setattr(modality_worklist, "ANSWERS_AT_MOST", 3)
    for number in range(4):
        place_order(gateway.database, gateway.clinic_id, accession_number=f"N{number}")
    answers = ask(gateway, tmp_path / "1")
    assert len(answers.identifiers) == 3
    assert "OutOfResources" in answers.said


def test_a_device_may_cancel(gateway, tmp_path):
    for number in range(4):
        place_order(gateway.database, gateway.clinic_id, accession_number=f"N{number}")
    answers = findscu(gateway.port, tmp_path / "1", "-W", "-k", "AccessionNumber", "--cancel", "1")
    assert 1 <= len(answers.identifiers) <= 4
