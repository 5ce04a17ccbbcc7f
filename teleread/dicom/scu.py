"""Sending Instances to a peer, byte for byte as they lie (PS3.4 Annex B, PS3.7 9.1.1)."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from pynetdicom import AE, evt
from pynetdicom.association import Association
from pynetdicom.dimse_primitives import C_STORE
from pynetdicom.pdu import A_ASSOCIATE_RJ
from pynetdicom.presentation import build_context
from pynetdicom.status import STORAGE_SERVICE_CLASS_STATUS, code_to_category

from teleread.dicom.part10 import DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, NotDicom, Part10, read_head

CONTEXTS_OF_ONE_ASSOCIATION = 128


class SendReason(StrEnum):
    """Why an Instance did or did not arrive."""

    STORED = "stored"
    NOT_DICOM = "not_dicom"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    ABORTED = "aborted"


@dataclass(frozen=True, slots=True)
class Peer:
    """Where to call, whom, and as whom."""

    host: str
    port: int
    called_ae_title: str
    calling_ae_title: str


@dataclass(frozen=True, slots=True)
class SendOutcome:
    """What became of one Instance; `status` is the C-STORE status where one came."""

    reason: SendReason
    status: int | None
    detail: str

    @property
    def succeeded(self) -> bool:
        """Say whether the peer took responsibility for the Instance (success or warning)."""
        return self.reason is SendReason.STORED


@dataclass(frozen=True, slots=True)
class SentFile:
    """One file of a batch and its outcome."""

    path: Path
    outcome: SendOutcome


def send(thing: Path | bytes, peer: Peer, *, timeout: timedelta) -> SendOutcome:
    """Send one Instance on an association of its own.

    Parameters
    ----------
    thing
        A DICOM file, or its content.
    timeout
        How long to wait for the connection, the association and the answer,
        each.
    """
    try:
        head = read_head(BytesIO(thing)) if isinstance(thing, bytes) else _head_of(thing)
    except (NotDicom, OSError) as problem:
        return SendOutcome(SendReason.NOT_DICOM, None, str(problem))
    (outcome,) = _send_on_one_association([(thing, head)], peer, timeout)
    return outcome


def send_files(
    paths: Sequence[Path], peer: Peer, *, timeout: timedelta, progress: Callable[[SentFile], None]
) -> list[SentFile]:
    """Send files in their order, each as it lies, and tell of each as it ends.

    As many associations are opened as 128 presentation contexts each need. A
    file that is not DICOM is reported and does not stop the others; a lost
    association fails the file it was sending and is opened anew for the next.
    """
    done: list[SentFile] = []

    def report(path: Path, outcome: SendOutcome) -> None:
        done.append(SentFile(path, outcome))
        progress(done[-1])

    for batch in _batches(paths, report):
        for (path, _), outcome in zip(batch, _send_on_one_association(batch, peer, timeout), strict=True):
            report(path, outcome)
    return done


def _head_of(path: Path) -> Part10:
    with path.open("rb") as stream:
        return read_head(stream)


def _batches(paths: Iterable[Path], report: Callable[[Path, SendOutcome], None]) -> Iterator[list[tuple[Path, Part10]]]:
    batch: list[tuple[Path, Part10]] = []
    pairs: set[tuple[str, str]] = set()
    for path in paths:
        try:
            head = _head_of(path)
        except (NotDicom, OSError) as problem:
            report(path, SendOutcome(SendReason.NOT_DICOM, None, str(problem)))
            continue
        pair = (head.sop_class_uid, head.transfer_syntax_uid)
        if pair not in pairs and len(pairs) == CONTEXTS_OF_ONE_ASSOCIATION:
            yield batch
            batch, pairs = [], set()
        batch.append((path, head))
        pairs.add(pair)
    if batch:
        yield batch


def _send_on_one_association(
    batch: Sequence[tuple[Path | bytes, Part10]], peer: Peer, timeout: timedelta
) -> Iterator[SendOutcome]:
    heads = [head for _, head in batch]
    call: _Call | None = None
    for thing, head in batch:
        if problem := _unsendable(head):
            yield problem
            continue
        if call is None or (call.failure is None and not call.association.is_established):
            call = _Call.open(heads, peer, timeout)
        yield call.store(thing, head)
    if call is not None and call.association.is_established:
        call.association.release()


def _unsendable(head: Part10) -> SendOutcome | None:
    for name, uid in (
        ("SOP Class UID", head.sop_class_uid),
        ("SOP Instance UID", head.sop_instance_uid),
        ("Transfer Syntax UID", head.transfer_syntax_uid),
    ):
        if not _can_be_sent(uid):
            return SendOutcome(SendReason.NOT_DICOM, None, f"the file has no usable {name}")
    return None


def _can_be_sent(uid: str) -> bool:
    """Say whether a UID can be put on the wire: a peer judges the rest (PS3.5 9.1)."""
    return 0 < len(uid) <= 64 and uid.isascii() and uid.isprintable() and " " not in uid


@dataclass(slots=True)
class _Heard:
    """What really came from the peer: pynetdicom's flags lose a rejection that is followed by a quick close."""

    started: float = field(default_factory=time.monotonic)
    is_connected: bool = False
    rejection: A_ASSOCIATE_RJ | None = None

    def on_connection(self, _event: evt.Event) -> None:
        self.is_connected = True

    def on_pdu(self, event: evt.Event) -> None:
        if isinstance(event.pdu, A_ASSOCIATE_RJ):
            self.rejection = event.pdu


