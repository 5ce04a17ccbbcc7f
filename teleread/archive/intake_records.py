"""The table and named queries of what gateways say of themselves."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, mapped_column

from teleread.archive.intake import Intake
from teleread.database import Base, Session


class IntakeRow(Base):
    """A running gateway; what it says is written over what it said."""

    __tablename__ = "intake"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    began_at: Mapped[datetime]
    said_at: Mapped[datetime]
    store_answers: Mapped[bool]
    has_room: Mapped[bool]


def load_intakes(session: Session) -> list[Intake]:
    """Return what every gateway last said."""
    rows = session.scalars(select(IntakeRow).order_by(IntakeRow.began_at, IntakeRow.id))
    return [Intake(row.id, row.began_at, row.said_at, row.store_answers, row.has_room) for row in rows]


def save_intake(session: Session, intake: Intake) -> None:
    """Keep what a gateway says now."""
    session.merge(
        IntakeRow(
            id=intake.id,
            began_at=intake.began_at,
            said_at=intake.said_at,
            store_answers=intake.store_answers,
            has_room=intake.has_room,
        )
    )


def remove_intake(session: Session, intake_id: UUID) -> None:
    """Forget a gateway that has ended."""
    session.execute(delete(IntakeRow).where(IntakeRow.id == intake_id))


def forget_intakes(session: Session, *, silent_since: datetime) -> None:
    """Forget gateways that were not heard for long: they died and were not missed."""
    session.execute(delete(IntakeRow).where(IntakeRow.said_at < silent_since))
