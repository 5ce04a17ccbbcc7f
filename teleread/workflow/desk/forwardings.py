"""An admin's acts on what is sent on to a PACS."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from teleread.accounts.account import Account
from teleread.audit.records import record
from teleread.clinics.access import system_scope
from teleread.clinics.records import find_clinic, load_ae
from teleread.database import Database, Session, transaction
from teleread.forwarding.credentials import seal
from teleread.forwarding.destination import (
    CredentialKind,
    Destination,
    DestinationKind,
    DestinationRefused,
    RoutingRule,
    RuleTaken,
    check_credential,
    check_destination_name,
    check_modality,
    check_url,
)
from teleread.forwarding.forwarding import Forwarding
from teleread.forwarding.forwarding import send_again as due_now
from teleread.forwarding.records import (
    add_rule as keep_rule,
)
from teleread.forwarding.records import (
    delete_rule,
    insert_destination,
    load_dead,
    load_destination,
    load_forwarding,
    load_rule,
    load_rules,
    queue_forwardings,
    save_destination,
    save_forwarding,
)
from teleread.forwarding.records import remove_destination as delete_destination
from teleread.identifiers import new_id
from teleread.scope import Scope
from teleread.views.forwarding import load_study_unforwarded
from teleread.workflow.keeping.outlets import tls_context


@dataclass(frozen=True, slots=True)
class Road:
    """How a destination is reached, as an admin types it.

    Parameters
    ----------
    secret
        Password or token; None for the one that is kept.
    """

    name: str
    kind: DestinationKind
    ae_id: UUID | None = None
    uses_tls: bool = False
    authorities: str = ""
    url: str = ""
    credential_kind: CredentialKind = CredentialKind.NONE
    user_name: str = ""
    secret: str | None = None
    asks_commitment: bool = True
    is_paused: bool = False


def add_destination(
    database: Database, *, road: Road, keys_dir: Path, account: Account | None, at: datetime
) -> Destination:
    """Take on a PACS; nothing goes there until a rule says so.

    Raises
    ------
    DestinationRefused, AddressWithheld, AuthoritiesUnreadable
        If a value cannot be right.
    DestinationTaken
        If another has the name.
    """
    with transaction(database) as session:
        empty = Destination(
            id=new_id(),
            name="",
            kind=road.kind,
            ae_id=None,
            uses_tls=False,
            authorities="",
            url="",
            credential_kind=CredentialKind.NONE,
            user_name="",
            sealed_secret=b"",
            asks_commitment=True,
            is_paused=False,
            attempts=0,
            failures=0,
            next_attempt_at=at,
            lease_holder=None,
            lease_ends_at=None,
            reason=None,
            detail="",
        )
        destination = _on_road(session, empty, road, keys_dir)
        insert_destination(session, destination)
        _audit(session, "destination.added", destination, account=account, at=at)
    return destination


def change_destination(
    database: Database, destination_id: UUID, *, road: Road, keys_dir: Path, account: Account | None, at: datetime
) -> Destination:
    """Set how a PACS is reached, or pause it; what waits for it is tried at once."""
    with transaction(database) as session:
        old = load_destination(session, destination_id)
        destination = replace(_on_road(session, old, road, keys_dir), next_attempt_at=at, failures=0)
        save_destination(session, destination)
        _audit(session, "destination.changed", destination, account=account, at=at)
    return destination


def remove_destination(database: Database, destination_id: UUID, *, account: Account | None, at: datetime) -> None:
    """Forget a PACS that nothing was sent to; raises DestinationInUse."""
    with transaction(database) as session:
        destination = load_destination(session, destination_id)
        delete_destination(session, destination.id)
        _audit(session, "destination.removed", destination, account=account, at=at)


def add_rule(
    database: Database,
    scope: Scope,
    *,
    clinic: UUID | str,
    destination: UUID | str,
    ae_id: UUID | None = None,
    modality: str | None = None,
    account: Account | None,
    at: datetime,
) -> RoutingRule:
    """Have what a clinic sends from now on go to a PACS too.

    Parameters
    ----------
    ae_id, modality
        Only what this device sends, or Series of this Modality (0008,0060).

    Raises
    ------
    DestinationRefused
        If the modality is no code, or the device is another clinic's.
    RuleTaken
        If the same rule is there.
    """
    with transaction(database) as session:
        owner = find_clinic(session, scope, clinic)
        if ae_id is not None and load_ae(session, scope, ae_id).clinic_id != owner.id:
            raise DestinationRefused(reason="The device is another clinic's", reason_zh="该设备属于其他机构")
        to = load_destination(session, destination)
        rule = RoutingRule(new_id(), owner.id, ae_id, check_modality(modality), to.id)
        if any(replace(known, id=rule.id) == rule for known in load_rules(session, scope)):
            raise RuleTaken
        keep_rule(session, rule)
        _audit_rule(session, "routing_rule.added", rule, account=account, at=at)
    return rule


def remove_rule(database: Database, scope: Scope, rule_id: UUID, *, account: Account | None, at: datetime) -> None:
    """Send nothing more by a rule; what waits already still goes."""
    with transaction(database) as session:
        rule = load_rule(session, scope, rule_id)
        delete_rule(session, rule)
        _audit_rule(session, "routing_rule.removed", rule, account=account, at=at)


def send_again(
    database: Database, scope: Scope, forwarding_id: UUID, *, account: Account | None, at: datetime
) -> Forwarding:
    """Make a dead or waiting forwarding due now; its attempts are counted on.

    Raises
    ------
    ForwardingMissing
        If there is none of that key inside the Scope.
    NotSendable
        If it is done.
    """
    with transaction(database) as session:
        forwarding = load_forwarding(session, scope, forwarding_id)
        (again,) = _requeue(session, [forwarding], account=account, at=at)
        _call_soon(session, forwarding.destination_id, at)
    return again


def send_dead_again(
    database: Database, scope: Scope, destination: UUID | str, *, account: Account | None, at: datetime
) -> int:
    """Make everything due that waits for a person at a destination, and call it now; return how many."""
    with transaction(database) as session:
        to = load_destination(session, destination)
        dead = _requeue(session, load_dead(session, scope, destination_id=to.id), account=account, at=at)
        _call_soon(session, to.id, at)
    return len(dead)


def forward_study(
    database: Database,
    scope: Scope,
    study_id: UUID,
    *,
    destination: UUID | str,
    account: Account | None,
    at: datetime,
) -> int:
    """Send what is archived of a Study to a PACS whatever the rules say; return how many Instances that are."""
    with transaction(database) as session:
        to = load_destination(session, destination)
        found = load_study_unforwarded(session, scope, study_id, destination_id=to.id)
        queue_forwardings(session, [(clinic_id, instance_id, to.id) for clinic_id, instance_id in found], at=at)
        for clinic_id in {clinic_id for clinic_id, _ in found}:
            record(
                session,
                "study.forwarding_asked",
                at=at,
                account_id=account.id if account else None,
                clinic_id=clinic_id,
                subject_kind="study",
                subject_id=study_id,
                destination_id=str(to.id),
                instances=len(found),
            )
    return len(found)


def _on_road(session: Session, destination: Destination, road: Road, keys_dir: Path) -> Destination:
    named = replace(
        destination,
        name=check_destination_name(road.name),
        kind=road.kind,
        is_paused=road.is_paused,
        authorities=road.authorities.strip(),
    )
    if named.authorities:
        tls_context(named.authorities)
    return _to_device(session, named, road) if road.kind is DestinationKind.DICOM else _to_web(named, road, keys_dir)


def _to_device(session: Session, destination: Destination, road: Road) -> Destination:
    ae = None if road.ae_id is None else load_ae(session, system_scope(), road.ae_id)
    if ae is None or ae.host is None or ae.port is None:
        raise DestinationRefused(
            reason="Choose a device that has host and port on record", reason_zh="请选择已登记主机和端口的设备"
        )
    return replace(
        destination,
        ae_id=ae.id,
        uses_tls=road.uses_tls,
        asks_commitment=road.asks_commitment,
        url="",
        credential_kind=CredentialKind.NONE,
        user_name="",
        sealed_secret=b"",
    )


def _to_web(destination: Destination, road: Road, keys_dir: Path) -> Destination:
    """Return the destination behind a URL; a secret that is kept goes to no other server than before."""
    url = check_url(road.url)
    sealed = destination.sealed_secret if url == destination.url else b""
    if road.secret is not None:
        sealed = seal(keys_dir, road.secret)
    if road.credential_kind is CredentialKind.NONE:
        sealed = b""
    check_credential(road.credential_kind, user_name=road.user_name, has_secret=bool(sealed), url=url)
    return replace(
        destination,
        ae_id=None,
        uses_tls=False,
        url=url,
        credential_kind=road.credential_kind,
        user_name=road.user_name.strip() if road.credential_kind is CredentialKind.BASIC else "",
        sealed_secret=sealed,
    )


def _requeue(
    session: Session, forwardings: Iterable[Forwarding], *, account: Account | None, at: datetime
) -> list[Forwarding]:
    again = [due_now(forwarding, at=at) for forwarding in forwardings]
    for forwarding in again:
        save_forwarding(session, forwarding)
        record(
            session,
            "forwarding.requeued",
            at=at,
            account_id=account.id if account else None,
            clinic_id=forwarding.clinic_id,
            subject_kind="instance",
            subject_id=forwarding.instance_id,
            forwarding_id=str(forwarding.id),
            destination_id=str(forwarding.destination_id),
        )
    return again


def _call_soon(session: Session, destination_id: UUID, at: datetime) -> None:
    """Call a destination that was down without waiting for its next turn."""
    save_destination(session, replace(load_destination(session, destination_id), next_attempt_at=at))


def _audit(session: Session, action: str, destination: Destination, *, account: Account | None, at: datetime) -> None:
    record(
        session,
        action,
        at=at,
        account_id=account.id if account else None,
        clinic_id=None,
        subject_kind="destination",
        subject_id=destination.id,
        kind=destination.kind.value,
        ae_id=str(destination.ae_id) if destination.ae_id else None,
        credential=destination.credential_kind.value,
        is_paused=destination.is_paused,
    )


def _audit_rule(session: Session, action: str, rule: RoutingRule, *, account: Account | None, at: datetime) -> None:
    record(
        session,
        action,
        at=at,
        account_id=account.id if account else None,
        clinic_id=rule.clinic_id,
        subject_kind="routing_rule",
        subject_id=rule.id,
        destination_id=str(rule.destination_id),
        ae_id=str(rule.ae_id) if rule.ae_id else None,
        modality=rule.modality,
    )
