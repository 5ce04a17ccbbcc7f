"""Whatever stands in an address or a query is answered with a clear refusal, never with a failure of ours."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from fastapi.testclient import TestClient

from tests.integration.web.arriving import a_sending_clinic, arrive

NOWHERE = "01a20c70-d1fd-7fc3-bc22-0ea87ee8e400"
HOSTILE = (
    *("2026-01-01T00:00:00", "0001-01-01", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"),
    *("9999-12-31", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00", "99999999-99999999"),
    *("-1", "2147483648", "9223372036854775808", "-99999999999999999999", "9" * 4500, "1e999", "NaN", "²"),
    *("\0", "%00", "\U0001f600", "*" * 300, "../..", "'", "\\", "!%_", "-", "1-2-3"),
)
HOSTILE_PATHS = ("9" * 4500, "\0", "\U0001f600", "\\")
KEYS = (
    *("StudyInstanceUID", "StudyDate", "StudyTime", "AccessionNumber", "PatientName", "PatientID", "PatientBirthDate"),
    *("ModalitiesInStudy", "SeriesNumber", "InstanceNumber", "SOPClassUID", "includefield", "limit", "offset"),
)


def addresses(document: dict[str, Any], known: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Every GET of the document with one hostile value in its place."""
    for path, operations in document["paths"].items():
        parameters = operations.get("get", {}).get("parameters", [])
        places = {each["name"]: known.get(each["name"], NOWHERE) for each in parameters if each["in"] == "path"}
        for each in parameters:
            if each["in"] == "query":
                yield from ((filled(path, places), {each["name"]: value}) for value in HOSTILE)
            if each["in"] == "path":
                yield from ((filled(path, {**places, each["name"]: value}), {}) for value in HOSTILE_PATHS)


def filled(path: str, places: dict[str, str]) -> str:
    for name, value in places.items():
        path = path.replace(f"{{{name}}}", quote(value, safe=""))
    return path


def failures(client: TestClient, asked: Iterator[tuple[str, dict[str, str]]]) -> list[tuple[str, dict[str, str]]]:
    return [(path, query) for path, query in asked if client.get(path, params=query).status_code >= 500]


def test_no_address_and_no_query_makes_a_route_fail(admin_client: TestClient, database, shared_data):
    sender = a_sending_clinic(database, "qingshan")
    instance_id = arrive(admin_client, sender, shared_data / "constructed/clinic-day/QS2026030001-us-3.dcm")
    known = {"instance_id": str(instance_id), "clinic_key": "qingshan"}
    document = admin_client.get("/api/openapi.json").json()

    assert failures(admin_client, addresses(document, known)) == []


def test_no_key_makes_a_search_fail(admin_client: TestClient, database, shared_data):
    sender = a_sending_clinic(database, "qingshan")
    arrive(admin_client, sender, shared_data / "constructed/clinic-day/QS2026030001-us-3.dcm")
    levels = ("studies", "series", "instances")

    asked = ((f"/dicom-web/{level}", {key: value}) for level in levels for key in KEYS for value in HOSTILE)
    assert failures(admin_client, asked) == []
