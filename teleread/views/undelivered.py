"""Reports that should be home by now and are not."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from teleread.clinics.records import ReturnRouteRow
from teleread.database import Session
from teleread.reports.delivery import OVERDUE_AFTER, UNDELIVERED, DeliveryState
from teleread.reports.records import DeliveryRow, inside
from teleread.scope import Scope


@dataclass(frozen=True, slots=True)
class Undelivered:
    """How many are late, how many of the undelivered wait for a person, and since when the oldest is late."""

    overdue: int
    dead: int
    oldest_queued_at: datetime | None


@dataclass(frozen=True, slots=True)
class RouteInTrouble:
    """A route that something is late by, and whether somebody was told.

    Parameters
    ----------
    delivery_id, report_id
        What is late longest; None where nothing is.
    """

    route_id: UUID
    clinic_id: UUID
    alarmed_at: datetime | None
    delivery_id: UUID | None
    report_id: UUID | None


def count_undelivered(session: Session, scope: Scope, *, at: datetime) -> Undelivered:
    """Return the figures of what is not home; what a newer version stands in for is not among it."""
    mine = inside(scope, DeliveryRow.clinic_id)
    late = select(func.count(), func.min(DeliveryRow.queued_at)).where(
        mine, DeliveryRow.state.in_(UNDELIVERED), DeliveryRow.queued_at <= at - OVERDUE_AFTER
    )
    overdue, oldest = session.execute(late).one()
    dead = select(func.count()).select_from(DeliveryRow).where(mine, DeliveryRow.state == DeliveryState.DEAD)
    return Undelivered(overdue, session.scalars(dead).one(), oldest)


def load_routes_in_trouble(session: Session, *, at: datetime) -> list[RouteInTrouble]:
    """Return the routes that something is late by, and those that an alarm was raised for."""
    late = select(DeliveryRow).where(DeliveryRow.state.in_(UNDELIVERED), DeliveryRow.queued_at <= at - OVERDUE_AFTER)
    oldest: dict[UUID, DeliveryRow] = {}
    for row in session.scalars(late.order_by(DeliveryRow.queued_at, DeliveryRow.id)):
        oldest.setdefault(row.route_id, row)
    told = ReturnRouteRow.alarmed_at.is_not(None)
    routes = session.scalars(select(ReturnRouteRow).where(told | ReturnRouteRow.id.in_(list(oldest))))
    return [
        RouteInTrouble(
            route.id,
            route.clinic_id,
            route.alarmed_at,
            oldest[route.id].id if route.id in oldest else None,
            oldest[route.id].report_id if route.id in oldest else None,
        )
        for route in routes
    ]
