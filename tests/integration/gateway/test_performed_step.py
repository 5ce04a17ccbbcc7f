"""A device reports what it does for an order (MPPS), and the worklist follows."""

import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from teleread.audit.records import AuditEventRow
from teleread.database import transaction
from teleread.dicom.services.performed_step import SOP_CLASS
from teleread.worklist.records import PerformedStepRow
from teleread.worklist.request import ImagingServiceRequest
from tests.builders import a_clinic, a_site, an_ae
from tests.integration.gateway.devices import findscu, place_order
from tests.integration.gateway.reading import rows_of
from tests.integration.gateway.sender import association

EXPLICIT = "1.2.840.10008.1.2.1"
UID = "2.25.4711"


def begun(request: ImagingServiceRequest | None = None, **values) -> Dataset:
    """The attributes of an N-CREATE."""
    scheduled = Dataset()
    scheduled.StudyInstanceUID = f"2.25.{request.id.int}" if request else "1.2.840.99"
    scheduled.AccessionNumber = ""
    report = Dataset()
    report.SpecificCharacterSet = "GB18030"
    report.ScheduledStepAttributesSequence = [scheduled]
    report.PatientName, report.PatientID = "张三", "0001"
    report.PerformedProcedureStepID, report.PerformedStationAETitle = "P1", "QINGSHAN"
    report.PerformedProcedureStepStartDate, report.PerformedProcedureStepStartTime = "20260302", "160500"
    report.PerformedProcedureStepStatus, report.Modality = "IN PROGRESS", "DX"
    report.PerformedSeriesSequence = Sequence()
    for name, value in values.items():
        setattr(report, name, value)
    return report


def ended(status: str, images: int = 2) -> Dataset:
    """The attributes of an N-SET."""
    series = Dataset()
    series.SeriesInstanceUID = "2.25.5"
    series.ReferencedImageSequence = [Dataset() for _ in range(images)]
    for number, image in enumerate(series.ReferencedImageSequence):
        image.ReferencedSOPClassUID, image.ReferencedSOPInstanceUID = "1.2.840.10008.5.1.4.1.1.1.1", f"2.25.6.{number}"
    report = Dataset()
    report.PerformedProcedureStepStatus = status
    report.PerformedProcedureStepEndDate, report.PerformedProcedureStepEndTime = "20260302", "160900"
    report.PerformedSeriesSequence = [series]
    return report


def create(gateway, report, uid=UID, **titles):
    with association(gateway.port, [(SOP_CLASS, EXPLICIT)], **titles) as made:
        return made.send_n_create(report, SOP_CLASS, uid)[0]


def change(gateway, report, uid=UID, **titles):
    with association(gateway.port, [(SOP_CLASS, EXPLICIT)], **titles) as made:
        return made.send_n_set(report, SOP_CLASS, uid)[0]


def on_worklist(gateway, folder):
    step = "ScheduledProcedureStepSequence[0].ScheduledProcedureStepStatus"
    found = findscu(gateway.port, folder, "-W", "-k", "AccessionNumber", "-k", step).identifiers
    return {each.AccessionNumber: each.ScheduledProcedureStepSequence[0].ScheduledProcedureStepStatus for each in found}


def test_a_completed_step_takes_its_order_off_the_worklist(gateway, tmp_path):
    request = place_order(gateway.database, gateway.clinic_id)
    assert create(gateway, begun(request)).Status == 0x0000
    assert on_worklist(gateway, tmp_path / "begun") == {"260302-0001": "STARTED"}
    assert change(gateway, ended("COMPLETED")).Status == 0x0000
    assert on_worklist(gateway, tmp_path / "ended") == {}

    (row,) = rows_of(gateway, PerformedStepRow)
    assert (row.request_id, row.state, row.number_of_instances, row.modality) == (request.id, "COMPLETED", 2, "DX")
    assert row.ended_at is not None
    actions = [event.action for event in rows_of(gateway, AuditEventRow)]
    assert actions == ["step.begun", "step.ended"]


