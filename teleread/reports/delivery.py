"""One version going home by one route."""

from enum import StrEnum


class DeliveryState(StrEnum):
    """Where a Delivery stands; DEAD waits for a person, SUPERSEDED for nobody."""

    QUEUED = "queued"
    SENDING = "sending"
    DELIVERED = "delivered"
    DEAD = "dead"
    SUPERSEDED = "superseded"
