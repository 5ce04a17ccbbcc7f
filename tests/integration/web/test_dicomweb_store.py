"""STOW-RS by the whole application over a real database."""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import httpx
import pydicom
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from storage import Incoming, StoreUnavailable
from storage.memory import MemoryStore
from teleread.accounts.records import load_account
from teleread.archive.records import DiscrepancyRow, InstanceRow, PatientRow, QuarantineRow, StudyRow
from teleread.audit.records import AuditEventRow
from teleread.clinics.access import scope_of_clinic, system_scope
from teleread.clinics.limits import LONGEST_WAIT
from teleread.database import Database, snapshot
from teleread.dicom.association.admission import Admitted
from teleread.dicom.dataset.part10 import LONGEST_HEAD
from teleread.web.dicomweb.outcome import outcome
from teleread.workflow.desk.admissions import OwnLimits, set_limits
from teleread.workflow.journey.upload import Upload, uploader
from tests.integration.web.arriving import a_sending_clinic, arrive, data_set_of, of_clinic
from tests.integration.web.clients import EIGHT

XRAY = "xray/dx-hands.dcm"
DOG = "xray/dx-dog-thorax.dcm"
STUDY, FAILED, REFERENCED, OTHER_FAILURES = "00081190", "00081198", "00081199", "0008119A"
CLASS, INSTANCE, URL, WARNING, FAILURE = "00081150", "00081155", "00081190", "00081196", "00081197"


@pytest.fixture
def sender(database: Database) -> Admitted:
    return a_sending_clinic(database, "qingshan", default_character_set="GB18030")


@pytest.fixture
def technician(database: Database, client: TestClient, sender: Admitted) -> TestClient:
    return of_clinic(database, client, sender.clinic_id)


def body_of(*contents: bytes, preamble: bytes = b"", end: bytes = b"\r\n--frontier--\r\n") -> bytes:
    parts = [b"\r\n--frontier\r\nContent-Type: application/dicom\r\n\r\n" + content for content in contents]
    return preamble + b"".join(parts) + end


def store(client: TestClient, *contents: bytes, path: str = "/dicom-web/studies", **options: Any) -> httpx.Response:
    kind = 'multipart/related; type="application/dicom"; boundary=frontier'
    headers = {"Content-Type": kind, "Accept": "application/dicom+json", **options.pop("headers", {})}
    return client.post(path, content=options.pop("body", None) or body_of(*contents), headers=headers)


def items(answer: httpx.Response, tag: str) -> list[dict[str, Any]]:
    """Return the items of a sequence, each as its first values by tag."""
    found = answer.json().get(tag, {}).get("Value", [])
    return [{each: element["Value"][0] for each, element in item.items()} for item in found]


def renamed(content: bytes, study_uid: str) -> bytes:
    """The same Instance as one of a study of another UID and under another UID of its own."""
    read = pydicom.dcmread(BytesIO(content))
    read.StudyInstanceUID, read.SOPInstanceUID = study_uid, f"{study_uid}.1"
    read.file_meta.MediaStorageSOPInstanceUID = read.SOPInstanceUID
    output = BytesIO()
    read.save_as(output)
    return output.getvalue()


def test_instances_are_stored_and_found_at_the_addresses_of_the_answer(technician, shared_data):
    contents = [(shared_data / name).read_bytes() for name in (XRAY, DOG)]

    answer = store(technician, *contents)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/dicom+json")
    assert FAILED not in answer.json()
    for item, content in zip(items(answer, REFERENCED), contents, strict=True):
        assert WARNING not in item
        original = pydicom.dcmread(BytesIO(content), stop_before_pixels=True)
        assert (item[CLASS], item[INSTANCE]) == (original.SOPClassUID, original.SOPInstanceUID)
        kept = technician.get(item[URL], headers={"Accept": "application/dicom"}).content
        assert data_set_of(kept) == data_set_of(content)


def test_what_is_uploaded_is_of_the_person_and_of_no_device(technician, sender, database, shared_data):
    store(technician, (shared_data / XRAY).read_bytes())

    with snapshot(database) as session:
        (instance,) = session.scalars(select(InstanceRow)).all()
        (study,) = session.scalars(select(StudyRow)).all()
        (patient,) = session.scalars(select(PatientRow)).all()
        query = select(AuditEventRow).where(AuditEventRow.action == "instance.received")
        (event,) = session.scalars(query).all()
        envelope = technician.app.state.runtime.store.stat(instance.locator).envelope
        assert (instance.ae_id, instance.clinic_id) == (None, sender.clinic_id)
        assert (study.clinic_id, study.site_id) == (sender.clinic_id, sender.site_id)
        assert patient.issuer_of_patient_id == "qingshan"
        assert event.account_id is not None
        assert envelope["account_id"] == str(event.account_id)
    assert envelope["clinic_id"] == str(sender.clinic_id)
    assert "ae_id" not in envelope


