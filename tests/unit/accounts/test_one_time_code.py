"""One-time codes, by the vectors of RFC 6238 and around their edges."""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from teleread.accounts.one_time_code import STEP_SECONDS, CodeUsed, address_of, check_code, new_secret
from teleread.accounts.second_factor import SecondFactorWrong

SECRET = base64.b32encode(b"12345678901234567890").decode()
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
STEP = timedelta(seconds=STEP_SECONDS)


@pytest.mark.parametrize(
    ("seconds", "digits"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_the_vectors_of_the_rfc_are_accepted(seconds: int, digits: str) -> None:
    """RFC 6238 appendix B, SHA-1, the last six digits."""
    at = datetime.fromtimestamp(seconds, UTC)
    assert check_code(SECRET, digits, last_step=0, at=at) == seconds // STEP_SECONDS


@pytest.mark.parametrize(("late_by", "is_good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_is_good_one_step_to_either_side(late_by: int, *, is_good: bool) -> None:
    digits = pyotp.TOTP(SECRET).at(NOW)
    if is_good:
        check_code(SECRET, digits, last_step=0, at=NOW + late_by * STEP)
    else:
        with pytest.raises(SecondFactorWrong):
            check_code(SECRET, digits, last_step=0, at=NOW + late_by * STEP)


def test_a_code_is_accepted_once_and_none_before_it_after_that() -> None:
    maker = pyotp.TOTP(SECRET)
    step = check_code(SECRET, maker.at(NOW), last_step=0, at=NOW)
    for digits in (maker.at(NOW), maker.at(NOW - STEP)):
        with pytest.raises(CodeUsed):
            check_code(SECRET, digits, last_step=step, at=NOW)
    assert check_code(SECRET, maker.at(NOW + STEP), last_step=step, at=NOW) == step + 1


@pytest.mark.parametrize("typed", ["", "000000", "12345", "1234567", "２８７０８２"])
def test_anything_else_is_wrong(typed: str) -> None:
    with pytest.raises(SecondFactorWrong):
        check_code(SECRET, typed, last_step=0, at=NOW)


def test_the_address_for_the_device_names_us_and_the_person() -> None:
    secret = new_secret()
    address = urlsplit(address_of(secret, name="王芳"))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert parse_qs(address.query)["secret"] == [secret]
    assert parse_qs(address.query)["issuer"] == ["teleread"]
    assert len(base64.b32decode(secret)) == 20
