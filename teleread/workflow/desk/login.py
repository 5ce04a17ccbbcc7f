"""A person comes and goes: log in, still here, log out, a new password."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account, normal_name
from teleread.accounts.lockout import Attempt, Failure, check_attempt, locked_until, network_of
from teleread.accounts.login_records import (
    Secret,
    end_login_session,
    end_login_sessions_of,
    forget_failures,
    forget_old_logins,
    insert_login_failure,
    insert_login_session,
    load_attempt,
    load_secret,
    load_secret_of,
    set_password_hash,
    touch_login_session,
)
from teleread.accounts.password import check_strength, hash_password, is_right
from teleread.accounts.proof import (
    SESSION_LIFETIME,
    LoginSession,
    OldPasswordWrong,
    WrongPassword,
    digest_of,
    new_token,
)
from teleread.audit.records import record
from teleread.database import Database, Session, snapshot, transaction


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A login that has begun; the token is told once, to the browser that asked."""

    token: str
    account: Account
    login: LoginSession


def log_in(database: Database, *, name: str, password: str, host: str | None, at: datetime) -> LoggedIn:
    """Begin a login, or refuse it and remember that.

    Raises
    ------
    LoginLocked
        If too many went wrong before (429); the password is not looked at.
    WrongPassword
        If nobody has the name, the password is another or the account is closed (401).
    LoginBusy
        If too many passwords are being checked at once (503).
    """
    name, address = normal_name(name), network_of(host)
    with snapshot(database) as session:
        attempt = load_attempt(session, name=name, address=address, at=at)
        secret = load_secret(session, name)
    check_attempt(attempt, at=at)
    is_good = is_right(password, secret.password_hash if secret else None)
    if secret is None or not is_good or not secret.account.is_active:
        remember_failure(database, attempt, name, secret, at=at)
        raise WrongPassword
    return _begin(database, secret, name, address, at=at)


def _begin(database: Database, secret: Secret, name: str, address: str, *, at: datetime) -> LoggedIn:
    token, account = new_token(), secret.account
    login = LoginSession(digest_of(token), account.id, new_token(), at, at + SESSION_LIFETIME)
    with transaction(database) as session:
        if load_secret_of(session, account.id) != secret:
            raise WrongPassword
        forget_failures(session, name=name, address=address)
        forget_old_logins(session, at=at)
        insert_login_session(session, login, address=address)
        _record(session, "login.succeeded", account.id, at=at, by=account, address=address)
    return LoggedIn(token, account, login)


def remember_failure(
    database: Database,
    attempt: Attempt,
    name: str,
    secret: Secret | None,
    *,
    at: datetime,
    action: str = "login.refused",
) -> None:
    """Count a wrong try against its name and its address, and say so in the audit."""
    failure = Failure(attempt.address, at)
    after = Attempt(
        attempt.address, [*attempt.of_name, failure], [*attempt.of_address, failure], attempt.is_known_address
    )
    subject = secret.account.id if secret else None
    with transaction(database) as session:
        insert_login_failure(session, name=name, address=attempt.address, at=at)
        _record(session, action, subject, at=at, by=None, address=attempt.address)
        if locked_until(after, at=at) is not None:
            _record(session, "login.locked", subject, at=at, by=None, address=attempt.address)


def touch(database: Database, token_sha256: bytes, *, at: datetime) -> None:
    """Remember that a login was used, so that it does not end as idle."""
    with transaction(database) as session:
        touch_login_session(session, token_sha256, at=at)


def log_out(database: Database, login: LoginSession, *, account: Account, at: datetime) -> None:
    """End one login."""
    with transaction(database) as session:
        end_login_session(session, login.token_sha256, at=at)
        _record(session, "login.ended", account.id, at=at, by=account)


def change_password(database: Database, *, old: str, new: str, account: Account, host: str | None, at: datetime) -> int:
    """Give oneself another password and end every login; return how many ended.

    Raises
    ------
    LoginLocked
        As at a login: a page left open is not a way to guess the old password (429).
    OldPasswordWrong
        If the old one is not right (422).
    PasswordTooWeak
        If the new one is too easy to guess.
    """
    address = network_of(host)
    with snapshot(database) as session:
        attempt = load_attempt(session, name=account.name, address=address, at=at)
        secret = load_secret_of(session, account.id)
    check_attempt(attempt, at=at)
    check_strength(new, name=account.name)
    if not is_right(old, secret.password_hash):
        remember_failure(database, attempt, account.name, secret, at=at)
        raise OldPasswordWrong
    password_hash = hash_password(new)
    with transaction(database) as session:
        if load_secret_of(session, account.id) != secret:
            raise OldPasswordWrong
        set_password_hash(session, account.id, password_hash)
        ended = end_login_sessions_of(session, account.id, at=at)
        _record(session, "account.password_changed", account.id, at=at, by=account, logins_ended=ended)
    return ended


def _record(
    session: Session, action: str, subject: UUID | None, *, at: datetime, by: Account | None, **detail: str | int
) -> None:
    record(
        session,
        action,
        at=at,
        account_id=by.id if by else None,
        clinic_id=None,
        subject_kind="account",
        subject_id=subject,
        **detail,
    )
