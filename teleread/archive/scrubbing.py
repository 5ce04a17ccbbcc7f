"""Re-reading the whole archive again and again, at a pace that nobody notices."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

WHOLE_PASS = timedelta(days=30)
"""In this time every byte is read once."""
MOST_TIMES = 4
"""So many times the even pace at most, for a pass that is behind: clinics come first."""
ROUND_EVERY = timedelta(minutes=1)
LONGEST_COUNTED = timedelta(hours=1)
"""Of a longer stop no more is made up for at once: a worker that starts again must not read for days."""
COUNTED_FOR = timedelta(days=1)


class Fault(StrEnum):
    """What is wrong with an object that a row refers to."""

    MISSING = "missing"
    DIFFERS = "differs"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a pass has come.

    Parameters
    ----------
    kind, after
        Kind and primary key of the row that was looked at last; None before the first.
    total_bytes, counted_at
        What there is to read, and when that was counted.
    credit_bytes
        What may be read now; below zero after an object that was larger.
    read_bytes
        What was read in this pass.
    previous_began_at
        When the pass before began; None in the first.
    """

    kind: str | None
    after: UUID | None
    began_at: datetime
    worked_at: datetime
    total_bytes: int
    counted_at: datetime | None
    credit_bytes: int
    read_bytes: int = 0
    previous_began_at: datetime | None = None


def begin(at: datetime) -> Progress:
    """Return the state before anything was looked at."""
    return Progress(None, None, at, at, 0, None, 0)


def begin_again(progress: Progress, *, at: datetime) -> Progress:
    """Return to the first row: a pass is over."""
    return replace(progress, kind=None, after=None, began_at=at, read_bytes=0, previous_began_at=progress.began_at)


def is_due(progress: Progress, at: datetime) -> bool:
    """Say whether another round may begin. A clock that was set back does not stop the rounds for long."""
    return abs(at - progress.worked_at) >= ROUND_EVERY


def needs_counting(progress: Progress, at: datetime) -> bool:
    """Say whether the archive may have grown much since it was counted."""
    return progress.counted_at is None or abs(at - progress.counted_at) >= COUNTED_FOR


def earn(progress: Progress, at: datetime) -> Progress:
    """Add what may be read for the time since the last round, so that the pass ends `WHOLE_PASS` after it began.

    What is left is spread over the time that is left: an archive that grows and
    a worker that stood still raise the pace, up to `MOST_TIMES`.
    """
    elapsed = min(max(at - progress.worked_at, timedelta(0)), LONGEST_COUNTED)
    time_left = progress.began_at + WHOLE_PASS - (at - elapsed)
    bytes_left = progress.total_bytes - progress.read_bytes - progress.credit_bytes
    most = MOST_TIMES * progress.total_bytes * (elapsed / WHOLE_PASS)
    even = bytes_left * (elapsed / time_left) if time_left >= max(elapsed, ROUND_EVERY) else most
    earned = max(1, int(min(even, most)))
    return replace(progress, worked_at=at, credit_bytes=progress.credit_bytes + earned)


def spend(progress: Progress, size_bytes: int, *, kind: str, row_id: UUID) -> Progress:
    """Go past an object; an empty one costs a byte too."""
    return replace(
        progress,
        kind=kind,
        after=row_id,
        credit_bytes=progress.credit_bytes - max(1, size_bytes),
        read_bytes=progress.read_bytes + size_bytes,
    )


def share_read(progress: Progress) -> float:
    """Return how much of this pass is done, from 0 to 1."""
    if progress.total_bytes == 0:
        return 1.0 if progress.previous_began_at else 0.0
    return min(1.0, progress.read_bytes / progress.total_bytes)


def unread_since(progress: Progress) -> datetime | None:
    """Return when, about, the object was last read that was not read for the longest time.

    It is the one that is next, and it was as far into the pass before. None in
    the first pass: what is ahead was not read since it was received.
    """
    if progress.previous_began_at is None:
        return None
    return progress.previous_began_at + share_read(progress) * (progress.began_at - progress.previous_began_at)


def is_behind(progress: Progress, at: datetime) -> bool:
    """Say whether something was not read for longer than `WHOLE_PASS`, a day more or less."""
    return at - (unread_since(progress) or progress.began_at) > WHOLE_PASS + COUNTED_FOR
