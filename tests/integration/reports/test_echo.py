"""A clinic's archive may send everything on to us that it receives: our own reports too."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from teleread.archive.records import DiscrepancyRow, StudyRow
from teleread.archive.study import DiscrepancyKind
from teleread.clinics.clinic import Modality, RouteKind
from teleread.clinics.records import ClinicRow, SiteRow
from teleread.database import Database, snapshot, transaction
from teleread.dicom.association.admission import Admitted
from teleread.reports.report import Report
from teleread.views.signing import load_manifest
from teleread.workflow.journey.assign import claim
from teleread.workflow.journey.deliver import deliver_due
from teleread.workflow.journey.read import start
from teleread.workflow.journey.receive import Outcome
from teleread.workflow.journey.settle import settle_due, tell_of_late_instances
from teleread.worklist.reading import Part
from tests import builders
from tests.integration.dicom.peers import storescp
from tests.integration.reports.ward import TEN_PAST, Ward, a_route, a_ward
from tests.integration.worklist.places import QUIET, SETTLED_AT, Place, more_arrives, readings, specialist
from tests.receiving import receive_path

LATER = TEN_PAST + timedelta(minutes=5)


def signed_and_sent(ward: Ward, folder: Path) -> tuple[Report, Path]:
    """Sign, send to a device of the clinic, and return the file that it received."""
    folder.mkdir()
    with storescp(folder) as port:
        a_route(ward, RouteKind.DICOM, host="127.0.0.1", port=port)
        report = ward.signed()
        deliver_due(ward.database, ward.store, worker="w", at=TEN_PAST, ae_title="TELEREAD", public_url="https://a.b")
    (file,) = folder.iterdir()
    return report, file


def comes_back(ward: Ward, file: Path, *, to: Place) -> None:
    with transaction(ward.database) as session:
        clinic = session.get_one(ClinicRow, to.clinic_id)
        site = session.scalars(select(SiteRow).where(SiteRow.clinic_id == clinic.id)).one()
        ae = builders.an_ae(session, clinic, site, "PACS")
        admitted = Admitted(ae.id, ae.ae_title, site.id, clinic.id, ae.issuer_of_patient_id, site.time_zone, None)
    assert receive_path(ward.database, ward.store, file, admitted=admitted, at=LATER).outcome is Outcome.KEPT
    settle_due(ward.database, quiet_period=QUIET, at=LATER + QUIET)


@pytest.fixture
def ward(database: Database, tmp_path: Path) -> Ward:
    return a_ward(database, tmp_path)


def test_our_own_report_that_comes_back_is_kept_and_is_no_news(ward: Ward, tmp_path: Path):
    _, file = signed_and_sent(ward, tmp_path / "pacs")

    comes_back(ward, file, to=ward.place)

    assert len(ward.instances()) == 2
    assert ward.count(DiscrepancyRow) == 0
    assert [reading.id for reading in readings(ward.database)] == [ward.reading_id]


def test_our_own_report_does_not_hold_up_what_is_still_read_in_its_study(ward: Ward, tmp_path: Path):
    with transaction(ward.database) as session:
        more_arrives(session, ward.study_id, "ECG", at=SETTLED_AT)
        session.get_one(StudyRow, ward.study_id).settled_at = None
    settle_due(ward.database, quiet_period=QUIET, at=SETTLED_AT + QUIET)
    doctor = specialist(ward.place, "ecg", Part.AUTHOR, modality=Modality.ECG)
    (ecg,) = (each for each in readings(ward.database) if each.id != ward.reading_id)
    _, file = signed_and_sent(ward, tmp_path / "pacs")

    claim(ward.database, ward.place.scope, ecg.id, account=doctor, at=TEN_PAST)
    start(ward.database, ward.place.scope, ecg.id, account=doctor, at=TEN_PAST)
    comes_back(ward, file, to=ward.place)

    assert [reading.late_instance_at for reading in readings(ward.database)] == [None, None]


def test_our_own_report_is_not_among_what_was_read(ward: Ward, tmp_path: Path):
    _, file = signed_and_sent(ward, tmp_path / "pacs")
    with snapshot(ward.database) as session:
        before = load_manifest(session, ward.place.scope, ward.reading())

    comes_back(ward, file, to=ward.place)

    with snapshot(ward.database) as session:
        assert load_manifest(session, ward.place.scope, ward.reading()) == before


def test_the_report_of_one_clinic_that_another_sends_is_news_there(ward: Ward, database: Database, tmp_path: Path):
    _, file = signed_and_sent(ward, tmp_path / "pacs")
    other = a_ward(database, tmp_path / "other", key="baishi", store=ward.store)
    other.signed()
    with transaction(database) as session:
        theirs, ours = (session.get_one(StudyRow, each.study_id) for each in (ward, other))
        ours.study_instance_uid = theirs.study_instance_uid

    comes_back(ward, file, to=other.place)

    with snapshot(database) as session:
        (task,) = session.scalars(select(DiscrepancyRow))
        assert (task.kind, task.clinic_id) == (DiscrepancyKind.LATE_AFTER_SIGNING, other.place.clinic_id)
    assert len(ward.instances()) == 1


def test_another_document_after_signing_is_news(ward: Ward):
    ward.signed()
    with transaction(ward.database) as session:
        more_arrives(session, ward.study_id, "DOC", at=LATER)
        tell_of_late_instances(session, ward.study_id, at=LATER)

    assert ward.count(DiscrepancyRow) == 1
