"""What was said: draft, submission, and the immutable final text."""

from enum import StrEnum


class ReportKind(StrEnum):
    """A version is the first, or says why it follows another."""

    FINAL = "final"
    ADDENDUM = "addendum"
    CORRECTION = "correction"


class SignatureMeaning(StrEnum):
    """What a signer says by signing."""

    AUTHORED = "authored"
    REVIEWED = "reviewed_and_approved"
    AUTHORED_AND_APPROVED = "authored_and_approved"
