"""An admin keeps clinics and what belongs to them, and every act is in the audit."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from teleread.clinics.access import system_scope
from teleread.clinics.clinic import RouteKind
from teleread.database import Database, snapshot
from teleread.views.audit import AuditFilter, load_audit_entries
from teleread.workflow.journey.outlets import OUTLETS, Sender
from teleread.workflow.keeping.trials import make_trials
from tests.integration.dicom.peers import storescp

NOBODY = "01890000-0000-7000-8000-000000000000"


def created(client: TestClient, path: str, **body: Any) -> dict[str, Any]:
    answer = client.post(f"/api/{path}", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def refused(client: TestClient, path: str, **body: Any) -> tuple[int, str]:
    answer = client.post(f"/api/{path}", json=body)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["title"]
    return answer.status_code, answer.json()["code"]


def test_a_clinic_comes_with_a_site_and_its_page_as_the_way_home(admin_client: TestClient) -> None:
    clinic = created(admin_client, "clinics", name="青山镇卫生院", key="qingshan")

    (site,) = admin_client.get("/api/sites").json()
    (route,) = admin_client.get("/api/return-routes").json()
    assert (site["clinic_id"], site["time_zone"]) == (clinic["id"], "Asia/Shanghai")
    assert (route["clinic_id"], route["kind"], route["ae_id"]) == (clinic["id"], "page", None)
    assert admin_client.delete(f"/api/return-routes/{route['id']}").json()["code"] == "page_route_stays"


def test_names_and_keys_are_each_clinics_own(admin_client: TestClient) -> None:
    created(admin_client, "clinics", name="Qing Shan", key="one")
    again = created(admin_client, "clinics", name="qing shan")
    third = created(admin_client, "clinics", name="qing-shan")

    assert again["key"] == "qing-shan"
    assert third["key"].startswith("qing-shan-")
    assert refused(admin_client, "clinics", name="Qing Shan") == (409, "already_there")
    assert refused(admin_client, "clinics", name="Other", key="one") == (409, "already_there")
    renamed = admin_client.patch(f"/api/clinics/{again['id']}", json={"name": "青山"})
    assert (renamed.json()["name"], renamed.json()["key"]) == ("青山", "qing-shan")
    assert admin_client.patch(f"/api/clinics/{again['id']}", json={"name": "Qing Shan"}).status_code == 409


def test_a_site_keeps_its_time_zone_and_character_set(admin_client: TestClient) -> None:
    clinic = created(admin_client, "clinics", name="青山", default_character_set="GB18030")
    site = created(admin_client, "sites", clinic_id=clinic["id"], name="east", time_zone="Asia/Urumqi")

    assert refused(admin_client, "sites", clinic_id=clinic["id"], name="east") == (409, "already_there")
    assert refused(admin_client, "sites", clinic_id=NOBODY, name="west") == (404, "clinic_missing")
    wrong = {"name": "east", "time_zone": "Mars/Base"}
    assert admin_client.patch(f"/api/sites/{site['id']}", json=wrong).json()["code"] == "setting_refused"
    changed = {"name": "east", "time_zone": "Asia/Shanghai", "default_character_set": "\\ISO 2022 IR 58"}
    assert admin_client.patch(f"/api/sites/{site['id']}", json=changed).json() == {**site, **changed}
    assert admin_client.patch(f"/api/sites/{NOBODY}", json=changed).status_code == 404


def test_an_ae_that_listens_becomes_a_way_home(admin_client: TestClient) -> None:
    clinic = created(admin_client, "clinics", name="青山", key="qingshan")
    deaf = created(admin_client, "aes", clinic_id=clinic["id"], ae_title="US1")
    ae = created(admin_client, "aes", clinic_id=clinic["id"], ae_title=" DR1 ", host="10.0.0.5", port=104)

    assert (ae["ae_title"], ae["issuer_of_patient_id"]) == ("DR1", "qingshan")
    routes = admin_client.get("/api/return-routes").json()
    assert [(route["kind"], route["ae_id"]) for route in routes] == [("page", None), ("dicom", ae["id"])]
    deaf_route = {"clinic_id": clinic["id"], "ae_id": deaf["id"]}
    assert refused(admin_client, "return-routes", **deaf_route) == (422, "route_needs_listener")
    assert refused(admin_client, "return-routes", clinic_id=clinic["id"], ae_id=ae["id"]) == (409, "already_there")

    assert admin_client.patch(f"/api/aes/{ae['id']}", json={}).json()["code"] == "in_use"
    assert admin_client.delete(f"/api/aes/{ae['id']}").json()["code"] == "in_use"
    assert admin_client.delete(f"/api/return-routes/{routes[1]['id']}").status_code == 204
    assert admin_client.delete(f"/api/aes/{ae['id']}").status_code == 204
    assert [each["ae_title"] for each in admin_client.get("/api/aes").json()] == ["US1"]


def test_a_route_is_kept_by_its_kind_changed_closed_and_opened(admin_client: TestClient) -> None:
    clinic = created(admin_client, "clinics", name="青山", key="qingshan")
    ae = created(admin_client, "aes", clinic_id=clinic["id"], ae_title="DR1", host="10.0.0.5", port=104)
    routes = admin_client.get("/api/return-routes").json()
    (dicom,) = [route for route in routes if route["kind"] == "dicom"]
    kinds = {each["kind"]: each["is_offered"] for each in admin_client.get("/api/return-route-kinds").json()}
    assert set(kinds) == {"dicom", "sr", "hl7", "fhir"}
    assert kinds["dicom"]

    path, end = f"/api/return-routes/{dicom['id']}", {"ae_id": ae["id"], "uses_tls": True}
    changed = admin_client.put(path, json=end).json()
    assert (changed["uses_tls"], changed["ae_id"], changed["is_closed"]) == (True, ae["id"], False)
    assert admin_client.put(path, json={"host": "10.0.0.9"}).json()["code"] == "route_needs_listener"
    assert admin_client.put(path, json={**end, "authorities": "none"}).json()["code"] == "authorities_unreadable"
    closed = admin_client.put(path, json={**end, "is_closed": True}).json()
    assert (closed["is_closed"], closed["can_be_tried"]) == (True, False)
    assert admin_client.post(f"{path}/trial").json()["code"] == "route_closed"
    again = {"clinic_id": clinic["id"], "ae_id": ae["id"]}
    assert refused(admin_client, "return-routes", **again) == (409, "already_there")
    assert admin_client.put(path, json=end).json()["is_closed"] is False
    page = next(route for route in routes if route["kind"] == "page")
    assert admin_client.put(f"/api/return-routes/{page['id']}", json={}).json()["code"] == "page_route_stays"
    assert admin_client.post(f"/api/return-routes/{page['id']}/trial").json()["code"] == "page_route_stays"
    assert refused(admin_client, "return-routes", clinic_id=clinic["id"], kind="page") == (409, "page_route_stays")


def test_a_kind_that_nothing_sends_is_refused_clearly(admin_client: TestClient, monkeypatch) -> None:
    clinic = created(admin_client, "clinics", name="青山", key="qingshan")
    monkeypatch.delitem(OUTLETS, RouteKind.DICOM)
    body = {"clinic_id": clinic["id"], "kind": "dicom"}
    assert refused(admin_client, "return-routes", **body) == (422, "route_kind_not_offered")


def test_a_trial_is_asked_for_here_and_answered_by_the_worker(admin_client: TestClient, database: Database, tmp_path):
    clinic = created(admin_client, "clinics", name="青山", key="qingshan")
    with storescp(tmp_path) as port:
        created(admin_client, "aes", clinic_id=clinic["id"], ae_title="DR1", host="127.0.0.1", port=port)
        route = admin_client.get("/api/return-routes").json()[1]
        asked = admin_client.post(f"/api/return-routes/{route['id']}/trial").json()
        assert (asked["trial"]["ended_at"], asked["trial"]["succeeded"]) == (None, None)
        sender = Sender("w", "TELEREAD", "https://a.example", timedelta(seconds=20))
        assert make_trials(database, sender, at=datetime.now(UTC)) == 1
        assert make_trials(database, sender, at=datetime.now(UTC)) == 0
    done = admin_client.get("/api/return-routes").json()[1]["trial"]
    assert (done["succeeded"], done["detail"]) == (True, "C-ECHO 0x0000")

    admin_client.post(f"/api/return-routes/{route['id']}/trial")
    assert make_trials(database, sender, at=datetime.now(UTC)) == 1
    failed = admin_client.get("/api/return-routes").json()[1]["trial"]
    assert (failed["succeeded"], "unreachable" in failed["detail"]) == (False, True)
    assert admin_client.delete(f"/api/return-routes/{route['id']}").status_code == 204


def test_two_aes_that_could_not_be_told_apart_are_refused_across_clinics(admin_client: TestClient) -> None:
    one = created(admin_client, "clinics", name="one")
    two = created(admin_client, "clinics", name="two")
    created(admin_client, "aes", clinic_id=one["id"], ae_title="DR1", network="10.1.0.0/16")

    same = {"clinic_id": two["id"], "ae_title": "DR1", "network": "10.1.5.5/16"}
    assert refused(admin_client, "aes", **same) == (409, "ae_indistinguishable")
    other = created(admin_client, "aes", **{**same, "network": "10.2.0.0/16"})
    change = {"network": "10.1.0.0/16"}
    assert admin_client.patch(f"/api/aes/{other['id']}", json=change).json()["code"] == "ae_indistinguishable"
    assert refused(admin_client, "aes", **{**same, "site_name": "none"}) == (404, "part_missing")


def test_partnerships_and_terms_are_set_changed_and_taken_back(admin_client: TestClient) -> None:
    clinic = created(admin_client, "clinics", name="青山")
    department = created(admin_client, "departments", name="影像科")
    both = {"clinic_id": clinic["id"], "department_id": department["id"], "modality": "xray"}

    partnership = created(admin_client, "partnerships", **both)
    assert refused(admin_client, "partnerships", **both) == (409, "already_there")
    assert refused(admin_client, "partnerships", **{**both, "department_id": NOBODY}) == (404, "department_missing")
    path = f"/api/partnerships/{partnership['id']}"
    assert admin_client.patch(path, json={"single_signature": True}).json()["single_signature"] is True
    assert admin_client.delete(path).status_code == 204
    assert admin_client.delete(path).json()["code"] == "part_missing"

    term = {"clinic_id": clinic["id"], "modality": "ecg", "priority": "routine"}
    first = created(admin_client, "terms", **term, minutes=20)
    second = created(admin_client, "terms", **term, minutes=25)
    assert (first["id"], second["minutes"]) == (second["id"], 25)
    assert len(admin_client.get("/api/terms").json()) == 1
    assert refused(admin_client, "terms", **term, minutes=0) == (422, "setting_refused")
    assert admin_client.delete(f"/api/terms/{first['id']}").status_code == 204

    renamed = admin_client.patch(f"/api/departments/{department['id']}", json={"name": "放射科"})
    assert renamed.json()["name"] == "放射科"
    assert [each["name"] for each in admin_client.get("/api/departments").json()] == ["放射科"]


def test_every_act_is_audited_with_who_did_it(admin_client: TestClient, database: Database) -> None:
    clinic = created(admin_client, "clinics", name="青山")
    created(admin_client, "aes", clinic_id=clinic["id"], ae_title="DR1", host="10.0.0.5", port=104)
    refused(admin_client, "clinics", name="青山")

    with snapshot(database) as session:
        wanted = AuditFilter(clinic_id=None)
        entries = load_audit_entries(session, system_scope(), wanted, limit=10)
    acts = [(entry.action, entry.account_name) for entry in reversed(entries)]
    assert acts == [
        ("account.added", None),
        ("login.succeeded", "guanli"),
        ("clinic.added", "guanli"),
        ("ae.added", "guanli"),
        ("return_route.added", "guanli"),
    ]


@pytest.mark.parametrize("extra", [{"nmae": "x"}, {"id": NOBODY}])
def test_a_key_that_nobody_knows_is_a_mistake_and_its_value_is_not_repeated(
    admin_client: TestClient, extra: dict[str, str]
) -> None:
    answer = admin_client.post("/api/departments", json={"name": "影像科", **extra})

    (name,) = extra
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"place": ["body", name], "kind": "extra_forbidden"}]


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_text_that_cannot_be_kept_is_refused(admin_client: TestClient, text: str) -> None:
    content = json.dumps({"name": text})
    answer = admin_client.post("/api/departments", content=content, headers={"Content-Type": "application/json"})

    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid"
    login = json.dumps({"name": text, "password": text})
    answer = admin_client.post("/api/session", content=login, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422


def test_a_filter_that_no_text_can_match_is_no_failure_of_the_server(admin_client: TestClient) -> None:
    assert admin_client.get("/api/audit", params={"action": "a\0b"}).status_code in {200, 422}
