"""Where one signed version stands among the versions of its Reading."""

from enum import StrEnum

from teleread.reports.report import Report, ReportKind


class VersionStanding(StrEnum):
    """Whether a version is to be acted on."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    RECALLED = "recalled"


def standing_of(version: int, *, newest_version: int, newest_kind: ReportKind) -> VersionStanding:
    """Return where a version stands.

    A recall takes back everything that was said before it, so while it is the
    newest no version stands, itself included: it is a notice and no report.
    What is signed after a recall stands again, and what was before it is
    superseded.
    """
    if newest_kind is ReportKind.RECALL:
        return VersionStanding.RECALLED
    return VersionStanding.CURRENT if version == newest_version else VersionStanding.SUPERSEDED


def standing_among(report: Report, newest: Report) -> VersionStanding:
    """Return where a version stands, given the newest of its Reading."""
    return standing_of(report.version, newest_version=newest.version, newest_kind=newest.kind)
