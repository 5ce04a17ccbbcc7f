"""A report of storage commitment that is owed to a device until the device has taken it.

References
----------
DICOM PS3.4 J.3.3 (N-EVENT-REPORT, on the same association or another).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from teleread import outbox
from teleread.archive.commitment import CommitmentRequest
from teleread.errors import Conflict, Missing, Unavailable
from teleread.outbox import Failure

HANDED_OVER: Final = timedelta(minutes=2)
"""So long the gateway that heard the request has to report by itself; then any worker does."""


MOST_OWED: Final = 1000
"""To one device: who asks for more has asked for the same again and again."""


class ReportState(StrEnum):
    """Where a report stands; DEAD waits for a person, or for the device to ask again."""

    QUEUED = "queued"
    SENDING = "sending"
    REPORTED = "reported"
    DEAD = "dead"


class ReportMissing(Missing):
    """No such report inside the caller's Scope."""

    code = "commitment_report_missing"
    zh, en = "未找到该存储确认回报", "No such report of commitment"


class NotOwed(Conflict):
    """Only what waits or has died can be reported again."""

    code = "commitment_report_done"
    zh, en = "该存储确认已回报，或正在回报", "This commitment has been reported or is being reported"


class TooManyCommitments(Unavailable):
    """A device is owed more reports than it takes."""

    code = "too_many_commitments"
    zh, en = "存储确认请求过多，请稍后重试", "Too many requests for commitment; ask again"


@dataclass(frozen=True, slots=True)
class CommitmentReport:
    """A row of the outbox: a request that was accepted, and how far its report is.

    Parameters
    ----------
    committed, failed
        What the archive said at the last attempt; None before the first.
    """

    id: UUID
    clinic_id: UUID
    ae_id: UUID | None
    request: CommitmentRequest
    state: ReportState
    asked_at: datetime
    attempts: int
    next_attempt_at: datetime
    lease_holder: str | None
    lease_ends_at: datetime | None
    reported_at: datetime | None
    committed: int | None
    failed: int | None
    detail: str


def is_due(report: CommitmentReport, *, at: datetime) -> bool:
    """Say whether a worker may take it: it waits and its time has come, or its worker is gone."""
    if report.state is ReportState.QUEUED:
        return report.next_attempt_at <= at
    return report.state is ReportState.SENDING and not outbox.is_leased(report, at=at)


def take(report: CommitmentReport, *, worker: str, at: datetime) -> CommitmentReport:
    """Return the report as leased by the worker for one more attempt."""
    return replace(outbox.leased(report, worker=worker, at=at), state=ReportState.SENDING)


def is_held(report: CommitmentReport, *, worker: str, attempt: int) -> bool:
    """Say whether the result of this attempt still counts."""
    return report.state is ReportState.SENDING and outbox.is_held(report, worker=worker, attempt=attempt)


def taken_by_device(report: CommitmentReport, *, at: datetime) -> CommitmentReport:
    """Return the report as confirmed by the device."""
    return replace(outbox.let_go(report), state=ReportState.REPORTED, reported_at=at, detail="")


def fail(report: CommitmentReport, failure: Failure, *, at: datetime, jitter: float) -> CommitmentReport:
    """Return the report as waiting for its next attempt, or dead."""
    again_at = at + outbox.delay_after(report.attempts, jitter=jitter)
    is_over = outbox.is_over(failure, attempts=report.attempts)
    state = ReportState.DEAD if is_over else ReportState.QUEUED
    return replace(outbox.let_go(report, next_attempt_at=again_at), state=state, detail=failure.detail)


def report_again(report: CommitmentReport, *, at: datetime) -> CommitmentReport:
    """Return the report as due now, its attempts counted on; raises NotOwed."""
    if report.state not in (ReportState.QUEUED, ReportState.DEAD):
        raise NotOwed(state=report.state.value)
    return replace(report, state=ReportState.QUEUED, next_attempt_at=at)
