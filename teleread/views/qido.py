"""Search for studies, series and instances by their attributes (QIDO-RS, PS3.18 10.6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, select

from teleread.archive.fuzzy_names import Meant
from teleread.archive.records import InstanceRow, PatientRow, SeriesRow, StudyRow
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.scope import Scope
from teleread.views import matching
from teleread.views.found import IS_CURRENT, Found, instances_found, series_found, studies_found
from teleread.views.matching import Condition, condition, there_is
from teleread.views.narrowing import narrowed
from teleread.views.newest import BY_DATE, before, few, newest

AT_ONCE = 200
"""Studies that are looked at together where the database cannot say itself which of them match."""


class Level(StrEnum):
    """What is searched for."""

    STUDY = "study"
    SERIES = "series"
    INSTANCE = "instance"


@dataclass(frozen=True, slots=True)
class Search:
    """What to find: values by keyword, and which part of the matches.

    Where it `is_fuzzy`, names that are only like the value are found too. The
    attributes named by `empty` have no value in a match.
    """

    matches: Mapping[str, str]
    limit: int
    offset: int
    clinic_key: str | None = None
    is_fuzzy: bool = False
    empty: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Criteria:
    """A search as conditions: on a Study with its patient and contents, and on each level below.

    What is only like a name is decided here and not by the database.
    """

    of_study: list[Condition]
    of_series: list[Condition]
    of_instance: list[Condition]
    meant: list[tuple[Any, Meant, Condition]]


def search(session: Session, scope: Scope, level: Level, wanted: Search) -> list[Found]:
    """Return the matches inside the Scope, newest study first, then by number.

    Only current Instances are found, and what holds at least one of them.

    Raises
    ------
    MatchInvalid
        If a value cannot be one of its attribute's.

    References
    ----------
    PS3.4 C.2.2.2 (matching); PS3.18 8.3.4.
    """
    criteria = _criteria(wanted)
    if scope.closed_instances:
        criteria.of_instance.append(InstanceRow.id.not_in(scope.closed_instances))
    clinic_ids = _clinics(session, scope, wanted.clinic_key)
    if clinic_ids is not None and not clinic_ids:
        return []
    narrow = narrowed(session, wanted.matches, is_fuzzy=wanted.is_fuzzy)
    conditions = [*_matching(criteria), *([] if narrow is None else [narrow])]
    query = newest if narrow is None else few
    if level is Level.STUDY and not criteria.meant:
        page = query(conditions, clinic_ids, limit=wanted.limit, offset=wanted.offset)
        return studies_found(session, [row.id for row in session.execute(page)])
    if narrow is None:
        found = _of_all(session, criteria, clinic_ids)
    else:
        found = _of_few(session, criteria, [row.id for row in session.execute(few(conditions, clinic_ids))])
    if level is Level.STUDY:
        return studies_found(session, list(islice(found, wanted.offset, wanted.offset + wanted.limit)))
    return _below(session, criteria, level, found, wanted)


def _criteria(wanted: Search) -> _Criteria:
    of_study, of_patient = list[Condition](), list[Condition]()
    of_series, of_instance = list[Condition](), list[Condition]()
    meant = list[tuple[Any, Meant, Condition]]()
    asked = {keyword: condition(keyword, value) for keyword, value in wanted.matches.items()}
    for keyword, one in {**asked, **{keyword: matching.is_empty(keyword) for keyword in wanted.empty}}.items():
        is_like = wanted.is_fuzzy and keyword in FUZZY_KEYS and keyword not in wanted.empty
        name = Meant(wanted.matches[keyword]) if is_like else None
        if name is not None and not name.is_empty:
            meant.append((_NAMES[keyword], name, _said_of_patient(one) if keyword in matching.PATIENT else one))
        elif keyword in matching.PATIENT:
            of_patient.append(one)
        elif keyword in matching.STUDY:
            of_study.append(one)
        else:
            (of_series if keyword in matching.SERIES else of_instance).append(one)
    if of_patient:
        of_study.append(there_is(PatientRow.id == StudyRow.patient_key, *of_patient))
    return _Criteria(of_study, of_series, of_instance, meant)


def _said_of_patient(one: Condition) -> Condition:
    """Return whether a condition holds, asked of one patient at a time: an EXISTS may be asked of all at once."""
    return select(one).where(PatientRow.id == StudyRow.patient_key).scalar_subquery()


_NAME_OF_PATIENT = select(PatientRow.patient_name).where(PatientRow.id == StudyRow.patient_key).scalar_subquery()
_NAMES: dict[str, Any] = {
    "PatientName": _NAME_OF_PATIENT,
    "ReferringPhysicianName": StudyRow.referring_physician_name,
}


def _matching(criteria: _Criteria) -> list[Condition]:
    contents = (SeriesRow.study_id == StudyRow.id, InstanceRow.series_id == SeriesRow.id, IS_CURRENT)
    return [*criteria.of_study, there_is(*contents, *criteria.of_series, *criteria.of_instance)]


def _clinics(session: Session, scope: Scope, clinic_key: str | None) -> frozenset[UUID] | None:
    """Return whose Studies are searched; None for everybody's."""
    if clinic_key is None:
        return scope.clinic_ids
    named = frozenset(session.scalars(select(ClinicRow.id).where(ClinicRow.key == clinic_key)))
    return named if scope.clinic_ids is None else named & scope.clinic_ids


