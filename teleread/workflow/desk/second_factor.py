"""A person shows beside the login that they are there: the password again, or a one-time code."""

from datetime import datetime
from pathlib import Path

from teleread.accounts.account import Account
from teleread.accounts.code_records import load_codes, use_step
from teleread.accounts.lockout import Attempt, check_attempt, network_of
from teleread.accounts.login_records import Secret, forget_failures, load_attempt, load_secret_of
from teleread.accounts.one_time_code import Codes, CodeUsed, check_code
from teleread.accounts.password import is_right
from teleread.accounts.second_factor import (
    CodesNotSetUp,
    Confirmed,
    Method,
    PasswordAgain,
    SecondFactor,
    SecondFactorWrong,
)
from teleread.database import Database, snapshot, transaction
from teleread.forwarding.credentials import unseal
from teleread.workflow.desk.login import remember_failure


def check_second_factor(
    database: Database,
    account: Account,
    given: SecondFactor,
    *,
    at: datetime,
    keys_dir: Path,
    host: str | None = None,
) -> Confirmed:
    """Return that the person showed what is theirs; every act of signing takes it.

    Wrong tries count as wrong logins do, under the same name and address: a
    page left open is no way to guess a password or a code. The slow comparison
    of a password runs outside any transaction. A code is used up by being
    accepted, whatever becomes of the act that asked for it.

    Parameters
    ----------
    keys_dir
        Where the key lies under which the secrets of devices are kept.

    Raises
    ------
    LoginLocked
        If too many went wrong before (429); what was shown is not looked at.
    SecondFactorWrong, CodeUsed
        If it is not right, or was right once (403).
    CodesNotSetUp
        If a code was shown by somebody who has none (403).
    LoginBusy
        If too many passwords are being checked at once (503).
    """
    address = network_of(host)
    with snapshot(database) as session:
        attempt = load_attempt(session, name=account.name, address=address, at=at)
        secret = load_secret_of(session, account.id)
        codes = load_codes(session, account.id)
    check_attempt(attempt, at=at)
    try:
        if isinstance(given, PasswordAgain):
            method = _by_password(given, secret)
        else:
            method = _by_code(database, given.digits, codes, keys_dir=keys_dir, at=at)
    except SecondFactorWrong:
        remember_failure(database, attempt, account.name, secret, at=at, action="second_factor.refused")
        raise
    _forget_failures(database, attempt, account)
    return Confirmed(account.id, method, at)


def _by_password(given: PasswordAgain, secret: Secret) -> Method:
    if not is_right(given.password, secret.password_hash):
        raise SecondFactorWrong
    return Method.PASSWORD


def _by_code(database: Database, digits: str, codes: Codes | None, *, keys_dir: Path, at: datetime) -> Method:
    if codes is None or codes.confirmed_at is None:
        raise CodesNotSetUp
    step = check_code(unseal(keys_dir, codes.sealed_secret), digits, last_step=codes.last_step, at=at)
    with transaction(database) as session:
        if not use_step(session, codes, step):
            raise CodeUsed
    return Method.TOTP


def _forget_failures(database: Database, attempt: Attempt, account: Account) -> None:
    if any(failure.address == attempt.address for failure in attempt.of_name):
        with transaction(database) as session:
            forget_failures(session, name=account.name, address=attempt.address)
