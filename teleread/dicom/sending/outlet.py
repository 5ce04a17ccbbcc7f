"""The way Instances leave for a PACS, whichever protocol it speaks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from teleread.archive.commitment import Reference
from teleread.forwarding.forwarding import Missed, Outcome


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An Instance and the file that holds it as it is stored."""

    sop_class_uid: str
    sop_instance_uid: str
    transfer_syntax_uid: str
    path: Path


class Outlet(Protocol):
    """A road to one destination, open for many Instances; used by one thread."""

    @property
    def can_commit(self) -> bool:
        """Say whether the destination can be asked to commit itself; known once it was called."""

    def prepare(self, kinds: Iterable[tuple[str, str]]) -> Missed | None:
        """Be ready for pairs of SOP Class and transfer syntax, or say why nothing can be sent."""

    def send(self, outgoing: Outgoing) -> Outcome:
        """Send one Instance."""

    def ask_commitment(self, transaction_uid: str, references: Sequence[Reference]) -> bool:
        """Ask the destination to commit itself; say whether it will report."""

    def is_waiting(self, *, seconds: float) -> bool:
        """Wait for reports that were promised and did not come; say whether some still are to come."""

    def close(self) -> None:
        """End the connection."""
