"""Send signed reports home: take one from the outbox, send it, note how it went.

The three moves are three transactions, and nothing is sent inside one. A
worker killed anywhere leaves a lease that runs out; the next attempt sends the
same Instance under the same SOP Instance UID, so the clinic has it once.
"""

import random
import time
from datetime import datetime, timedelta
from typing import Final

import structlog

from storage import ObjectStore, StoreError
from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic, system_scope
from teleread.database import Database, Session, snapshot, transaction
from teleread.documents.sealing.sealed import Seals
from teleread.errors import Forbidden, Invalid, Missing, TelereadError
from teleread.reports.delivery import (
    LEASE,
    Delivery,
    Failure,
    check_destination,
    fail,
    is_exhausted,
    is_held,
    succeed,
    supersede,
    take,
    withdraw,
)
from teleread.reports.delivery_records import (
    add_attempt,
    end_attempt,
    find_due_delivery,
    is_overtaken,
    load_delivery_for_update,
    save_delivery,
)
from teleread.reports.records import load_report, load_signatures, load_submission
from teleread.views.fhir_reports import load_whole
from teleread.views.sending import load_destination, load_study_to_answer
from teleread.workflow.journey.outlets import NO_PROOFS, TELLING_MORE, Parcel, Proofs, Sender, Sent, outlet_of
from teleread.workflow.journey.printing import printed_document
from teleread.workflow.keeping.each import where
from teleread.worklist.reading import Milestone
from teleread.worklist.records import save_milestone

log = structlog.get_logger()

TIMEOUT: Final = timedelta(seconds=30)
"""For the connection, the association and the answer, each: together well inside a lease."""

BUDGET: Final = timedelta(seconds=20)
"""After which a call takes no more deliveries and returns to its caller."""

SENDABLE_FOR: Final = LEASE - 3 * TIMEOUT
"""How long after it was taken a delivery may begin to be sent.

A worker that stood still for longer sends nothing: another may have taken the
delivery, or be sending a newer version the same way.
"""

TOO_LATE: Final = Failure("准备发送耗时过长，已放弃本次尝试 Too late to begin: this attempt was given up")

STOPPED: Final = "发送进程中断，结果未知 The worker stopped before the result was known"


def deliver_due(  # noqa: PLR0913  (all that sending is made of)
    database: Database,
    store: ObjectStore,
    *,
    worker: str,
    at: datetime,
    ae_title: str,
    public_url: str,
    sealer: Seals | None = None,
    timeout: timedelta = TIMEOUT,
    proofs: Proofs = NO_PROOFS,
) -> int:
    """Attempt deliveries that are due, one after the other, and return how many attempts were made.

    A device that does not answer costs its whole time limit: call this where
    nothing urgent waits behind it. It stops taking more after `BUDGET`.

    Parameters
    ----------
    worker
        Names this process among all, for the lease and the attempts shown.
    ae_title
        Our AE title, as the clinic's device knows the caller.
    public_url
        Where people reach the pages; printed into the QR code.
    sealer
        Puts the hospital's certificate on what is printed.
    proofs
        How we prove to others who we are.
    """
    sender = Sender(worker, ae_title, public_url, timeout, proofs)
    began = time.monotonic()

    def elapsed() -> timedelta:
        return timedelta(seconds=time.monotonic() - began)

    attempts = 0
    while elapsed() < BUDGET and (delivery := _take(database, sender, at=at + elapsed())) is not None:
        expires = time.monotonic() + SENDABLE_FOR.total_seconds()
        result = _attempt(database, store, sender, delivery, sealer=sealer, expires=expires, at=at + elapsed())
        _finish(database, sender, delivery, result, at=at + elapsed())
        attempts += 1
    return attempts


def _take(database: Database, sender: Sender, *, at: datetime) -> Delivery | None:
    while True:
        with snapshot(database) as session:
            if find_due_delivery(session, at=at, lock=False) is None:
                return None
        with transaction(database) as session:
            found = find_due_delivery(session, at=at, lock=True)
            if found is None:
                return None
            end_attempt(session, found.id, number=found.attempts, at=at, succeeded=False, detail=STOPPED)
            after = _next_step(session, found, sender.worker, at)
            save_delivery(session, after)
            if is_held(after, worker=sender.worker, attempt=after.attempts):
                add_attempt(session, after, worker=sender.worker, at=at)
                return after
            _record(session, f"delivery.{after.state.value}", after, at)


