"""Search for studies, series and instances by their attributes (QIDO-RS, PS3.18 10.6)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from teleread.archive.fuzzy_names import Meant
from teleread.archive.records import InstanceRow, PatientRow, SeriesRow, StudyRow
from teleread.archive.study import InstanceStanding
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.errors import Invalid
from teleread.scope import Scope

Column = InstrumentedAttribute[Any]
Condition = ColumnElement[bool]

MOST_ALIKE = 2000
"""Different names that a fuzzy search may find."""


class MatchInvalid(Invalid):
    """A value that no attribute of its kind can have."""

    code = "match_invalid"
    zh, en = "查询条件 {keyword} 的值无效", "The value of {keyword} cannot be matched"


class MatchTooBroad(Invalid):
    """So many names are alike that what was meant cannot be told."""

    code = "match_too_broad"
    zh, en = "相似的姓名太多，请写得更完整", "Too many names are alike; write more of the name"


class Level(StrEnum):
    """What is searched for."""

    STUDY = "study"
    SERIES = "series"
    INSTANCE = "instance"


@dataclass(frozen=True, slots=True)
class Search:
    """What to find: values by keyword, and which part of the matches.

    Where it `is_fuzzy`, names that are only like the value are found too.
    """

    matches: Mapping[str, str]
    limit: int
    offset: int
    clinic_key: str | None = None
    is_fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One match with everything above it, and what it contains."""

    clinic_key: str
    patient: PatientRow
    study: StudyRow
    series: SeriesRow | None
    instance: InstanceRow | None
    modalities: tuple[str, ...]
    number_of_series: int
    number_of_instances: int


def search(session: Session, scope: Scope, level: Level, wanted: Search) -> list[Found]:
    """Return the matches inside the Scope, newest study first, then by number.

    Only current Instances are found, and what holds at least one of them.

    Raises
    ------
    MatchInvalid
        If a value cannot be one of its attribute's.
    MatchTooBroad
        If a fuzzy search finds too many different names.

    References
    ----------
    PS3.4 C.2.2.2 (matching); PS3.18 8.3.4.
    """
    inside = _inside(scope, wanted.clinic_key)
    conditions = {keyword: _condition(keyword, value) for keyword, value in wanted.matches.items()}
    if wanted.is_fuzzy:
        conditions |= _fuzzy(session, wanted.matches, inside, conditions)
    query = _query(level).where(*inside, *conditions.values())
    rows = session.execute(query.offset(wanted.offset).limit(wanted.limit)).all()
    return _with_contents(session, level, [tuple(row) for row in rows])


def _inside(scope: Scope, clinic_key: str | None) -> list[Condition]:
    inside: list[Condition] = []
    if scope.clinic_ids is not None:
        inside.append(StudyRow.clinic_id.in_(scope.clinic_ids))
    if clinic_key is not None:
        inside.append(ClinicRow.key == clinic_key)
    return inside


def _fuzzy(
    session: Session, matches: Mapping[str, str], inside: Sequence[Condition], conditions: Mapping[str, Condition]
) -> dict[str, Condition]:
    """Return wider conditions for the names: as literal, or like the value.

    What is like a value is decided here and not by the database, on the names
    that the rest of the search leaves; so no column has to hold their pinyin.
    """
    exact = [one for keyword, one in conditions.items() if keyword in STUDY_KEYS - FUZZY_KEYS]
    wider = {}
    for keyword in FUZZY_KEYS & matches.keys():
        meant = Meant(matches[keyword])
        if meant.is_empty:
            continue
        column = MATCHING[keyword][1]
        names = (
            select(column)
            .distinct()
            .select_from(StudyRow)
            .join(PatientRow, PatientRow.id == StudyRow.patient_key)
            .join(ClinicRow, ClinicRow.id == StudyRow.clinic_id)
            .where(*inside, *exact)
        )
        alike = [name for name in session.scalars(names) if meant.is_like(name)]
        if len(alike) > MOST_ALIKE:
            raise MatchTooBroad
        wider[keyword] = or_(conditions[keyword], column.in_(alike))
    return wider


