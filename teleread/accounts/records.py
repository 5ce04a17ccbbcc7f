"""Tables and named queries of people, sessions and tokens."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from teleread.accounts.account import Account, AccountMissing, AccountNameTaken, Role, normal_name
from teleread.database import Base, NamedValue, Session, insert


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
    """A login, kept for a while after its end; the cookie's token itself is stored nowhere."""

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
        Index("ix_login_failure_address", "address", "at"),
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
    return accounts_of(session, [row])[0]


def accounts_of(session: Session, rows: Sequence[AccountRow]) -> list[Account]:
    """Return the people that rows and their roles describe, in the same order."""
    statement = select(AccountRoleRow.account_id, AccountRoleRow.role)
    roles: dict[UUID, set[Role]] = {row.id: set() for row in rows}
    for account_id, role in session.execute(statement.where(AccountRoleRow.account_id.in_(roles))):
        roles[account_id].add(role)
    return [
        Account(
            id=row.id,
            name=row.name,
            display_name=row.display_name,
            roles=frozenset(roles[row.id]),
            clinic_id=row.clinic_id,
            department_id=row.department_id,
            is_active=row.is_active,
        )
        for row in rows
    ]


def find_account(session: Session, reference: UUID | str) -> Account:
    """Return a person by key or by login name; raises AccountMissing."""
    if isinstance(reference, UUID):
        return load_account(session, reference)
    row = session.scalars(select(AccountRow).where(AccountRow.name == normal_name(reference))).one_or_none()
    if row is None:
        raise AccountMissing
    return account_of(session, row)


def load_active_admins(session: Session) -> list[UUID]:
    """Return the keys of everybody who can look after accounts."""
    statement = select(AccountRow.id).join(AccountRoleRow, AccountRoleRow.account_id == AccountRow.id)
    return list(session.scalars(statement.where(AccountRow.is_active, AccountRoleRow.role == Role.ADMIN)))


def insert_account(session: Session, account: Account, *, password_hash: str, at: datetime) -> None:
    """Keep a new person; raises AccountNameTaken."""
    row = AccountRow(
        id=account.id,
        name=account.name,
        display_name=account.display_name,
        password_hash=password_hash,
        clinic_id=account.clinic_id,
        department_id=account.department_id,
        is_active=account.is_active,
        created_at=at,
    )
    insert(session, row, taken=AccountNameTaken)
    _set_roles(session, account)


def save_account(session: Session, account: Account) -> None:
    """Keep what has changed about a person."""
    row = session.get_one(AccountRow, account.id)
    row.display_name = account.display_name
    row.clinic_id = account.clinic_id
    row.department_id = account.department_id
    row.is_active = account.is_active
    _set_roles(session, account)


def _set_roles(session: Session, account: Account) -> None:
    session.flush()
    session.execute(delete(AccountRoleRow).where(AccountRoleRow.account_id == account.id))
    session.add_all(AccountRoleRow(account_id=account.id, role=role) for role in sorted(account.roles))
    session.flush()
