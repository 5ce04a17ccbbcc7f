"""The gateway: the process that devices send to."""

import os
import resource
import signal
import socket
import sys
import tempfile
import threading
import time
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import BinaryIO, NoReturn
from uuid import UUID

import structlog

from storage import Incoming, ObjectStore, StoreUnavailable
from teleread.archive.commitment import CommitmentRequest, CommitmentResult
from teleread.archive.object_keys import key_of_receipt
from teleread.archive.query import Original, Query, QueryAnswers
from teleread.clinics.access import scope_of_clinic, system_scope
from teleread.clinics.allowance import Allowance, TooManyAssociations
from teleread.clinics.certificate_records import load_certificates
from teleread.clinics.limits import Limit, VolumeSpent
from teleread.clinics.records import load_aes
from teleread.config import Settings
from teleread.database import Database, DatabaseUnavailable, open_database, snapshot
from teleread.dicom import status
from teleread.dicom.admission import Admitted, Call, NotAdmitted, Reason, admit
from teleread.dicom.decoding import DecoderPool
from teleread.dicom.giving import Destination
from teleread.dicom.receipt import Receipt
from teleread.dicom.scp import Bounds, Identity, Ports, Reception, TlsPort, TlsUnusable, listening
from teleread.dicom.services import Services
from teleread.dicom.status import Answer, answer_of
from teleread.errors import TelereadError
from teleread.health.endpoint import answering
from teleread.health.meters import GatewayMeters
from teleread.health.notices import Notices
from teleread.health.pulse import Pulse
from teleread.health.rarely import LastFound
from teleread.health.room import open_reserved_store, reserve_of
from teleread.views.calling import Known, load_known
from teleread.views.modality_worklist import find_worklist
from teleread.views.query import answer_query
from teleread.workflow.desk.retrieve import retrieve
from teleread.workflow.journey.filing import file_together
from teleread.workflow.journey.habits import Habits
from teleread.workflow.journey.perform import advance_step, begin_step
from teleread.workflow.journey.receive import Line, receive
from teleread.workflow.journey.together import Together
from teleread.workflow.keeping.commit import Tell, promise, report_here
from teleread.workflow.keeping.proof import note_report
from teleread.worklist.modality_worklist import Worklist, WorklistKeys
from teleread.worklist.performed import StepReport

log = structlog.get_logger()

LOOK_UP_SECONDS = 1.0
"""A signal that comes just before an endless wait begins would be noticed after it, so never."""


