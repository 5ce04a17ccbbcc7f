"""Why a Study cannot be read: coded reasons for each kind, a comment, and where on the picture it shows."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from teleread.errors import Invalid

LONGEST_COMMENT: Final = 500
MOST_MARKS: Final = 20


class RejectionReason(StrEnum):
    """What the clinic has to do better."""

    POSITIONING = "positioning"
    EXPOSURE = "exposure"
    CUT_OFF = "cut_off"
    ARTEFACT = "artefact"
    WRONG_PATIENT = "wrong_patient"
    MISSING_VIEW = "missing_view"
    FLAT_LEAD = "flat_lead"
    LEAD_SWAP = "lead_swap"


IN_CHINESE: Final[Mapping[RejectionReason, str]] = {
    RejectionReason.POSITIONING: "体位不正",
    RejectionReason.EXPOSURE: "曝光不当",
    RejectionReason.CUT_OFF: "未包全",
    RejectionReason.ARTEFACT: "伪影",
    RejectionReason.WRONG_PATIENT: "患者不符",
    RejectionReason.MISSING_VIEW: "缺少体位或切面",
    RejectionReason.FLAT_LEAD: "导联脱落",
    RejectionReason.LEAD_SWAP: "导联接反",
}
"""As the list of the clinic has it; pages have words of their own."""

_OF_PICTURES = (
    RejectionReason.POSITIONING,
    RejectionReason.EXPOSURE,
    RejectionReason.CUT_OFF,
    RejectionReason.ARTEFACT,
    RejectionReason.MISSING_VIEW,
    RejectionReason.WRONG_PATIENT,
)

REASONS_OF: Final[Mapping[str, tuple[RejectionReason, ...]]] = {
    "xray": _OF_PICTURES,
    "ultrasound": (
        RejectionReason.MISSING_VIEW,
        RejectionReason.CUT_OFF,
        RejectionReason.EXPOSURE,
        RejectionReason.ARTEFACT,
        RejectionReason.POSITIONING,
        RejectionReason.WRONG_PATIENT,
    ),
    "ecg": (
        RejectionReason.FLAT_LEAD,
        RejectionReason.LEAD_SWAP,
        RejectionReason.ARTEFACT,
        RejectionReason.CUT_OFF,
        RejectionReason.WRONG_PATIENT,
    ),
    "other": _OF_PICTURES,
}
"""Which reasons there are for a kind of study, the likeliest first."""


class RejectionRefused(Invalid):
    """A rejection that would not tell the clinic what to do; `reason` says why."""

    code = "rejection_refused"
    zh, en = "{reason_zh}", "{reason}"


@dataclass(frozen=True, slots=True)
class PlaceMarked:
    """Something drawn on one frame, from 1; the points are those of evidence: columns and rows."""

    instance_id: UUID
    frame: int
    kind: str
    points: tuple[tuple[float, float], ...]
    text: str = ""

    def to_data(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "instance_id": str(self.instance_id),
            "frame": self.frame,
            "kind": self.kind,
            "points": [list(point) for point in self.points],
            "text": self.text,
        }

    @staticmethod
    def of_data(data: Mapping[str, Any]) -> "PlaceMarked":
        """Return what was kept."""
        points = tuple((float(x), float(y)) for x, y in data["points"])
        return PlaceMarked(UUID(data["instance_id"]), int(data["frame"]), data["kind"], points, data["text"])


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a specialist says who cannot read a Study."""

    reason: RejectionReason
    comment: str = ""
    marks: tuple[PlaceMarked, ...] = ()

    @property
    def in_one_line(self) -> str:
        """What the Reading itself keeps as its reason."""
        return f"{IN_CHINESE[self.reason]}：{self.comment}" if self.comment else IN_CHINESE[self.reason]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A complaint on file."""

    reading_id: UUID
    complaint: Complaint
    rejected_by: UUID
    rejected_at: datetime


def check_complaint(complaint: Complaint, *, modality: str) -> Complaint:
    """Return the complaint with its comment trimmed.

    A wrong patient has to be explained: nobody may guess whose picture it is.

    Raises
    ------
    RejectionRefused
        If the reason is none of this kind of study, or a comment is missing,
        too long or not printable.
    """
    if complaint.reason not in REASONS_OF.get(modality, REASONS_OF["other"]):
        raise RejectionRefused(
            reason="This reason is not one of this kind of study", reason_zh="该退回原因不适用于此类检查"
        )
    comment = complaint.comment.strip()
    if len(comment) > LONGEST_COMMENT or any(
        unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t" for letter in comment
    ):
        raise RejectionRefused(
            reason=f"A comment has at most {LONGEST_COMMENT} printable characters",
            reason_zh=f"说明最多 {LONGEST_COMMENT} 个可显示字符",
        )
    if complaint.reason is RejectionReason.WRONG_PATIENT and not comment:
        raise RejectionRefused(
            reason="Say why it is not this patient", reason_zh="患者不符时请说明依据（例如影像与性别、年龄或病史不符）"
        )
    if len(complaint.marks) > MOST_MARKS:
        raise RejectionRefused(reason=f"At most {MOST_MARKS} marks", reason_zh=f"最多 {MOST_MARKS} 处标注")
    return Complaint(complaint.reason, comment, complaint.marks)
