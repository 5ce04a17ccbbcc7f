"""A person's own device for one-time codes: set up, used once a code, removed."""

import pyotp
import pytest
from fastapi.testclient import TestClient

from teleread.accounts.code_records import OneTimeCodesRow
from teleread.accounts.lockout import FREE_TRIES
from teleread.accounts.one_time_code import CodeUsed
from teleread.accounts.second_factor import CodesNotSetUp, Confirmed, Method, OneTimeCode, SecondFactorWrong
from teleread.database import Database, snapshot
from teleread.workflow.desk.people import AddedAccount
from teleread.workflow.desk.second_factor import check_second_factor
from tests.integration.web.clients import Clock, log_in

CODES = "/api/session/codes"


@pytest.fixture
def begun(admin_client: TestClient, admin: AddedAccount) -> dict[str, str]:
    answer = admin_client.post(CODES, json={"password": admin.password})
    assert answer.status_code == 201, answer.text
    told: dict[str, str] = answer.json()
    return told


@pytest.fixture
def device(admin_client: TestClient, begun: dict[str, str], clock: Clock) -> pyotp.TOTP:
    """The admin's phone, in use; its next code is a new one."""
    device = pyotp.TOTP(begun["secret"])
    assert admin_client.post(f"{CODES}/confirm", json={"totp": device.at(clock.at)}).status_code == 204
    clock.pass_(seconds=30)
    return device


def show(database: Database, admin: AddedAccount, digits: str, clock: Clock, client: TestClient) -> Confirmed:
    keys_dir = client.app.state.runtime.settings.keys_dir  # type: ignore[attr-defined]  # an app of ours
    return check_second_factor(database, admin.account, OneTimeCode(digits), at=clock.at, keys_dir=keys_dir)


def test_a_first_code_takes_the_device_into_use(
    admin_client: TestClient, begun: dict[str, str], clock: Clock, admin: AddedAccount, database: Database
) -> None:
    assert begun["picture"].startswith("data:image/svg+xml")
    assert admin_client.get("/api/session").json()["has_codes"] is False
    digits = pyotp.TOTP(begun["secret"]).at(clock.at)
    with pytest.raises(CodesNotSetUp):
        show(database, admin, digits, clock, admin_client)
    wrong = admin_client.post(f"{CODES}/confirm", json={"totp": "000000"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "first_code_wrong")
    assert admin_client.post(f"{CODES}/confirm", json={"totp": f"{digits[:3]} {digits[3:]}"}).status_code == 204
    assert admin_client.get("/api/session").json()["has_codes"] is True
    with pytest.raises(CodeUsed):
        show(database, admin, digits, clock, admin_client)


def test_a_code_signs_once(
    device: pyotp.TOTP, database: Database, admin: AddedAccount, clock: Clock, admin_client: TestClient
) -> None:
    digits = device.at(clock.at)
    assert show(database, admin, digits, clock, admin_client).method is Method.TOTP
    with pytest.raises(CodeUsed):
        show(database, admin, digits, clock, admin_client)
    clock.pass_(seconds=30)
    assert show(database, admin, device.at(clock.at), clock, admin_client).account_id == admin.account.id


def test_wrong_codes_lock_out_as_wrong_passwords_do(
    device: pyotp.TOTP, database: Database, admin: AddedAccount, clock: Clock, admin_client: TestClient
) -> None:
    right = device.at(clock.at)
    for _ in range(FREE_TRIES):
        with pytest.raises(SecondFactorWrong):
            show(database, admin, str((int(right) + 7) % 1_000_000).zfill(6), clock, admin_client)
    with pytest.raises(Exception, match="Too many logins"):
        show(database, admin, right, clock, admin_client)


def test_the_secret_is_told_once_and_lies_sealed(
    device: pyotp.TOTP, database: Database, admin: AddedAccount, admin_client: TestClient
) -> None:
    with snapshot(database) as session:
        row = session.get_one(OneTimeCodesRow, admin.account.id)
        assert device.secret.encode() not in row.sealed_secret
    assert device.secret not in admin_client.get("/api/session").text
    again = admin_client.post(CODES, json={"password": admin.password})
    assert (again.status_code, again.json()["code"]) == (409, "codes_set_up_already")


def test_a_page_left_open_neither_sets_up_nor_removes(
    device: pyotp.TOTP, admin_client: TestClient, admin: AddedAccount
) -> None:
    for path in (f"{CODES}/remove", CODES):
        refused = admin_client.post(path, json={"password": "not theirs at all"})
        assert (refused.status_code, refused.json()["code"]) == (422, "old_password_wrong")
    assert admin_client.post(f"{CODES}/remove", json={"password": admin.password}).status_code == 204
    assert admin_client.get("/api/session").json()["has_codes"] is False
    none = admin_client.post(f"{CODES}/remove", json={"password": admin.password})
    assert (none.status_code, none.json()["code"]) == (403, "codes_not_set_up")


def test_a_first_code_needs_a_secret(admin_client: TestClient) -> None:
    refused = admin_client.post(f"{CODES}/confirm", json={"totp": "123456"})
    assert (refused.status_code, refused.json()["code"]) == (409, "codes_not_begun")


def test_another_login_of_the_same_person_has_the_same_device(
    device: pyotp.TOTP, client: TestClient, admin: AddedAccount
) -> None:
    assert log_in(client, "guanli", admin.password)["has_codes"] is True
