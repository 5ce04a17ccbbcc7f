"""What came back to the caller as an author, and what a reviewer's change amounts to before it is signed."""

from datetime import datetime
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import Depends, Query, status
from pydantic import BaseModel

from teleread.accounts.account import Role
from teleread.clinics.clinic import Modality
from teleread.errors import Invalid
from teleread.reports.change import ChangeReason
from teleread.reports.records import load_draft, load_last_submission
from teleread.reports.report import ChangeSize
from teleread.reports.return_reason import ReturnReason
from teleread.reports.review_records import count_unseen
from teleread.views.feedback import Month, Returned, ReviewSeen, load_changes, load_months, load_returned
from teleread.web.dependencies import Caller, Reader, Run, permit
from teleread.web.routing import Router
from teleread.workflow.desk.feedback import look_at_feedback
from teleread.workflow.journey.reviewing import changed_text, weigh_texts
from teleread.worklist.records import load_reading

router = Router(tags=["feedback"])

Author = Annotated[Caller, Depends(permit(Role.AUTHOR))]
Reviewer = Annotated[Caller, Depends(permit(Role.REVIEWER))]
MOST = 100


class ZoneUnknown(Invalid):
    """Months begin somewhere."""

    code = "zone_unknown"
    zh, en = "未知的时区", "No such time zone"


class ChangeOut(BaseModel):
    """How much a text was changed, null for nothing, and why it is not less."""

    size: ChangeSize | None
    reasons: list[ChangeReason]


class TextOut(BaseModel):
    """What a report says."""

    findings: str
    impression: str


class ReviewOut(ChangeOut):
    """What a review came to: both texts, and the reviewer's word to the author."""

    report_id: UUID
    reading_id: UUID
    clinic_name: str
    modality: Modality
    body_part: str
    author_name: str
    reviewer_name: str
    reviewed_at: datetime
    note: str
    before: TextOut
    after: TextOut
    is_new: bool

    @classmethod
    def of(cls, seen: ReviewSeen) -> "ReviewOut":
        """Return it as the pages have it."""
        before, after = seen.before, seen.after
        return cls(
            size=seen.size,
            reasons=list(seen.reasons),
            report_id=seen.report_id,
            reading_id=seen.reading_id,
            clinic_name=seen.clinic_name,
            modality=Modality(before.modality),
            body_part=before.body_part,
            author_name=before.author.name,
            reviewer_name=seen.reviewer_name,
            reviewed_at=seen.reviewed_at,
            note=seen.note,
            before=TextOut(findings=before.findings, impression=before.impression),
            after=TextOut(findings=after.findings, impression=after.impression),
            is_new=seen.is_new,
        )


class ReturnedOut(BaseModel):
    """A text that was given back."""

    reading_id: UUID
    clinic_name: str
    modality: Modality
    body_part: str
    reviewer_name: str
    returned_at: datetime
    code: ReturnReason
    reason: str
    text: TextOut

    @classmethod
    def of(cls, returned: Returned) -> "ReturnedOut":
        """Return it as the page has it."""
        text = returned.text
        return cls(
            reading_id=returned.reading_id,
            clinic_name=returned.clinic_name,
            modality=Modality(text.modality),
            body_part=text.body_part,
            reviewer_name=returned.reviewer_name,
            returned_at=returned.returned_at,
            code=returned.code,
            reason=returned.comment,
            text=TextOut(findings=text.findings, impression=text.impression),
        )


class MonthOut(BaseModel):
    """How many reports of a month were reviewed, how much of them was changed, and how many were given back."""

    month: str
    reviewed: int
    unchanged: int
    wording: int
    minor: int
    major: int
    returned: int

    @classmethod
    def of(cls, month: Month) -> "MonthOut":
        """Return it as the page has it."""
        sizes = month.sizes
        return cls(
            month=month.month,
            reviewed=month.reviewed,
            unchanged=sizes[None],
            wording=sizes[ChangeSize.WORDING],
            minor=sizes[ChangeSize.MINOR],
            major=sizes[ChangeSize.MAJOR],
            returned=month.returned,
        )


class FeedbackOut(BaseModel):
    """What came back to an author, the newest first; `unseen` are changed texts they have not looked at."""

    unseen: int
    changes: list[ReviewOut]
    returned: list[ReturnedOut]
    months: list[MonthOut]


@router.get("/api/feedback")
def get_feedback(
    caller: Author,
    session: Reader,
    run: Run,
    *,
    time_zone: Annotated[str, Query(max_length=64)] = "Asia/Shanghai",
    limit: Annotated[int, Query(ge=1, le=MOST)] = MOST,
) -> FeedbackOut:
    """Show the caller what reviewers made of their texts; months are of the given time zone."""
    me, zone = caller.account.id, _zone(time_zone)
    months = load_months(session, caller.scope, author_id=me, zone=zone, at=run.clock())
    return FeedbackOut(
        unseen=count_unseen(session, author_id=me),
        changes=[ReviewOut.of(each) for each in load_changes(session, caller.scope, author_id=me, limit=limit)],
        returned=[ReturnedOut.of(each) for each in load_returned(session, caller.scope, author_id=me, limit=limit)],
        months=[MonthOut.of(each) for each in months],
    )


@router.post("/api/feedback/seen", status_code=status.HTTP_204_NO_CONTENT)
def see_feedback(caller: Author, run: Run) -> None:
    """Note that the caller has looked at it."""
    look_at_feedback(run.database, account=caller.account, at=run.clock())


@router.get("/api/readings/{reading_id}/change")
def get_change(reading_id: UUID, caller: Reviewer, session: Reader) -> ChangeOut:
    """Say what the rule makes of the caller's own saved text against what the author submitted."""
    load_reading(session, caller.scope, reading_id)
    submitted = load_last_submission(session, reading_id=reading_id)
    if submitted is None:
        return ChangeOut(size=None, reasons=[])
    draft = load_draft(session, reading_id=reading_id, account_id=caller.account.id)
    change = weigh_texts(submitted.content, changed_text(submitted.content, draft))
    return ChangeOut(size=change.size, reasons=list(change.reasons))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ZoneUnknown from error
