"""The tables of renditions and their named queries. The table of renditions is the queue of what is to be made."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, and_, func, insert, literal, or_, select, text, true, update
from sqlalchemy.orm import Mapped, mapped_column

from teleread.archive.records import InstanceRow, SeriesRow
from teleread.archive.rendition import (
    LONGEST_LEAVING,
    Contents,
    Rendition,
    RenditionState,
    Urgency,
    from_json,
    to_json,
)
from teleread.archive.study import InstanceStanding
from teleread.database import Base, NamedValue, Session
from teleread.scope import Scope

IS_UNDONE = text("state IN ('waiting', 'making')")
IS_UNDONE_AMONG_OTHERS = text("rendition.state IN ('waiting', 'making')")
"""Spelt as the partial indexes are, or no database uses them."""


class RenditionRow(Base):
    """What was made of an Instance, or how far that is; leased by whoever makes it."""

    __tablename__ = "rendition"
    __table_args__ = (
        Index(
            "ix_rendition_due",
            "urgency",
            "wanted_at",
            "instance_id",
            sqlite_where=IS_UNDONE,
            postgresql_where=IS_UNDONE,
        ),
        Index("ix_rendition_of_study", "study_id"),
        Index("ix_rendition_locator", "locator"),
        Index("ix_rendition_upcoming", "upcoming", sqlite_where=IS_UNDONE, postgresql_where=IS_UNDONE),
    )

    instance_id: Mapped[UUID] = mapped_column(ForeignKey("instance.id"), primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    study_id: Mapped[UUID]
    state: Mapped[RenditionState] = mapped_column(NamedValue(RenditionState))
    urgency: Mapped[int]
    wanted_at: Mapped[datetime]
    attempts: Mapped[int]
    deaths: Mapped[int]
    next_attempt_at: Mapped[datetime]
    lease_holder: Mapped[str | None]
    lease_ends_at: Mapped[datetime | None]
    upcoming: Mapped[str | None]
    locator: Mapped[str | None]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    contents: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    reason: Mapped[str]
    made_at: Mapped[datetime | None]


class LeavingRenditionRow(Base):
    """An object that no Instance has any more, to be erased from `after` on: until then somebody may be putting it."""

    __tablename__ = "leaving_rendition"
    __table_args__ = (Index("ix_leaving_rendition_after", "after"),)

    locator: Mapped[str] = mapped_column(primary_key=True)
    deletion_id: Mapped[UUID | None] = mapped_column(index=True)
    after: Mapped[datetime]


PLAIN = tuple(field.name for field in fields(Rendition) if field.name != "contents")


def want_renditions(session: Session, study_ids: Collection[UUID], *, urgency: Urgency, at: datetime) -> None:
    """Have renditions made of the current Instances of Studies, once; what waits already becomes as urgent."""
    if not study_ids:
        return
    known = select(RenditionRow.instance_id).where(RenditionRow.study_id.in_(study_ids))
    new = (
        select(
            InstanceRow.id,
            InstanceRow.clinic_id,
            SeriesRow.study_id,
            *(literal(value, RenditionRow.__table__.c[name].type) for name, value in _fresh(urgency, at).items()),
        )
        .join(SeriesRow, SeriesRow.id == InstanceRow.series_id)
        .where(SeriesRow.study_id.in_(study_ids), InstanceRow.standing == InstanceStanding.CURRENT)
        .where(InstanceRow.id.not_in(known))
    )
    columns = ["instance_id", "clinic_id", "study_id", *_fresh(urgency, at)]
    session.execute(insert(RenditionRow).from_select(columns, new))
    session.execute(
        update(RenditionRow)
        .where(RenditionRow.study_id.in_(study_ids), RenditionRow.urgency > urgency, IS_UNDONE)
        .values(urgency=int(urgency))
    )


def _fresh(urgency: Urgency, at: datetime) -> dict[str, Any]:
    return {
        "state": RenditionState.WAITING,
        "urgency": int(urgency),
        "wanted_at": at,
        "attempts": 0,
        "deaths": 0,
        "next_attempt_at": at,
        "size_bytes": 0,
        "reason": "",
    }


def find_due_rendition(session: Session, *, at: datetime, lock: bool) -> Rendition | None:
    """Return the rendition to make next, the most urgent first and then what was wanted first; None if none is due."""
    is_due = or_(
        and_(RenditionRow.state == RenditionState.WAITING, RenditionRow.next_attempt_at <= at),
        and_(RenditionRow.state == RenditionState.MAKING, RenditionRow.lease_ends_at <= at),
    )
    order = (RenditionRow.urgency, RenditionRow.wanted_at, RenditionRow.instance_id)
    statement = select(RenditionRow).where(IS_UNDONE, is_due).order_by(*order).limit(1)
    row = session.scalars(statement.with_for_update(skip_locked=True) if lock else statement).one_or_none()
    return None if row is None else _rendition(row)


def find_rendition(session: Session, scope: Scope, instance_id: UUID, *, lock: bool = False) -> Rendition | None:
    """Return what was made of an Instance, or how far that is; None where nobody wanted it."""
    statement = select(RenditionRow).where(RenditionRow.instance_id == instance_id)
    if scope.clinic_ids is not None:
        statement = statement.where(RenditionRow.clinic_id.in_(scope.clinic_ids))
    row = session.scalars(statement.with_for_update() if lock else statement).one_or_none()
    return None if row is None else _rendition(row)


def save_rendition(session: Session, rendition: Rendition, *, at: datetime) -> None:
    """Keep how far a locked rendition is now; an object that it has no more is to be erased."""
    row = session.get_one(RenditionRow, rendition.instance_id)
    _let_go(session, row, {rendition.locator, rendition.upcoming}, deletion_id=None, at=at)
    for name in PLAIN:
        setattr(row, name, getattr(rendition, name))
    row.contents = None if rendition.contents is None else to_json(rendition.contents)
    session.flush()


def remove_renditions(session: Session, instance_ids: Collection[UUID], *, deletion_id: UUID, at: datetime) -> None:
    """Take the renditions of Instances out that are deleted; their objects are to be erased."""
    rows = session.scalars(select(RenditionRow).where(RenditionRow.instance_id.in_(instance_ids))).all()
    for row in rows:
        _let_go(session, row, set(), deletion_id=deletion_id, at=at)
        session.delete(row)
    session.flush()


def _let_go(
    session: Session, row: RenditionRow, kept: set[str | None], *, deletion_id: UUID | None, at: datetime
) -> None:
    """Have erased what a row named and names no more; what was being made, when nobody can put it any more."""
    for locator, after in {row.upcoming: at + LONGEST_LEAVING, row.locator: at}.items():
        if locator is not None and locator not in kept:
            session.add(LeavingRenditionRow(locator=locator, deletion_id=deletion_id, after=after))


def load_leaving(session: Session, *, at: datetime, limit: int) -> list[str]:
    """Return objects that are to be erased now."""
    statement = select(LeavingRenditionRow.locator).where(LeavingRenditionRow.after <= at)
    return list(session.scalars(statement.order_by(LeavingRenditionRow.after).limit(limit)))


def forget_leaving(session: Session, locators: Collection[str]) -> None:
    """Forget objects that are erased."""
    for row in session.scalars(select(LeavingRenditionRow).where(LeavingRenditionRow.locator.in_(locators))):
        session.delete(row)


def is_leaving(session: Session, deletion_id: UUID) -> bool:
    """Say whether renditions of a deletion are not erased yet."""
    statement = select(LeavingRenditionRow.locator).where(LeavingRenditionRow.deletion_id == deletion_id)
    return session.scalars(statement.limit(1)).first() is not None


def load_rendition_locators(session: Session, locators: Collection[str]) -> set[str]:
    """Return those of some locators that a rendition has, is about to have, or had until it is erased."""
    named: set[str] = set()
    for column, is_there in (
        (RenditionRow.locator, true()),
        (RenditionRow.upcoming, IS_UNDONE),
        (LeavingRenditionRow.locator, true()),
    ):
        found = session.scalars(select(column).where(column.in_(locators), is_there))
        named |= {locator for locator in found if locator is not None}
    return named


def count_waiting_renditions(session: Session, scope: Scope) -> int:
    """Return of how many Instances renditions are still to be made."""
    statement = select(func.count()).select_from(RenditionRow).where(IS_UNDONE)
    if scope.clinic_ids is not None:
        statement = statement.where(RenditionRow.clinic_id.in_(scope.clinic_ids))
    return session.scalars(statement).one()


def _rendition(row: RenditionRow) -> Rendition:
    contents: Contents | None = None if row.contents is None else from_json(row.contents)
    values = {name: getattr(row, name) for name in PLAIN if name != "urgency"}
    return Rendition(**values, urgency=Urgency(row.urgency), contents=contents)
