"""A device wants to delete what it sent: read it back from the store first, and tell it until it has heard.

The three moves are three transactions, and nothing is read or sent inside one.
A gateway killed anywhere leaves what it owes on record, and any worker pays it.
"""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from storage import ObjectStore
from teleread.archive.commitment import CommitmentRequest, HeldCopy, Verdicts, verdict
from teleread.archive.commitment_records import (
    add_report,
    count_owed,
    find_due_report,
    load_report,
    save_report,
)
from teleread.archive.commitment_report import (
    HANDED_OVER,
    MOST_OWED,
    CommitmentReport,
    ReportState,
    TooManyCommitments,
    fail,
    is_held,
    take,
    taken_by_device,
)
from teleread.archive.scrubbing import Fault
from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic, system_scope
from teleread.clinics.records import load_ae
from teleread.clinics.validity import PartMissing
from teleread.database import Database, Session, snapshot, transaction
from teleread.dicom.association.commitment import can_report_to, event_of, report_to
from teleread.dicom.association.peer import Peer
from teleread.errors import Unavailable
from teleread.identifiers import new_id
from teleread.outbox import Failure
from teleread.views.commitment import CopyOnFile, load_copies
from teleread.workflow.keeping.each import where
from teleread.workflow.keeping.verify import fault_of

log = structlog.get_logger()

READ_IN_VAIN = 3
"""So often an object that cannot be read may be read later, before its device is told that it failed."""

BUDGET_SECONDS = 20.0

NO_LISTENER = "设备已断开，且未登记主机和端口 The device has left, and has no host and port on record"
NOT_TAKEN = "设备未接收回报 The device did not take the report"
UNREADABLE = "对象暂时无法读取 An object cannot be read now"

Clock = Callable[[], datetime]
Tell = Callable[[CommitmentRequest, Verdicts], bool]
"""Say to a device for what the archive answers; False where it did not take it."""


class Unread(Unavailable):
    """An object cannot be read now: whether it is whole is not known."""

    code = "object_unread"
    zh, en = "对象暂时无法读取", "An object cannot be read now"


def promise(
    database: Database, clinic_id: UUID, *, request: CommitmentRequest, ae_id: UUID | None, at: datetime
) -> UUID:
    """Put on record that a device is owed a report; raises TooManyCommitments.

    Who heard the request has a while to report on its association by itself.
    """
    report = CommitmentReport(
        id=new_id(),
        clinic_id=clinic_id,
        ae_id=ae_id,
        request=request,
        state=ReportState.QUEUED,
        asked_at=at,
        attempts=0,
        next_attempt_at=at + HANDED_OVER,
        lease_holder=None,
        lease_ends_at=None,
        reported_at=None,
        committed=None,
        failed=None,
        detail="",
    )
    with transaction(database) as session:
        if count_owed(session, ae_id=ae_id) >= MOST_OWED:
            raise TooManyCommitments
        add_report(session, report)
    return report.id


def report_here(
    database: Database,
    store: ObjectStore,
    report_id: UUID,
    *,
    tell: Tell,
    worker: str,
    ae_title: str,
    clock: Clock,
) -> None:
    """Report where the device asked, or call it back; what it does not take stays on record."""
    with transaction(database) as session:
        found = load_report(session, system_scope(), report_id)
        if found.state is not ReportState.QUEUED:
            return
        report = take(found, worker=worker, at=clock())
        save_report(session, report)
    _attempt(database, store, report, tell=tell, worker=worker, ae_title=ae_title, clock=clock)


def report_due(database: Database, store: ObjectStore, *, worker: str, ae_title: str, at: datetime) -> int:
    """Call devices back that are owed a report, one after the other; return how many were tried."""
    began = time.monotonic()

    def clock() -> datetime:
        return at + timedelta(seconds=time.monotonic() - began)

    tried = 0
    while time.monotonic() - began < BUDGET_SECONDS and (report := _take(database, worker, at=clock())) is not None:
        _attempt(database, store, report, tell=None, worker=worker, ae_title=ae_title, clock=clock)
        tried += 1
    return tried


def _take(database: Database, worker: str, *, at: datetime) -> CommitmentReport | None:
    with snapshot(database) as session:
        if find_due_report(session, at=at, lock=False) is None:
            return None
    with transaction(database) as session:
        found = find_due_report(session, at=at, lock=True)
        if found is None:
            return None
        report = take(found, worker=worker, at=at)
        save_report(session, report)
        return report


