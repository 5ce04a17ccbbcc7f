"""The table and named queries of the devices that make one-time codes."""

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, delete, update
from sqlalchemy.orm import Mapped, mapped_column

from teleread.accounts.one_time_code import Codes
from teleread.database import Base, Session


class OneTimeCodesRow(Base):
    """A person's device. The secret is sealed by a key that is not in the database, and never told again."""

    __tablename__ = "one_time_codes"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    sealed_secret: Mapped[bytes]
    begun_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(BigInteger)


def load_codes(session: Session, account_id: UUID) -> Codes | None:
    """Return what is known of a person's device, whether or not a first code confirmed it."""
    row = session.get(OneTimeCodesRow, account_id)
    return None if row is None else Codes(**{field.name: getattr(row, field.name) for field in fields(Codes)})


def has_codes(session: Session, account_id: UUID) -> bool:
    """Say whether a person may show a code instead of the password."""
    codes = load_codes(session, account_id)
    return codes is not None and codes.confirmed_at is not None


def save_codes(session: Session, codes: Codes) -> None:
    """Keep a device in place of one that was never confirmed."""
    session.merge(OneTimeCodesRow(**{field.name: getattr(codes, field.name) for field in fields(Codes)}))


def use_step(session: Session, codes: Codes, step: int) -> bool:
    """Remember that a code was used; False if it or a later one was used meanwhile."""
    mine = (OneTimeCodesRow.account_id == codes.account_id) & (OneTimeCodesRow.sealed_secret == codes.sealed_secret)
    statement = update(OneTimeCodesRow).where(mine, OneTimeCodesRow.last_step < step).values(last_step=step)
    return session.scalars(statement.returning(OneTimeCodesRow.account_id)).one_or_none() is not None


def delete_codes(session: Session, account_id: UUID) -> bool:
    """Forget a person's device; False if there was none."""
    statement = delete(OneTimeCodesRow).where(OneTimeCodesRow.account_id == account_id)
    return session.scalars(statement.returning(OneTimeCodesRow.account_id)).one_or_none() is not None
