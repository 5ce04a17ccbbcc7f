"""Is this file the report that it says it is? What the file proves and what the records say, in one word."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from teleread.reports.version import VersionStanding


class Verdict(StrEnum):
    """What somebody who holds the file is told."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    RECALLED = "recalled"
    TAMPERED = "tampered"
    UNKNOWN = "unknown"
    UNTRUSTED = "untrusted"


EXIT_STATUS: Final = {
    Verdict.VALID: 0,
    Verdict.SUPERSEDED: 3,
    Verdict.RECALLED: 4,
    Verdict.TAMPERED: 5,
    Verdict.UNKNOWN: 6,
    Verdict.UNTRUSTED: 7,
}
"""For scripts. 1 means that nothing could be said, 2 that the command was written wrong."""


@dataclass(frozen=True, slots=True)
class FileSays:
    """What the file alone proves."""

    is_signed: bool
    is_intact: bool
    is_trusted: bool


@dataclass(frozen=True, slots=True)
class RecordsSay:
    """What the database has of the version that the file is, or names by its code.

    `is_same_file` compares SHA-256; `are_signatures_good` is of the people's
    signatures over the text.
    """

    standing: VersionStanding
    is_same_file: bool
    are_signatures_good: bool


def judge(file: FileSays, records: RecordsSay | None) -> Verdict:
    """Return the verdict; without records on what the file alone proves.

    A version is printed once, so a file that names a version and is not its
    file was changed, whoever signed it. Where the records know the file to
    the byte, an unknown or expired certificate takes nothing from it: so
    documents from before there were seals are verified.
    """
    if file.is_signed and not file.is_intact:
        return Verdict.TAMPERED
    if records is not None:
        if not (records.is_same_file and records.are_signatures_good):
            return Verdict.TAMPERED
        return _OF_STANDING[records.standing]
    return Verdict.UNKNOWN if not file.is_signed else Verdict.VALID if file.is_trusted else Verdict.UNTRUSTED


_OF_STANDING: Final = {
    VersionStanding.CURRENT: Verdict.VALID,
    VersionStanding.SUPERSEDED: Verdict.SUPERSEDED,
    VersionStanding.RECALLED: Verdict.RECALLED,
}
