"""Tables and named queries of second opinions."""

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, NamedValue, Session
from teleread.worklist.opinion import Compared, Opinion, OpinionKind, Verdict
from teleread.worklist.reading import ENDED_UNREAD, FINAL, Reading, State
from teleread.worklist.records import AssignmentRow, ReadingRow


class OpinionRow(Base):
    """What makes a Reading a further one of Studies that were read already."""

    __tablename__ = "opinion"
    __table_args__ = (Index("ix_opinion_kind_first", "kind", "first_id"),)

    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), primary_key=True)
    first_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), index=True)
    second_id: Mapped[UUID | None] = mapped_column(ForeignKey("reading.id"))
    kind: Mapped[OpinionKind] = mapped_column(NamedValue(OpinionKind))
    question: Mapped[str]
    invitee_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    does_go_home: Mapped[bool]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime]


class ComparedRow(Base):
    """How a further report stands to the first; said once."""

    __tablename__ = "opinion_compared"

    reading_id: Mapped[UUID] = mapped_column(ForeignKey("opinion.reading_id"), primary_key=True)
    verdict: Mapped[Verdict] = mapped_column(NamedValue(Verdict))
    comment: Mapped[str]
    said_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    said_at: Mapped[datetime]


class TookPartRow(Base):
    """Who must not read a further Reading because they took part in an earlier one; written when it is made."""

    __tablename__ = "opinion_barred"

    reading_id: Mapped[UUID] = mapped_column(ForeignKey("opinion.reading_id"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)


def add_opinion(session: Session, opinion: Opinion, *, barred: frozenset[UUID]) -> None:
    """Keep what a further Reading is, and who took part in what was read before."""
    session.add(OpinionRow(**{field.name: getattr(opinion, field.name) for field in fields(Opinion)}))
    session.flush()
    session.add_all(TookPartRow(reading_id=opinion.reading_id, account_id=each) for each in sorted(barred))
    session.flush()


def find_opinion(session: Session, reading_id: UUID) -> Opinion | None:
    """Return what a Reading that was loaded inside the caller's Scope is to another, if it is a further one."""
    row = session.get(OpinionRow, reading_id)
    return None if row is None else opinion_of(row)


def opinion_of(row: OpinionRow) -> Opinion:
    """Return the opinion that a row holds."""
    return Opinion(**{field.name: getattr(row, field.name) for field in fields(Opinion)})


def find_compared(session: Session, reading_id: UUID) -> Compared | None:
    """Return how a further report stands to the first, once that was said."""
    row = session.get(ComparedRow, reading_id)
    return None if row is None else compared_of(row)


def compared_of(row: ComparedRow) -> Compared:
    """Return the comparison that a row holds."""
    return Compared(**{field.name: getattr(row, field.name) for field in fields(Compared)})


def add_compared(session: Session, compared: Compared) -> None:
    """Keep how a further report stands to the first."""
    session.add(ComparedRow(**{field.name: getattr(compared, field.name) for field in fields(Compared)}))
    session.flush()


def is_opinion_under_way(session: Session, first_id: UUID) -> bool:
    """Say whether a further Reading of a first one is not over, or not compared yet."""
    compared = select(ComparedRow.reading_id)
    statement = (
        select(OpinionRow.reading_id)
        .join(ReadingRow, ReadingRow.id == OpinionRow.reading_id)
        .where(
            OpinionRow.first_id == first_id,
            ReadingRow.state.not_in(ENDED_UNREAD),
            OpinionRow.reading_id.not_in(compared),
        )
    )
    return session.scalars(statement.limit(1)).first() is not None


def load_holders(session: Session, reading: Reading) -> frozenset[UUID]:
    """Return who wrote or reviewed a Reading, or had it to write or review."""
    held = session.scalars(select(AssignmentRow.account_id).where(AssignmentRow.reading_id == reading.id))
    return frozenset({*held, reading.author_id, reading.reviewer_id} - {None})


def load_barred(session: Session, reading_id: UUID) -> frozenset[UUID]:
    """Return who must not read a Reading."""
    return frozenset(session.scalars(select(TookPartRow.account_id).where(TookPartRow.reading_id == reading_id)))


def load_all_barred(session: Session, reading_ids: list[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Return who must not read some Readings."""
    found: dict[UUID, set[UUID]] = {}
    for row in session.scalars(select(TookPartRow).where(TookPartRow.reading_id.in_(reading_ids))):
        found.setdefault(row.reading_id, set()).add(row.account_id)
    return {reading_id: frozenset(barred) for reading_id, barred in found.items()}


def load_invitees(session: Session, reading_ids: list[UUID]) -> dict[UUID, UUID]:
    """Return who was asked in person for some further Readings."""
    statement = select(OpinionRow).where(OpinionRow.reading_id.in_(reading_ids), OpinionRow.invitee_id.is_not(None))
    return {row.reading_id: row.invitee_id for row in session.scalars(statement) if row.invitee_id is not None}


def load_kept_from_clinics(session: Session, clinic_ids: frozenset[UUID]) -> frozenset[UUID]:
    """Return the further Readings of clinics that are between specialists, and none of the clinics' business yet.

    One that goes home is, once it is signed.
    """
    statement = (
        select(OpinionRow.reading_id, OpinionRow.does_go_home, ReadingRow.state)
        .join(ReadingRow, ReadingRow.id == OpinionRow.reading_id)
        .where(ReadingRow.clinic_id.in_(clinic_ids))
    )
    rows = session.execute(statement)
    return frozenset(row.reading_id for row in rows if not (row.does_go_home and row.state is State.SIGNED))


def load_closed_while_blinded(session: Session, account_id: UUID) -> frozenset[UUID]:
    """Return the Readings that a specialist must not see while a blinded opinion of them is not signed.

    Whoever might give it: everybody but those who took part in the first.
    """
    own = select(TookPartRow.reading_id).where(TookPartRow.account_id == account_id)
    statement = (
        select(OpinionRow.first_id)
        .join(ReadingRow, ReadingRow.id == OpinionRow.reading_id)
        .where(
            OpinionRow.kind == OpinionKind.BLINDED,
            ReadingRow.state.not_in(ENDED_UNREAD | {State.SIGNED}),
            OpinionRow.reading_id.not_in(own),
        )
    )
    return frozenset(session.scalars(statement))


def load_where_barred(session: Session, account_id: UUID) -> frozenset[UUID]:
    """Return the further Readings that a person must not read."""
    return frozenset(session.scalars(select(TookPartRow.reading_id).where(TookPartRow.account_id == account_id)))


def load_invitees_of_living(session: Session) -> dict[UUID, UUID]:
    """Return who was asked in person, for every further Reading that is not over."""
    statement = (
        select(OpinionRow)
        .join(ReadingRow, ReadingRow.id == OpinionRow.reading_id)
        .where(OpinionRow.invitee_id.is_not(None), ReadingRow.state.not_in(FINAL))
    )
    return {row.reading_id: row.invitee_id for row in session.scalars(statement) if row.invitee_id is not None}
