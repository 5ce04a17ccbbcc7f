"""What was said: the text, whom and what it is about, and the bytes that are signed."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from teleread.reports.evidence import Evidence
from teleread.reports.evidence_form import evidence_of_tree, evidence_tree

FORMAT: Final = "teleread-report/2"
FORMAT_BEFORE_EVIDENCE: Final = "teleread-report/1"


class ReportKind(StrEnum):
    """A version is the first, or says why it follows another."""

    FINAL = "final"
    ADDENDUM = "addendum"
    CORRECTION = "correction"


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
class Submission:
    """Everything that a signer stands for; nothing outside it is part of the report.

    `manifest` is sorted by SOP Instance UID and `studies` by Study Instance
    UID, so that equal content has equal bytes. `evidence` is None in what was
    submitted before there was any; its form goes on being the one it was signed in.
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


def canonical(submission: Submission) -> bytes:
    """Return the bytes that are hashed, signed and kept.

    One JSON object: keys sorted, no white space, UTF-8, text exactly as it was
    typed (no Unicode normalization), no numbers but small integers (others are
    text with three decimals). Under those
    limits it is the JSON Canonicalization Scheme, so any other implementation
    of it arrives at the same bytes.

    References
    ----------
    RFC 8785 (JCS) 3.2: literal characters but the escapes of 3.2.2.2, members
    sorted by name; every name here is ASCII, for which the order by UTF-16
    code units is Python's.
    """
    tree = _tree(submission)
    return json.dumps(tree, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True).encode()


def parse(content: bytes) -> Submission:
    """Return the submission whose canonical bytes these are.

    Raises
    ------
    ValueError
        If the bytes are not in the form that `canonical` writes.
    """
    tree = json.loads(content)
    if not isinstance(tree, dict) or tree.get("format") not in (FORMAT, FORMAT_BEFORE_EVIDENCE):
        raise ValueError(f"not a {FORMAT} document")
    try:
        submission = _submission(tree)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a {FORMAT} document") from error
    if canonical(submission) != content:
        raise ValueError("not in canonical form")
    return submission


def instant(at: datetime) -> str:
    """Write a moment in the one form of signed documents: UTC, six decimals, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _tree(submission: Submission) -> dict[str, Any]:
    patient, clinic, author = submission.patient, submission.clinic, submission.author
    evidence = submission.evidence
    return {
        "format": FORMAT_BEFORE_EVIDENCE if evidence is None else FORMAT,
        **({} if evidence is None else {"evidence": evidence_tree(evidence)}),
        "submission_id": str(submission.id),
        "reading_id": str(submission.reading_id),
        "number": submission.number,
        "version": submission.version,
        "kind": submission.kind.value,
        "clinic": {"id": str(clinic.id), "name": clinic.name, "time_zone": clinic.time_zone},
        "department": submission.department,
        "patient": {
            "name": patient.name,
            "patient_id": patient.patient_id,
            "birth_date": patient.birth_date.isoformat() if patient.birth_date else None,
            "sex": patient.sex,
        },
        "modality": submission.modality,
        "body_part": submission.body_part,
        "clinical_question": submission.clinical_question,
        "accession_number": submission.accession_number,
        "studies": [
            {
                "study_instance_uid": study.study_instance_uid,
                "accession_number": study.accession_number,
                "study_date": study.study_date,
                "study_description": study.study_description,
            }
            for study in submission.studies
        ],
        "findings": submission.findings,
        "impression": submission.impression,
        "author": {"account_id": str(author.account_id), "name": author.name},
        "manifest": [{"sop_instance_uid": e.sop_instance_uid, "sha256": e.sha256} for e in submission.manifest],
        "submitted_at": instant(submission.submitted_at),
    }


def _submission(tree: Mapping[str, Any]) -> Submission:
    clinic, patient, author = tree["clinic"], tree["patient"], tree["author"]
    born = patient["birth_date"]
    return Submission(
        id=UUID(tree["submission_id"]),
        reading_id=UUID(tree["reading_id"]),
        number=tree["number"],
        version=tree["version"],
        kind=ReportKind(tree["kind"]),
        clinic=ClinicAsShown(UUID(clinic["id"]), clinic["name"], clinic["time_zone"]),
        department=tree["department"],
        patient=PatientAsShown(
            patient["name"], patient["patient_id"], date.fromisoformat(born) if born else None, patient["sex"]
        ),
        modality=tree["modality"],
        body_part=tree["body_part"],
        clinical_question=tree["clinical_question"],
        accession_number=tree["accession_number"],
        studies=tuple(StudyAsRead(**study) for study in tree["studies"]),
        findings=tree["findings"],
        impression=tree["impression"],
        author=Author(UUID(author["account_id"]), author["name"]),
        manifest=tuple(ManifestEntry(**entry) for entry in tree["manifest"]),
        submitted_at=datetime.strptime(tree["submitted_at"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC),
        evidence=evidence_of_tree(tree["evidence"]) if tree["format"] == FORMAT else None,
    )