def _next_step(session: Session, found: Delivery, worker: str, at: datetime) -> Delivery:
    if is_overtaken(session, found):
        return supersede(found)
    if load_destination(session, found.route_id).is_closed:
        return withdraw(found)
    if is_exhausted(found):
        return fail(found, Failure(STOPPED, is_permanent=True), at=at, jitter=0)
    return take(found, worker=worker, at=at)


def _attempt(
    database: Database,
    store: ObjectStore,
    sender: Sender,
    delivery: Delivery,
    *,
    sealer: Seals | None,
    expires: float,
    at: datetime,
) -> Sent | Failure:
    try:
        parcel = _load(database, delivery, expires=expires)
        outlet = outlet_of(parcel.destination.kind)
        pdf = printed_document(database, store, parcel.report, public_url=sender.public_url, sealer=sealer, at=at)
        return TOO_LATE if parcel.is_expired else outlet(parcel.with_document(pdf), sender)
    except TelereadError as refusal:
        detail = f"{refusal.message_zh()} {refusal.message_en()}"
        return Failure(detail, is_permanent=isinstance(refusal, Invalid | Forbidden | Missing))
    except StoreError:
        return Failure("对象存储暂时无法访问 The object store does not answer")
    except Exception as failure:  # noqa: BLE001  (whatever it is, the attempt says so and other reports go home)
        details = where(failure)
        log.error("delivery.attempt_broke", delivery_id=str(delivery.id), **details)  # noqa: TRY400  (no message)
        return Failure(f"意外错误 Unexpected: {details['failure']} ({details['place']})")


def _load(database: Database, delivery: Delivery, *, expires: float) -> Parcel:
    with snapshot(database) as session:
        report = load_report(session, system_scope(), delivery.report_id)
        destination = load_destination(session, delivery.route_id)
        owners = [delivery.clinic_id, destination.route_clinic_id]
        if destination.device_clinic_id is not None:
            owners.append(destination.device_clinic_id)
        check_destination(report.clinic_id, *owners)
        study = load_study_to_answer(session, scope_of_clinic(report.clinic_id), report.reading_id)
        check_destination(report.clinic_id, study.clinic_id)
        content = load_submission(session, submission_id=report.submission_id).content
        check_destination(report.clinic_id, content.clinic.id)
        signatures = load_signatures(session, submission_id=report.submission_id)
        is_whole = destination.kind in TELLING_MORE
        whole = load_whole(session, scope_of_clinic(report.clinic_id), report.id) if is_whole else None
    return Parcel(delivery.id, report, content, signatures, study, destination, expires, whole=whole)


def _finish(database: Database, sender: Sender, delivery: Delivery, result: Sent | Failure, *, at: datetime) -> None:
    number = delivery.attempts
    with transaction(database) as session:
        present = load_delivery_for_update(session, system_scope(), delivery.id)
        end_attempt(
            session, delivery.id, number=number, at=at, succeeded=isinstance(result, Sent), detail=result.detail
        )
        if not is_held(present, worker=sender.worker, attempt=number):
            return
        if isinstance(result, Sent):
            save_delivery(session, succeed(present, at=at))
            save_milestone(session, delivery.reading_id, Milestone.DELIVERED, at=at)
            _record(session, "delivery.delivered", delivery, at)
        else:
            failed = fail(present, result, at=at, jitter=random.random())  # noqa: S311 (spreads retries, guards nothing)
            save_delivery(session, failed)
            _record(session, "delivery.dead" if failed.is_dead else "delivery.failed", delivery, at)


def _record(session: Session, action: str, delivery: Delivery, at: datetime) -> None:
    record(
        session,
        action,
        at=at,
        account_id=None,
        clinic_id=delivery.clinic_id,
        subject_kind="report",
        subject_id=delivery.report_id,
        delivery_id=str(delivery.id),
        attempt=delivery.attempts,
    )
