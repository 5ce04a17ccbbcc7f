"""What specialists may read and when they are on duty, as an admin keeps it."""

from datetime import datetime, time
from typing import Annotated
from uuid import UUID

from fastapi import status
from pydantic import Field

from teleread.clinics.clinic import Modality
from teleread.web.clinics import Kept
from teleread.web.dependencies import AdminCaller, Reader, Run
from teleread.web.routing import Router
from teleread.web.schemas import Body, Line, Moment
from teleread.workflow.desk import people as desk
from teleread.workflow.desk import stations
from teleread.workflow.desk.clinics import DEFAULT_TIME_ZONE
from teleread.worklist.reading import Part
from teleread.worklist.roster_records import load_credentials, load_duties
from teleread.worklist.station_records import load_stations

router = Router(prefix="/api", tags=["roster"])

CREATED, NO_CONTENT = status.HTTP_201_CREATED, status.HTTP_204_NO_CONTENT


class CredentialOut(Kept):
    """A specialist may read a modality in one part; an empty body part means all."""

    account_id: UUID
    modality: Modality
    body_part: str
    part: Part


class CredentialIn(Body):
    """A specialist is to read a modality in one part."""

    account_id: UUID
    modality: Modality
    body_part: Line = ""
    part: Part


class DutyOut(Kept):
    """A weekly shift; weekday 0 is Monday, times are wall clock of the zone."""

    account_id: UUID
    weekday: int
    starts: time
    ends: time
    time_zone: str


class DutyIn(Body):
    """A new weekly shift; an end at or before its start runs past midnight."""

    account_id: UUID
    weekday: Annotated[int, Field(strict=True)]
    starts: time
    ends: time
    time_zone: Line = DEFAULT_TIME_ZONE


class StationOut(Kept):
    """A specialist works at a clinic from one moment until before another."""

    account_id: UUID
    clinic_id: UUID
    begins_at: datetime
    ends_at: datetime


class StationIn(Body):
    """A specialist is to work at a clinic for a time; the weekly shifts hold there too."""

    account_id: UUID
    clinic_id: UUID
    begins_at: Moment
    ends_at: Moment


@router.get("/credentials")
def list_credentials(_caller: AdminCaller, session: Reader) -> list[CredentialOut]:
    """List what everybody may read."""
    return [CredentialOut.model_validate(each) for each in load_credentials(session)]


@router.post("/credentials", status_code=CREATED)
def add_credential(body: CredentialIn, caller: AdminCaller, run: Run) -> CredentialOut:
    """Let a specialist read a modality."""
    credential = desk.add_credential(
        run.database,
        person=body.account_id,
        modality=body.modality,
        part=body.part,
        body_part=body.body_part,
        account=caller.account,
        at=run.clock(),
    )
    return CredentialOut.model_validate(credential)


@router.delete("/credentials/{credential_id}", status_code=NO_CONTENT)
def remove_credential(credential_id: UUID, caller: AdminCaller, run: Run) -> None:
    """Let a specialist read it no longer."""
    desk.remove_credential(run.database, credential_id, account=caller.account, at=run.clock())


@router.get("/duties")
def list_duties(_caller: AdminCaller, session: Reader) -> list[DutyOut]:
    """List everybody's shifts in the order of the week."""
    return [DutyOut.model_validate(duty) for duty in load_duties(session)]


@router.post("/duties", status_code=CREATED)
def add_duty(body: DutyIn, caller: AdminCaller, run: Run) -> DutyOut:
    """Give a specialist a weekly shift."""
    values = body.model_dump(exclude={"account_id"})
    duty = desk.set_duty(run.database, person=body.account_id, **values, account=caller.account, at=run.clock())
    return DutyOut.model_validate(duty)


@router.delete("/duties/{duty_id}", status_code=NO_CONTENT)
def remove_duty(duty_id: UUID, caller: AdminCaller, run: Run) -> None:
    """Take a weekly shift off the rota."""
    desk.remove_duty(run.database, duty_id, account=caller.account, at=run.clock())


@router.get("/stations")
def list_stations(_caller: AdminCaller, session: Reader) -> list[StationOut]:
    """List which specialists work at which clinics when, the latest first."""
    return [StationOut.model_validate(each) for each in load_stations(session)]


@router.post("/stations", status_code=CREATED)
def add_station(body: StationIn, caller: AdminCaller, run: Run) -> StationOut:
    """Post a specialist at a clinic for a time."""
    station = stations.post(run.database, caller.scope, **body.model_dump(), account=caller.account, at=run.clock())
    return StationOut.model_validate(station)


@router.delete("/stations/{station_id}", status_code=NO_CONTENT)
def remove_station(station_id: UUID, caller: AdminCaller, run: Run) -> None:
    """Call a specialist back."""
    stations.call_back(run.database, station_id, account=caller.account, at=run.clock())
