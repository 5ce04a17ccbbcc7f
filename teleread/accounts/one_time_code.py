"""One-time codes: six digits that a person's device makes of a shared secret and the time.

References
----------
RFC 6238 (TOTP) 5.2: a code is accepted once; one step to either side allows
for the delay of typing and for clocks. RFC 4226 4 R6: 160 bits of secret.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import pyotp

from teleread.accounts.second_factor import SecondFactorWrong
from teleread.errors import Conflict, Forbidden, Invalid

STEP_SECONDS: Final = 30
STEPS_ASIDE: Final = 1
ISSUER: Final = "teleread"


class CodeUsed(Forbidden):
    """The code was accepted before; whoever looked over a shoulder cannot use it again."""

    code = "code_used"
    zh, en = "该动态口令已使用过，请等待下一个口令", "This code was used already; wait for the next one"


class CodesSetUpAlready(Conflict):
    """Another device would silently replace the one in use."""

    code = "codes_set_up_already"
    zh = "动态口令已启用；更换设备请先停用"
    en = "One-time codes are set up already; remove them first to use another device"


class CodesNotBegun(Conflict):
    """There is no secret that a first code could confirm."""

    code = "codes_not_begun"
    zh, en = "请先扫描二维码，再输入动态口令", "Scan the picture first, then type the code"


class FirstCodeWrong(Invalid):
    """The device does not make the codes that it should; nothing was set up."""

    code = "first_code_wrong"
    zh = "动态口令不正确，尚未启用；请核对手机时间后重试"
    en = "The code is not right; nothing was set up. Check the clock of the phone and try again"


@dataclass(frozen=True, slots=True)
class Codes:
    """What the server knows of a person's device: its secret, sealed, and the last step it accepted."""

    account_id: UUID
    sealed_secret: bytes
    begun_at: datetime
    confirmed_at: datetime | None = None
    last_step: int = 0


def new_secret() -> str:
    """Return 160 random bits in base 32."""
    return pyotp.random_base32()


def address_of(secret: str, *, name: str) -> str:
    """Return what the picture for the device says: an `otpauth` address."""
    return pyotp.TOTP(secret, interval=STEP_SECONDS).provisioning_uri(name=name, issuer_name=ISSUER)


def check_code(secret: str, digits: str, *, last_step: int, at: datetime) -> int:
    """Return the step whose code was shown, to be remembered as used.

    Raises
    ------
    SecondFactorWrong
        If it is the code of no step near `at`.
    CodeUsed
        If it is the code of a step that was accepted before, or of an earlier one.
    """
    step = _step_of(secret, digits, at=at)
    if step is None:
        raise SecondFactorWrong
    if step <= last_step:
        raise CodeUsed
    return step


def _step_of(secret: str, digits: str, *, at: datetime) -> int | None:
    maker = pyotp.HOTP(secret)
    now = int(at.timestamp()) // STEP_SECONDS
    found = None
    for step in range(now - STEPS_ASIDE, now + STEPS_ASIDE + 1):
        if hmac.compare_digest(maker.at(step).encode(), digits.encode("utf-8", "surrogatepass")):
            found = step
    return found
