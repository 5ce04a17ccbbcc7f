"""Associations that want more than storage, handed over to pynetdicom on the connection that they came by.

It reads the request that was read before as if it came just now, so that plain
TCP and TLS are the same to it.
"""

import socket
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO, cast
from weakref import WeakKeyDictionary

import structlog
from pydicom.dataset import Dataset
from pynetdicom import AE, evt
from pynetdicom.association import Association
from pynetdicom.dimse_primitives import C_STORE

from teleread.dicom.association import status
from teleread.dicom.association.accepted import accepted_contexts, giving_contexts
from teleread.dicom.association.admission import Admitted
from teleread.dicom.association.bounds import Bounds
from teleread.dicom.association.guard import AdoptingServer, Adoption, SharedContexts, bound_message, count_report
from teleread.dicom.association.status import Answer
from teleread.dicom.dataset.receipt import begin_receipt, copy_data_set
from teleread.dicom.listener.associate import Implementation
from teleread.dicom.listener.reception import Reception
from teleread.dicom.services.dispatch import ServiceHandlers, Services, service_contexts

log = structlog.get_logger()

NO_LIMIT = 1 << 30
"""Associations are counted where they are accepted, all kinds together."""
_PREAMBLE_AND_PREFIX = 132
_GROUP_LENGTH_ELEMENT = 12


class Handover:
    """Answers associations with what pynetdicom implements and `Services` know."""

    def __init__(
        self,
        ae_title: str,
        address: tuple[str, int],
        implementation: Implementation,
        reception: Reception,
        services: Services,
        *,
        bounds: Bounds,
    ) -> None:
        self._reception = reception
        self._admitted: WeakKeyDictionary[Association, Admitted] = WeakKeyDictionary()
        self._giving = SharedContexts([*giving_contexts(), *service_contexts()])
        self._handlers = ServiceHandlers(services, self.admitted)
        self._sop_classes = frozenset(str(context.abstract_syntax) for context in service_contexts())
        self._ae = _application_entity(ae_title, implementation, bounds.idle_seconds)
        handlers = [
            (evt.EVT_REQUESTED, self.on_requested),
            (evt.EVT_PDU_RECV, bound_message),
            (evt.EVT_DIMSE_RECV, count_report),
            (evt.EVT_C_ECHO, self.on_echo),
            (evt.EVT_C_STORE, self.on_store),
            *self._handlers.handlers(),
        ]
        contexts = SharedContexts([*accepted_contexts(), *service_contexts()])
        self._server = AdoptingServer(self._ae, address, contexts, handlers=handlers, bounds=bounds)

    @property
    def sop_classes(self) -> Collection[str]:
        """Of which an association has to be handed over."""
        return self._sop_classes

    def serve(self, connection: socket.socket, address: tuple[str, int], request: bytes, admitted: Admitted) -> None:
        """Answer until the association is over."""
        association = Adoption(self._server, connection, address).association(request)
        self._admitted[association] = admitted
        evt.trigger(association, evt.EVT_CONN_OPEN, {"address": address})
        association.start()
        association.join()

    def stop(self) -> None:
        """Abort every association, and end what is done behind them."""
        self._ae.shutdown()
        self._handlers.close()

    def admitted(self, association: Association) -> Admitted:
        """Return who is behind an association."""
        return self._admitted[association]

    def on_requested(self, event: evt.Event) -> None:
        """Offer what a peer wants that is to be given Instances: the roles, and what most devices store first."""
        if event.assoc.requestor.role_selection:
            event.assoc.acceptor.supported_contexts = self._giving

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
        with self._reception.begin(admitted) as incoming:
            receipt = begin_receipt(
                incoming,
                transfer_syntax_uid=str(context.transfer_syntax),
                sop_class_uid=str(request.AffectedSOPClassUID),
                sop_instance_uid=str(request.AffectedSOPInstanceUID),
            )
            with path.open("rb") as stream:
                copy_data_set(incoming, stream, _data_set_offset(stream))
            return self._reception.keep(admitted, incoming, receipt)


def _application_entity(ae_title: str, implementation: Implementation, idle_seconds: float) -> AE:
    ae = AE(ae_title)
    ae.implementation_class_uid = implementation.class_uid
    ae.implementation_version_name = implementation.version_name
    ae.maximum_pdu_size = implementation.maximum_length
    ae.maximum_associations = NO_LIMIT
    ae.acse_timeout = ae.dimse_timeout = ae.network_timeout = idle_seconds
    return ae


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
