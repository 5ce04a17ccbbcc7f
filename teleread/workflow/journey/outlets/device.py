"""A device of the clinic: Instances by C-STORE, and whether it answers a C-ECHO."""

from typing import Final
from zoneinfo import ZoneInfo

from teleread.dicom.encapsulate import ReportedDocument, ReportSubject, encapsulate_pdf
from teleread.dicom.sending.echo import echo
from teleread.dicom.sending.scu import Peer, SendOutcome, SendReason, send
from teleread.documents.document import title_of
from teleread.errors import Invalid
from teleread.views.sending import Destination
from teleread.workflow.journey.outlets.parcel import Failure, Parcel, Sender, Sent
from teleread.workflow.journey.outlets.tls import context_of

_SAID: Final = {
    SendReason.UNREACHABLE: "无法连接设备",
    SendReason.REFUSED: "设备拒绝连接，请核对 AE 标题",
    SendReason.NOT_ACCEPTED: "设备不接受此类对象",
    SendReason.FAILED: "设备报告存储失败",
    SendReason.TIMED_OUT: "设备未在时限内应答",
    SendReason.ABORTED: "设备中断了连接",
}


class DeviceWithoutAddress(Invalid):
    """The device of a route listens nowhere."""

    code = "device_without_address"
    zh, en = "该设备未登记主机和端口", "The device has no host and port on record"


def send_pdf(parcel: Parcel, sender: Sender) -> Sent | Failure:
    """Store the document as an Encapsulated PDF Instance of its Study (PS3.3 A.45.1)."""
    return store(_encapsulated(parcel), parcel.destination, sender)


def store(instance: bytes, destination: Destination, sender: Sender, *, not_taken: str = "") -> Sent | Failure:
    """Store an Instance at the device where a route ends.

    Parameters
    ----------
    not_taken
        What to say where the device does not know this kind of object.

    Raises
    ------
    DeviceWithoutAddress
        If it listens nowhere.
    """
    outcome = send(instance, _peer(destination, sender), timeout=sender.timeout)
    if not_taken and outcome.reason is SendReason.NOT_ACCEPTED:
        return Failure(f"{not_taken} ({outcome.detail})")
    return _result(outcome)


def call(destination: Destination, sender: Sender) -> Sent | Failure:
    """Ask the device for a C-ECHO, which changes nothing there."""
    return _result(echo(_peer(destination, sender), timeout=sender.timeout))


def _peer(destination: Destination, sender: Sender) -> Peer:
    if destination.host is None or destination.port is None or destination.ae_title is None:
        raise DeviceWithoutAddress
    tls = context_of(destination, sender)
    return Peer(destination.host, destination.port, destination.ae_title, sender.ae_title, tls)


def _result(outcome: SendOutcome) -> Sent | Failure:
    if outcome.succeeded:
        return Sent(outcome.detail)
    return Failure(f"{_SAID.get(outcome.reason, '发送失败')} {outcome.reason.value}: {outcome.detail}")


def subject_of(parcel: Parcel) -> ReportSubject:
    """Return whom and which Study an Instance of ours is about: the patient is as the signers saw them."""
    patient, study = parcel.submission.patient, parcel.study
    return ReportSubject(
        patient_name=patient.name,
        patient_id=patient.patient_id,
        issuer_of_patient_id=study.issuer_of_patient_id,
        patient_birth_date=patient.birth_date,
        patient_sex=patient.sex,
        study_instance_uid=study.study_instance_uid,
        study_id="",
        study_date=study.study_date,
        study_time=study.study_time,
        accession_number=study.accession_number,
        referring_physician_name=study.referring_physician_name,
    )


def _encapsulated(parcel: Parcel) -> bytes:
    report, submission = parcel.report, parcel.submission
    document = ReportedDocument(
        report_id=report.id,
        reading_id=report.reading_id,
        version=report.version,
        title=title_of(submission.modality),
        modality=submission.modality,
        institution_name=submission.department,
        signed_at=report.signed_at.astimezone(ZoneInfo(submission.clinic.time_zone)),
    )
    return encapsulate_pdf(parcel.pdf, subject_of(parcel), document)
