"""Asking a peer whether it is there (PS3.4 Annex A, PS3.7 9.1.5)."""

from datetime import timedelta
from typing import Final

from pynetdicom.presentation import build_context

from teleread.dicom.association.peer import Peer, SendOutcome, SendReason, associate

VERIFICATION: Final = "1.2.840.10008.1.1"
SUCCESS: Final = 0x0000


def echo(peer: Peer, *, timeout: timedelta) -> SendOutcome:
    """Associate, ask for a C-ECHO and release; STORED means that it was answered with success.

    Parameters
    ----------
    timeout
        How long to wait for the connection, the association and the answer,
        each.
    """
    association = associate(peer, [build_context(VERIFICATION)], timeout=timeout)
    if isinstance(association, SendOutcome):
        return association
    try:
        status = association.send_c_echo().get("Status")
    finally:
        if association.is_established:
            association.release()
    if status is None:
        return SendOutcome(SendReason.TIMED_OUT, None, "the peer did not answer the C-ECHO in time")
    is_good = status == SUCCESS
    return SendOutcome(SendReason.STORED if is_good else SendReason.FAILED, status, f"C-ECHO 0x{status:04X}")
