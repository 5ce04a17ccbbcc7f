"""FHIR R4 over HTTP, read by a client that knows nothing of us but the interface."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fhir.resources.R4B import get_fhir_model_class
from sqlalchemy import select

from teleread.accounts.account import Account
from teleread.archive.records import PatientRow, StudyRow
from teleread.database import Database, snapshot
from teleread.reports.report import ReportKind
from tests.integration.reports.test_amend import Desk
from tests.integration.reports.ward import FINDINGS, IMPRESSION, a_ward
from tests.integration.web.hospital import Hospital, a_hospital

BASE = "/fhir/R4"


@pytest.fixture
def hospital(database: Database, tmp_path: Path) -> Iterator[Hospital]:
    with a_hospital(database, tmp_path) as hospital:
        yield hospital


def told(answer: Any, *, status: int = 200) -> dict[str, Any]:
    """The resource of an answer, as valid as another library finds it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/fhir+json")
    resource: dict[str, Any] = answer.json()
    get_fhir_model_class(resource["resourceType"]).model_validate_json(answer.content)
    return resource


def get(hospital: Hospital, path: str, account: Account | None = None) -> dict[str, Any]:
    return told(hospital.ask("GET", f"{BASE}/{path}", account or hospital.ward.doctor))


def post(hospital: Hospital, kind: str, **words: str) -> dict[str, Any]:
    """Search by a form, as what names a patient is to be sent."""
    hospital.ask("GET", "/api/session", hospital.ward.doctor)
    headers = {"Authorization": f"Bearer {hospital.tokens[hospital.ward.doctor.name]}"}
    return told(hospital.client.post(f"{BASE}/{kind}/_search", data=words, headers=headers))


def refused(answer: Any, status: int) -> str:
    """What a refusal says."""
    outcome = told(answer, status=status)
    assert outcome["resourceType"] == "OperationOutcome"
    text: str = outcome["issue"][0]["details"]["text"]
    return text


