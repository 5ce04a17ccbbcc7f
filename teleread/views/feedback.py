"""What came back to an author: what reviewers changed of their texts, and what they returned."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from teleread.accounts.records import AccountRow
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.reports.change import ChangeReason
from teleread.reports.records import ReportRow, ReturnRow, SubmissionRow, inside
from teleread.reports.report import ChangeSize, Submission
from teleread.reports.report_form import parse
from teleread.reports.return_reason import ReturnReason
from teleread.reports.review_records import ReviewRow, reasons_of
from teleread.scope import Scope
from teleread.worklist.records import ReadingRow

MONTHS = 12
LONGEST = timedelta(days=31 * MONTHS)


@dataclass(frozen=True, slots=True)
class ReviewSeen:
    """What a review came to, with both texts."""

    report_id: UUID
    reading_id: UUID
    clinic_name: str
    reviewer_name: str
    reviewed_at: datetime
    size: ChangeSize | None
    reasons: tuple[ChangeReason, ...]
    note: str
    before: Submission
    after: Submission
    is_new: bool


@dataclass(frozen=True, slots=True)
class Returned:
    """A text that was given back."""

    reading_id: UUID
    clinic_name: str
    reviewer_name: str
    returned_at: datetime
    code: ReturnReason
    comment: str
    text: Submission


@dataclass(frozen=True, slots=True)
class Month:
    """What came back in one month; `sizes` counts reports by how much was changed, None for nothing."""

    month: str
    sizes: Counter[ChangeSize | None]
    returned: int

    @property
    def reviewed(self) -> int:
        """How many reports were reviewed."""
        return self.sizes.total()


def load_changes(session: Session, scope: Scope, *, author_id: UUID, limit: int) -> list[ReviewSeen]:
    """Return an author's changed texts, the newest first."""
    changed = _reviews(scope).where(ReviewRow.author_id == author_id, ReviewRow.size.is_not(None))
    rows = session.execute(changed.order_by(ReviewRow.reviewed_at.desc()).limit(limit))
    return [_seen(*row) for row in rows]


def load_review(session: Session, scope: Scope, report_id: UUID) -> ReviewSeen | None:
    """Return what the review behind a version came to; None where nobody reviewed it, or before that was kept."""
    row = session.execute(_reviews(scope).where(ReviewRow.report_id == report_id)).one_or_none()
    return None if row is None else _seen(*row)


def load_returned(session: Session, scope: Scope, *, author_id: UUID, limit: int) -> list[Returned]:
    """Return what was given back to an author, the newest first."""
    statement = (
        select(ReturnRow, SubmissionRow, ClinicRow.name, AccountRow.display_name)
        .join(SubmissionRow, SubmissionRow.id == ReturnRow.submission_id)
        .join(ReadingRow, ReadingRow.id == SubmissionRow.reading_id)
        .join(ClinicRow, ClinicRow.id == ReadingRow.clinic_id)
        .join(AccountRow, AccountRow.id == ReturnRow.reviewer_id)
        .where(SubmissionRow.author_id == author_id, inside(scope, ReadingRow.clinic_id))
        .order_by(ReturnRow.returned_at.desc())
        .limit(limit)
    )
    return [
        Returned(text.reading_id, clinic, reviewer, row.returned_at, row.code, row.reason, parse(text.canonical))
        for row, text, clinic, reviewer in session.execute(statement)
    ]


def load_months(session: Session, scope: Scope, *, author_id: UUID, zone: ZoneInfo, at: datetime) -> list[Month]:
    """Return how an author's texts fared in the last twelve months of a calendar, the newest first."""
    reviewed = (
        select(ReviewRow.reviewed_at, ReviewRow.size)
        .join(ReportRow, ReportRow.id == ReviewRow.report_id)
        .where(ReviewRow.author_id == author_id, ReviewRow.reviewed_at > at - LONGEST)
        .where(inside(scope, ReportRow.clinic_id))
    )
    returned = (
        select(ReturnRow.returned_at)
        .join(SubmissionRow, SubmissionRow.id == ReturnRow.submission_id)
        .join(ReadingRow, ReadingRow.id == SubmissionRow.reading_id)
        .where(SubmissionRow.author_id == author_id, ReturnRow.returned_at > at - LONGEST)
        .where(inside(scope, ReadingRow.clinic_id))
    )
    return months_of(
        [(when, size) for when, size in session.execute(reviewed)], session.scalars(returned).all(), zone=zone
    )


def months_of(
    reviewed: Sequence[tuple[datetime, ChangeSize | None]], returned: Sequence[datetime], *, zone: ZoneInfo
) -> list[Month]:
    """Count reviews and returns by the months of a calendar, the newest first, at most twelve."""
    sizes: dict[str, Counter[ChangeSize | None]] = {}
    for when, size in reviewed:
        sizes.setdefault(_month(when, zone), Counter())[size] += 1
    backs = Counter(_month(when, zone) for when in returned)
    names = sorted(sizes.keys() | backs.keys(), reverse=True)[:MONTHS]
    return [Month(name, sizes.get(name, Counter()), backs[name]) for name in names]


def _month(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m")


_before, _after, _reviewer = aliased(SubmissionRow), aliased(SubmissionRow), aliased(AccountRow)


def _reviews(scope: Scope) -> Select[*tuple[Any, ...]]:
    return (
        select(ReviewRow, ReportRow, _before.canonical, _after.canonical, ClinicRow.name, _reviewer.display_name)
        .join(ReportRow, ReportRow.id == ReviewRow.report_id)
        .join(_before, _before.id == ReviewRow.submission_id)
        .join(_after, _after.id == ReportRow.submission_id)
        .join(ClinicRow, ClinicRow.id == ReportRow.clinic_id)
        .join(_reviewer, _reviewer.id == ReviewRow.reviewer_id)
        .where(inside(scope, ReportRow.clinic_id))
    )


def _seen(row: ReviewRow, report: ReportRow, before: bytes, after: bytes, clinic: str, reviewer: str) -> ReviewSeen:
    return ReviewSeen(
        report_id=report.id,
        reading_id=report.reading_id,
        clinic_name=clinic,
        reviewer_name=reviewer,
        reviewed_at=row.reviewed_at,
        size=row.size,
        reasons=reasons_of(row),
        note=row.note,
        before=parse(before),
        after=parse(after),
        is_new=row.seen_at is None,
    )
