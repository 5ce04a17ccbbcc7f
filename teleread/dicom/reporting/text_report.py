"""The report as a Basic Text SR Instance.

References
----------
PS3.3 A.35.1 (Basic Text SR IOD), C.17.1 (SR Document Series), C.17.2 (SR Document General).
"""

import uuid
from datetime import datetime
from io import BytesIO
from typing import Final
from uuid import UUID

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.sequence import Sequence
from pydicom.uid import UID, ExplicitVRLittleEndian

from teleread.dicom.dataset.part10 import IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME
from teleread.dicom.encapsulate import ReportSubject, one_line, short_line, uid_of
from teleread.dicom.evidence.names import person_name
from teleread.dicom.reporting.contents import SOP_CLASS_UID, InstanceRead, TextDocument, uid_of_text
from teleread.dicom.reporting.tree import content_tree

SERIES_OF_TEXTS: Final = UUID("b53d6a40-64a5-4c5e-9c0b-5d1e0f7c2a61")
SERIES_NUMBER: Final = 9004
"""Behind whatever a device numbers, and behind the Series of evidence."""

UTF8: Final = "ISO_IR 192"
CODECS: Final = {"GBK": "gbk", "GB18030": "gb18030", UTF8: "utf-8"}
KINDS: Final = {"addendum": "ADDENDUM 补充", "correction": "CORRECTION 更正", "recall": "RECALL 撤回"}


def text_report(document: TextDocument, subject: ReportSubject, *, character_set: str = UTF8) -> bytes:
    """Return a DICOM file that says what a version says, the same bytes for the same version.

    The SOP Instance UID follows from the version's key, so a resend is the
    same Instance; all versions of a Reading share one Series. A version that
    follows another names that one's document as its predecessor. A recall is a
    complete document like any other: DICOM has no way to take one back.

    Parameters
    ----------
    character_set
        Specific Character Set: UTF-8 unless the receiver needs GB18030 or GBK.
        What GBK has no characters for is written as GB18030, which has them all.
    """
    data_set = Dataset()
    data_set.SpecificCharacterSet = UTF8
    _add_subject(data_set, subject)
    _add_series(data_set, document)
    _add_document(data_set, document)
    _add_verification(data_set, document)
    _add_references(data_set, document, subject)
    data_set.update({element.tag: element for element in content_tree(document)})
    data_set.ContentTemplateSequence = Sequence([_template()])
    data_set.SpecificCharacterSet = _character_set(data_set, character_set)
    return _as_file(data_set)


def _add_subject(data_set: Dataset, subject: ReportSubject) -> None:
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


def _add_series(data_set: Dataset, document: TextDocument) -> None:
    data_set.Modality = "SR"
    data_set.SeriesInstanceUID = uid_of(uuid.uuid5(SERIES_OF_TEXTS, document.reading_id.hex))
    data_set.SeriesNumber = str(SERIES_NUMBER)
    data_set.SeriesDescription = short_line(document.title)
    data_set.ReferencedPerformedProcedureStepSequence = Sequence()
    data_set.Manufacturer = "teleread"
    data_set.ManufacturerModelName = "teleread"
    if document.department.strip():
        data_set.InstitutionName = short_line(document.department)


def _add_document(data_set: Dataset, document: TextDocument) -> None:
    signed_at = document.signed_at
    data_set.SOPClassUID = SOP_CLASS_UID
    data_set.SOPInstanceUID = uid_of_text(document.report_id)
    data_set.InstanceNumber = str(document.version)
    data_set.InstanceCreationDate = data_set.ContentDate = f"{signed_at:%Y%m%d}"
    data_set.InstanceCreationTime = data_set.ContentTime = f"{signed_at:%H%M%S}"
    data_set.TimezoneOffsetFromUTC = f"{signed_at:%z}"
    data_set.CompletionFlag = "COMPLETE"
    if document.kind.value in KINDS:
        data_set.CompletionFlagDescription = KINDS[document.kind.value]
    data_set.VerificationFlag = "VERIFIED"
    data_set.PerformedProcedureCodeSequence = Sequence()


