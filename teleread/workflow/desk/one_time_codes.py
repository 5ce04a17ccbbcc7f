"""A person sets up a device that makes one-time codes, and does away with it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from teleread.accounts.account import Account
from teleread.accounts.code_records import delete_codes, load_codes, save_codes
from teleread.accounts.lockout import check_attempt, network_of
from teleread.accounts.login_records import load_attempt, load_secret_of
from teleread.accounts.one_time_code import (
    Codes,
    CodesNotBegun,
    CodesSetUpAlready,
    CodeUsed,
    FirstCodeWrong,
    address_of,
    check_code,
    new_secret,
)
from teleread.accounts.password import is_right
from teleread.accounts.proof import OldPasswordWrong
from teleread.accounts.second_factor import CodesNotSetUp, SecondFactorWrong
from teleread.audit.records import record
from teleread.database import Database, Session, snapshot, transaction
from teleread.forwarding.credentials import seal, unseal
from teleread.workflow.desk.login import remember_failure


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the device is told, once: the secret to type, or the address to scan."""

    secret: str = field(repr=False)
    address: str = field(repr=False)


def begin_codes(
    database: Database, *, account: Account, password: str, keys_dir: Path, host: str | None, at: datetime
) -> Enrolment:
    """Make a secret for the person's device; it counts once a first code confirms it.

    The password is asked for: whoever finds a page open may not add a device
    of their own and sign with it.

    Raises
    ------
    LoginLocked, OldPasswordWrong
        If the password is not right, or too many were not before.
    CodesSetUpAlready
        If a device is in use.
    """
    _require_password(database, account, password, host=host, at=at)
    secret = new_secret()
    begun = Codes(account.id, seal(keys_dir, secret), at)
    with transaction(database) as session:
        kept = load_codes(session, account.id)
        if kept is not None and kept.confirmed_at is not None:
            raise CodesSetUpAlready
        save_codes(session, begun)
        _record(session, "codes.begun", account, at)
    return Enrolment(secret, address_of(secret, name=account.name))


def confirm_codes(database: Database, *, account: Account, digits: str, keys_dir: Path, at: datetime) -> None:
    """Take the device into use after its first code; that code is used up.

    Raises
    ------
    CodesNotBegun, CodesSetUpAlready
        If no secret waits for a first code.
    FirstCodeWrong
        If the device does not make the right codes; the secret goes on waiting.
    """
    with transaction(database) as session:
        codes = load_codes(session, account.id)
        if codes is None:
            raise CodesNotBegun
        if codes.confirmed_at is not None:
            raise CodesSetUpAlready
        try:
            step = check_code(unseal(keys_dir, codes.sealed_secret), digits, last_step=codes.last_step, at=at)
        except (SecondFactorWrong, CodeUsed) as error:
            raise FirstCodeWrong from error
        save_codes(session, replace(codes, confirmed_at=at, last_step=step))
        _record(session, "codes.set_up", account, at)


def remove_codes(database: Database, *, account: Account, password: str, host: str | None, at: datetime) -> None:
    """Do away with the device; from then on the password is shown.

    Raises
    ------
    LoginLocked, OldPasswordWrong
        If the password is not right, or too many were not before.
    CodesNotSetUp
        If there is none.
    """
    _require_password(database, account, password, host=host, at=at)
    with transaction(database) as session:
        if not delete_codes(session, account.id):
            raise CodesNotSetUp
        _record(session, "codes.removed", account, at)


def _require_password(database: Database, account: Account, password: str, *, host: str | None, at: datetime) -> None:
    with snapshot(database) as session:
        attempt = load_attempt(session, name=account.name, address=network_of(host), at=at)
        secret = load_secret_of(session, account.id)
    check_attempt(attempt, at=at)
    if not is_right(password, secret.password_hash):
        remember_failure(database, attempt, account.name, secret, at=at, action="second_factor.refused")
        raise OldPasswordWrong


def _record(session: Session, action: str, account: Account, at: datetime) -> None:
    record(
        session,
        action,
        at=at,
        account_id=account.id,
        clinic_id=None,
        subject_kind="account",
        subject_id=account.id,
    )
