"""Tables and named queries of the audit trail."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, delete, func, select, tuple_
from sqlalchemy import insert as insert_into
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Mapped, mapped_column

from teleread.audit.chain import Event, Link, Seal
from teleread.database import Base, Session, insert, table_of
from teleread.errors import Conflict
from teleread.identifiers import new_id
from teleread.prepared import Prepared


class SealTaken(Conflict):
    """Another sealer made the seal of this number."""

    code = "seal_taken"


class AuditEventRow(Base):
    """Who did what to what; written inside the transaction of the act, never changed."""

    __tablename__ = "audit_event"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[UUID | None] = mapped_column(index=True)
    clinic_id: Mapped[UUID | None] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(index=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)


class AuditUnsealedRow(Base):
    """An event that waits for the sealer.

    Keys are not in the order of commits, so the sealer cannot go on from the
    last one it saw, and looking for events without a link costs more each day.
    """

    __tablename__ = "audit_unsealed"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("audit_event.id"), primary_key=True)


class AuditSealRow(Base):
    """A signed head over a batch of committed events and the head before it."""

    __tablename__ = "audit_seal"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed_at: Mapped[datetime]
    event_count: Mapped[int]
    previous_sha256: Mapped[bytes]
    head_sha256: Mapped[bytes]
    key_id: Mapped[str]
    signature: Mapped[bytes]


class AuditLinkRow(Base):
    """The place of one event in the chain."""

    __tablename__ = "audit_link"
    __table_args__ = (UniqueConstraint("seal_number", "position"),)

    event_id: Mapped[UUID] = mapped_column(ForeignKey("audit_event.id"), primary_key=True)
    seal_number: Mapped[int] = mapped_column(ForeignKey("audit_seal.number"))
    position: Mapped[int]
    sha256: Mapped[bytes]


def record(
    session: Session,
    action: str,
    *,
    at: datetime,
    account_id: UUID | None,
    clinic_id: UUID | None,
    subject_kind: str,
    subject_id: UUID | None,
    **detail: str | int | bool | None,
) -> None:
    """Add an event to the caller's transaction.

    Parameters
    ----------
    action
        A past participle after its noun, such as `report.signed`.
    account_id
        Who acted; None for the system itself.
    detail
        Surrogate keys, states and counts; never patient data or report text.
    """
    event_id = new_id()
    session.add(
        AuditEventRow(
            id=event_id,
            at=at,
            account_id=account_id,
            clinic_id=clinic_id,
            action=action,
            subject_kind=subject_kind,
            subject_id=subject_id,
            detail=detail,
        )
    )
    session.flush()
    session.add(AuditUnsealedRow(event_id=event_id))


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of a step that acts on many things at once."""

    action: str
    at: datetime
    account_id: UUID | None
    clinic_id: UUID | None
    subject_kind: str
    subject_id: UUID | None
    detail: dict[str, str | int | bool | None]


_INSERT_EVENTS = Prepared(insert_into(table_of(AuditEventRow)))
_INSERT_UNSEALED = Prepared(insert_into(table_of(AuditUnsealedRow)))


def record_all(session: Session, events: Sequence[Happened]) -> None:
    """Add many events to the caller's transaction, as `record` adds one."""
    keys = [new_id() for _ in events]
    rows = [
        {"id": key, **{name: getattr(event, name) for name in event.__slots__}}
        for key, event in zip(keys, events, strict=True)
    ]
    _INSERT_EVENTS.run(session, rows)
    _INSERT_UNSEALED.run(session, [{"event_id": key} for key in keys])


def load_last_seal(session: Session) -> Seal | None:
    """Return the newest seal."""
    row = session.scalars(select(AuditSealRow).order_by(AuditSealRow.number.desc()).limit(1)).one_or_none()
    return None if row is None else _seal(row)


def load_seals(session: Session, *, after: int = 0) -> list[Seal]:
    """Return the seals that follow a number, in order."""
    statement = select(AuditSealRow).where(AuditSealRow.number > after).order_by(AuditSealRow.number)
    return [_seal(row) for row in session.scalars(statement)]


def load_unsealed(session: Session, *, limit: int) -> list[Event]:
    """Return committed events that wait for the sealer, oldest first."""
    statement = (
        select(AuditEventRow)
        .join(AuditUnsealedRow, AuditUnsealedRow.event_id == AuditEventRow.id)
        .order_by(AuditEventRow.at, AuditEventRow.id)
        .limit(limit)
    )
    return [_event(row) for row in session.scalars(statement)]


def insert_seal(session: Session, seal: Seal, links: Sequence[Link]) -> None:
    """Keep a seal with its links; raises SealTaken if another sealer was faster."""
    values = {field.name: getattr(seal, field.name) for field in fields(seal)}
    insert(session, AuditSealRow(**values), taken=SealTaken)
    events = [link.event.id for link in links if link.event is not None]
    session.add_all(
        AuditLinkRow(event_id=link.event.id, seal_number=seal.number, position=link.position, sha256=link.sha256)
        for link in links
        if link.event is not None
    )
    session.execute(delete(AuditUnsealedRow).where(AuditUnsealedRow.event_id.in_(events)))


def walk_links(session: Session) -> Iterator[Link]:
    """Yield every link by seal number and position, with its event if it is there and can be read."""
    statement = (
        select(AuditLinkRow, AuditEventRow)
        .outerjoin(AuditEventRow, AuditEventRow.id == AuditLinkRow.event_id)
        .order_by(AuditLinkRow.seal_number, AuditLinkRow.position)
        .execution_options(yield_per=1000)
    )
    last = (0, -1)
    try:
        for link, event in session.execute(statement):
            yield Link(link.seal_number, link.position, None if event is None else _event(event), link.sha256)
            last = (link.seal_number, link.position)
    except (ValueError, TypeError, StatementError):
        yield from _walk_one_by_one(session, after=last)


def _walk_one_by_one(session: Session, *, after: tuple[int, int]) -> Iterator[Link]:
    """Go on where a row could not be turned into values, to find which one."""
    place = tuple_(AuditLinkRow.seal_number, AuditLinkRow.position)
    rest = select(AuditLinkRow).where(place > after).order_by(AuditLinkRow.seal_number, AuditLinkRow.position)
    links = session.scalars(rest).all()
    for link in links:
        try:
            row = session.get(AuditEventRow, link.event_id)
        except (ValueError, TypeError, StatementError):
            row = None
        yield Link(link.seal_number, link.position, None if row is None else _event(row), link.sha256)


def count_unlinked(session: Session) -> tuple[int, datetime | None]:
    """Return how many events no seal covers yet, and when the oldest of them happened."""
    statement = (
        select(func.count(), func.min(AuditEventRow.at))
        .select_from(AuditEventRow)
        .outerjoin(AuditLinkRow, AuditLinkRow.event_id == AuditEventRow.id)
        .where(AuditLinkRow.event_id.is_(None))
    )
    count, oldest = session.execute(statement).one()
    return count, oldest


def _event(row: AuditEventRow) -> Event:
    return Event(**{field.name: getattr(row, field.name) for field in fields(Event)})


def _seal(row: AuditSealRow) -> Seal:
    return Seal(**{field.name: getattr(row, field.name) for field in fields(Seal)})


def was_recorded(session: Session, action: str, *, account_id: UUID, subject_id: UUID) -> bool:
    """Say whether a person's act on a subject is in the trail already."""
    statement = select(AuditEventRow.id).where(
        AuditEventRow.subject_id == subject_id,
        AuditEventRow.action == action,
        AuditEventRow.account_id == account_id,
    )
    return session.scalars(statement.limit(1)).first() is not None