def _query(level: Level) -> Select[*tuple[Any, ...]]:
    joined: Select[*tuple[Any, ...]] = (
        select(ClinicRow.key, PatientRow, StudyRow)
        .join(PatientRow, PatientRow.id == StudyRow.patient_key)
        .join(ClinicRow, ClinicRow.id == StudyRow.clinic_id)
    )
    newest = (StudyRow.study_date.desc(), StudyRow.study_time.desc(), StudyRow.id.desc())
    if level is Level.STUDY:
        return joined.where(_has_current(SeriesRow.study_id == StudyRow.id)).order_by(*newest)
    joined = joined.add_columns(SeriesRow).join(SeriesRow, SeriesRow.study_id == StudyRow.id)
    if level is Level.SERIES:
        within = exists().where(InstanceRow.series_id == SeriesRow.id, _IS_CURRENT)
        return joined.where(within).order_by(*newest, SeriesRow.series_number, SeriesRow.id)
    joined = joined.add_columns(InstanceRow).join(InstanceRow, InstanceRow.series_id == SeriesRow.id)
    return joined.where(_IS_CURRENT).order_by(
        *newest, SeriesRow.series_number, SeriesRow.id, InstanceRow.instance_number, InstanceRow.id
    )


_IS_CURRENT = InstanceRow.standing == InstanceStanding.CURRENT


def _has_current(of_study: Condition) -> Condition:
    return exists().where(of_study, InstanceRow.series_id == SeriesRow.id, _IS_CURRENT)


def _with_contents(session: Session, level: Level, rows: Sequence[tuple[Any, ...]]) -> list[Found]:
    studies = {row[2].id for row in rows}
    contents = _contents(session, studies)
    series_sizes = _series_sizes(session, studies) if level is Level.SERIES else {}
    found = []
    for key, patient, study, *below in rows:
        series = below[0] if below else None
        instance = below[1] if len(below) > 1 else None
        modalities, number_of_series, number_of_instances = contents.get(study.id, ((), 0, 0))
        size = series_sizes.get(series.id, 0) if series is not None else number_of_instances
        found.append(Found(key, patient, study, series, instance, modalities, number_of_series, size))
    return found


def _contents(session: Session, study_ids: set[UUID]) -> dict[UUID, tuple[tuple[str, ...], int, int]]:
    """Return modalities, number of series and number of instances of each study."""
    query = (
        select(SeriesRow.study_id, SeriesRow.modality, func.count(func.distinct(SeriesRow.id)), func.count())
        .join(InstanceRow, InstanceRow.series_id == SeriesRow.id)
        .where(SeriesRow.study_id.in_(study_ids), _IS_CURRENT)
        .group_by(SeriesRow.study_id, SeriesRow.modality)
        .order_by(SeriesRow.modality)
    )
    contents: dict[UUID, tuple[tuple[str, ...], int, int]] = {}
    for study_id, modality, series, instances in session.execute(query):
        modalities, of_series, of_instances = contents.get(study_id, ((), 0, 0))
        contents[study_id] = ((*modalities, modality), of_series + series, of_instances + instances)
    return contents


def _series_sizes(session: Session, study_ids: set[UUID]) -> dict[UUID, int]:
    query = (
        select(InstanceRow.series_id, func.count())
        .join(SeriesRow, SeriesRow.id == InstanceRow.series_id)
        .where(SeriesRow.study_id.in_(study_ids), _IS_CURRENT)
        .group_by(InstanceRow.series_id)
    )
    return {series_id: count for series_id, count in session.execute(query)}  # noqa: C416  (a Row is no pair to mypy)


def _condition(keyword: str, value: str) -> Condition:
    matching, column = MATCHING[keyword]
    return matching(column, value, keyword)


