"""What the listener is told by whom it works for.

`leave` follows every `admit` that returned, once, when the association is over.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum

from storage import Incoming
from teleread.dicom.association.admission import Admitted, Call
from teleread.dicom.association.status import Answer
from teleread.dicom.dataset.receipt import Receipt


class Crowding(StrEnum):
    """What a listener that is full does with one who comes."""

    CONNECTION_REFUSED = "connection_refused"
    GAVE_WAY = "gave_way"
    """An older connection that had not said who it is was hung up on for a new one."""
    ASSOCIATION_REJECTED = "association_rejected"
    NO_THREAD = "no_thread"


Admit = Callable[[Call], Admitted]
"""Return who is calling, or raise NotAdmitted."""

Begin = Callable[[Admitted], AbstractContextManager[Incoming]]
"""Begin an object for an Instance; StoreUnavailable where there is no room."""

Keep = Callable[[Admitted, Incoming, Receipt], Answer]
"""Make an Instance durable and say what to answer; must not raise."""

Leave = Callable[[Admitted], None]
"""Take note that an association is over; must not raise."""

Refused = Callable[[Admitted, Answer], None]
"""Take note that an Instance was given up before it could be kept; must not raise."""

Crowded = Callable[[Crowding], None]
"""Take note that there was no room for somebody; must not raise."""


def _no_note(*_what: object) -> None:
    return


@dataclass(frozen=True, slots=True)
class Reception:
    """Who decides what becomes of callers and of what they send."""

    admit: Admit
    begin: Begin
    keep: Keep
    leave: Leave
    refused: Refused = _no_note
    crowded: Crowded = _no_note
