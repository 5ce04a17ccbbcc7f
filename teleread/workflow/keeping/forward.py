"""Send Instances on to a PACS: take one destination, send what waits for it, note how it went.

A worker leases the destination, not each Instance: one association carries
many, and a PACS that is down costs no Instance an attempt. Nothing is sent
inside a transaction. A worker killed anywhere leaves a lease that runs out;
what it had sent and not noted is sent once more, and is the same Instance.
"""

import hashlib
import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import BinaryIO, Final, cast
from uuid import UUID, uuid4

import structlog

from storage import ObjectDamaged, ObjectMissing, ObjectStore, StoreError
from teleread import outbox
from teleread.archive.commitment import Reference
from teleread.audit.records import record
from teleread.database import Database, DatabaseUnavailable, Session, snapshot, transaction
from teleread.dicom.sending.ae_outlet import path_of
from teleread.dicom.sending.outlet import Outgoing, Outlet
from teleread.errors import TelereadError
from teleread.forwarding.destination import Destination, left
from teleread.forwarding.forwarding import (
    TROUBLE,
    TROUBLES_BORNE,
    Forwarding,
    ForwardingState,
    Missed,
    Outcome,
    Proof,
    Reason,
    Took,
    after,
    asking,
    proven,
)
from teleread.forwarding.records import (
    find_due_destination,
    load_destination,
    load_forwardings,
    save_destination,
    save_forwarding,
)
from teleread.views.forwarding import StoredInstance, WaitingInstance, load_waiting
from teleread.workflow.keeping.each import where

log = structlog.get_logger()

TIMEOUT: Final = timedelta(seconds=30)
"""For the connection, the association and each answer."""

TURN_SECONDS: Final = 60.0
"""After which a destination waits until every other had its turn."""

LINGER_SECONDS: Final = 3.0
"""So long an association is kept for reports of commitment when nothing more is to be sent."""

BATCH: Final = 50
SAVED_EVERY_SECONDS: Final = 5.0
RENEWED_EVERY_SECONDS: Final = outbox.LEASE.total_seconds() / 3
PIECE_BYTES: Final = 1 << 20

OpenOutlet = Callable[[Database, Destination], Outlet]
"""Open the road to a destination; raises a TelereadError where it can have none."""

Result = tuple[WaitingInstance, Outcome]


def forward_due(database: Database, store: ObjectStore, *, worker: str, open_outlet: OpenOutlet, at: datetime) -> int:
    """Call destinations that something waits for, one after the other; return how many Instances were tried.

    A destination that does not answer costs its whole time limit: call this
    where nothing urgent waits behind it.
    """
    began = time.monotonic()

    def clock() -> datetime:
        return at + timedelta(seconds=time.monotonic() - began)

    tried = 0
    while time.monotonic() - began < TURN_SECONDS and (destination := _take(database, worker, at=clock())) is not None:
        tried += _Turn(database, store, destination, worker, clock).take(open_outlet)
    return tried


def _take(database: Database, worker: str, *, at: datetime) -> Destination | None:
    with snapshot(database) as session:
        if find_due_destination(session, at=at, lock=False) is None:
            return None
    with transaction(database) as session:
        found = find_due_destination(session, at=at, lock=True)
        if found is None:
            return None
        taken = outbox.leased(found, worker=worker, at=at)
        save_destination(session, taken)
        return taken


