"""The clinics' orders."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Query, status
from pydantic import BaseModel

from teleread.accounts.account import CLINIC_ROLES
from teleread.clinics.clinic import Modality, Priority
from teleread.clinics.validity import ClinicMissing
from teleread.database import snapshot
from teleread.views.requests import RequestLine, list_requests, load_request_line
from teleread.web.dependencies import Caller, CurrentCaller, Reader, Run, permit
from teleread.web.routing import Router
from teleread.web.schemas import Body, Line, Text
from teleread.workflow.journey import request as journey
from teleread.worklist.request import Order, RequestState

router = Router(prefix="/api/requests", tags=["requests"])

ClinicCaller = Annotated[Caller, Depends(permit(*sorted(CLINIC_ROLES)))]


class RequestIn(Body):
    """What a clinic asks for; without an Accession Number one is made."""

    patient_id: Line
    patient_name: Line
    patient_birth_date: date | None = None
    patient_sex: Literal["M", "F", "O", ""] = ""
    modality: Modality
    body_part: Line = ""
    clinical_question: Text
    priority: Priority = Priority.ROUTINE
    accession_number: Line | None = None


class RequestOut(BaseModel):
    """An order on file, with the Reading that answers it."""

    id: UUID
    clinic_id: UUID
    accession_number: str
    patient_id: str
    patient_name: str
    patient_birth_date: date | None
    patient_sex: str
    modality: Modality
    body_part: str
    clinical_question: str
    priority: Priority
    state: RequestState
    ordered_at: datetime
    ordered_by_name: str
    reading_id: UUID | None

    @classmethod
    def of(cls, line: RequestLine) -> "RequestOut":
        """Return an order as the API has it."""
        request, order = line.request, line.request.order
        return cls(
            id=request.id,
            clinic_id=request.clinic_id,
            accession_number=order.accession_number,
            patient_id=order.patient_id,
            patient_name=order.patient_name,
            patient_birth_date=order.patient_birth_date,
            patient_sex=order.patient_sex,
            modality=Modality(order.modality),
            body_part=order.body_part,
            clinical_question=order.clinical_question,
            priority=Priority(order.priority),
            state=request.state,
            ordered_at=request.ordered_at,
            ordered_by_name=line.ordered_by_name,
            reading_id=line.reading_id,
        )


@router.get("")
def list_imaging_requests(
    caller: CurrentCaller, session: Reader, limit: Annotated[int, Query(ge=1, le=500)] = 200
) -> list[RequestOut]:
    """List the orders that the caller may see, the newest first."""
    return [RequestOut.of(line) for line in list_requests(session, caller.scope, limit=limit)]


@router.post("", status_code=status.HTTP_201_CREATED)
def place_imaging_request(body: RequestIn, caller: ClinicCaller, run: Run) -> RequestOut:
    """Order a reading for the caller's own clinic."""
    if caller.account.home_clinic_id is None:
        raise ClinicMissing
    asked = body.model_dump()
    order = Order(**{**asked, "accession_number": body.accession_number or ""})
    placed = journey.place_request(
        run.database, caller.scope, caller.account.home_clinic_id, order=order, account=caller.account, at=run.clock()
    )
    return _shown(caller, run, placed.id)


@router.get("/{request_id}")
def read_imaging_request(request_id: UUID, caller: CurrentCaller, session: Reader) -> RequestOut:
    """Return one order."""
    return RequestOut.of(load_request_line(session, caller.scope, request_id))


@router.post("/{request_id}/cancel")
def cancel_imaging_request(request_id: UUID, caller: ClinicCaller, run: Run) -> RequestOut:
    """Take back an order that nothing has answered."""
    journey.cancel_request(run.database, caller.scope, request_id, account=caller.account, at=run.clock())
    return _shown(caller, run, request_id)


def _shown(caller: Caller, run: Run, request_id: UUID) -> RequestOut:
    with snapshot(run.database) as session:
        return RequestOut.of(load_request_line(session, caller.scope, request_id))
