"""One remote read, and the only table of what may happen to it."""

from enum import StrEnum


class State(StrEnum):
    """Where a Reading stands."""

    AWAITING = "awaiting"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    REVIEW_OFFERED = "review_offered"
    IN_REVIEW = "in_review"
    SIGNED = "signed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class Part(StrEnum):
    """Which of the two signatures a specialist works towards."""

    AUTHOR = "author"
    REVIEWER = "reviewer"


class Milestone(StrEnum):
    """The moments of a turnaround, t0 to t12 of the design."""

    ORDERED = "ordered"
    ACQUIRED = "acquired"
    FIRST_RECEIVED = "first_received"
    LAST_RECEIVED = "last_received"
    SETTLED = "settled"
    OFFERED = "offered"
    CLAIMED = "claimed"
    OPENED = "opened"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
