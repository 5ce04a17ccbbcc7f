"""What has arrived, with how far each Study got: queries across nouns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from teleread.archive.records import InstanceRow, PatientRow, SeriesRow, StudyRow
from teleread.archive.study import InstanceStanding, NameStanding
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.errors import Missing
from teleread.reports.records import ReceiptRow, ReportRow
from teleread.scope import Scope
from teleread.views.worklist import PatientSeen
from teleread.worklist.hold import as_of
from teleread.worklist.reading import ENDED_UNREAD, Reading
from teleread.worklist.records import ReadingRow, ReadingStudyRow, reading_of, within

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
    return _fetch(session, scope, earlier, limit=limit, at=at)


def search_studies(
    session: Session, scope: Scope, sought: Sought, *, at: datetime, limit: int = STUDIES_AT_MOST
) -> list[StudyLine]:
    """Return the Studies that meet every condition, the newest first.

    A name is found by any part of it; carets, spaces and the case of Latin
    letters do not count. Wildcards are letters like others.
    """
    return _fetch(session, scope, _conditions(sought), limit=limit, at=at)


def load_study(session: Session, scope: Scope, study_id: UUID, *, at: datetime) -> StudyLine:
    """Return one Study; raises Missing if there is none of that key inside the Scope."""
    found = _fetch(session, scope, [StudyRow.id == study_id], limit=1, at=at)
    if not found:
        raise Missing(study_id=str(study_id))
    return found[0]


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    wanted = "".join((sought.patient_name or "").split()).replace("^", "").lower()
    if wanted:
        name = func.lower(func.replace(func.replace(PatientRow.patient_name, "^", ""), " ", ""))
        conditions.append(name.contains(wanted, autoescape=True))
    for column, value in (
        (PatientRow.patient_id, sought.patient_id),
        (StudyRow.accession_number, sought.accession_number),
    ):
        if value and value.strip():
            conditions.append(column == value.strip())
    if sought.from_date:
        conditions.append(StudyRow.study_date >= sought.from_date)
    if sought.until_date:
        conditions += [StudyRow.study_date <= sought.until_date, StudyRow.study_date != ""]
    if sought.doubtful_names_only:
        conditions.append(PatientRow.name_standing.in_([NameStanding.GUESSED, NameStanding.LOSSY]))
    return conditions


def _fetch(
    session: Session, scope: Scope, conditions: Sequence[ColumnElement[bool]], *, limit: int, at: datetime
) -> list[StudyLine]:
    has_current = (
        select(InstanceRow.id)
        .join(SeriesRow, SeriesRow.id == InstanceRow.series_id)
        .where(SeriesRow.study_id == StudyRow.id, InstanceRow.standing == InstanceStanding.CURRENT)
        .exists()
    )
    statement = (
        select(StudyRow, PatientRow, ClinicRow.name)
        .join(PatientRow, PatientRow.id == StudyRow.patient_key)
        .join(ClinicRow, ClinicRow.id == StudyRow.clinic_id)
        .where(has_current, *conditions)
        .order_by(StudyRow.first_received_at.desc(), StudyRow.id.desc())
        .limit(limit)
    )
    rows = session.execute(within(statement, scope, StudyRow.clinic_id)).all()
    study_ids = [study.id for study, _patient, _clinic in rows]
    series, readings = _load_series(session, study_ids), _load_readings(session, study_ids, at)
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


def _load_readings(session: Session, study_ids: Sequence[UUID], at: datetime) -> dict[UUID, Reading]:
    """Return one Reading of each Study: the last that was not rejected or cancelled, else the last."""
    statement = (
        select(ReadingStudyRow.study_id, ReadingRow)
        .join(ReadingRow, ReadingRow.id == ReadingStudyRow.reading_id)
        .where(ReadingStudyRow.study_id.in_(study_ids))
    )
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
