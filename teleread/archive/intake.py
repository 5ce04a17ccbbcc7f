"""Whether what devices send can be kept: what each gateway last said of itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

SAID_EVERY = timedelta(seconds=10)
SILENT_AFTER = timedelta(seconds=45)
"""Some times `SAID_EVERY`: a busy database makes one wait."""

FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Intake:
    """What a running gateway says: it was there at a moment, and could or could not keep what is sent."""

    id: UUID
    began_at: datetime
    said_at: datetime
    store_answers: bool
    has_room: bool

    @property
    def can_keep(self) -> bool:
        """Whether what is sent now would be kept."""
        return self.store_answers and self.has_room


class IntakeStanding(StrEnum):
    """How it stands with all gateways together."""

    OK = "ok"
    CANNOT_KEEP = "cannot_keep"
    SILENT = "silent"
    NONE = "none"


def standing_of(intakes: Sequence[Intake], *, at: datetime) -> IntakeStanding:
    """Return the worst that holds: nobody is there, or one of them cannot keep what is sent.

    A gateway that ended by itself said so and is not among them; NONE means that
    there never was one, or that all have ended.
    """
    if not intakes:
        return IntakeStanding.NONE
    heard = [intake for intake in intakes if at - intake.said_at < SILENT_AFTER]
    if not heard:
        return IntakeStanding.SILENT
    return IntakeStanding.OK if all(intake.can_keep for intake in heard) else IntakeStanding.CANNOT_KEEP
