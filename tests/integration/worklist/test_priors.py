"""The earlier studies of a Reading's patient through the API."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from teleread.archive.records import DiscrepancyRow, PatientRow, StudyRow
from teleread.archive.study import DiscrepancyKind
from teleread.audit.records import AuditEventRow
from teleread.clinics.clinic import Modality
from teleread.database import Database, snapshot, transaction
from teleread.identifiers import new_id
from teleread.workflow.journey.settle import settle_due
from teleread.worklist.reading import Part
from tests.integration.reports.ward import TEN_PAST, a_ward
from tests.integration.web.clients import Clock, serving
from tests.integration.worklist.places import QUIET, SETTLED_AT, Place, a_place, arrives, readings, specialist
from tests.integration.worklist.test_pages import Desk


@pytest.fixture
def place(database: Database) -> Place:
    return a_place(database)


@pytest.fixture
def client(database: Database, tmp_path: Path) -> Iterator[TestClient]:
    with serving(database, tmp_path, clock=Clock(SETTLED_AT)) as client:
        yield client


def a_study_of(place: Place, patient_key: UUID, *modalities: str, **study: str) -> UUID:
    """Another Study of somebody who is known."""
    study_id = arrives(place, *modalities, **study)
    with transaction(place.database) as session:
        session.get_one(StudyRow, study_id).patient_key = patient_key
    return study_id


def patient_of(place: Place, study_id: UUID) -> UUID:
    with snapshot(place.database) as session:
        return session.get_one(StudyRow, study_id).patient_key


def a_contradiction(place: Place, kind: DiscrepancyKind, subject_id: UUID, other_id: UUID) -> None:
    row = DiscrepancyRow(
        id=new_id(),
        clinic_id=place.clinic_id,
        kind=kind,
        subject_id=subject_id,
        other_id=other_id,
        detail={},
        raised_at=SETTLED_AT,
    )
    with transaction(place.database) as session:
        session.add(row)


def the_reading(place: Place, study_date: str = "20260302") -> tuple[UUID, str]:
    """One Study of today with its Reading; returns its patient's key and the Reading's."""
    study_id = arrives(place, "DX", study_date=study_date)
    settle_due(place.database, quiet_period=QUIET, at=SETTLED_AT)
    return patient_of(place, study_id), str(readings(place.database)[-1].id)


def test_earlier_studies_of_the_same_patient_are_listed_newest_first_and_opened_with_a_trace(
    client: TestClient, place: Place
):
    patient, reading_id = the_reading(place)
    older = a_study_of(place, patient, "DX", study_date="20240105", study_description="胸部正位")
    newer = a_study_of(place, patient, "US", study_date="20251231")
    a_study_of(place, patient, "DX", study_date="20260601")
    arrives(place, "DX", study_date="20230101", patient={"patient_id": "0002", "patient_name": "Li^Si=李^四"})
    account = specialist(place, "wang", Part.AUTHOR)
    author = Desk(client, place, account)

    listed = author.get(f"readings/{reading_id}/priors")
    assert [each["study_id"] for each in listed] == [str(newer), str(older)]
    assert (listed[1]["modalities"], listed[1]["study_description"]) == (["DX"], "胸部正位")
    assert [(each["standing"], each["warning_zh"]) for each in listed] == [("same", "")] * 2

    opened = author.post(f"readings/{reading_id}/priors/{older}/open")
    assert opened["id"] == str(older)
    assert len(opened["series"][0]["instances"]) == 1
    with snapshot(place.database) as session:
        (event,) = session.scalars(
            select(AuditEventRow).where(AuditEventRow.action == "study.opened", AuditEventRow.account_id == account.id)
        )
        assert event.subject_id == older
        assert event.detail["beside_reading"] == reading_id


def test_what_may_be_another_persons_is_named_and_refused_until_the_clinic_has_said_who_it_is(
    client: TestClient, place: Place
):
    patient, reading_id = the_reading(place)
    other = arrives(place, "DX", study_date="20250101", study_description="张三的胸片")
    a_contradiction(place, DiscrepancyKind.PATIENT_IDENTITY, patient, patient_of(place, other))
    own = a_study_of(place, patient, "DX", study_date="20240101")
    admin = Desk(client, place, place.admin)

    contradicted, in_doubt = admin.get(f"readings/{reading_id}/priors")
    assert (contradicted["standing"], contradicted["study_description"]) == ("contradicted", "")
    assert contradicted["warning_zh"].startswith("不可打开")
    assert (in_doubt["study_id"], in_doubt["standing"]) == (str(own), "in_doubt")
    refused = admin.post(f"readings/{reading_id}/priors/{other}/open", status=409)
    assert refused["code"] == "prior_contradicted"
    admin.post(f"readings/{reading_id}/priors/{own}/open")

    with transaction(place.database) as session:
        session.scalars(select(DiscrepancyRow)).one().resolved_at = SETTLED_AT
    (only,) = admin.get(f"readings/{reading_id}/priors")
    assert (only["study_id"], only["standing"]) == (str(own), "same")
    admin.post(f"readings/{reading_id}/priors/{other}/open", status=404)


def test_only_who_may_read_the_reading_compares_and_never_across_clinics(
    client: TestClient, place: Place, database: Database
):
    patient, reading_id = the_reading(place)
    a_study_of(place, patient, "DX", study_date="20240101")
    elsewhere = a_place(database, "baihe")
    of_ultrasound = specialist(place, "zhao", Part.AUTHOR, modality=Modality.ULTRASOUND)
    Desk(client, place, of_ultrasound).get(f"readings/{reading_id}/priors", status=403)
    Desk(client, place, elsewhere.technician).get(f"readings/{reading_id}/priors", status=404)
    assert len(Desk(client, place, place.technician).get(f"readings/{reading_id}/priors")) == 1

    twin = arrives(elsewhere, "DX", study_date="20230101")
    with snapshot(database) as session:
        ours, theirs = session.get_one(PatientRow, patient), session.get_one(PatientRow, patient_of(elsewhere, twin))
        assert ours.patient_id == theirs.patient_id
    assert str(twin) not in str(Desk(client, place, place.admin).get(f"readings/{reading_id}/priors"))


def test_what_was_signed_of_an_earlier_study_comes_with_it(database: Database, tmp_path: Path):
    ward = a_ward(database, tmp_path)
    report = ward.signed()
    study_id = a_study_of(ward.place, patient_of(ward.place, ward.study_id), "DX", study_date="20990101")
    later = TEN_PAST + timedelta(hours=1)
    settle_due(database, quiet_period=QUIET, at=later)
    reading_id = readings(database)[-1].id
    with serving(database, tmp_path, clock=Clock(later)) as client:
        (prior,) = Desk(client, ward.place, ward.place.admin).get(f"readings/{reading_id}/priors")
    assert (prior["study_id"], study_id != ward.study_id) == (str(ward.study_id), True)
    (said,) = prior["reports"]
    assert said["id"] == str(report.id)
    assert said["impression"] != ""
    assert (said["author_name"], said["version"]) == (ward.author.display_name, 1)
