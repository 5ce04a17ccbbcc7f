"""Instances to an AE: C-STORE on associations that are used again, and requests for commitment.

References
----------
DICOM PS3.4 Annex B (Storage), Annex J (Storage Commitment Push Model); PS3.7
D.3.2 (presentation contexts).
"""

import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, Final, cast

from pydicom.dataset import Dataset
from pydicom.uid import UID
from pynetdicom import evt
from pynetdicom.association import Association
from pynetdicom.dimse_primitives import C_STORE
from pynetdicom.presentation import PresentationContext, build_context

from teleread.archive.commitment import CommitmentResult, Reference
from teleread.dicom.association import commitment, status
from teleread.dicom.association.peer import CONTEXTS_OF_ONE_ASSOCIATION, Peer, SendOutcome, SendReason, associate
from teleread.dicom.conversion.instance import NATIVE, CannotConvert, best_of, can_convert, converted
from teleread.dicom.dataset.part10 import DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, NotDicom, data_set_offset
from teleread.dicom.decoding.pool import DecoderPool
from teleread.dicom.pixels.encoders import ENCODERS
from teleread.dicom.sending.outlet import Outgoing
from teleread.dicom.sending.scu import store
from teleread.errors import Unavailable
from teleread.forwarding.forwarding import Missed, Outcome, Proof, Reason, Took

Kind = tuple[str, str]
"""SOP Class and transfer syntax."""

OnReport = Callable[[CommitmentResult], None]
"""Note to what the peer commits itself; called on the association's own thread."""

_MISSED: Final = {
    SendReason.UNREACHABLE: Reason.UNREACHABLE,
    SendReason.REFUSED: Reason.ASSOCIATION_REFUSED,
    SendReason.TIMED_OUT: Reason.TIMED_OUT,
    SendReason.ABORTED: Reason.LOST,
    SendReason.NOT_ACCEPTED: Reason.NOT_ACCEPTED,
    SendReason.FAILED: Reason.REFUSED,
    SendReason.NOT_DICOM: Reason.OBJECT_WRONG,
}


class AEOutlet:
    """Associations with one AE, one at a time.

    Parameters
    ----------
    asks_commitment
        Whether storage commitment is proposed.
    """

    def __init__(
        self, peer: Peer, *, timeout: timedelta, asks_commitment: bool, on_report: OnReport, decoders: DecoderPool
    ) -> None:
        self._peer, self._timeout, self._decoders = peer, timeout, decoders
        self._asks_commitment, self._on_report = asks_commitment, on_report
        self._association: Association | None = None
        self._kinds: dict[Kind, None] = {}
        self._awaited: set[str] = set()
        self._heard = threading.Condition()

    @property
    def can_commit(self) -> bool:
        """Say whether the peer has accepted storage commitment."""
        return self._commitment_context() is not None

    def prepare(self, kinds: Iterable[Kind]) -> Missed | None:
        """Have an association on which these were proposed; what was proposed before is proposed again."""
        wanted = dict.fromkeys(kinds)
        if self._is_established() and wanted.keys() <= self._kinds.keys():
            return None
        self.close()
        self._kinds = self._kinds | wanted
        if len(proposals(self._kinds)) >= CONTEXTS_OF_ONE_ASSOCIATION:
            self._kinds = wanted
        contexts = proposals(self._kinds)[: CONTEXTS_OF_ONE_ASSOCIATION - 1]
        if self._asks_commitment:
            contexts.append(build_context(commitment.SOP_CLASS))
        handlers: list[evt.EventHandlerType] = [(evt.EVT_N_EVENT_REPORT, self._on_event_report)]
        called = associate(self._peer, contexts, timeout=self._timeout, handlers=handlers)
        if isinstance(called, SendOutcome):
            return _why_not_called(called)
        self._association = called
        return None

    def send(self, outgoing: Outgoing) -> Outcome:
        """Send an Instance as it is stored, or converted where the peer takes it only so."""
        if not self._is_established() and (missed := self.prepare([])) is not None:
            return missed
        contexts = self._contexts_of(outgoing.sop_class_uid)
        syntax = best_of(outgoing.transfer_syntax_uid, contexts)
        if syntax is None:
            return Missed(Reason.NOT_ACCEPTED, f"{outgoing.sop_class_uid} / {outgoing.transfer_syntax_uid}")
        if syntax == outgoing.transfer_syntax_uid:
            return self._store(outgoing, outgoing.path, syntax, contexts[syntax])
        with tempfile.TemporaryFile() as spooled:
            try:
                with outgoing.path.open("rb") as stored:
                    pieces = converted(
                        stored, stored_as=outgoing.transfer_syntax_uid, wanted=syntax, decoders=self._decoders
                    )
                    spooled.writelines(pieces)
                spooled.flush()
            except CannotConvert as problem:
                return Missed(Reason.CANNOT_CONVERT, f"{outgoing.transfer_syntax_uid}: {problem.values.get('reason')}")
            except Unavailable as problem:
                return Missed(Reason.UNEXPECTED, problem.code)
            return self._store(outgoing, path_of(spooled), syntax, contexts[syntax])

    def ask_commitment(self, transaction_uid: str, references: Sequence[Reference]) -> bool:
        """Ask on the association that is open; say whether the peer will report."""
        association, context = self._association, self._commitment_context()
        if association is None or context is None:
            return False
        with self._heard:
            self._awaited.add(transaction_uid)
        if commitment.request_commitment(association, transaction_uid, references, context):
            return True
        with self._heard:
            self._awaited.discard(transaction_uid)
        return False

    def is_waiting(self, *, seconds: float) -> bool:
        """Wait for reports on the association that is open; a peer may as well report on one of its own."""
        with self._heard:
            if self._is_established():
                self._heard.wait_for(lambda: not self._awaited, seconds)
            return bool(self._awaited) and self._is_established()

    def close(self) -> None:
        """Release the association."""
        if self._association is not None and self._association.is_established:
            self._association.release()
        self._association = None
        with self._heard:
            self._awaited.clear()

    def _store(self, outgoing: Outgoing, path: Path, syntax: str, context_id: int) -> Outcome:
        if self._association is None:
            return Missed(Reason.LOST)
        request = C_STORE()
        request.MessageID, request.Priority = 1, 0
        try:
            request.AffectedSOPClassUID = outgoing.sop_class_uid
            request.AffectedSOPInstanceUID = outgoing.sop_instance_uid
            offset = _even_if_deflated(path, syntax)
        except (NotDicom, ValueError) as problem:
            return Missed(Reason.OBJECT_WRONG, type(problem).__name__)
        request._dataset_path = (path, offset)
        outcome = store(self._association, request, context_id)
        return _outcome_of(outcome, proof=None if self.can_commit else Proof.STATUS)

    def _contexts_of(self, sop_class_uid: str) -> dict[str, int]:
        """Return the accepted contexts of a SOP Class by transfer syntax."""
        accepted = self._association.accepted_contexts if self._association else []
        return {
            str(context.transfer_syntax[0]): cast("int", context.context_id)
            for context in accepted
            if context.abstract_syntax == sop_class_uid
        }

    def _commitment_context(self) -> PresentationContext | None:
        accepted = self._association.accepted_contexts if self._association else []
        return next((each for each in accepted if each.abstract_syntax == commitment.SOP_CLASS), None)

    def _is_established(self) -> bool:
        return self._association is not None and self._association.is_established

    def _on_event_report(self, event: evt.Event) -> tuple[int, Dataset | None]:
        result = commitment.read_result(event.event_information)
        self._on_report(result)
        with self._heard:
            self._awaited.discard(result.transaction_uid)
            self._heard.notify_all()
        return status.SUCCESS, None


