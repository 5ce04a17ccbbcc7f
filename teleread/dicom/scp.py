"""The listener: verification, storage and further services for every AE that a Site owns.

Every storage SOP Class and transfer syntax of the Standard is accepted, and the
bytes are handed on as they came, in a file, never re-encoded.

References
----------
DICOM PS3.4 Annex A (Verification) and Annex B (Storage); PS3.7 9.1.1 and 9.1.5;
PS3.8 9.3 (associations).
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, cast
from weakref import WeakKeyDictionary

import structlog
from pydicom.config import IGNORE, settings
from pydicom.dataset import Dataset
from pynetdicom import AE, _config, evt
from pynetdicom.association import Association
from pynetdicom.dimse_primitives import C_STORE

from storage import Incoming
from teleread.dicom import status
from teleread.dicom.accepted import accepted_contexts, giving_contexts
from teleread.dicom.admission import Admitted, Call, NotAdmitted, Reason, Rejection
from teleread.dicom.guard import SILENCE_SECONDS, GuardedServer, SharedContexts, bound_message
from teleread.dicom.part10 import IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME
from teleread.dicom.receipt import Receipt, begin_receipt, copy_data_set
from teleread.dicom.services import ServiceHandlers, Services, service_contexts
from teleread.dicom.status import Answer

log = structlog.get_logger()

MOST_ASSOCIATIONS = 30
LONGEST_PDU_WE_ASK_FOR = 128 * 1024
_PREAMBLE_AND_PREFIX = 132
_GROUP_LENGTH_ELEMENT = 12

Admit = Callable[[Call], Admitted]
"""Return who is calling, or raise NotAdmitted."""

Begin = Callable[[Admitted], AbstractContextManager[Incoming]]
"""Begin the object of what is about to be sent; raises StoreUnavailable."""

Keep = Callable[[Admitted, Incoming, Receipt], Answer]
"""Make an Instance durable and say what to answer; must not raise."""


@contextmanager
def listening(
    *, host: str, port: int, ae_title: str, admit: Admit, begin: Begin, keep: Keep, services: Services | None = None
) -> Iterator[int]:
    """Listen until the block ends; yield the port, which is chosen if 0 was asked for.

    On leaving, no more is accepted, and associations are aborted once the
    Instance they are handing over was answered.

    Raises
    ------
    OSError
        If the port cannot be bound.
    """
    listener = _Listener(
        admit, begin, keep, SharedContexts([*giving_contexts(), *service_contexts()]) if services else None
    )
    further = ServiceHandlers(services, listener.admitted) if services else None
    with _pynetdicom_configured():
        ae = AE(ae_title)
        ae.supported_contexts = [*accepted_contexts(), *(service_contexts() if services else [])]
        ae.implementation_class_uid = IMPLEMENTATION_CLASS_UID
        ae.implementation_version_name = IMPLEMENTATION_VERSION_NAME
        ae.maximum_pdu_size = LONGEST_PDU_WE_ASK_FOR
        ae.maximum_associations = MOST_ASSOCIATIONS
        ae.acse_timeout = ae.dimse_timeout = ae.network_timeout = SILENCE_SECONDS
        server = _start(ae, (host, port), listener, further.handlers() if further else [])
        try:
            yield int(server.server_address[1])
        finally:
            ae.shutdown()
            if further:
                further.close()


def _start(
    ae: AE, address: tuple[str, int], listener: "_Listener", further: list[evt.EventHandlerType]
) -> GuardedServer:
    server = GuardedServer(
        ae,
        address,
        SharedContexts(ae.supported_contexts),
        handlers=[
            (evt.EVT_REQUESTED, listener.on_requested),
            (evt.EVT_PDU_RECV, bound_message),
            (evt.EVT_C_ECHO, listener.on_echo),
            (evt.EVT_C_STORE, listener.on_store),
            *further,
        ],
        most_connections=2 * MOST_ASSOCIATIONS,
    )
    ae._servers.append(server)
    threading.Thread(target=server.serve_forever, name="dicom-listener", daemon=True).start()
    return server


@contextmanager
def _pynetdicom_configured() -> Iterator[None]:
    """Have data sets written to files, and nothing of them to a log or into a warning."""
    wanted = {
        "STORE_RECV_CHUNKED_DATASET": True,
        "LOG_HANDLER_LEVEL": "none",
        "LOG_REQUEST_IDENTIFIERS": False,
        "LOG_RESPONSE_IDENTIFIERS": False,
    }
    before = {name: getattr(_config, name) for name in wanted}
    validation = settings.reading_validation_mode, settings.writing_validation_mode
    vars(_config).update(wanted)
    settings.reading_validation_mode = settings.writing_validation_mode = IGNORE
    try:
        yield
    finally:
        vars(_config).update(before)
        settings.reading_validation_mode, settings.writing_validation_mode = validation


class _Listener:
    """Who is behind each association, and what it is answered."""

    def __init__(self, admit: Admit, begin: Begin, keep: Keep, giving: SharedContexts | None) -> None:
        self._admit, self._begin, self._keep, self._giving = admit, begin, keep, giving
        self._admitted: WeakKeyDictionary[Association, Admitted] = WeakKeyDictionary()

    def admitted(self, association: Association) -> Admitted:
        """Return who is behind an association that was accepted."""
        return self._admitted[association]

    def on_requested(self, event: evt.Event) -> None:
        """Admit or reject, before anything is negotiated."""
        association = event.assoc
        try:
            admitted = self._admit(_call(association))
        except NotAdmitted as refused:
            _reject(association, refused.rejection)
        except Exception:
            log.exception("association.admission_failed")
            _reject(association, Rejection.TEMPORARY_CONGESTION)
        else:
            self._admitted[association] = admitted
            if self._giving is not None and association.requestor.role_selection:
                association.acceptor.supported_contexts = self._giving

    def on_echo(self, _event: evt.Event) -> int:
        """Answer a C-ECHO."""
        return status.SUCCESS

    def on_store(self, event: evt.Event) -> Dataset:
        """Answer a C-STORE once its Instance is durable."""
        try:
            answer = self._answer(event)
        except Exception as error:
            log.exception("store.failed")
            answer = status.answer_of(error)
        return _response(answer)

    def _answer(self, event: evt.Event) -> Answer:
        request, context = cast("C_STORE", event.request), event.context
        if request.AffectedSOPClassUID != context.abstract_syntax:
            return Answer(status.SOP_CLASS_NOT_SUPPORTED, "Not the SOP Class of the presentation context")
        path = request._dataset_path
        if not isinstance(path, Path):
            return Answer(status.CANNOT_UNDERSTAND, "The request carries no data set")
        admitted = self._admitted[event.assoc]
        with self._begin(admitted) as incoming:
            receipt = begin_receipt(
                incoming,
                transfer_syntax_uid=str(context.transfer_syntax),
                sop_class_uid=str(request.AffectedSOPClassUID),
                sop_instance_uid=str(request.AffectedSOPInstanceUID),
            )
            with path.open("rb") as stream:
                copy_data_set(incoming, stream, _data_set_offset(stream))
            return self._keep(admitted, incoming, receipt)


def _call(association: Association) -> Call:
    requested = association.requestor.primitive
    if requested is None:
        raise NotAdmitted(Reason.CALLING_AE_UNKNOWN)
    return Call(
        calling_ae_title=str(requested.calling_ae_title),
        called_ae_title=str(requested.called_ae_title),
        peer_address=str(association.requestor.address),
    )


def _reject(association: Association, rejection: Rejection) -> None:
    association.acse.send_reject(*rejection.value)
    association.kill()


def _data_set_offset(stream: BinaryIO) -> int:
    """Return where the data set begins behind the File Meta that pynetdicom wrote (PS3.10 7.1)."""
    stream.seek(_PREAMBLE_AND_PREFIX + 8)
    length = int.from_bytes(stream.read(4), "little")
    return _PREAMBLE_AND_PREFIX + _GROUP_LENGTH_ELEMENT + length


def _response(answer: Answer) -> Dataset:
    response = Dataset()
    response.Status = answer.status
    if answer.comment:
        response.ErrorComment = answer.comment
    return response