def run(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; exit with 1 and one line if it cannot start."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        _raise_file_limit()
        _prepare_spool(settings.data_dir / "spool")
        database = open_database(settings.resolved_database_url)
        store = open_reserved_store(settings)
    except (OSError, StoreUnavailable, DatabaseUnavailable) as error:
        _give_up(f"无法打开数据目录、数据库或对象存储 / cannot open the data folder, database or object store: {error}")
    gateway = Gateway(database, store, settings.ae_title)
    pulse = Pulse(database, store, reserve_of(settings), clock=_now)
    try:
        with ExitStack() as open_ports:
            _open_health_port(open_ports, settings, gateway, pulse)
            ports = _open_dicom_ports(open_ports, settings, gateway)
            pulse.start()
            open_ports.callback(pulse.stop)
            log.info("gateway.ready", ae_title=settings.ae_title, port=ports.plain, tls_port=ports.tls)
            while not stop.wait(LOOK_UP_SECONDS):
                continue
            log.info("gateway.stopping")
            gateway.hurry()
    finally:
        gateway.close()
        database.close()
    log.info("gateway.stopped")


def _open_dicom_ports(open_ports: ExitStack, settings: Settings, gateway: "Gateway") -> Ports:
    try:
        return open_ports.enter_context(
            listening(
                host=settings.dicom_host,
                port=settings.dicom_port,
                ae_title=settings.ae_title,
                reception=gateway.reception(),
                services=gateway.services(),
                tls=_tls_port(settings, gateway),
                bounds=_bounds(settings),
            )
        )
    except TlsUnusable as error:
        _give_up(f"TLS 证书或密钥无法使用 / certificate or key of TLS cannot be used: {error}")
    except OSError as error:
        port = settings.dicom_port
        _give_up(f"DICOM 端口 {port} 无法使用 / DICOM port {port} cannot be used: {error.strerror}")


def _tls_port(settings: Settings, gateway: "Gateway") -> TlsPort | None:
    if not settings.dicom_tls_port:
        return None
    certificate, key = settings.dicom_tls_certificate, settings.dicom_tls_key
    if certificate is None or key is None:
        _give_up(
            "请设置 TELEREAD_DICOM_TLS_CERTIFICATE 和 TELEREAD_DICOM_TLS_KEY / "
            "TELEREAD_DICOM_TLS_PORT needs TELEREAD_DICOM_TLS_CERTIFICATE and TELEREAD_DICOM_TLS_KEY"
        )
    identity = Identity(certificate, key, settings.dicom_tls_authorities)
    return TlsPort(settings.dicom_tls_port, identity, gateway.trusted_certificates)


def _bounds(settings: Settings) -> Bounds:
    most, default = settings.dicom_most_associations, Bounds()
    return replace(
        default,
        most_associations=most,
        most_connections=max(most + most // 5, most + 1),
        idle_seconds=settings.dicom_idle_seconds,
    )


def _raise_file_limit() -> None:
    """Have as many file descriptors as the system grants: each connection needs one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _open_health_port(open_ports: ExitStack, settings: Settings, gateway: "Gateway", pulse: Pulse) -> None:
    host, port = settings.gateway_metrics_host, settings.gateway_metrics_port
    if not port:
        return
    gateway.meters.show("database", lambda: pulse.condition.database)
    gateway.meters.show("store", lambda: pulse.condition.store)
    gateway.meters.show("room", lambda: pulse.condition.room)
    try:
        open_ports.enter_context(answering(host, port, condition=lambda: pulse.condition, figures=gateway.meters.text))
    except OSError as error:
        _give_up(
            f"监控端口 {port} 无法使用，请设置 TELEREAD_GATEWAY_METRICS_PORT / "
            f"port {port} cannot be used ({error.strerror}); set TELEREAD_GATEWAY_METRICS_PORT"
        )


class Gateway:
    """Who may send, and what becomes of it, over an open database and store."""

    def __init__(self, database: Database, store: ObjectStore, ae_title: str) -> None:
        self._database, self._store, self._ae_title = database, store, ae_title
        self._decoders = DecoderPool(size=1)
        self._line = Line(Together(partial(file_together, database)).do, Habits())
        self._allowance, self._hurry = Allowance(), threading.Event()
        self._last_known: LastFound[tuple[str, bytes | None], Known] = LastFound()
        self.meters = GatewayMeters()
        self._notices = Notices(database, self.meters)

    def reception(self) -> Reception:
        """Return who decides for the listener."""
        return Reception(admit=self.admit, begin=self.begin, keep=self.keep, leave=self.leave, refused=self.refused)

    def admit(self, call: Call) -> Admitted:
        """Return the AE that calls; a refusal is audited, the same one at most once a minute.

        Raises
        ------
        NotAdmitted
            With the rejection to send.
        """
        known = self._look_up(call)
        try:
            admitted = admit(call, known.aes, own_ae_title=self._ae_title, certificate=known.certificate, at=_now())
            self._let_in(admitted)
        except NotAdmitted as refused:
            self._notices.tell_refusal(call, refused.reason, at=_now())
            raise
        self._line.habits.begin(admitted)
        self.meters.admitted()
        return admitted

    def trusted_certificates(self) -> list[bytes]:
        """Return the certificates (DER) that stand for a Site."""
        with snapshot(self._database) as session:
            return [certificate.der for certificate in load_certificates(session, system_scope())]

    def leave(self, admitted: Admitted) -> None:
        """Take note that an association is over."""
        self._allowance.association_closed(admitted.site_id)
        self.meters.left()

    def begin(self, admitted: Admitted) -> AbstractContextManager[Incoming]:
        """Begin the object of what a device is about to send; raises StoreUnavailable."""
        return self._store.incoming(key_of_receipt(admitted.clinic_id, received_at=_now()))

    def keep(self, admitted: Admitted, incoming: Incoming, receipt: Receipt) -> Answer:
        """Receive an Instance and return the answer to its sender.

        Where the Site sends faster than it may, the answer waits a little.
        """
        began = time.monotonic()
        try:
            self._allowance.may_receive(admitted.site_id, admitted.limits, at=_now())
            received = receive(
                self._database,
                self._store,
                incoming,
                receipt,
                admitted=admitted,
                at=_now(),
                decoders=self._decoders,
                line=self._line,
            )
        except Exception as error:  # noqa: BLE001  (whatever happens, the sender is told and keeps its copy)
            answer = answer_of(error)
            self._log_refusal(admitted, answer, error)
            return answer
        self.meters.kept(received.outcome.value, size_bytes=incoming.size_bytes, at=_now())
        log.info(
            "instance.received",
            outcome=received.outcome.value,
            id=str(received.id),
            clinic_id=str(admitted.clinic_id),
            ae_id=str(admitted.ae_id),
            size_bytes=incoming.size_bytes,
            took_ms=round(1000 * (time.monotonic() - began)),
        )
        self._hold_back(admitted, incoming.size_bytes)
        return Answer(status.SUCCESS)

    def refused(self, _admitted: Admitted, answer: Answer) -> None:
        """Take note that an Instance was given up before it could be kept."""
        self.meters.refused(answer.status)

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
            decoders=self._decoders,
        )

    def find_worklist(self, caller: Admitted, keys: WorklistKeys) -> Worklist:
        """Return the open orders of the caller's clinic that a query asks for."""
        with snapshot(self._database) as session:
            scope = scope_of_clinic(caller.clinic_id)
            return find_worklist(session, scope, caller.clinic_id, keys, time_zone=caller.time_zone)

    def begin_step(self, caller: Admitted, uid: str, report: StepReport) -> None:
        """Keep what a device says it has begun."""
        at = _now()
        step = begin_step(self._database, caller.clinic_id, uid, report=report, ae_id=caller.ae_id, at=at)
        log.info("step.begun", id=str(step.id), ae_id=str(caller.ae_id), is_ordered=step.request_id is not None)

    def advance_step(self, caller: Admitted, uid: str, report: StepReport) -> None:
        """Keep what a device further says of what it does."""
        step = advance_step(self._database, caller.clinic_id, uid, report=report, at=_now())
        log.info("step.advanced", id=str(step.id), ae_id=str(caller.ae_id), state=step.state.value)

    def promise_commitment(self, caller: Admitted, request: CommitmentRequest) -> UUID:
        """Put on record that a device wants to delete what it names."""
        return promise(self._database, caller.clinic_id, request=request, ae_id=caller.ae_id, at=_now())

    def report_commitment(self, report_id: UUID, tell: Tell) -> None:
        """Read back what a device wants to delete, and say for what the archive answers."""
        report_here(
            self._database,
            self._store,
            report_id,
            tell=tell,
            worker=f"{socket.gethostname()}:{os.getpid()}:gateway",
            ae_title=self._ae_title,
            clock=_now,
        )

    def commitment_reported(self, caller: Admitted, result: CommitmentResult) -> int:
        """Keep to what a PACS commits itself of what was forwarded to it."""
        if caller.ae_id is None:
            return 0
        return note_report(self._database, result, ae_id=caller.ae_id, at=_now())

    def query(self, caller: Admitted, query: Query) -> QueryAnswers:
        """Return what the archive holds of the caller's clinic."""
        with snapshot(self._database) as session:
            return answer_query(session, scope_of_clinic(caller.clinic_id), query)

    def retrieve(self, caller: Admitted, selection: Query, to_ae_id: UUID | None) -> list[Original]:
        """Return what the caller selects of its clinic's Instances, on record."""
        at = _now()
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

    def hurry(self) -> None:
        """Hold no answer back any longer: the gateway is to end."""
        self._hurry.set()

    def _look_up(self, call: Call) -> Known:
        """Return who may be meant; while the database does not answer, as it last was.

        So a device that is known is let in and told A700 for what it sends, which
        says more than a rejected association. It can do nothing else without the
        database.
        """
        key = (call.calling_ae_title, call.certificate_sha256)
        try:
            with snapshot(self._database) as session:
                known = load_known(session, calling_ae_title=key[0], certificate_sha256=key[1])
        except DatabaseUnavailable:
            remembered = self._last_known.get(key)
            if remembered is None:
                raise
            return remembered
        if known.aes:
            self._last_known.keep(key, known)
        return known

    def _let_in(self, admitted: Admitted) -> None:
        try:
            self._allowance.association_opened(admitted.site_id, admitted.limits, at=_now())
        except TooManyAssociations as too_many:
            self._notices.tell_limit(admitted, Limit.ASSOCIATIONS, at=_now())
            raise NotAdmitted(Reason.TOO_MANY_ASSOCIATIONS) from too_many

    def _hold_back(self, admitted: Admitted, size_bytes: int) -> None:
        wait = self._allowance.received(admitted.site_id, admitted.limits, size_bytes=size_bytes, at=_now())
        if wait > timedelta(0):
            self._notices.tell_limit(admitted, Limit.INSTANCES_PER_MINUTE, at=_now())
            self._hurry.wait(wait.total_seconds())

    def _log_refusal(self, admitted: Admitted, answer: Answer, error: Exception) -> None:
        self.meters.refused(answer.status)
        where = {"clinic_id": str(admitted.clinic_id), "ae_id": str(admitted.ae_id), "status": f"{answer.status:04X}"}
        if isinstance(error, VolumeSpent):
            self._notices.tell_limit(admitted, error.limit, at=_now())
        if isinstance(error, TelereadError):
            log.warning("instance.refused", code=error.code, **where)
        else:
            log.error("instance.failed", kind=type(error).__name__, exc_info=error, **where)


def _now() -> datetime:
    return datetime.now(UTC)


def _prepare_spool(folder: Path) -> None:
    """Have transfers written where there is room, and remove what a killed process left.

    A file in there was never answered with success.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for leftover in folder.glob("tmp*.dcm"):
        leftover.unlink(missing_ok=True)
    tempfile.tempdir = str(folder)


def _give_up(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(1)
