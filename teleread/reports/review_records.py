"""What a review came to: kept for the author to learn from. Table and named queries."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, select, update
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, NamedValue, Session
from teleread.reports.change import Change, ChangeReason
from teleread.reports.report import ChangeSize, Report


class ReviewRow(Base):
    """How much a reviewer changed of an author's submission before it became a report; no size for nothing."""

    __tablename__ = "review"
    __table_args__ = (Index("ix_review_author", "author_id", "reviewed_at"),)

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("report.id"), unique=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    size: Mapped[ChangeSize | None] = mapped_column(NamedValue(ChangeSize))
    rule_size: Mapped[ChangeSize | None] = mapped_column(NamedValue(ChangeSize))
    reasons: Mapped[list[str]] = mapped_column(JSON)
    note: Mapped[str]
    reviewed_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Review:
    """What a review came to.

    `rule` is what the rule says of the change, `size` what is recorded: the
    reviewer may have called it larger. `note` is what they tell the author.
    """

    submission_id: UUID
    author_id: UUID
    reviewer_id: UUID
    rule: Change
    size: ChangeSize | None
    note: str


def add_review(session: Session, report: Report, review: Review) -> None:
    """Keep what a review came to, beside the version that it made."""
    session.add(
        ReviewRow(
            submission_id=review.submission_id,
            report_id=report.id,
            author_id=review.author_id,
            reviewer_id=review.reviewer_id,
            size=review.size,
            rule_size=review.rule.size,
            reasons=[reason.value for reason in review.rule.reasons],
            note=review.note,
            reviewed_at=report.signed_at,
            seen_at=None,
        )
    )


def reasons_of(row: ReviewRow) -> tuple[ChangeReason, ...]:
    """Return why a change is not smaller."""
    return tuple(ChangeReason(each) for each in row.reasons)


def mark_seen(session: Session, *, author_id: UUID, at: datetime) -> int:
    """Note that an author has looked at what came back to them; return at how many new ones."""
    mine = (ReviewRow.author_id == author_id) & ReviewRow.seen_at.is_(None)
    marked = update(ReviewRow).where(mine).values(seen_at=at).returning(ReviewRow.submission_id)
    return len(session.scalars(marked).all())


def count_unseen(session: Session, *, author_id: UUID) -> int:
    """Return how many changed texts an author has not looked at."""
    mine = select(ReviewRow.submission_id).where(
        ReviewRow.author_id == author_id, ReviewRow.seen_at.is_(None), ReviewRow.size.is_not(None)
    )
    return len(session.scalars(mine).all())