def test_a_program_in_the_preamble_is_not_kept(technician, database, shared_data):
    content = b"MZ" + bytes(126) + (shared_data / XRAY).read_bytes()[128:]

    (item,) = items(store(technician, content), REFERENCED)

    assert technician.get(item[URL], headers={"Accept": "application/dicom"}).content[:128] == bytes(128)


def test_a_bare_data_set_is_an_instance_too(technician, shared_data):
    data_set = data_set_of((shared_data / XRAY).read_bytes())

    (item,) = items(store(technician, data_set), REFERENCED)

    kept = technician.get(item[URL], headers={"Accept": "application/dicom"}).content
    assert data_set_of(kept) == data_set


def test_the_same_again_by_device_or_page_is_success_and_one_copy(technician, sender, database, shared_data):
    file = shared_data / XRAY
    arrive(technician, sender, file)

    first = store(technician, file.read_bytes(), file.read_bytes())
    second = store(technician, file.read_bytes())

    assert (first.status_code, second.status_code) == (200, 200)
    assert items(first, REFERENCED) == [*items(second, REFERENCED), *items(second, REFERENCED)]
    with snapshot(database) as session:
        assert len(session.scalars(select(InstanceRow)).all()) == 1


def test_other_bytes_under_one_uid_are_kept_beside_it_without_an_address(technician, database, shared_data):
    content = (shared_data / XRAY).read_bytes()
    store(technician, content)

    answer = store(technician, content[:-64] + bytes(range(64)))

    (item,) = items(answer, REFERENCED)
    assert (answer.status_code, URL in item) == (200, False)
    with snapshot(database) as session:
        assert len(session.scalars(select(InstanceRow)).all()) == 2
        assert [row.kind.value for row in session.scalars(select(DiscrepancyRow))] == ["instance_conflict"]


def test_each_instance_has_its_own_outcome(technician, database, shared_data):
    good = (shared_data / XRAY).read_bytes()
    cut_off = (shared_data / DOG).read_bytes()[:-5000]
    directory = (shared_data / "malformed" / "DICOMDIR-implicit.dcm").read_bytes()

    answer = store(technician, good, b"no DICOM at all", cut_off, directory)

    assert answer.status_code == 202
    stored, doubtful = items(answer, REFERENCED)
    assert WARNING not in stored
    assert (doubtful[WARNING], URL in doubtful) == (0xB007, False)
    assert [item[FAILURE] for item in items(answer, FAILED)] == [0x0122]
    assert [item[FAILURE] for item in items(answer, OTHER_FAILURES)] == [0xC000]
    with snapshot(database) as session:
        assert len(session.scalars(select(InstanceRow)).all()) == 1
        assert len(session.scalars(select(QuarantineRow)).all()) == 1


def test_an_address_of_a_study_takes_its_own_instances_only(technician, shared_data):
    content = (shared_data / XRAY).read_bytes()
    path = "/dicom-web/clinics/qingshan/studies/2.25.77"

    answer = store(technician, renamed(content, "2.25.77"), content, path=path)
    refused = store(technician, content, path=path)

    assert answer.status_code == 202
    assert answer.json()[STUDY]["Value"][0].endswith(path)
    assert [item[INSTANCE] for item in items(answer, REFERENCED)] == ["2.25.77.1"]
    assert [item[FAILURE] for item in items(answer, FAILED)] == [0xA900]
    assert (refused.status_code, REFERENCED in refused.json()) == (409, False)


def test_only_the_own_clinic_is_stored_to(technician, database, shared_data):
    a_sending_clinic(database, "baiyun")

    answer = store(technician, (shared_data / XRAY).read_bytes(), path="/dicom-web/clinics/baiyun/studies")

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/dicom", 415),
        ("multipart/form-data; boundary=frontier", 415),
        ('multipart/related; type="application/dicom+json"; boundary=frontier', 415),
        ('multipart/related; type="application/dicom"', 400),
        (f'multipart/related; type="application/dicom"; boundary={"b" * 71}', 400),
        ("multipart/related; boundary=frontier", 200),
    ],
)
def test_a_body_of_another_kind_is_refused(technician, shared_data, content_type, status):
    answer = store(technician, (shared_data / XRAY).read_bytes(), headers={"Content-Type": content_type})

    assert answer.status_code == status


def test_an_answer_in_another_form_is_not_to_be_had(technician, database, shared_data):
    answer = store(technician, (shared_data / XRAY).read_bytes(), headers={"Accept": "application/dicom+xml"})

    assert answer.status_code == 406
    with snapshot(database) as session:
        assert session.scalars(select(InstanceRow)).all() == []


