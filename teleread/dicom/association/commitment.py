"""Storage Commitment: a device's request, and the report that goes back to it.

References
----------
DICOM PS3.4 J.3.2 (N-ACTION), J.3.3 (N-EVENT-REPORT, and on which association);
PS3.7 D.3.3.4 (role selection).
"""

import threading
import time
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from pydicom.dataset import Dataset
from pydicom.uid import UID
from pynetdicom import build_role
from pynetdicom.association import Association
from pynetdicom.dimse_primitives import N_ACTION, N_EVENT_REPORT
from pynetdicom.dsutils import encode
from pynetdicom.presentation import PresentationContext, build_context

from teleread.archive.commitment import CommitmentReason, CommitmentRequest, CommitmentResult, Reference, Verdicts
from teleread.dicom.association.answering import Keys
from teleread.dicom.association.exchange import exchange
from teleread.dicom.association.peer import Peer, caller_of
from teleread.dicom.association.status import SUCCESS

if TYPE_CHECKING:
    from pynetdicom.pdu_primitives import SCP_SCU_RoleSelectionNegotiation

SOP_CLASS = "1.2.840.10008.1.20.1"
SOP_INSTANCE = "1.2.840.10008.1.20.1.1"
REQUEST_COMMITMENT = 1
ALL_COMMITTED, SOME_FAILED = 1, 2

ANSWERED_WITHIN_SECONDS = 10.0
MOST_SET_ASIDE = 16
"""Requests that a device may make before it answers a report."""


def read_request(action: Dataset) -> CommitmentRequest:
    """Return what a device asks the archive to answer for."""
    keys = Keys(action, None)
    return CommitmentRequest(
        transaction_uid=keys.text("TransactionUID")[:64],
        references=tuple(
            Reference(item.text("ReferencedSOPClassUID")[:64], item.text("ReferencedSOPInstanceUID")[:128])
            for item in keys.items("ReferencedSOPSequence")
        ),
    )


def request_commitment(
    association: Association, transaction_uid: str, references: Sequence[Reference], context: PresentationContext
) -> bool:
    """Ask a peer to commit itself, as the SCU; say whether it will report."""
    information = Dataset()
    information.TransactionUID = transaction_uid
    information.ReferencedSOPSequence = [_item(reference) for reference in references]
    request = N_ACTION()
    request.MessageID, request.ActionTypeID = 1, REQUEST_COMMITMENT
    request.RequestedSOPClassUID, request.RequestedSOPInstanceUID = UID(SOP_CLASS), UID(SOP_INSTANCE)
    request.ActionInformation = _encoded(information, context)
    response = exchange(association, request, cast("int", context.context_id))
    return response is not None and response.Status == SUCCESS


def read_result(event: Dataset) -> CommitmentResult:
    """Return to what a peer commits itself."""
    keys = Keys(event, None)
    failed = {}
    for item in keys.items("FailedSOPSequence"):
        failed[item.text("ReferencedSOPInstanceUID")] = _failure_reason(item)
    committed = frozenset(item.text("ReferencedSOPInstanceUID") for item in keys.items("ReferencedSOPSequence"))
    return CommitmentResult(keys.text("TransactionUID"), committed - failed.keys(), failed)


def event_of(request: CommitmentRequest, verdicts: Verdicts) -> tuple[int, Dataset]:
    """Return Event Type ID and Event Information of a report."""
    event = Dataset()
    event.TransactionUID = request.transaction_uid
    committed = [_item(reference) for reference, reason in verdicts.items() if reason is None]
    failed = [_item(reference, reason) for reference, reason in verdicts.items() if reason is not None]
    if committed:
        event.ReferencedSOPSequence = committed
    if failed:
        event.FailedSOPSequence = failed
    return (SOME_FAILED if failed else ALL_COMMITTED), event


