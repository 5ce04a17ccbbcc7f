"""QIDO-RS by the whole application over a real database."""

from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from teleread.archive.pinyin import readings_of
from teleread.database import Database
from teleread.dicom.association.admission import Admitted
from tests.integration.web.arriving import a_sending_clinic, arrive, of_clinic

STUDY_UID, SERIES_UID, SOP_UID = "0020000D", "0020000E", "00080018"
PATIENT_NAME, PATIENT_ID, RETRIEVE_URL = "00100010", "00100020", "00081190"


@pytest.fixture
def sender(database: Database) -> Admitted:
    return a_sending_clinic(database, "qingshan")


@pytest.fixture
def day(database: Database, client: TestClient, sender: Admitted, shared_data) -> TestClient:
    """The browser of a clinic where the clinic day has arrived: 3 studies of one patient, 2 of another."""
    for file in sorted((shared_data / "constructed" / "clinic-day").iterdir()):
        arrive(client, sender, file)
    return of_clinic(database, client, sender.clinic_id)


def value(found, tag):
    return found[tag].get("Value", [None])[0]


def names(answer):
    return {value(one, PATIENT_NAME)["Alphabetic"] for one in answer.json()}


def test_every_study_is_found_with_what_it_contains(day):
    answer = day.get("/dicom-web/studies")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/dicom+json"
    assert answer.headers["cache-control"] == "no-store"
    modalities = sorted(tuple(one["00080061"]["Value"]) for one in answer.json())
    assert sum(value(one, "00201208") for one in answer.json()) == 7
    assert {modality for each in modalities for modality in each} == {"DX", "US", "ECG"}


def test_a_chinese_name_is_found_by_its_percent_encoded_words(day):
    everybody = names(day.get("/dicom-web/studies"))
    assert len(everybody) == 2
    for name in everybody:
        whole = day.get("/dicom-web/studies", params={"PatientName": name})
        begun = day.get("/dicom-web/studies", params={"PatientName": f"{name[0]}*"})
        by_tag = day.get("/dicom-web/studies", params={PATIENT_NAME: name})
        assert names(whole) == names(by_tag) == {name}
        assert name in names(begun)


def test_what_matches_nothing_is_204(day):
    assert day.get("/dicom-web/studies", params={"PatientName": "诸葛*"}).status_code == 204


@pytest.mark.parametrize("hostile", ["%", "_", "!%", "100%", "'; DROP TABLE study; --"])
def test_a_character_of_sql_is_no_wildcard(day, hostile):
    assert day.get("/dicom-web/studies", params={"PatientName": hostile}).status_code == 204
    assert day.get("/dicom-web/studies", params={"PatientID": f"{hostile}*"}).status_code == 204


def test_a_date_range_takes_in_both_ends(day):
    dates = sorted(value(one, "00080020") for one in day.get("/dicom-web/studies").json())

    for query in (f"{dates[0]}-{dates[-1]}", f"{dates[0]}-", f"-{dates[-1]}", "*", ""):
        assert len(day.get("/dicom-web/studies", params={"StudyDate": query}).json()) == len(dates)
    assert day.get("/dicom-web/studies", params={"StudyDate": "19000101-19000102"}).status_code == 204


def test_a_list_of_uids_finds_each(day):
    uids = [value(one, STUDY_UID) for one in day.get("/dicom-web/studies").json()][:2]

    for separated in (",".join(uids), "\\".join(uids)):
        found = day.get("/dicom-web/studies", params={"StudyInstanceUID": separated}).json()
        assert {value(one, STUDY_UID) for one in found} == set(uids)


def test_a_page_says_that_there_is_more(day):
    everything = [value(one, SOP_UID) for one in day.get("/dicom-web/instances").json()]
    first = day.get("/dicom-web/instances", params={"limit": 3})
    rest = day.get("/dicom-web/instances", params={"limit": 100, "offset": 3})

    assert "additional results" in first.headers["warning"]
    assert "warning" not in rest.headers
    assert [value(one, SOP_UID) for one in (*first.json(), *rest.json())] == everything


def test_series_and_instances_are_found_below_a_study(day):
    study = value(day.get("/dicom-web/studies", params={"ModalitiesInStudy": "US"}).json()[0], STUDY_UID)

    series = day.get(f"/dicom-web/studies/{study}/series").json()
    instances = day.get(f"/dicom-web/studies/{study}/series/{value(series[0], SERIES_UID)}/instances").json()

    assert value(series[0], "00201209") == len(instances)
    assert all(value(one, STUDY_UID) == study for one in instances)


def test_the_address_of_a_match_can_be_retrieved(day):
    for level in ("studies", "series", "instances"):
        address = value(day.get(f"/dicom-web/{level}").json()[0], RETRIEVE_URL)
        assert "/dicom-web/clinics/qingshan/studies/" in address
        assert day.get(f"{address}/metadata").status_code == 200


def test_a_key_that_is_not_matched_is_refused_without_its_value(day):
    answer = day.get("/dicom-web/studies", params={"PatientComments": "秘密"})

    assert (answer.status_code, answer.json()["code"]) == (422, "key_unsupported")
    assert "秘密" not in answer.text


