"""The report as an Encapsulated PDF Instance (PS3.3 A.45.1)."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Final
from uuid import UUID

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.sequence import Sequence
from pydicom.uid import UID, EncapsulatedPDFStorage, ExplicitVRLittleEndian

from teleread.dicom.dataset.part10 import IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME

SERIES_OF_REPORTS = UUID("7f1f70c0-8f0f-4d0a-9a6c-0b1b8f1f9d53")

LONGEST_NUMBER: Final = 39
"""Decimal digits of a UUID."""

SOP_CLASS_UID: Final = str(EncapsulatedPDFStorage)

REPORT_TITLES = {
    "xray": ("18748-4", "Diagnostic imaging report"),
    "ultrasound": ("18748-4", "Diagnostic imaging report"),
    "ecg": ("11524-6", "EKG study"),
    "other": ("11528-7", "Radiology Report"),
}
"""Concept Name of the document by the kind of study: LOINC, PS3.16 CID 7020."""


@dataclass(frozen=True, slots=True)
class ReportSubject:
    """Whose report it is and to which Study it belongs, as the clinic sent it."""

    patient_name: str
    patient_id: str
    issuer_of_patient_id: str
    patient_birth_date: date | None
    patient_sex: str
    study_instance_uid: str
    study_id: str
    study_date: str
    study_time: str
    accession_number: str
    referring_physician_name: str


@dataclass(frozen=True, slots=True)
class ReportedDocument:
    """One signed version. `signed_at` is aware and in the clinic's time zone."""

    report_id: UUID
    reading_id: UUID
    version: int
    title: str
    modality: str
    institution_name: str
    signed_at: datetime


def uid_of(key: UUID) -> str:
    """Return a UUID as a UID (PS3.5 B.2), the same each time."""
    return f"2.25.{key.int}"


def key_of(uid: str) -> UUID | None:
    """Return the UUID that a UID was made of (PS3.5 B.2); None if it was made otherwise."""
    number = uid.removeprefix("2.25.")
    is_number = number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER
    if not is_number or int(number) >= 1 << 128:
        return None
    key = UUID(int=int(number))
    return key if uid_of(key) == uid else None


def encapsulate_pdf(
    pdf: bytes, subject: ReportSubject, document: ReportedDocument, *, character_set: str = "ISO_IR 192"
) -> bytes:
    """Return a DICOM file that holds the PDF, the same bytes for the same report.

    The SOP Instance UID follows from the version's own key, so a resend is the
    same Instance; all versions of a Reading share one Series.

    Parameters
    ----------
    character_set
        Specific Character Set of the header; UTF-8 unless the receiver needs
        GB18030.

    References
    ----------
    PS3.3 A.45.1 (Encapsulated PDF IOD), C.24.1, C.24.2; PS3.5 8.2 (an odd
    length is padded; Encapsulated Document Length keeps the true one).
    """
    data_set = Dataset()
    data_set.SpecificCharacterSet = character_set
    _add_patient_and_study(data_set, subject)
    _add_series_and_equipment(data_set, document)
    _add_document(data_set, pdf, document)
    return _as_file(data_set)


def _add_patient_and_study(data_set: Dataset, subject: ReportSubject) -> None:
    data_set.PatientName = one_line(subject.patient_name)
    data_set.PatientID = subject.patient_id
    if subject.issuer_of_patient_id:
        data_set.IssuerOfPatientID = one_line(subject.issuer_of_patient_id)
    data_set.PatientBirthDate = f"{subject.patient_birth_date:%Y%m%d}" if subject.patient_birth_date else ""
    data_set.PatientSex = subject.patient_sex if subject.patient_sex in ("M", "F", "O") else ""
    data_set.StudyInstanceUID = subject.study_instance_uid
    data_set.StudyID = one_line(subject.study_id)
    data_set.StudyDate = subject.study_date
    data_set.StudyTime = subject.study_time
    data_set.AccessionNumber = subject.accession_number
    data_set.ReferringPhysicianName = one_line(subject.referring_physician_name)


def _add_series_and_equipment(data_set: Dataset, document: ReportedDocument) -> None:
    data_set.Modality = "DOC"
    data_set.SeriesInstanceUID = uid_of(uuid.uuid5(SERIES_OF_REPORTS, document.reading_id.hex))
    data_set.SeriesNumber = "1"
    data_set.SeriesDescription = short_line(document.title)
    data_set.Manufacturer = "teleread"
    data_set.ManufacturerModelName = "teleread"
    data_set.InstitutionName = short_line(document.institution_name)
    data_set.ConversionType = "WSD"


def _add_document(data_set: Dataset, pdf: bytes, document: ReportedDocument) -> None:
    signed_at = document.signed_at
    data_set.SOPClassUID = SOP_CLASS_UID
    data_set.SOPInstanceUID = uid_of(document.report_id)
    data_set.InstanceNumber = str(document.version)
    data_set.InstanceCreationDate = data_set.ContentDate = f"{signed_at:%Y%m%d}"
    data_set.InstanceCreationTime = data_set.ContentTime = f"{signed_at:%H%M%S}"
    data_set.TimezoneOffsetFromUTC = f"{signed_at:%z}"
    data_set.AcquisitionDateTime = ""
    data_set.BurnedInAnnotation = "YES"
    data_set.VerificationFlag = "VERIFIED"
    data_set.DocumentTitle = one_line(document.title)
    data_set.ConceptNameCodeSequence = Sequence([_concept(*REPORT_TITLES[document.modality])])
    data_set.MIMETypeOfEncapsulatedDocument = "application/pdf"
    data_set.EncapsulatedDocumentLength = len(pdf)
    data_set.EncapsulatedDocument = pdf + b"\0" * (len(pdf) % 2)


def _concept(value: str, meaning: str) -> Dataset:
    concept = Dataset()
    concept.CodeValue = value
    concept.CodingSchemeDesignator = "LN"
    concept.CodeMeaning = meaning
    return concept


def one_line(text: str) -> str:
    """Return text that is one value of one line: a backslash would make it two (PS3.5 6.2)."""
    return "".join(character for character in text.replace("\\", "＼") if character.isprintable()).strip()


def short_line(text: str) -> str:
    """Return text as a value of one line that also fits where somebody counts 64 bytes for the Standard's characters.

    For what describes, never for what identifies. Many receivers, and
    dciodvfy, take bytes for characters (PS3.5 6.2, LO).
    """
    line = one_line(text)
    while any(len(line.encode(codec)) > 64 for codec in ("utf-8", "gb18030")):
        line = line[:-1]
    return line.rstrip()


def _as_file(data_set: Dataset) -> bytes:
    data_set.file_meta = FileMetaDataset()
    data_set.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data_set.file_meta.MediaStorageSOPClassUID = data_set.SOPClassUID
    data_set.file_meta.MediaStorageSOPInstanceUID = data_set.SOPInstanceUID
    data_set.file_meta.ImplementationClassUID = UID(IMPLEMENTATION_CLASS_UID)
    data_set.file_meta.ImplementationVersionName = IMPLEMENTATION_VERSION_NAME
    file = BytesIO()
    dcmwrite(file, data_set, enforce_file_format=True)
    return file.getvalue()