def _attempt(
    database: Database,
    store: ObjectStore,
    report: CommitmentReport,
    *,
    tell: Tell | None,
    worker: str,
    ae_title: str,
    clock: Clock,
) -> None:
    verdicts: Verdicts = {}
    try:
        peer = _listener(database, report, ae_title)
        failure = None if tell else _why_no_call(peer)
        if failure is None:
            verdicts = commit_storage(
                database,
                store,
                report.clinic_id,
                request=report.request,
                ae_id=report.ae_id,
                at=clock(),
                may_wait=report.attempts <= READ_IN_VAIN,
            )
            failure = _tell(report, verdicts, tell, peer)
    except Unread:
        failure = Failure(UNREADABLE)
    except Unavailable as refusal:
        failure = Failure(f"{refusal.message_zh()} {refusal.message_en()}")
    except Exception as error:  # noqa: BLE001  (whatever it is, other devices hear of theirs)
        details = where(error)
        log.error("commitment.broke", report_id=str(report.id), **details)  # noqa: TRY400  (no message)
        failure = Failure(f"意外错误 Unexpected: {details['failure']} ({details['place']})")
    _finish(database, report, verdicts, failure, worker=worker, at=clock())


def _why_no_call(peer: Peer | None) -> Failure | None:
    """Say why a device cannot be called now: then nothing is read in vain."""
    if peer is None:
        return Failure(NO_LISTENER, is_permanent=True)
    return None if can_report_to(peer) else Failure(NOT_TAKEN)


def _tell(report: CommitmentReport, verdicts: Verdicts, tell: Tell | None, peer: Peer | None) -> Failure | None:
    if tell is not None and tell(report.request, verdicts):
        return None
    if peer is None:
        return Failure(NO_LISTENER, is_permanent=True)
    return None if report_to(peer, *event_of(report.request, verdicts)) else Failure(NOT_TAKEN)


def _listener(database: Database, report: CommitmentReport, ae_title: str) -> Peer | None:
    """Return where a device listens, if it does; we call by the title that it calls us."""
    if report.ae_id is None:
        return None
    with snapshot(database) as session:
        try:
            ae = load_ae(session, scope_of_clinic(report.clinic_id), report.ae_id)
        except PartMissing:
            return None
    if ae.host is None or ae.port is None:
        return None
    return Peer(ae.host, ae.port, ae.ae_title, ae.called_ae_title or ae_title)


def _finish(
    database: Database,
    report: CommitmentReport,
    verdicts: Verdicts,
    failure: Failure | None,
    *,
    worker: str,
    at: datetime,
) -> None:
    with transaction(database) as session:
        present = load_report(session, system_scope(), report.id)
        if not is_held(present, worker=worker, attempt=report.attempts):
            return
        if failure is None:
            after = taken_by_device(present, at=at)
        else:
            jitter = random.random()  # noqa: S311 (spreads retries, guards nothing)
            after = fail(present, failure, at=at, jitter=jitter)
        save_report(session, _counted(after, verdicts))
        _record(session, after, at)
    log.info("commitment.reported" if failure is None else "commitment.unreported", report_id=str(report.id))


def _counted(report: CommitmentReport, verdicts: Verdicts) -> CommitmentReport:
    if not verdicts:
        return report
    failed = sum(reason is not None for reason in verdicts.values())
    return replace(report, committed=len(verdicts) - failed, failed=failed)


def _record(session: Session, report: CommitmentReport, at: datetime) -> None:
    if report.state is ReportState.QUEUED:
        return
    record(
        session,
        f"commitment.{report.state.value}",
        at=at,
        account_id=None,
        clinic_id=report.clinic_id,
        subject_kind="ae",
        subject_id=report.ae_id,
        report_id=str(report.id),
        attempt=report.attempts,
    )


def commit_storage(
    database: Database,
    store: ObjectStore,
    clinic_id: UUID,
    *,
    request: CommitmentRequest,
    ae_id: UUID | None,
    at: datetime,
    may_wait: bool = False,
) -> Verdicts:
    """Say for which Instances the archive answers, and put that on record.

    Every copy of a named UID is read from the store and its SHA-256 compared
    with that of the received bytes. No transaction is open meanwhile.

    Parameters
    ----------
    may_wait
        Whether an object that cannot be read now may be read later.

    Raises
    ------
    Unread
        If there is one.
    """
    uids = list(dict.fromkeys(reference.sop_instance_uid for reference in request.references))
    with snapshot(database) as session:
        copies = load_copies(session, scope_of_clinic(clinic_id), clinic_id, uids)
    held = {uid: [_held(store, copy, may_wait=may_wait) for copy in copies.get(uid, ())] for uid in uids}
    verdicts = {reference: verdict(reference, held[reference.sop_instance_uid]) for reference in request.references}
    failed = Counter(reason.name.lower() for reason in verdicts.values() if reason is not None)
    with transaction(database) as session:
        record(
            session,
            "storage.committed",
            at=at,
            account_id=None,
            clinic_id=clinic_id,
            subject_kind="ae",
            subject_id=ae_id,
            committed=len(verdicts) - failed.total(),
            **failed,
        )
    return verdicts


def _held(store: ObjectStore, copy: CopyOnFile, *, may_wait: bool) -> HeldCopy:
    fault = fault_of(store, copy)
    if may_wait and fault is Fault.UNREADABLE:
        raise Unread
    return HeldCopy(copy.sop_class_uid, fault is None)
