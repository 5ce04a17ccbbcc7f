"""The second store: every object a second time, at a pace that leaves the first one to the clinics."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

ROUND_EVERY = timedelta(seconds=5)
"""How often an archive that is copied as far as known is looked at for what came since."""
SWEEP_EVERY = timedelta(minutes=10)
"""How often every row is asked whether it is copied, wherever the last round stopped."""
OVERLAP = timedelta(minutes=2)
"""Keys are ordered by time, commits nearly so: a row may become visible so long after a younger one."""
LONGEST_EARNED = timedelta(seconds=5)
"""A stop is not made up for by a burst."""
TRY_AGAIN_AFTER = timedelta(hours=1)
"""When an object that could not be copied or repaired is tried again."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is not in the second store yet; `oldest` is the key of the oldest row of it."""

    objects: int
    size_bytes: int
    oldest: UUID | None

    def __add__(self, other: "Waiting") -> "Waiting":
        """Return both together."""
        oldest = min((each for each in (self.oldest, other.oldest) if each is not None), default=None)
        return Waiting(self.objects + other.objects, self.size_bytes + other.size_bytes, oldest)


NOTHING_WAITS = Waiting(0, 0, None)


@dataclass(frozen=True, slots=True)
class Copying:
    """How far the second store is behind.

    Parameters
    ----------
    looked_at
        When rows were last asked for; `swept_at`, when all of them were.
    credit_bytes
        What may be copied now; below zero after an object that was larger.
    after
        For each kind of row the key before which everything is copied, but for
        what the next sweep finds.
    waiting, counted_at
        What was not copied yet, and when that was counted.
    copied_at
        When an object was last copied.
    """

    looked_at: datetime
    earned_at: datetime
    swept_at: datetime | None
    credit_bytes: int
    after: dict[str, UUID]
    waiting: Waiting
    counted_at: datetime
    copied_at: datetime | None


def begin_copying(at: datetime) -> Copying:
    """Return the state before anything was copied."""
    return Copying(at - ROUND_EVERY, at - LONGEST_EARNED, None, 0, {}, NOTHING_WAITS, at, None)


def is_round_due(copying: Copying, at: datetime) -> bool:
    """Say whether to look for what is not copied: at once while something waits, rarely else."""
    return copying.waiting.objects > 0 or abs(at - copying.looked_at) >= ROUND_EVERY


def is_sweep_due(copying: Copying, at: datetime) -> bool:
    """Say whether every row is to be asked."""
    return copying.swept_at is None or abs(at - copying.swept_at) >= SWEEP_EVERY


def earn_bytes(copying: Copying, *, bytes_per_second: int, at: datetime) -> Copying:
    """Add what may be copied for the time since the last round."""
    elapsed = min(max(at - copying.earned_at, timedelta(0)), LONGEST_EARNED)
    most = int(bytes_per_second * LONGEST_EARNED.total_seconds())
    earned = copying.credit_bytes + int(bytes_per_second * elapsed.total_seconds())
    return replace(copying, earned_at=at, credit_bytes=max(1, min(earned, most)) if earned > 0 else earned)


def spend_bytes(copying: Copying, size_bytes: int) -> Copying:
    """Pay for an object; an empty one costs a byte too."""
    return replace(copying, credit_bytes=copying.credit_bytes - max(1, size_bytes))


def looked_from(copying: Copying, kind: str) -> UUID | None:
    """Return the key behind which rows of a kind are looked at; None for all of them."""
    after = copying.after.get(kind)
    return None if after is None else key_before(after, by=OVERLAP)


def key_before(key: UUID, *, by: timedelta) -> UUID:
    """Return a key that is smaller than those of all rows made so long before.

    References
    ----------
    RFC 9562 5.7 (UUID version 7): the first 48 bits are milliseconds.
    """
    milliseconds = max(0, (key.int >> 80) - int(by / timedelta(milliseconds=1)))
    return UUID(int=milliseconds << 80)


def made_at(key: UUID) -> datetime:
    """Return when the row of a key was made."""
    return datetime.fromtimestamp((key.int >> 80) / 1000, UTC)


def waiting_since(copying: Copying) -> datetime | None:
    """Return since when the oldest object waits for its copy; None if none does."""
    return None if copying.waiting.oldest is None else made_at(copying.waiting.oldest)
