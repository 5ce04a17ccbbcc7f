"""An admin keeps how the devices of a Site are let in, and every act is in the audit."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from storage.memory import MemoryStore
from storage.reserve import Reserve, ReservedStore
from teleread.archive.intake import Intake
from teleread.clinics.access import system_scope
from teleread.clinics.clinic import Site
from teleread.clinics.limits import HOUSE_LIMITS, Limit, limits_of
from teleread.clinics.records import load_sites
from teleread.config import Settings
from teleread.database import Database, open_database, snapshot
from teleread.dicom.association.admission import Admitted
from teleread.identifiers import new_id
from teleread.views.audit import AuditFilter, load_audit_entries
from teleread.web.app import create_app
from teleread.web.dependencies import Runtime
from teleread.workflow.keeping.migrate import migrate
from teleread.workflow.keeping.notice import notice_limit
from teleread.workflow.keeping.say import say
from tests.certificates import KeyPair, a_key_pair
from tests.integration.web.arriving import a_sending_clinic, of_clinic
from tests.integration.web.clients import EIGHT, HTTPS, Clock, serving
from tests.integration.web.test_dicomweb_store import store as stow


@pytest.fixture
def site_id(admin_client: TestClient) -> str:
    admin_client.post("/api/clinics", json={"name": "青山镇卫生院", "key": "qingshan"})
    (site,) = admin_client.get("/api/sites").json()
    return str(site["id"])


def bound(client: TestClient, site_id: str, pair: KeyPair) -> tuple[int, dict[str, Any]]:
    body = {"site_id": site_id, "pem": pair.certificate.decode()}
    answer = client.post("/api/site-certificates", json=body)
    return answer.status_code, answer.json()


def acts(database: Database, action: str) -> list[dict[str, Any]]:
    with snapshot(database) as session:
        entries = load_audit_entries(session, system_scope(), AuditFilter(action=action), limit=20)
    return [dict(entry.detail) for entry in entries]


def kept(database: Database) -> Site:
    with snapshot(database) as session:
        (site,) = load_sites(session, system_scope())
    return site


def test_a_certificate_is_bound_to_one_site_listed_and_removed(
    admin_client: TestClient, database: Database, site_id: str
) -> None:
    pair = a_key_pair("DR1", since=EIGHT)
    status, made = bound(admin_client, site_id, pair)

    assert status == 201
    assert made["sha256"] == hashlib.sha256(pair.der).hexdigest()
    assert (made["subject"], made["site_id"], made["is_valid"]) == ("CN=DR1", site_id, True)
    assert bound(admin_client, site_id, pair)[1]["code"] == "certificate_bound"
    assert admin_client.get("/api/site-certificates").json() == [made]
    assert admin_client.delete(f"/api/site-certificates/{made['id']}").status_code == 204
    assert admin_client.delete(f"/api/site-certificates/{made['id']}").json()["code"] == "part_missing"
    assert admin_client.get("/api/site-certificates").json() == []
    for action in ("site_certificate.added", "site_certificate.removed"):
        assert [detail["sha256"] for detail in acts(database, action)] == [made["sha256"]]


def test_what_is_no_certificate_of_a_device_is_refused_in_both_languages(
    admin_client: TestClient, site_id: str
) -> None:
    expired = a_key_pair("old", since=EIGHT - timedelta(days=9), lasts=timedelta(days=1))
    status, problem = bound(admin_client, site_id, expired)
    assert (status, problem["code"], problem["title_zh"]) == (422, "certificate_refused", "证书已过期")

    with_key = KeyPair(expired.certificate + expired.key, b"")
    status, problem = bound(admin_client, site_id, with_key)
    assert (status, problem["code"]) == (422, "certificate_refused")
    assert "private key" in problem["title"]


def test_plain_is_allowed_until_an_admin_says_otherwise(
    admin_client: TestClient, database: Database, site_id: str
) -> None:
    assert admin_client.get("/api/sites").json()[0]["allows_plain"] is True

    answer = admin_client.put(f"/api/sites/{site_id}/plain", json={"allows_plain": False})
    assert (answer.status_code, answer.json()["allows_plain"]) == (200, False)
    renamed = admin_client.patch(f"/api/sites/{site_id}", json={"name": "other"})
    assert renamed.json()["allows_plain"] is False, "another change must not open the door again"
    assert [detail["allows_plain"] for detail in acts(database, "site.plain_set")] == [False]


def test_a_site_can_be_strict_from_its_first_day(admin_client: TestClient, site_id: str) -> None:
    (clinic,) = admin_client.get("/api/clinics").json()
    body = {"clinic_id": clinic["id"], "name": "east", "allows_plain": False}
    assert admin_client.post("/api/sites", json=body).json()["allows_plain"] is False


def test_limits_are_the_houses_where_a_site_has_none_of_its_own(
    admin_client: TestClient, database: Database, site_id: str
) -> None:
    assert limits_of(kept(database)) == HOUSE_LIMITS

    answer = admin_client.put(f"/api/sites/{site_id}/limits", json={"most_bytes_per_day": 5_000_000_000})
    assert answer.json()["most_bytes_per_day"] == 5_000_000_000
    assert answer.json()["house_limits"] == asdict(HOUSE_LIMITS)
    assert limits_of(kept(database)).bytes_per_day == 5_000_000_000
    assert limits_of(kept(database)).associations == HOUSE_LIMITS.associations
    admin_client.put(f"/api/sites/{site_id}/limits", json={})
    assert limits_of(kept(database)) == HOUSE_LIMITS
    assert len(acts(database, "site.limits_set")) == 2


@pytest.mark.parametrize("body", [{"most_associations": 0}, {"most_bytes_per_hour": -1}, {"most_associations": 2**31}])
def test_a_limit_that_lets_nothing_through_is_refused(
    admin_client: TestClient, site_id: str, body: dict[str, int]
) -> None:
    answer = admin_client.put(f"/api/sites/{site_id}/limits", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "limit_refused")


def test_a_site_that_reached_a_limit_is_on_the_admins_first_page_for_a_day(
    admin_client: TestClient, database: Database, site_id: str
) -> None:
    site = kept(database)
    caller = Admitted(None, "", site.id, site.clinic_id, "qingshan", site.time_zone, None)
    for minutes in (90, 60 * 25, 60):
        notice_limit(database, caller, Limit.BYTES_PER_DAY, at=EIGHT - timedelta(minutes=minutes))

    (limited,) = admin_client.get("/api/overview").json()["limited_sites"]
    assert (limited["site_id"], limited["clinic_name"], limited["limit"]) == (site_id, "青山镇卫生院", "bytes_per_day")
    assert (limited["times"], limited["last_at"]) == (2, "2026-03-02T07:00:00Z")


@pytest.fixture
def full_disk(database: Database, tmp_path: Path) -> Iterator[TestClient]:
    """A technician's browser, of an application whose disk has less room than is to stay free."""
    clinic = a_sending_clinic(database, "baiyun").clinic_id
    store = ReservedStore(MemoryStore(), Reserve([tmp_path], 1 << 62))
    (tmp_path / "objects").mkdir()
    settings = Settings(_env_file=None, data_dir=tmp_path, disk_reserve_mb=1 << 40)  # type: ignore[call-arg]
    with TestClient(create_app(Runtime(database, store, settings, Clock())), base_url=HTTPS) as browser:
        yield of_clinic(database, browser, clinic)


