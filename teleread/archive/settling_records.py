"""Named queries of Studies whose arrival seems to be over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, and_, func, or_, select

from teleread.archive.arrival import CLOCK_SKEW
from teleread.archive.records import DiscrepancyRow, InstanceRow, PatientRow, SeriesRow, StudyRow
from teleread.archive.study import DiscrepancyKind, InstanceStanding, NameStanding
from teleread.database import Session
from teleread.errors import Missing
from teleread.identifiers import new_id
from teleread.scope import Scope


@dataclass(frozen=True, slots=True)
class SeriesTimes:
    """A Series and when its Instances came."""

    modality: str
    body_part_examined: str
    first_received_at: datetime
    last_received_at: datetime


@dataclass(frozen=True, slots=True)
class ChangedSeries:
    """A Series one of whose pictures was exchanged or taken away."""

    study_id: UUID
    modality: str


@dataclass(frozen=True, slots=True)
class ArrivedStudy:
    """A Study with what its settling needs to know."""

    id: UUID
    clinic_id: UUID
    patient_key: UUID
    issuer_of_patient_id: str
    patient_id: str
    patient_name: str
    name_standing: NameStanding
    patient_birth_date: date | None
    patient_sex: str
    accession_number: str
    acquired_at: datetime | None
    last_received_at: datetime
    series: tuple[SeriesTimes, ...]


def load_quiet_study_ids(session: Session, scope: Scope, *, until: datetime, at: datetime, limit: int) -> list[UUID]:
    """Return unsettled Studies that received nothing since a moment, the longest quiet first."""
    statement = select(StudyRow.id).where(_is_quiet(until, at)).order_by(StudyRow.last_received_at).limit(limit)
    if scope.clinic_ids is not None:
        statement = statement.where(StudyRow.clinic_id.in_(scope.clinic_ids))
    return list(session.scalars(statement))


def lock_quiet_study(session: Session, scope: Scope, study_id: UUID, *, until: datetime, at: datetime) -> bool:
    """Lock a Study that is still unsettled and still quiet; False if somebody was faster."""
    statement = select(StudyRow.id).where(StudyRow.id == study_id, _is_quiet(until, at))
    if scope.clinic_ids is not None:
        statement = statement.where(StudyRow.clinic_id.in_(scope.clinic_ids))
    return session.scalars(statement.with_for_update()).one_or_none() is not None


def _is_quiet(until: datetime, at: datetime) -> ColumnElement[bool]:
    """What was received in the future was received by a wrong clock: nobody waits for that day."""
    received_at = StudyRow.last_received_at
    return and_(StudyRow.settled_at.is_(None), or_(received_at <= until, received_at > at + CLOCK_SKEW))


def load_arrived_study(
    session: Session, scope: Scope, study_id: UUID, *, besides: Collection[UUID] = ()
) -> ArrivedStudy:
    """Return a Study with what its settling needs to know.

    Parameters
    ----------
    besides
        Instances of the Study that are nothing new to anybody.

    Raises
    ------
    Missing
        If there is none of that key inside the Scope.
    """
    statement = select(StudyRow, PatientRow).join(PatientRow, PatientRow.id == StudyRow.patient_key)
    if scope.clinic_ids is not None:
        statement = statement.where(StudyRow.clinic_id.in_(scope.clinic_ids))
    found = session.execute(statement.where(StudyRow.id == study_id)).one_or_none()
    if found is None:
        raise Missing(study_id=str(study_id))
    study, patient = found
    return ArrivedStudy(
        id=study.id,
        clinic_id=study.clinic_id,
        patient_key=study.patient_key,
        issuer_of_patient_id=patient.issuer_of_patient_id,
        patient_id=patient.patient_id,
        patient_name=patient.patient_name,
        name_standing=patient.name_standing,
        patient_birth_date=patient.patient_birth_date,
        patient_sex=patient.patient_sex,
        accession_number=study.accession_number,
        acquired_at=study.acquired_at if study.is_acquired_at_plausible else None,
        last_received_at=study.last_received_at,
        series=load_series_times(session, scope, study_id, besides=besides),
    )


def load_series_times(
    session: Session, scope: Scope, study_id: UUID, *, besides: Collection[UUID] = ()
) -> tuple[SeriesTimes, ...]:
    """Return the Series of a Study that hold a current Instance besides these, and when their Instances came."""
    statement = (
        select(
            SeriesRow.modality,
            SeriesRow.body_part_examined,
            func.min(InstanceRow.received_at),
            func.max(InstanceRow.received_at),
        )
        .join(InstanceRow, InstanceRow.series_id == SeriesRow.id)
        .where(SeriesRow.study_id == study_id, InstanceRow.standing == InstanceStanding.CURRENT)
        .where(InstanceRow.id.not_in(besides))
        .group_by(SeriesRow.id, SeriesRow.modality, SeriesRow.body_part_examined)
    )
    if scope.clinic_ids is not None:
        statement = statement.where(InstanceRow.clinic_id.in_(scope.clinic_ids))
    return tuple(SeriesTimes(*row) for row in session.execute(statement))


def mark_settled(session: Session, study_id: UUID, *, at: datetime) -> None:
    """Say that the Study's arrival is over, until another Instance comes."""
    session.get_one(StudyRow, study_id).settled_at = at


