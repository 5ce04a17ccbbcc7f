"""A device that sends whatever bytes it is told to, as a data set, over a real association."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from queue import Empty
from typing import Any

import pydicom
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian
from pynetdicom import AE
from pynetdicom.association import Association
from pynetdicom.dimse_primitives import C_STORE
from pynetdicom.presentation import build_context

from teleread.dicom.dataset.part10 import NotDicom, read_head

DIGITAL_X_RAY = "1.2.840.10008.5.1.4.1.1.1.1"
SOME_UID = "2.25.1111"
IDLE = "Sta1"
"""No connection (PS3.8 Table 9-5)."""


@dataclass(frozen=True, slots=True)
class Sendable:
    """A data set and what the request says of it."""

    data_set: bytes
    sop_class_uid: str
    sop_instance_uid: str
    transfer_syntax_uid: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The status, and the Error Comment if there was one."""

    status: int
    comment: str


def sendable(path: Path) -> Sendable:
    """What lies behind File Meta, byte for byte, announced as the file announces itself."""
    content = path.read_bytes()
    try:
        with path.open("rb") as stream:
            head = read_head(stream)
    except NotDicom:
        behind = content[132:] if content[128:132] == b"DICM" else content
        return Sendable(behind, DIGITAL_X_RAY, SOME_UID, ExplicitVRLittleEndian)
    if head.transfer_syntax_uid == DeflatedExplicitVRLittleEndian:
        return _deflated(path, content[head.data_set_offset :])
    return Sendable(
        content[head.data_set_offset :],
        head.sop_class_uid or DIGITAL_X_RAY,
        head.sop_instance_uid or SOME_UID,
        head.transfer_syntax_uid,
    )


def _deflated(path: Path, data_set: bytes) -> Sendable:
    inflated = pydicom.dcmread(path, stop_before_pixels=True)
    sop_class_uid, sop_instance_uid = str(inflated.SOPClassUID), str(inflated.SOPInstanceUID)
    return Sendable(data_set, sop_class_uid, sop_instance_uid, DeflatedExplicitVRLittleEndian)


@contextmanager
def association(
    port: int, contexts: list[tuple[str, str]], *, calling: str = "QINGSHAN", called: str = "TELEREAD"
) -> Iterator[Association]:
    """An association for pairs of SOP Class and transfer syntax; not necessarily established."""
    ae = AE(calling)
    ae.acse_timeout = ae.dimse_timeout = ae.network_timeout = 20
    made = ae.associate(
        "127.0.0.1", port, contexts=[build_context(*pair) for pair in dict.fromkeys(contexts)], ae_title=called
    )
    try:
        yield made
    finally:
        if made.is_established:
            made.release()


def store(made: Association, thing: Sendable) -> Answered | None:
    """Send one data set; None where its context was not accepted or no answer came."""
    pair = (thing.sop_class_uid, thing.transfer_syntax_uid)
    accepted = {(cx.abstract_syntax, cx.transfer_syntax[0]): cx.context_id for cx in made.accepted_contexts}
    if pair not in accepted:
        return None
    request = C_STORE()
    request.MessageID = 1
    request.Priority = 2
    request.AffectedSOPClassUID = thing.sop_class_uid
    request.AffectedSOPInstanceUID = thing.sop_instance_uid
    request.DataSet = BytesIO(thing.data_set) if thing.data_set else None  # an empty one is announced as none
    with _to_itself(made):
        made.dimse.send_msg(request, accepted[pair])
        response = _response(made)
    if response is None:
        return None
    return Answered(response.Status, response.ErrorComment or "")


def _response(made: Association) -> Any:
    """Wait for the answer for as long as there is a connection."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        is_connected = made.dul.state_machine.current_state != IDLE
        try:
            return made.dimse.msg_queue.get(timeout=0.01)[1]
        except Empty:
            if not is_connected:
                return None
    return None


@contextmanager
def _to_itself(made: Association) -> Iterator[None]:
    """Keep the association's own thread from taking the answer."""
    made._reactor_checkpoint.clear()
    deadline = time.monotonic() + 60
    while not made._is_paused and time.monotonic() < deadline:
        threading.Event().wait(0.001)
    try:
        yield
    finally:
        made._reactor_checkpoint.set()


def send(port: int, thing: Sendable, **titles: str) -> Answered | None:
    """Send one data set on an association of its own."""
    with association(port, [(thing.sop_class_uid, thing.transfer_syntax_uid)], **titles) as made:
        return store(made, thing) if made.is_established else None
