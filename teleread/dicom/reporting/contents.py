"""What a text document is made of: one signed version, who stands for it, and what was read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from teleread.dicom.encapsulate import key_of, uid_of
from teleread.reports.report import ReportKind, SignatureMeaning

SOP_CLASS_UID: Final = "1.2.840.10008.5.1.4.1.1.88.11"
"""Basic Text SR Storage (PS3.6 Table A-1)."""

OTHER_BITS: Final = 0x5EED_5EED_5EED_5EED & ((1 << 62) - 1)
"""Of the random part of a key: what is flipped stays a UUID of its kind."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, in which sense, and when; `signed_at` is aware and in the clinic's time zone."""

    name: str
    meaning: SignatureMeaning
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class InstanceRead:
    """An Instance of the manifest, by everything that names it."""

    study_instance_uid: str
    series_instance_uid: str
    sop_class_uid: str
    sop_instance_uid: str


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The version that a document follows, and why."""

    report_id: UUID
    version: int
    reason: str


@dataclass(frozen=True, slots=True)
class TextDocument:
    """One signed version. `signed_at` is aware and in the clinic's time zone.

    `is_critical` is None in what was signed before anybody was asked.
    """

    report_id: UUID
    reading_id: UUID
    version: int
    kind: ReportKind
    title: str
    modality: str
    body_part: str
    department: str
    clinical_question: str
    accession_number: str
    findings: str
    impression: str
    signers: tuple[Signer, ...]
    signed_at: datetime
    read: tuple[InstanceRead, ...]
    is_critical: bool | None = None
    follows: Predecessor | None = None


def uid_of_text(report_id: UUID) -> str:
    """Return the SOP Instance UID of a version's text document: the same each time, and another than its PDF's."""
    return uid_of(UUID(int=report_id.int ^ OTHER_BITS))


def report_of_text(uid: str) -> UUID | None:
    """Return the version whose text document may have this UID; None if none of ours has."""
    key = key_of(uid)
    return None if key is None else UUID(int=key.int ^ OTHER_BITS)