def _uid(column: Column, value: str, keyword: str) -> Condition:
    """List of UID matching (PS3.4 C.2.2.2.2); DICOMweb separates by commas too."""
    uids = [uid.strip() for uid in value.replace("\\", ",").split(",") if uid.strip()]
    if not uids or any(len(uid) > 64 for uid in uids):
        raise MatchInvalid(keyword=keyword)
    return column.in_(uids)


def _text(column: Column, value: str, _keyword: str) -> Condition:
    """Single value or wildcard matching; a wildcard ignores case (PS3.4 C.2.2.2.1, C.2.2.2.4)."""
    return column.ilike(_pattern(value), escape="!") if _has_wildcard(value) else column == value


def _name(column: Column, value: str, _keyword: str) -> Condition:
    """Match the whole name or any one of its component groups, ignoring case (PS3.4 C.2.2.2.1.1)."""
    pattern = _pattern(value)
    return or_(*(column.ilike(one, escape="!") for one in (pattern, f"{pattern}=%", f"%={pattern}", f"%={pattern}=%")))


def _has_wildcard(value: str) -> bool:
    return "*" in value or "?" in value


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
    bounds = [column >= first] if first else [column != ""]
    return and_(*bounds, *([column <= until + last] if until else []))


def _number(column: Column, value: str, keyword: str) -> Condition:
    if not re.fullmatch(r"[+-]?[0-9]{1,12}", value.strip()):
        raise MatchInvalid(keyword=keyword)
    return column == int(value)


def _modalities(column: Column, value: str, _keyword: str) -> Condition:
    """Match a study one of whose series has one of the modalities (PS3.4 C.3.4)."""
    wanted = [one for one in value.replace("\\", ",").split(",") if one]
    with_modality = exists().where(SeriesRow.study_id == StudyRow.id, column.in_(wanted))
    return with_modality.correlate(StudyRow)


MATCHING: dict[str, tuple[Callable[[Column, str, str], Condition], Column]] = {
    "StudyInstanceUID": (_uid, StudyRow.study_instance_uid),
    "StudyDate": (_date, StudyRow.study_date),
    "StudyTime": (_time, StudyRow.study_time),
    "AccessionNumber": (_text, StudyRow.accession_number),
    "StudyDescription": (_text, StudyRow.study_description),
    "ReferringPhysicianName": (_name, StudyRow.referring_physician_name),
    "PatientName": (_name, PatientRow.patient_name),
    "PatientID": (_text, PatientRow.patient_id),
    "IssuerOfPatientID": (_text, PatientRow.issuer_of_patient_id),
    "PatientBirthDate": (_birth_date, PatientRow.patient_birth_date),
    "PatientSex": (_text, PatientRow.patient_sex),
    "ModalitiesInStudy": (_modalities, SeriesRow.modality),
    "SeriesInstanceUID": (_uid, SeriesRow.series_instance_uid),
    "Modality": (_text, SeriesRow.modality),
    "SeriesNumber": (_number, SeriesRow.series_number),
    "SeriesDescription": (_text, SeriesRow.series_description),
    "BodyPartExamined": (_text, SeriesRow.body_part_examined),
    "SOPInstanceUID": (_uid, InstanceRow.sop_instance_uid),
    "SOPClassUID": (_uid, InstanceRow.sop_class_uid),
    "InstanceNumber": (_number, InstanceRow.instance_number),
}
"""How each attribute is matched, and on what."""

STUDY_KEYS = frozenset(list(MATCHING)[:12])
SERIES_KEYS = STUDY_KEYS | frozenset(list(MATCHING)[12:17])
INSTANCE_KEYS = frozenset(MATCHING)
FUZZY_KEYS = frozenset({"PatientName", "ReferringPhysicianName"})
KEYS_OF_LEVEL = {Level.STUDY: STUDY_KEYS, Level.SERIES: SERIES_KEYS, Level.INSTANCE: INSTANCE_KEYS}
"""Which attributes may be matched when a level is searched: its own and those above."""
