"""What a device sends over a real association becomes Instances of Studies, or a clear refusal."""

import hashlib

import pytest

from teleread.archive.records import DiscrepancyRow, InstanceRow, PatientRow, QuarantineRow, StudyRow
from teleread.archive.study import InstanceStanding, NameStanding
from teleread.database import snapshot
from tests.integration.gateway.reading import data_set_of, rows_of
from tests.integration.gateway.sender import association, send, sendable
from tests.integration.gateway.sender import store as store_on

SUCCESS, NO_MATCH, CANNOT_UNDERSTAND = 0x0000, 0xA900, 0xC000


def send_all(gateway, paths, **titles):
    """Every file on as few associations as its contexts need."""
    things = [(path, sendable(path)) for path in paths]
    answers = {}
    contexts = list(dict.fromkeys((thing.sop_class_uid, thing.transfer_syntax_uid) for _, thing in things))
    for start in range(0, len(contexts), 100):
        chosen = contexts[start : start + 100]
        with association(gateway.port, chosen, **titles) as made:
            assert made.is_established
            for path, thing in things:
                if (thing.sop_class_uid, thing.transfer_syntax_uid) in chosen:
                    answers[path.name] = store_on(made, thing)
    return answers


def test_the_day_of_a_clinic_arrives_as_studies_with_exact_names(gateway, shared_data):
    answers = send_all(gateway, sorted((shared_data / "constructed/clinic-day").glob("*.dcm")))

    assert {answer.status for answer in answers.values()} == {SUCCESS}
    patients = {row.patient_id: (row.patient_name, row.name_standing) for row in rows_of(gateway, PatientRow)}
    assert patients == {
        "QS2026030001": ("Wang^Xiuying=王^秀英", NameStanding.EXACT),
        "QS2026030002": ("刘建国", NameStanding.EXACT),
    }
    assert len(rows_of(gateway, StudyRow)) == 5
    assert {row.study_description for row in rows_of(gateway, StudyRow)} == {
        "胸部正位片（DR）",
        "腹部彩超：肝胆胰脾",
        "常规十二导联心电图",
    }
    assert len(rows_of(gateway, InstanceRow)) == 7
    assert rows_of(gateway, DiscrepancyRow) == []


GOOD_FOLDERS = ["xray", "us", "us-multiframe", "ecg", "transfer-syntax", "charset", "documents", "constructed/ecg"]


@pytest.mark.parametrize("folder", GOOD_FOLDERS)
def test_every_good_file_is_kept_bit_for_bit_in_its_transfer_syntax(gateway, shared_data, folder):
    paths = sorted((shared_data / folder).glob("*.dcm"))
    answers = send_all(gateway, paths)

    rows = rows_of(gateway, InstanceRow)
    kept = {(row.sop_instance_uid, hashlib.sha256(data_set_of(gateway, row)).digest()): row for row in rows}
    for path in paths:
        thing, answer = sendable(path), answers[path.name]
        if answer is None or answer.status != SUCCESS:
            assert path.name in NOT_KEPT, path.name
            continue
        row = kept[thing.sop_instance_uid, hashlib.sha256(thing.data_set).digest()]
        assert row.transfer_syntax_uid == thing.transfer_syntax_uid
        assert data_set_of(gateway, row) == thing.data_set


NOT_KEPT = {"chrSQEncoding.dcm", "chrSQEncoding1.dcm"}
"""Two samples of the Standard that are fragments: they name no Study."""


HOSTILE_FOLDERS = ["malformed", "constructed/damaged", "constructed/identity", "constructed/hostile-text"]


@pytest.mark.parametrize("folder", HOSTILE_FOLDERS)
def test_no_bad_file_harms_what_is_stored_and_each_is_answered(gateway, shared_data, folder):
    before = shared_data / "constructed/clinic-day/QS2026030001-xr-1.dcm"
    assert send(gateway.port, sendable(before)).status == SUCCESS
    (first,) = rows_of(gateway, InstanceRow)

    answers = {path.name: send(gateway.port, sendable(path)) for path in sorted((shared_data / folder).glob("*.dcm"))}

    for name, answer in answers.items():
        if answer is None:
            assert name in NOT_NEGOTIATED, name
        elif answer.status != SUCCESS:
            assert answer.status in {NO_MATCH, CANNOT_UNDERSTAND}, name
            assert answer.comment, name
    with snapshot(gateway.database) as session:
        again = session.get_one(InstanceRow, first.id)
        assert (again.locator, again.standing) == (first.locator, InstanceStanding.CURRENT)
    assert data_set_of(gateway, first) == sendable(before).data_set
    for row in [*rows_of(gateway, InstanceRow), *rows_of(gateway, QuarantineRow)]:
        data_set_of(gateway, row)
    assert send(gateway.port, sendable(before)).status == SUCCESS


NOT_NEGOTIATED = {
    "DICOMDIR-bigEnd.dcm",
    "DICOMDIR-implicit.dcm",
    "DICOMDIR-nooffset.dcm",
    "DICOMDIR-nopatient.dcm",
    "GH220.dcm",
    "Issue1097_FailToOpenDeflatedFileWithSQ.dcm",
    "genFile.dcm",
    "private-sop-class.dcm",
    "subject1_0-flip-3.dcm",
    "ts-unknown.dcm",
}
"""A SOP Class or transfer syntax that is not ours: refused context by context, before any data set."""


def test_each_database_and_each_store_receives(start_gateway, database, store, shared_data):
    gateway = start_gateway(database, store)
    paths = sorted((shared_data / "constructed/clinic-day").glob("*.dcm"))
    paths += [shared_data / f"constructed/hostile-text/{name}.dcm" for name in ("control", "long", "sql-quote")]
    paths += [shared_data / "constructed/damaged/dx-dog-thorax-cut-50.dcm"]

    assert {answer.status for answer in send_all(gateway, paths).values()} == {SUCCESS}

    assert len(rows_of(gateway, InstanceRow)) == len(paths) - 1
    (quarantined,) = rows_of(gateway, QuarantineRow)
    assert (quarantined.reason, data_set_of(gateway, quarantined)) == ("truncated", sendable(paths[-1]).data_set)
    for row in rows_of(gateway, InstanceRow):
        data_set_of(gateway, row)