def proposals(kinds: Iterable[Kind]) -> list[PresentationContext]:
    """Return the contexts to propose: what is stored, each in one of its own; then what it can be converted to."""
    pairs = list(kinds)
    contexts = [build_context(UID(sop_class), UID(syntax)) for sop_class, syntax in pairs]
    for instead in (NATIVE[:2], ENCODERS):
        classes = dict.fromkeys(sop_class for sop_class, stored in pairs if can_convert(stored, instead[0]))
        contexts += [build_context(UID(sop_class), list(instead)) for sop_class in classes]
    return contexts


def path_of(opened: object) -> Path:
    """Return a path to an open file that may have no name: nothing stays behind when the process is killed."""
    return Path(f"/proc/self/fd/{cast('BinaryIO', opened).fileno()}")


def _even_if_deflated(path: Path, syntax: str) -> int:
    """Return where the data set begins; a deflated one of odd length is padded (PS3.5 A.5)."""
    with path.open("rb") as stream:
        offset = data_set_offset(stream)
        size_bytes = stream.seek(0, 2)
    if syntax == DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN and (size_bytes - offset) % 2:
        with path.open("ab") as stream:
            stream.write(b"\0")
    return offset


def _outcome_of(outcome: SendOutcome, *, proof: Proof | None) -> Outcome:
    if outcome.succeeded:
        return Took(proof, "" if outcome.status == status.SUCCESS else outcome.detail)
    if outcome.status is not None and outcome.status >> 8 == status.OUT_OF_RESOURCES >> 8:
        return Missed(Reason.OUT_OF_RESOURCES, outcome.detail)
    if outcome.status == status.SOP_CLASS_NOT_SUPPORTED:
        return Missed(Reason.NOT_ACCEPTED, outcome.detail)
    return Missed(_MISSED[outcome.reason], outcome.detail)


def _why_not_called(outcome: SendOutcome) -> Missed:
    """Say why there is no association: unless it is for what was proposed, nothing else would fare better."""
    if outcome.reason is SendReason.NOT_ACCEPTED:
        return Missed(Reason.NOT_ACCEPTED, outcome.detail)
    if outcome.reason is SendReason.REFUSED:
        return Missed(Reason.ASSOCIATION_REFUSED, outcome.detail)
    return Missed(Reason.UNREACHABLE, outcome.detail)
