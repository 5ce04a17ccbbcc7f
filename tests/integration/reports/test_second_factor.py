"""Who signs shows beside the login that it is they who do."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from teleread.accounts.lockout import FREE_TRIES
from teleread.accounts.second_factor import Confirmed, Method, SecondFactorMissing
from teleread.clinics.access import system_scope
from teleread.database import Database, snapshot
from teleread.reports.records import SubmissionRow
from teleread.views.audit import AuditFilter, load_audit_entries
from teleread.workflow.journey.sign import submit
from teleread.workflow.journey.verifying import Hold
from tests.builders import PASSWORD
from tests.integration.reports.ward import TEN_PAST, Ward, a_ward
from tests.integration.web.hospital import Hospital, a_hospital

WRONG = {"password": "somebody else's"}


@pytest.fixture
def hospital(database: Database, tmp_path: Path) -> Iterator[Hospital]:
    with a_hospital(database, tmp_path) as hospital:
        yield hospital


def test_nobody_signs_with_the_login_alone(hospital: Hospital) -> None:
    ward = hospital.ward
    token = _written(ward)
    for body in ({}, {"second_factor": None}, {"second_factor": {}}, {"second_factor": {"totp": "12345"}}):
        path = f"/api/readings/{ward.reading_id}/submit"
        assert hospital.ask("POST", path, ward.author, fencing_token=token, **body).status_code == 422
    assert ward.count(SubmissionRow) == 0


def test_a_wrong_password_signs_nothing_and_the_right_one_does(hospital: Hospital) -> None:
    ward = hospital.ward
    token = _written(ward)
    refused = hospital.held("submit", ward.author, token, second_factor=WRONG)
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_wrong")
    assert ward.count(SubmissionRow) == 0
    assert hospital.held("submit", ward.author, token).status_code == 200
    told = _details(ward)
    assert "second_factor.refused" in told
    assert told["report.submitted"]["second_factor"] == "password"
    assert PASSWORD not in str(told)
    assert WRONG["password"] not in str(told)


def test_the_password_of_another_is_not_ones_own(hospital: Hospital) -> None:
    ward = hospital.ward
    token = _written(ward)
    stolen = Confirmed(ward.reviewer.id, Method.PASSWORD, TEN_PAST)
    with pytest.raises(SecondFactorMissing):
        _submit(ward, token, stolen)
    with pytest.raises(SecondFactorMissing):
        _submit(ward, token, Confirmed(ward.author.id, Method.PASSWORD, TEN_PAST - timedelta(minutes=2)))
    assert ward.count(SubmissionRow) == 0


def test_whoever_guesses_is_locked_out_of_signing_and_of_the_login(hospital: Hospital) -> None:
    ward = hospital.ward
    token = _written(ward)
    for _ in range(FREE_TRIES):
        assert hospital.held("submit", ward.author, token, second_factor=WRONG).status_code == 403
    locked = hospital.held("submit", ward.author, token)
    assert (locked.status_code, locked.json()["code"]) == (429, "login_locked")
    login = hospital.client.post("/api/session", json={"name": ward.author.name, "password": PASSWORD})
    assert login.status_code == 429
    assert "login.locked" in ward.audited()


def test_what_went_wrong_is_forgotten_once_it_came_right(hospital: Hospital) -> None:
    ward = hospital.ward
    token = _written(ward)
    for _ in range(FREE_TRIES - 1):
        hospital.held("submit", ward.author, token, second_factor=WRONG)
    assert hospital.held("submit", ward.author, token).status_code == 200
    token = ward.start(ward.reviewer)
    ward.returned(token, "请再看左肺")
    token = ward.start(ward.author)
    assert hospital.held("submit", ward.author, token, second_factor=WRONG).status_code == 403
    assert hospital.held("submit", ward.author, token).status_code == 200


def test_who_does_not_hold_the_reading_is_told_that_and_not_asked_who_they_are(hospital: Hospital) -> None:
    ward = hospital.ward
    token = _written(ward)
    refused = hospital.held("submit", ward.author, token + 1, second_factor=WRONG)
    assert (refused.status_code, refused.json()["code"]) == (409, "lease_lost")
    assert "second_factor.refused" not in ward.audited()


def test_a_wrong_try_is_over_before_anything_is_written_about_the_report(database: Database, tmp_path: Path) -> None:
    ward = a_ward(database, tmp_path)
    token = _written(ward)
    before = ward.audited()
    with pytest.raises(SecondFactorMissing):
        _submit(ward, token, Confirmed(ward.doctor.id, Method.PASSWORD, TEN_PAST))
    assert ward.audited() == before


def _written(ward: Ward) -> int:
    token = ward.start(ward.author)
    ward.typed(token)
    return token


def _submit(ward: Ward, token: int, confirmed: Confirmed) -> None:
    submit(
        ward.database,
        ward.scope(ward.author),
        ward.reading_id,
        account=ward.author,
        at=TEN_PAST,
        hold=Hold(token),
        means=ward.means,
        confirmed=confirmed,
    )


def _details(ward: Ward) -> dict[str, dict[str, Any]]:
    with snapshot(ward.database) as session:
        entries = load_audit_entries(session, system_scope(), AuditFilter(), limit=500)
    return {entry.action: dict(entry.detail) for entry in reversed(entries)}
