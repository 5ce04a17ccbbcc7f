"""A device of the clinic that reads structured reports: the words as a Basic Text SR by C-STORE."""

from typing import Final
from zoneinfo import ZoneInfo

from teleread.dicom.reporting.contents import InstanceRead, Predecessor, Signer, TextDocument
from teleread.dicom.reporting.text_report import UTF8, text_report
from teleread.documents.document import title_of
from teleread.fhir.contents import WholeReport
from teleread.reports.report import CriticalAnswer
from teleread.workflow.journey.outlets.device import store, subject_of
from teleread.workflow.journey.outlets.parcel import Failure, Parcel, Sender, Sent

NO_TEXTS: Final = "对方设备不接收结构化报告 The device takes no Basic Text SR"


def send_text(parcel: Parcel, sender: Sender) -> Sent | Failure:
    """Store the report as a Basic Text SR Instance of its Study (PS3.3 A.35.1)."""
    assert parcel.whole is not None, "an SR tells of what was read"  # noqa: S101  (the table of outlets says so)
    document = text_document(parcel, parcel.whole)
    wanted = parcel.destination.character_set or UTF8
    instance = text_report(document, subject_of(parcel), character_set=wanted)
    return store(instance, parcel.destination, sender, not_taken=NO_TEXTS)


def text_document(parcel: Parcel, whole: WholeReport) -> TextDocument:
    """Return what the document of a version says; times are on the clinic's clock."""
    report, submission = parcel.report, parcel.submission
    zone = ZoneInfo(submission.clinic.time_zone)
    follows, critical = submission.follows, submission.critical
    return TextDocument(
        report_id=report.id,
        reading_id=report.reading_id,
        version=report.version,
        kind=report.kind,
        title=title_of(submission.modality),
        modality=submission.modality,
        body_part=submission.body_part,
        department=submission.department,
        clinical_question=submission.clinical_question,
        accession_number=submission.accession_number,
        findings=submission.findings,
        impression=submission.impression,
        signers=tuple(
            Signer(each.person.name, each.meaning, each.signed_at.astimezone(zone)) for each in whole.told.signers
        ),
        signed_at=report.signed_at.astimezone(zone),
        read=tuple(
            InstanceRead(
                study.study_instance_uid, series.series_instance_uid, each.sop_class_uid, each.sop_instance_uid
            )
            for study in whole.studies
            for series in study.series
            for each in series.instances
        ),
        is_critical=None if critical is None else critical is CriticalAnswer.PRESENT,
        follows=None if follows is None else Predecessor(follows.report_id, follows.version, follows.reason),
    )