@dataclass(slots=True)
class _Turn:
    """One worker with one destination, until nothing waits, it fails, or its time is over."""

    database: Database
    store: ObjectStore
    destination: Destination
    worker: str
    clock: Callable[[], datetime]
    tried: int = 0
    troubles: int = 0
    failure: Missed | None = None
    is_lost: bool = False
    began: float = field(default_factory=time.monotonic)

    def take(self, open_outlet: OpenOutlet) -> int:
        """Send what waits, and leave the destination to others."""
        try:
            with self._renewing():
                outlet = open_outlet(self.database, self.destination)
                try:
                    self._send_all(outlet)
                finally:
                    outlet.close()
        except DatabaseUnavailable:
            raise
        except TelereadError as refusal:
            self.failure = Missed(Reason.UNREACHABLE, refusal.code)
        except Exception as failure:  # noqa: BLE001  (whatever it is, the other destinations go on)
            details = where(failure)
            log.error("forwarding.broke", destination_id=str(self.destination.id), **details)  # noqa: TRY400
            self.failure = Missed(Reason.UNEXPECTED, f"{details['failure']} ({details['place']})")
        self._leave()
        return self.tried

    def _send_all(self, outlet: Outlet) -> None:
        lingered_since: float | None = None
        while self._goes_on():
            waiting = self._waiting(ForwardingState.QUEUED)
            if waiting:
                lingered_since = None
                self._send_batch(outlet, waiting)
            elif unproven := self._waiting(ForwardingState.SENT):
                self._ask_again(outlet, unproven)
            else:
                lingered_since = lingered_since or time.monotonic()
                is_over = time.monotonic() - lingered_since > LINGER_SECONDS
                if is_over or not outlet.is_waiting(seconds=LINGER_SECONDS / 10):
                    return

    def _goes_on(self) -> bool:
        return self.failure is None and not self.is_lost and time.monotonic() - self.began < TURN_SECONDS

    def _waiting(self, state: ForwardingState) -> list[WaitingInstance]:
        with snapshot(self.database) as session:
            return load_waiting(session, self.destination.id, state=state, at=self.clock(), limit=BATCH)

    def _send_batch(self, outlet: Outlet, waiting: list[WaitingInstance]) -> None:
        results: list[Result] = []
        saved_at = time.monotonic()
        kinds = [(each.sop_class_uid, each.transfer_syntax_uid) for each in _instances(waiting)]
        refused = outlet.prepare(kinds) if kinds else None
        for each in waiting:
            results.append((each, refused or self._send(outlet, each)))
            self._judge(results[-1][1])
            if time.monotonic() - saved_at > SAVED_EVERY_SECONDS:
                self._save(outlet, results)
                results, saved_at = [], time.monotonic()
            if not self._goes_on():
                break
        self._save(outlet, results)

    def _send(self, outlet: Outlet, waiting: WaitingInstance) -> Outcome:
        instance = waiting.instance
        if instance is None:
            return Missed(Reason.GONE)
        self.tried += 1
        with tempfile.TemporaryFile() as spooled:
            try:
                is_whole = _spool(self.store, instance, cast("BinaryIO", spooled))
            except (ObjectMissing, ObjectDamaged) as problem:
                return Missed(Reason.OBJECT_WRONG, type(problem).__name__)
            except StoreError as problem:
                return Missed(Reason.STORE_UNAVAILABLE, type(problem).__name__)
            if not is_whole:
                return Missed(Reason.OBJECT_WRONG, "SHA-256")
            return outlet.send(
                Outgoing(
                    instance.sop_class_uid, instance.sop_instance_uid, instance.transfer_syntax_uid, path_of(spooled)
                )
            )

    def _judge(self, outcome: Outcome) -> None:
        if isinstance(outcome, Took):
            self.troubles = 0
        elif outcome.is_of_destination:
            self.failure = outcome
        elif outcome.reason in TROUBLE:
            self.troubles += 1
            if self.troubles >= TROUBLES_BORNE:
                self.failure = outcome
        else:
            self.troubles = 0

    def _save(self, outlet: Outlet, results: list[Result]) -> None:
        """Keep outcomes; then ask for the proof of what was taken, by a request that is on record before it is made."""
        if not results:
            return
        unproven = [each for each, outcome in results if isinstance(outcome, Took) and outcome.proof is None]
        transaction_uid = _new_uid() if unproven else ""
        with transaction(self.database) as session:
            if not self._still_holds(session):
                self.is_lost = True
                return
            present = load_forwardings(session, [each.forwarding.id for each, _ in results])
            saved = [self._saved(session, present, each, outcome, transaction_uid) for each, outcome in results]
            self._record(session, saved)
        if unproven:
            outlet.ask_commitment(transaction_uid, _references(unproven))

    def _saved(
        self,
        session: Session,
        present: dict[UUID, Forwarding],
        waiting: WaitingInstance,
        outcome: Outcome,
        transaction_uid: str,
    ) -> tuple[WaitingInstance, Forwarding]:
        forwarding = present[waiting.forwarding.id]
        if forwarding.state is ForwardingState.QUEUED:
            forwarding = after(forwarding, outcome, at=self.clock(), jitter=_jitter())
            if forwarding.state is ForwardingState.SENT:
                forwarding = asking(forwarding, transaction_uid, at=self.clock(), jitter=_jitter())
            save_forwarding(session, forwarding)
        return waiting, forwarding

    def _ask_again(self, outlet: Outlet, unproven: list[WaitingInstance]) -> None:
        """Ask anew for proofs that did not come; what is gone here is proven no more."""
        instances = _instances(unproven)
        refused = outlet.prepare([(each.sop_class_uid, each.transfer_syntax_uid) for each in instances])
        if refused is not None and refused.is_of_destination:
            self.failure = refused
            return
        transaction_uid = _new_uid()
        with transaction(self.database) as session:
            if not self._still_holds(session):
                self.is_lost = True
                return
            present = load_forwardings(session, [each.forwarding.id for each in unproven])
            for each in unproven:
                forwarding = present[each.forwarding.id]
                if forwarding.state is ForwardingState.SENT:
                    save_forwarding(session, self._asked(outlet, forwarding, transaction_uid))
        outlet.ask_commitment(transaction_uid, _references(unproven))

    def _asked(self, outlet: Outlet, forwarding: Forwarding, transaction_uid: str) -> Forwarding:
        """Return what a new request makes of it; where commitment is not to be had any more, the status stands."""
        if not outlet.can_commit:
            return proven(forwarding, Proof.STATUS, at=self.clock())
        return asking(forwarding, transaction_uid, at=self.clock(), jitter=_jitter())

    def _still_holds(self, session: Session) -> bool:
        present = load_destination(session, self.destination.id)
        return outbox.is_held(present, worker=self.worker, attempt=self.destination.attempts)

    def _record(self, session: Session, saved: list[tuple[WaitingInstance, Forwarding]]) -> None:
        taken = (ForwardingState.SENT, ForwardingState.DONE)
        counts = Counter(
            (each.forwarding.clinic_id, each.instance.study_id, forwarding.proof)
            for each, forwarding in saved
            if each.instance is not None and forwarding.state in taken
        )
        for (clinic_id, study_id, proof), number in counts.items():
            record(
                session,
                "study.forwarded",
                at=self.clock(),
                account_id=None,
                clinic_id=clinic_id,
                subject_kind="study",
                subject_id=study_id,
                destination_id=str(self.destination.id),
                instances=number,
                proof=proof.value if proof else None,
            )
        for _, forwarding in saved:
            if forwarding.state is ForwardingState.DEAD and forwarding.reason is not None:
                record_dead(session, forwarding, at=self.clock())

    def _leave(self) -> None:
        with transaction(self.database) as session:
            present = load_destination(session, self.destination.id)
            if outbox.is_held(present, worker=self.worker, attempt=self.destination.attempts):
                save_destination(session, left(present, self.failure, at=self.clock(), jitter=_jitter()))
        if self.failure is not None:
            log.warning("forwarding.waits", destination_id=str(self.destination.id), reason=self.failure.reason.value)

    @contextmanager
    def _renewing(self) -> Iterator[None]:
        """Keep the lease while something large is under way."""
        ended = threading.Event()

        def renew() -> None:
            while not ended.wait(RENEWED_EVERY_SECONDS):
                try:
                    with transaction(self.database) as session:
                        present = load_destination(session, self.destination.id)
                        if not outbox.is_held(present, worker=self.worker, attempt=self.destination.attempts):
                            self.is_lost = True
                            return
                        save_destination(session, outbox.renewed(present, at=self.clock()))
                except DatabaseUnavailable:
                    continue

        thread = threading.Thread(target=renew, name="forwarding-lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()


def record_dead(session: Session, forwarding: Forwarding, *, at: datetime) -> None:
    """Put on record that an Instance waits for a person."""
    record(
        session,
        "forwarding.dead",
        at=at,
        account_id=None,
        clinic_id=forwarding.clinic_id,
        subject_kind="instance",
        subject_id=forwarding.instance_id,
        destination_id=str(forwarding.destination_id),
        reason=forwarding.reason.value if forwarding.reason else None,
    )


def _spool(store: ObjectStore, instance: StoredInstance, spooled: BinaryIO) -> bool:
    """Copy an object to a file; say whether it is what was received."""
    digest = hashlib.sha256()
    with store.open(instance.locator) as stored:
        while piece := stored.read(PIECE_BYTES):
            digest.update(piece)
            spooled.write(piece)
    spooled.flush()
    return digest.digest() == instance.sha256


def _instances(waiting: list[WaitingInstance]) -> list[StoredInstance]:
    return [each.instance for each in waiting if each.instance is not None]


def _references(waiting: list[WaitingInstance]) -> list[Reference]:
    return [Reference(each.sop_class_uid, each.sop_instance_uid) for each in _instances(waiting)]


def _new_uid() -> str:
    """Return a UID that nobody can guess (PS3.5 B.2)."""
    return f"2.25.{uuid4().int}"


def _jitter() -> float:
    return random.random()  # noqa: S311 (spreads retries, guards nothing)
