"""Table and named queries of the trials of ways home."""

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from teleread.clinics.records import ReturnRouteRow, inside
from teleread.clinics.way_home import Trial
from teleread.database import Base, Session
from teleread.scope import Scope


class ReturnRouteTrialRow(Base):
    """The last trial of a route."""

    __tablename__ = "return_route_trial"

    route_id: Mapped[UUID] = mapped_column(ForeignKey("return_route.id"), primary_key=True)
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    succeeded: Mapped[bool | None]
    detail: Mapped[str] = mapped_column(Text)


def load_trials(session: Session, scope: Scope) -> dict[UUID, Trial]:
    """Return the last trial of each route of a Scope's clinics."""
    mine = select(ReturnRouteRow.id).where(inside(scope, ReturnRouteRow.clinic_id))
    rows = session.scalars(select(ReturnRouteTrialRow).where(ReturnRouteTrialRow.route_id.in_(mine)))
    return {row.route_id: _trial(row) for row in rows}


def find_trial_to_make(session: Session) -> Trial | None:
    """Return the trial that was asked for first and has no end."""
    statement = select(ReturnRouteTrialRow).where(ReturnRouteTrialRow.ended_at.is_(None))
    row = session.scalars(statement.order_by(ReturnRouteTrialRow.asked_at).limit(1)).one_or_none()
    return None if row is None else _trial(row)


def ask_for_trial(session: Session, trial: Trial) -> None:
    """Keep what was asked for in place of the last trial of its route."""
    session.merge(ReturnRouteTrialRow(**{field.name: getattr(trial, field.name) for field in fields(Trial)}))


def end_trial(session: Session, trial: Trial) -> None:
    """Note what came of a trial, unless it was asked for anew meanwhile."""
    row = session.get(ReturnRouteTrialRow, trial.route_id)
    if row is not None and row.asked_at == trial.asked_at:
        row.ended_at, row.succeeded, row.detail = trial.ended_at, trial.succeeded, trial.detail


def forget_trial(session: Session, route_id: UUID) -> None:
    """Delete the trial of a route that goes too."""
    session.execute(delete(ReturnRouteTrialRow).where(ReturnRouteTrialRow.route_id == route_id))


def _trial(row: ReturnRouteTrialRow) -> Trial:
    return Trial(**{field.name: getattr(row, field.name) for field in fields(Trial)})
