"""The few Studies to which a selective key narrows a search, found by the key's own index.

Which key is selective is counted, up to a bound, and not left to the database's
guess: SQLite knows nothing of what its tables hold, and a wrong guess reads
the whole archive. Where no key is selective, matches are dense, and walking the
newest Studies finds a page of them soon.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select

from teleread.archive.fuzzy_names import Meant
from teleread.archive.name_keys import Prefixes, prefixes_of_pattern, ranges_of
from teleread.archive.records import InstanceRow, PatientNameKeyRow, PatientRow, SeriesRow, StudyRow
from teleread.database import Session
from teleread.views.matching import has_wildcard, modalities_of, uids_of

FEW = 4000
"""Studies up to which each is looked at; of more, one in so many is a match and the walk is short."""

Place = tuple[str, str, UUID]
"""Where a Study stands among the others: its date, its time and its key, the greatest first."""

Narrowing = Select[str, str, UUID, UUID]


def narrowed(session: Session, matches: Mapping[str, str], *, is_fuzzy: bool) -> dict[UUID, list[Place]] | None:
    """Return by clinic where the Studies stand among which every match is; None if no key narrows the search.

    They are of every clinic: the caller takes its own.
    """
    for keys in _narrowings(matches, is_fuzzy=is_fuzzy):
        found: dict[UUID, dict[Place, None]] = {}
        count = 0
        for statement in keys:
            rows = session.execute(statement.limit(FEW + 1 - count)).all()
            count += len(rows)
            if count > FEW:
                break
            for study_date, study_time, study_id, clinic_id in rows:
                found.setdefault(clinic_id, {})[study_date, study_time, study_id] = None
        else:
            return {clinic_id: list(places) for clinic_id, places in found.items()}
    return None


def _narrowings(matches: Mapping[str, str], *, is_fuzzy: bool) -> Iterator[list[Narrowing]]:
    """Yield, the likeliest first, the queries that find between them whatever meets one key."""
    for keyword, narrowing in EXACT.items():
        value = matches.get(keyword)
        if value is not None and not has_wildcard(value):
            yield [narrowing(value)]
    if "PatientName" in matches:
        yield from map(_named, prefixes_of_name(matches["PatientName"], is_fuzzy=is_fuzzy))
    if "ModalitiesInStudy" in matches:
        yield [_of_series(SeriesRow.modality.in_(modalities_of(matches["ModalitiesInStudy"])))]
    if "Modality" in matches and not has_wildcard(matches["Modality"]):
        yield [_of_series(SeriesRow.modality == matches["Modality"])]


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


def _named(prefixes: Prefixes) -> list[Narrowing]:
    """Find patients by keys of their names, and look through the names that lie under no key yet."""
    keyed = _places().join(PatientNameKeyRow, PatientNameKeyRow.patient_key == StudyRow.patient_key)
    unkeyed = _places().join(PatientRow, PatientRow.id == StudyRow.patient_key)
    ranges = ranges_of(prefixes)
    return [
        *(keyed.where(within(PatientNameKeyRow.key, one)) for one in ranges),
        unkeyed.where(PatientRow.name_keys_version.is_(None)),
    ]


def within(column: Any, ends: tuple[bytes, bytes]) -> ColumnElement[bool]:
    """Say that a key begins with what its range is of."""
    return and_(column >= ends[0], column < ends[1])


def _places() -> Narrowing:
    return select(StudyRow.study_date, StudyRow.study_time, StudyRow.id, StudyRow.clinic_id)


def _of_study(condition: ColumnElement[bool]) -> Narrowing:
    return _places().where(condition)


def _of_patient(condition: ColumnElement[bool]) -> Narrowing:
    return _places().join(PatientRow, PatientRow.id == StudyRow.patient_key).where(condition)


def _of_series(condition: ColumnElement[bool]) -> Narrowing:
    return _places().join(SeriesRow, SeriesRow.study_id == StudyRow.id).where(condition)


def _of_instance(condition: ColumnElement[bool]) -> Narrowing:
    series = _places().join(SeriesRow, SeriesRow.study_id == StudyRow.id)
    return series.join(InstanceRow, InstanceRow.series_id == SeriesRow.id).where(condition)


EXACT: dict[str, Callable[[str], Narrowing]] = {
    "SOPInstanceUID": lambda v: _of_instance(InstanceRow.sop_instance_uid.in_(uids_of(v, "SOPInstanceUID"))),
    "SeriesInstanceUID": lambda v: _of_series(SeriesRow.series_instance_uid.in_(uids_of(v, "SeriesInstanceUID"))),
    "StudyInstanceUID": lambda v: _of_study(StudyRow.study_instance_uid.in_(uids_of(v, "StudyInstanceUID"))),
    "AccessionNumber": lambda v: _of_study(StudyRow.accession_number == v),
    "PatientID": lambda v: _of_patient(PatientRow.patient_id == v),
}
"""The keys whose single values are found by an index, the most selective first."""
