"""What the objects copy from the Instances that they are about."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset
from pydicom.uid import MultiFrameTrueColorSecondaryCaptureImageStorage, SecondaryCaptureImageStorage

from teleread.dicom.encapsulate import one_line
from teleread.dicom.evidence.contents import PointedAt, StudySubject

CHARACTER_SET: Final = "ISO_IR 192"

STAND_IN: Final = str(SecondaryCaptureImageStorage)
STAND_IN_OF_FRAMES: Final = str(MultiFrameTrueColorSecondaryCaptureImageStorage)
"""For highdicom, which knows no retired SOP Class: old ultrasound devices send theirs. `restore_classes` undoes it."""

COPIED: Final = (
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
    source.SOPClassUID = stand_in_of(pointed_at)
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


def stand_in_of(pointed_at: PointedAt) -> str:
    """Return the SOP Class that highdicom is told."""
    return STAND_IN_OF_FRAMES if pointed_at.number_of_frames > 1 else STAND_IN


def restore_classes(data_set: Dataset, instances: Iterable[PointedAt]) -> None:
    """Give every reference to an Instance the SOP Class that it has."""
    _restore(data_set, {each.sop_instance_uid: each.sop_class_uid for each in instances})


def _restore(item: Dataset, classes: Mapping[str, str]) -> None:
    referenced = classes.get(str(item.get("ReferencedSOPInstanceUID", "")))
    if referenced is not None:
        item.ReferencedSOPClassUID = referenced
    for element in item:
        if element.VR == "SQ":
            for child in element.value:
                _restore(child, classes)


def value_of(metadata: Any, keyword: str) -> Any:
    """Return the first value of an attribute of a header in the DICOM JSON Model; None where there is none."""
    tag = tag_for_keyword(keyword)
    values = metadata.get(f"{tag:08X}", {}).get("Value") or [None]
    return values[0]
