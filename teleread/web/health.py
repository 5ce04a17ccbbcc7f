"""Whether the process lives, and whether everything can do its work."""

from typing import Literal

from fastapi import Response, status
from pydantic import BaseModel

from teleread.archive.intake import IntakeStanding, standing_of
from teleread.archive.intake_records import load_intakes
from teleread.database import Database, snapshot
from teleread.errors import Unavailable
from teleread.health.pulse import answers, has_room
from teleread.health.room import reserve_of
from teleread.reports.seal import SealingStanding, sealing_standing
from teleread.reports.seal_records import find_sealing
from teleread.web.dependencies import Run, Runtime
from teleread.web.routing import Router
from teleread.workflow.keeping.migrate import is_current

router = Router(tags=["health"])

Answer = Literal["ok", "unavailable"]
WELL = frozenset({IntakeStanding.OK, IntakeStanding.NONE})


class Health(BaseModel):
    """The process lives."""

    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """What answers.

    `gateway` is what the gateways last said: `none` where none runs with this
    database, `silent` where one died, `cannot_keep` where one refuses what
    devices send because its store does not answer or its disk is full. `seal`
    is how it stands with the certificate that signs documents: reports go home
    without it, so it takes nothing from being ready.
    """

    database: Answer
    migrations: Literal["current", "outdated", "unknown"]
    store: Answer
    room: Literal["ok", "low"]
    gateway: IntakeStanding | Literal["unknown"]
    seal: SealingStanding | Literal["unknown"]

    @property
    def is_ready(self) -> bool:
        """Whether everything can do its work."""
        return self.migrations == "current" and self.store == "ok" and self.room == "ok" and self.gateway in WELL


@router.get("/healthz")
def healthz() -> Health:
    """Say that the process lives."""
    return Health()


@router.get("/readyz", responses={503: {"model": Readiness}})
def readyz(run: Run, response: Response) -> Readiness:
    """Say whether database, store and gateway do their work, there is room, and the tables are of this version."""
    migrations = migrations_of(run.database)
    ready = Readiness(
        database="unavailable" if migrations == "unknown" else "ok",
        migrations=migrations,
        store="ok" if answers(run.store) else "unavailable",
        room="ok" if has_room(reserve_of(run.settings)) else "low",
        gateway=gateway_of(run) if migrations == "current" else "unknown",
        seal=seal_of(run) if migrations == "current" else "unknown",
    )
    if not ready.is_ready:
        response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    return ready


def migrations_of(database: Database) -> Literal["current", "outdated", "unknown"]:
    """Say whether the tables are of this version; unknown if the database does not answer."""
    try:
        return "current" if is_current(database) else "outdated"
    except Unavailable:
        return "unknown"


def gateway_of(run: Runtime) -> IntakeStanding | Literal["unknown"]:
    """Say how it stands with the gateways; unknown if the database does not answer."""
    try:
        with snapshot(run.database) as session:
            return standing_of(load_intakes(session), at=run.clock())
    except Unavailable:
        return "unknown"


def seal_of(run: Runtime) -> SealingStanding | Literal["unknown"]:
    """Say how it stands with the certificate that signs documents; unknown if the database does not answer."""
    try:
        with snapshot(run.database) as session:
            return sealing_standing(find_sealing(session), at=run.clock())
    except Unavailable:
        return "unknown"
