"""Named queries of logins, failed logins and bearer tokens."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Update, delete, func, select, update

from teleread.accounts.account import Account, AccountMissing
from teleread.accounts.lockout import ADDRESS_IS_KNOWN_FOR, WINDOW, Attempt, Failure
from teleread.accounts.proof import ApiToken, LoginSession, TokenMissing
from teleread.accounts.records import AccountRow, ApiTokenRow, LoginFailureRow, LoginSessionRow, account_of
from teleread.database import Session
from teleread.identifiers import new_id

FAILURES_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Secret:
    """A person and the hash of their password."""

    account: Account
    password_hash: str


def load_secret(session: Session, name: str) -> Secret | None:
    """Return the person with a normal login name, with the hash of their password."""
    row = session.scalars(select(AccountRow).where(AccountRow.name == name)).one_or_none()
    return None if row is None else Secret(account_of(session, row), row.password_hash)


def load_secret_of(session: Session, account_id: UUID) -> Secret:
    """Return a person with the hash of their password; raises AccountMissing."""
    row = session.get(AccountRow, account_id)
    if row is None:
        raise AccountMissing
    return Secret(account_of(session, row), row.password_hash)


def set_password_hash(session: Session, account_id: UUID, password_hash: str) -> None:
    """Replace a person's password."""
    session.execute(update(AccountRow).where(AccountRow.id == account_id).values(password_hash=password_hash))


def load_attempt(session: Session, *, name: str, address: str, at: datetime) -> Attempt:
    """Return what went wrong before with a name and from an address."""
    recent = (
        select(LoginFailureRow.address, LoginFailureRow.at)
        .where(LoginFailureRow.at > at - WINDOW)
        .order_by(LoginFailureRow.at.desc())
        .limit(FAILURES_LOOKED_AT)
    )
    of_name = session.execute(recent.where(LoginFailureRow.name_sha256 == _digest_of_name(name)))
    of_address = session.execute(recent.where(LoginFailureRow.address == address))
    known = (
        select(func.count())
        .select_from(LoginSessionRow)
        .join(AccountRow, AccountRow.id == LoginSessionRow.account_id)
        .where(AccountRow.name == name, LoginSessionRow.address == address)
        .where(LoginSessionRow.created_at > at - ADDRESS_IS_KNOWN_FOR)
    )
    return Attempt(
        address,
        [Failure(*row) for row in of_name],
        [Failure(*row) for row in of_address],
        bool(session.scalar(known)),
    )


def insert_login_failure(session: Session, *, name: str, address: str, at: datetime) -> None:
    """Remember a refused login and forget those that no longer count."""
    session.execute(delete(LoginFailureRow).where(LoginFailureRow.at < at - 2 * WINDOW))
    session.add(LoginFailureRow(id=new_id(), name_sha256=_digest_of_name(name), address=address, at=at))


def forget_failures(session: Session, *, name: str, address: str) -> None:
    """Forget what went wrong before a login from the same place came right."""
    mine = (LoginFailureRow.name_sha256 == _digest_of_name(name)) & (LoginFailureRow.address == address)
    session.execute(delete(LoginFailureRow).where(mine))


def insert_login_session(session: Session, login: LoginSession, *, address: str) -> None:
    """Keep a login that begins."""
    session.add(
        LoginSessionRow(
            token_sha256=login.token_sha256,
            account_id=login.account_id,
            csrf_token=login.csrf_token,
            address=address,
            created_at=login.last_seen_at,
            last_seen_at=login.last_seen_at,
            expires_at=login.expires_at,
        )
    )


def forget_old_logins(session: Session, *, at: datetime) -> None:
    """Delete ended logins once their addresses no longer count as known."""
    session.execute(delete(LoginSessionRow).where(LoginSessionRow.created_at < at - ADDRESS_IS_KNOWN_FOR))


def end_login_session(session: Session, token_sha256: bytes, *, at: datetime) -> None:
    """Let a login end now."""
    session.execute(_ending(at=at).where(LoginSessionRow.token_sha256 == token_sha256))


def end_login_sessions_of(session: Session, account_id: UUID, *, at: datetime) -> int:
    """Let every login of a person end now; return how many were still good."""
    ending = _ending(at=at).where(LoginSessionRow.account_id == account_id)
    return len(session.scalars(ending.returning(LoginSessionRow.token_sha256)).all())


def _ending(*, at: datetime) -> Update:
    return update(LoginSessionRow).where(LoginSessionRow.expires_at > at).values(expires_at=at)


def _digest_of_name(name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()


def load_api_tokens(session: Session) -> list[ApiToken]:
    """Return everybody's bearer tokens, newest first."""
    return [_api_token(row) for row in session.scalars(select(ApiTokenRow).order_by(ApiTokenRow.id.desc()))]


def insert_api_token(session: Session, token: ApiToken, *, token_sha256: bytes) -> None:
    """Keep a new bearer token's digest."""
    row = ApiTokenRow(
        id=token.id,
        token_sha256=token_sha256,
        account_id=token.account_id,
        created_at=token.created_at,
        expires_at=token.expires_at,
        revoked_at=token.revoked_at,
    )
    session.add(row)


def revoke_api_token(session: Session, token_id: UUID, *, at: datetime) -> UUID:
    """Let a bearer token end and return whose it was; raises TokenMissing."""
    row = session.get(ApiTokenRow, token_id)
    if row is None or row.revoked_at is not None:
        raise TokenMissing
    row.revoked_at = at
    return row.account_id


def _api_token(row: ApiTokenRow) -> ApiToken:
    return ApiToken(row.id, row.account_id, row.created_at, row.expires_at, row.revoked_at)


def touch_login_session(session: Session, token_sha256: bytes, *, at: datetime) -> None:
    """Set when a login was last used; never back."""
    statement = update(LoginSessionRow).where(LoginSessionRow.token_sha256 == token_sha256)
    session.execute(statement.where(LoginSessionRow.last_seen_at < at).values(last_seen_at=at))