@pytest.mark.parametrize(
    "query", [{"StudyDate": "yesterday"}, {"SeriesNumber": "one"}, {"PatientBirthDate": "1950-01"}, {"limit": "-1"}]
)
def test_a_value_that_cannot_be_is_refused(day, query):
    assert day.get("/dicom-web/series", params=query).status_code == 422


def chinese(name):
    return "".join(character for character in name if readings_of(character))


def test_a_fuzzy_search_finds_a_chinese_name_by_its_pinyin_and_no_other(day):
    everybody = [name for name in names(day.get("/dicom-web/studies")) if chinese(name)]
    assert everybody
    for name in everybody:
        pinyin = "".join(sorted(readings_of(character))[0] for character in chinese(name))
        series = day.get("/dicom-web/series", params={"PatientName": pinyin.upper(), "fuzzymatching": "true"})
        studies = day.get("/dicom-web/studies", params={"PatientName": pinyin, "fuzzymatching": "true", "limit": 50})
        literal = day.get("/dicom-web/studies", params={"PatientName": pinyin, "fuzzymatching": "false"})
        assert names(series) == names(studies) == {name}
        assert "warning" not in studies.headers
        assert literal.status_code == 204


def test_a_fuzzy_search_still_finds_what_is_literally_meant_and_heeds_the_other_keys(day):
    name = next(iter(names(day.get("/dicom-web/studies"))))
    begun = {"PatientName": f"{name[0]}*", "fuzzymatching": "true"}

    assert name in names(day.get("/dicom-web/studies", params=begun))
    assert day.get("/dicom-web/studies", params={**begun, "StudyDate": "-19000101"}).status_code == 204


def test_a_fuzzy_search_knows_no_name_of_another_clinic(day, database):
    pinyin = "zhang"
    other = of_clinic(database, day, a_sending_clinic(database, "baiyun").clinic_id)

    assert other.get("/dicom-web/studies", params={"PatientName": pinyin, "fuzzymatching": "true"}).status_code == 204


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_chinese_name_is_found_however_the_address_is_encoded(day, encoding):
    for name in names(day.get("/dicom-web/studies")):
        address = f"/dicom-web/studies?PatientName={quote(name.encode(encoding))}"
        assert names(day.get(address)) == {name}


def test_every_field_may_be_asked_for(day):
    everything = day.get("/dicom-web/studies").json()

    for field in ("all", "PatientBirthDate", "00081030"):
        assert day.get("/dicom-web/studies", params={"includefield": field}).json() == everything


def test_attributes_without_a_value_are_found_where_that_is_meant(day):
    everything = day.get("/dicom-web/studies").json()
    without = [value(one, STUDY_UID) for one in everything if value(one, "00080050") is None]

    for keyword in ("AccessionNumber", "00080050"):
        asked = {keyword: '""', "emptyvaluematching": "true", "fuzzymatching": "true"}
        answer = day.get("/dicom-web/studies", params=asked)
        found = answer.json() if answer.status_code == 200 else []
        assert [value(one, STUDY_UID) for one in found] == without
    assert day.get("/dicom-web/studies", params={"AccessionNumber": '""'}).status_code == 204
    for keyword in ("PatientBirthDate", "SeriesNumber", "ModalitiesInStudy", "Modality", "PatientName", "StudyDate"):
        answer = day.get("/dicom-web/series", params={keyword: '""', "emptyvaluematching": "true"})
        assert answer.status_code in (200, 204)


@pytest.mark.parametrize("keyword", ["Modality", "ModalitiesInStudy"])
def test_one_of_several_values_is_enough(day, keyword):
    def found(*modalities):
        answer = day.get("/dicom-web/series", params={keyword: modalities[0]} if len(modalities) == 1 else asked)
        return {value(one, SERIES_UID) for one in answer.json()} if answer.status_code == 200 else set()

    for separator in (",", "\\"):
        asked = {keyword: f"US{separator}ECG", "multiplevaluematching": "true"}
        assert found("US", "ECG") == found("US") | found("ECG")
        assert len(found("US", "ECG")) > len(found("US"))


def test_a_uid_as_long_as_it_may_be_received_is_searched_for(day):
    assert day.get("/dicom-web/studies", params={"StudyInstanceUID": "1" * 128}).status_code == 204
    assert day.get("/dicom-web/studies", params={"StudyInstanceUID": "1" * 129}).status_code == 422


def test_xml_is_not_acceptable(day):
    accept = 'multipart/related; type="application/dicom+xml"'

    assert day.get("/dicom-web/studies", headers={"Accept": accept}).status_code == 406


def test_another_clinic_finds_nothing(day, database):
    stranger = of_clinic(database, day, a_sending_clinic(database, "lvshui").clinic_id)

    for path in ("/dicom-web/studies", "/dicom-web/clinics/qingshan/studies", "/dicom-web/instances"):
        assert stranger.get(path).status_code == 204