@dataclass(frozen=True, slots=True)
class _Call:
    association: Association
    failure: SendOutcome | None

    @classmethod
    def open(cls, heads: Sequence[Part10], peer: Peer, timeout: timedelta) -> "_Call":
        ae = AE(ae_title=peer.calling_ae_title)
        seconds = timeout.total_seconds()
        ae.connection_timeout = ae.acse_timeout = ae.dimse_timeout = ae.network_timeout = seconds
        pairs = dict.fromkeys((head.sop_class_uid, head.transfer_syntax_uid) for head in heads if not _unsendable(head))
        heard = _Heard()
        association = ae.associate(
            peer.host,
            peer.port,
            [build_context(*pair) for pair in pairs],
            ae_title=peer.called_ae_title,
            evt_handlers=[(evt.EVT_CONN_OPEN, heard.on_connection), (evt.EVT_PDU_RECV, heard.on_pdu)],
        )
        return cls(association, None if association.is_established else _why_not(association, heard, seconds))

    def store(self, thing: Path | bytes, head: Part10) -> SendOutcome:
        if self.failure is not None:
            return self.failure
        context_id = self._context_for(head)
        if context_id is None:
            return SendOutcome(
                SendReason.NOT_ACCEPTED,
                None,
                f"the peer accepts no {head.sop_class_uid} in transfer syntax {head.transfer_syntax_uid}",
            )
        asked = time.monotonic()
        response = self._exchange(_request(thing, head), context_id)
        if response is not None and response.Status is not None:
            return outcome_of_status(response.Status, response.ErrorComment or "")
        self.association.abort()
        if time.monotonic() - asked >= (self.association.dimse_timeout or 0):
            return SendOutcome(SendReason.TIMED_OUT, None, "the peer did not answer the C-STORE in time")
        return SendOutcome(SendReason.ABORTED, None, "the association was lost before the C-STORE was answered")

    def _context_for(self, head: Part10) -> int | None:
        for context in self.association.accepted_contexts:
            if (context.abstract_syntax, context.transfer_syntax[0]) == (head.sop_class_uid, head.transfer_syntax_uid):
                return context.context_id
        return None

    def _exchange(self, request: C_STORE, context_id: int) -> C_STORE | None:
        """Send a request without decoding its data set.

        `Association.send_c_store` encodes the data set anew or trusts File
        Meta; this follows its steps with the bytes as they are.
        """
        self.association._reactor_checkpoint.clear()
        while not self.association._is_paused and self.association.is_alive():
            threading.Event().wait(0.0005)
        try:
            self.association.dimse.send_msg(request, context_id)
            _, response = self.association.dimse.get_msg(block=True)
        finally:
            self.association._reactor_checkpoint.set()
        return response if isinstance(response, C_STORE) else None


def outcome_of_status(status: int, comment: str) -> SendOutcome:
    """Return what a C-STORE status means for the sender; a warning is a success.

    References
    ----------
    PS3.4 B.2.3 and Table B.2-1; PS3.7 Annex C.
    """
    stored = code_to_category(status) in ("Success", "Warning")
    _, meaning = STORAGE_SERVICE_CLASS_STATUS.get(status, ("", "unknown status"))
    detail = f"0x{status:04X} {meaning}".rstrip() + (f": {comment}" if comment else "")
    return SendOutcome(SendReason.STORED if stored else SendReason.FAILED, status, detail)


def _request(thing: Path | bytes, head: Part10) -> C_STORE:
    request = C_STORE()
    request.MessageID = 1
    request.Priority = 0
    request.AffectedSOPClassUID = head.sop_class_uid
    request.AffectedSOPInstanceUID = head.sop_instance_uid
    if isinstance(thing, Path) and head.transfer_syntax_uid != DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN:
        request._dataset_path = (thing, head.data_set_offset)
        return request
    content = thing.read_bytes() if isinstance(thing, Path) else thing
    request.DataSet = BytesIO(_even_if_deflated(content[head.data_set_offset :], head))
    return request


def _even_if_deflated(data_set: bytes, head: Part10) -> bytes:
    """Pad a deflated stream of odd length; some writers forget it (PS3.5 A.5)."""
    is_deflated = head.transfer_syntax_uid == DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN
    return data_set + b"\0" if is_deflated and len(data_set) % 2 else data_set


def _why_not(association: Association, heard: _Heard, seconds: float) -> SendOutcome:
    if heard.rejection is not None:
        detail = f"association rejected: {heard.rejection.source_str}, {heard.rejection.reason_str}"
        return SendOutcome(SendReason.REFUSED, None, detail)
    if association.rejected_contexts:
        return SendOutcome(SendReason.NOT_ACCEPTED, None, "the peer accepts none of the proposed contexts")
    if time.monotonic() - heard.started >= seconds:
        return SendOutcome(SendReason.TIMED_OUT, None, "the peer did not answer in time")
    if heard.is_connected:
        return SendOutcome(SendReason.ABORTED, None, "the association was aborted by the peer")
    return SendOutcome(SendReason.UNREACHABLE, None, "no connection to the peer")
