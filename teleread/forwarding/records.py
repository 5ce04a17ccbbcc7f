"""Tables and named queries of destinations, routing rules and what waits for them."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, Text, exists, insert, or_, select, true
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, NamedValue, Session, remove, table_of
from teleread.database import insert as insert_row
from teleread.forwarding.destination import (
    CredentialKind,
    Destination,
    DestinationInUse,
    DestinationKind,
    DestinationMissing,
    DestinationTaken,
    RoutingRule,
    RuleMissing,
)
from teleread.forwarding.forwarding import Forwarding, ForwardingMissing, ForwardingState, Proof, Reason
from teleread.identifiers import new_id
from teleread.prepared import Prepared
from teleread.scope import Scope

WAITING = (ForwardingState.QUEUED, ForwardingState.SENT)


class DestinationRow(Base):
    """A PACS, and the lease of the worker that is calling it."""

    __tablename__ = "forwarding_destination"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[DestinationKind] = mapped_column(NamedValue(DestinationKind))
    ae_id: Mapped[UUID | None] = mapped_column(ForeignKey("ae.id"))
    uses_tls: Mapped[bool]
    authorities: Mapped[str] = mapped_column(Text)
    url: Mapped[str]
    credential_kind: Mapped[CredentialKind] = mapped_column(NamedValue(CredentialKind))
    user_name: Mapped[str]
    sealed_secret: Mapped[bytes]
    asks_commitment: Mapped[bool]
    is_paused: Mapped[bool]
    attempts: Mapped[int]
    failures: Mapped[int]
    next_attempt_at: Mapped[datetime]
    lease_holder: Mapped[str | None]
    lease_ends_at: Mapped[datetime | None]
    reason: Mapped[Reason | None] = mapped_column(NamedValue(Reason))
    detail: Mapped[str]


class RoutingRuleRow(Base):
    __tablename__ = "routing_rule"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"), index=True)
    ae_id: Mapped[UUID | None] = mapped_column(ForeignKey("ae.id"))
    modality: Mapped[str | None]
    destination_id: Mapped[UUID] = mapped_column(ForeignKey("forwarding_destination.id"))


class ForwardingRow(Base):
    """The outbox: one row an Instance and destination.

    It refers to its Instance without a foreign key: what was proven to lie in
    a PACS stays on record when the Instance itself is deleted here.
    """

    __tablename__ = "forwarding"
    __table_args__ = (
        Index("ux_forwarding_instance", "instance_id", "destination_id", unique=True),
        Index("ix_forwarding_due", "destination_id", "state", "next_attempt_at"),
        Index("ix_forwarding_ended", "destination_id", "ended_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    instance_id: Mapped[UUID]
    destination_id: Mapped[UUID] = mapped_column(ForeignKey("forwarding_destination.id"))
    state: Mapped[ForwardingState] = mapped_column(NamedValue(ForwardingState))
    attempts: Mapped[int]
    queued_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    proof: Mapped[Proof | None] = mapped_column(NamedValue(Proof))
    proof_asked: Mapped[int]
    transaction_uid: Mapped[str] = mapped_column(index=True)
    reason: Mapped[Reason | None] = mapped_column(NamedValue(Reason))
    detail: Mapped[str]


def inside(scope: Scope, clinic_id: Any) -> ColumnElement[bool]:
    """Return the condition that a row's clinic lies inside a Scope."""
    return true() if scope.clinic_ids is None else clinic_id.in_(scope.clinic_ids)


def load_destinations(session: Session) -> list[Destination]:
    """Return every destination by name."""
    return [_destination(row) for row in session.scalars(select(DestinationRow).order_by(DestinationRow.name))]


def load_destination(session: Session, reference: UUID | str) -> Destination:
    """Return a destination by surrogate key or name; raises DestinationMissing."""
    column = DestinationRow.id if isinstance(reference, UUID) else DestinationRow.name
    row = session.scalars(select(DestinationRow).where(column == reference).with_for_update()).one_or_none()
    if row is None:
        raise DestinationMissing
    return _destination(row)


def find_destination_of_ae(session: Session, ae_id: UUID) -> Destination | None:
    """Return the destination that is a device on record, if there is one."""
    rows = session.scalars(select(DestinationRow).where(DestinationRow.ae_id == ae_id).limit(1))
    row = rows.one_or_none()
    return None if row is None else _destination(row)


def insert_destination(session: Session, destination: Destination) -> None:
    """Keep a new destination; raises DestinationTaken."""
    insert_row(session, DestinationRow(**_values(destination)), taken=DestinationTaken)


def save_destination(session: Session, destination: Destination) -> None:
    """Keep what has changed about a destination; raises DestinationTaken."""
    row = session.get_one(DestinationRow, destination.id)
    for name, value in _values(destination).items():
        setattr(row, name, value)
    insert_row(session, row, taken=DestinationTaken)


def remove_destination(session: Session, destination_id: UUID) -> None:
    """Delete a destination that nothing refers to; raises DestinationInUse."""
    remove(session, session.get_one(DestinationRow, destination_id), in_use=DestinationInUse)


