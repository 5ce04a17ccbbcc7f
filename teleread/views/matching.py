"""How each attribute of a query is matched, and on what column (PS3.4 C.2.2.2)."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, exists, literal_column, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from teleread.archive.records import InstanceRow, PatientRow, SeriesRow, StudyRow
from teleread.errors import Invalid

Column = InstrumentedAttribute[Any]
Condition = ColumnElement[bool]

LONGEST_UID = 128
"""PS3.5 9.1 says 64; what devices sent and the archive holds may be longer."""


class MatchInvalid(Invalid):
    """A value that no attribute of its kind can have."""

    code = "match_invalid"
    zh, en = "查询条件 {keyword} 的值无效", "The value of {keyword} cannot be matched"


def condition(keyword: str, value: str) -> Condition:
    """Return the condition of one key; raises MatchInvalid."""
    matching, column = MATCHING[keyword]
    return matching(column, value, keyword)


def uids_of(value: str, keyword: str) -> list[str]:
    """Return a list of UIDs (PS3.4 C.2.2.2.2); DICOMweb separates by commas too."""
    uids = [uid.strip() for uid in value.replace("\\", ",").split(",") if uid.strip()]
    if not uids or any(len(uid) > LONGEST_UID for uid in uids):
        raise MatchInvalid(keyword=keyword)
    return uids


def codes_of(value: str) -> list[str]:
    """Return the values of a CS, one or several of which may be meant."""
    return [one for one in value.replace("\\", ",").split(",") if one]


def is_empty(keyword: str) -> Condition:
    """Return the condition that an attribute has no value (PS3.4 C.2.2.2.3, empty value matching)."""
    column = MATCHING[keyword][1]
    if keyword == "ModalitiesInStudy":
        series = aliased(SeriesRow)
        return ~exists().where(series.study_id == StudyRow.id, series.modality != "").correlate(StudyRow)
    return or_(column.is_(None), column == "") if isinstance(column.type, String) else column.is_(None)


def has_wildcard(value: str) -> bool:
    """Say whether `*` or `?` stands in a value."""
    return "*" in value or "?" in value


def _uid(column: Column, value: str, keyword: str) -> Condition:
    return column.in_(uids_of(value, keyword))


def _text(column: Column, value: str, _keyword: str) -> Condition:
    """Single value or wildcard matching; a wildcard ignores case (PS3.4 C.2.2.2.1, C.2.2.2.4)."""
    return column.ilike(_pattern(value), escape="!") if has_wildcard(value) else column == value


def _code(column: Column, value: str, keyword: str) -> Condition:
    """Match one of several values (multiple value matching), or a wildcard."""
    codes = codes_of(value)
    return or_(*(_text(column, code, keyword) for code in codes)) if has_wildcard(value) else column.in_(codes)


def _name(column: Column, value: str, _keyword: str) -> Condition:
    """Match the whole name or any one of its component groups, ignoring case (PS3.4 C.2.2.2.1.1)."""
    patterns = [_pattern(value)]
    # A wildcard at an end takes the other groups in.
    if not value.endswith("*"):
        patterns.append(f"{patterns[0]}=%")
    if not value.startswith("*"):
        patterns += [f"%={one}" for one in patterns]
    return or_(*(column.ilike(one, escape="!") for one in patterns))


def _pattern(value: str) -> str:
    """Return a LIKE pattern in which only `*` and `?` are wild."""
    escaped = value.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return escaped.replace("*", "%").replace("?", "_")


def _date(column: Column, value: str, keyword: str) -> Condition:
    """Range matching over `YYYYMMDD` as stored (PS3.4 C.2.2.2.5)."""
    return _range(column, value, keyword, length=8, last="")


def _time(column: Column, value: str, keyword: str) -> Condition:
    """Range matching over `HHMMSS.ffffff`; an end takes in everything that begins with it."""
    return _range(column, value, keyword, length=13, last="~")


def _birth_date(column: Column, value: str, keyword: str) -> Condition:
    """Match a real date, one or a range."""
    first, dash, until = value.partition("-")
    try:
        start = datetime.strptime(first, "%Y%m%d").date() if first else date.min  # noqa: DTZ007  (a birth date has no zone)
        end = datetime.strptime(until, "%Y%m%d").date() if until else date.max  # noqa: DTZ007
    except ValueError:
        raise MatchInvalid(keyword=keyword) from None
    return column.between(start, end) if dash else column == start


def _range(column: Any, value: str, keyword: str, *, length: int, last: str) -> Condition:
    first, dash, until = value.partition("-")
    ends = [end for end in (first, until) if end]
    if not ends or any(not end.replace(".", "").isdigit() or len(end) > length for end in ends):
        raise MatchInvalid(keyword=keyword)
    if not dash:
        return and_(column >= first, column <= first + last) if last else column == first
    bounds = [column >= first if first else column > ""]
    return and_(*bounds, *([column <= until + last] if until else []))


def _number(column: Column, value: str, keyword: str) -> Condition:
    if not re.fullmatch(r"[+-]?[0-9]{1,12}", value.strip()):
        raise MatchInvalid(keyword=keyword)
    return column == int(value)


def _modalities(_column: Column, value: str, _keyword: str) -> Condition:
    """Match a study one of whose series has one of the modalities (PS3.4 C.3.4)."""
    series = aliased(SeriesRow)
    return there_is(series.study_id == StudyRow.id, series.modality.in_(codes_of(value)))


def there_is(*conditions: Condition) -> Condition:
    """Return whether a Study has what meets the conditions, to be asked of one Study at a time.

    A planner that may turn it into a join asks it of all at once, and reads the
    whole archive for one page; an offset forbids that.
    """
    return select(literal_column("1")).where(*conditions).correlate(StudyRow).offset(0).exists()


Matching = Callable[[Column, str, str], Condition]

STUDY: dict[str, tuple[Matching, Column]] = {
    "StudyInstanceUID": (_uid, StudyRow.study_instance_uid),
    "StudyDate": (_date, StudyRow.study_date),
    "StudyTime": (_time, StudyRow.study_time),
    "AccessionNumber": (_text, StudyRow.accession_number),
    "StudyDescription": (_text, StudyRow.study_description),
    "ReferringPhysicianName": (_name, StudyRow.referring_physician_name),
    "ModalitiesInStudy": (_modalities, SeriesRow.modality),
}
PATIENT: dict[str, tuple[Matching, Column]] = {
    "PatientName": (_name, PatientRow.patient_name),
    "PatientID": (_text, PatientRow.patient_id),
    "IssuerOfPatientID": (_text, PatientRow.issuer_of_patient_id),
    "PatientBirthDate": (_birth_date, PatientRow.patient_birth_date),
    "PatientSex": (_code, PatientRow.patient_sex),
}
SERIES: dict[str, tuple[Matching, Column]] = {
    "SeriesInstanceUID": (_uid, SeriesRow.series_instance_uid),
    "Modality": (_code, SeriesRow.modality),
    "SeriesNumber": (_number, SeriesRow.series_number),
    "SeriesDescription": (_text, SeriesRow.series_description),
    "BodyPartExamined": (_code, SeriesRow.body_part_examined),
}
INSTANCE: dict[str, tuple[Matching, Column]] = {
    "SOPInstanceUID": (_uid, InstanceRow.sop_instance_uid),
    "SOPClassUID": (_uid, InstanceRow.sop_class_uid),
    "InstanceNumber": (_number, InstanceRow.instance_number),
}
MATCHING = {**STUDY, **PATIENT, **SERIES, **INSTANCE}
"""How each attribute is matched, and on what."""
