"""Whether the process lives, and whether it can do its work."""

from typing import Literal

import structlog
from fastapi import APIRouter, Response, status
from pydantic import BaseModel

from storage import ObjectMissing, ObjectStore, StoreError
from teleread.database import Database
from teleread.errors import Unavailable
from teleread.web.dependencies import Run
from teleread.workflow.keeping.migrate import is_current

router = APIRouter(tags=["health"])
log = structlog.get_logger()

NOWHERE = "ready/nothing-lies-here"
"""A locator that nothing has: a store that says so has answered."""

Answer = Literal["ok", "unavailable"]


class Health(BaseModel):
    """The process lives."""

    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """What answers."""

    database: Answer
    migrations: Literal["current", "outdated", "unknown"]
    store: Answer


@router.get("/healthz")
def healthz() -> Health:
    """Say that the process lives."""
    return Health()


@router.get("/readyz", responses={503: {"model": Readiness}})
def readyz(run: Run, response: Response) -> Readiness:
    """Say whether database and store answer and the tables are of this version."""
    migrations = migrations_of(run.database)
    ready = Readiness(
        database="unavailable" if migrations == "unknown" else "ok",
        migrations=migrations,
        store="ok" if answers(run.store) else "unavailable",
    )
    if migrations != "current" or ready.store != "ok":
        response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    return ready


def migrations_of(database: Database) -> Literal["current", "outdated", "unknown"]:
    """Say whether the tables are of this version; unknown if the database does not answer."""
    try:
        return "current" if is_current(database) else "outdated"
    except Unavailable:
        return "unknown"


def answers(store: ObjectStore) -> bool:
    """Say whether the store answers a question about nothing."""
    try:
        store.stat(NOWHERE)
    except ObjectMissing:
        return True
    except StoreError as failure:
        log.warning("web.store_not_ready", kind=type(failure).__name__)
        return False
    return True
