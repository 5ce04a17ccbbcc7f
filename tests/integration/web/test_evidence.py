"""Marks and key images over HTTP: kept while reading, signed with the report, seen by who comes after."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from teleread.accounts.account import Account
from teleread.archive.records import InstanceRow, SeriesRow
from teleread.archive.study import InstanceStanding
from teleread.database import Database, snapshot, transaction
from teleread.reports.evidence_records import EvidenceDraftRow, MakingRow
from teleread.reports.records import ReviewedEvidenceRow
from teleread.workflow.journey.read import release
from tests import builders
from tests.integration.reports.ward import TEN_PAST, Ward, put_bytes
from tests.integration.web.hospital import TEXT, Hospital, a_hospital


@pytest.fixture
def hospital(database: Database, tmp_path: Path) -> Iterator[Hospital]:
    with a_hospital(database, tmp_path) as hospital:
        yield hospital


def a_length(ward: Ward, **values: Any) -> dict[str, Any]:
    instance_id = str(ward.instances()[0].id)
    points = [{"x": 1.0, "y": 2.0}, {"x": 4.0, "y": 6.0}]
    mark = {"id": 1, "instance_id": instance_id, "frame": 1, "kind": "length", "points": points, "text": "", "mm": None}
    return {**mark, **values}


def a_key(ward: Ward, **values: Any) -> dict[str, Any]:
    look = {"window": {"center": 40.0, "width": 400.5, "function": "LINEAR"}, "is_inverted": True, "quarters": 1}
    key = {"instance_id": str(ward.instances()[0].id), "frame": 1, "note": "右上肺结节"}
    return {**key, "look": {**look, "is_mirrored": False}, **values}


def save(hospital: Hospital, account: Account, token: int, *, revision: int = 0, **drawn: Any) -> Any:
    both = {"marks": [], "key_images": [], **drawn}
    return hospital.held("evidence", account, token, method="PUT", revision=revision, **both)


def shown(hospital: Hospital, account: Account) -> Any:
    return hospital.ask("GET", f"/api/readings/{hospital.ward.reading_id}", account).json()["evidence"]


def submitted(hospital: Hospital, **drawn: Any) -> int:
    """Have the author draw and submit, the reviewer start, and return the reviewer's number."""
    ward = hospital.ward
    token = ward.start(ward.author)
    hospital.held("draft", ward.author, token, method="PUT", revision=0, **TEXT)
    assert save(hospital, ward.author, token, **drawn).json()["revision"] == 1
    answer = hospital.held("submit", ward.author, token, revision=1, evidence_revision=1)
    assert answer.status_code == 200, answer.text
    return ward.start(ward.reviewer)


def report_of(hospital: Hospital, signed: Any) -> Any:
    assert signed.status_code == 200, signed.text
    return hospital.ask("GET", f"/api/reports/{signed.json()['report_id']}", hospital.ward.doctor).json()


def exchange(ward: Ward) -> None:
    """Put another copy of the Instance in the place of the one that was there."""
    (before,) = ward.instances()
    with transaction(ward.database) as session:
        session.get_one(InstanceRow, before.id).standing = InstanceStanding.DISCARDED
        series = session.get_one(SeriesRow, before.series_id)
        after = builders.an_instance(session, series, sop_instance_uid=before.sop_instance_uid)
        session.expunge(after)
    put_bytes(ward, after, b"other")


def test_marks_and_key_images_are_kept_while_reading_and_shown_again(hospital: Hospital):
    ward = hospital.ward
    token = ward.start(ward.author)
    assert shown(hospital, ward.author) is None
    drawn = {"marks": [a_length(ward)], "key_images": [a_key(ward)]}
    saved = save(hospital, ward.author, token, **drawn).json()
    assert (saved["marks"], saved["key_images"], saved["revision"]) == (drawn["marks"], drawn["key_images"], 1)
    assert shown(hospital, ward.author) == saved
    assert shown(hospital, ward.reviewer) is None, "nobody else sees what is not submitted"

    assert save(hospital, ward.author, token, **drawn).json()["revision"] == 1, "sent again, nothing is new"
    other = save(hospital, ward.author, token, marks=[a_length(ward, id=2)])
    assert (other.status_code, other.json()["code"]) == (409, "evidence_changed_elsewhere")
    assert save(hospital, ward.author, token, revision=1).json()["marks"] == []


def test_what_cannot_be_drawn_here_is_refused(hospital: Hospital):
    ward = hospital.ward
    token = ward.start(ward.author)
    for mark, code in (
        (a_length(ward, instance_id=str(uuid4())), "instance_not_read"),
        (a_length(ward, frame=2), "evidence_refused"),
        (a_length(ward, points=[{"x": 0, "y": 0}, {"x": 9, "y": 0}]), "evidence_refused"),
    ):
        refused = save(hospital, ward.author, token, marks=[mark])
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    with transaction(ward.database) as session:
        assert session.scalars(select(EvidenceDraftRow)).all() == []


