"""Giving Instances out on an association that pynetdicom leads: as they are stored, converted where that is not taken.

References
----------
DICOM PS3.4 C.4.2 (C-MOVE), C.4.3 (C-GET); PS3.5 A.5 (a deflated stream is padded to even length).
"""

import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast
from uuid import UUID

import structlog
from pydicom.dataset import Dataset
from pynetdicom import evt
from pynetdicom.association import Association
from pynetdicom.dimse_primitives import C_STORE
from pynetdicom.presentation import build_context

from storage import StoreError
from teleread.archive.query import Original
from teleread.dicom.association import status
from teleread.dicom.association.accepted import VERIFICATION
from teleread.dicom.conversion.instance import NATIVE, best_of, can_convert, converted
from teleread.dicom.dataset.part10 import DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, data_set_offset
from teleread.dicom.decoding.pool import DecoderPool
from teleread.dicom.pixels.encoders import ENCODERS
from teleread.dicom.sending.scu import CONTEXTS_OF_ONE_ASSOCIATION
from teleread.errors import TelereadError

log = structlog.get_logger()

OpenOriginal = Callable[[Original], AbstractContextManager[BinaryIO]]
"""Open the file of an Instance."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """Where Instances are given out of, and what decodes those that a peer cannot take as they are."""

    open_original: OpenOriginal
    decoders: DecoderPool


@dataclass(frozen=True, slots=True)
class Destination:
    """An AE that Instances may be sent to."""

    ae_id: UUID
    host: str
    port: int


class ToGive(Dataset):
    """Stands for an Instance where pynetdicom asks for its data set, which nobody here decodes."""

    original: Original

    @classmethod
    def of(cls, original: Original) -> "ToGive":
        """Return what stands for an Instance."""
        to_give = cls()
        to_give.SOPInstanceUID = original.sop_instance_uid
        object.__setattr__(to_give, "original", original)
        return to_give


def gives_originals(association: Association, holdings: Holdings) -> None:
    """Have an association's C-STORE sub-operations send what is stored instead of encoding a data set anew."""

    def send_c_store(
        dataset: ToGive,
        msg_id: int = 1,
        priority: int = 2,
        originator_aet: str | None = None,
        originator_id: int | None = None,
    ) -> Dataset:
        request = C_STORE()
        request.MessageID, request.Priority = msg_id, priority
        request.MoveOriginatorApplicationEntityTitle = originator_aet
        request.MoveOriginatorMessageID = originator_id
        return _send(association, request, dataset.original, holdings)

    association.send_c_store = send_c_store  # type: ignore[method-assign, assignment]  # pynetdicom calls it so


def association_for(originals: Sequence[Original], holdings: Holdings) -> dict[str, Any]:
    """Return how pynetdicom is to associate with a destination.

    What is stored is proposed first, each pair in a context of its own; then what
    each SOP Class can be converted to. What is beyond 128 contexts is left out.
    """
    pairs = dict.fromkeys((original.sop_class_uid, original.transfer_syntax_uid) for original in originals)
    contexts = [build_context(*pair) for pair in pairs]
    for instead in (NATIVE[:2], ENCODERS):
        classes = dict.fromkeys(sop_class for sop_class, stored in pairs if can_convert(stored, instead[0]))
        contexts += [build_context(sop_class, list(instead)) for sop_class in classes]
    connected = (evt.EVT_CONN_OPEN, lambda event: gives_originals(event.assoc, holdings))
    proposed = contexts[:CONTEXTS_OF_ONE_ASSOCIATION] or [build_context(VERIFICATION)]
    return {"contexts": proposed, "evt_handlers": [connected]}


def _send(association: Association, request: C_STORE, original: Original, holdings: Holdings) -> Dataset:
    contexts = _contexts_for(association, original.sop_class_uid)
    syntax = best_of(original.transfer_syntax_uid, contexts)
    if not association.is_established:
        return _status(status.PROCESSING_FAILURE)
    if syntax is None:
        return _status(status.SOP_CLASS_NOT_SUPPORTED)
    request.AffectedSOPClassUID, request.AffectedSOPInstanceUID = original.sop_class_uid, original.sop_instance_uid
    with tempfile.NamedTemporaryFile(suffix=".dcm") as spooled:
        if not _spool(original, syntax, holdings, cast("BinaryIO", spooled)):
            return _status(status.PROCESSING_FAILURE)
        offset = data_set_offset(cast("BinaryIO", spooled))
        spooled.seek(0, 2)
        is_deflated = syntax == DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN
        if is_deflated and (spooled.tell() - offset) % 2:
            spooled.write(b"\0")
        spooled.flush()
        request._dataset_path = (Path(spooled.name), offset)
        return _exchange(association, request, contexts[syntax])


def _spool(original: Original, syntax: str, holdings: Holdings, spooled: BinaryIO) -> bool:
    """Write an Instance's file in a transfer syntax; say whether it could be had."""
    stored_as, decoders = original.transfer_syntax_uid, holdings.decoders
    try:
        with holdings.open_original(original) as stored:
            is_odd = (stored.seek(0, 2) - data_set_offset(stored)) % 2 == 1
            spooled.writelines(
                converted(stored, stored_as=stored_as, wanted=syntax, decoders=decoders, is_rewritten=is_odd)
            )
    except (TelereadError, StoreError) as problem:
        reason = problem.values.get("reason") if isinstance(problem, TelereadError) else None
        log.warning("instance.not_given", kind=type(problem).__name__, reason=reason, transfer_syntax_uid=syntax)
        return False
    return True


def _exchange(association: Association, request: C_STORE, context_id: int) -> Dataset:
    association._reactor_checkpoint.clear()
    try:
        while not association._is_paused and association.is_alive():
            threading.Event().wait(0.0005)
        association.dimse.send_msg(request, context_id)
        _, response = association.dimse.get_msg(block=True)
    finally:
        association._reactor_checkpoint.set()
    if not isinstance(response, C_STORE) or response.Status is None:
        association.abort()
        return _status(status.PROCESSING_FAILURE)
    return _status(response.Status)


def _contexts_for(association: Association, sop_class_uid: str) -> dict[str, int]:
    """Return the contexts in which we may send Instances of a SOP Class, by transfer syntax."""
    return {
        context.transfer_syntax[0]: context.context_id
        for context in association.accepted_contexts
        if context.as_scu and context.abstract_syntax == sop_class_uid and context.context_id is not None
    }


def _status(code: int) -> Dataset:
    answer = Dataset()
    answer.Status = code
    return answer
