"""What people do to a Reading: claim it, hold it, give it back, send it back."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, status
from pydantic import BaseModel, Field

from teleread.accounts.account import CLINIC_ROLES, SPECIALIST_ROLES, Role
from teleread.reports.evidence import LONGEST_TEXT, MarkKind
from teleread.web.dependencies import Caller, CurrentCaller, Run, permit
from teleread.web.evidence import PointShape
from teleread.web.routing import Router
from teleread.web.schemas import Body, Moment, Text
from teleread.workflow.desk.matching import choose_request
from teleread.workflow.desk.study import open_reading
from teleread.workflow.journey import assign, read
from teleread.worklist.reading import Reading
from teleread.worklist.rejection import MOST_MARKS, Complaint, PlaceMarked, RejectionReason

router = Router(prefix="/api/readings/{reading_id}", tags=["readings"])

NO_CONTENT = status.HTTP_204_NO_CONTENT

Specialist = Annotated[Caller, Depends(permit(*sorted(SPECIALIST_ROLES)))]
SpecialistOrAdmin = Annotated[Caller, Depends(permit(*sorted(SPECIALIST_ROLES), Role.ADMIN))]
ClinicOrAdmin = Annotated[Caller, Depends(permit(*sorted(CLINIC_ROLES), Role.ADMIN))]

FencingToken = Annotated[int, Field(ge=0, le=2**31 - 1)]


class Hold(BaseModel):
    """What a window keeps of its hold: the number to send with every act, and until when it lives."""

    fencing_token: int
    lease_ends_at: datetime | None

    @classmethod
    def of(cls, reading: Reading) -> "Hold":
        """Return the hold of a started Reading; a claim has until then to be started."""
        return cls(fencing_token=reading.fencing_token, lease_ends_at=reading.lease_ends_at or reading.offer_ends_at)


class Held(Body):
    """The number that START gave."""

    fencing_token: FencingToken


class Releasing(Body):
    """An admin who takes a Reading back has no number."""

    fencing_token: FencingToken | None = None
    reason: Text = ""


class Seeing(Held):
    """What the page shows as the last late arrival; what came since is not acknowledged with it."""

    late_instance_at: Moment


class PlaceShape(Body):
    """Something drawn on one frame, from 1; points as those of evidence."""

    instance_id: UUID
    frame: Annotated[int, Field(ge=1, le=2**31 - 1)]
    kind: MarkKind
    points: Annotated[list[PointShape], Field(min_length=2, max_length=4)]
    text: Annotated[str, Field(max_length=LONGEST_TEXT)] = ""


class Rejecting(Held):
    """Why the Study cannot be read, and where that shows."""

    reason: RejectionReason
    comment: Text = ""
    marks: Annotated[list[PlaceShape], Field(max_length=MOST_MARKS)] = []


class Reasoned(Body):
    """Why."""

    reason: Text


class Choosing(Body):
    """The order that is answered."""

    request_id: UUID


@router.post("/claim")
def claim_reading(reading_id: UUID, caller: Specialist, run: Run) -> Hold:
    """Take a Reading that waits, or that a colleague was offered and has not started."""
    return Hold.of(assign.claim(run.database, caller.scope, reading_id, account=caller.account, at=run.clock()))


@router.post("/start")
def start_reading(reading_id: UUID, caller: Specialist, run: Run) -> Hold:
    """Begin to read, or take up one's own hold in this window."""
    return Hold.of(read.start(run.database, caller.scope, reading_id, account=caller.account, at=run.clock()))


@router.post("/heartbeat")
def renew_hold(reading_id: UUID, body: Held, caller: Specialist, run: Run) -> Hold:
    """Say that the page is still open."""
    return Hold.of(
        read.heartbeat(
            run.database,
            caller.scope,
            reading_id,
            account=caller.account,
            fencing_token=body.fencing_token,
            at=run.clock(),
        )
    )


@router.post("/release", status_code=NO_CONTENT)
def release_reading(reading_id: UUID, body: Releasing, caller: SpecialistOrAdmin, run: Run) -> None:
    """Give a Reading back."""
    read.release(
        run.database,
        caller.scope,
        reading_id,
        account=caller.account,
        fencing_token=body.fencing_token,
        reason=body.reason,
        at=run.clock(),
    )


@router.post("/open", status_code=NO_CONTENT)
def open_study(reading_id: UUID, caller: CurrentCaller, run: Run) -> None:
    """Note that the caller looks at the Studies."""
    open_reading(run.database, caller.scope, reading_id, account=caller.account, at=run.clock())


@router.post("/acknowledge-late", status_code=NO_CONTENT)
def acknowledge_late_instance(reading_id: UUID, body: Seeing, caller: Specialist, run: Run) -> None:
    """Note that the author has seen what arrived late."""
    read.acknowledge_late(
        run.database,
        caller.scope,
        reading_id,
        account=caller.account,
        fencing_token=body.fencing_token,
        late_instance_at=body.late_instance_at,
        at=run.clock(),
    )


@router.post("/reject", status_code=NO_CONTENT)
def reject_reading(reading_id: UUID, body: Rejecting, caller: Specialist, run: Run) -> None:
    """Send the Study back to its clinic as not readable."""
    read.reject(
        run.database,
        caller.scope,
        reading_id,
        account=caller.account,
        fencing_token=body.fencing_token,
        complaint=Complaint(
            body.reason,
            body.comment,
            tuple(
                PlaceMarked(
                    mark.instance_id,
                    mark.frame,
                    mark.kind.value,
                    tuple((point.x, point.y) for point in mark.points),
                    mark.text,
                )
                for mark in body.marks
            ),
        ),
        at=run.clock(),
    )


@router.post("/cancel", status_code=NO_CONTENT)
def cancel_reading(reading_id: UUID, body: Reasoned, caller: ClinicOrAdmin, run: Run) -> None:
    """Call the Reading off."""
    read.cancel(run.database, caller.scope, reading_id, account=caller.account, reason=body.reason, at=run.clock())


@router.post("/request", status_code=NO_CONTENT)
def choose_imaging_request(reading_id: UUID, body: Choosing, caller: ClinicOrAdmin, run: Run) -> None:
    """Say which order the Reading answers, where that was ambiguous or wrong."""
    choose_request(
        run.database, caller.scope, reading_id, request_id=body.request_id, account=caller.account, at=run.clock()
    )


@router.post("/pause", status_code=NO_CONTENT)
def pause_reading(reading_id: UUID, body: Reasoned, caller: SpecialistOrAdmin, run: Run) -> None:
    """Let the Reading wait for its clinic."""
    read.pause(run.database, caller.scope, reading_id, account=caller.account, reason=body.reason, at=run.clock())


@router.post("/resume", status_code=NO_CONTENT)
def resume_reading(reading_id: UUID, caller: CurrentCaller, run: Run) -> None:
    """End the waiting."""
    read.resume(run.database, caller.scope, reading_id, account=caller.account, at=run.clock())
