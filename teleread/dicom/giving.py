"""Giving Instances out on an association that pynetdicom leads, byte for byte as they are stored.

References
----------
DICOM PS3.4 C.4.2 (C-MOVE), C.4.3 (C-GET); PS3.5 A.5 (a deflated stream is padded to even length).
"""

import shutil
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast
from uuid import UUID

from pydicom.dataset import Dataset
from pynetdicom import evt
from pynetdicom.association import Association
from pynetdicom.dimse_primitives import C_STORE
from pynetdicom.presentation import build_context

from teleread.archive.query import Original
from teleread.dicom import status
from teleread.dicom.accepted import VERIFICATION
from teleread.dicom.part10 import DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, data_set_offset
from teleread.dicom.scu import CONTEXTS_OF_ONE_ASSOCIATION

OpenOriginal = Callable[[Original], AbstractContextManager[BinaryIO]]
"""Open the file of an Instance."""


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


def gives_originals(association: Association, open_original: OpenOriginal) -> None:
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
        return _send(association, request, dataset.original, open_original)

    association.send_c_store = send_c_store  # type: ignore[method-assign, assignment]  # pynetdicom calls it so


def association_for(originals: Sequence[Original], open_original: OpenOriginal) -> dict[str, Any]:
    """Return how pynetdicom is to associate with a destination: only what is stored is proposed.

    What is beyond 128 pairs of SOP Class and transfer syntax fails by itself.
    """
    pairs = dict.fromkeys((original.sop_class_uid, original.transfer_syntax_uid) for original in originals)
    contexts = [build_context(*pair) for pair in list(pairs)[:CONTEXTS_OF_ONE_ASSOCIATION]]
    connected = (evt.EVT_CONN_OPEN, lambda event: gives_originals(event.assoc, open_original))
    return {"contexts": contexts or [build_context(VERIFICATION)], "evt_handlers": [connected]}


def _send(association: Association, request: C_STORE, original: Original, open_original: OpenOriginal) -> Dataset:
    context_id = _context_for(association, original)
    if context_id is None:
        return _status(status.SOP_CLASS_NOT_SUPPORTED)
    request.AffectedSOPClassUID, request.AffectedSOPInstanceUID = original.sop_class_uid, original.sop_instance_uid
    with tempfile.NamedTemporaryFile(suffix=".dcm") as spooled:
        with open_original(original) as stored:
            shutil.copyfileobj(stored, spooled, 1 << 20)
        offset = data_set_offset(cast("BinaryIO", spooled))
        spooled.seek(0, 2)
        is_deflated = original.transfer_syntax_uid == DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN
        if is_deflated and (spooled.tell() - offset) % 2:
            spooled.write(b"\0")
        spooled.flush()
        request._dataset_path = (Path(spooled.name), offset)
        return _exchange(association, request, context_id)


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


def _context_for(association: Association, original: Original) -> int | None:
    wanted = original.sop_class_uid, original.transfer_syntax_uid
    for context in association.accepted_contexts:
        if context.as_scu and (context.abstract_syntax, context.transfer_syntax[0]) == wanted:
            return context.context_id
    return None


def _status(code: int) -> Dataset:
    answer = Dataset()
    answer.Status = code
    return answer
