"""A system of the clinic that reads HL7 messages: an ORU^R01 by MLLP."""

from datetime import timedelta
from typing import Final

from teleread.clinics.clinic import MessageCharacterSet
from teleread.errors import Invalid
from teleread.hl7.ack import Acknowledgement, NotAnAcknowledgement, Verdict, read_acknowledgement
from teleread.hl7.mllp import Broken, ExchangeBroken, MllpPeer, connect, exchange
from teleread.hl7.oru import Addressed, Answered, Signed, control_id_of, oru_r01
from teleread.hl7.text import CODEC, encoded
from teleread.reports.report import FINAL_MEANINGS
from teleread.views.sending import Destination
from teleread.workflow.journey.outlets.parcel import Failure, Parcel, Sender, Sent
from teleread.workflow.journey.outlets.tls import context_of

LONGEST_EXCHANGE: Final = timedelta(seconds=60)
"""Of connection and answer together: inside what a lease leaves for sending."""


_SAID: Final = {
    Broken.UNREACHABLE: "无法连接对方系统",
    Broken.TLS_REFUSED: "TLS 连接被拒绝，请核对证书",
    Broken.TIMED_OUT: "对方未在时限内应答",
    Broken.CLOSED: "连接在应答前中断",
    Broken.TOO_LONG: "对方的应答过长",
    Broken.NOT_FRAMED: "对方的应答不是 MLLP 格式",
}


class SystemWithoutAddress(Invalid):
    """The route says nowhere to send to."""

    code = "system_without_address"
    zh, en = "该线路未填写主机和端口", "The route has no host and port"


def send(parcel: Parcel, sender: Sender) -> Sent | Failure:
    """Send the report as a message, and judge what is answered.

    A repetition is the same bytes under the same Message Control ID, by which
    the other side knows it.
    """
    addressed = _addressed(parcel)
    message = encoded(_message(parcel, addressed), addressed.character_set)
    peer = _peer(parcel.destination, sender)
    if parcel.is_expired:
        return Failure("准备发送耗时过长，已放弃本次尝试 Too late to begin: this attempt was given up")
    try:
        answer = exchange(message, peer, timeout=min(sender.timeout, LONGEST_EXCHANGE / 2))
        acknowledgement = read_acknowledgement(answer, codec=CODEC[addressed.character_set])
    except ExchangeBroken as broken:
        return _not_answered(broken)
    except NotAnAcknowledgement:
        return Failure("对方的应答不是 HL7 确认消息 What was answered is no HL7 acknowledgement")
    return judged(acknowledgement, control_id=addressed.control_id)


def call(destination: Destination, sender: Sender) -> Sent | Failure:
    """Connect to the system and leave: nothing is sent."""
    try:
        connect(_peer(destination, sender), timeout=sender.timeout)
    except ExchangeBroken as broken:
        return _not_answered(broken)
    return Sent("MLLP: 已建立连接 connected")


def _not_answered(broken: ExchangeBroken) -> Failure:
    return Failure(f"{_SAID[broken.reason]} {broken}")


def judged(acknowledgement: Acknowledgement, *, control_id: str) -> Sent | Failure:
    """Return what an acknowledgement means for the delivery.

    AE says that this message is wrong, so a repetition is useless until a
    person has mended something. AR may be a system that is down or a full
    queue, so it is tried again, unless the other side never takes such messages.

    References
    ----------
    HL7 v2.5.1 2.9.2 (what AA, AE and AR mean, and when a message may be sent again).
    """
    if acknowledgement.control_id != control_id:
        return Failure("对方确认的是另一条消息 The acknowledgement is of another message")
    said = f"{acknowledgement.code} {acknowledgement.said}".strip()
    match acknowledgement.verdict:
        case Verdict.ACCEPTED:
            return Sent(said)
        case Verdict.ERROR:
            return Failure(f"对方报告消息有误 The peer found an error: {said}", is_permanent=True)
        case Verdict.REJECTED:
            detail = f"对方拒收消息 The peer rejected the message: {said}"
            return Failure(detail, is_permanent=acknowledgement.is_unsupported)


def _peer(destination: Destination, sender: Sender) -> MllpPeer:
    if destination.host is None or destination.port is None:
        raise SystemWithoutAddress
    return MllpPeer(destination.host, destination.port, context_of(destination, sender))


def _addressed(parcel: Parcel) -> Addressed:
    end = parcel.destination.end
    return Addressed(
        control_id=control_id_of(parcel.delivery_id),
        character_set=end.character_set or MessageCharacterSet.UTF8,
        receiving_application=end.receiving_application,
        receiving_facility=end.receiving_facility,
    )


def _message(parcel: Parcel, addressed: Addressed) -> str:
    study, order, submission = parcel.study, parcel.study.order, parcel.submission
    finals = [each.statement for each in parcel.signatures if each.statement.meaning in FINAL_MEANINGS]
    answered = Answered(
        issuer_of_patient_id=study.issuer_of_patient_id,
        placer_number=submission.accession_number or (order.accession_number if order else study.accession_number),
        study_instance_uid=study.study_instance_uid,
        study_date=study.study_date,
        study_time=study.study_time,
        ordered_by=order.ordered_by_name if order else "",
    )
    approver = finals[-1].signer_name if finals else submission.author.name
    return oru_r01(
        parcel.report,
        submission,
        addressed=addressed,
        answered=answered,
        signed=Signed(author=submission.author.name, approver=approver),
        pdf=parcel.pdf,
    )
