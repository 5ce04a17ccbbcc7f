"""What a clinic is asked to take anew, with the place on the picture, and the rejected Reading beside its retake."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel

from teleread.clinics.clinic import Modality
from teleread.errors import Missing
from teleread.reports.evidence import MarkKind
from teleread.views.reading import load_studies
from teleread.views.retakes import RetakeLine, find_rejection, list_retakes
from teleread.views.staffing import load_viewer
from teleread.web.dependencies import CurrentCaller, Reader, Run
from teleread.web.evidence import PointShape
from teleread.web.readings import ReadingStudy, ReadingSummary, study_out, summary_of
from teleread.web.requests import RequestOut
from teleread.web.routing import Router
from teleread.worklist.records import load_reading
from teleread.worklist.rejection import REASONS_OF, RejectionReason
from teleread.worklist.study_records import load_study_ids

router = Router(prefix="/api", tags=["retakes"])


class PlaceOut(BaseModel):
    """Something drawn on one frame, from 1, of an Instance of so many rows and columns."""

    instance_id: UUID
    frame: int
    kind: MarkKind
    points: list[PointShape]
    text: str


class RejectionOut(BaseModel):
    """Why a Study could not be read. `reading.reason` says it in one line."""

    reading: ReadingSummary
    reason: RejectionReason
    comment: str
    marks: list[PlaceOut]
    rejected_by_name: str
    rejected_at: datetime
    request: RequestOut | None
    retaken_by: UUID | None


class RejectedStudies(RejectionOut):
    """The rejected Reading with its pictures, to be looked at beside the retake.

    Of a wrong patient there are none: they may be another person's.
    """

    studies: list[ReadingStudy]


class ReasonsOut(BaseModel):
    """The reasons that there are for a kind of study, the likeliest first."""

    modality: Modality
    reasons: list[RejectionReason]


@router.get("/rejection-reasons")
def list_rejection_reasons(
    _caller: CurrentCaller, *, modality: Annotated[Modality | None, Query()] = None
) -> list[ReasonsOut]:
    """List why a Study of a kind can be sent back."""
    return [
        ReasonsOut(modality=each, reasons=list(REASONS_OF[each.value])) for each in Modality if modality in {None, each}
    ]


@router.get("/retakes")
def list_clinic_retakes(caller: CurrentCaller, session: Reader, run: Run) -> list[RejectionOut]:
    """List what is to be taken anew while the patient is still there, the latest first."""
    at = run.clock()
    viewer = load_viewer(session, caller.scope, caller.account)
    return [
        RejectionOut(**_values(line), reading=ReadingSummary(**summary_of(line.line, viewer, at)))
        for line in list_retakes(session, caller.scope, at=at)
    ]


@router.get("/readings/{reading_id}/rejection")
def read_rejection(reading_id: UUID, caller: CurrentCaller, session: Reader, run: Run) -> RejectedStudies:
    """Return why a Reading was rejected, with its pictures."""
    at = run.clock()
    load_reading(session, caller.scope, reading_id)
    found = find_rejection(session, caller.scope, reading_id, at=at)
    if found is None:
        raise Missing(reading_id=str(reading_id))
    viewer = load_viewer(session, caller.scope, caller.account)
    is_stranger = found.rejection.complaint.reason is RejectionReason.WRONG_PATIENT
    study_ids = () if is_stranger else load_study_ids(session, caller.scope, reading_id)
    return RejectedStudies(
        **_values(found),
        reading=ReadingSummary(**summary_of(found.line, viewer, at)),
        studies=[study_out(each) for each in load_studies(session, caller.scope, study_ids)],
    )


def _values(line: RetakeLine) -> dict[str, Any]:
    complaint = line.rejection.complaint
    return {
        "reason": complaint.reason,
        "comment": complaint.comment,
        "marks": [
            PlaceOut(
                instance_id=mark.instance_id,
                frame=mark.frame,
                kind=MarkKind(mark.kind),
                points=[PointShape(x=x, y=y) for x, y in mark.points],
                text=mark.text,
            )
            for mark in complaint.marks
        ],
        "rejected_by_name": line.rejected_by_name,
        "rejected_at": line.rejection.rejected_at,
        "request": RequestOut.of(line.request) if line.request else None,
        "retaken_by": line.retaken_by,
    }
