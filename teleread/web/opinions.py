"""Second opinions: asked for, compared with the first report, decided between by a third reader."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, status
from pydantic import BaseModel

from teleread.accounts.account import SPECIALIST_ROLES, Role
from teleread.views.opinions import (
    OpinionLine,
    find_opinion_line,
    list_invitable,
    list_opinions,
    list_to_compare,
    load_report_id,
)
from teleread.views.staffing import actor_before, load_viewer
from teleread.web.dependencies import Caller, CurrentCaller, Reader, Run, permit
from teleread.web.readings import ReadingSummary, summary_of
from teleread.web.routing import Router
from teleread.web.schemas import Body, Text
from teleread.workflow.desk import opinions as desk
from teleread.worklist.opinion import OpinionKind, Verdict
from teleread.worklist.reading import State
from teleread.worklist.records import load_reading

router = Router(prefix="/api", tags=["opinions"])

CREATED = status.HTTP_201_CREATED
Specialist = Annotated[Caller, Depends(permit(*sorted(SPECIALIST_ROLES)))]
SpecialistOrAdmin = Annotated[Caller, Depends(permit(*sorted(SPECIALIST_ROLES), Role.ADMIN))]


class ComparedOut(BaseModel):
    """How a further report stands to the first."""

    verdict: Verdict
    comment: str
    said_at: datetime


class OpinionOut(BaseModel):
    """A further Reading of the same Studies. What its report says is on the report's own page."""

    reading_id: UUID
    kind: OpinionKind
    state: State
    question: str
    does_go_home: bool
    asked_by_name: str
    asked_at: datetime
    invitee_name: str | None
    author_name: str | None
    report_id: UUID | None
    compared: ComparedOut | None


class OpinionsOfReading(BaseModel):
    """What a Reading is to others.

    `this` if it is a further one itself, `first_id` and `first_report_id` what
    it is of, as far as the caller may see that; `others` the further Readings
    of the first.
    """

    this: OpinionOut | None
    first_id: UUID | None
    first_report_id: UUID | None
    others: list[OpinionOut]
    may_ask: bool
    may_compare: bool


class Invitable(BaseModel):
    """Somebody who could be asked."""

    account_id: UUID
    name: str


class ToCompare(BaseModel):
    """A further report that its signer has not compared with the first."""

    opinion: OpinionOut
    reading: ReadingSummary


class AskingOpinion(Body):
    """A second opinion; without an invitee whoever is fit is offered it. `does_go_home` null as is usual."""

    kind: Literal[OpinionKind.INVITED, OpinionKind.BLINDED]
    question: Text = ""
    invitee_id: UUID | None = None
    does_go_home: bool | None = None


class Comparing(Body):
    """How it stands to the first; a disagreement has to be explained."""

    verdict: Verdict
    comment: Text = ""


class OpinionMade(BaseModel):
    """The further Reading."""

    reading_id: UUID


@router.get("/readings/{reading_id}/opinions")
def list_opinions_of_reading(reading_id: UUID, caller: CurrentCaller, session: Reader) -> OpinionsOfReading:
    """List the second opinions of a Reading, or what it is a second opinion of."""
    reading = load_reading(session, caller.scope, reading_id)
    this = find_opinion_line(session, caller.scope, reading_id)
    first_id = this.opinion.first_id if this else reading_id
    is_open = first_id not in caller.scope.closed
    actor = actor_before(load_viewer(session, caller.scope, caller.account), reading)
    others = [line for line in list_opinions(session, caller.scope, first_id) if line.reading.id != reading_id]
    is_specialist = caller.account.may_act_as(*SPECIALIST_ROLES, Role.ADMIN)
    return OpinionsOfReading(
        this=_opinion(this) if this else None,
        first_id=first_id if this and is_open else None,
        first_report_id=load_report_id(session, caller.scope, first_id) if this and is_open else None,
        others=[_opinion(line) for line in others] if is_open else [],
        may_ask=is_specialist
        and this is None
        and reading.state is State.SIGNED
        and all(line.compared is not None or (line.reading.is_final and not line.report_id) for line in others)
        and desk.may_ask_opinion(reading, actor),
        may_compare=this is not None
        and reading.state is State.SIGNED
        and this.compared is None
        and caller.account.id in {reading.author_id, reading.reviewer_id},
    )


@router.get("/readings/{reading_id}/opinions/invitable")
def list_invitable_specialists(reading_id: UUID, caller: SpecialistOrAdmin, session: Reader) -> list[Invitable]:
    """List who could be asked for an opinion: fit for it, and no part in the first."""
    reading = load_reading(session, caller.scope, reading_id)
    found = list_invitable(session, caller.scope, reading)
    return [Invitable(account_id=each.account_id, name=each.display_name) for each in found]


@router.post("/readings/{reading_id}/opinions", status_code=CREATED)
def ask_second_opinion(reading_id: UUID, body: AskingOpinion, caller: SpecialistOrAdmin, run: Run) -> OpinionMade:
    """Ask for a second opinion of a signed report."""
    asked = desk.Asked(OpinionKind(body.kind), body.question, body.invitee_id, body.does_go_home)
    made = desk.ask_opinion(run.database, caller.scope, reading_id, asked=asked, account=caller.account, at=run.clock())
    return OpinionMade(reading_id=made.id)


@router.post("/readings/{reading_id}/compare", status_code=CREATED)
def compare_opinion(reading_id: UUID, body: Comparing, caller: Specialist, run: Run) -> None:
    """Say how a further report stands to the first; a disagreement goes to a third reader."""
    desk.compare(
        run.database,
        caller.scope,
        reading_id,
        verdict=body.verdict,
        comment=body.comment,
        account=caller.account,
        at=run.clock(),
    )


@router.get("/opinions")
def list_opinions_to_compare(caller: Specialist, session: Reader, run: Run) -> list[ToCompare]:
    """List the further reports that the caller signed and has to compare."""
    at = run.clock()
    viewer = load_viewer(session, caller.scope, caller.account)
    return [
        ToCompare(opinion=_opinion(line), reading=ReadingSummary(**summary_of(reading, viewer, at)))
        for line, reading in list_to_compare(session, caller.scope, account=caller.account, at=at)
    ]


def _opinion(line: OpinionLine) -> OpinionOut:
    opinion, compared = line.opinion, line.compared
    return OpinionOut(
        reading_id=opinion.reading_id,
        kind=opinion.kind,
        state=line.reading.state,
        question=opinion.question,
        does_go_home=opinion.does_go_home,
        asked_by_name=line.asked_by_name,
        asked_at=opinion.asked_at,
        invitee_name=line.invitee_name,
        author_name=line.author_name,
        report_id=line.report_id,
        compared=None
        if compared is None
        else ComparedOut(verdict=compared.verdict, comment=compared.comment, said_at=compared.said_at),
    )
