"""What the Sites have asked of this process so far, held against their limits.

Kept in memory: a process that starts again begins with full buckets, and each
of several gateways counts what comes to it.
"""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from teleread.clinics.limits import (
    DAY,
    HOUR,
    LONGEST_WAIT,
    MINUTE,
    Bucket,
    Limit,
    Limits,
    Rate,
    VolumeSpent,
    full,
    taken,
    time_until,
)

VOLUMES = (Limit.BYTES_PER_HOUR, Limit.BYTES_PER_DAY)


class TooManyAssociations(Exception):
    """The devices of the Site hold as many associations as they may."""


@dataclass(slots=True)
class _Use:
    associations: int
    buckets: dict[Limit, Bucket]


class Allowance:
    """The use that each Site makes of this process; safe to call from any thread."""

    def __init__(self) -> None:
        self._uses: dict[UUID, _Use] = {}
        self._lock = threading.Lock()

    def association_opened(self, site_id: UUID, limits: Limits, *, at: datetime) -> None:
        """Count an association until it is closed.

        Raises
        ------
        TooManyAssociations
            If the Site has as many as it may; this one is not counted.
        """
        with self._lock:
            use = self._use(site_id, limits, at)
            if use.associations >= limits.associations:
                raise TooManyAssociations
            use.associations += 1

    def association_closed(self, site_id: UUID) -> None:
        """Count an association no longer."""
        with self._lock:
            self._uses[site_id].associations -= 1

    def may_receive(self, site_id: UUID, limits: Limits, *, at: datetime) -> None:
        """Ask whether a Site may send another Instance, before its bytes are kept.

        Raises
        ------
        VolumeSpent
            If its volume of the hour or of the day is spent.
        """
        with self._lock:
            use = self._use(site_id, limits, at)
            for limit in VOLUMES:
                rate = _rate(limits, limit)
                bucket = use.buckets[limit]
                wait = time_until(bucket, rate, at=at)
                if wait > timedelta(0):
                    raise VolumeSpent(limit, retry_after_s=int(wait.total_seconds()) + 1)

    def received(self, site_id: UUID, limits: Limits, *, size_bytes: int, at: datetime) -> timedelta:
        """Count an Instance and return how long its answer is to be held back.

        Those that come at once are all counted, so a Site may pass its volume by
        as many Instances as it has associations.
        """
        with self._lock:
            use = self._use(site_id, limits, at)
            for limit, amount in ((Limit.INSTANCES_PER_MINUTE, 1), *((volume, size_bytes) for volume in VOLUMES)):
                use.buckets[limit] = taken(use.buckets[limit], _rate(limits, limit), amount=amount, at=at)
            return self._held_back(use, limits, at)

    def _held_back(self, use: _Use, limits: Limits, at: datetime) -> timedelta:
        """Return the wait that the rate asks for, and forgive the debt beyond the longest one."""
        limit = Limit.INSTANCES_PER_MINUTE
        rate = _rate(limits, limit)
        wait = time_until(use.buckets[limit], rate, at=at)
        if wait <= LONGEST_WAIT:
            return wait
        use.buckets[limit] = Bucket(-rate.amount * (LONGEST_WAIT / rate.period), at)
        return LONGEST_WAIT

    def _use(self, site_id: UUID, limits: Limits, at: datetime) -> _Use:
        if site_id not in self._uses:
            measures = (Limit.INSTANCES_PER_MINUTE, *VOLUMES)
            self._uses[site_id] = _Use(0, {limit: full(_rate(limits, limit), at=at) for limit in measures})
        return self._uses[site_id]


def _rate(limits: Limits, limit: Limit) -> Rate:
    match limit:
        case Limit.INSTANCES_PER_MINUTE:
            return Rate(limits.instances_per_minute, MINUTE)
        case Limit.BYTES_PER_HOUR:
            return Rate(limits.bytes_per_hour, HOUR)
        case Limit.BYTES_PER_DAY:
            return Rate(limits.bytes_per_day, DAY)
        case Limit.ASSOCIATIONS:
            raise ValueError("associations are no rate")
