"""The ways home of a clinic's reports, as an admin keeps and tries them."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import status
from pydantic import BaseModel, ConfigDict, Field

from teleread.clinics.clinic import MessageCharacterSet, ReturnRoute, RouteEnd, RouteKind
from teleread.clinics.records import load_return_routes
from teleread.clinics.trial_records import load_trials
from teleread.clinics.way_home import Trial
from teleread.database import snapshot
from teleread.web.dependencies import AdminCaller, Caller, Reader, Run, Runtime
from teleread.web.routing import Router
from teleread.web.schemas import Body, Line
from teleread.workflow.desk import routes as desk
from teleread.workflow.journey.outlets import OUTLETS, TRIALS

router = Router(prefix="/api", tags=["clinics"])

CREATED, NO_CONTENT = status.HTTP_201_CREATED, status.HTTP_204_NO_CONTENT


class TrialOut(BaseModel):
    """The last time that somebody wanted to know whether a route's end answers; without an end a worker is at it."""

    model_config = ConfigDict(from_attributes=True)

    asked_at: datetime
    ended_at: datetime | None
    succeeded: bool | None
    detail: str


class ReturnRouteOut(BaseModel):
    """A way home for a clinic's reports; its token is never told."""

    id: UUID
    clinic_id: UUID
    kind: RouteKind
    ae_id: UUID | None
    host: str | None
    port: int | None
    character_set: MessageCharacterSet | None
    receiving_application: str
    receiving_facility: str
    url: str
    uses_tls: bool
    authorities: str
    has_token: bool
    is_closed: bool
    can_be_tried: bool
    trial: TrialOut | None


class RouteKindOut(BaseModel):
    """A way home, and whether this installation can send by it."""

    kind: RouteKind
    is_offered: bool


class RouteEndIn(Body):
    """Where a way home ends; each kind reads what it needs. A token that is not given stays as it is."""

    ae_id: UUID | None = None
    host: Line | None = None
    port: Annotated[int, Field(strict=True)] | None = None
    character_set: MessageCharacterSet | None = None
    receiving_application: Line = ""
    receiving_facility: Line = ""
    url: Annotated[str, Field(max_length=1024)] = ""
    uses_tls: bool = False
    authorities: Annotated[str, Field(max_length=64 * 1024)] = ""
    token: Annotated[str, Field(max_length=8192)] | None = None


class ReturnRouteIn(RouteEndIn):
    """Reports of a clinic are to go another way too."""

    clinic_id: UUID
    kind: RouteKind = RouteKind.DICOM


class ReturnRouteChange(RouteEndIn):
    """Another end, or no more reports this way."""

    is_closed: bool = False


@router.get("/return-route-kinds")
def list_return_route_kinds(_caller: AdminCaller) -> list[RouteKindOut]:
    """List the ways that reports can go, the page left out: it always stays."""
    return [RouteKindOut(kind=kind, is_offered=kind in OUTLETS) for kind in RouteKind if kind is not RouteKind.PAGE]


@router.get("/return-routes")
def list_return_routes(caller: AdminCaller, session: Reader) -> list[ReturnRouteOut]:
    """List the ways home, closed ones too."""
    trials = load_trials(session, caller.scope)
    return [_shown(route, trials) for route in load_return_routes(session, caller.scope, with_closed=True)]


@router.post("/return-routes", status_code=CREATED)
def add_return_route(body: ReturnRouteIn, caller: AdminCaller, run: Run) -> ReturnRouteOut:
    """Send a clinic's reports another way too, from the next version that is signed."""
    route = desk.add_return_route(
        run.database,
        caller.scope,
        clinic=body.clinic_id,
        kind=body.kind,
        way=_way_of(body),
        keys_dir=run.settings.keys_dir,
        account=caller.account,
        at=run.clock(),
    )
    return _shown(route, {})


@router.put("/return-routes/{route_id}")
def change_return_route(route_id: UUID, body: ReturnRouteChange, caller: AdminCaller, run: Run) -> ReturnRouteOut:
    """Set where a route ends, or close it: what waits is withdrawn, and no version takes it any more."""
    desk.change_return_route(
        run.database,
        caller.scope,
        route_id,
        way=_way_of(body, is_closed=body.is_closed),
        keys_dir=run.settings.keys_dir,
        account=caller.account,
        at=run.clock(),
    )
    return _one(run, caller, route_id)


@router.delete("/return-routes/{route_id}", status_code=NO_CONTENT)
def remove_return_route(route_id: UUID, caller: AdminCaller, run: Run) -> None:
    """Forget a route that no version took."""
    desk.remove_return_route(run.database, caller.scope, route_id, account=caller.account, at=run.clock())


@router.post("/return-routes/{route_id}/trial")
def try_return_route(route_id: UUID, caller: AdminCaller, run: Run) -> ReturnRouteOut:
    """Have the worker call a route's end in a way that changes nothing there; the answer is in `trial` soon."""
    desk.try_return_route(run.database, caller.scope, route_id, account=caller.account, at=run.clock())
    return _one(run, caller, route_id)


def _way_of(body: RouteEndIn, *, is_closed: bool = False) -> desk.Way:
    values = body.model_dump(include={field.name for field in fields(RouteEnd)})
    return desk.Way(RouteEnd(**values), body.token, is_closed)


def _one(run: Runtime, caller: Caller, route_id: UUID) -> ReturnRouteOut:
    with snapshot(run.database) as session:
        routes = load_return_routes(session, caller.scope, with_closed=True)
        trials = load_trials(session, caller.scope)
    return _shown(next(route for route in routes if route.id == route_id), trials)


def _shown(route: ReturnRoute, trials: Mapping[UUID, Trial]) -> ReturnRouteOut:
    trial = trials.get(route.id)
    return ReturnRouteOut(
        id=route.id,
        clinic_id=route.clinic_id,
        kind=route.kind,
        **asdict(route.end),
        has_token=bool(route.sealed_token),
        is_closed=route.is_closed,
        can_be_tried=route.kind in TRIALS and not route.is_closed,
        trial=None if trial is None else TrialOut.model_validate(trial),
    )