def test_a_signed_report_is_followed_to_everything_that_it_is_about(hospital: Hospital):
    hospital.signed()
    hospital.deliver()
    (entry,) = post(hospital, "DiagnosticReport", **{"patient.identifier": "0001"})["entry"]
    report = entry["resource"]

    assert (report["status"], report["conclusion"]) == ("final", IMPRESSION)
    assert report["contained"][0]["valueString"] == FINDINGS
    patient = get(hospital, report["subject"]["reference"])
    assert [name["text"] for name in patient["name"]] == ["张三", "Zhang San"]
    assert patient["identifier"][0]["value"] == "0001"
    study = get(hospital, report["imagingStudy"][0]["reference"])
    assert (study["numberOfInstances"], study["modality"][0]["code"]) == (1, "DX")
    names = [get(hospital, each["reference"])["name"][0]["text"] for each in report["resultsInterpreter"]]
    assert names == [hospital.ward.author.display_name, hospital.ward.reviewer.display_name]
    assert get(hospital, report["performer"][0]["reference"])["name"] == "qingshan 影像科"
    assert get(hospital, patient["managingOrganization"]["reference"])["resourceType"] == "Organization"
    pdf = hospital.ask("GET", f"{BASE}/{report['presentedForm'][0]['url']}", hospital.ward.doctor)
    assert (pdf.headers["content-type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert hospital.ward.audited().count("report.opened") == 1
    assert hospital.ward.audited().count("patient.opened") == 1
    assert hospital.ward.audited().count("study.opened") >= 1


@pytest.mark.parametrize("identifier", ["QS2026030001", "urn:teleread:clinic:qingshan:accession|QS2026030001"])
def test_an_accession_number_finds_report_and_study(hospital: Hospital, identifier: str):
    hospital.signed()

    for kind in ("DiagnosticReport", "ImagingStudy"):
        found = post(hospital, kind, identifier=identifier)
        assert (found["total"], len(found["entry"])) == (1, 1), kind
        assert post(hospital, kind, identifier="urn:other|QS2026030001")["total"] == 0
        assert post(hospital, kind, identifier="QS2026030002")["total"] == 0


def test_a_study_is_found_by_its_uid_and_a_patient_by_number_and_issuer(hospital: Hospital):
    with snapshot(hospital.ward.database) as session:
        uid = session.scalars(select(StudyRow.study_instance_uid)).one()
        patient = session.scalars(select(PatientRow)).one()
        key, issuer = str(patient.id), patient.issuer_of_patient_id

    assert post(hospital, "ImagingStudy", identifier=f"urn:dicom:uid|urn:oid:{uid}")["total"] == 1
    system = f"urn:teleread:clinic:qingshan:issuer:{issuer}"
    (entry,) = post(hospital, "Patient", identifier=f"{system}|0001")["entry"]
    assert entry["resource"]["id"] == key
    assert post(hospital, "Patient", identifier="urn:teleread:clinic:other|0001")["total"] == 0
    assert post(hospital, "Patient")["total"] == 0, "nobody is told of everybody"


def test_a_report_has_a_version_and_is_not_sent_again_to_who_has_it(hospital: Hospital):
    hospital.signed()
    path = f"{BASE}/DiagnosticReport/{hospital.ward.reading_id}"
    first = hospital.ask("GET", path, hospital.ward.doctor)
    headers = {"Authorization": first.request.headers["authorization"], "If-None-Match": first.headers["etag"]}

    assert first.headers["etag"] == 'W/"1"'
    assert hospital.client.get(path, headers=headers).status_code == 304
    history = get(hospital, f"DiagnosticReport/{hospital.ward.reading_id}/_history")
    assert (history["type"], [each["response"]["etag"] for each in history["entry"]]) == ("history", ['W/"1"'])
    assert get(hospital, f"DiagnosticReport/{hospital.ward.reading_id}/_history/1") == first.json()
    assert refused(hospital.ask("GET", f"{path}/_history/2", hospital.ward.doctor), 404)


def test_a_corrected_report_is_one_resource_with_a_history(hospital: Hospital):
    desk = Desk(hospital.ward, hospital.ward.signed())
    desk.amended(ReportKind.CORRECTION)
    (entry,) = get(hospital, "DiagnosticReport")["entry"]
    history = get(hospital, f"DiagnosticReport/{hospital.ward.reading_id}/_history")["entry"]

    assert (entry["resource"]["status"], entry["resource"]["meta"]["versionId"]) == ("corrected", "2")
    assert [each["resource"]["status"] for each in history] == ["corrected", "final"]
    assert [each["request"]["method"] for each in history] == ["PUT", "POST"]
    first = get(hospital, f"DiagnosticReport/{hospital.ward.reading_id}/_history/1")
    assert (first["status"], first["conclusion"]) == ("final", IMPRESSION)


def test_pages_follow_one_another_by_addresses_that_name_no_patient(
    hospital: Hospital, database: Database, tmp_path: Path
):
    keys = {str(hospital.ward.reading_id)}
    hospital.ward.signed()
    for number in range(2):
        other = a_ward(database, tmp_path, key=f"baihe{number}", store=hospital.ward.store)
        other.signed()
        keys.add(str(other.reading_id))
    admin = hospital.ward.place.admin
    page = get(hospital, "DiagnosticReport?_count=2", admin)
    links = {each["relation"]: each["url"] for each in page["link"]}
    rest = get(hospital, "DiagnosticReport?" + urlsplit(links["next"]).query, admin)

    assert (page["total"], len(page["entry"]), len(rest["entry"])) == (3, 2, 1)
    assert {each["resource"]["id"] for each in (*page["entry"], *rest["entry"])} == keys
    assert "next" not in {each["relation"] for each in rest["link"]}
    assert get(hospital, "DiagnosticReport?_count=0", admin)["total"] == 3
    named = post(hospital, "DiagnosticReport", **{"patient.identifier": "0001", "_count": "1"})
    assert "0001" not in json.dumps(named["link"])
    assert "patient=" in named["link"][0]["url"]


def test_only_what_changed_since_is_told(hospital: Hospital):
    hospital.signed()
    report = get(hospital, f"DiagnosticReport/{hospital.ward.reading_id}")
    signed = report["meta"]["lastUpdated"]
    day = signed[:10]

    for words, total in (
        (f"_lastUpdated=ge{signed}", 1),
        (f"_lastUpdated={day}", 1),
        (f"_lastUpdated=gt{day}", 0),
        (f"_lastUpdated=lt{day}", 0),
        ("_lastUpdated=ge2026-01-01&_lastUpdated=lt2026-01-02", 0),
    ):
        assert get(hospital, f"DiagnosticReport?{words}")["total"] == total, words


@pytest.mark.parametrize(
    "words", ["name=x", "_lastUpdated=yesterday", "_lastUpdated=2026-13-40", "_count=-1", "_after=x", "identifier=a%7C"]
)
def test_a_word_that_means_nothing_is_refused_and_not_passed_over(hospital: Hospital, words: str):
    text = refused(hospital.ask("GET", f"{BASE}/DiagnosticReport?{words}", hospital.ward.doctor), 400)

    assert "不支持" in text
    assert "not supported" in text


def test_nobody_is_told_without_a_token_and_nothing_of_another_clinic(
    hospital: Hospital, database: Database, tmp_path: Path
):
    hospital.signed()
    other = a_ward(database, tmp_path, key="baihe", store=hospital.ward.store)

    assert refused(hospital.ask("GET", f"{BASE}/DiagnosticReport", None), 401)
    for kind in ("DiagnosticReport", "ImagingStudy"):
        assert hospital.ask("GET", f"{BASE}/{kind}", other.doctor).json()["total"] == (kind == "ImagingStudy")
    path = f"{BASE}/DiagnosticReport/{hospital.ward.reading_id}"
    assert "未找到" in refused(hospital.ask("GET", path, other.doctor), 404)
    person = f"{BASE}/Practitioner/{hospital.ward.author.id}"
    assert refused(hospital.ask("GET", person, other.doctor), 404)


def test_the_interface_says_what_it_can_do_to_anybody(hospital: Hospital):
    statement = told(hospital.client.get(f"{BASE}/metadata"))
    kinds = {each["type"]: each for each in statement["rest"][0]["resource"]}

    assert statement["fhirVersion"] == "4.0.1"
    assert {each["code"] for each in kinds["DiagnosticReport"]["interaction"]} >= {"read", "vread", "search-type"}


def test_what_is_not_there_is_refused_in_the_words_of_fhir(hospital: Hospital):
    doctor = hospital.ward.doctor

    assert refused(hospital.ask("GET", f"{BASE}/Medication/1", doctor), 404)
    assert refused(hospital.ask("GET", f"{BASE}/Patient/not-a-key", doctor), 400)
    assert refused(hospital.ask("DELETE", f"{BASE}/Patient/{hospital.ward.reading().patient_key}", doctor), 405)
    xml = hospital.client.get(f"{BASE}/metadata", headers={"Accept": "application/fhir+xml"})
    assert refused(xml, 406)
