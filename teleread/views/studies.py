"""What has arrived, with how far each Study got: queries across nouns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, TextClause, exists, func, select, text, union_all

from teleread.archive.name_keys import prefixes_of_part
from teleread.archive.records import InstanceRow, PatientRow, SeriesRow, StudyRow
from teleread.archive.study import InstanceStanding
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.errors import Missing
from teleread.reports.records import ReceiptRow, ReportRow
from teleread.scope import Scope
from teleread.views.narrowing import are_few, keys_of_patients, narrowed
from teleread.views.newest import BY_ARRIVAL, BY_DATE, few, newest, unindexed
from teleread.views.worklist import PatientSeen
from teleread.worklist.hold import as_of
from teleread.worklist.opinion_records import OpinionRow
from teleread.worklist.reading import ENDED_UNREAD, Reading
from teleread.worklist.records import ReadingRow, ReadingStudyRow, reading_of

STUDIES_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search asks for; None asks for nothing. `from_date` and `until_date` are DA, inclusive."""

    patient_name: str | None = None
    patient_id: str | None = None
    accession_number: str | None = None
    from_date: str | None = None
    until_date: str | None = None
    doubtful_names_only: bool = False


@dataclass(frozen=True, slots=True)
class ReportSeen:
    """The newest signed version, and when somebody at the clinic read it."""

    id: UUID
    version: int
    signed_at: datetime
    acknowledged_at: datetime | None


@dataclass(frozen=True, slots=True)
class SeriesSeen:
    """One Series of a Study's page."""

    id: UUID
    modality: str
    series_number: int | None
    series_description: str
    body_part_examined: str
    laterality: str
    number_of_instances: int


@dataclass(frozen=True, slots=True)
class StudyLine:
    """One Study as a list shows it."""

    id: UUID
    clinic_id: UUID
    clinic_name: str
    patient: PatientSeen
    study_date: str
    study_description: str
    accession_number: str
    first_received_at: datetime
    last_received_at: datetime
    settled_at: datetime | None
    series: tuple[SeriesSeen, ...] = field(default=())
    reading: Reading | None = None
    report: ReportSeen | None = None

    @property
    def modalities(self) -> list[str]:
        """Modalities in Study."""
        return sorted({series.modality for series in self.series if series.modality})

    @property
    def number_of_instances(self) -> int:
        """Current Instances; variants, conflicts and what was set aside are not counted."""
        return sum(series.number_of_instances for series in self.series)


def list_studies(
    session: Session, scope: Scope, *, at: datetime, before: datetime | None = None, limit: int = 50
) -> list[StudyLine]:
    """Return the Studies of a Scope that hold something to see, the newest first."""
    earlier = [] if before is None else [StudyRow.first_received_at < before]
    page = newest([_HAS_CURRENT, *earlier], scope.clinic_ids, order=BY_ARRIVAL, limit=limit)
    return _fetch(session, scope, [row.id for row in session.execute(page)], at=at)


def search_studies(
    session: Session, scope: Scope, sought: Sought, *, at: datetime, limit: int = STUDIES_AT_MOST
) -> list[StudyLine]:
    """Return the Studies that meet every condition, the newest first: by their dates where those are sought.

    A name is found by any part of it; carets, spaces and the case of Latin
    letters do not count. Wildcards are letters like others.
    """
    narrow = _narrowed(session, sought)
    conditions = [_HAS_CURRENT, *_conditions(sought), *([] if narrow is None else [narrow])]
    query = newest if narrow is None else few
    order = BY_DATE if sought.from_date or sought.until_date else BY_ARRIVAL
    page = query(conditions, scope.clinic_ids, order=order, limit=limit)
    return _fetch(session, scope, [row.id for row in session.execute(page)], at=at)


def load_study(session: Session, scope: Scope, study_id: UUID, *, at: datetime) -> StudyLine:
    """Return one Study; raises Missing if there is none of that key inside the Scope."""
    has_something = session.scalar(select(StudyRow.id).where(StudyRow.id == study_id, _HAS_CURRENT))
    found = _fetch(session, scope, [] if has_something is None else [study_id], at=at)
    if not found:
        raise Missing(study_id=str(study_id))
    return found[0]


def _narrowed(session: Session, sought: Sought) -> ColumnElement[bool] | None:
    """Return a condition that few Studies meet, what is sought among them; None if it is dense."""
    exact = {"AccessionNumber": sought.accession_number, "PatientID": sought.patient_id}
    matches = {keyword: value.strip() for keyword, value in exact.items() if value and value.strip()}
    narrow = narrowed(session, matches, is_fuzzy=False) if matches else None
    prefixes = prefixes_of_part(sought.patient_name or "")
    if narrow is None and prefixes:
        narrow = _of_few_patients(session, keys_of_patients(prefixes))
    if narrow is None and sought.doubtful_names_only:
        narrow = _of_few_patients(session, [select(PatientRow.id).where(_IS_DOUBTFUL)])
    return narrow


def _of_few_patients(session: Session, patients: Sequence[Select[UUID]]) -> ColumnElement[bool] | None:
    return StudyRow.patient_key.in_(union_all(*patients)) if are_few(session, patients) else None


