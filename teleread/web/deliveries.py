"""The outbox as an admin sees it, and another try by hand."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict

from teleread.database import snapshot
from teleread.reports.delivery import DeliveryState
from teleread.views.reports import list_deliveries
from teleread.views.undelivered import count_undelivered
from teleread.web.dependencies import AdminCaller, Reader, Run
from teleread.web.forwardings import Requeued
from teleread.web.reports import DeliveryOut
from teleread.web.routing import Router
from teleread.workflow.desk.delivery import send_again, send_dead_again

router = Router(prefix="/api/deliveries", tags=["deliveries"])


class UndeliveredFigures(BaseModel):
    """What is late, what waits for a person, and since when."""

    model_config = ConfigDict(from_attributes=True)

    overdue: int
    dead: int
    oldest_queued_at: datetime | None


@router.get("")
def get_deliveries(
    caller: AdminCaller,
    session: Reader,
    *,
    state: DeliveryState | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> list[DeliveryOut]:
    """List deliveries, those that did not arrive yet first."""
    return [
        DeliveryOut.model_validate(line) for line in list_deliveries(session, caller.scope, state=state, limit=limit)
    ]


@router.get("/undelivered")
def count_undelivered_reports(caller: AdminCaller, session: Reader, run: Run) -> UndeliveredFigures:
    """Say how many reports should be home by now and are not."""
    return UndeliveredFigures.model_validate(count_undelivered(session, caller.scope, at=run.clock()))


@router.post("/retry")
def retry_dead_deliveries(caller: AdminCaller, run: Run) -> Requeued:
    """Make everything due now that waits for a person."""
    return Requeued(requeued=send_dead_again(run.database, caller.scope, account=caller.account, at=run.clock()))


@router.post("/{delivery_id}/retry")
def retry_delivery(delivery_id: UUID, caller: AdminCaller, run: Run) -> DeliveryOut:
    """Make a dead or waiting delivery due now."""
    delivery = send_again(run.database, caller.scope, delivery_id, account=caller.account, at=run.clock())
    with snapshot(run.database) as session:
        lines = list_deliveries(session, caller.scope, report_id=delivery.report_id)
    return DeliveryOut.model_validate(next(line for line in lines if line.id == delivery_id))