def test_below_the_reserve_stow_is_503_and_readyz_says_why(full_disk: TestClient, shared_data: Path) -> None:
    answer = stow(full_disk, (shared_data / "xray" / "dx-hands.dcm").read_bytes())

    assert answer.status_code == 503
    (failed,) = answer.json()["00081198"]["Value"]
    assert failed["00081197"]["Value"] == [0xA700]
    ready = full_disk.get("/readyz")
    assert (ready.status_code, ready.json()["room"]) == (503, "low")


@pytest.mark.parametrize(
    ("seconds", "store_answers", "expected"),
    [(0, True, (200, "ok")), (0, False, (503, "cannot_keep")), (120, True, (503, "silent"))],
)
def test_readyz_says_what_the_gateway_last_said(
    tmp_path: Path, clock: Clock, seconds: int, store_answers: bool, expected: tuple[int, str]
) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'migrated.sqlite'}")
    migrate(database)
    (tmp_path / "objects").mkdir()
    said_at = EIGHT - timedelta(seconds=seconds)
    say(database, Intake(new_id(), began_at=said_at, said_at=said_at, store_answers=store_answers, has_room=True))

    with serving(database, tmp_path, clock=clock) as browser:
        ready = browser.get("/readyz")
    database.close()
    assert (ready.status_code, ready.json()["gateway"]) == expected
