"""What resources are made of: records as they are known here, without a word of FHIR."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from teleread.reports.report import Report, SignatureMeaning, Submission

BASE: Final = "/fhir/R4"
"""Where the API lies, under the address that people reach the pages by."""


@dataclass(frozen=True, slots=True)
class ClinicTold:
    """The clinic that sent the study."""

    id: UUID
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class OrganizationTold:
    """A clinic or a department."""

    id: UUID
    name: str
    is_department: bool


@dataclass(frozen=True, slots=True)
class PersonTold:
    """Somebody with an account here."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class PatientTold:
    """A patient; `name` is a DICOM Person Name."""

    id: UUID
    clinic: ClinicTold
    issuer: str
    patient_id: str
    name: str
    birth_date: date | None
    sex: str


@dataclass(frozen=True, slots=True)
class OrderTold:
    """An order; `patient_key` is None until a study came for it."""

    id: UUID
    clinic: ClinicTold
    patient_key: UUID | None
    patient_id: str
    patient_name: str
    accession_number: str
    clinical_question: str
    modality: str
    body_part: str
    priority: str
    state: str
    is_reported: bool
    ordered_at: datetime
    ordered_by: PersonTold


@dataclass(frozen=True, slots=True)
class InstanceTold:
    """One Instance."""

    sop_instance_uid: str
    sop_class_uid: str
    number: int | None


@dataclass(frozen=True, slots=True)
class SeriesTold:
    """One Series with its current Instances."""

    series_instance_uid: str
    modality: str
    number: int | None
    description: str
    body_part: str
    instances: tuple[InstanceTold, ...]


@dataclass(frozen=True, slots=True)
class StudyTold:
    """One Study; `started_at` is None where its device said no plausible time."""

    id: UUID
    clinic: ClinicTold
    patient_key: UUID
    study_instance_uid: str
    accession_number: str
    description: str
    started_at: datetime | None
    updated_at: datetime
    series: tuple[SeriesTold, ...]


@dataclass(frozen=True, slots=True)
class SignerTold:
    """Who signed a version, and in which sense."""

    person: PersonTold
    meaning: SignatureMeaning
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class ReportTold:
    """One signed version, and the keys of everything that it is about."""

    report: Report
    content: Submission
    clinic: ClinicTold
    patient_key: UUID
    department: OrganizationTold | None
    signers: tuple[SignerTold, ...]
    request_id: UUID | None
    study_ids: tuple[UUID, ...]
    started_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WholeReport:
    """A version with all that a receiver needs to file it who has nothing yet: as it was signed, and what was read."""

    told: ReportTold
    patient: PatientTold
    order: OrderTold | None
    studies: tuple[StudyTold, ...]
