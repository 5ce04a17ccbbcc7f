"""How long each part of the way took: percentiles and shares, never a mean alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from uuid import UUID

from teleread.worklist.reading import Milestone, Part, Reading


class Segment(StrEnum):
    """A part of the way from order to acknowledgement; TERM is what is agreed on."""

    ORDERED_TO_ACQUIRED = "ordered_to_acquired"
    ACQUIRED_TO_RECEIVED = "acquired_to_received"
    RECEIVING = "receiving"
    SETTLING = "settling"
    OFFERING = "offering"
    CLAIMING = "claiming"
    OPENING = "opening"
    WRITING = "writing"
    REVIEWING = "reviewing"
    DELIVERING = "delivering"
    ACKNOWLEDGING = "acknowledging"
    TERM = "term"
    PAUSED = "paused"
    RETAKING = "retaking"


ENDS: dict[Segment, tuple[Milestone, Milestone]] = {
    Segment.ORDERED_TO_ACQUIRED: (Milestone.ORDERED, Milestone.ACQUIRED),
    Segment.ACQUIRED_TO_RECEIVED: (Milestone.ACQUIRED, Milestone.FIRST_RECEIVED),
    Segment.RECEIVING: (Milestone.FIRST_RECEIVED, Milestone.LAST_RECEIVED),
    Segment.SETTLING: (Milestone.LAST_RECEIVED, Milestone.SETTLED),
    Segment.OFFERING: (Milestone.SETTLED, Milestone.OFFERED),
    Segment.CLAIMING: (Milestone.OFFERED, Milestone.CLAIMED),
    Segment.OPENING: (Milestone.CLAIMED, Milestone.OPENED),
    Segment.WRITING: (Milestone.CLAIMED, Milestone.SUBMITTED),
    Segment.REVIEWING: (Milestone.SUBMITTED, Milestone.SIGNED),
    Segment.DELIVERING: (Milestone.SIGNED, Milestone.DELIVERED),
    Segment.ACKNOWLEDGING: (Milestone.DELIVERED, Milestone.ACKNOWLEDGED),
    Segment.TERM: (Milestone.LAST_RECEIVED, Milestone.SIGNED),
}
"""Each segment's first and last moment. PAUSED is the sum of a Reading's pauses; RETAKING, of a
retake, runs from the rejection of the original until its own first Instance."""

PLAUSIBLE_AT_MOST = timedelta(days=30)
"""A segment that is negative or longer was measured by a clock that is wrong, and is left out."""


@dataclass(frozen=True, slots=True)
class Way:
    """One Reading's moments. A pause that goes on has no end."""

    clinic_id: UUID
    modality: str
    term: timedelta
    milestones: Mapping[Milestone, datetime]
    pauses: tuple[tuple[datetime, datetime | None], ...] = ()
    is_overdue: bool = False
    """Unsigned although its time is up: it counts against the share within the term."""
    rejected_at: datetime | None = None
    """Of a retake: when the original was sent back."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One segment of a clinic's Readings of a kind, in seconds."""

    clinic_id: UUID
    modality: str
    segment: Segment
    count: int
    left_out: int
    p50_s: float | None
    p90_s: float | None
    p95_s: float | None
    within_term_share: float | None
    """Of signed and overdue Readings, those signed in time; of TERM only."""


def is_opening(reading: Reading, account_id: UUID) -> bool:
    """Say whether a person who has the pictures before them now is whom OPENED waits for.

    OPENED is the first moment at or after the claim at which the author has the
    pictures before them. To look at an offer, or out of curiosity, promises
    nobody anything and is no opening; whose page is open already when they
    start has opened it by starting. So CLAIMED never lies after OPENED.
    """
    return reading.part is Part.AUTHOR and reading.holder_id == account_id and reading.is_reserved


def duration(way: Way, segment: Segment) -> timedelta | None:
    """Return how long a segment of one Reading took without its pauses; None if it did not happen."""
    if segment is Segment.PAUSED:
        ended = [(began, until) for began, until in way.pauses if until is not None]
        return sum((until - began for began, until in ended), timedelta(0)) if ended else None
    if segment is Segment.RETAKING:
        retaken_at = way.milestones.get(Milestone.FIRST_RECEIVED)
        return None if way.rejected_at is None or retaken_at is None else retaken_at - way.rejected_at
    first, last = (way.milestones.get(end) for end in ENDS[segment])
    if first is None or last is None:
        return None
    paused = sum((_overlap(pause, first, last) for pause in way.pauses), timedelta(0))
    return last - first - paused


def _overlap(pause: tuple[datetime, datetime | None], first: datetime, last: datetime) -> timedelta:
    began, ended = pause
    return max(min(ended or last, last) - max(began, first), timedelta(0))


def is_plausible(took: timedelta) -> bool:
    """Say whether a segment can have taken so long."""
    return timedelta(0) <= took <= PLAUSIBLE_AT_MOST


def percentile(sorted_values: Sequence[float], share: float) -> float | None:
    """Return the smallest value that a share of all values does not exceed (nearest rank); None of none."""
    if not sorted_values:
        return None
    return sorted_values[max(ceil(share * len(sorted_values)), 1) - 1]


def figures(ways: Iterable[Way]) -> list[Figures]:
    """Return the figures of every clinic, kind and segment in which something happened."""
    groups: dict[tuple[UUID, str], list[Way]] = {}
    for way in ways:
        groups.setdefault((way.clinic_id, way.modality), []).append(way)
    return [
        found
        for (clinic_id, modality), group in sorted(groups.items())
        for segment in Segment
        if (found := _figures(clinic_id, modality, segment, group)) is not None
    ]


def _figures(clinic_id: UUID, modality: str, segment: Segment, ways: Sequence[Way]) -> Figures | None:
    measured = [(way, took) for way in ways if (took := duration(way, segment)) is not None]
    plausible = [(way, took) for way, took in measured if is_plausible(took)]
    overdue = sum(way.is_overdue for way in ways) if segment is Segment.TERM else 0
    if not measured and not overdue:
        return None
    seconds = sorted(took.total_seconds() for _, took in plausible)
    judged = len(plausible) + overdue
    share = sum(took <= way.term for way, took in plausible) / judged if judged else None
    return Figures(
        clinic_id=clinic_id,
        modality=modality,
        segment=segment,
        count=len(plausible),
        left_out=len(measured) - len(plausible),
        p50_s=percentile(seconds, 0.50),
        p90_s=percentile(seconds, 0.90),
        p95_s=percentile(seconds, 0.95),
        within_term_share=share if segment is Segment.TERM else None,
    )
