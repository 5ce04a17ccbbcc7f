"""What a search answers of its matches: what stands above each, and what it contains.

Columns and not rows of the archive: a page of fifty would make a hundred objects
that a Session keeps an eye on, which takes longer than finding them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, func, select

from teleread.archive.records import InstanceRow, PatientRow, SeriesRow, StudyRow
from teleread.archive.study import InstanceStanding
from teleread.clinics.records import ClinicRow
from teleread.database import Session


class PatientFound(NamedTuple):
    """The attributes of a patient that are answered; its fields are columns."""

    patient_id: str
    issuer_of_patient_id: str
    patient_name: str
    patient_birth_date: date | None
    patient_sex: str


class StudyFound(NamedTuple):
    """The attributes of a Study that are answered; its fields are columns."""

    id: UUID
    study_instance_uid: str
    study_date: str
    study_time: str
    accession_number: str
    study_description: str
    referring_physician_name: str


class Contents(NamedTuple):
    """What a Study holds of current Instances."""

    modalities: tuple[str, ...] = ()
    number_of_series: int = 0
    number_of_instances: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One match with everything above it, and what it contains."""

    clinic_key: str
    patient: PatientFound
    study: StudyFound
    series: SeriesRow | None
    instance: InstanceRow | None
    modalities: tuple[str, ...]
    number_of_series: int
    number_of_instances: int


IS_CURRENT = InstanceRow.standing == InstanceStanding.CURRENT

# Built once, what is left to be said of them with each page is its keys.
_ABOVE = (
    select(
        *(getattr(StudyRow, name) for name in StudyFound._fields),
        ClinicRow.key,
        *(getattr(PatientRow, name) for name in PatientFound._fields),
    )
    .join(PatientRow, PatientRow.id == StudyRow.patient_key)
    .join(ClinicRow, ClinicRow.id == StudyRow.clinic_id)
    .where(StudyRow.id.in_(bindparam("study_ids", expanding=True)))
)
_CONTENTS = (
    select(SeriesRow.study_id, SeriesRow.modality, func.count(func.distinct(SeriesRow.id)), func.count())
    .join(InstanceRow, InstanceRow.series_id == SeriesRow.id)
    .where(SeriesRow.study_id.in_(bindparam("study_ids", expanding=True)), IS_CURRENT)
    .group_by(SeriesRow.study_id, SeriesRow.modality)
    .order_by(SeriesRow.modality)
)
_SERIES_SIZES = (
    select(InstanceRow.series_id, func.count())
    .where(InstanceRow.series_id.in_(bindparam("series_ids", expanding=True)), IS_CURRENT)
    .group_by(InstanceRow.series_id)
)


def studies_found(session: Session, study_ids: Sequence[UUID]) -> list[Found]:
    """Return what is answered of Studies, in the same order."""
    above, contents = _above(session, study_ids), _contents(session, study_ids)
    return [Found(*above[study_id], None, None, *contents.get(study_id, Contents())) for study_id in study_ids]


def series_found(session: Session, rows: Sequence[tuple[UUID, SeriesRow]]) -> list[Found]:
    """Return what is answered of series, each with the key of its Study, in the same order."""
    study_ids = {study_id for study_id, _ in rows}
    above, contents = _above(session, study_ids), _contents(session, study_ids)
    counted = session.execute(_SERIES_SIZES, {"series_ids": [series.id for _, series in rows]})
    sizes = {series_id: size for series_id, size in counted}  # noqa: C416  (a Row is no pair to mypy)
    found = []
    for study_id, series in rows:
        modalities, number_of_series, _ = contents.get(study_id, Contents())
        size = sizes.get(series.id, 0)
        found.append(Found(*above[study_id], series, None, modalities, number_of_series, size))
    return found


def instances_found(session: Session, rows: Sequence[tuple[UUID, SeriesRow, InstanceRow]]) -> list[Found]:
    """Return what is answered of Instances, each with its series and the key of its Study, in the same order."""
    study_ids = {study_id for study_id, _, _ in rows}
    above, contents = _above(session, study_ids), _contents(session, study_ids)
    return [
        Found(*above[study_id], series, instance, *contents.get(study_id, Contents()))
        for study_id, series, instance in rows
    ]


def _above(session: Session, study_ids: Collection[UUID]) -> dict[UUID, tuple[str, PatientFound, StudyFound]]:
    behind = len(StudyFound._fields)
    rows: Any = session.execute(_ABOVE, {"study_ids": list(study_ids)})
    return {row[0]: (row[behind], PatientFound(*row[behind + 1 :]), StudyFound(*row[:behind])) for row in rows}


def _contents(session: Session, study_ids: Collection[UUID]) -> dict[UUID, Contents]:
    contents: dict[UUID, Contents] = {}
    for study_id, modality, series, instances in session.execute(_CONTENTS, {"study_ids": list(study_ids)}):
        modalities, of_series, of_instances = contents.get(study_id, Contents())
        contents[study_id] = Contents((*modalities, modality), of_series + series, of_instances + instances)
    return contents
