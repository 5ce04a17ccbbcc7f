"""A sealed document, and what seals one; without the libraries that do it, which only the worker carries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from teleread.documents.sealing.certificate import SigningCertificate
from teleread.reports.seal import SealLevel


@dataclass(frozen=True, slots=True)
class Sealed:
    """A document and what is on it. `certificate` is None on one that nothing was put on, and `problem` says why."""

    pdf: bytes
    level: SealLevel = SealLevel.NONE
    certificate: SigningCertificate | None = None
    problem: str = ""


class Seals(Protocol):
    """What puts the hospital's seal on documents."""

    def seal(self, pdf: bytes, *, location: str, at: datetime) -> Sealed:
        """Return the document signed, or as it was with the reason."""
        ...
