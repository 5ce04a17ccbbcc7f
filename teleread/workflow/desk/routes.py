"""An admin's acts on the ways home of a clinic's reports."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from teleread.accounts.account import Account
from teleread.clinics.clinic import ReturnRoute, RouteEnd, RouteKind
from teleread.clinics.records import (
    find_clinic,
    insert_part,
    load_ae,
    load_return_route,
    load_return_routes,
    remove_part,
    save_part,
)
from teleread.clinics.trial_records import ask_for_trial, forget_trial
from teleread.clinics.validity import PageRouteStays
from teleread.clinics.way_home import (
    RouteClosed,
    RouteKindNotOffered,
    Trial,
    check_end,
    check_only,
    check_token,
)
from teleread.database import Database, Session, transaction
from teleread.forwarding.credentials import seal
from teleread.identifiers import new_id
from teleread.reports.delivery_records import withdraw_deliveries
from teleread.scope import Scope
from teleread.workflow.desk.clinics import audit
from teleread.workflow.journey.outlets import OUTLETS, TRIALS
from teleread.workflow.journey.outlets.tls import check_authorities


@dataclass(frozen=True, slots=True)
class Way:
    """Where a route ends, as an admin types it.

    Parameters
    ----------
    token
        What a FHIR server is shown, kept encrypted; None for the one that is kept.
    is_closed
        No version takes it any more.
    """

    end: RouteEnd
    token: str | None = None
    is_closed: bool = False


def add_return_route(
    database: Database,
    scope: Scope,
    *,
    clinic: UUID | str,
    kind: RouteKind,
    way: Way,
    keys_dir: Path,
    account: Account | None,
    at: datetime,
) -> ReturnRoute:
    """Send a clinic's reports another way too, from the next version that is signed.

    Raises
    ------
    RouteKindNotOffered
        If nothing of ours sends that way.
    RouteNeedsListener, SettingRefused
        If a value cannot be right.
    AlreadyThere
        If a route of the clinic ends at the same place.
    """
    with transaction(database) as session:
        clinic_id = find_clinic(session, scope, clinic).id
        route = _ending_at(session, scope, ReturnRoute(new_id(), clinic_id, kind), way, keys_dir)
        insert_part(session, route)
        _audit(session, "return_route.added", route, account=account, at=at)
    return route


def change_return_route(
    database: Database,
    scope: Scope,
    route_id: UUID,
    *,
    way: Way,
    keys_dir: Path,
    account: Account | None,
    at: datetime,
) -> ReturnRoute:
    """Set where a route ends; or close it: then what waits is withdrawn and nothing more takes it."""
    with transaction(database) as session:
        old = load_return_route(session, scope, route_id)
        if old.kind is RouteKind.PAGE:
            raise PageRouteStays
        route = _ending_at(session, scope, old, way, keys_dir)
        save_part(session, route)
        if route.is_closed:
            withdraw_deliveries(session, route_id=route.id)
        _audit(session, "return_route.changed", route, account=account, at=at)
    return route


def remove_return_route(
    database: Database, scope: Scope, route_id: UUID, *, account: Account | None, at: datetime
) -> None:
    """Forget a route; raises InUse once a version took it, and PageRouteStays."""
    with transaction(database) as session:
        route = load_return_route(session, scope, route_id)
        if route.kind is RouteKind.PAGE:
            raise PageRouteStays
        forget_trial(session, route.id)
        remove_part(session, route)
        _audit(session, "return_route.removed", route, account=account, at=at)


def try_return_route(
    database: Database, scope: Scope, route_id: UUID, *, account: Account | None, at: datetime
) -> Trial:
    """Have a worker call a route's end in a harmless way: it calls from where reports will.

    Raises
    ------
    PageRouteStays
        For a page, which nothing is sent to.
    RouteClosed
        If the route is closed.
    """
    with transaction(database) as session:
        route = load_return_route(session, scope, route_id)
        if route.kind not in TRIALS:
            raise PageRouteStays if route.kind is RouteKind.PAGE else RouteKindNotOffered
        if route.is_closed:
            raise RouteClosed
        trial = Trial(route.id, asked_at=at)
        ask_for_trial(session, trial)
        _audit(session, "return_route.tried", route, account=account, at=at)
    return trial


def _ending_at(session: Session, scope: Scope, route: ReturnRoute, way: Way, keys_dir: Path) -> ReturnRoute:
    if route.kind not in OUTLETS:
        raise RouteKindNotOffered
    if route.kind is RouteKind.PAGE:
        raise PageRouteStays
    device = load_ae(session, scope, way.end.ae_id) if way.end.ae_id else None
    checked = check_end(route.kind, way.end, device=device, clinic_id=route.clinic_id)
    check_authorities(checked.authorities)
    sealed = route.sealed_token if way.token is None else seal(keys_dir, way.token)
    check_token(route.kind, checked, has_token=bool(sealed))
    changed = replace(route, end=checked, sealed_token=sealed, is_closed=way.is_closed)
    check_only(changed, load_return_routes(session, scope, with_closed=True))
    return changed


def _audit(session: Session, action: str, route: ReturnRoute, *, account: Account | None, at: datetime) -> None:
    end = route.end
    audit(
        session,
        action,
        route,
        clinic_id=route.clinic_id,
        account=account,
        at=at,
        kind=route.kind.value,
        ae_id=str(end.ae_id) if end.ae_id else None,
        host=end.host,
        port=end.port,
        url=end.url or None,
        is_closed=route.is_closed,
    )
