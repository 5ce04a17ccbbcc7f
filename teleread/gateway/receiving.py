"""What becomes of what devices send."""

import threading
from contextlib import AbstractContextManager
from datetime import timedelta
from functools import partial

import structlog

from storage import Incoming, ObjectStore
from teleread.archive.object_keys import key_of_receipt
from teleread.clinics.allowance import Allowance
from teleread.clinics.limits import Limit, VolumeSpent
from teleread.database import Database
from teleread.dicom.association import status
from teleread.dicom.association.admission import Admitted, Call
from teleread.dicom.association.status import Answer, answer_of
from teleread.dicom.dataset.receipt import Receipt
from teleread.dicom.decoding.pool import DecoderPool
from teleread.dicom.scp import Reception
from teleread.dicom.services.dispatch import Services
from teleread.errors import TelereadError
from teleread.gateway.admitting import Admission
from teleread.gateway.clock import now
from teleread.gateway.services import DeviceServices
from teleread.health.meters import GatewayMeters
from teleread.health.notices import Notices
from teleread.workflow.journey.filing import file_together
from teleread.workflow.journey.habits import Habits
from teleread.workflow.journey.receive import Line, Outcome, Received, receive
from teleread.workflow.journey.together import Together

log = structlog.get_logger()


class Gateway:
    """What becomes of what devices send, over an open database and store."""

    def __init__(self, database: Database, store: ObjectStore, ae_title: str) -> None:
        self._database, self._store = database, store
        self._decoders = DecoderPool(size=1)
        self._line = Line(Together(partial(file_together, database)), Habits())
        self._allowance, self._hurry = Allowance(), threading.Event()
        self.meters = GatewayMeters()
        self._notices = Notices(database, self.meters)
        self._admission = Admission(database, ae_title, allowance=self._allowance, notices=self._notices)
        self._services = DeviceServices(database, store, ae_title, self._decoders)

    def reception(self) -> Reception:
        """Return who decides for the listener."""
        return Reception(
            admit=self.admit,
            begin=self.begin,
            keep=self.keep,
            leave=self.leave,
            refused=self.refused,
            crowded=self._notices.tell_crowding,
        )

    def services(self) -> Services:
        """Return what devices are answered beside verification and storage."""
        return self._services.offered()

    def trusted_certificates(self) -> list[bytes]:
        """Return the certificates (DER) that stand for a Site."""
        return self._admission.trusted_certificates()

    def admit(self, call: Call) -> Admitted:
        """Return the AE that calls; raises NotAdmitted with the rejection to send."""
        admitted = self._admission.admit(call)
        self._line.habits.begin(admitted)
        self.meters.admitted()
        return admitted

    def leave(self, admitted: Admitted) -> None:
        """Take note that an association is over."""
        self._allowance.association_closed(admitted.site_id)
        self.meters.left()

    def begin(self, admitted: Admitted) -> AbstractContextManager[Incoming]:
        """Begin the object of what a device is about to send; raises StoreUnavailable."""
        return self._store.incoming(key_of_receipt(admitted.clinic_id, received_at=now()))

    def keep(self, admitted: Admitted, incoming: Incoming, receipt: Receipt) -> Answer:
        """Receive an Instance and return the answer to its sender.

        Where the Site sends faster than it may, the answer waits a little.
        """
        try:
            self._allowance.may_receive(admitted.site_id, admitted.limits, at=now())
            received = receive(
                self._database,
                self._store,
                incoming,
                receipt,
                admitted=admitted,
                at=now(),
                decoders=self._decoders,
                line=self._line,
            )
        except Exception as error:  # noqa: BLE001  (whatever happens, the sender is told and keeps its copy)
            answer = answer_of(error)
            self._log_refusal(admitted, answer, error)
            return answer
        self.meters.kept(received.outcome.value, size_bytes=incoming.size_bytes, at=now())
        if received.outcome is not Outcome.KEPT:
            self._log_unusual(admitted, received)
        self._hold_back(admitted, incoming.size_bytes)
        return Answer(status.SUCCESS)

    def refused(self, _admitted: Admitted, answer: Answer) -> None:
        """Take note that an Instance was given up before it could be kept."""
        self.meters.refused(answer.status)

    def close(self) -> None:
        """End the decoders."""
        self._decoders.close()

    def hurry(self) -> None:
        """Hold no answer back any longer: the gateway is to end."""
        self._hurry.set()

    def _hold_back(self, admitted: Admitted, size_bytes: int) -> None:
        wait = self._allowance.received(admitted.site_id, admitted.limits, size_bytes=size_bytes, at=now())
        if wait > timedelta(0):
            self._notices.tell_limit(admitted, Limit.INSTANCES_PER_MINUTE, at=now())
            self._hurry.wait(wait.total_seconds())

    def _log_unusual(self, admitted: Admitted, received: Received) -> None:
        """Tell of what was not simply kept; what was is counted, and on record in the audit."""
        log.info(
            "instance.received",
            outcome=received.outcome.value,
            id=str(received.id),
            clinic_id=str(admitted.clinic_id),
            ae_id=str(admitted.ae_id),
        )

    def _log_refusal(self, admitted: Admitted, answer: Answer, error: Exception) -> None:
        self.meters.refused(answer.status)
        where = {"clinic_id": str(admitted.clinic_id), "ae_id": str(admitted.ae_id), "status": f"{answer.status:04X}"}
        if isinstance(error, VolumeSpent):
            self._notices.tell_limit(admitted, error.limit, at=now())
        if isinstance(error, TelereadError):
            log.warning("instance.refused", code=error.code, **where)
        else:
            log.error("instance.failed", kind=type(error).__name__, exc_info=error, **where)
