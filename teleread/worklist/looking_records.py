"""Which pictures a person has seen as a preview only."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, Session


class PreviewedRow(Base):
    """The frames of an Instance that a person still has to see in diagnostic quality; no row where there are none."""

    __tablename__ = "previewed"

    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    instance_id: Mapped[UUID] = mapped_column(primary_key=True)
    frames: Mapped[list[int]] = mapped_column(JSON)


def load_previewed(session: Session, *, reading_id: UUID, account_id: UUID) -> dict[UUID, frozenset[int]]:
    """Return what a person owes a look to, by Instance."""
    mine = select(PreviewedRow).where(PreviewedRow.reading_id == reading_id, PreviewedRow.account_id == account_id)
    return {row.instance_id: frozenset(row.frames) for row in session.scalars(mine)}


def save_previewed(
    session: Session, owed: Mapping[UUID, frozenset[int]], *, reading_id: UUID, account_id: UUID
) -> None:
    """Put down what a person owes a look to of these Instances; of the others it stays as it is."""
    session.execute(
        delete(PreviewedRow).where(
            PreviewedRow.reading_id == reading_id,
            PreviewedRow.account_id == account_id,
            PreviewedRow.instance_id.in_(list(owed)),
        )
    )
    session.add_all(
        PreviewedRow(reading_id=reading_id, account_id=account_id, instance_id=instance_id, frames=sorted(frames))
        for instance_id, frames in owed.items()
        if frames
    )
