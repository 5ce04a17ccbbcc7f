"""What an admin watches, through the API."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from teleread.archive.scrubbing import Fault
from teleread.archive.scrubbing_records import close_finding, open_finding
from teleread.clinics.clinic import Modality
from teleread.database import Database, transaction
from teleread.identifiers import new_id
from teleread.workflow.journey import read
from teleread.workflow.journey.assign import claim
from teleread.workflow.journey.settle import settle_due
from teleread.worklist.reading import Milestone, Part, State
from teleread.worklist.records import ReadingRow, save_milestone
from tests.builders import EIGHT
from tests.integration.web.clients import Clock, serving
from tests.integration.worklist.places import QUIET, SETTLED_AT, Place, a_place, arrives, readings, specialist
from tests.integration.worklist.test_pages import Desk


@pytest.fixture
def place(database: Database) -> Place:
    return a_place(database)


@pytest.fixture
def clock() -> Clock:
    return Clock(SETTLED_AT)


@pytest.fixture
def client(database: Database, tmp_path: Path, clock: Clock) -> Iterator[TestClient]:
    with serving(database, tmp_path, clock=clock) as client:
        yield client


def signed(place: Place, reading_id, *, at, **moments) -> None:
    with transaction(place.database) as session:
        session.get_one(ReadingRow, reading_id).state = State.SIGNED
        for milestone, moment in {"signed": at, **moments}.items():
            save_milestone(session, reading_id, Milestone(milestone), at=moment)


def test_every_study_is_in_one_step_and_what_is_stuck_says_why(client: TestClient, place: Place):
    for _ in range(4):
        arrives(place)
    arrives(place, "DOC")
    arrives(place, "ECG")
    settle_due(place.database, quiet_period=QUIET, at=SETTLED_AT)
    arrives(place, at=SETTLED_AT)
    xrays = [each for each in readings(place.database) if each.modality == "xray"]
    doctor = specialist(place, "wang", Part.AUTHOR)
    signed(place, xrays[0].id, at=SETTLED_AT)
    signed(place, xrays[1].id, at=SETTLED_AT, delivered=SETTLED_AT, acknowledged=SETTLED_AT)
    claim(place.database, place.scope, xrays[2].id, account=doctor, at=SETTLED_AT)

    overview = Desk(client, place, place.admin).get("overview")

    steps = {step: count for step, count in overview["studies_by_step"].items() if count}
    assert steps == {
        "receiving": 1,
        "without_reading": 1,
        "awaiting": 2,
        "assigned": 1,
        "signed": 1,
        "acknowledged": 1,
    }
    (stuck,) = overview["without_specialist"]
    assert (stuck["reading"]["modality"], stuck["why"]) == ("ecg", "no_credential")
    assert (overview["undelivered"], overview["discrepancies_open"]) == ([], 0)


@pytest.mark.parametrize(("minutes", "page"), [(29, None), (30, "for_coordinator"), (48, "escalated")])
def test_what_runs_late_is_shown_to_whom_it_concerns(
    client: TestClient, place: Place, clock: Clock, minutes: int, page: str | None
):
    arrives(place)
    settle_due(place.database, quiet_period=QUIET, at=SETTLED_AT)
    clock.at = EIGHT + timedelta(minutes=minutes)

    overview = Desk(client, place, place.admin).get("overview")

    assert [name for name in ("for_coordinator", "escalated") if overview[name]] == ([page] if page else [])


def test_a_clinic_without_a_partner_is_named_as_such(client: TestClient, database: Database, place: Place):
    lonely = a_place(database, "baishi", modalities=[])
    arrives(lonely)
    settle_due(database, quiet_period=QUIET, at=SETTLED_AT)

    (stuck,) = Desk(client, place, place.admin).get("overview")["without_specialist"]
    assert (stuck["reading"]["clinic_name"], stuck["why"]) == ("baishi 卫生院", "no_partnership")


def test_turnaround_is_told_by_segment_clinic_and_kind(client: TestClient, place: Place, clock: Clock):
    for minutes in (30, 90):
        arrives(place)
        settle_due(place.database, quiet_period=QUIET, at=SETTLED_AT)
        signed(place, readings(place.database)[-1].id, at=EIGHT + timedelta(minutes=minutes))
    clock.pass_(hours=3)
    desk = Desk(client, place, place.admin)

    rows = {row["segment"]: row for row in desk.get("turnaround")}

    assert rows.keys() == {"receiving", "settling", "term"}
    term = rows["term"]
    assert (term["count"], term["p50_s"], term["p95_s"], term["within_term_share"]) == (2, 1800, 5400, 0.5)
    assert (term["clinic_name"], term["modality"]) == ("qingshan 卫生院", "xray")
    assert rows["settling"]["within_term_share"] is None
    assert desk.get("turnaround?modality=ecg") == []
    assert desk.get("turnaround?from=2026-03-02T08:00:01Z") == []
    assert desk.get("turnaround?until=2026-03-02T08:00:00Z") == []


def test_a_pause_is_told_apart_from_the_work(client: TestClient, place: Place, clock: Clock):
    doctor = specialist(place, "wang", Part.AUTHOR)
    arrives(place)
    settle_due(place.database, quiet_period=QUIET, at=SETTLED_AT)
    reading_id = readings(place.database)[0].id
    claim(place.database, place.scope, reading_id, account=doctor, at=SETTLED_AT)
    read.start(place.database, place.scope, reading_id, account=doctor, at=SETTLED_AT)
    read.pause(place.database, place.scope, reading_id, account=doctor, reason="请补侧位", at=SETTLED_AT)
    resumed = SETTLED_AT + timedelta(minutes=40)
    read.resume(place.database, place.scope, reading_id, account=place.technician, at=resumed)
    signed(place, reading_id, at=resumed + timedelta(minutes=9))
    clock.pass_(hours=3)

    rows = {row["segment"]: row for row in Desk(client, place, place.admin).get("turnaround")}

    assert (rows["paused"]["p50_s"], rows["term"]["p50_s"], rows["term"]["within_term_share"]) == (2400, 600, 1.0)


def test_only_an_admin_watches(client: TestClient, place: Place):
    for account in (place.technician, specialist(place, "wang", Part.AUTHOR, modality=Modality.ECG)):
        desk = Desk(client, place, account)
        desk.get("overview", status=403)
        desk.get("turnaround", status=403)


def test_an_object_that_is_lost_is_shown_until_it_is_whole_again(client: TestClient, place: Place):
    clinic_id, row_id = place.clinic_id, new_id()
    finding = {"kind": "instance", "row_id": row_id}
    with transaction(place.database) as session:
        open_finding(session, clinic_id=clinic_id, locator="instances/1", fault=Fault.MISSING, at=SETTLED_AT, **finding)
    (shown,) = Desk(client, place, place.admin).get("overview")["objects_wrong"]
    with transaction(place.database) as session:
        close_finding(session, at=SETTLED_AT, **finding)

    assert (shown["row_id"], shown["kind"], shown["fault"]) == (str(row_id), "instance", "missing")
    assert (shown["clinic_id"], shown["locator"]) == (str(clinic_id), "instances/1")
    assert Desk(client, place, place.admin).get("overview")["objects_wrong"] == []
