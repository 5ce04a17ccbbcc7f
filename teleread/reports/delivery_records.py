"""Named queries of the outbox, of printed documents and of receipts."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, or_, select, update
from sqlalchemy.orm import aliased

from teleread.database import Session
from teleread.errors import Conflict, Missing
from teleread.identifiers import new_id
from teleread.reports.delivery import WAITING, Delivery, DeliveryState, supersede
from teleread.reports.records import (
    DeliveryAttemptRow,
    DeliveryRow,
    ReceiptRow,
    ReportDocumentRow,
    ReportRow,
    inside,
)
from teleread.reports.report import Report
from teleread.reports.seal import SealLevel
from teleread.scope import Scope


class DeliveryMissing(Missing):
    """No such delivery inside the caller's Scope."""

    code = "delivery_missing"
    zh, en = "未找到该回传记录", "No such delivery"


class AlreadyAcknowledged(Conflict):
    """One person's receipt stands for the clinic."""

    code = "already_acknowledged"
    zh, en = "该报告已由他人确认阅读", "Somebody at the clinic has acknowledged this report already"


@dataclass(frozen=True, slots=True)
class Document:
    """The PDF of a version, where its bytes lie, and the hospital's seal on it or why there is none or a lesser one."""

    report_id: UUID
    locator: str
    size_bytes: int
    sha256: bytes
    made_at: datetime
    seal: SealLevel = SealLevel.NONE
    seal_problem: str = ""
    certificate_sha256: bytes | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A named person at the clinic has read a version."""

    report_id: UUID
    clinic_id: UUID
    account_id: UUID
    acknowledged_at: datetime


def queue_deliveries(session: Session, report: Report, *, route_ids: Iterable[UUID], at: datetime) -> None:
    """Put a version into the outbox once for each way home, in the transaction that signs it."""
    session.add_all(
        DeliveryRow(
            id=new_id(),
            report_id=report.id,
            reading_id=report.reading_id,
            clinic_id=report.clinic_id,
            route_id=route_id,
            state=DeliveryState.QUEUED,
            queued_at=at,
            next_attempt_at=at,
            attempts=0,
            lease_holder=None,
            lease_ends_at=None,
            delivered_at=None,
        )
        for route_id in route_ids
    )


def supersede_older(session: Session, report: Report) -> list[Delivery]:
    """Give up what waits or has died of a Reading's older versions, in the transaction that signs a newer one.

    One that is being sent is left to its worker: its route is busy until it
    ends, so the newer version still goes after it, and if it fails it is not
    tried again.
    """
    statement = select(DeliveryRow).where(
        DeliveryRow.reading_id == report.reading_id,
        DeliveryRow.report_id != report.id,
        DeliveryRow.state.in_((DeliveryState.QUEUED, DeliveryState.DEAD)),
    )
    given_up = [supersede(delivery_of(row)) for row in session.scalars(statement.with_for_update())]
    for delivery in given_up:
        save_delivery(session, delivery)
    return given_up


def withdraw_deliveries(session: Session, *, route_id: UUID) -> None:
    """Give up what waits for a route that is closed; what is being sent this moment still arrives."""
    waiting = update(DeliveryRow).where(DeliveryRow.route_id == route_id, DeliveryRow.state.in_(WAITING))
    session.execute(waiting.values(state=DeliveryState.WITHDRAWN))


def find_due_delivery(session: Session, *, at: datetime, lock: bool) -> Delivery | None:
    """Return the delivery to attempt next; None when none is due.

    What was never tried goes before what failed, so that a device that is down
    keeps no fresh report waiting; then what has waited longest. A route that
    something is being sent by is passed over: a device is called by one
    worker at a time.

    Parameters
    ----------
    lock
        Nobody else may take it until this transaction ends; one that somebody
        else is taking is passed over.
    """
    other = aliased(DeliveryRow)
    is_busy = exists().where(
        other.route_id == DeliveryRow.route_id,
        other.id != DeliveryRow.id,
        other.state == DeliveryState.SENDING,
        other.lease_ends_at > at,
    )
    statement = (
        select(DeliveryRow)
        .where(
            ~is_busy,
            or_(
                and_(DeliveryRow.state == DeliveryState.QUEUED, DeliveryRow.next_attempt_at <= at),
                and_(DeliveryRow.state == DeliveryState.SENDING, DeliveryRow.lease_ends_at <= at),
            ),
        )
        .order_by(DeliveryRow.attempts > 0, DeliveryRow.next_attempt_at, DeliveryRow.id)
        .limit(1)
    )
    row = session.scalars(statement.with_for_update(skip_locked=True) if lock else statement).one_or_none()
    return None if row is None else delivery_of(row)


def load_delivery_for_update(session: Session, scope: Scope, delivery_id: UUID) -> Delivery:
    """Return a delivery that nobody else can change until this transaction ends.

    Raises
    ------
    DeliveryMissing
        If there is none of that key inside the Scope.
    """
    statement = select(DeliveryRow).where(DeliveryRow.id == delivery_id, inside(scope, DeliveryRow.clinic_id))
    row = session.scalars(statement.with_for_update()).one_or_none()
    if row is None:
        raise DeliveryMissing(delivery_id=str(delivery_id))
    return delivery_of(row)


def load_dead_for_update(session: Session, scope: Scope) -> list[Delivery]:
    """Return what waits for a person inside the Scope, held until this transaction ends."""
    statement = select(DeliveryRow).where(DeliveryRow.state == DeliveryState.DEAD, inside(scope, DeliveryRow.clinic_id))
    return [delivery_of(row) for row in session.scalars(statement.order_by(DeliveryRow.id).with_for_update())]


def save_delivery(session: Session, delivery: Delivery) -> None:
    """Keep where a locked delivery stands now."""
    row = session.get_one(DeliveryRow, delivery.id)
    for field in fields(Delivery):
        setattr(row, field.name, getattr(delivery, field.name))


def is_overtaken(session: Session, delivery: Delivery) -> bool:
    """Say whether its Reading has a newer version."""
    version = select(ReportRow.version).where(ReportRow.id == delivery.report_id).scalar_subquery()
    newer = select(ReportRow.id).where(ReportRow.reading_id == delivery.reading_id, ReportRow.version > version)
    return session.scalars(newer.limit(1)).one_or_none() is not None


def add_attempt(session: Session, delivery: Delivery, *, worker: str, at: datetime) -> None:
    """Note that an attempt begins, before anything is sent."""
    session.add(
        DeliveryAttemptRow(
            delivery_id=delivery.id,
            number=delivery.attempts,
            worker=worker,
            started_at=at,
            ended_at=None,
            succeeded=None,
            detail="",
        )
    )


def end_attempt(
    session: Session, delivery_id: UUID, *, number: int, at: datetime, succeeded: bool, detail: str
) -> None:
    """Note how an attempt ended, unless that was noted before."""
    row = session.get(DeliveryAttemptRow, (delivery_id, number))
    if row is not None and row.ended_at is None:
        row.ended_at, row.succeeded, row.detail = at, succeeded, detail


def find_document(session: Session, *, report_id: UUID) -> Document | None:
    """Return the PDF of a version that was loaded inside the caller's Scope."""
    row = session.get(ReportDocumentRow, report_id)
    return None if row is None else Document(**{field.name: getattr(row, field.name) for field in fields(Document)})


def keep_document(session: Session, document: Document) -> Document:
    """Keep where a version's PDF lies, unless another worker was first: then theirs is the one."""
    session.scalars(select(ReportRow.id).where(ReportRow.id == document.report_id).with_for_update()).one()
    kept = find_document(session, report_id=document.report_id)
    if kept is not None:
        return kept
    session.add(ReportDocumentRow(**{field.name: getattr(document, field.name) for field in fields(Document)}))
    session.flush()
    return document


def find_receipt(session: Session, *, report_id: UUID) -> Receipt | None:
    """Return the acknowledgement of a version that was loaded inside the caller's Scope."""
    row = session.get(ReceiptRow, report_id)
    return None if row is None else Receipt(**{field.name: getattr(row, field.name) for field in fields(Receipt)})


def add_receipt(session: Session, receipt: Receipt) -> None:
    """Keep the acknowledgement of a locked version."""
    session.add(ReceiptRow(**{field.name: getattr(receipt, field.name) for field in fields(Receipt)}))
    session.flush()


def delivery_of(row: DeliveryRow) -> Delivery:
    """Return the frozen delivery that a row holds."""
    return Delivery(**{field.name: getattr(row, field.name) for field in fields(Delivery)})