def test_a_body_that_was_cut_off_is_refused_and_can_be_sent_again(technician, shared_data):
    content = (shared_data / XRAY).read_bytes()

    cut_off = store(technician, body=body_of(content, content)[:-20_000])
    again = store(technician, content)

    assert (cut_off.status_code, again.status_code) == (400, 200)
    assert len(list(technician.app.state.runtime.store.walk())) == 1


def test_a_body_longer_than_forms_is_refused_elsewhere(technician):
    answer = technician.post("/dicom-web/series", content=bytes(2 << 20))

    assert answer.status_code == 413


def test_a_site_that_has_spent_its_volume_is_told_when_to_come_again(technician, sender, database, shared_data):
    content = (shared_data / XRAY).read_bytes()
    limited_to(database, sender, most_bytes_per_hour=len(content) // 2)

    within = store(technician, content, (shared_data / DOG).read_bytes())
    after = store(technician, content)

    assert (within.status_code, int(within.headers["Retry-After"]) > 0) == (202, True)
    assert [len(items(within, tag)) for tag in (REFERENCED, FAILED)] == [1, 1]
    assert [item[FAILURE] for item in items(within, FAILED)] == [0xA700]
    assert (after.status_code, int(after.headers["Retry-After"]) > 0) == (429, True)
    assert (after.json()["code"], after.json()["title_zh"] != after.json()["title"]) == ("volume_spent", True)
    with snapshot(database) as session:
        query = select(AuditEventRow).where(AuditEventRow.action == "site.limited")
        (event,) = session.scalars(query).all()
        assert (event.subject_id, event.detail["limit"]) == (sender.site_id, "bytes_per_hour")
        assert (event.account_id is not None, event.detail["ae_id"]) == (True, None)


def test_what_is_refused_for_its_volume_alone_may_be_sent_later(technician, sender, database, shared_data):
    content = (shared_data / XRAY).read_bytes()
    limited_to(database, sender, most_bytes_per_day=1)
    admitted = uploader_of(technician, sender)
    intake = technician.app.state.intake
    intake.allowance.received(sender.site_id, admitted.limits, size_bytes=1000, at=intake.clock())
    upload = Upload(intake, admitted=admitted, study_instance_uid=None)
    upload.write(memoryview(content))

    handed = upload.end()

    status, answer = outcome([handed], {}, study_url=None)
    assert (status, handed.failure, handed.retry_after_s > 0) == (429, 0xA700, True)
    assert answer[FAILED]["Value"][0][INSTANCE]["Value"] == [pydicom.dcmread(BytesIO(content)).SOPInstanceUID]


def test_a_site_that_sends_too_fast_waits_for_its_answers(technician, sender, database, shared_data):
    limited_to(database, sender, most_instances_per_minute=1)
    admitted, intake = uploader_of(technician, sender), technician.app.state.intake
    waits = []
    for uid in ("2.25.1", "2.25.2"):
        upload = Upload(intake, admitted=admitted, study_instance_uid=None)
        upload.write(memoryview(renamed((shared_data / XRAY).read_bytes(), uid)))
        waits.append(upload.end().wait)

    assert waits == [timedelta(0), LONGEST_WAIT]


def test_what_cannot_be_written_fails_alone_and_may_be_sent_again(technician, sender, shared_data):
    intake = replace(technician.app.state.intake, store=FullStore())
    upload = Upload(intake, admitted=uploader_of(technician, sender), study_instance_uid=None)
    content = (shared_data / XRAY).read_bytes()
    upload.write(memoryview(content))
    upload.write(memoryview(bytes(2 * LONGEST_HEAD)))

    handed = upload.end()

    assert (handed.failure, handed.sop_instance_uid) == (0xA700, pydicom.dcmread(BytesIO(content)).SOPInstanceUID)


class FullStore(MemoryStore):
    """A store without room."""

    def incoming(self, key: str) -> AbstractContextManager[Incoming]:
        raise StoreUnavailable(key)


def limited_to(database: Database, sender: Admitted, **limits: int) -> None:
    set_limits(database, system_scope(), sender.site_id, limits=OwnLimits(**limits), account=None, at=EIGHT)


def uploader_of(technician: TestClient, sender: Admitted) -> Admitted:
    """The technician as the sender of what they upload."""
    account_id = UUID(technician.get("/api/session").json()["account"]["id"])
    with snapshot(technician.app.state.runtime.database) as session:
        scope, account = scope_of_clinic(sender.clinic_id), load_account(session, account_id)
        return uploader(session, scope, account, clinic=sender.clinic_id)
