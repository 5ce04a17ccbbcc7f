"""WADO-RS by the whole application over a real database."""

import io
import json

import pydicom
import pytest
from fastapi.testclient import TestClient
from pydicom.dataset import Dataset

from teleread.database import Database
from teleread.dicom.association.admission import Admitted
from tests.integration.web.arriving import a_sending_clinic, arrive, data_set_of, of_clinic
from tests.integration.web.dicomweb_answers import address_of, content_of, metadata_of, parts_of

DICOM_PARTS = 'multipart/related; type="application/dicom"; transfer-syntax=*'
JPEG_CLIP = "us-multiframe/us-echo-65f-jpeg-ybr422.dcm"
XRAY = "xray/dx-hands.dcm"


@pytest.fixture
def sender(database: Database) -> Admitted:
    return a_sending_clinic(database, "qingshan")


@pytest.fixture
def technician(database: Database, client: TestClient, sender: Admitted) -> TestClient:
    return of_clinic(database, client, sender.clinic_id)


def test_a_study_comes_back_as_it_was_received(technician, sender, shared_data):
    files = sorted((shared_data / "constructed" / "clinic-day").glob("QS2026030001-us-*"))
    for file in files:
        arrive(technician, sender, file)

    parts = parts_of(technician.get(address_of(technician, level="studies"), headers={"Accept": DICOM_PARTS}))

    assert sorted(data_set_of(content_of(part)) for part in parts) == sorted(
        data_set_of(file.read_bytes()) for file in files
    )
    assert {part.get_content_type() for part in parts} == {"application/dicom"}


@pytest.mark.parametrize("name", [XRAY, JPEG_CLIP, "us/us-epicard-rgb-big-endian.dcm", "ecg/12lead-el250-1000hz.dcm"])
def test_one_instance_comes_as_a_file_in_its_own_syntax(technician, sender, shared_data, name):
    arrive(technician, sender, shared_data / name)

    answer = technician.get(address_of(technician), headers={"Accept": "application/dicom; transfer-syntax=*"})

    read = pydicom.dcmread(io.BytesIO(answer.content), stop_before_pixels=True)
    assert read.file_meta.TransferSyntaxUID in answer.headers["content-type"]
    assert data_set_of(answer.content) == data_set_of((shared_data / name).read_bytes())


def test_two_clinics_with_one_study_uid_are_never_mixed(client, admin_client, database, shared_data):
    for key in ("qingshan", "lvshui"):
        arrive(client, a_sending_clinic(database, key), shared_data / XRAY)
    uid = pydicom.dcmread(shared_data / XRAY, stop_before_pixels=True).StudyInstanceUID

    unscoped = [admin_client.get(f"/dicom-web/studies/{uid}{path}") for path in ("", "/metadata", "/series")]
    scoped = [admin_client.get(f"/dicom-web/clinics/{key}/studies/{uid}") for key in ("qingshan", "lvshui")]

    assert {answer.status_code for answer in unscoped} == {409}
    assert [len(parts_of(answer)) for answer in scoped] == [1, 1]
    assert len(admin_client.get("/dicom-web/studies", params={"StudyInstanceUID": uid}).json()) == 2


def test_two_patients_under_one_study_uid_are_never_mixed(technician, sender, shared_data):
    files = sorted((shared_data / "constructed" / "identity").glob("one-study-two-patients-*"))
    for file in files:
        arrive(technician, sender, file)
    uid = pydicom.dcmread(files[0], stop_before_pixels=True).StudyInstanceUID

    assert technician.get(f"/dicom-web/studies/{uid}").json()["code"] == "address_ambiguous"


def test_only_the_current_copy_is_retrieved(technician, sender, shared_data):
    first = shared_data / "constructed" / "identity" / "dup-sop-a.dcm"
    for file in (first, first.with_name("dup-sop-b-other-pixels.dcm")):
        arrive(technician, sender, file)

    answer = technician.get(address_of(technician), headers={"Accept": "application/dicom"})

    assert data_set_of(answer.content) == data_set_of(first.read_bytes())


def test_what_is_not_there_is_404(technician):
    for path in ("/studies/1.2.3", "/studies/1.2.3/metadata", "/clinics/nowhere/studies/1.2.3/series"):
        assert technician.get(f"/dicom-web{path}").status_code == 404


def test_every_chinese_name_is_right_in_the_metadata(database, client, shared_data):
    folder = shared_data / "constructed" / "charset-cn"
    expected = json.loads((folder / "expected.json").read_text())
    sender = a_sending_clinic(database, "qingshan")
    technician = of_clinic(database, client, sender.clinic_id)
    for name in expected:
        arrive(technician, sender, folder / name)

    found = {}
    for name in expected:
        uid = pydicom.dcmread(folder / name, stop_before_pixels=True).SOPInstanceUID
        (match,) = technician.get("/dicom-web/instances", params={"SOPInstanceUID": str(uid)}).json()
        (header,) = technician.get(f"{match['00081190']['Value'][0]}/metadata").json()
        found[name] = name_in(header)
        assert name_in(match) == found[name], name

    assert found == expected


def name_in(header: dict) -> str:
    groups = header["00100010"]["Value"][0]
    joined = "=".join(groups.get(group, "") for group in ("Alphabetic", "Ideographic", "Phonetic"))
    return joined.rstrip("=")


def test_the_metadata_is_a_data_set_again(technician, sender, shared_data):
    arrive(technician, sender, shared_data / "constructed" / "clinic-day" / "QS2026030001-ecg-5.dcm")

    header = Dataset.from_json(metadata_of(technician), bulk_data_uri_handler=lambda _tag, _vr, _uri: b"")

    original = pydicom.dcmread(shared_data / "constructed" / "clinic-day" / "QS2026030001-ecg-5.dcm")
    assert header.PatientName == original.PatientName
    assert header.SpecificCharacterSet == "ISO_IR 192"
    assert header.WaveformSequence[0].SamplingFrequency == original.WaveformSequence[0].SamplingFrequency
    definitions = header.WaveformSequence[0].ChannelDefinitionSequence
    expected = original.WaveformSequence[0].ChannelDefinitionSequence
    assert [one.ChannelSensitivity for one in definitions] == [one.ChannelSensitivity for one in expected]
