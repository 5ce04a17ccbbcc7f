"""Which Sites asked for more than they may."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from teleread.audit.records import AuditEventRow
from teleread.clinics.limits import Limit
from teleread.clinics.records import ClinicRow, SiteRow, inside
from teleread.database import Session
from teleread.scope import Scope

LOOKED_BACK = timedelta(days=1)
MOST_EVENTS = 5000
"""An event a minute for each Site, device and limit."""


@dataclass(frozen=True, slots=True)
class LimitedSite:
    """A Site that reached a limit; `times` is how often that was written down, once a minute at most."""

    clinic_id: UUID
    clinic_name: str
    site_id: UUID
    site_name: str
    limit: Limit
    times: int
    last_at: datetime


def load_limited_sites(session: Session, scope: Scope, *, at: datetime) -> list[LimitedSite]:
    """Return the Sites that reached a limit in the last day, the latest first."""
    statement = (
        select(AuditEventRow.at, AuditEventRow.detail, ClinicRow.id, ClinicRow.name, SiteRow.id, SiteRow.name)
        .join(SiteRow, SiteRow.id == AuditEventRow.subject_id)
        .join(ClinicRow, ClinicRow.id == SiteRow.clinic_id)
        .where(AuditEventRow.action == "site.limited", AuditEventRow.at > at - LOOKED_BACK)
        .where(inside(scope, ClinicRow.id))
        .order_by(AuditEventRow.at.desc(), AuditEventRow.id.desc())
        .limit(MOST_EVENTS)
    )
    found: dict[tuple[UUID, Limit], LimitedSite] = {}
    for told_at, detail, clinic_id, clinic_name, site_id, site_name in session.execute(statement):
        limit = Limit(detail["limit"])
        latest = found.get((site_id, limit))
        found[site_id, limit] = LimitedSite(
            clinic_id=clinic_id,
            clinic_name=clinic_name,
            site_id=site_id,
            site_name=site_name,
            limit=limit,
            times=latest.times + 1 if latest else 1,
            last_at=latest.last_at if latest else told_at,
        )
    return list(found.values())
