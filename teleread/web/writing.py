"""What the page asks while a report is written: what contradicts, and what was said last time."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from pydantic import BaseModel, Field

from teleread.accounts.account import SPECIALIST_ROLES
from teleread.reports.contradiction import Contradiction, ContradictionKind, find_contradictions
from teleread.reports.wording import MAX_CHARACTERS
from teleread.views.staffing import actor_before, load_viewer
from teleread.views.writing import find_last_report, load_known
from teleread.web.dependencies import Caller, Reader, Run, permit
from teleread.web.routing import Router
from teleread.web.schemas import Body
from teleread.workflow.desk.report import open_report
from teleread.worklist.prior import require_may_compare
from teleread.worklist.records import load_reading

router = Router(prefix="/api/readings/{reading_id}", tags=["writing"])

Specialist = Annotated[Caller, Depends(permit(*sorted(SPECIALIST_ROLES)))]
ReportText = Annotated[str, Field(max_length=MAX_CHARACTERS)]


class TextIn(Body):
    """The text as it stands on the page."""

    findings: ReportText
    impression: ReportText


class ContradictionOut(BaseModel):
    """One contradiction; `start` and `end` count UTF-16 code units of the field, as a browser's text does."""

    kind: ContradictionKind
    field: str
    start: int
    end: int
    words: str
    zh: str
    en: str

    @classmethod
    def of(cls, one: Contradiction, text: str) -> "ContradictionOut":
        """Return it with places that a browser finds."""
        start = _units(text[: one.start])
        return cls(
            kind=one.kind,
            field=one.field,
            start=start,
            end=start + _units(one.words),
            words=one.words,
            zh=one.zh,
            en=one.en,
        )


class LastReportOut(BaseModel):
    """The last report of the patient, as it was signed."""

    report_id: UUID
    study_date: str
    modality: str
    body_part: str
    findings: str
    impression: str
    author_name: str
    signed_at: datetime


@router.post("/contradictions")
def list_contradictions(reading_id: UUID, text: TextIn, caller: Specialist, session: Reader) -> list[ContradictionOut]:
    """List what a text says against the pictures, the order and the patient; nothing is kept of it."""
    reading = load_reading(session, caller.scope, reading_id)
    known = load_known(session, caller.scope, reading)
    texts = {"findings": text.findings, "impression": text.impression}
    return [ContradictionOut.of(each, texts[each.field]) for each in find_contradictions(known, **texts)]


@router.post("/last-report")
def open_last_report(reading_id: UUID, caller: Specialist, session: Reader, run: Run) -> LastReportOut | None:
    """Return the last signed report of a Reading's patient; that the caller read it is noted."""
    reading = load_reading(session, caller.scope, reading_id)
    require_may_compare(reading, actor_before(load_viewer(session, caller.scope, caller.account), reading))
    last = find_last_report(session, caller.scope, reading)
    if last is None:
        return None
    said = last.line.content
    open_report(run.database, caller.scope, last.line.report.id, account=caller.account, at=run.clock())
    return LastReportOut(
        report_id=last.line.report.id,
        study_date=last.study_date,
        modality=said.modality,
        body_part=said.body_part,
        findings=said.findings,
        impression=said.impression,
        author_name=said.author.name,
        signed_at=last.line.report.signed_at,
    )


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