def test_a_discontinued_step_leaves_its_order_for_another_attempt(gateway, tmp_path):
    request = place_order(gateway.database, gateway.clinic_id)
    create(gateway, begun(request))
    assert change(gateway, ended("DISCONTINUED", images=0)).Status == 0x0000
    assert on_worklist(gateway, tmp_path / "1") == {"260302-0001": "SCHEDULED"}
    assert create(gateway, begun(request), uid="2.25.4712").Status == 0x0000


def test_an_order_is_known_by_its_accession_number_where_the_device_made_its_own_study(gateway, tmp_path):
    request = place_order(gateway.database, gateway.clinic_id)
    report = begun()
    report.ScheduledStepAttributesSequence[0].AccessionNumber = "260302-0001"
    create(gateway, report)
    change(gateway, ended("COMPLETED"))
    assert on_worklist(gateway, tmp_path / "1") == {}
    assert rows_of(gateway, PerformedStepRow)[0].request_id == request.id


def test_a_step_without_an_order_is_kept_and_closes_none(gateway, tmp_path):
    place_order(gateway.database, gateway.clinic_id)
    assert create(gateway, begun()).Status == 0x0000
    assert change(gateway, ended("COMPLETED")).Status == 0x0000
    assert on_worklist(gateway, tmp_path / "1") == {"260302-0001": "SCHEDULED"}


def test_a_repeated_uid_is_a_duplicate_and_an_unknown_one_no_instance(gateway):
    assert create(gateway, begun()).Status == 0x0000
    assert create(gateway, begun()).Status == 0x0111
    assert change(gateway, ended("COMPLETED"), uid="2.25.99").Status == 0x0112
    assert len(rows_of(gateway, PerformedStepRow)) == 1


def test_a_step_that_ended_may_no_longer_be_updated(gateway):
    create(gateway, begun())
    change(gateway, ended("COMPLETED"))
    answer = change(gateway, ended("DISCONTINUED"))
    assert (answer.Status, answer.ErrorID) == (0x0110, 0xA710)
    assert rows_of(gateway, PerformedStepRow)[0].state == "COMPLETED"


@pytest.mark.parametrize(
    ("report", "status"),
    [
        (begun(PerformedProcedureStepStatus="COMPLETED"), 0x0106),
        (begun(PerformedProcedureStepStatus=""), 0x0120),
        (begun(ScheduledStepAttributesSequence=[]), 0x0120),
    ],
)
def test_what_cannot_be_a_first_report_is_refused(gateway, report, status):
    assert create(gateway, report).Status == status
    assert rows_of(gateway, PerformedStepRow) == []


def test_a_status_that_no_step_has_is_refused(gateway):
    create(gateway, begun())
    assert change(gateway, ended("DONE")).Status == 0x0106
    assert change(gateway, ended("COMPLETED")).Status == 0x0000


def test_a_report_may_name_more_instances_than_a_command_has_bytes(gateway):
    create(gateway, begun())
    assert change(gateway, ended("COMPLETED", images=2000)).Status == 0x0000
    assert rows_of(gateway, PerformedStepRow)[0].number_of_instances == 2000


def test_no_other_clinic_can_touch_or_close_anything(gateway, tmp_path):
    with transaction(gateway.database) as session:
        other = a_clinic(session, "baiyun")
        an_ae(session, other, a_site(session, other), "BAIYUN")
    request = place_order(gateway.database, gateway.clinic_id)
    create(gateway, begun(request))

    assert change(gateway, ended("COMPLETED"), calling="BAIYUN").Status == 0x0112
    assert create(gateway, begun(request), calling="BAIYUN").Status == 0x0000
    assert change(gateway, ended("COMPLETED"), calling="BAIYUN").Status == 0x0000
    assert on_worklist(gateway, tmp_path / "1") == {"260302-0001": "STARTED"}
