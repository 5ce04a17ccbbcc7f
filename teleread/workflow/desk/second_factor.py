"""A person shows beside the login that they are there: the password again, or a one-time code."""

from datetime import datetime

from teleread.accounts.account import Account
from teleread.accounts.lockout import check_attempt, network_of
from teleread.accounts.login_records import Secret, forget_failures, load_attempt, load_secret_of
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
from teleread.workflow.desk.login import remember_failure


def check_second_factor(
    database: Database, account: Account, given: SecondFactor, *, at: datetime, host: str | None = None
) -> Confirmed:
    """Return that the person showed what is theirs; every act of signing takes it.

    Wrong tries count as wrong logins do, under the same name and address: a
    page left open is no way to guess a password. The slow comparison of a
    password runs outside any transaction.

    Raises
    ------
    LoginLocked
        If too many went wrong before (429); what was shown is not looked at.
    SecondFactorWrong
        If it is not right (403).
    CodesNotSetUp
        If a code was shown by somebody who has none (403).
    LoginBusy
        If too many passwords are being checked at once (503).
    """
    address = network_of(host)
    with snapshot(database) as session:
        attempt = load_attempt(session, name=account.name, address=address, at=at)
        secret = load_secret_of(session, account.id)
    check_attempt(attempt, at=at)
    if not isinstance(given, PasswordAgain):
        raise CodesNotSetUp
    if not is_right(given.password, secret.password_hash) or not secret.account.is_active:
        remember_failure(database, attempt, account.name, secret, at=at, action="second_factor.refused")
        raise SecondFactorWrong
    if any(failure.address == address for failure in attempt.of_name):
        _forget_failures(database, secret, address)
    return Confirmed(account.id, Method.PASSWORD, at)


def _forget_failures(database: Database, secret: Secret, address: str) -> None:
    with transaction(database) as session:
        forget_failures(session, name=secret.account.name, address=address)
