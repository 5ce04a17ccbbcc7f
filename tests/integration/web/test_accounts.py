"""An admin keeps people, what they may read and when, and tokens for their programs."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from teleread.database import Database
from teleread.workflow.desk.people import AddedAccount
from tests.integration.web.clients import log_in
from tests.integration.web.test_clinics import NOBODY, created, refused


@pytest.fixture
def clinic(admin_client: TestClient) -> dict[str, Any]:
    return created(admin_client, "clinics", name="青山镇卫生院")


@pytest.fixture
def department(admin_client: TestClient) -> dict[str, Any]:
    return created(admin_client, "departments", name="影像科")


def an_author(admin_client: TestClient, department: dict[str, Any], name: str = "li") -> dict[str, Any]:
    body = {"name": name, "display_name": "李医生", "roles": ["author"], "department_id": department["id"]}
    account: dict[str, Any] = created(admin_client, "accounts", **body)["account"]
    return account


def test_a_person_is_added_with_a_password_that_is_told_once_and_works(
    admin_client: TestClient, clinic: dict[str, Any]
) -> None:
    body = {"name": "Wang", "display_name": "王技师", "roles": ["technician"], "clinic_id": clinic["id"]}
    added = created(admin_client, "accounts", **body)

    assert (added["account"]["name"], added["account"]["clinic_name"]) == ("wang", "青山镇卫生院")
    assert added["password"] not in admin_client.get("/api/accounts").text
    assert log_in(admin_client, "wang", added["password"])["account"]["roles"] == ["technician"]


def test_a_person_must_belong_where_the_roles_need_it(
    admin_client: TestClient, clinic: dict[str, Any], department: dict[str, Any]
) -> None:
    body = {"name": "wang", "display_name": "王", "roles": ["technician"]}

    assert refused(admin_client, "accounts", **body) == (422, "account_refused")
    assert refused(admin_client, "accounts", **body, clinic_id=NOBODY) == (404, "clinic_missing")
    mixed = {**body, "roles": ["technician", "author"], "clinic_id": clinic["id"], "department_id": department["id"]}
    assert refused(admin_client, "accounts", **mixed) == (422, "account_refused")
    assert refused(admin_client, "accounts", **{**body, "roles": ["surgeon"]}) == (422, "invalid")


def test_a_login_name_is_one_persons(admin_client: TestClient, department: dict[str, Any]) -> None:
    an_author(admin_client, department)
    body = {"name": "LI", "display_name": "另一位", "roles": ["admin"]}

    assert refused(admin_client, "accounts", **body) == (409, "account_name_taken")


def test_a_person_moves_and_gains_roles(admin_client: TestClient, department: dict[str, Any]) -> None:
    li = an_author(admin_client, department)
    other = created(admin_client, "departments", name="心电图室")

    change = {"display_name": "李主任", "roles": ["author", "reviewer"], "department_id": other["id"]}
    changed = admin_client.patch(f"/api/accounts/{li['id']}", json=change).json()

    assert (changed["department_name"], changed["display_name"]) == ("心电图室", "李主任")
    assert changed["roles"] == ["author", "reviewer"]
    assert admin_client.patch(f"/api/accounts/{NOBODY}", json=change).json()["code"] == "account_missing"


def test_the_last_admin_stays(admin_client: TestClient, admin: AddedAccount, department: dict[str, Any]) -> None:
    path = f"/api/accounts/{admin.account.id}"
    demotion = {"display_name": "x", "roles": ["author"], "department_id": department["id"]}

    assert admin_client.post(f"{path}/deactivate").json()["code"] == "last_admin"
    assert admin_client.patch(path, json=demotion).json()["code"] == "last_admin"
    created(admin_client, "accounts", name="second", display_name="x", roles=["admin"])
    assert admin_client.post(f"{path}/deactivate").status_code == 200
    assert admin_client.get("/api/accounts").status_code == 401


def test_a_closed_account_opens_again_and_a_lost_password_is_replaced(
    admin_client: TestClient, department: dict[str, Any]
) -> None:
    li = an_author(admin_client, department)
    path = f"/api/accounts/{li['id']}"

    assert admin_client.post(f"{path}/deactivate").json()["is_active"] is False
    assert admin_client.post(f"{path}/reactivate").json()["is_active"] is True
    password = admin_client.post(f"{path}/reset-password").json()["password"]
    assert log_in(admin_client, "li", password)["account"]["name"] == "li"


def test_credentials_fit_the_roles(admin_client: TestClient, department: dict[str, Any]) -> None:
    li = an_author(admin_client, department)
    xray = {"account_id": li["id"], "modality": "xray", "part": "author"}

    credential = created(admin_client, "credentials", **xray)
    assert refused(admin_client, "credentials", **xray) == (409, "roster_entry_taken")
    assert refused(admin_client, "credentials", **{**xray, "part": "reviewer"}) == (422, "roster_refused")
    assert refused(admin_client, "credentials", **{**xray, "account_id": NOBODY}) == (404, "account_missing")
    assert admin_client.get("/api/credentials").json() == [credential]
    assert admin_client.delete(f"/api/credentials/{credential['id']}").status_code == 204
    assert admin_client.delete(f"/api/credentials/{credential['id']}").status_code == 404


def test_a_shift_is_wall_clock_and_may_run_past_midnight(admin_client: TestClient, department: dict[str, Any]) -> None:
    li = an_author(admin_client, department)
    night = {"account_id": li["id"], "weekday": 6, "starts": "20:00:00", "ends": "08:00:00"}

    duty = created(admin_client, "duties", **night)
    assert duty["time_zone"] == "Asia/Shanghai"
    assert refused(admin_client, "duties", **night) == (409, "roster_entry_taken")
    assert refused(admin_client, "duties", **{**night, "weekday": 7}) == (422, "roster_refused")
    assert refused(admin_client, "duties", **{**night, "starts": "20:00:00+08:00"}) == (422, "roster_refused")
    assert refused(admin_client, "duties", **{**night, "weekday": 1, "time_zone": "Here"}) == (422, "roster_refused")
    assert admin_client.get("/api/duties").json() == [duty]
    assert admin_client.delete(f"/api/duties/{duty['id']}").status_code == 204


def test_a_token_is_told_once_listed_without_itself_and_revoked(
    admin_client: TestClient, admin: AddedAccount, database: Database
) -> None:
    made = created(admin_client, "tokens", account_id=str(admin.account.id), valid_days=30)
    bearer = {"Authorization": f"Bearer {made['token']}"}

    listed = admin_client.get("/api/tokens", headers=bearer)
    assert made["token"] not in listed.text
    assert [token["id"] for token in listed.json()] == [made["id"]]
    assert admin_client.delete(f"/api/tokens/{made['id']}").status_code == 204
    assert admin_client.get("/api/tokens", headers=bearer).status_code == 401
    assert admin_client.delete(f"/api/tokens/{made['id']}").json()["code"] == "token_missing"


def test_the_audit_is_read_by_pages_and_by_who_what_and_where(
    admin_client: TestClient, admin: AddedAccount, department: dict[str, Any]
) -> None:
    li = an_author(admin_client, department)
    for _ in range(3):
        admin_client.post(f"/api/accounts/{li['id']}/reset-password")

    first = admin_client.get("/api/audit", params={"limit": 2}).json()
    rest = admin_client.get("/api/audit", params={"before": first["next_before"]}).json()
    assert [event["action"] for event in first["events"]] == ["account.password_reset"] * 2
    assert rest["next_before"] is None
    assert len(rest["events"]) == 5

    of_li = admin_client.get("/api/audit", params={"subject_id": li["id"]}).json()["events"]
    assert [event["action"] for event in of_li] == ["account.password_reset"] * 3 + ["account.added"]
    by_admin = admin_client.get("/api/audit", params={"account_id": str(admin.account.id)}).json()["events"]
    assert {event["account_name"] for event in by_admin} == {"guanli"}
    logins = admin_client.get("/api/audit", params={"action": "login.succeeded"}).json()["events"]
    assert [event["seal_number"] for event in logins] == [None]
