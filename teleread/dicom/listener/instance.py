"""One Instance on its way from a peer into the store."""

from contextlib import ExitStack

import structlog

from storage import Incoming
from teleread.dicom.association.admission import Admitted
from teleread.dicom.association.status import OUT_OF_RESOURCES, Answer, answer_of
from teleread.dicom.dataset.receipt import Receipt, begin_receipt
from teleread.dicom.listener.command import Command
from teleread.dicom.listener.reception import Reception

log = structlog.get_logger()


class IncomingInstance:
    """Takes what comes of a data set; from the first refusal on, takes and forgets.

    A peer that has begun a data set sends it to its end, whatever becomes of it:
    the refusal waits until then, and the association goes on.
    """

    def __init__(self, reception: Reception, admitted: Admitted, longest_bytes: int) -> None:
        self._reception, self._admitted, self._longest_bytes = reception, admitted, longest_bytes
        self._held = ExitStack()
        self._incoming: Incoming | None = None
        self._receipt: Receipt | None = None
        self.size_bytes = 0
        self.refusal: Answer | None = None

    def begin(self, command: Command, transfer_syntax_uid: str) -> None:
        """Make room in the store."""
        try:
            self._incoming = self._held.enter_context(self._reception.begin(self._admitted))
            self._receipt = begin_receipt(
                self._incoming,
                transfer_syntax_uid=transfer_syntax_uid,
                sop_class_uid=command.sop_class_uid,
                sop_instance_uid=command.sop_instance_uid,
            )
        except Exception as error:  # noqa: BLE001  (whatever happens, the sender is told)
            self._fail(error)

    def write(self, piece: memoryview) -> None:
        """Take the next bytes of the data set."""
        self.size_bytes += len(piece)
        if self._incoming is None:
            return
        if self.size_bytes > self._longest_bytes:
            self.refuse(Answer(OUT_OF_RESOURCES, "Larger than an Instance may be here"))
            return
        try:
            self._incoming.write(piece)
        except Exception as error:  # noqa: BLE001  (whatever happens, the sender is told)
            self._fail(error)

    def keep(self) -> Answer:
        """Make it durable and return the answer."""
        if self.refusal is not None or self._incoming is None or self._receipt is None:
            return self.refusal or Answer(OUT_OF_RESOURCES)
        try:
            return self._reception.keep(self._admitted, self._incoming, self._receipt)
        except Exception as error:
            log.exception("store.failed", ae_id=str(self._admitted.ae_id))
            return answer_of(error)

    def refuse(self, answer: Answer) -> None:
        """Give up what was written, and remember why."""
        if self.refusal is None:
            self._reception.refused(self._admitted, answer)
        self.refusal = answer
        self.close()

    def close(self) -> None:
        """Let go of what is held; what was not kept leaves nothing behind."""
        self._incoming = None
        try:
            self._held.close()
        except Exception:
            log.exception("store.not_tidied", ae_id=str(self._admitted.ae_id))

    def _fail(self, error: Exception) -> None:
        log.warning("store.refused", kind=type(error).__name__, ae_id=str(self._admitted.ae_id))
        self.refuse(answer_of(error))
