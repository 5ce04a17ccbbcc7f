"""The contradictions that wait for a person."""

from dataclasses import fields
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Query, status
from pydantic import BaseModel, StringConstraints

from teleread.accounts.account import CLINIC_ROLES, Role
from teleread.archive.discrepancy import LONGEST_NOTE, Resolution
from teleread.archive.study import DiscrepancyKind
from teleread.views.discrepancies import Task, list_tasks
from teleread.web.dependencies import Caller, CurrentCaller, Reader, Run, permit
from teleread.web.requests import RequestOut
from teleread.web.routing import Router
from teleread.web.schemas import Body, Line
from teleread.workflow.desk.discrepancies import resolve

router = Router(prefix="/api/discrepancies", tags=["discrepancies"])

Deciding = Annotated[Caller, Depends(permit(Role.ADMIN, *sorted(CLINIC_ROLES)))]


class Discrepancy(BaseModel):
    """A contradiction in words, and the ways out of it that are open.

    `candidates` are orders, one of which `POST /api/readings/{reading_id}/request` may name.
    """

    id: UUID
    kind: DiscrepancyKind
    clinic_id: UUID
    clinic_name: str
    raised_at: datetime
    resolved_at: datetime | None
    resolution: str | None
    subject_id: UUID
    other_id: UUID
    detail: dict[str, Any]
    description_zh: str
    description_en: str
    choices: list[Resolution]
    candidates: list[RequestOut]

    @classmethod
    def of(cls, task: Task) -> "Discrepancy":
        """Return a task as the API has it."""
        values = {field.name: getattr(task, field.name) for field in fields(task)}
        return cls(**{**values, "candidates": [RequestOut.of(line) for line in task.candidates]})


class ResolutionIn(Body):
    """What a person decided, and why."""

    resolution: Line
    note: Annotated[str, StringConstraints(max_length=LONGEST_NOTE)] = ""


@router.get("")
def list_discrepancies(
    caller: CurrentCaller, session: Reader, show: Annotated[Literal["open", "resolved"], Query()] = "open"
) -> list[Discrepancy]:
    """List the open contradictions of the caller's clinics, or those that were resolved."""
    return [Discrepancy.of(task) for task in list_tasks(session, caller.scope, is_open=show == "open")]


@router.post("/{discrepancy_id}/resolve", status_code=status.HTTP_204_NO_CONTENT)
def resolve_discrepancy(discrepancy_id: UUID, body: ResolutionIn, caller: Deciding, run: Run) -> None:
    """Decide; of two contents of one image the one that is to be read."""
    resolve(
        run.database,
        caller.scope,
        discrepancy_id,
        account=caller.account,
        resolution=body.resolution,
        note=body.note,
        at=run.clock(),
    )