def raise_discrepancy(
    session: Session,
    *,
    clinic_id: UUID,
    kind: DiscrepancyKind,
    subject_id: UUID,
    other_id: UUID,
    detail: Mapping[str, Any],
    at: datetime,
) -> UUID | None:
    """Add a task for a person unless the same one was raised before; returns its key if it is new."""
    known = select(DiscrepancyRow.id).where(
        DiscrepancyRow.kind == kind, DiscrepancyRow.subject_id == subject_id, DiscrepancyRow.other_id == other_id
    )
    if session.scalars(known).first() is not None:
        return None
    row = DiscrepancyRow(
        id=new_id(),
        clinic_id=clinic_id,
        kind=kind,
        subject_id=subject_id,
        other_id=other_id,
        detail=dict(detail),
        raised_at=at,
        resolved_at=None,
        resolved_by=None,
        resolution=None,
    )
    session.add(row)
    session.flush()
    return row.id


def raise_late_after_signing(
    session: Session, *, clinic_id: UUID, study_id: UUID, reading_id: UUID, received_at: datetime, at: datetime
) -> bool:
    """Add a task that something came after a Reading was signed; say whether it is a new one.

    While it is open, what comes besides belongs to it: two hundred pictures
    are one thing to look at. What comes after it was resolved is another.
    """
    about = select(DiscrepancyRow).where(
        DiscrepancyRow.kind == DiscrepancyKind.LATE_AFTER_SIGNING, DiscrepancyRow.subject_id == study_id
    )
    known = [row for row in session.scalars(about) if row.detail["reading_id"] == str(reading_id)]
    if any(datetime.fromisoformat(row.detail["received_at"]) >= received_at for row in known):
        return False
    detail = {"reading_id": str(reading_id), "received_at": received_at.isoformat()}
    for row in known:
        if row.resolved_at is None:
            row.detail = {**row.detail, **detail}
            return False
    raise_discrepancy(
        session,
        clinic_id=clinic_id,
        kind=DiscrepancyKind.LATE_AFTER_SIGNING,
        subject_id=study_id,
        other_id=uuid5(reading_id, received_at.isoformat()),
        detail=detail,
        at=at,
    )
    return True


def close_discrepancies(
    session: Session, *, kind: DiscrepancyKind, other_id: UUID, resolution: str, account_id: UUID, at: datetime
) -> list[UUID]:
    """Close the open tasks of a kind about something, because a person's act has settled them; return their keys."""
    open_tasks = select(DiscrepancyRow).where(
        DiscrepancyRow.kind == kind, DiscrepancyRow.other_id == other_id, DiscrepancyRow.resolved_at.is_(None)
    )
    rows = list(session.scalars(open_tasks))
    for row in rows:
        row.resolved_at, row.resolved_by, row.resolution = at, account_id, resolution
    return [row.id for row in rows]
