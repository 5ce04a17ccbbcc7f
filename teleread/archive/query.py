"""What a device asks of the archive, by the information models of Query/Retrieve.

References
----------
DICOM PS3.4 C.3 (levels and keys), C.6.1 (Patient Root), C.6.2 (Study Root).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

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
