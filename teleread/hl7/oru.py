"""A report as an unsolicited observation message: ORU^R01 of HL7 v2.5.1.

Nothing in it depends on when it is sent: a repetition is the same bytes under
the same Message Control ID.

References
----------
HL7 v2.5.1 7.3.1 (ORU^R01), 7.4.1 (OBR), 7.4.2 (OBX), 4.5.1 (ORC), 3.4.2 (PID),
2.14.9 (MSH); Tables 0074, 0078, 0085, 0119, 0123.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from teleread.clinics.clinic import MessageCharacterSet, Modality
from teleread.hl7.delimited import components, segment, subcomponents
from teleread.hl7.people import patient_name, person
from teleread.hl7.text import ENCODING_CHARACTERS, escaped, formatted
from teleread.reports.report import CriticalAnswer, Report, ReportKind, Submission

OUR_NAME: Final = "TELEREAD"
LOCAL_CODES: Final = "99TELEREAD"

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CONTROL_ID_LENGTH: Final = 20

_SECTION: Final = {Modality.XRAY: "RX", Modality.ULTRASOUND: "RUS", Modality.ECG: "EC"}
"""OBR-24, Table 0074: radiograph, radiology ultrasound, electrocardiac."""

_SERVICE: Final = {
    Modality.XRAY: "X线检查",
    Modality.ULTRASOUND: "超声检查",
    Modality.ECG: "心电图检查",
    Modality.OTHER: "其他检查",
}

_DOCUMENT: Final = {Modality.ECG: ("11524-6", "EKG study")}
_USUAL_DOCUMENT: Final = ("18748-4", "Diagnostic imaging study")

STUDY: Final = "113014^Study Instance UID^DCM"
"""What an observation says that names the Study, in the words of PS3.16 Annex D."""

_KIND_SAID: Final = {
    ReportKind.FINAL: "首次报告",
    ReportKind.ADDENDUM: "补充报告",
    ReportKind.CORRECTION: "更正报告",
    ReportKind.RECALL: "报告撤回",
}

RESULT_STATUS: Final = {
    ReportKind.FINAL: "F",
    ReportKind.ADDENDUM: "C",
    ReportKind.CORRECTION: "C",
    ReportKind.RECALL: "X",
}
"""OBR-25, Table 0123. C is a correction to results; after a recall there are none: X."""

OBSERVATION_STATUS: Final = {
    ReportKind.FINAL: "F",
    ReportKind.ADDENDUM: "C",
    ReportKind.CORRECTION: "C",
    ReportKind.RECALL: "W",
}
"""OBX-11, Table 0085. C replaces a final result; W posts the original as wrong."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """Between whom a message goes, and in what it is written.

    Parameters
    ----------
    receiving_application, receiving_facility
        MSH-5 and MSH-6, as the other side wants to be named.
    """

    control_id: str
    character_set: MessageCharacterSet
    receiving_application: str = ""
    receiving_facility: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a report answers: the clinic's own numbers, so that its system finds the order.

    Parameters
    ----------
    study_date, study_time
        DA and TM of the Study, on the clinic's clock.
    """

    issuer_of_patient_id: str
    placer_number: str
    study_instance_uid: str
    study_date: str
    study_time: str
    ordered_by: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who wrote a report and who answers for it."""

    author: str
    approver: str


def control_id_of(delivery_id: UUID) -> str:
    """Return MSH-10 of a delivery, the same at every attempt: 20 characters at most (2.14.9.10)."""
    number = int.from_bytes(hashlib.sha256(delivery_id.bytes).digest()[:13])
    return "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in range(CONTROL_ID_LENGTH))


def oru_r01(
    report: Report, submission: Submission, *, addressed: Addressed, answered: Answered, signed: Signed, pdf: bytes
) -> str:
    """Return the message, its segments ended by carriage returns."""
    facts = _Facts(report, submission, addressed, answered, signed)
    segments = [_msh(facts), _pid(facts), _orc(facts), _obr(facts), *_nte(facts), *_obx(facts, pdf)]
    return "".join(f"{each}\r" for each in segments)


@dataclass(frozen=True, slots=True)
class _Facts:
    report: Report
    submission: Submission
    addressed: Addressed
    answered: Answered
    signed: Signed

    @property
    def signed_at(self) -> str:
        return _moment(self.report.signed_at, self.submission.clinic.time_zone)

    @property
    def modality(self) -> Modality:
        return Modality(self.submission.modality)

    @property
    def numbers(self) -> tuple[str, str]:
        """Placer and filler order number (OBR-2, OBR-3); ours is the Reading, whatever its version."""
        return escaped(self.answered.placer_number), components(str(self.report.reading_id), OUR_NAME)


def _msh(facts: _Facts) -> str:
    to = facts.addressed
    fields = {
        2: escaped(OUR_NAME),
        3: escaped(facts.submission.department),
        4: escaped(to.receiving_application),
        5: escaped(to.receiving_facility),
        6: facts.signed_at,
        8: components("ORU", "R01", "ORU_R01"),
        9: to.control_id,
        10: "P",
        11: "2.5.1",
        16: "CHN",
        17: to.character_set.value,
    }
    return segment("MSH", {1: ENCODING_CHARACTERS, **fields})


def _pid(facts: _Facts) -> str:
    patient, issuer = facts.submission.patient, facts.answered.issuer_of_patient_id
    return segment(
        "PID",
        {
            1: "1",
            3: components(patient.patient_id, "", "", issuer, "PI"),
            5: patient_name(patient.name),
            7: patient.birth_date.strftime("%Y%m%d") if patient.birth_date else "",
            8: patient.sex or "U",
        },
    )


def _orc(facts: _Facts) -> str:
    placer, filler = facts.numbers
    return segment(
        "ORC",
        {1: "RE", 2: placer, 3: filler, 5: "CM", 9: facts.signed_at, 12: person(facts.answered.ordered_by)},
    )


def _obr(facts: _Facts) -> str:
    submission, answered = facts.submission, facts.answered
    placer, filler = facts.numbers
    fields = {
        1: "1",
        2: placer,
        3: filler,
        4: components(submission.modality, f"{_SERVICE[facts.modality]} {submission.body_part}".strip(), LOCAL_CODES),
        7: _study_moment(answered),
        16: person(answered.ordered_by),
        22: facts.signed_at,
        24: _SECTION.get(facts.modality, "OTH"),
        25: RESULT_STATUS[facts.report.kind],
        31: components("", submission.clinical_question),
        32: subcomponents("", facts.signed.approver),
        33: subcomponents("", facts.signed.author),
    }
    return segment("OBR", fields)


def _nte(facts: _Facts) -> Iterator[str]:
    follows = facts.submission.follows
    if follows is None:
        return
    said = (
        f"{_KIND_SAID[facts.report.kind]}（第 {facts.report.version} 版，接第 {follows.version} 版）：{follows.reason}"
    )
    yield segment("NTE", {1: "1", 2: "L", 3: formatted(said), 4: components("1R", "Primary reason", "HL70364")})


def _obx(facts: _Facts, pdf: bytes) -> Iterator[str]:
    submission = facts.submission
    texts: Sequence[tuple[str, str, str]] = (
        ("121070", "影像所见" if facts.modality is not Modality.ECG else "心电图所见", submission.findings),
        ("121072", "诊断意见", submission.impression),
    )
    number = 0
    for code, name, text in texts:
        if text:
            number += 1
            yield _observation(facts, number, "FT", components(code, name, "DCM"), formatted(text))
    yield _observation(facts, number + 1, "HD", STUDY, components("", facts.answered.study_instance_uid, "ISO"))
    code, name = _DOCUMENT.get(facts.modality, _USUAL_DOCUMENT)
    document = components("", "application", "pdf", "Base64", base64.b64encode(pdf).decode())
    yield _observation(facts, number + 2, "ED", components(code, name, "LN"), document)


def _observation(facts: _Facts, number: int, kind: str, what: str, value: str) -> str:
    is_critical = facts.submission.critical is CriticalAnswer.PRESENT and kind == "FT"
    fields = {
        1: str(number),
        2: kind,
        3: what,
        5: value,
        8: "AA" if is_critical else "",
        11: OBSERVATION_STATUS[facts.report.kind],
        14: _study_moment(facts.answered),
        16: person(facts.signed.approver),
    }
    return segment("OBX", fields)


def _study_moment(answered: Answered) -> str:
    """Return the time of the Study as TS; the clinic's clock says no offset, so none is made up."""
    time = answered.study_time.partition(".")[0].replace(":", "")
    moment = answered.study_date + time
    return moment if re.fullmatch(r"\d{8}(\d\d){0,3}", moment) else ""


def _moment(at: datetime, time_zone: str) -> str:
    return at.astimezone(ZoneInfo(time_zone)).strftime("%Y%m%d%H%M%S%z")
