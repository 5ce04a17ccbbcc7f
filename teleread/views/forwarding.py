"""What is to be forwarded, what waits, and what the page of forwardings shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select

from teleread.archive.records import InstanceRow, SeriesRow, StudyRow
from teleread.archive.study import InstanceStanding
from teleread.clinics.records import AERow, ClinicRow
from teleread.database import Session
from teleread.forwarding.destination import Destination
from teleread.forwarding.forwarding import Forwarding, ForwardingState, Proof
from teleread.forwarding.records import (
    DestinationRow,
    ForwardingRow,
    RoutingRuleRow,
    forwarding_of,
    inside,
    load_destinations,
)
from teleread.scope import Scope

ASKED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class WaitingInstance:
    """A forwarding with its Instance as it lies in the store; None once it is no longer archived."""

    forwarding: Forwarding
    instance: "StoredInstance | None"


@dataclass(frozen=True, slots=True)
class StoredInstance:
    """What is to be sent."""

    study_id: UUID
    sop_class_uid: str
    sop_instance_uid: str
    transfer_syntax_uid: str
    locator: str
    size_bytes: int
    sha256: bytes


@dataclass(frozen=True, slots=True)
class AEAddress:
    """Where a device on record listens, and by which title it knows us."""

    ae_title: str
    called_ae_title: str | None
    host: str | None
    port: int | None


@dataclass(frozen=True, slots=True)
class DestinationLine:
    """A destination and how it goes there."""

    destination: Destination
    ae_title: str | None
    queued: int
    unproven: int
    dead: int
    done_since: int
    proven_since: int
    oldest_queued_at: datetime | None


@dataclass(frozen=True, slots=True)
class ForwardingLine:
    """A forwarding in a list; it names no patient."""

    forwarding: Forwarding
    destination_name: str
    clinic_name: str
    study_id: UUID | None
    modality: str | None


def load_matches(session: Session, instance_ids: Sequence[UUID]) -> list[tuple[UUID, UUID, UUID]]:
    """Return clinic, Instance and destination for what a rule sends on and is not in the outbox.

    Only the current copy of an Instance is anybody's to have: a variant is the
    same picture again, and of a conflict a person has yet to say which is true.
    """
    found: list[tuple[UUID, UUID, UUID]] = []
    for start in range(0, len(instance_ids), ASKED_AT_ONCE):
        statement = (
            select(InstanceRow.clinic_id, InstanceRow.id, RoutingRuleRow.destination_id)
            .join(SeriesRow, SeriesRow.id == InstanceRow.series_id)
            .join(
                RoutingRuleRow,
                and_(
                    RoutingRuleRow.clinic_id == InstanceRow.clinic_id,
                    or_(RoutingRuleRow.ae_id.is_(None), RoutingRuleRow.ae_id == InstanceRow.ae_id),
                    or_(RoutingRuleRow.modality.is_(None), RoutingRuleRow.modality == SeriesRow.modality),
                ),
            )
            .where(
                InstanceRow.id.in_(instance_ids[start : start + ASKED_AT_ONCE]),
                InstanceRow.standing == InstanceStanding.CURRENT,
                ~exists().where(
                    ForwardingRow.instance_id == InstanceRow.id,
                    ForwardingRow.destination_id == RoutingRuleRow.destination_id,
                ),
            )
            .distinct()
        )
        found += [(clinic_id, instance_id, to) for clinic_id, instance_id, to in session.execute(statement)]
    return found


def load_study_unforwarded(
    session: Session, scope: Scope, study_id: UUID, *, destination_id: UUID
) -> list[tuple[UUID, UUID]]:
    """Return clinic and key of the current Instances of a Study that are in no outbox to a destination."""
    statement = (
        select(InstanceRow.clinic_id, InstanceRow.id)
        .join(SeriesRow, SeriesRow.id == InstanceRow.series_id)
        .where(
            SeriesRow.study_id == study_id,
            inside(scope, InstanceRow.clinic_id),
            InstanceRow.standing == InstanceStanding.CURRENT,
            ~exists().where(
                ForwardingRow.instance_id == InstanceRow.id, ForwardingRow.destination_id == destination_id
            ),
        )
    )
    return [(clinic_id, instance_id) for clinic_id, instance_id in session.execute(statement)]


def load_waiting(
    session: Session, destination_id: UUID, *, state: ForwardingState, at: datetime, limit: int
) -> list[WaitingInstance]:
    """Return what is due for a destination, the longest waiting first."""
    statement = (
        select(ForwardingRow, InstanceRow, SeriesRow.study_id)
        .join(InstanceRow, InstanceRow.id == ForwardingRow.instance_id, isouter=True)
        .join(SeriesRow, SeriesRow.id == InstanceRow.series_id, isouter=True)
        .where(
            ForwardingRow.destination_id == destination_id,
            ForwardingRow.state == state,
            ForwardingRow.next_attempt_at <= at,
        )
        .order_by(ForwardingRow.next_attempt_at, ForwardingRow.id)
        .limit(limit)
    )
    return [
        WaitingInstance(forwarding_of(row), None if instance is None else _stored(instance, study_id))
        for row, instance, study_id in session.execute(statement)
    ]


def load_of_transaction(session: Session, transaction_uid: str, *, ae_id: UUID) -> list[tuple[str, Forwarding]]:
    """Return what one device was asked to commit itself to, by SOP Instance UID."""
    statement = (
        select(InstanceRow.sop_instance_uid, ForwardingRow)
        .join(InstanceRow, InstanceRow.id == ForwardingRow.instance_id)
        .join(DestinationRow, DestinationRow.id == ForwardingRow.destination_id)
        .where(
            ForwardingRow.transaction_uid == transaction_uid,
            ForwardingRow.state == ForwardingState.SENT,
            DestinationRow.ae_id == ae_id,
        )
    )
    return [(uid, forwarding_of(row)) for uid, row in session.execute(statement)]


def find_address(session: Session, ae_id: UUID) -> AEAddress | None:
    """Return where a device listens."""
    row = session.get(AERow, ae_id)
    return None if row is None else AEAddress(row.ae_title, row.called_ae_title, row.host, row.port)


def list_destinations(session: Session, *, since: datetime) -> list[DestinationLine]:
    """Return every destination with what waits for it, and what got there since a moment."""
    titles = {ae_id: title for ae_id, title in session.execute(select(AERow.id, AERow.ae_title))}  # noqa: C416  (as below)
    return [_line(session, destination, titles, since) for destination in load_destinations(session)]


def _line(session: Session, destination: Destination, titles: Mapping[UUID, str], since: datetime) -> DestinationLine:
    open_states = (ForwardingState.QUEUED, ForwardingState.SENT, ForwardingState.DEAD)
    counted = session.execute(
        select(ForwardingRow.state, func.count(), func.min(ForwardingRow.queued_at))
        .where(ForwardingRow.destination_id == destination.id, ForwardingRow.state.in_(open_states))
        .group_by(ForwardingRow.state)
    )
    standing = {state: (number, oldest) for state, number, oldest in counted}
    done = session.execute(
        select(ForwardingRow.proof, func.count())
        .where(ForwardingRow.destination_id == destination.id, ForwardingRow.ended_at >= since)
        .group_by(ForwardingRow.proof)
    )
    by_proof = {proof: number for proof, number in done}  # noqa: C416  (a row is no pair to the type checker)
    queued, oldest = standing.get(ForwardingState.QUEUED, (0, None))
    return DestinationLine(
        destination=destination,
        ae_title=None if destination.ae_id is None else titles.get(destination.ae_id),
        queued=queued,
        unproven=standing.get(ForwardingState.SENT, (0, None))[0],
        dead=standing.get(ForwardingState.DEAD, (0, None))[0],
        done_since=sum(by_proof.values()),
        proven_since=sum(number for proof, number in by_proof.items() if proof is not Proof.STATUS),
        oldest_queued_at=oldest,
    )


def list_forwardings(
    session: Session,
    scope: Scope,
    *,
    state: ForwardingState | None = None,
    destination_id: UUID | None = None,
    forwarding_id: UUID | None = None,
    limit: int = 200,
) -> list[ForwardingLine]:
    """Return forwardings, the newest first."""
    statement = (
        select(ForwardingRow, DestinationRow.name, ClinicRow.name, StudyRow.id, SeriesRow.modality)
        .join(DestinationRow, DestinationRow.id == ForwardingRow.destination_id)
        .join(ClinicRow, ClinicRow.id == ForwardingRow.clinic_id)
        .join(InstanceRow, InstanceRow.id == ForwardingRow.instance_id, isouter=True)
        .join(SeriesRow, SeriesRow.id == InstanceRow.series_id, isouter=True)
        .join(StudyRow, StudyRow.id == SeriesRow.study_id, isouter=True)
        .where(inside(scope, ForwardingRow.clinic_id))
        .order_by(ForwardingRow.id.desc())
        .limit(limit)
    )
    if state is not None:
        statement = statement.where(ForwardingRow.state == state)
    if destination_id is not None:
        statement = statement.where(ForwardingRow.destination_id == destination_id)
    if forwarding_id is not None:
        statement = statement.where(ForwardingRow.id == forwarding_id)
    return [
        ForwardingLine(forwarding_of(row), destination_name, clinic_name, study_id, modality)
        for row, destination_name, clinic_name, study_id, modality in session.execute(statement)
    ]


def _stored(instance: InstanceRow, study_id: UUID) -> StoredInstance:
    return StoredInstance(
        study_id=study_id,
        sop_class_uid=instance.sop_class_uid,
        sop_instance_uid=instance.sop_instance_uid,
        transfer_syntax_uid=instance.transfer_syntax_uid,
        locator=instance.locator,
        size_bytes=instance.size_bytes,
        sha256=instance.sha256,
    )
