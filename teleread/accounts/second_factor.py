"""What a person shows beside the login when they sign: the password again, or a one-time code.

A page left open on a desk is logged in as somebody who is not there; it must
not be able to sign in their name.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from teleread.errors import Forbidden

CONFIRMED_FOR: Final = timedelta(minutes=1)
"""How long what was shown counts: one act, with the reading of its pictures."""


class Method(StrEnum):
    """What was shown."""

    PASSWORD = "password"  # noqa: S105  (a word, no password)
    TOTP = "totp"


class SecondFactorWrong(Forbidden):
    """What was shown is not this person's; nothing was signed."""

    code = "second_factor_wrong"
    zh, en = "密码或动态口令不正确，尚未签名", "The password or one-time code is not right; nothing was signed"


class SecondFactorMissing(Forbidden):
    """Somebody signs without having shown their own second factor just now."""

    code = "second_factor_missing"
    zh, en = "签名前须验证本人密码或动态口令", "To sign, show your own password or one-time code"


class CodesNotSetUp(Forbidden):
    """The person has no device that makes codes."""

    code = "codes_not_set_up"
    zh, en = "您尚未启用动态口令，请使用密码签名", "You have not set up one-time codes; sign with your password"


@dataclass(frozen=True, slots=True)
class PasswordAgain:
    """The login's password, typed once more."""

    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OneTimeCode:
    """The digits that the person's device shows now."""

    digits: str = field(repr=False)


SecondFactor = PasswordAgain | OneTimeCode


@dataclass(frozen=True, slots=True)
class Confirmed:
    """That a person showed their second factor; only `check_second_factor` makes one."""

    account_id: UUID
    method: Method
    at: datetime


def require_confirmed(confirmed: Confirmed, account_id: UUID, *, at: datetime) -> None:
    """Refuse a signature by anybody but who showed their second factor just now; raises SecondFactorMissing."""
    if confirmed.account_id != account_id or not timedelta(0) <= at - confirmed.at <= CONFIRMED_FOR:
        raise SecondFactorMissing
