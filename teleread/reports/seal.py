"""The hospital's seal on the PDF of a version: how much it proves, and how long its certificate lasts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

TOLD_BEFORE: Final = timedelta(days=30)
"""A new certificate takes a hospital weeks; so long before the end it is told."""


class SealLevel(StrEnum):
    """How much the seal on a document proves (ETSI EN 319 142-1): nothing, who and that it is whole, and also when."""

    NONE = "none"
    B_B = "B-B"
    B_T = "B-T"


class Validity(StrEnum):
    """Where a certificate stands at a moment."""

    NOT_YET = "not_yet"
    GOOD = "good"
    ENDING = "ending"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class KnownCertificate:
    """A certificate by which documents were signed, with its chain as PEM.

    `is_local` is one that this installation made for itself and no recognized
    authority vouches for.
    """

    sha256: bytes
    subject: str
    issuer: str
    not_before: datetime
    not_after: datetime
    is_local: bool
    pem: str


@dataclass(frozen=True, slots=True)
class Sealing:
    """How sealing stood when the worker last looked; `problem` is the code of what is wrong, or nothing."""

    checked_at: datetime
    problem: str
    has_time: bool
    certificate: KnownCertificate | None


class SealingStanding(StrEnum):
    """What an admin is told of the seal."""

    NONE = "none"
    OK = "ok"
    ENDING = "ending"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    PROBLEM = "problem"


def validity(not_before: datetime, not_after: datetime, *, at: datetime) -> Validity:
    """Say whether a certificate may sign at a moment, and whether its end is near."""
    if at < not_before:
        return Validity.NOT_YET
    if at >= not_after:
        return Validity.EXPIRED
    return Validity.ENDING if at >= not_after - TOLD_BEFORE else Validity.GOOD


def sealing_standing(sealing: Sealing | None, *, at: datetime) -> SealingStanding:
    """Say how it stands with the seal now; nothing was ever looked at where no worker ran."""
    if sealing is None:
        return SealingStanding.NONE
    if sealing.problem or sealing.certificate is None:
        return SealingStanding.PROBLEM
    found = validity(sealing.certificate.not_before, sealing.certificate.not_after, at=at)
    return SealingStanding.OK if found is Validity.GOOD else SealingStanding(found.value)
