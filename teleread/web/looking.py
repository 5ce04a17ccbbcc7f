"""What was on a reader's screen, said by the page."""

from typing import Annotated
from uuid import UUID

from fastapi import status
from pydantic import BaseModel, Field

from teleread.web.dependencies import Run
from teleread.web.holds import Specialist
from teleread.web.routing import Router
from teleread.web.schemas import Body
from teleread.workflow.desk.looking import note_looks
from teleread.worklist.looking import Look

router = Router(prefix="/api/readings/{reading_id}", tags=["readings"])

MOST_FRAMES = 20_000
MOST_INSTANCES = 1_000

Frames = Annotated[list[Annotated[int, Field(ge=1, le=2**31 - 1)]], Field(max_length=MOST_FRAMES)]


class InstanceShown(BaseModel):
    """Frames of an Instance that were shown as a preview, and those in diagnostic quality.

    `is_whole`: all of it was shown in diagnostic quality.
    """

    instance_id: UUID
    previewed: Frames = []
    diagnostic: Frames = []
    is_whole: bool = False


class Shown(Body):
    """What was shown since the page last said so, in its order."""

    instances: Annotated[list[InstanceShown], Field(max_length=MOST_INSTANCES)]


@router.post("/shown", status_code=status.HTTP_204_NO_CONTENT)
def note_shown_pictures(reading_id: UUID, body: Shown, caller: Specialist, run: Run) -> None:
    """Note what was on the caller's screen; who has seen only a preview cannot submit or sign."""
    looks = [
        Look(one.instance_id, frozenset(one.previewed), frozenset(one.diagnostic), one.is_whole)
        for one in body.instances
    ]
    note_looks(run.database, caller.scope, reading_id, account=caller.account, looks=looks)
