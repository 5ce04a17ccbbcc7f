"""Logging in, staying, and going; what is kept of it; what a stranger may do."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from teleread.accounts.account import Role
from teleread.accounts.lockout import FREE_TRIES
from teleread.accounts.records import LoginSessionRow
from teleread.audit.records import AuditEventRow
from teleread.clinics.access import system_scope
from teleread.database import Database, snapshot
from teleread.views.audit import AuditFilter, load_audit_entries
from teleread.workflow.desk.people import AddedAccount, Position, add_account, create_token, deactivate_account
from tests.integration.web.clients import Clock, log_in


def actions(database: Database) -> list[str]:
    with snapshot(database) as session:
        entries = load_audit_entries(session, system_scope(), AuditFilter(), limit=500)
        return [entry.action for entry in reversed(entries)]


def attempt(client: TestClient, name: str, password: str) -> int:
    return client.post("/api/session", json={"name": name, "password": password}).status_code


def test_a_login_sets_a_cookie_that_no_script_and_no_other_site_can_use(
    client: TestClient, admin: AddedAccount
) -> None:
    answer = client.post("/api/session", json={"name": " GuanLi ", "password": admin.password})

    cookie = answer.headers["Set-Cookie"]
    assert answer.status_code == 201
    assert answer.json()["account"]["roles"] == ["admin"]
    for part in ("teleread_session=", "HttpOnly", "SameSite=strict", "Secure", "Path=/", "Max-Age=43200"):
        assert part in cookie


def test_only_digests_of_a_login_are_kept(client: TestClient, admin: AddedAccount, database: Database) -> None:
    log_in(client, "guanli", admin.password)
    token = client.cookies["teleread_session"]

    with snapshot(database) as session:
        (row,) = session.scalars(select(LoginSessionRow)).all()
        events = session.scalars(select(AuditEventRow)).all()
        assert token.encode() not in row.token_sha256
        assert token != row.csrf_token
        assert all(admin.password not in str(event.detail) for event in events)


def test_without_a_login_nothing_is_told(client: TestClient) -> None:
    answer = client.get("/api/session")

    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_logged_in"
    assert answer.json()["title_zh"] == "请先登录"


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(client: TestClient, admin: AddedAccount) -> None:
    unknown = client.post("/api/session", json={"name": "nobody", "password": admin.password})
    wrong = client.post("/api/session", json={"name": "guanli", "password": "something else"})

    assert unknown.status_code == wrong.status_code == 401
    assert unknown.json() == wrong.json()


def test_a_changing_request_needs_the_pages_token(client: TestClient, admin: AddedAccount) -> None:
    log_in(client, "guanli", admin.password)
    del client.headers["X-CSRF-Token"]

    without = client.post("/api/departments", json={"name": "影像科"})
    foreign = client.post("/api/departments", json={"name": "影像科"}, headers={"X-CSRF-Token": "guess"})

    assert without.status_code == foreign.status_code == 403
    assert without.json()["code"] == "csrf_refused"


def test_logging_out_ends_this_login_only(client: TestClient, admin: AddedAccount, database: Database) -> None:
    log_in(client, "guanli", admin.password)
    elsewhere = client.cookies["teleread_session"]
    log_in(client, "guanli", admin.password)

    assert client.delete("/api/session").status_code == 204
    assert client.get("/api/session").status_code == 401
    client.cookies.set("teleread_session", elsewhere)
    assert client.get("/api/session").status_code == 200
    assert actions(database)[-1] == "login.ended"


def test_an_idle_login_ends_and_a_busy_one_goes_on_until_its_shift_ends(
    client: TestClient, admin: AddedAccount, clock: Clock
) -> None:
    log_in(client, "guanli", admin.password)
    for _ in range(11):
        clock.pass_(hours=1)
        assert client.get("/api/session").status_code == 200
    clock.pass_(hours=1)
    assert client.get("/api/session").status_code == 401

    log_in(client, "guanli", admin.password)
    clock.pass_(hours=2)
    assert client.get("/api/session").status_code == 401


def test_a_new_password_ends_every_login_and_is_the_only_one_that_works(
    client: TestClient, admin: AddedAccount, database: Database
) -> None:
    log_in(client, "guanli", admin.password)
    elsewhere = client.cookies["teleread_session"]
    log_in(client, "guanli", admin.password)
    new = "青山绿水两岸的新密码"

    weak = client.post("/api/session/password", json={"old_password": admin.password, "new_password": "short"})
    wrong = client.post("/api/session/password", json={"old_password": "not it at all", "new_password": new})
    changed = client.post("/api/session/password", json={"old_password": admin.password, "new_password": new})

    assert (weak.status_code, weak.json()["code"]) == (422, "password_too_weak")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "old_password_wrong")
    assert changed.status_code == 204
    client.cookies.set("teleread_session", elsewhere)
    assert client.get("/api/session").status_code == 401
    assert attempt(client, "guanli", admin.password) == 401
    assert attempt(client, "guanli", new) == 201
    assert "account.password_changed" in actions(database)


def test_after_some_failures_even_the_right_password_waits_and_the_wait_ends(
    client: TestClient, admin: AddedAccount, database: Database, clock: Clock
) -> None:
    assert [attempt(client, "guanli", "wrong password") for _ in range(FREE_TRIES)] == [401] * FREE_TRIES

    locked = client.post("/api/session", json={"name": "guanli", "password": admin.password})
    assert locked.status_code == 429
    assert locked.headers["Retry-After"] == "60"
    assert locked.json()["code"] == "login_locked"

    clock.pass_(seconds=61)
    assert attempt(client, "guanli", admin.password) == 201
    assert attempt(client, "guanli", "wrong password") == 401
    assert actions(database)[1:] == [
        *["login.refused"] * FREE_TRIES,
        "login.locked",
        "login.succeeded",
        "login.refused",
    ]


def test_a_name_that_nobody_has_locks_like_any_other(client: TestClient) -> None:
    answers = [attempt(client, "nobody", "wrong password") for _ in range(FREE_TRIES + 1)]

    assert answers == [401] * FREE_TRIES + [429]


def test_a_bearer_token_acts_as_its_person_without_a_cookie(
    client: TestClient, admin: AddedAccount, database: Database, clock: Clock
) -> None:
    made = create_token(database, person="guanli", account=None, at=clock())
    bearer = {"Authorization": f"Bearer {made.token}"}

    assert client.post("/api/departments", json={"name": "影像科"}, headers=bearer).status_code == 201
    session = client.get("/api/session", headers=bearer).json()
    assert (session["account"]["name"], session["csrf_token"]) == ("guanli", None)
    assert client.delete("/api/session", headers=bearer).status_code == 401


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer nonsense", "Bearer " + "x" * 5000, "Basic Z3VhbmxpOng="]
)
def test_a_bearer_that_is_no_token_of_ours_is_refused(client: TestClient, header: str) -> None:
    answer = client.get("/api/session", headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_closed_account_has_no_way_in_left(
    client: TestClient, admin: AddedAccount, database: Database, clock: Clock
) -> None:
    position = Position(frozenset({Role.ADMIN}))
    other = add_account(database, system_scope(), name="linshi", position=position, account=None, at=clock())
    token = create_token(database, person="linshi", account=None, at=clock()).token
    log_in(client, "linshi", other.password)

    deactivate_account(database, "linshi", account=admin.account, at=clock())

    assert client.get("/api/session").status_code == 401
    assert client.get("/api/session", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert attempt(client, "linshi", other.password) == 401


def test_a_flood_of_logins_leaves_the_rest_of_the_service_answering(client: TestClient, admin: AddedAccount) -> None:
    with ThreadPoolExecutor(24) as crowd:
        answers = list(crowd.map(lambda number: attempt(client, f"nobody{number}", "wrong password"), range(24)))

    assert set(answers) <= {401, 503}
    assert attempt(client, "guanli", admin.password) == 201