def test_who_lost_the_hold_is_told_so_and_keeps_what_they_drew(hospital: Hospital):
    ward = hospital.ward
    token = ward.start(ward.author)
    refused = save(hospital, ward.author, token + 1, marks=[a_length(ward)])
    assert (refused.status_code, refused.json()["code"]) == (409, "lease_lost")
    assert shown(hospital, ward.author)["revision"] == 1
    assert "evidence.kept_after_hold" in ward.audited()

    stranger = save(hospital, ward.reviewer, token, marks=[a_length(ward)])
    assert (stranger.status_code, stranger.json()["code"]) == (403, "not_your_reading")


def test_the_clinic_sees_with_the_report_what_was_signed(hospital: Hospital):
    ward = hospital.ward
    drawn = {"marks": [a_length(ward)], "key_images": [a_key(ward)]}
    token = submitted(hospital, **drawn)
    assert shown(hospital, ward.doctor) is None, "not before it is signed"
    seen = shown(hospital, ward.reviewer)
    assert (seen["marks"], seen["revision"]) == (drawn["marks"], 0)

    report = report_of(hospital, hospital.held("sign", ward.reviewer, token, evidence_revision=0))
    assert report["evidence"] == drawn
    assert [each["is_valid"] for each in report["signatures"]] == [True, True]
    for person in (ward.author, ward.reviewer, ward.doctor):
        assert shown(hospital, person)["marks"] == drawn["marks"]
    assert ward.count(ReviewedEvidenceRow) == 0
    with snapshot(ward.database) as session:
        assert [str(row.report_id) for row in session.scalars(select(MakingRow))] == [report["id"]]


def test_a_reviewer_may_change_the_evidence_and_signs_their_own(hospital: Hospital):
    ward = hospital.ward
    token = submitted(hospital, marks=[a_length(ward)])
    reviewed = [a_length(ward), a_length(ward, id=2, kind="arrow", text="肋骨骨折")]
    assert save(hospital, ward.reviewer, token, marks=reviewed).json()["revision"] == 1
    assert shown(hospital, ward.reviewer)["marks"] == reviewed
    assert shown(hospital, ward.author)["marks"] == [a_length(ward)]

    stale = hospital.held("sign", ward.reviewer, token, evidence_revision=0)
    assert (stale.status_code, stale.json()["code"]) == (409, "evidence_changed_elsewhere")
    report = report_of(hospital, hospital.held("sign", ward.reviewer, token, evidence_revision=1))
    assert report["evidence"]["marks"] == reviewed
    assert [each["is_valid"] for each in report["signatures"]] == [True, True]

    with transaction(ward.database) as session:
        row = session.scalars(select(ReviewedEvidenceRow)).one()
        row.content = row.content.replace("肋骨".encode(), "胸骨".encode())
    again = hospital.ask("GET", f"/api/reports/{report['id']}", ward.doctor).json()
    assert [each["is_valid"] for each in again["signatures"]] == [True, False]


def test_what_a_reviewer_drew_before_a_return_is_not_in_the_second_review(hospital: Hospital):
    ward = hospital.ward
    token = submitted(hospital, marks=[a_length(ward)])
    save(hospital, ward.reviewer, token, marks=[])
    ward.returned(token, "请补充")
    again = ward.start(ward.author)
    assert shown(hospital, ward.author)["revision"] == 1
    assert save(hospital, ward.author, again, revision=1, marks=[a_length(ward, id=7)]).status_code == 200
    hospital.held("submit", ward.author, again)

    assert [mark["id"] for mark in shown(hospital, ward.reviewer)["marks"]] == [7]
    report = report_of(hospital, hospital.held("sign", ward.reviewer, ward.start(ward.reviewer)))
    assert [mark["id"] for mark in report["evidence"]["marks"]] == [7]


def test_marks_on_an_image_that_was_exchanged_are_not_signed(hospital: Hospital):
    ward = hospital.ward
    token = ward.start(ward.author)
    hospital.held("draft", ward.author, token, method="PUT", revision=0, **TEXT)
    save(hospital, ward.author, token, marks=[a_length(ward)])
    exchange(ward)
    answer = hospital.held("submit", ward.author, token)
    assert answer.status_code == 200, answer.text
    report = report_of(hospital, hospital.held("sign", ward.reviewer, ward.start(ward.reviewer)))
    assert report["evidence"] == {"marks": [], "key_images": []}
    assert ward.count(MakingRow) == 0, "nothing is made of nothing"


def test_a_reading_that_is_given_back_keeps_its_readers_marks_for_them(hospital: Hospital):
    ward = hospital.ward
    token = ward.start(ward.author)
    save(hospital, ward.author, token, marks=[a_length(ward)])
    release(
        ward.database,
        ward.scope(ward.author),
        ward.reading_id,
        account=ward.author,
        at=TEN_PAST,
        fencing_token=token,
        reason="交班",
    )
    assert shown(hospital, ward.author)["revision"] == 1
    assert shown(hospital, ward.reviewer) is None
