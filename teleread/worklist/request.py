"""The clinic's order, and which arrival answers it."""

from enum import StrEnum


class RequestState(StrEnum):
    """Where an ImagingServiceRequest stands."""

    OPEN = "open"
    MATCHED = "matched"
    CANCELLED = "cancelled"
