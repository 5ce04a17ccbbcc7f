"""The outbox as an admin sees it, and another try by hand."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from teleread.database import snapshot
from teleread.reports.delivery import DeliveryState
from teleread.views.reports import list_deliveries
from teleread.web.dependencies import AdminCaller, Reader, Run
from teleread.web.reports import DeliveryOut
from teleread.web.routing import Router
from teleread.workflow.desk.delivery import send_again

router = Router(prefix="/api/deliveries", tags=["deliveries"])


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


@router.post("/{delivery_id}/retry")
def retry_delivery(delivery_id: UUID, caller: AdminCaller, run: Run) -> DeliveryOut:
    """Make a dead or waiting delivery due now."""
    delivery = send_again(run.database, caller.scope, delivery_id, account=caller.account, at=run.clock())
    with snapshot(run.database) as session:
        lines = list_deliveries(session, caller.scope, report_id=delivery.report_id)
    return DeliveryOut.model_validate(next(line for line in lines if line.id == delivery_id))
