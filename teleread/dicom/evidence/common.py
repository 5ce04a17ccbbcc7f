"""What all objects of evidence have in common: whose they are, when they are of, and how they become bytes."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.sequence import Sequence
from pydicom.uid import UID, ExplicitVRLittleEndian

from teleread.dicom.dataset.part10 import IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME
from teleread.dicom.encapsulate import one_line, uid_of
from teleread.dicom.evidence.contents import Content, MadeFile
from teleread.dicom.evidence.sources import CHARACTER_SET, restore_classes
from teleread.reports.making import MadeObject, ObjectKind, key_of_object, key_of_series

MANUFACTURER: Final = "teleread"
SOFTWARE_VERSION: Final = "1"
"""Of how these objects are made: other bytes under the same UID would be another object."""

SERIES: Final[Mapping[ObjectKind, tuple[int, str]]] = {
    ObjectKind.KEY_IMAGES: (9001, "关键图像 Key images"),
    ObjectKind.MEASUREMENTS: (9002, "测量 Measurements"),
    ObjectKind.PRESENTATION: (9003, "标注 Annotations"),
}
"""Series Number and Series Description; behind whatever a device numbers."""

INSTANCES_OF_A_VERSION: Final = 1000

SCHEME: Final = "99TELEREAD"


def identity(content: Content, kind: ObjectKind, *, part: str = "", place: int = 1) -> dict[str, Any]:
    """Return what every builder is told: UIDs and numbers that are the same each time, and who made it when."""
    signed, study_uid = content.signed, content.subject.study_instance_uid
    number, description = SERIES[kind]
    return {
        "series_instance_uid": uid_of(key_of_series(signed.reading_id, study_uid, kind)),
        "series_number": number,
        "series_description": description,
        "sop_instance_uid": uid_of(key_of_object(signed.report_id, study_uid, kind, part=part)),
        "instance_number": signed.version * INSTANCES_OF_A_VERSION + place,
        "manufacturer": MANUFACTURER,
        "manufacturer_model_name": MANUFACTURER,
        "software_versions": SOFTWARE_VERSION,
        "device_serial_number": "0",
        "institution_name": one_line(signed.department)[:64] or None,
        "transfer_syntax_uid": ExplicitVRLittleEndian,
        "specific_character_set": CHARACTER_SET,
    }


def as_file(data_set: Dataset, content: Content, kind: ObjectKind) -> MadeFile:
    """Return an object as a file of the moment of signing: the same bytes whenever it is made."""
    signed = content.signed
    date, time = f"{signed.signed_at:%Y%m%d}", f"{signed.signed_at:%H%M%S}"
    for keyword in ("InstanceCreationDate", "ContentDate", "PresentationCreationDate"):
        if keyword in data_set or keyword == "InstanceCreationDate":
            setattr(data_set, keyword, date)
            setattr(data_set, keyword.replace("Date", "Time"), time)
    data_set.TimezoneOffsetFromUTC = f"{signed.signed_at:%z}"
    if content.subject.issuer_of_patient_id:
        data_set.IssuerOfPatientID = one_line(content.subject.issuer_of_patient_id)
    data_set.pop("ContributingEquipmentSequence", None)  # names a library by its version and the time of day
    restore_classes(data_set, content.instances)
    written = Dataset()
    written.update({element.tag: element for element in data_set})
    written.file_meta = FileMetaDataset()
    written.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    written.file_meta.MediaStorageSOPClassUID = written.SOPClassUID
    written.file_meta.MediaStorageSOPInstanceUID = written.SOPInstanceUID
    written.file_meta.ImplementationClassUID = UID(IMPLEMENTATION_CLASS_UID)
    written.file_meta.ImplementationVersionName = IMPLEMENTATION_VERSION_NAME
    file = BytesIO()
    dcmwrite(file, written, enforce_file_format=True)
    return MadeFile(_made(written, content, kind), file.getvalue())


def predecessors(content: Content, kind: ObjectKind) -> list[Dataset]:
    """Return the documents of a kind that an earlier version left and this one replaces."""
    return [_reference(made) for made in content.before if made.kind is kind]


def _reference(made: MadeObject) -> Dataset:
    reference = Dataset()
    reference.StudyInstanceUID = made.study_instance_uid
    reference.SeriesInstanceUID = made.series_instance_uid
    reference.SOPClassUID = made.sop_class_uid
    reference.SOPInstanceUID = made.sop_instance_uid
    return reference


def coding_scheme() -> Sequence:
    """Return what says whose our own codes are (PS3.3 C.12.1, Coding Scheme Identification)."""
    scheme = Dataset()
    scheme.CodingSchemeDesignator = SCHEME
    scheme.CodingSchemeName = "teleread measurement codes"
    scheme.CodingSchemeResponsibleOrganization = MANUFACTURER
    return Sequence([scheme])


def _made(data_set: Dataset, content: Content, kind: ObjectKind) -> MadeObject:
    return MadeObject(
        sop_instance_uid=str(data_set.SOPInstanceUID),
        report_id=content.signed.report_id,
        clinic_id=content.signed.clinic_id,
        study_instance_uid=str(data_set.StudyInstanceUID),
        series_instance_uid=str(data_set.SeriesInstanceUID),
        sop_class_uid=str(data_set.SOPClassUID),
        kind=kind,
    )
