"""Named queries of the tasks that something came, or was exchanged, after a Reading was signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from teleread.archive.discrepancy import Resolution
from teleread.archive.records import DiscrepancyRow
from teleread.archive.resolving_records import save_resolution
from teleread.archive.study import DiscrepancyKind
from teleread.database import Session
from teleread.scope import Scope


@dataclass(frozen=True, slots=True)
class LateTask:
    """Pictures of a signed Reading's Study that nobody has read for it yet."""

    id: UUID
    clinic_id: UUID
    study_id: UUID
    reading_id: UUID
    received_at: datetime
    raised_at: datetime


def list_late_tasks(session: Session, scope: Scope) -> list[LateTask]:
    """Return the open tasks of a Scope, the longest open first."""
    statement = select(DiscrepancyRow).where(
        DiscrepancyRow.kind == DiscrepancyKind.LATE_AFTER_SIGNING, DiscrepancyRow.resolved_at.is_(None)
    )
    if scope.clinic_ids is not None:
        statement = statement.where(DiscrepancyRow.clinic_id.in_(scope.clinic_ids))
    rows = session.scalars(statement.order_by(DiscrepancyRow.raised_at, DiscrepancyRow.id))
    return [
        LateTask(
            id=row.id,
            clinic_id=row.clinic_id,
            study_id=row.subject_id,
            reading_id=UUID(row.detail["reading_id"]),
            received_at=datetime.fromisoformat(row.detail["received_at"]),
            raised_at=row.raised_at,
        )
        for row in rows
    ]


def close_late_tasks(
    session: Session, scope: Scope, reading_ids: Iterable[UUID], *, account_id: UUID, at: datetime
) -> list[LateTask]:
    """Close the open tasks of Readings that were signed anew, over everything that is there; return them."""
    wanted = set(reading_ids)
    tasks = [task for task in list_late_tasks(session, scope) if task.reading_id in wanted]
    for task in tasks:
        save_resolution(session, task.id, resolution=Resolution.AMENDED, note="", account_id=account_id, at=at)
    return tasks
