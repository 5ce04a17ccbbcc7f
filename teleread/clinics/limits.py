"""How much the devices of a Site may ask of the gateway: a token bucket for each measure.

A bucket is full at first and fills again in its period. Taking more than is in
it leaves a debt: what was taken counts, and time pays it back. So an Instance
that is larger than a whole bucket still comes through, once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from teleread.clinics.clinic import Site
from teleread.errors import Invalid, TooMany

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

LONGEST_WAIT = timedelta(seconds=10)
"""How long an answer is held back at most: a device that waits longer takes us for dead."""

MOST_DEBT_PERIODS = 100
"""No debt takes longer to pay back, however absurd a limit is beside one Instance."""


class Limit(StrEnum):
    """What a Site can have too much of."""

    ASSOCIATIONS = "associations"
    INSTANCES_PER_MINUTE = "instances_per_minute"
    BYTES_PER_HOUR = "bytes_per_hour"
    BYTES_PER_DAY = "bytes_per_day"


class VolumeSpent(TooMany):
    """The Site has sent as much as it may for now."""

    code = "volume_spent"
    zh, en = "该院区的接收容量已用完，请稍后再发送", "The volume limit of the Site is reached; send later"

    def __init__(self, limit: Limit, *, retry_after_s: int) -> None:
        self.limit, self.retry_after_s = limit, retry_after_s
        super().__init__(retry_after_s=retry_after_s)


class LimitRefused(Invalid):
    """A limit that would let nothing through, or that no counter holds."""

    code = "limit_refused"
    zh, en = "限额须为不小于 1 的整数，或留空使用默认值", "A limit is a whole number of 1 or more, or left out"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the devices of a Site may ask, all of them together."""

    associations: int
    instances_per_minute: int
    bytes_per_hour: int
    bytes_per_day: int


HOUSE_LIMITS = Limits(
    associations=600,
    instances_per_minute=120_000,
    bytes_per_hour=1_000_000_000_000,
    bytes_per_day=10_000_000_000_000,
)
"""Beyond what any device sends in earnest, and short of what one could do by running wild."""

LARGEST_LIMIT = 2**62


def limits_of(site: Site) -> Limits:
    """Return a Site's own limits, and the house's where it has none."""
    return Limits(
        associations=_own(site.most_associations, HOUSE_LIMITS.associations),
        instances_per_minute=_own(site.most_instances_per_minute, HOUSE_LIMITS.instances_per_minute),
        bytes_per_hour=_own(site.most_bytes_per_hour, HOUSE_LIMITS.bytes_per_hour),
        bytes_per_day=_own(site.most_bytes_per_day, HOUSE_LIMITS.bytes_per_day),
    )


def check_limit(limit: int | None, *, largest: int = LARGEST_LIMIT) -> int | None:
    """Return a limit that can be kept; raises LimitRefused."""
    if limit is not None and not 1 <= limit <= largest:
        raise LimitRefused
    return limit


@dataclass(frozen=True, slots=True)
class Rate:
    """So much in a period."""

    amount: int
    period: timedelta


@dataclass(frozen=True, slots=True)
class Bucket:
    """What was left at a moment; a debt where it is below nothing."""

    left: float
    at: datetime


def full(rate: Rate, *, at: datetime) -> Bucket:
    """Return a bucket from which nothing was taken."""
    return Bucket(float(rate.amount), at)


def filled(bucket: Bucket, rate: Rate, *, at: datetime) -> Bucket:
    """Return what is left at a later moment; a clock that was put back pays nothing and takes nothing."""
    passed = max(at - bucket.at, timedelta(0))
    return Bucket(min(bucket.left + rate.amount * (passed / rate.period), float(rate.amount)), at)


def taken(bucket: Bucket, rate: Rate, *, amount: int, at: datetime) -> Bucket:
    """Return what is left after taking an amount, more than there was if need be."""
    left = filled(bucket, rate, at=at).left - amount
    return Bucket(max(left, -float(MOST_DEBT_PERIODS * rate.amount)), at)


def time_until(bucket: Bucket, rate: Rate, *, at: datetime) -> timedelta:
    """Return how long until something is left again; nothing if something is."""
    debt = -filled(bucket, rate, at=at).left
    return rate.period * (debt / rate.amount) if debt > 0 else timedelta(0)


def _own(limit: int | None, house: int) -> int:
    return house if limit is None else limit
