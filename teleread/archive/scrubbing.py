"""Re-reading the whole archive again and again, at a pace that nobody notices."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

WHOLE_PASS = timedelta(days=30)
"""In this time of a running worker every byte is read once."""
ROUND_EVERY = timedelta(minutes=1)
LONGEST_COUNTED = timedelta(hours=1)
"""Of a longer stop no more is made up for: a worker that starts again must not read for days."""
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
    """

    kind: str | None
    after: UUID | None
    began_at: datetime
    worked_at: datetime
    total_bytes: int
    counted_at: datetime | None
    credit_bytes: int


def begin(at: datetime) -> Progress:
    """Return the state before anything was looked at."""
    return Progress(None, None, at, at, 0, None, 0)


def begin_again(progress: Progress, *, at: datetime) -> Progress:
    """Return to the first row: a pass is over."""
    return replace(progress, kind=None, after=None, began_at=at)


def is_due(progress: Progress, at: datetime) -> bool:
    """Say whether another round may begin. A clock that was set back does not stop the rounds for long."""
    return abs(at - progress.worked_at) >= ROUND_EVERY


def needs_counting(progress: Progress, at: datetime) -> bool:
    """Say whether the archive may have grown much since it was counted."""
    return progress.counted_at is None or abs(at - progress.counted_at) >= COUNTED_FOR


def earn(progress: Progress, at: datetime) -> Progress:
    """Add what may be read for the time since the last round, so that a pass takes `WHOLE_PASS`."""
    elapsed = min(max(at - progress.worked_at, timedelta(0)), LONGEST_COUNTED)
    earned = max(1, int(progress.total_bytes * (elapsed / WHOLE_PASS)))
    return replace(progress, worked_at=at, credit_bytes=progress.credit_bytes + earned)


def spend(progress: Progress, size_bytes: int, *, kind: str, row_id: UUID) -> Progress:
    """Go past an object; an empty one costs a byte too."""
    return replace(progress, kind=kind, after=row_id, credit_bytes=progress.credit_bytes - max(1, size_bytes))
