"""An admin's acts on the AEs of a clinic."""

from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.clinics.clinic import AE, Calling, ReturnRoute, RouteEnd, RouteKind
from teleread.clinics.records import (
    find_clinic,
    find_site,
    insert_part,
    load_ae,
    load_aes_titled,
    load_return_routes,
    remove_part,
    save_part,
)
from teleread.clinics.validity import InUse, check_ae_title, check_calling, check_distinguishable
from teleread.database import Database, Session, transaction
from teleread.identifiers import new_id
from teleread.scope import Scope
from teleread.workflow.desk.clinics import audit


def add_ae(
    database: Database,
    scope: Scope,
    *,
    clinic: UUID | str,
    title: str,
    site: str | None = None,
    calling: Calling,
    account: Account | None,
    at: datetime,
) -> AE:
    """Let a device of a clinic send, and send reports to it if it listens.

    Parameters
    ----------
    site
        Name of the clinic's Site; its first one unless given.

    Raises
    ------
    SettingRefused
        If a value cannot be right.
    AEIndistinguishable
        If another AE's calls would look just the same.
    """
    with transaction(database) as session:
        owner = find_clinic(session, scope, clinic)
        site_id = find_site(session, scope, owner.id, site).id
        checked = asdict(check_calling(calling, default_issuer=owner.key))
        ae = AE(id=new_id(), site_id=site_id, clinic_id=owner.id, ae_title=check_ae_title(title), **checked)
        check_distinguishable(ae, load_aes_titled(session, ae.ae_title))
        insert_part(session, ae)
        audit(session, "ae.added", ae, clinic_id=ae.clinic_id, account=account, at=at)
        _route_home(session, scope, ae, account=account, at=at)
    return ae


def change_ae(
    database: Database, scope: Scope, ae_id: UUID, *, calling: Calling, account: Account | None, at: datetime
) -> AE:
    """Set how a device calls and where it listens; its title stays, because arrivals hold it.

    Raises
    ------
    InUse
        If it is to listen no longer while reports go to it.
    """
    with transaction(database) as session:
        old = load_ae(session, scope, ae_id)
        ae = replace(old, **asdict(check_calling(calling, default_issuer=old.issuer_of_patient_id)))
        check_distinguishable(ae, load_aes_titled(session, ae.ae_title))
        if ae.host is None and _has_route(session, scope, ae):
            raise InUse
        save_part(session, ae)
        audit(session, "ae.changed", ae, clinic_id=ae.clinic_id, account=account, at=at)
        _route_home(session, scope, ae, account=account, at=at)
    return ae


def remove_ae(database: Database, scope: Scope, ae_id: UUID, *, account: Account | None, at: datetime) -> None:
    """Let a device send no more; raises InUse once something arrived from it or goes to it."""
    with transaction(database) as session:
        ae = load_ae(session, scope, ae_id)
        remove_part(session, ae)
        audit(session, "ae.removed", ae, clinic_id=ae.clinic_id, account=account, at=at)


def _has_route(session: Session, scope: Scope, ae: AE) -> bool:
    return any(route.end.ae_id == ae.id for route in load_return_routes(session, scope, with_closed=True))


def _route_home(session: Session, scope: Scope, ae: AE, *, account: Account | None, at: datetime) -> None:
    if ae.host is None or _has_route(session, scope, ae):
        return
    route = ReturnRoute(new_id(), ae.clinic_id, RouteKind.DICOM, RouteEnd(ae_id=ae.id))
    insert_part(session, route)
    audit(session, "return_route.added", route, clinic_id=ae.clinic_id, account=account, at=at, ae_id=str(ae.id))
