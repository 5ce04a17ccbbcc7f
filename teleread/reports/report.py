"""What was said: the text, whom and what it is about, and what it follows."""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from teleread.reports.evidence import Evidence


class ReportKind(StrEnum):
    """A version is the first, or says why it follows another."""

    FINAL = "final"
    ADDENDUM = "addendum"
    CORRECTION = "correction"
    RECALL = "recall"


class CriticalAnswer(StrEnum):
    """The signer's answer to whether the pictures show what somebody must hear at once."""

    NONE = "none"
    PRESENT = "present"


class ChangeSize(StrEnum):
    """How much a reviewer changed of an author's text; a text left as it was has none."""

    WORDING = "wording"
    MINOR = "minor"
    MAJOR = "major"


class SignatureMeaning(StrEnum):
    """What a signer says by signing."""

    AUTHORED = "authored"
    REVIEWED = "reviewed_and_approved"
    AUTHORED_AND_APPROVED = "authored_and_approved"


FINAL_MEANINGS: Final = frozenset({SignatureMeaning.REVIEWED, SignatureMeaning.AUTHORED_AND_APPROVED})
"""The meanings whose signature makes a submission a report."""


@dataclass(frozen=True, slots=True)
class PatientAsShown:
    """The patient as the signers saw them on the page."""

    name: str
    patient_id: str
    birth_date: date | None
    sex: str


@dataclass(frozen=True, slots=True)
class ClinicAsShown:
    """The clinic that sent the study; times are printed on its clock."""

    id: UUID
    name: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class StudyAsRead:
    """What names a Study to the clinic's own systems."""

    study_instance_uid: str
    accession_number: str
    study_date: str
    study_description: str


@dataclass(frozen=True, slots=True, order=True)
class ManifestEntry:
    """One Instance that was read, by its UID and the SHA-256 of its bytes in hex."""

    sop_instance_uid: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote the text."""

    account_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class TemplateUsed:
    """The form that a text was written with: its key, its version, and what was filled into it by field."""

    key: str
    version: int
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Follows:
    """The version that an addendum, a correction or a recall stands after, and why."""

    report_id: UUID
    version: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewOf:
    """The author's submission whose text a reviewer changed, by key and SHA-256 in hex."""

    submission_id: UUID
    sha256: str
    change: ChangeSize


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything that a signer stands for; nothing outside it is part of the report.

    `manifest` is sorted by SOP Instance UID and `studies` by Study Instance
    UID, so that equal content has equal bytes. `evidence` and `critical` are
    None in what was submitted before they were asked for; its form goes on
    being the one it was signed in. `author` is who wrote this text: of a
    `review_of` the reviewer.
    """

    id: UUID
    reading_id: UUID
    number: int
    version: int
    kind: ReportKind
    clinic: ClinicAsShown
    department: str
    patient: PatientAsShown
    modality: str
    body_part: str
    clinical_question: str
    accession_number: str
    studies: tuple[StudyAsRead, ...]
    findings: str
    impression: str
    author: Author
    manifest: tuple[ManifestEntry, ...]
    submitted_at: datetime
    evidence: Evidence | None = None
    template: TemplateUsed | None = None
    critical: CriticalAnswer | None = None
    follows: Follows | None = None
    review_of: ReviewOf | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One signed version. What it says is its submission's canonical bytes."""

    id: UUID
    reading_id: UUID
    clinic_id: UUID
    version: int
    kind: ReportKind
    submission_id: UUID
    verification_code: str
    signed_at: datetime


ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U to misread on paper."""


def new_verification_code() -> str:
    """Return a code of 60 random bits, such as `7K3M-Q9XD-2FWT`, that tells nothing of the patient."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def read_verification_code(typed: str) -> str:
    """Return a code as it is kept, from what a person typed off the paper."""
    letters = typed.upper().translate(str.maketrans("ILO", "110", "- \t"))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def instant(at: datetime) -> str:
    """Write a moment in the one form of signed documents: UTC, six decimals, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
