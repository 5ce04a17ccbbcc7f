"""Sending Instances to a peer, byte for byte as they lie (PS3.4 Annex B, PS3.7 9.1.1)."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from pynetdicom.association import Association
from pynetdicom.dimse_primitives import C_STORE
from pynetdicom.presentation import build_context

from teleread.dicom.association.exchange import exchange
from teleread.dicom.association.peer import (
    CONTEXTS_OF_ONE_ASSOCIATION,
    Peer,
    SendOutcome,
    SendReason,
    associate,
    outcome_of_status,
)
from teleread.dicom.dataset.part10 import DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, NotDicom, Part10, read_head

__all__ = [
    "CONTEXTS_OF_ONE_ASSOCIATION",
    "Peer",
    "SendOutcome",
    "SendReason",
    "SentFile",
    "outcome_of_status",
    "send",
    "send_files",
    "store",
]


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
        if call is None or call.is_lost:
            call = _Call.open(heads, peer, timeout)
        yield call.store(thing, head)
    if call is not None:
        call.end()


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


@dataclass(frozen=True, slots=True)
class _Call:
    association: Association | None
    failure: SendOutcome | None

    @classmethod
    def open(cls, heads: Sequence[Part10], peer: Peer, timeout: timedelta) -> "_Call":
        pairs = dict.fromkeys((head.sop_class_uid, head.transfer_syntax_uid) for head in heads if not _unsendable(head))
        called = associate(peer, [build_context(*pair) for pair in pairs], timeout=timeout)
        return cls(None, called) if isinstance(called, SendOutcome) else cls(called, None)

    @property
    def is_lost(self) -> bool:
        return self.association is not None and not self.association.is_established

    def end(self) -> None:
        if self.association is not None and self.association.is_established:
            self.association.release()

    def store(self, thing: Path | bytes, head: Part10) -> SendOutcome:
        if self.failure is not None or self.association is None:
            return self.failure or SendOutcome(SendReason.UNREACHABLE, None, "no connection to the peer")
        context_id = _context_for(self.association, head)
        if context_id is None:
            return SendOutcome(
                SendReason.NOT_ACCEPTED,
                None,
                f"the peer accepts no {head.sop_class_uid} in transfer syntax {head.transfer_syntax_uid}",
            )
        return store(self.association, _request(thing, head), context_id)


def store(association: Association, request: C_STORE, context_id: int) -> SendOutcome:
    """Send one C-STORE request as it is; without an answer in time the association is aborted."""
    asked = time.monotonic()
    response = exchange(association, request, context_id)
    if response is not None and response.Status is not None:
        return outcome_of_status(response.Status, response.ErrorComment or "")
    association.abort()
    if time.monotonic() - asked >= (association.dimse_timeout or 0):
        return SendOutcome(SendReason.TIMED_OUT, None, "the peer did not answer the C-STORE in time")
    return SendOutcome(SendReason.ABORTED, None, "the association was lost before the C-STORE was answered")


def _context_for(association: Association, head: Part10) -> int | None:
    for context in association.accepted_contexts:
        if (context.abstract_syntax, context.transfer_syntax[0]) == (head.sop_class_uid, head.transfer_syntax_uid):
            return context.context_id
    return None


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
