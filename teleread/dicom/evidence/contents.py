"""What the objects of a signed version are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from teleread.reports.evidence import KeyImage, Mark
from teleread.reports.making import MadeObject
from teleread.reports.measuring import Value


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Who stands for a version, and when; `signed_at` is aware and in the clinic's time zone."""

    report_id: UUID
    reading_id: UUID
    clinic_id: UUID
    version: int
    name: str
    department: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Measured:
    """A mark with what it measures."""

    mark: Mark
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class PointedAt:
    """One Instance with all that was pointed at on it.

    `metadata` is its header in the DICOM JSON Model, `window` the VOI window
    that it opens with: center, width, function. `is_picture` is false for what
    cannot be shown as one.
    """

    metadata: Mapping[str, Any]
    marks: tuple[Measured, ...]
    key_images: tuple[KeyImage, ...]
    number_of_frames: int = 1
    window: tuple[float, float, str] | None = None
    is_picture: bool = True

    @property
    def sop_class_uid(self) -> str:
        """Its SOP Class."""
        return str(self.metadata["00080016"]["Value"][0])

    @property
    def sop_instance_uid(self) -> str:
        """Its SOP Instance UID."""
        return str(self.metadata["00080018"]["Value"][0])

    @property
    def can_be_presented(self) -> bool:
        """Say whether a presentation state can say how it looks: pixels of one or three samples, no table of values.

        A Modality LUT, and the palette of a PALETTE COLOR picture, would have
        to be in it, and both may be larger than the picture is worth.
        """
        header = self.metadata
        samples = (header.get("00280002", {}).get("Value") or [None])[0]
        photometric = (header.get("00280004", {}).get("Value") or [""])[0]
        is_table = "00283000" in header or photometric == "PALETTE COLOR"
        return self.is_picture and "00280010" in header and samples in (1, 3) and not is_table


@dataclass(frozen=True, slots=True)
class StudySubject:
    """Whose Study it is, as the archive has it; the name is as the signers saw it."""

    patient_name: str
    patient_id: str
    issuer_of_patient_id: str
    patient_birth_date: str
    patient_sex: str
    study_instance_uid: str
    study_date: str
    study_time: str
    accession_number: str
    referring_physician_name: str
    study_description: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that was pointed at in one Study of a version; `before` is what an earlier version left there."""

    subject: StudySubject
    signed: SignedBy
    instances: tuple[PointedAt, ...]
    before: tuple[MadeObject, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeFile:
    """An object as a DICOM file, the same bytes however often it is made."""

    made: MadeObject
    content: bytes
