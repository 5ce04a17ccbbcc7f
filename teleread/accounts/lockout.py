"""When a login is refused unheard, because too many went wrong before it.

Three brakes, each ending by itself. One address that guesses one name waits
1, 2, 4, 8, then 15 minutes. A name that is guessed from everywhere, and an
address that guesses everyone, wait too, but not where the person has logged in
before: a stranger cannot lock a hospital out of its own workplaces.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from teleread.errors import TooMany

WINDOW = timedelta(hours=1)
"""How long a failure counts."""

FREE_TRIES = 5
TRIES_FROM_EVERYWHERE = 50
TRIES_OF_ONE_ADDRESS = 40
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
ADDRESS_IS_KNOWN_FOR = timedelta(days=30)


class LoginLocked(TooMany):
    """Too many logins went wrong; another may be tried after `retry_after_s` seconds."""

    code = "login_locked"
    zh = "登录失败次数过多，请在 {retry_after_s} 秒后重试"
    en = "Too many logins went wrong; try again in {retry_after_s} seconds"


@dataclass(frozen=True, slots=True)
class Failure:
    """One login that went wrong."""

    address: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is known when somebody tries to log in.

    Parameters
    ----------
    of_name
        Failures with the same name inside the window.
    of_address
        Failures from the same address with any name inside the window.
    is_known_address
        Whether the person has logged in from this address before.
    """

    address: str
    of_name: Sequence[Failure]
    of_address: Sequence[Failure]
    is_known_address: bool


def locked_until(attempt: Attempt, *, at: datetime) -> datetime | None:
    """Return until when the attempt is refused unheard, or None."""
    own = [failure for failure in attempt.of_name if failure.address == attempt.address]
    ends = [_end_of_wait(own, free=FREE_TRIES)]
    if not attempt.is_known_address:
        ends.append(_end_of_wait(attempt.of_name, free=TRIES_FROM_EVERYWHERE))
        ends.append(_end_of_wait(attempt.of_address, free=TRIES_OF_ONE_ADDRESS))
    return max((end for end in ends if end is not None and end > at), default=None)


def check_attempt(attempt: Attempt, *, at: datetime) -> None:
    """Refuse an attempt that must wait; raises LoginLocked."""
    until = locked_until(attempt, at=at)
    if until is not None:
        raise LoginLocked(retry_after_s=max(1, round((until - at).total_seconds())))


def network_of(host: str | None) -> str:
    """Return what counts as one address: an IPv4 address, or the /64 that one line has in IPv6."""
    try:
        address = ipaddress.ip_address((host or "").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


def _end_of_wait(failures: Sequence[Failure], *, free: int) -> datetime | None:
    if len(failures) < free:
        return None
    doublings = min(len(failures) - free, 10)
    last = max(failure.at for failure in failures)
    return last + min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
