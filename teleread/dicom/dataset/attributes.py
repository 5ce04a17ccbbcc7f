"""Data set -> Patient, Study, Series, Instance: the one crossing point.

Only the attributes named here are read, each within bounds; odd values are
tolerated, never trusted: text is made safe to show, a date that cannot be is
absent, a UID must be one word.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from teleread.archive.arrival import Arrival, ArrivedInstance, ArrivedPatient, ArrivedSeries, ArrivedStudy
from teleread.archive.study import NameStanding
from teleread.dicom.dataset.frame_offsets import frame_offsets
from teleread.dicom.dataset.header import Header, read_header
from teleread.dicom.values.charset import decode_person_name, safe_to_show
from teleread.dicom.values.dates import in_utc, read_birth_date, read_date, read_date_time, read_time, read_zone
from teleread.errors import Invalid

LONGEST_ID, LONGEST_LINE = 128, 1024
_UID = re.compile(r"(?=.*[0-9A-Za-z])[0-9A-Za-z._-]{1,128}")
_SEXES = {"M": "M", "F": "F", "O": "O", "男": "M", "女": "F", "MALE": "M", "FEMALE": "F", "OTHER": "O", "男性": "M"}
_SEXES |= {"女性": "F"}
_WHEN_ACQUIRED = (
    (0x00080022, 0x00080032),
    (0x00080023, 0x00080033),
    (0x00080021, 0x00080031),
    (0x00080020, 0x00080030),
)
_PATIENT_NAME, _ACCESSION_NUMBER = 0x00100010, 0x00080050
_LOST = "\ufffd"


class LacksIdentity(Invalid):
    """The data set does not say which Instance of which Series and Study it is."""

    code = "lacks_identity"
    zh, en = "缺少必需的唯一标识 {attribute}", "{attribute} is missing or is no UID"


class ContradictsRequest(Invalid):
    """The data set is not the Instance that the request announced."""

    code = "contradicts_request"
    zh, en = "数据集与请求不符：{attribute}", "The data set contradicts the request: {attribute}"


@dataclass(frozen=True, slots=True)
class Sender:
    """What the configured AE says about everything it sends."""

    issuer_of_patient_id: str
    time_zone: str
    default_character_set: str | None


def read_arrival(
    stream: BinaryIO, *, offset: int, transfer_syntax_uid: str, sender: Sender, received_at: datetime
) -> Arrival:
    """Read the four levels of an Instance from the bytes of its data set.

    Memory is bounded whatever the bytes claim, and no byte is decoded as a
    picture.

    Parameters
    ----------
    stream
        A seekable file; the data set runs from `offset` to its end.
    sender
        Issuer, time zone and default character set of the AE. A Timezone Offset
        From UTC in the data set wins over the zone.

    Raises
    ------
    NotADataSet
        If the bytes do not even begin as one.
    Malformed
        If they begin as one and cannot be followed to the end.
    LacksIdentity
        If a UID of the Study, Series, Instance or SOP Class is missing.

    References
    ----------
    DICOM PS3.3 C.7.1.1 (Patient), C.7.2.1 (General Study), C.7.3.1 (General
    Series), C.12.1 (SOP Common).
    """
    header = read_header(stream, offset, transfer_syntax_uid, site_default=sender.default_character_set)
    return Arrival(
        _patient(header, sender, received_at),
        _study(header, sender),
        _series(header),
        _instance(header, transfer_syntax_uid, stream),
    )


def check_announced(
    arrival: Arrival, *, sop_class_uid: str, sop_instance_uid: str, study_instance_uid: str | None = None
) -> None:
    """Refuse a data set that is not what the request's Affected SOP UIDs or its address say.

    Raises
    ------
    ContradictsRequest
        With the name of the attribute that differs.

    References
    ----------
    DICOM PS3.7 9.1.1.1 (the Affected SOP Class and Instance UID are those of
    the Instance to be stored); PS3.4 B.2.3 (A9xx: data set does not match);
    PS3.18 10.5.1 (a study in the address is that of every Instance).
    """
    if arrival.instance.sop_class_uid != sop_class_uid:
        raise ContradictsRequest(attribute="SOP Class UID")
    if arrival.instance.sop_instance_uid != sop_instance_uid:
        raise ContradictsRequest(attribute="SOP Instance UID")
    if study_instance_uid not in (None, arrival.study.study_instance_uid):
        raise ContradictsRequest(attribute="Study Instance UID")


def _patient(header: Header, sender: Sender, received_at: datetime) -> ArrivedPatient:
    raw = header.values.get(_PATIENT_NAME, b"")
    decoded = decode_person_name(raw, header.character_sets, site_default=sender.default_character_set)
    name, standing = safe_to_show(decoded.text), decoded.standing
    if name != decoded.text and standing is NameStanding.EXACT:
        standing = NameStanding.GUESSED
    if len(name) > LONGEST_LINE:
        name, standing = _line(name), NameStanding.LOSSY
    return ArrivedPatient(
        issuer_of_patient_id=sender.issuer_of_patient_id,
        patient_id=_identifier(header.text(0x00100020), header.values.get(0x00100020)),
        patient_name=name,
        patient_name_bytes=raw,
        name_standing=standing,
        patient_birth_date=read_birth_date(header.text(0x00100030), latest=received_at.date()),
        patient_sex=_SEXES.get(header.text(0x00100040).strip().upper(), ""),
    )


def _study(header: Header, sender: Sender) -> ArrivedStudy:
    day, clock = read_date(header.text(0x00080020)), read_time(header.text(0x00080030))
    return ArrivedStudy(
        study_instance_uid=_uid(header, 0x0020000D, "Study Instance UID"),
        accession_number=_accession_number(header),
        study_date=f"{day:%Y%m%d}" if day else "",
        study_time=f"{clock:%H%M%S}" if clock else "",
        study_description=_line(safe_to_show(header.text(0x00081030) or header.requested.get(0x00321060, ""))),
        referring_physician_name=_line(safe_to_show(header.name(0x00080090))),
        acquired_at=_acquired_at(header, sender),
    )


def _series(header: Header) -> ArrivedSeries:
    return ArrivedSeries(
        series_instance_uid=_uid(header, 0x0020000E, "Series Instance UID"),
        modality=_word(header.text(0x00080060)),
        series_number=_integer(header.text(0x00200011)),
        series_description=_line(safe_to_show(header.text(0x0008103E))),
        body_part_examined=_word(header.text(0x00180015)),
        laterality=_word(header.text(0x00200060) or header.text(0x00200062)),
    )


def _instance(header: Header, transfer_syntax_uid: str, stream: BinaryIO) -> ArrivedInstance:
    frames = _integer(header.text(0x00280008))
    number_of_frames = frames if frames and frames > 0 else 1
    return ArrivedInstance(
        sop_class_uid=_uid(header, 0x00080016, "SOP Class UID"),
        sop_instance_uid=_uid(header, 0x00080018, "SOP Instance UID"),
        transfer_syntax_uid=transfer_syntax_uid,
        instance_number=_integer(header.text(0x00200013)),
        rows=header.unsigned(0x00280010),
        columns=header.unsigned(0x00280011),
        number_of_frames=number_of_frames,
        frame_offsets=frame_offsets(stream, header.fragments, number_of_frames),
    )


def _acquired_at(header: Header, sender: Sender) -> datetime | None:
    zone = read_zone(header.text(0x00080201)) or ZoneInfo(sender.time_zone)
    stamped = read_date_time(header.text(0x0008002A), zone)
    if stamped:
        return stamped
    for day, clock in _WHEN_ACQUIRED:
        at = in_utc(read_date(header.text(day)), read_time(header.text(clock)), zone)
        if at:
            return at.astimezone(UTC)
    return None


def _uid(header: Header, tag: int, attribute: str) -> str:
    """Return a UID, padded however it was; letters and lengths beyond the rule are let be.

    It is a name to us, never parsed: what matters is that it names one thing.
    """
    value = header.values.get(tag, b"").strip(b"\0 ").decode("ascii", "replace")
    if not _UID.fullmatch(value):
        raise LacksIdentity(attribute=attribute)
    return value


def _accession_number(header: Header) -> str:
    text = header.text(_ACCESSION_NUMBER)
    if text:
        return _identifier(text, header.values.get(_ACCESSION_NUMBER))
    return _identifier(header.requested.get(_ACCESSION_NUMBER, ""), header.request_values.get(_ACCESSION_NUMBER))


def _identifier(text: str, raw: bytes | None) -> str:
    """Return an identifier that an index can hold; what is longer or lost some of its bytes ends in a digest.

    Two that differ stay two, though they look alike.
    """
    shown = safe_to_show(text.strip())
    if len(shown) <= LONGEST_ID and _LOST not in text:
        return shown
    told_apart_by = (raw or b"").strip(b"\0 ") if _LOST in text else text.encode("utf-8", "replace")
    return f"{shown[:64]}…{hashlib.sha256(told_apart_by).hexdigest()[:32]}"


def _line(text: str) -> str:
    return text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…"


def _word(text: str) -> str:
    return safe_to_show(text.split("\\", maxsplit=1)[0].strip())[:64]


def _integer(text: str) -> int | None:
    try:
        number = int(text.split("\\", maxsplit=1)[0])
    except ValueError:
        return None
    return number if -(2**31) <= number < 2**31 else None
