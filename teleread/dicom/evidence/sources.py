"""What the objects copy from the Instances that they are about."""

from typing import Any, Final

from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset

from teleread.dicom.encapsulate import one_line
from teleread.dicom.evidence.contents import PointedAt, StudySubject

CHARACTER_SET: Final = "ISO_IR 192"

COPIED: Final = (
    "SOPClassUID",
    "SOPInstanceUID",
    "SeriesInstanceUID",
    "Modality",
    "StudyID",
    "Rows",
    "Columns",
    "NumberOfFrames",
    "SamplesPerPixel",
    "PhotometricInterpretation",
    "BitsStored",
    "RescaleSlope",
    "RescaleIntercept",
    "RescaleType",
)


def source_of(pointed_at: PointedAt, subject: StudySubject) -> Dataset:
    """Return what names an Instance and its Study; names and identifiers are those of the archive.

    References
    ----------
    PS3.3 C.7.1.1, C.7.2.1 (what is of a patient and a study is the same in all of its objects).
    """
    source = Dataset()
    for keyword in COPIED:
        value = value_of(pointed_at.metadata, keyword)
        if value is not None:
            setattr(source, keyword, value)
    if "RescaleSlope" in source or "RescaleIntercept" in source:
        # One without the other is sent too, and then means what the viewer makes of it.
        source.RescaleSlope = source.get("RescaleSlope", 1)
        source.RescaleIntercept = source.get("RescaleIntercept", 0)
        source.RescaleType = source.get("RescaleType", "US")
    source.SpecificCharacterSet = CHARACTER_SET
    source.PatientName = one_line(subject.patient_name)
    source.PatientID = subject.patient_id
    if subject.issuer_of_patient_id:
        source.IssuerOfPatientID = one_line(subject.issuer_of_patient_id)
    source.PatientBirthDate = subject.patient_birth_date
    source.PatientSex = subject.patient_sex if subject.patient_sex in ("M", "F", "O") else ""
    source.StudyInstanceUID = subject.study_instance_uid
    source.StudyID = one_line(str(source.get("StudyID", "")))
    source.StudyDate, source.StudyTime = subject.study_date, subject.study_time
    source.AccessionNumber = one_line(subject.accession_number)
    source.ReferringPhysicianName = one_line(subject.referring_physician_name)
    if subject.study_description:
        source.StudyDescription = one_line(subject.study_description)[:64]
    return source


def value_of(metadata: Any, keyword: str) -> Any:
    """Return the first value of an attribute of a header in the DICOM JSON Model; None where there is none."""
    tag = tag_for_keyword(keyword)
    values = metadata.get(f"{tag:08X}", {}).get("Value") or [None]
    return values[0]
