"""What of the archive lies in the second store, and what does not yet."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from teleread.archive.copying import Waiting
from teleread.archive.copying_records import SecondCopyRow
from teleread.archive.records import InstanceRow, ObjectFindingRow, QuarantineRow
from teleread.database import Session
from teleread.scope import Scope
from teleread.views.stored import Claim, ClaimKind, claims_of


@dataclass(frozen=True, slots=True)
class Copied:
    """A row's word about its object, and where the second store keeps that."""

    claim: Claim
    second_locator: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """An object that was found wrong, what its row says of it now, and where its copy lies."""

    claim: Claim
    second_locator: str


def load_uncopied(session: Session, scope: Scope, *, kind: ClaimKind, after: UUID | None, limit: int) -> list[Claim]:
    """Return the oldest claims of a kind behind a key that the second store does not have."""
    query = _uncopied(scope, kind, after)
    rows = session.execute(query.order_by(query.selected_columns[0]).limit(limit))
    return [Claim(kind, *row) for row in rows]


def count_uncopied(session: Session, scope: Scope, *, kind: ClaimKind, after: UUID | None) -> Waiting:
    """Return how much of a kind behind a key the second store does not have."""
    found = _uncopied(scope, kind, after).subquery().c
    key, size_bytes = found[0], found[2]
    objects, size = session.execute(
        select(func.count(), func.coalesce(func.sum(size_bytes), 0)).select_from(key.table)
    ).one()
    oldest = session.scalar(select(key).order_by(key).limit(1))
    return Waiting(objects, int(size), oldest)


def load_copied(session: Session, scope: Scope, *, kind: ClaimKind, after: UUID | None, limit: int) -> list[Copied]:
    """Return the next claims of a kind that the second store has, by primary key, those behind `after`."""
    query = claims_of(kind, scope)
    key = query.selected_columns[0]
    query = query.join(SecondCopyRow, _is_copy(kind, key)).add_columns(SecondCopyRow.locator)
    rows = session.execute((query if after is None else query.where(key > after)).order_by(key).limit(limit))
    return [Copied(Claim(kind, *row[:-1]), row[-1]) for row in rows]


def sum_copied(session: Session) -> int:
    """Return how many bytes the second store has of the archive."""
    return int(session.scalar(select(func.coalesce(func.sum(SecondCopyRow.size_bytes), 0))) or 0)


def load_second_claimed(session: Session, locators: list[str]) -> set[str]:
    """Return those of some locators of the second store that belong to a row."""
    return set(session.scalars(select(SecondCopyRow.locator).where(SecondCopyRow.locator.in_(locators))))


@dataclass(frozen=True, slots=True)
class Twin:
    """A row that has the bytes of an object, and whether the second store is known to have them for it."""

    kind: ClaimKind
    row_id: UUID
    is_copied: bool


def find_twin(session: Session, clinic_id: UUID, sop_instance_uid: str, sha256: bytes) -> Twin | None:
    """Return a row of a clinic that has the bytes of an object."""
    instance = select(InstanceRow.id).where(
        InstanceRow.clinic_id == clinic_id,
        InstanceRow.sop_instance_uid == sop_instance_uid,
        InstanceRow.sha256 == sha256,
    )
    quarantined = select(QuarantineRow.id).where(QuarantineRow.clinic_id == clinic_id, QuarantineRow.sha256 == sha256)
    for kind, rows in ((ClaimKind.INSTANCE, instance), (ClaimKind.QUARANTINE, quarantined)):
        row_id = session.scalars(rows.limit(1)).first()
        if row_id is not None:
            return Twin(kind, row_id, session.get(SecondCopyRow, (kind.value, row_id)) is not None)
    return None


def load_repairable(session: Session, scope: Scope, *, at: datetime, again_after: timedelta, limit: int) -> list[Wrong]:
    """Return objects that were found wrong and lie in the second store too, those first that were found first."""
    found: list[Wrong] = []
    for kind in ClaimKind:
        query = claims_of(kind, scope)
        key = query.selected_columns[0]
        tried = SecondCopyRow.tried_at
        query = (
            query.join(ObjectFindingRow, and_(ObjectFindingRow.kind == kind.value, ObjectFindingRow.row_id == key))
            .join(SecondCopyRow, _is_copy(kind, key))
            .where(ObjectFindingRow.mended_at.is_(None), or_(tried.is_(None), tried <= at - again_after))
            .add_columns(SecondCopyRow.locator)
            .order_by(ObjectFindingRow.found_at)
            .limit(limit)
        )
        found += [Wrong(Claim(kind, *row[:-1]), row[-1]) for row in session.execute(query)]
    return found


def load_claim(session: Session, scope: Scope, *, kind: ClaimKind, row_id: UUID) -> Claim | None:
    """Return what a row says of its object now."""
    query = claims_of(kind, scope)
    row = session.execute(query.where(query.selected_columns[0] == row_id)).one_or_none()
    return None if row is None else Claim(kind, *row)


def _uncopied(scope: Scope, kind: ClaimKind, after: UUID | None) -> Select[Any]:
    query = claims_of(kind, scope)
    key, sha256 = query.selected_columns[0], query.selected_columns[3]
    is_copied = select(SecondCopyRow.row_id).where(_is_copy(kind, key), SecondCopyRow.sha256 == sha256).exists()
    query = query.where(~is_copied)
    return query if after is None else query.where(key > after)


def _is_copy(kind: ClaimKind, key: Any) -> ColumnElement[bool]:
    return and_(SecondCopyRow.kind == kind.value, SecondCopyRow.row_id == key)
