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
    """The ways home: a page, and what a system of the clinic is sent.

    DICOM is the PDF as an Encapsulated PDF Instance, SR the words as a Basic
    Text SR Instance, both by C-STORE; HL7 an ORU^R01 over MLLP; FHIR a
    transaction.
    """

    PAGE = "page"
    DICOM = "dicom"
    SR = "sr"
    HL7 = "hl7"
    FHIR = "fhir"


class MessageCharacterSet(StrEnum):
    """In what a system reads HL7 messages: values of MSH-18 (HL7 Table 0211)."""

    UTF8 = "UNICODE UTF-8"
    GB18030 = "GB 18030-2000"


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
class RouteEnd:
    """Where a way home ends, as an admin types it; each kind needs some of it.

    Parameters
    ----------
    ae_id
        The device of the clinic that Instances go to (DICOM, SR).
    host, port
        Where the system listens (HL7).
    character_set, receiving_application, receiving_facility
        In what it reads messages, and how it is named in MSH-5 and MSH-6 (HL7).
    url
        Base of the FHIR server.
    uses_tls
        Whether it is called by TLS (DICOM, SR, HL7; a URL says so itself).
    authorities
        PEM of the authorities that its certificate is believed from; the
        system's own where empty.
    """

    ae_id: UUID | None = None
    host: str | None = None
    port: int | None = None
    character_set: MessageCharacterSet | None = None
    receiving_application: str = ""
    receiving_facility: str = ""
    url: str = ""
    uses_tls: bool = False
    authorities: str = ""


@dataclass(frozen=True, slots=True)
class ReturnRoute:
    """A way home for a clinic's reports.

    Parameters
    ----------
    sealed_token
        What a FHIR server is shown as a bearer token, encrypted.
    is_closed
        Whether no further version takes it; what was sent by it stays on record.
    """

    id: UUID
    clinic_id: UUID
    kind: RouteKind
    end: RouteEnd = RouteEnd()
    sealed_token: bytes = b""
    is_closed: bool = False


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
