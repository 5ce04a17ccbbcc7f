"""The few Studies to which a selective key narrows a search, found by the key's own index.

Which key is selective is counted, up to a bound, and not left to the database's
guess: SQLite knows nothing of what its tables hold, and a wrong guess reads
the whole archive. Where no key is selective, matches are dense, and walking the
newest Studies finds a page of them soon.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select, true, union_all

from teleread.archive.fuzzy_names import Meant
from teleread.archive.name_keys import Prefixes, prefixes_of_pattern, ranges_of
from teleread.archive.records import InstanceRow, PatientNameKeyRow, PatientRow, SeriesRow, StudyRow
from teleread.database import Session
from teleread.views.matching import codes_of, has_wildcard, uids_of

FEW = 2000
"""Rows up to which each is looked at; of more, one in so many is a match and the walk is short."""

Condition = ColumnElement[bool]
Keys = Select[UUID]


def narrowed(session: Session, matches: Mapping[str, str], *, is_fuzzy: bool) -> Condition | None:
    """Return a condition that few Studies meet, every match among them; None if no key narrows the search."""
    for rows, condition in _narrowings(matches, is_fuzzy=is_fuzzy):
        if are_few(session, rows):
            return condition
    return None


def are_few(session: Session, queries: Sequence[Select[Any]]) -> bool:
    """Say whether queries find few rows between them; no more are counted than it takes."""
    left = FEW
    for each in queries:
        left -= session.execute(select(func.count()).select_from(each.limit(left + 1).subquery())).scalar_one()
        if left < 0:
            return False
    return True


def _narrowings(matches: Mapping[str, str], *, is_fuzzy: bool) -> Iterator[tuple[list[Keys], Condition]]:
    """Yield for each key, the likeliest first, what is to be counted, and what then narrows the search."""
    for keyword, narrowing in EXACT.items():
        value = matches.get(keyword)
        if value is not None and not has_wildcard(value):
            yield narrowing(value)
    if "PatientName" in matches:
        yield from map(_named, prefixes_of_name(matches["PatientName"], is_fuzzy=is_fuzzy))
    if "ModalitiesInStudy" in matches:
        yield _of_series(SeriesRow.modality.in_(codes_of(matches["ModalitiesInStudy"])))
    if "Modality" in matches and not has_wildcard(matches["Modality"]):
        yield _of_series(SeriesRow.modality.in_(codes_of(matches["Modality"])))


def prefixes_of_name(value: str, *, is_fuzzy: bool) -> list[Prefixes]:
    """Return the ways to find a name by its keys, of which each finds every match.

    What is like the value is found in one way, what it literally matches in
    another; a fuzzy search finds both.
    """
    literal = prefixes_of_pattern(value)
    if not is_fuzzy:
        return [literal] if literal else []
    meant = Meant(value)
    if not literal or meant.is_empty:
        return []
    return [(*literal, *one) for one in meant.prefixes]


def keys_of_patients(prefixes: Prefixes) -> list[Keys]:
    """Return queries of the patients whose names may be meant: by key, and those that lie under no key yet."""
    by_key = (select(PatientNameKeyRow.patient_key).where(_begins(one)) for one in ranges_of(prefixes))
    return [*by_key, select(PatientRow.id).where(PatientRow.name_keys_version.is_(None))]


def _named(prefixes: Prefixes) -> tuple[list[Keys], Condition]:
    patients = keys_of_patients(prefixes)
    return patients, StudyRow.patient_key.in_(union_all(*patients))


def _begins(ends: tuple[bytes, bytes]) -> Condition:
    column: Any = PatientNameKeyRow.key
    return and_(column >= ends[0], column < ends[1])


def _of_study(condition: Condition) -> tuple[list[Keys], Condition]:
    return [select(StudyRow.id).where(condition)], true()


def _of_patient(condition: Condition) -> tuple[list[Keys], Condition]:
    patients = select(PatientRow.id).where(condition)
    return [patients], StudyRow.patient_key.in_(patients)


def _of_series(condition: Condition) -> tuple[list[Keys], Condition]:
    studies = select(SeriesRow.study_id).where(condition)
    return [studies], StudyRow.id.in_(studies)


def _of_instance(condition: Condition) -> tuple[list[Keys], Condition]:
    series = select(InstanceRow.series_id).where(condition)
    return [series], StudyRow.id.in_(select(SeriesRow.study_id).where(SeriesRow.id.in_(series)))


EXACT: dict[str, Callable[[str], tuple[list[Keys], Condition]]] = {
    "SOPInstanceUID": lambda v: _of_instance(InstanceRow.sop_instance_uid.in_(uids_of(v, "SOPInstanceUID"))),
    "SeriesInstanceUID": lambda v: _of_series(SeriesRow.series_instance_uid.in_(uids_of(v, "SeriesInstanceUID"))),
    "StudyInstanceUID": lambda v: _of_study(StudyRow.study_instance_uid.in_(uids_of(v, "StudyInstanceUID"))),
    "AccessionNumber": lambda v: _of_study(StudyRow.accession_number == v),
    "PatientID": lambda v: _of_patient(PatientRow.patient_id == v),
}
"""The keys whose single values are found by an index, the most selective first."""
