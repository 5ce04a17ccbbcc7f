"""The attributes of QIDO-RS and what a match answers in the DICOM JSON Model."""

from typing import Any

from teleread.views.found import Found
from teleread.web.dicomweb.addresses import url_of

TAGS = {
    "SpecificCharacterSet": ("00080005", "CS"),
    "SOPClassUID": ("00080016", "UI"),
    "SOPInstanceUID": ("00080018", "UI"),
    "StudyDate": ("00080020", "DA"),
    "StudyTime": ("00080030", "TM"),
    "AccessionNumber": ("00080050", "SH"),
    "InstanceAvailability": ("00080056", "CS"),
    "Modality": ("00080060", "CS"),
    "ModalitiesInStudy": ("00080061", "CS"),
    "ReferringPhysicianName": ("00080090", "PN"),
    "StudyDescription": ("00081030", "LO"),
    "SeriesDescription": ("0008103E", "LO"),
    "RetrieveURL": ("00081190", "UR"),
    "AvailableTransferSyntaxUID": ("00083002", "UI"),
    "PatientName": ("00100010", "PN"),
    "PatientID": ("00100020", "LO"),
    "IssuerOfPatientID": ("00100021", "LO"),
    "PatientBirthDate": ("00100030", "DA"),
    "PatientSex": ("00100040", "CS"),
    "BodyPartExamined": ("00180015", "CS"),
    "StudyInstanceUID": ("0020000D", "UI"),
    "SeriesInstanceUID": ("0020000E", "UI"),
    "StudyID": ("00200010", "SH"),
    "SeriesNumber": ("00200011", "IS"),
    "InstanceNumber": ("00200013", "IS"),
    "Laterality": ("00200060", "CS"),
    "NumberOfStudyRelatedSeries": ("00201206", "IS"),
    "NumberOfStudyRelatedInstances": ("00201208", "IS"),
    "NumberOfSeriesRelatedInstances": ("00201209", "IS"),
    "NumberOfFrames": ("00280008", "IS"),
    "Rows": ("00280010", "US"),
    "Columns": ("00280011", "US"),
}
"""Tag and VR of what we match or answer (PS3.6)."""

KEYWORDS = {tag: keyword for keyword, (tag, _) in TAGS.items()}
_IN_ORDER = sorted(((keyword, tag, vr) for keyword, (tag, vr) in TAGS.items()), key=lambda one: one[1])
"""As the attributes of a data set are ordered."""

Json = dict[str, Any]


def keyword_of(parameter: str) -> str:
    """Return the keyword behind a parameter's name, which may be a tag."""
    return KEYWORDS.get(parameter.upper(), parameter)


def as_json(found: Found, base: str) -> Json:
    """Return a match in the DICOM JSON Model, with the address at which it can be retrieved.

    References
    ----------
    PS3.18 10.6.3.3 (the attributes of each level).
    """
    values = {"SpecificCharacterSet": "ISO_IR 192", "InstanceAvailability": "ONLINE", **_study(found)}
    uids = [found.study.study_instance_uid]
    if found.series is not None:
        values |= _series(found)
        uids.append(found.series.series_instance_uid)
    if found.instance is not None:
        values |= _instance(found)
        uids.append(found.instance.sop_instance_uid)
    values["RetrieveURL"] = url_of(base, found.clinic_key, *uids)
    return {tag: _attribute(vr, values[keyword]) for keyword, tag, vr in _IN_ORDER if keyword in values}


def _study(found: Found) -> Json:
    study, patient = found.study, found.patient
    values: Json = {
        "StudyDate": study.study_date,
        "StudyTime": study.study_time,
        "AccessionNumber": study.accession_number,
        "ModalitiesInStudy": [one for one in found.modalities if one],
        "ReferringPhysicianName": study.referring_physician_name,
        "StudyDescription": study.study_description,
        "PatientName": patient.patient_name,
        "PatientID": patient.patient_id,
        "IssuerOfPatientID": patient.issuer_of_patient_id,
        "PatientBirthDate": f"{patient.patient_birth_date:%Y%m%d}" if patient.patient_birth_date else "",
        "PatientSex": patient.patient_sex,
        "StudyInstanceUID": study.study_instance_uid,
        "StudyID": "",
    }
    if found.series is None:
        values["NumberOfStudyRelatedSeries"] = found.number_of_series
        values["NumberOfStudyRelatedInstances"] = found.number_of_instances
    return values


def _series(found: Found) -> Json:
    series = found.series
    if series is None:
        return {}
    values: Json = {
        "Modality": series.modality,
        "SeriesDescription": series.series_description,
        "SeriesInstanceUID": series.series_instance_uid,
        "SeriesNumber": series.series_number,
        "BodyPartExamined": series.body_part_examined,
        "Laterality": series.laterality,
    }
    if found.instance is None:
        values["NumberOfSeriesRelatedInstances"] = found.number_of_instances
    return values


def _instance(found: Found) -> Json:
    instance = found.instance
    if instance is None:
        return {}
    return {
        "SOPClassUID": instance.sop_class_uid,
        "SOPInstanceUID": instance.sop_instance_uid,
        "InstanceNumber": instance.instance_number,
        "AvailableTransferSyntaxUID": instance.transfer_syntax_uid,
        "NumberOfFrames": instance.number_of_frames if instance.rows else None,
        "Rows": instance.rows,
        "Columns": instance.columns,
    }


def _attribute(vr: str, value: Any) -> Json:
    if value in (None, "", []):
        return {"vr": vr}
    if vr == "PN":
        return {"vr": vr, "Value": [_person_name(value)]}
    return {"vr": vr, "Value": value if isinstance(value, list) else [value]}


def _person_name(text: str) -> Json:
    groups = zip(("Alphabetic", "Ideographic", "Phonetic"), text.split("="), strict=False)
    return {name: group for name, group in groups if group}