def find_due_destination(session: Session, *, at: datetime, lock: bool) -> Destination | None:
    """Return the destination to call next: something waits for it, and nobody is calling it.

    Parameters
    ----------
    lock
        Nobody else may take it until this transaction ends; one that somebody
        else is taking is passed over.
    """
    waits = exists().where(
        ForwardingRow.destination_id == DestinationRow.id,
        ForwardingRow.state.in_(WAITING),
        ForwardingRow.next_attempt_at <= at,
    )
    statement = (
        select(DestinationRow)
        .where(
            ~DestinationRow.is_paused,
            DestinationRow.next_attempt_at <= at,
            or_(DestinationRow.lease_ends_at.is_(None), DestinationRow.lease_ends_at <= at),
            waits,
        )
        .order_by(DestinationRow.next_attempt_at, DestinationRow.id)
        .limit(1)
    )
    row = session.scalars(statement.with_for_update(skip_locked=True) if lock else statement).one_or_none()
    return None if row is None else _destination(row)


def load_rules(session: Session, scope: Scope) -> list[RoutingRule]:
    """Return the routing rules of a Scope's clinics."""
    statement = select(RoutingRuleRow).where(inside(scope, RoutingRuleRow.clinic_id)).order_by(RoutingRuleRow.id)
    return [_rule(row) for row in session.scalars(statement)]


def load_rule(session: Session, scope: Scope, rule_id: UUID) -> RoutingRule:
    """Return a routing rule; raises RuleMissing."""
    statement = select(RoutingRuleRow).where(inside(scope, RoutingRuleRow.clinic_id), RoutingRuleRow.id == rule_id)
    row = session.scalars(statement).one_or_none()
    if row is None:
        raise RuleMissing
    return _rule(row)


_ANY_RULE = Prepared(select(table_of(RoutingRuleRow).c.id).limit(1))


def has_rules(session: Session) -> bool:
    """Say whether anything is forwarded at all; asked whenever something is filed."""
    return bool(_ANY_RULE.rows(session, {}))


def add_rule(session: Session, rule: RoutingRule) -> None:
    """Keep a new rule; what it refers to was loaded before."""
    session.add(RoutingRuleRow(**{field.name: getattr(rule, field.name) for field in fields(RoutingRule)}))
    session.flush()


def delete_rule(session: Session, rule: RoutingRule) -> None:
    """Delete a rule; what waits by it still goes."""
    session.delete(session.get_one(RoutingRuleRow, rule.id))
    session.flush()


def queue_forwardings(session: Session, pairs: Collection[tuple[UUID, UUID, UUID]], *, at: datetime) -> None:
    """Put Instances into the outbox, in the transaction that found them.

    Parameters
    ----------
    pairs
        Clinic, Instance and destination of each; none is in the outbox already.
    """
    if not pairs:
        return
    common = {"state": ForwardingState.QUEUED, "attempts": 0, "queued_at": at, "next_attempt_at": at}
    common |= {"proof_asked": 0, "transaction_uid": "", "detail": ""}
    rows = [
        {"id": new_id(), "clinic_id": clinic_id, "instance_id": instance_id, "destination_id": destination_id, **common}
        for clinic_id, instance_id, destination_id in pairs
    ]
    session.execute(insert(ForwardingRow), rows)


def load_forwarding(session: Session, scope: Scope, forwarding_id: UUID) -> Forwarding:
    """Return a forwarding that nobody else can change until this transaction ends; raises ForwardingMissing."""
    statement = select(ForwardingRow).where(ForwardingRow.id == forwarding_id, inside(scope, ForwardingRow.clinic_id))
    row = session.scalars(statement.with_for_update()).one_or_none()
    if row is None:
        raise ForwardingMissing
    return forwarding_of(row)


def load_forwardings(session: Session, forwarding_ids: Iterable[UUID]) -> dict[UUID, Forwarding]:
    """Return forwardings that nobody else can change until this transaction ends."""
    statement = select(ForwardingRow).where(ForwardingRow.id.in_(list(forwarding_ids)))
    return {row.id: forwarding_of(row) for row in session.scalars(statement.with_for_update())}


def load_dead(session: Session, scope: Scope, *, destination_id: UUID) -> list[Forwarding]:
    """Return what waits for a person to send it again."""
    statement = select(ForwardingRow).where(
        ForwardingRow.destination_id == destination_id,
        ForwardingRow.state == ForwardingState.DEAD,
        inside(scope, ForwardingRow.clinic_id),
    )
    return [forwarding_of(row) for row in session.scalars(statement.with_for_update())]


def save_forwarding(session: Session, forwarding: Forwarding) -> None:
    """Keep where a locked forwarding stands now."""
    row = session.get_one(ForwardingRow, forwarding.id)
    for field in fields(Forwarding):
        setattr(row, field.name, getattr(forwarding, field.name))


def forwarding_of(row: ForwardingRow) -> Forwarding:
    """Return the frozen forwarding that a row holds."""
    return Forwarding(**{field.name: getattr(row, field.name) for field in fields(Forwarding)})


def _destination(row: DestinationRow) -> Destination:
    return Destination(**{field.name: getattr(row, field.name) for field in fields(Destination)})


def _rule(row: RoutingRuleRow) -> RoutingRule:
    return RoutingRule(**{field.name: getattr(row, field.name) for field in fields(RoutingRule)})


def _values(destination: Destination) -> dict[str, Any]:
    return {field.name: getattr(destination, field.name) for field in fields(Destination)}
