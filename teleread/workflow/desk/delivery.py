"""Send a report again that did not get home."""

from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.audit.records import record
from teleread.database import Database, Session, transaction
from teleread.reports.delivery import Delivery
from teleread.reports.delivery import send_again as due_now
from teleread.reports.delivery_records import load_dead_for_update, load_delivery_for_update, save_delivery
from teleread.scope import Scope


def send_again(database: Database, scope: Scope, delivery_id: UUID, *, account: Account, at: datetime) -> Delivery:
    """Make a dead or waiting delivery due now; its attempts are counted on.

    Raises
    ------
    DeliveryMissing
        If there is none of that key inside the Scope.
    NotUndelivered
        If it has arrived, is superseded, or is being sent.
    """
    with transaction(database) as session:
        delivery = due_now(load_delivery_for_update(session, scope, delivery_id), at=at)
        _keep(session, delivery, account=account, at=at)
    return delivery


def send_dead_again(database: Database, scope: Scope, *, account: Account, at: datetime) -> int:
    """Make every dead delivery inside the Scope due now, and return how many there were."""
    with transaction(database) as session:
        dead = load_dead_for_update(session, scope)
        for delivery in dead:
            _keep(session, due_now(delivery, at=at), account=account, at=at)
    return len(dead)


def _keep(session: Session, delivery: Delivery, *, account: Account, at: datetime) -> None:
    save_delivery(session, delivery)
    record(
        session,
        "delivery.requeued",
        at=at,
        account_id=account.id,
        clinic_id=delivery.clinic_id,
        subject_kind="report",
        subject_id=delivery.report_id,
        delivery_id=str(delivery.id),
        attempt=delivery.attempts,
    )
