"""The moments of every Reading of a time, as turnaround figures are made of."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from teleread.clinics.clinic import Modality, Priority
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.scope import Scope
from teleread.worklist.opinion_records import OpinionRow
from teleread.worklist.reading import Milestone
from teleread.worklist.records import MilestoneRow, PauseRow, ReadingRow, reading_of, within
from teleread.worklist.rejection_records import RejectionRow, RetakeRow
from teleread.worklist.standing import Standing, standing
from teleread.worklist.turnaround import Figures, Way, figures


def load_figures(
    session: Session,
    scope: Scope,
    *,
    since: datetime,
    until: datetime,
    at: datetime,
    clinic_id: UUID | None = None,
    modality: Modality | None = None,
    priority: Priority | None = None,
) -> list[Figures]:
    """Return the figures of the Readings whose last Instance came in a time, in four queries.

    Second opinions have no term towards the clinic and are not among them.
    """
    conditions = [
        ReadingRow.received_at >= since,
        ReadingRow.received_at < until,
        ReadingRow.id.not_in(select(OpinionRow.reading_id)),
    ]
    if clinic_id is not None:
        conditions.append(ReadingRow.clinic_id == clinic_id)
    if modality is not None:
        conditions.append(ReadingRow.modality == modality.value)
    if priority is not None:
        conditions.append(ReadingRow.priority == priority.value)
    chosen = within(select(ReadingRow.id).where(*conditions), scope, ReadingRow.clinic_id)
    readings = [reading_of(row) for row in session.scalars(select(ReadingRow).where(ReadingRow.id.in_(chosen)))]
    milestones: dict[UUID, dict[Milestone, datetime]] = {}
    for moment in session.scalars(select(MilestoneRow).where(MilestoneRow.reading_id.in_(chosen))):
        milestones.setdefault(moment.reading_id, {})[moment.milestone] = moment.at
    pauses: dict[UUID, list[tuple[datetime, datetime | None]]] = {}
    for pause in session.scalars(select(PauseRow).where(PauseRow.reading_id.in_(chosen))):
        pauses.setdefault(pause.reading_id, []).append((pause.began_at, pause.ended_at))
    retaken = _load_rejected_at(session, list(milestones))
    return figures(
        Way(
            clinic_id=reading.clinic_id,
            modality=reading.modality,
            term=timedelta(seconds=reading.term_seconds),
            milestones=milestones.get(reading.id, {}),
            pauses=tuple(pauses.get(reading.id, ())),
            is_overdue=standing(reading, at) is Standing.LATE,
            rejected_at=retaken.get(reading.id),
        )
        for reading in readings
    )


def _load_rejected_at(session: Session, reading_ids: list[UUID]) -> dict[UUID, datetime]:
    """Return when what these Readings are retakes of was rejected."""
    statement = (
        select(RetakeRow.reading_id, RejectionRow.rejected_at)
        .join(RejectionRow, RejectionRow.reading_id == RetakeRow.of_reading_id)
        .where(RetakeRow.reading_id.in_(reading_ids))
    )
    return {row.reading_id: row.rejected_at for row in session.execute(statement)}


def load_clinic_names(session: Session, scope: Scope) -> dict[UUID, str]:
    """Return the names of a Scope's clinics by key."""
    statement = within(select(ClinicRow.id, ClinicRow.name), scope, ClinicRow.id)
    return {row.id: row.name for row in session.execute(statement)}
