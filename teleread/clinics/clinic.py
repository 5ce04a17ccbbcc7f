"""The partner and what belongs to it: Clinic, Site, AE, Department, Partnership, ReturnRoute, terms."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID


class Modality(StrEnum):
    """The kinds of study that are read, coarser than Modality (0008,0060)."""

    XRAY = "xray"
    ULTRASOUND = "ultrasound"
    ECG = "ecg"
    OTHER = "other"


class Priority(StrEnum):
    """How soon the clinic needs the answer."""

    ROUTINE = "routine"
    EMERGENCY = "emergency"


class RouteKind(StrEnum):
    """The ways home."""

    PAGE = "page"
    DICOM = "dicom"


@dataclass(frozen=True, slots=True)
class Clinic:
    """A partner that sends studies and receives reports; `key` names it in URLs."""

    id: UUID
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Site:
    """One physical place of a clinic.

    Parameters
    ----------
    allows_plain
        Whether its devices may call without TLS.
    most_associations, most_instances_per_minute, most_bytes_per_hour, most_bytes_per_day
        What its devices may ask of the gateway; None for what the house gives everybody.
    """

    id: UUID
    clinic_id: UUID
    name: str
    time_zone: str
    default_character_set: str | None
    allows_plain: bool = True
    most_associations: int | None = None
    most_instances_per_minute: int | None = None
    most_bytes_per_hour: int | None = None
    most_bytes_per_day: int | None = None


@dataclass(frozen=True, slots=True)
class AE:
    """An Application Entity of a Site: a device, and where it listens if it does."""

    id: UUID
    site_id: UUID
    clinic_id: UUID
    ae_title: str
    called_ae_title: str | None
    network: str | None
    host: str | None
    port: int | None
    issuer_of_patient_id: str
    character_set: str | None = None


@dataclass(frozen=True, slots=True)
class Calling:
    """How an AE calls and is called, as an admin types it.

    Parameters
    ----------
    called_ae_title
        Title that the device must call us by, where it tells clinics apart.
    network
        Address or CIDR that the device must call from.
    host, port
        Where it listens, if it does.
    issuer_of_patient_id
        Who numbers its patients; None for the clinic.
    character_set
        What it can read of a worklist or an answer to a query; None for UTF-8.
    """

    called_ae_title: str | None = None
    network: str | None = None
    host: str | None = None
    port: int | None = None
    issuer_of_patient_id: str | None = None
    character_set: str | None = None


@dataclass(frozen=True, slots=True)
class Department:
    """A group of specialists at the district hospital."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Partnership:
    """Which department reads a modality for a clinic, and whether one signature is enough."""

    id: UUID
    clinic_id: UUID
    department_id: UUID
    modality: Modality
    single_signature: bool


@dataclass(frozen=True, slots=True)
class Term:
    """How soon a clinic's studies of a modality and priority are to be signed."""

    id: UUID
    clinic_id: UUID
    modality: Modality
    priority: Priority
    minutes: int


@dataclass(frozen=True, slots=True)
class ReturnRoute:
    """A way home for a clinic's reports; a DICOM route ends at an AE."""

    id: UUID
    clinic_id: UUID
    kind: RouteKind
    ae_id: UUID | None


DEFAULT_TERMS: dict[tuple[Modality, Priority], timedelta] = {
    (Modality.ECG, Priority.EMERGENCY): timedelta(minutes=15),
    (Modality.ECG, Priority.ROUTINE): timedelta(minutes=30),
    (Modality.XRAY, Priority.EMERGENCY): timedelta(minutes=30),
    (Modality.XRAY, Priority.ROUTINE): timedelta(minutes=60),
    (Modality.ULTRASOUND, Priority.EMERGENCY): timedelta(minutes=15),
    (Modality.ULTRASOUND, Priority.ROUTINE): timedelta(minutes=30),
    (Modality.OTHER, Priority.EMERGENCY): timedelta(minutes=30),
    (Modality.OTHER, Priority.ROUTINE): timedelta(minutes=60),
}
"""From the last Instance to the signature, unless a clinic's own term says otherwise."""
