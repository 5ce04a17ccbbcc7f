"""Templates and phrases through the API, and what a text is held against."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from teleread.database import Database
from tests.integration.web.hospital import Hospital, a_hospital


@pytest.fixture
def hospital(database: Database, tmp_path: Path) -> Iterator[Hospital]:
    with a_hospital(database, tmp_path) as hospital:
        yield hospital


def test_a_department_edits_its_copy_of_a_shipped_template_and_a_draft_keeps_its_version(hospital: Hospital):
    ward = hospital.ward
    author, reviewer = ward.author, ward.reviewer
    shipped = "/api/templates/xray-chest/versions/1"
    content = hospital.ask("GET", f"{shipped}/file", reviewer).json()
    content["title"]["zh"] = "本科室胸片"
    copied = hospital.ask("POST", "/api/templates", reviewer, content=json.dumps(content)).json()
    assert (copied["version"], copied["replaces"], copied["is_editable"]) == (1, "xray-chest", True)
    key = copied["key"]
    titles = [each["title"]["zh"] for each in hospital.ask("GET", "/api/templates?modality=xray", author).json()]
    assert "本科室胸片" in titles
    assert "胸部正（侧）位片" not in titles

    content |= {"key": key, "version": 1}
    second = hospital.ask("POST", "/api/templates", reviewer, content=json.dumps(content)).json()
    assert (second["key"], second["version"]) == (key, 2)
    stale = hospital.ask("POST", "/api/templates", reviewer, content=json.dumps(content))
    assert (stale.status_code, stale.json()["code"]) == (409, "template_changed")

    token = ward.start(author)
    used = {"key": key, "version": 1, "values": [{"field": "ctr", "value": "0.52"}]}
    text = {"findings": "x", "impression": "y", "revision": 0}
    saved = hospital.held("draft", author, token, method="PUT", template=used, **text)
    assert saved.json()["template"] == used
    unheard = {**used, "values": [{"field": "unheard", "value": "1"}]}
    broken = hospital.held("draft", author, token, method="PUT", template=unheard, **{**text, "revision": 1})
    assert (broken.status_code, broken.json()["code"]) == (422, "template_values_refused")

    assert hospital.ask("POST", f"/api/templates/{key}/retire", reviewer).status_code == 204
    assert hospital.ask("GET", f"/api/templates/{key}/versions/1", author).json()["title"]["zh"] == "本科室胸片"
    assert "template.retired" in ward.audited()


def test_a_departments_phrases_are_used_by_all_and_changed_over_what_was_seen(hospital: Hospital):
    author, reviewer = hospital.ward.author, hospital.ward.reviewer
    body = {"owner": "department", "short_key": "ZC", "text": "未见异常"}
    kept = hospital.ask("POST", "/api/phrases", reviewer, **body).json()
    (seen,) = hospital.ask("GET", "/api/phrases", author).json()
    assert (seen["short_key"], seen["owner"]) == ("zc", "department")
    change = {"short_key": "zc", "text": "未见明显异常", "revision": 1}
    address = f"/api/phrases/{kept['id']}"
    assert hospital.ask("PUT", address, reviewer, **change).json()["revision"] == 2
    assert hospital.ask("PUT", address, reviewer, **change).json()["code"] == "phrase_changed"
    assert hospital.ask("DELETE", address, reviewer).status_code == 204
    assert hospital.ask("GET", "/api/phrases", author).json() == []


def test_a_place_of_a_contradiction_counts_as_a_browser_counts(hospital: Hospital):
    body = {"findings": "𠅤左肺结节", "impression": "𠅤右肺结节"}
    address = f"/api/readings/{hospital.ward.reading_id}/contradictions"
    (found,) = hospital.ask("POST", address, hospital.ward.author, **body).json()
    assert (found["kind"], found["field"], found["start"], found["end"]) == ("side_of_findings", "impression", 2, 4)


def test_without_an_earlier_report_there_is_none_to_insert(hospital: Hospital):
    address = f"/api/readings/{hospital.ward.reading_id}/last-report"
    answer = hospital.ask("POST", address, hospital.ward.author)
    assert (answer.status_code, answer.json()) == (200, None)