_IS_DOUBTFUL = text("patient.name_standing IN ('guessed', 'lossy')")
"""As the index says it: a partial one serves only its very condition, with no value left open."""


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    wanted = "".join((sought.patient_name or "").split()).replace("^", "").lower()
    if wanted:
        name = func.lower(func.replace(func.replace(PatientRow.patient_name, "^", ""), " ", ""))
        conditions.append(_of_patient(name.contains(wanted, autoescape=True)))
    if sought.patient_id and sought.patient_id.strip():
        conditions.append(_of_patient(PatientRow.patient_id == sought.patient_id.strip()))
    if sought.accession_number and sought.accession_number.strip():
        conditions.append(StudyRow.accession_number == sought.accession_number.strip())
    if sought.from_date:
        conditions.append(StudyRow.study_date >= sought.from_date)
    if sought.until_date:
        conditions += [StudyRow.study_date <= sought.until_date, StudyRow.study_date != ""]
    if sought.doubtful_names_only:
        conditions.append(_of_patient(_IS_DOUBTFUL))
    return conditions


def _of_patient(condition: ColumnElement[bool] | TextClause) -> ColumnElement[bool]:
    return exists().where(PatientRow.id == StudyRow.patient_key, condition).correlate(StudyRow)


_HAS_CURRENT = (
    exists()
    .where(
        SeriesRow.study_id == StudyRow.id,
        InstanceRow.series_id == SeriesRow.id,
        InstanceRow.standing == InstanceStanding.CURRENT,
    )
    .correlate(StudyRow)
)


def _fetch(session: Session, scope: Scope, study_ids: Sequence[UUID], *, at: datetime) -> list[StudyLine]:
    statement = (
        select(StudyRow, PatientRow, ClinicRow.name)
        .join(PatientRow, PatientRow.id == StudyRow.patient_key)
        .join(ClinicRow, ClinicRow.id == StudyRow.clinic_id)
        .where(StudyRow.id.in_(study_ids))
    )
    if scope.clinic_ids is not None:
        statement = statement.where(unindexed(StudyRow.clinic_id).in_(scope.clinic_ids))
    place = {study_id: at for at, study_id in enumerate(study_ids)}
    rows = sorted(session.execute(statement), key=lambda row: place[row[0].id])
    series, readings = _load_series(session, study_ids), _load_readings(session, scope, study_ids, at)
    reports = _load_reports(session, [reading.id for reading in readings.values()])
    return [
        _line(study, patient, clinic, tuple(series.get(study.id, ())), readings.get(study.id), reports)
        for study, patient, clinic in rows
    ]


def _line(
    study: StudyRow,
    patient: PatientRow,
    clinic_name: str,
    series: tuple[SeriesSeen, ...],
    reading: Reading | None,
    reports: dict[UUID, ReportSeen],
) -> StudyLine:
    return StudyLine(
        id=study.id,
        clinic_id=study.clinic_id,
        clinic_name=clinic_name,
        patient=PatientSeen(
            id=patient.id,
            name=patient.patient_name,
            name_standing=patient.name_standing,
            patient_id=patient.patient_id,
            birth_date=patient.patient_birth_date,
            sex=patient.patient_sex,
        ),
        study_date=study.study_date,
        study_description=study.study_description,
        accession_number=study.accession_number,
        first_received_at=study.first_received_at,
        last_received_at=study.last_received_at,
        settled_at=study.settled_at,
        series=series,
        reading=reading,
        report=reports.get(reading.id) if reading else None,
    )


def _load_series(session: Session, study_ids: Sequence[UUID]) -> dict[UUID, list[SeriesSeen]]:
    count = func.count(InstanceRow.id)
    statement = (
        select(SeriesRow, count)
        .join(InstanceRow, InstanceRow.series_id == SeriesRow.id)
        .where(SeriesRow.study_id.in_(study_ids), InstanceRow.standing == InstanceStanding.CURRENT)
        .group_by(SeriesRow.id)
    )
    found: dict[UUID, list[SeriesSeen]] = {}
    for row, number in sorted(session.execute(statement), key=lambda pair: (pair[0].series_number or 0, pair[0].id)):
        seen = SeriesSeen(
            id=row.id,
            modality=row.modality,
            series_number=row.series_number,
            series_description=row.series_description,
            body_part_examined=row.body_part_examined,
            laterality=row.laterality,
            number_of_instances=number,
        )
        found.setdefault(row.study_id, []).append(seen)
    return found


def _load_readings(session: Session, scope: Scope, study_ids: Sequence[UUID], at: datetime) -> dict[UUID, Reading]:
    """Return one Reading of each Study: the last that was not rejected or cancelled, else the last.

    Second opinions stand beside it, not for it.
    """
    statement = (
        select(ReadingStudyRow.study_id, ReadingRow)
        .join(ReadingRow, ReadingRow.id == ReadingStudyRow.reading_id)
        .where(ReadingStudyRow.study_id.in_(study_ids), ReadingRow.id.not_in(select(OpinionRow.reading_id)))
    )
    if scope.closed:
        statement = statement.where(ReadingRow.id.not_in(scope.closed))
    rows = sorted(session.execute(statement), key=lambda pair: (pair[1].state not in ENDED_UNREAD, pair[1].id))
    return {study_id: as_of(reading_of(row), at) for study_id, row in rows}


def _load_reports(session: Session, reading_ids: Sequence[UUID]) -> dict[UUID, ReportSeen]:
    statement = (
        select(ReportRow, ReceiptRow.acknowledged_at)
        .join(ReceiptRow, ReceiptRow.report_id == ReportRow.id, isouter=True)
        .where(ReportRow.reading_id.in_(reading_ids))
        .order_by(ReportRow.version)
    )
    return {
        row.reading_id: ReportSeen(row.id, row.version, row.signed_at, acknowledged_at)
        for row, acknowledged_at in session.execute(statement)
    }