def _of_few(session: Session, criteria: _Criteria, study_ids: Sequence[UUID]) -> Iterator[UUID]:
    """Yield those of some Studies whose names may be meant."""
    for start in range(0, len(study_ids), AT_ONCE):
        yield from _only_like(session, criteria, study_ids[start : start + AT_ONCE])


def _of_all(session: Session, criteria: _Criteria, clinic_ids: frozenset[UUID] | None) -> Iterator[UUID]:
    """Yield the Studies that match, newest first; each page of them is asked for when its turn comes."""
    behind: list[Condition] = []
    while True:
        rows = session.execute(newest([*_matching(criteria), *behind], clinic_ids, limit=AT_ONCE)).all()
        yield from _only_like(session, criteria, [row.id for row in rows])
        if len(rows) < AT_ONCE:
            return
        behind = [before(rows[-1])]


def _only_like(session: Session, criteria: _Criteria, study_ids: Sequence[UUID]) -> Sequence[UUID]:
    """Leave those whose names are matched or may be the ones that are meant."""
    if not criteria.meant or not study_ids:
        return study_ids
    columns = [column for name, _, literal in criteria.meant for column in (name, literal)]
    rows = session.execute(select(StudyRow.id, *columns).where(StudyRow.id.in_(study_ids)))
    alike = {
        row[0]
        for row in rows
        if all(row[2 + 2 * at] or name.is_like(row[1 + 2 * at]) for at, (_, name, _) in enumerate(criteria.meant))
    }
    return [study_id for study_id in study_ids if study_id in alike]


def _below(
    session: Session, criteria: _Criteria, level: Level, study_ids: Iterator[UUID], wanted: Search
) -> list[Found]:
    """Return the part of the matches below Studies that is asked for; no more Studies are looked for than hold it."""
    skipped, counted, holding = 0, 0, list[UUID]()
    while counted < wanted.limit and (some := list(islice(study_ids, AT_ONCE))):
        counts = _counts(session, criteria, level, some)
        for study_id in some:
            count = counts.get(study_id, 0)
            if not holding and skipped + count <= wanted.offset:
                skipped += count
            elif counted < wanted.limit:
                counted += count - (0 if holding else wanted.offset - skipped)
                holding.append(study_id)
    statement = _levels(criteria, level, (StudyRow.id, *_ROWS[level])).where(StudyRow.id.in_(holding))
    statement = statement.order_by(*(column.desc() for column in BY_DATE), *_ORDER[level])
    page = statement.offset(wanted.offset - skipped).limit(wanted.limit)
    rows: Any = session.execute(page).all()
    return series_found(session, rows) if level is Level.SERIES else instances_found(session, rows)


def _levels(criteria: _Criteria, level: Level, columns: Sequence[Any]) -> Select[Any]:
    statement = select(*columns).join_from(StudyRow, SeriesRow, SeriesRow.study_id == StudyRow.id)
    statement = statement.where(*criteria.of_series)
    if level is Level.SERIES:
        return statement.where(exists().where(InstanceRow.series_id == SeriesRow.id, IS_CURRENT, *criteria.of_instance))
    statement = statement.join(InstanceRow, InstanceRow.series_id == SeriesRow.id)
    return statement.where(IS_CURRENT, *criteria.of_instance)


_ROWS: dict[Level, tuple[Any, ...]] = {Level.SERIES: (SeriesRow,), Level.INSTANCE: (SeriesRow, InstanceRow)}
_ORDER: dict[Level, tuple[Any, ...]] = {
    Level.SERIES: (SeriesRow.series_number, SeriesRow.id),
    Level.INSTANCE: (SeriesRow.series_number, SeriesRow.id, InstanceRow.instance_number, InstanceRow.id),
}


def _counts(session: Session, criteria: _Criteria, level: Level, study_ids: list[UUID]) -> dict[UUID, int]:
    counts = _levels(criteria, level, (StudyRow.id, func.count())).where(StudyRow.id.in_(study_ids))
    return {study_id: count for study_id, count in session.execute(counts.group_by(StudyRow.id))}  # noqa: C416  (a Row is no pair to mypy)


STUDY_KEYS = frozenset(matching.STUDY | matching.PATIENT)
SERIES_KEYS = STUDY_KEYS | matching.SERIES.keys()
INSTANCE_KEYS = SERIES_KEYS | matching.INSTANCE.keys()
FUZZY_KEYS = frozenset({"PatientName", "ReferringPhysicianName"})
KEYS_OF_LEVEL = {Level.STUDY: STUDY_KEYS, Level.SERIES: SERIES_KEYS, Level.INSTANCE: INSTANCE_KEYS}
"""Which attributes may be matched when a level is searched: its own and those above."""
