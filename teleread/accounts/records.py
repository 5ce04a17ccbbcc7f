"""Tables and named queries of people, sessions and tokens."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, select, update
from sqlalchemy.orm import Mapped, mapped_column

from teleread.accounts.account import Account, AccountMissing, Role
from teleread.accounts.proof import ApiToken, LoginSession
from teleread.database import Base, NamedValue, Session


class AccountRow(Base):
    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    password_hash: Mapped[str]
    clinic_id: Mapped[UUID | None] = mapped_column(ForeignKey("clinic.id"))
    department_id: Mapped[UUID | None] = mapped_column(ForeignKey("department.id"))
    is_active: Mapped[bool]
    created_at: Mapped[datetime]


class AccountRoleRow(Base):
    __tablename__ = "account_role"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(NamedValue(Role), primary_key=True)


class LoginSessionRow(Base):
    """A login that is still good; the cookie's token itself is stored nowhere."""

    __tablename__ = "login_session"

    token_sha256: Mapped[bytes] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    csrf_token: Mapped[str]
    address: Mapped[str]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class LoginFailureRow(Base):
    """A refused login. The name as typed may be a password, so only its digest is kept."""

    __tablename__ = "login_failure"
    __table_args__ = (
        Index("ix_login_failure_name", "name_sha256", "at"),
        Index("ix_login_failure_at", "at", "address"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name_sha256: Mapped[bytes]
    address: Mapped[str]
    at: Mapped[datetime]


class ApiTokenRow(Base):
    """A bearer token of a program; the token itself is stored nowhere."""

    __tablename__ = "api_token"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_sha256: Mapped[bytes] = mapped_column(unique=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


def load_account(session: Session, account_id: UUID) -> Account:
    """Return a person; raises AccountMissing."""
    row = session.get(AccountRow, account_id)
    if row is None:
        raise AccountMissing
    return account_of(session, row)


def account_of(session: Session, row: AccountRow) -> Account:
    """Return the person that a row and its roles describe."""
    roles = session.scalars(select(AccountRoleRow.role).where(AccountRoleRow.account_id == row.id))
    return Account(
        id=row.id,
        name=row.name,
        display_name=row.display_name,
        roles=frozenset(roles),
        clinic_id=row.clinic_id,
        department_id=row.department_id,
        is_active=row.is_active,
    )


def load_login_session(session: Session, token_sha256: bytes) -> LoginSession | None:
    """Return the login whose token has the digest, whether or not it is still good."""
    row = session.get(LoginSessionRow, token_sha256)
    if row is None:
        return None
    return LoginSession(
        token_sha256=row.token_sha256,
        account_id=row.account_id,
        csrf_token=row.csrf_token,
        last_seen_at=row.last_seen_at,
        expires_at=row.expires_at,
    )


def load_api_token(session: Session, token_sha256: bytes) -> ApiToken | None:
    """Return the bearer token that has the digest, whether or not it is still good."""
    row = session.scalars(select(ApiTokenRow).where(ApiTokenRow.token_sha256 == token_sha256)).one_or_none()
    if row is None:
        return None
    return ApiToken(id=row.id, account_id=row.account_id, expires_at=row.expires_at, revoked_at=row.revoked_at)


def touch_login_session(session: Session, token_sha256: bytes, *, at: datetime) -> None:
    """Set when a login was last used; never back."""
    statement = update(LoginSessionRow).where(LoginSessionRow.token_sha256 == token_sha256)
    session.execute(statement.where(LoginSessionRow.last_seen_at < at).values(last_seen_at=at))
