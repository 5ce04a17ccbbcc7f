"""Tables and named queries of the second store: which object lies there where, and how far it is behind."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from teleread.archive.copying import Copying, Waiting
from teleread.database import Base, Session

SECOND = "second"


class SecondCopyRow(Base):
    """Where the second store keeps what a row names in the first."""

    __tablename__ = "second_copy"

    kind: Mapped[str] = mapped_column(primary_key=True)
    row_id: Mapped[UUID] = mapped_column(primary_key=True)
    locator: Mapped[str] = mapped_column(unique=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes]
    copied_at: Mapped[datetime]
    tried_at: Mapped[datetime | None]
    """When the first store's object could not be repaired from it."""


class CopyingRow(Base):
    """How far the second store is behind; one row."""

    __tablename__ = "copying"

    name: Mapped[str] = mapped_column(primary_key=True)
    looked_at: Mapped[datetime]
    earned_at: Mapped[datetime]
    swept_at: Mapped[datetime | None]
    credit_bytes: Mapped[int] = mapped_column(BigInteger)
    after: Mapped[dict[str, str]] = mapped_column(JSON)
    waiting_objects: Mapped[int]
    waiting_bytes: Mapped[int] = mapped_column(BigInteger)
    waiting_oldest: Mapped[UUID | None]
    counted_at: Mapped[datetime]
    copied_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class SecondCopy:
    """A copy in the second store of what a row names in the first."""

    kind: str
    row_id: UUID
    locator: str
    size_bytes: int
    sha256: bytes
    tried_at: datetime | None


def load_copying(session: Session) -> Copying | None:
    """Return how far the second store is behind, or None before the first round."""
    row = session.get(CopyingRow, SECOND)
    if row is None:
        return None
    return Copying(
        looked_at=row.looked_at,
        earned_at=row.earned_at,
        swept_at=row.swept_at,
        credit_bytes=row.credit_bytes,
        after={kind: UUID(key) for kind, key in row.after.items()},
        waiting=Waiting(row.waiting_objects, row.waiting_bytes, row.waiting_oldest),
        counted_at=row.counted_at,
        copied_at=row.copied_at,
    )


def save_copying(session: Session, copying: Copying) -> None:
    """Remember how far the second store is behind."""
    session.merge(
        CopyingRow(
            name=SECOND,
            looked_at=copying.looked_at,
            earned_at=copying.earned_at,
            swept_at=copying.swept_at,
            credit_bytes=copying.credit_bytes,
            after={kind: str(key) for kind, key in copying.after.items()},
            waiting_objects=copying.waiting.objects,
            waiting_bytes=copying.waiting.size_bytes,
            waiting_oldest=copying.waiting.oldest,
            counted_at=copying.counted_at,
            copied_at=copying.copied_at,
        )
    )


def find_copy(session: Session, *, kind: str, row_id: UUID) -> SecondCopy | None:
    """Return where the second store keeps what a row names."""
    row = session.get(SecondCopyRow, (kind, row_id))
    return None if row is None else _copy(row)


def keep_copy(
    session: Session, *, kind: str, row_id: UUID, locator: str, size_bytes: int, sha256: bytes, at: datetime
) -> str | None:
    """Remember a copy, and return the locator of the one that it replaces."""
    known = session.get(SecondCopyRow, (kind, row_id))
    replaced = known.locator if known else None
    session.merge(
        SecondCopyRow(
            kind=kind,
            row_id=row_id,
            locator=locator,
            size_bytes=size_bytes,
            sha256=sha256,
            copied_at=at,
            tried_at=None,
        )
    )
    return replaced


def note_tried(session: Session, *, kind: str, row_id: UUID, at: datetime) -> None:
    """Remember that the first store's object could not be repaired."""
    row = session.get(SecondCopyRow, (kind, row_id))
    if row is not None:
        row.tried_at = at


def forget_copy(session: Session, *, kind: str, row_id: UUID) -> str | None:
    """Drop what is known of a copy, and return its locator."""
    row = session.get(SecondCopyRow, (kind, row_id))
    if row is None:
        return None
    session.delete(row)
    session.flush()
    return row.locator


def _copy(row: SecondCopyRow) -> SecondCopy:
    return SecondCopy(row.kind, row.row_id, row.locator, row.size_bytes, row.sha256, row.tried_at)
