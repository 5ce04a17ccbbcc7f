"""How a Reading does against its term, and whose business it becomes."""

from datetime import datetime
from enum import StrEnum

from teleread.worklist.reading import OFFERED, WAITING, Reading


class Standing(StrEnum):
    """How a Reading does against its term."""

    ON_TIME = "on_time"
    AT_RISK = "at_risk"
    LATE = "late"
    DONE = "done"


COORDINATOR_SHARE = 0.5
"""Unclaimed at this share of the term, a Reading is the coordinator's business."""

ESCALATION_SHARE = 0.8
"""Unsigned at this share of the term, a Reading is the on-call's and the admin's business."""


def elapsed_share(reading: Reading, at: datetime) -> float:
    """Return how much of the term is used up; 1.0 is due, and a pause stands still."""
    seen_at = reading.paused_at if reading.paused_at is not None else at
    remaining = (reading.due_at - seen_at).total_seconds()
    return 1.0 - remaining / max(reading.term_seconds, 1)


def standing(reading: Reading, at: datetime) -> Standing:
    """Say how the Reading does against its term.

    AT_RISK is unclaimed at half of the term, or unsigned at four fifths.
    """
    if reading.is_final:
        return Standing.DONE
    share = elapsed_share(reading, at)
    if share >= 1.0:
        return Standing.LATE
    return Standing.AT_RISK if share >= ESCALATION_SHARE or needs_coordinator(reading, at) else Standing.ON_TIME


def needs_coordinator(reading: Reading, at: datetime) -> bool:
    """Say whether half of the term went by and nobody has started."""
    return reading.state in WAITING | OFFERED and elapsed_share(reading, at) >= COORDINATOR_SHARE


def needs_escalation(reading: Reading, at: datetime) -> bool:
    """Say whether four fifths of the term went by without a signature."""
    return not reading.is_final and elapsed_share(reading, at) >= ESCALATION_SHARE