def report_on(association: Association, event_type: int, event: Dataset) -> bool:
    """Report on the association of the request; say whether the device has confirmed it.

    A device that releases meanwhile is let go. What it asks for meanwhile is
    answered afterwards: `Association.send_n_event_report` would take it for the
    confirmation.
    """
    contexts = [each for each in association.accepted_contexts if each.abstract_syntax == SOP_CLASS]
    if not contexts or not _pause(association):
        return False
    try:
        association.dimse.send_msg(_primitive(event_type, event, contexts[0]), cast("int", contexts[0].context_id))
        return _is_confirmed(association)
    finally:
        association._reactor_checkpoint.set()


def report_to(peer: Peer, event_type: int, event: Dataset) -> bool:
    """Report on an association of our own, as the SCP; say whether the device has confirmed it."""
    association = _called(peer)
    if association is None:
        return False
    try:
        return report_on(association, event_type, event)
    finally:
        association.release()


def can_report_to(peer: Peer) -> bool:
    """Say whether a device takes reports on an association of our own now."""
    association = _called(peer)
    if association is None:
        return False
    association.release()
    return True


def _called(peer: Peer) -> Association | None:
    ae = caller_of(peer, seconds=ANSWERED_WITHIN_SECONDS)
    role: SCP_SCU_RoleSelectionNegotiation = build_role(SOP_CLASS, scu_role=False, scp_role=True)
    association = ae.associate(
        peer.host, peer.port, [build_context(SOP_CLASS)], ae_title=peer.called_ae_title, ext_neg=[role]
    )
    return association if association.is_established else None


def _failure_reason(item: Keys) -> int:
    said = item.text("FailureReason")
    return int(said) if said.isdecimal() else int(CommitmentReason.PROCESSING_FAILURE)


def _item(reference: Reference, reason: CommitmentReason | None = None) -> Dataset:
    item = Dataset()
    item.ReferencedSOPClassUID = reference.sop_class_uid
    item.ReferencedSOPInstanceUID = reference.sop_instance_uid
    if reason is not None:
        item.FailureReason = int(reason)
    return item


def _primitive(event_type: int, event: Dataset, context: PresentationContext) -> N_EVENT_REPORT:
    primitive = N_EVENT_REPORT()
    primitive.MessageID = 1
    primitive.AffectedSOPClassUID = UID(SOP_CLASS)
    primitive.AffectedSOPInstanceUID = UID(SOP_INSTANCE)
    primitive.EventTypeID = event_type
    primitive.EventInformation = _encoded(event, context)
    return primitive


def _encoded(information: Dataset, context: PresentationContext) -> BytesIO:
    syntax = context.transfer_syntax[0]
    encoded = encode(information, syntax.is_implicit_VR, syntax.is_little_endian, syntax.is_deflated)
    return BytesIO(encoded or b"")


def _pause(association: Association) -> bool:
    """Stop the association's own thread from taking messages; False if it has ended."""
    association._reactor_checkpoint.clear()
    while not association._is_paused and association.is_alive():
        threading.Event().wait(0.001)
    if association.is_established and not _has_ended(association):
        return True
    association._reactor_checkpoint.set()
    return False


def _is_confirmed(association: Association) -> bool:
    aside: list[Any] = []
    deadline = time.monotonic() + ANSWERED_WITHIN_SECONDS
    try:
        while time.monotonic() < deadline and not _has_ended(association) and len(aside) < MOST_SET_ASIDE:
            taken = association.dimse.get_msg(block=False)
            message = taken[1]
            if isinstance(message, N_EVENT_REPORT) and message.MessageIDBeingRespondedTo == 1:
                return message.Status == 0x0000
            if message is not None:
                aside.append(taken)
            threading.Event().wait(0.005)
        return False
    finally:
        for each in aside:
            association.dimse.msg_queue.put(each)


def _has_ended(association: Association) -> bool:
    """Say whether the device has released or aborted, or its connection is gone."""
    return association.dul.peek_next_pdu() is not None or not association.dul.is_alive()
