"""Tables and named queries of holds and deletions. A deletion refers to what is gone, so it has no foreign keys."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from teleread.archive.deletion import (
    Deletion,
    DeletionMissing,
    DeletionReason,
    DeletionState,
    Hold,
    HoldMissing,
)
from teleread.database import Base, NamedValue, Session
from teleread.scope import Scope

LEFT = text("erased_at IS NULL")


class StudyHoldRow(Base):
    """A Study that may not be deleted until the hold is lifted."""

    __tablename__ = "study_hold"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID]
    study_id: Mapped[UUID] = mapped_column(index=True)
    reason: Mapped[str]
    placed_by: Mapped[UUID]
    placed_by_name: Mapped[str]
    placed_at: Mapped[datetime]
    lifted_by: Mapped[UUID | None]
    lifted_by_name: Mapped[str | None]
    lifted_at: Mapped[datetime | None]


class DeletionRow(Base):
    """A proposal to delete a Study, who agreed, and how far it is."""

    __tablename__ = "deletion"
    __table_args__ = (
        Index("ix_deletion_study_instance_uid", "study_instance_uid", "clinic_id"),
        Index("ix_deletion_state", "state", "proposed_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID]
    study_id: Mapped[UUID] = mapped_column(index=True)
    study_instance_uid: Mapped[str]
    reason: Mapped[DeletionReason] = mapped_column(NamedValue(DeletionReason))
    note: Mapped[str]
    ends_on: Mapped[date]
    objects: Mapped[int]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    proposed_by: Mapped[UUID]
    proposed_by_name: Mapped[str]
    proposed_at: Mapped[datetime]
    state: Mapped[DeletionState] = mapped_column(NamedValue(DeletionState))
    decided_by: Mapped[UUID | None]
    decided_by_name: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]


class DeletionReadingRow(Base):
    """A Reading that read a deleted Study."""

    __tablename__ = "deletion_reading"

    deletion_id: Mapped[UUID] = mapped_column(ForeignKey("deletion.id"), primary_key=True)
    reading_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)


class DeletedObjectRow(Base):
    """An object of a deleted Study: where it lies until it is erased, and what it was for ever."""

    __tablename__ = "deleted_object"
    __table_args__ = (
        Index("ix_deleted_object_same", "sop_instance_uid", "clinic_id", "sha256"),
        Index("ix_deleted_object_of_deletion", "deletion_id", "sop_instance_uid"),
        Index("ix_deleted_object_left", "deletion_id", sqlite_where=LEFT, postgresql_where=LEFT),
        Index("ix_deleted_object_erasing", "locator", sqlite_where=LEFT, postgresql_where=LEFT),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deletion_id: Mapped[UUID] = mapped_column(ForeignKey("deletion.id"))
    clinic_id: Mapped[UUID]
    sop_instance_uid: Mapped[str]
    sha256: Mapped[bytes]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    locator: Mapped[str | None]
    second_locator: Mapped[str | None]
    erased_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class DeletedObject:
    """An object that is to be erased, and where it lies in either store; None for not there."""

    id: UUID
    sop_instance_uid: str
    sha256: bytes
    size_bytes: int
    locator: str | None
    second_locator: str | None


def load_holds(session: Session, scope: Scope, *, study_ids: Collection[UUID] | None = None) -> list[Hold]:
    """Return the holds that stand, of some Studies or of all, the oldest first."""
    statement = select(StudyHoldRow).where(StudyHoldRow.lifted_at.is_(None)).order_by(StudyHoldRow.placed_at)
    if study_ids is not None:
        statement = statement.where(StudyHoldRow.study_id.in_(study_ids))
    return [_hold(row) for row in session.scalars(statement) if scope.covers(row.clinic_id)]


def load_hold(session: Session, scope: Scope, hold_id: UUID) -> Hold:
    """Return a hold; raises HoldMissing."""
    row = session.get(StudyHoldRow, hold_id)
    if row is None or not scope.covers(row.clinic_id):
        raise HoldMissing
    return _hold(row)


def save_hold(session: Session, hold: Hold) -> None:
    """Keep a hold."""
    session.merge(StudyHoldRow(**{field.name: getattr(hold, field.name) for field in fields(Hold)}))
    session.flush()


def load_deletion(session: Session, scope: Scope, deletion_id: UUID) -> Deletion:
    """Return a deletion; raises DeletionMissing."""
    row = session.get(DeletionRow, deletion_id)
    if row is None or not scope.covers(row.clinic_id):
        raise DeletionMissing
    return _deletion(row)


def has_deletion(session: Session, deletion_id: UUID) -> bool:
    """Say whether a deletion is known."""
    return session.get(DeletionRow, deletion_id) is not None


def load_erasing(session: Session, locators: Collection[str]) -> set[str]:
    """Return those of some locators of the first store whose objects are about to be erased."""
    statement = select(DeletedObjectRow.locator).where(
        DeletedObjectRow.locator.in_(locators), DeletedObjectRow.erased_at.is_(None)
    )
    return {locator for locator in session.scalars(statement) if locator is not None}


def load_deletions(
    session: Session, scope: Scope, *, states: Collection[DeletionState], study_id: UUID | None = None, limit: int = 500
) -> list[Deletion]:
    """Return deletions in some states, the newest first."""
    statement = select(DeletionRow).where(DeletionRow.state.in_(states)).order_by(DeletionRow.proposed_at.desc())
    if study_id is not None:
        statement = statement.where(DeletionRow.study_id == study_id)
    if scope.clinic_ids is not None:
        statement = statement.where(DeletionRow.clinic_id.in_(scope.clinic_ids))
    return [_deletion(row) for row in session.scalars(statement.limit(limit))]


def save_deletion(session: Session, deletion: Deletion) -> None:
    """Keep a deletion."""
    session.merge(DeletionRow(**{field.name: getattr(deletion, field.name) for field in fields(Deletion)}))
    session.flush()


def insert_deleted_object(session: Session, deletion: Deletion, found: DeletedObject) -> None:
    """Remember what of a Study is to be erased."""
    values = {field.name: getattr(found, field.name) for field in fields(DeletedObject)}
    session.add(DeletedObjectRow(deletion_id=deletion.id, clinic_id=deletion.clinic_id, erased_at=None, **values))


def insert_deletion_readings(session: Session, deletion_id: UUID, reading_ids: Collection[UUID]) -> None:
    """Remember which Readings read a Study."""
    session.add_all(DeletionReadingRow(deletion_id=deletion_id, reading_id=each) for each in reading_ids)


def load_deletions_of_reading(session: Session, scope: Scope, reading_id: UUID) -> list[Deletion]:
    """Return the deletions of what a Reading read."""
    statement = (
        select(DeletionRow)
        .join(DeletionReadingRow, DeletionReadingRow.deletion_id == DeletionRow.id)
        .where(DeletionReadingRow.reading_id == reading_id)
        .order_by(DeletionRow.decided_at)
    )
    return [_deletion(row) for row in session.scalars(statement) if scope.covers(row.clinic_id)]


def load_left(session: Session, deletion_id: UUID, *, limit: int) -> list[DeletedObject]:
    """Return objects of a deletion that are not erased yet."""
    statement = select(DeletedObjectRow).where(
        DeletedObjectRow.deletion_id == deletion_id, DeletedObjectRow.erased_at.is_(None)
    )
    return [_object(row) for row in session.scalars(statement.limit(limit))]


def load_objects(session: Session, deletion_id: UUID) -> list[DeletedObject]:
    """Return every object of a deletion, by UID."""
    statement = select(DeletedObjectRow).where(DeletedObjectRow.deletion_id == deletion_id)
    order = (DeletedObjectRow.sop_instance_uid, DeletedObjectRow.sha256)
    return [_object(row) for row in session.scalars(statement.order_by(*order))]


def mark_erased(session: Session, object_ids: Sequence[UUID], *, at: datetime) -> None:
    """Remember that objects lie in no store any more."""
    session.execute(
        update(DeletedObjectRow)
        .where(DeletedObjectRow.id.in_(object_ids))
        .values(erased_at=at, locator=None, second_locator=None)
    )


def is_deleted(
    session: Session, *, clinic_id: UUID, sop_instance_uid: str, sha256: bytes, received_at: datetime
) -> bool:
    """Say whether an object was received before its Study was deleted; what was sent again since is not."""
    statement = (
        select(DeletedObjectRow.id)
        .join(DeletionRow, DeletionRow.id == DeletedObjectRow.deletion_id)
        .where(
            DeletedObjectRow.clinic_id == clinic_id,
            DeletedObjectRow.sop_instance_uid == sop_instance_uid,
            DeletedObjectRow.sha256 == sha256,
            DeletionRow.decided_at >= received_at,
        )
    )
    return session.scalars(statement.limit(1)).first() is not None


def _hold(row: StudyHoldRow) -> Hold:
    return Hold(**{field.name: getattr(row, field.name) for field in fields(Hold)})


def _deletion(row: DeletionRow) -> Deletion:
    return Deletion(**{field.name: getattr(row, field.name) for field in fields(Deletion)})


def _object(row: DeletedObjectRow) -> DeletedObject:
    return DeletedObject(**{field.name: getattr(row, field.name) for field in fields(DeletedObject)})
