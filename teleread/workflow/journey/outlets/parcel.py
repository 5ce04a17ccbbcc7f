"""What goes home, and who sends it."""

import time
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from teleread.fhir.contents import WholeReport
from teleread.reports.delivery import Failure
from teleread.reports.records import KeptSignature
from teleread.reports.report import Report, Submission
from teleread.views.sending import Destination, StudyToAnswer

__all__ = ["NO_PROOFS", "Failure", "Parcel", "Proofs", "Sender", "Sent"]


@dataclass(frozen=True, slots=True)
class Sent:
    """The other side has it; `detail` is what it said, for an admin."""

    detail: str


@dataclass(frozen=True, slots=True)
class Proofs:
    """How this installation proves to others who it is.

    Parameters
    ----------
    keys_dir
        Where the key of kept tokens lies.
    certificate, key
        What is shown by TLS to whoever asks for it.
    """

    keys_dir: Path | None = None
    certificate: Path | None = None
    key: Path | None = None


NO_PROOFS: Final = Proofs()


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: one worker of this installation.

    Parameters
    ----------
    ae_title
        As a device knows the caller.
    public_url
        Where people reach the pages.
    timeout
        For a connection and for an answer, each.
    """

    worker: str
    ae_title: str
    public_url: str
    timeout: timedelta
    proofs: Proofs = NO_PROOFS


@dataclass(frozen=True, slots=True)
class Parcel:
    """One version on its way by one route: the same at every attempt.

    Parameters
    ----------
    delivery_id
        Names this version and route for ever: what the other side tells a
        repetition by is made of it.
    pdf
        The document as the page shows it.
    whole
        The version with all that it is about, for the kinds of route that tell of more than the report.
    expires
        Until when it may be sent, by `time.monotonic`: afterwards another
        worker may be sending a newer version the same way.
    """

    delivery_id: UUID
    report: Report
    submission: Submission
    signatures: tuple[KeptSignature, ...]
    study: StudyToAnswer
    destination: Destination
    expires: float
    pdf: bytes = b""
    whole: WholeReport | None = None

    @property
    def is_expired(self) -> bool:
        """Say whether it is too late to begin sending."""
        return time.monotonic() >= self.expires

    def with_document(self, pdf: bytes) -> "Parcel":
        """Return the parcel with its document."""
        return replace(self, pdf=pdf)
