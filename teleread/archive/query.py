"""What a device asks of the archive, by the information models of Query/Retrieve.

References
----------
DICOM PS3.4 C.3 (levels and keys), C.6.1 (Patient Root), C.6.2 (Study Root).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from teleread.errors import Invalid


class QueryLevel(StrEnum):
    """Query/Retrieve Level (0008,0052)."""

    PATIENT = "PATIENT"
    STUDY = "STUDY"
    SERIES = "SERIES"
    IMAGE = "IMAGE"


class LevelInvalid(Invalid):
    """The level is missing or not one of the information model."""

    code = "level_invalid"
    zh, en = "查询级别无效", "The Query/Retrieve Level is missing or not of this model"


class SelectionInvalid(Invalid):
    """What is to be retrieved is not named, or it is too much at once."""

    code = "selection_invalid"
    zh, en = "须指明要调取的内容：{keyword}", "What to retrieve must be named by {keyword}"


class SelectionTooLarge(Invalid):
    """More Instances than one retrieval gives."""

    code = "selection_too_large"
    zh, en = "一次调取的实例过多", "Too many Instances for one retrieval"


@dataclass(frozen=True, slots=True)
class Original:
    """An Instance as it lies in the object store."""

    study_id: UUID
    sop_class_uid: str
    sop_instance_uid: str
    transfer_syntax_uid: str
    locator: str


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: values by keyword, none of them matching everything."""

    level: QueryLevel
    matches: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class QueryAnswers:
    """What is known of each match, by keyword; not whole where there were too many."""

    values: tuple[Mapping[str, Any], ...]
    is_whole: bool


_OF_PATIENT = frozenset({"PatientName", "PatientID", "IssuerOfPatientID", "PatientBirthDate", "PatientSex"})
_OF_STUDY = _OF_PATIENT | {
    "StudyInstanceUID",
    "StudyDate",
    "StudyTime",
    "AccessionNumber",
    "StudyDescription",
    "ReferringPhysicianName",
    "ModalitiesInStudy",
}
_OF_SERIES = _OF_STUDY | {"SeriesInstanceUID", "Modality", "SeriesNumber", "SeriesDescription", "BodyPartExamined"}

MATCHED: Mapping[QueryLevel, frozenset[str]] = {
    QueryLevel.PATIENT: _OF_PATIENT,
    QueryLevel.STUDY: _OF_STUDY,
    QueryLevel.SERIES: _OF_SERIES,
    QueryLevel.IMAGE: _OF_SERIES | {"SOPInstanceUID", "SOPClassUID", "InstanceNumber"},
}
"""Which keys are matched at a level: its own and those above."""


def level_of(term: str, *, has_patients: bool) -> QueryLevel:
    """Return the level that a query names; raises LevelInvalid.

    Parameters
    ----------
    has_patients
        Whether the information model begins with the patient.
    """
    if term not in set(QueryLevel) or (term == QueryLevel.PATIENT and not has_patients):
        raise LevelInvalid
    return QueryLevel(term)


UNIQUE_KEYS: Mapping[QueryLevel, str] = {
    QueryLevel.PATIENT: "PatientID",
    QueryLevel.STUDY: "StudyInstanceUID",
    QueryLevel.SERIES: "SeriesInstanceUID",
    QueryLevel.IMAGE: "SOPInstanceUID",
}


def check_selection(selection: Query) -> Query:
    """Return a selection with its unique keys alone, or raise SelectionInvalid.

    A Patient ID is one value, without wildcards: what is retrieved was found before.

    References
    ----------
    DICOM PS3.4 C.4.2.1.4.1, C.4.3.1.3.1 (the level's unique key is there, no other keys but those above).
    """
    keyword = UNIQUE_KEYS[selection.level]
    unique = {key: value for key, value in selection.matches.items() if key in UNIQUE_KEYS.values()}
    if keyword not in unique:
        raise SelectionInvalid(keyword=keyword)
    if any(wild in unique.get("PatientID", "") for wild in "*?\\"):
        raise SelectionInvalid(keyword="PatientID")
    return Query(selection.level, unique)