def _add_verification(data_set: Dataset, document: TextDocument) -> None:
    """Name both signers as who answers for the document, and whoever wrote it as its author."""
    organization = short_line(document.department) or "teleread"
    author, observers = Dataset(), []
    author.ObserverType = "PSN"
    author.PersonName = person_name(document.signers[0].name)
    author.PersonIdentificationCodeSequence = Sequence()
    author.InstitutionName = organization
    author.InstitutionCodeSequence = Sequence()
    data_set.AuthorObserverSequence = Sequence([author])
    for signer in document.signers:
        observer = Dataset()
        observer.VerifyingOrganization = organization
        observer.VerificationDateTime = _moment(signer.signed_at)
        observer.VerifyingObserverName = person_name(signer.name)
        observer.VerifyingObserverIdentificationCodeSequence = Sequence()
        observers.append(observer)
    data_set.VerifyingObserverSequence = Sequence(observers)


def _add_references(data_set: Dataset, document: TextDocument, subject: ReportSubject) -> None:
    accession_number = document.accession_number or subject.accession_number
    if accession_number:
        data_set.ReferencedRequestSequence = Sequence([_request(document, subject, accession_number)])
    if document.read:
        data_set.CurrentRequestedProcedureEvidenceSequence = Sequence(_studies(document.read))
    if document.follows is not None:
        earlier = InstanceRead(
            subject.study_instance_uid,
            data_set.SeriesInstanceUID,
            SOP_CLASS_UID,
            uid_of_text(document.follows.report_id),
        )
        data_set.PredecessorDocumentsSequence = Sequence(_studies((earlier,)))


def _request(document: TextDocument, subject: ReportSubject, accession_number: str) -> Dataset:
    request = Dataset()
    request.StudyInstanceUID = subject.study_instance_uid
    request.ReferencedStudySequence = Sequence()
    request.AccessionNumber = one_line(accession_number)[:16]
    request.PlacerOrderNumberImagingServiceRequest = ""
    request.FillerOrderNumberImagingServiceRequest = ""
    request.RequestedProcedureID = ""
    request.RequestedProcedureDescription = short_line(document.body_part)
    request.RequestedProcedureCodeSequence = Sequence()
    return request


def _studies(read: tuple[InstanceRead, ...]) -> list[Dataset]:
    """Return a reference to each Instance, under its Series and its Study (PS3.3 Table C.17-3)."""
    places: dict[str, dict[str, list[Dataset]]] = {}
    for each in read:
        reference = Dataset()
        reference.ReferencedSOPClassUID = each.sop_class_uid
        reference.ReferencedSOPInstanceUID = each.sop_instance_uid
        of_study = places.setdefault(each.study_instance_uid, {})
        of_study.setdefault(each.series_instance_uid, []).append(reference)
    studies = []
    for study_uid, of_study in places.items():
        study = Dataset()
        study.StudyInstanceUID = study_uid
        study.ReferencedSeriesSequence = Sequence([_series(uid, references) for uid, references in of_study.items()])
        studies.append(study)
    return studies


def _series(series_uid: str, references: list[Dataset]) -> Dataset:
    series = Dataset()
    series.SeriesInstanceUID = series_uid
    series.ReferencedSOPSequence = Sequence(references)
    return series


def _template() -> Dataset:
    template = Dataset()
    template.MappingResource = "DCMR"
    template.TemplateIdentifier = "2000"
    return template


def _moment(at: datetime) -> str:
    return f"{at:%Y%m%d%H%M%S%z}"


def _character_set(data_set: Dataset, wanted: str) -> str:
    """Return the character set that a receiver wants if it can say the whole document, else GB18030."""
    try:
        for element in data_set.iterall():
            for value in element.value if isinstance(element.value, list) else [element.value]:
                str(value).encode(CODECS[wanted])
    except UnicodeEncodeError:
        return "GB18030"
    return wanted


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
