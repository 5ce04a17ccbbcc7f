"""The gateway: the process that devices send to."""

import os
import signal
import socket
import sys
import tempfile
import threading
import time
from collections import OrderedDict
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import structlog

from storage import Incoming, ObjectStore, StoreUnavailable, open_store
from teleread.archive.commitment import CommitmentRequest, CommitmentResult
from teleread.archive.object_keys import key_of_receipt
from teleread.archive.query import Original, Query, QueryAnswers
from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic, system_scope
from teleread.clinics.certificate_records import find_certificate
from teleread.clinics.records import load_aes, load_aes_titled, load_site
from teleread.config import Settings
from teleread.database import Database, DatabaseUnavailable, open_database, snapshot, transaction
from teleread.dicom import status
from teleread.dicom.admission import Admitted, Call, NotAdmitted, admit
from teleread.dicom.decoding import DecoderPool
from teleread.dicom.giving import Destination
from teleread.dicom.receipt import Receipt
from teleread.dicom.scp import Reception, listening
from teleread.dicom.services import Services
from teleread.dicom.status import Answer, answer_of
from teleread.errors import TelereadError
from teleread.views.modality_worklist import find_worklist
from teleread.views.query import answer_query
from teleread.workflow.desk.retrieve import retrieve
from teleread.workflow.journey.perform import advance_step, begin_step
from teleread.workflow.journey.receive import receive
from teleread.workflow.keeping.commit import Tell, promise, report_here
from teleread.workflow.keeping.proof import note_report
from teleread.worklist.modality_worklist import Worklist, WorklistKeys
from teleread.worklist.performed import StepReport

log = structlog.get_logger()

LOOK_UP_SECONDS = 1.0
"""A signal that comes just before an endless wait begins would be noticed after it, so never."""
REFUSALS_REMEMBERED = 1000
REFUSAL_AUDITED_EVERY_SECONDS = 60.0


