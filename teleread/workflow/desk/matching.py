"""Say which order a Study answers, where the rules could not."""

from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.archive.settling_records import close_discrepancies
from teleread.archive.study import DiscrepancyKind
from teleread.audit.records import record
from teleread.database import Database, Session, transaction
from teleread.errors import Missing
from teleread.scope import Scope
from teleread.workflow.journey.request import answer_request
from teleread.worklist.reading import Reading
from teleread.worklist.records import load_reading_for_update
from teleread.worklist.refusals import TransitionRefused
from teleread.worklist.request import RequestNotOpen, RequestState
from teleread.worklist.request_records import load_request_for_update, reopen_unanswered_request

CHOSEN = "order_chosen"


def choose_request(
    database: Database, scope: Scope, reading_id: UUID, *, request_id: UUID, account: Account, at: datetime
) -> Reading:
    """Let a Reading answer the order that a person names, instead of the one it answered.

    Raises
    ------
    Missing
        If one of them is not inside the Scope, or they are of two clinics.
    TransitionRefused
        If the Reading is over: what was signed names its order.
    RequestNotOpen
        If the order was cancelled.
    """
    with transaction(database) as session:
        reading = load_reading_for_update(session, scope, reading_id)
        request = load_request_for_update(session, scope, request_id)
        if request.clinic_id != reading.clinic_id:
            raise Missing(request_id=str(request_id))
        if reading.is_final:
            raise TransitionRefused(event="choose_request", state=reading.state.value)
        if request.state is RequestState.CANCELLED:
            raise RequestNotOpen
        saved = answer_request(session, reading, request, at=at, account_id=account.id)
        if reading.request_id not in {None, request.id}:
            reopen_unanswered_request(session, reading.request_id)
        _close_tasks(session, saved, account, at=at)
    return saved


def _close_tasks(session: Session, reading: Reading, account: Account, *, at: datetime) -> None:
    kind = DiscrepancyKind.REQUEST_AMBIGUOUS
    for task_id in close_discrepancies(
        session, kind=kind, other_id=reading.id, resolution=CHOSEN, account_id=account.id, at=at
    ):
        record(
            session,
            "discrepancy.resolved",
            at=at,
            account_id=account.id,
            clinic_id=reading.clinic_id,
            subject_kind="discrepancy",
            subject_id=task_id,
            kind=kind.value,
            resolution=CHOSEN,
        )
