"""What an admin watches: the overview and the turnaround."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict

from teleread.archive.scrubbing import Fault
from teleread.clinics.clinic import Modality, Priority, RouteKind
from teleread.clinics.limits import Limit
from teleread.reports.delivery import DeliveryState
from teleread.views.limited import load_limited_sites
from teleread.views.overview import count_reports_without_delivery, load_overview
from teleread.views.reports import DeliveryLine
from teleread.views.staffing import load_viewer
from teleread.views.stored import ClaimKind
from teleread.views.turnaround import load_clinic_names, load_figures
from teleread.web.dependencies import AdminCaller, Reader, Run
from teleread.web.readings import ReadingSummary, summary_of
from teleread.web.routing import Router
from teleread.web.schemas import Moment
from teleread.worklist.specialist import Unfit
from teleread.worklist.turnaround import Segment

router = Router(prefix="/api", tags=["overview"])

USUAL_SPAN = timedelta(days=30)


class UndeliveredOut(BaseModel):
    """A version that has not arrived by one of its routes, with what went wrong last."""

    id: UUID
    report_id: UUID
    version: int
    clinic_id: UUID
    clinic_name: str
    route_kind: RouteKind
    ae_title: str | None
    state: DeliveryState
    attempts: int
    queued_at: datetime
    next_attempt_at: datetime
    last_problem: str | None


class WithoutSpecialistOut(BaseModel):
    """A Reading that nobody is fit for now, and the one thing to mend."""

    reading: ReadingSummary
    why: Unfit


class ObjectWrongOut(BaseModel):
    """An object of the archive that the scrub found missing, different or unreadable."""

    clinic_id: UUID
    clinic_name: str
    kind: ClaimKind
    row_id: UUID
    locator: str
    fault: Fault
    found_at: datetime


class LimitedSiteOut(BaseModel):
    """A Site whose devices asked for more than they may; `times` counts minutes in which they did."""

    model_config = ConfigDict(from_attributes=True)

    clinic_id: UUID
    clinic_name: str
    site_id: UUID
    site_name: str
    limit: Limit
    times: int
    last_at: datetime


class OverviewOut(BaseModel):
    """Where the studies are, and what goes no further by itself."""

    studies_by_step: dict[str, int]
    undelivered: list[UndeliveredOut]
    reports_without_route: int
    without_specialist: list[WithoutSpecialistOut]
    for_coordinator: list[ReadingSummary]
    escalated: list[ReadingSummary]
    discrepancies_open: int
    objects_wrong: list[ObjectWrongOut]
    limited_sites: list[LimitedSiteOut]


class TurnaroundRow(BaseModel):
    """One segment of a clinic's Readings of a kind; `left_out` were measured by a wrong clock."""

    clinic_id: UUID
    clinic_name: str
    modality: Modality
    segment: Segment
    count: int
    left_out: int
    p50_s: float | None
    p90_s: float | None
    p95_s: float | None
    within_term_share: float | None


@router.get("/overview")
def read_overview(caller: AdminCaller, session: Reader, run: Run) -> OverviewOut:
    """Return what an admin looks after now."""
    at = run.clock()
    overview = load_overview(session, caller.scope, at=at)
    viewer = load_viewer(session, caller.scope, caller.account)
    return OverviewOut(
        studies_by_step=overview.studies_by_step,
        undelivered=[_undelivered(line) for line in overview.undelivered],
        reports_without_route=count_reports_without_delivery(session, caller.scope),
        without_specialist=[
            WithoutSpecialistOut(reading=ReadingSummary(**summary_of(each.line, viewer, at)), why=each.why)
            for each in overview.without_specialist
        ],
        for_coordinator=[ReadingSummary(**summary_of(line, viewer, at)) for line in overview.for_coordinator],
        escalated=[ReadingSummary(**summary_of(line, viewer, at)) for line in overview.escalated],
        discrepancies_open=overview.discrepancies_open,
        objects_wrong=[
            ObjectWrongOut(
                clinic_id=line.clinic_id,
                clinic_name=line.clinic_name,
                kind=ClaimKind(line.kind),
                row_id=line.row_id,
                locator=line.locator,
                fault=line.fault,
                found_at=line.found_at,
            )
            for line in overview.objects_wrong
        ],
        limited_sites=[
            LimitedSiteOut.model_validate(site) for site in load_limited_sites(session, caller.scope, at=at)
        ],
    )


@router.get("/turnaround")
def read_turnaround(
    caller: AdminCaller,
    session: Reader,
    run: Run,
    since: Annotated[Moment | None, Query(alias="from")] = None,
    until: Moment | None = None,
    clinic_id: UUID | None = None,
    modality: Modality | None = None,
    priority: Priority | None = None,
) -> list[TurnaroundRow]:
    """Return the figures of Readings whose last Instance came in a time; without one, the last 30 days."""
    at = run.clock()
    until = until or at + timedelta(seconds=1)
    names = load_clinic_names(session, caller.scope)
    found = load_figures(
        session,
        caller.scope,
        since=since or until - USUAL_SPAN,
        until=until,
        at=at,
        clinic_id=clinic_id,
        modality=modality,
        priority=priority,
    )
    return [
        TurnaroundRow(
            clinic_id=row.clinic_id,
            clinic_name=names[row.clinic_id],
            modality=Modality(row.modality),
            segment=row.segment,
            count=row.count,
            left_out=row.left_out,
            p50_s=row.p50_s,
            p90_s=row.p90_s,
            p95_s=row.p95_s,
            within_term_share=row.within_term_share,
        )
        for row in found
    ]


def _undelivered(line: DeliveryLine) -> UndeliveredOut:
    problems = [attempt.detail for attempt in line.attempts_log if attempt.succeeded is False]
    return UndeliveredOut(
        id=line.id,
        report_id=line.report_id,
        version=line.version,
        clinic_id=line.clinic_id,
        clinic_name=line.clinic_name,
        route_kind=line.route_kind,
        ae_title=line.ae_title,
        state=line.state,
        attempts=line.attempts,
        queued_at=line.queued_at,
        next_attempt_at=line.next_attempt_at,
        last_problem=problems[-1] if problems else None,
    )