def run(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; exit with 1 and one line if it cannot start."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        _prepare_spool(settings.data_dir / "spool")
        database = open_database(settings.resolved_database_url)
        store = open_store(settings.resolved_object_store_url)
    except (OSError, StoreUnavailable, DatabaseUnavailable) as error:
        _give_up(f"无法打开数据目录、数据库或对象存储 / cannot open the data folder, database or object store: {error}")
    gateway = Gateway(database, store, settings.ae_title)
    try:
        with listening(
            host=settings.dicom_host,
            port=settings.dicom_port,
            ae_title=settings.ae_title,
            reception=gateway.reception(),
            services=gateway.services(),
        ) as ports:
            log.info("gateway.ready", ae_title=settings.ae_title, port=ports.plain)
            while not stop.wait(LOOK_UP_SECONDS):
                continue
            log.info("gateway.stopping")
    except OSError as error:
        port = settings.dicom_port
        _give_up(f"DICOM 端口 {port} 无法使用 / DICOM port {port} cannot be used: {error.strerror}")
    finally:
        gateway.close()
        database.close()
    log.info("gateway.stopped")


class Gateway:
    """Who may send, and what becomes of it, over an open database and store."""

    def __init__(self, database: Database, store: ObjectStore, ae_title: str) -> None:
        self._database, self._store, self._ae_title = database, store, ae_title
        self._decoders = DecoderPool(size=1)
        self._refused_at: OrderedDict[tuple[str, ...], float] = OrderedDict()
        self._refusals = threading.Lock()

    def reception(self) -> Reception:
        """Return who decides for the listener."""
        return Reception(admit=self.admit, begin=self.begin, keep=self.keep, leave=lambda _admitted: None)

    def admit(self, call: Call) -> Admitted:
        """Return the AE that calls; a refusal is audited, the same one at most once a minute.

        Raises
        ------
        NotAdmitted
            With the rejection to send.
        """
        with snapshot(self._database) as session:
            aes = load_aes_titled(session, call.calling_ae_title.strip())
            known = [(ae, load_site(session, system_scope(), ae.site_id)) for ae in aes]
            certificate = find_certificate(session, call.certificate_sha256) if call.certificate_sha256 else None
        try:
            return admit(call, known, own_ae_title=self._ae_title, certificate=certificate, at=datetime.now(UTC))
        except NotAdmitted as refused:
            self._audit_refusal(call, refused)
            raise

    def begin(self, admitted: Admitted) -> AbstractContextManager[Incoming]:
        """Begin the object of what a device is about to send; raises StoreUnavailable."""
        return self._store.incoming(key_of_receipt(admitted.clinic_id, received_at=datetime.now(UTC)))

    def keep(self, admitted: Admitted, incoming: Incoming, receipt: Receipt) -> Answer:
        """Receive an Instance and return the answer to its sender."""
        began = time.monotonic()
        try:
            received = receive(
                self._database,
                self._store,
                incoming,
                receipt,
                admitted=admitted,
                at=datetime.now(UTC),
                decoders=self._decoders,
            )
        except Exception as error:  # noqa: BLE001  (whatever happens, the sender is told and keeps its copy)
            answer = answer_of(error)
            self._log_refusal(admitted, answer, error)
            return answer
        log.info(
            "instance.received",
            outcome=received.outcome.value,
            id=str(received.id),
            clinic_id=str(admitted.clinic_id),
            ae_id=str(admitted.ae_id),
            size_bytes=incoming.size_bytes,
            took_ms=round(1000 * (time.monotonic() - began)),
        )
        return Answer(status.SUCCESS)

    def services(self) -> Services:
        """Return what devices are answered beside verification and storage."""
        return Services(
            find_worklist=self.find_worklist,
            begin_step=self.begin_step,
            advance_step=self.advance_step,
            promise_commitment=self.promise_commitment,
            report_commitment=self.report_commitment,
            commitment_reported=self.commitment_reported,
            query=self.query,
            retrieve=self.retrieve,
            find_destination=self.find_destination,
            open_original=self.open_original,
        )

    def find_worklist(self, caller: Admitted, keys: WorklistKeys) -> Worklist:
        """Return the open orders of the caller's clinic that a query asks for."""
        with snapshot(self._database) as session:
            scope = scope_of_clinic(caller.clinic_id)
            return find_worklist(session, scope, caller.clinic_id, keys, time_zone=caller.time_zone)

    def begin_step(self, caller: Admitted, uid: str, report: StepReport) -> None:
        """Keep what a device says it has begun."""
        at = datetime.now(UTC)
        step = begin_step(self._database, caller.clinic_id, uid, report=report, ae_id=caller.ae_id, at=at)
        log.info("step.begun", id=str(step.id), ae_id=str(caller.ae_id), is_ordered=step.request_id is not None)

    def advance_step(self, caller: Admitted, uid: str, report: StepReport) -> None:
        """Keep what a device further says of what it does."""
        step = advance_step(self._database, caller.clinic_id, uid, report=report, at=datetime.now(UTC))
        log.info("step.advanced", id=str(step.id), ae_id=str(caller.ae_id), state=step.state.value)

    def promise_commitment(self, caller: Admitted, request: CommitmentRequest) -> UUID:
        """Put on record that a device wants to delete what it names."""
        return promise(self._database, caller.clinic_id, request=request, ae_id=caller.ae_id, at=datetime.now(UTC))

    def report_commitment(self, report_id: UUID, tell: Tell) -> None:
        """Read back what a device wants to delete, and say for what the archive answers."""
        report_here(
            self._database,
            self._store,
            report_id,
            tell=tell,
            worker=f"{socket.gethostname()}:{os.getpid()}:gateway",
            ae_title=self._ae_title,
            clock=lambda: datetime.now(UTC),
        )

    def commitment_reported(self, caller: Admitted, result: CommitmentResult) -> int:
        """Keep to what a PACS commits itself of what was forwarded to it."""
        if caller.ae_id is None:
            return 0
        return note_report(self._database, result, ae_id=caller.ae_id, at=datetime.now(UTC))

    def query(self, caller: Admitted, query: Query) -> QueryAnswers:
        """Return what the archive holds of the caller's clinic."""
        with snapshot(self._database) as session:
            return answer_query(session, scope_of_clinic(caller.clinic_id), query)

    def retrieve(self, caller: Admitted, selection: Query, to_ae_id: UUID | None) -> list[Original]:
        """Return what the caller selects of its clinic's Instances, on record."""
        at = datetime.now(UTC)
        return retrieve(
            self._database, caller.clinic_id, selection=selection, ae_id=caller.ae_id, to_ae_id=to_ae_id, at=at
        )

    def find_destination(self, caller: Admitted, ae_title: str) -> Destination | None:
        """Return a listening AE of the caller's clinic: nothing is sent anywhere else."""
        with snapshot(self._database) as session:
            aes = load_aes(session, scope_of_clinic(caller.clinic_id))
        listening_there = [ae for ae in aes if ae.ae_title == ae_title]
        return next((Destination(ae.id, ae.host, ae.port) for ae in listening_there if ae.host and ae.port), None)

    def open_original(self, original: Original) -> AbstractContextManager[BinaryIO]:
        """Open the file of an Instance as it was received."""
        return self._store.open(original.locator)

    def close(self) -> None:
        """End the decoders."""
        self._decoders.close()

    def _log_refusal(self, admitted: Admitted, answer: Answer, error: Exception) -> None:
        where = {"clinic_id": str(admitted.clinic_id), "ae_id": str(admitted.ae_id), "status": f"{answer.status:04X}"}
        if isinstance(error, TelereadError):
            log.warning("instance.refused", code=error.code, **where)
        else:
            log.error("instance.failed", kind=type(error).__name__, exc_info=error, **where)

    def _audit_refusal(self, call: Call, refused: NotAdmitted) -> None:
        looks = (call.calling_ae_title, call.called_ae_title, call.peer_address, refused.reason.value)
        if not self._is_news(looks):
            return
        log.warning("association.refused", reason=refused.reason.value, peer_address=call.peer_address)
        with transaction(self._database) as session:
            record(
                session,
                "association.refused",
                at=datetime.now(UTC),
                account_id=None,
                clinic_id=None,
                subject_kind="association",
                subject_id=None,
                calling_ae_title=call.calling_ae_title,
                called_ae_title=call.called_ae_title,
                peer_address=call.peer_address,
                is_encrypted=call.is_encrypted,
                reason=refused.reason.value,
            )

    def _is_news(self, looks: tuple[str, ...]) -> bool:
        """Say whether this refusal was not seen a minute ago: a wrong device calls every few seconds."""
        now = time.monotonic()
        with self._refusals:
            before = self._refused_at.get(looks)
            if before is not None and now - before < REFUSAL_AUDITED_EVERY_SECONDS:
                return False
            self._refused_at[looks] = now
            self._refused_at.move_to_end(looks)
            while len(self._refused_at) > REFUSALS_REMEMBERED:
                self._refused_at.popitem(last=False)
            return True


def _prepare_spool(folder: Path) -> None:
    """Have transfers written where there is room, and remove what a killed process left.

    A file in there was never answered with success.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for leftover in folder.glob("tmp*.dcm"):
        leftover.unlink(missing_ok=True)
    tempfile.tempdir = str(folder)


def _give_up(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(1)
