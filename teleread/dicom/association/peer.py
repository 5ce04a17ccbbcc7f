"""Calling another AE: where it listens, how we come in, and why not.

References
----------
DICOM PS3.8 7.1 and 9.3.4; PS3.15 B.12 (TLS); PS3.4 B.2.3 (what a C-STORE status means).
"""

import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from pynetdicom import AE, evt
from pynetdicom.association import Association
from pynetdicom.pdu import A_ASSOCIATE_RJ
from pynetdicom.presentation import PresentationContext
from pynetdicom.status import STORAGE_SERVICE_CLASS_STATUS, code_to_category

from teleread.dicom.dataset.part10 import IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME

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
    """Where to call, whom, as whom, and by TLS where there is a context for it."""

    host: str
    port: int
    called_ae_title: str
    calling_ae_title: str
    tls: ssl.SSLContext | None = None


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


def associate(
    peer: Peer,
    contexts: Sequence[PresentationContext],
    *,
    timeout: timedelta,
    handlers: Sequence[evt.EventHandlerType] = (),
) -> Association | SendOutcome:
    """Return an established association, or why there is none.

    Parameters
    ----------
    timeout
        How long to wait for the connection, the association and each answer.
    """
    seconds = timeout.total_seconds()
    ae = caller_of(peer, seconds=seconds)
    heard = _Heard()
    association = ae.associate(
        peer.host,
        peer.port,
        list(contexts),
        ae_title=peer.called_ae_title,
        tls_args=(peer.tls, peer.host) if peer.tls else None,
        evt_handlers=[(evt.EVT_CONN_OPEN, heard.on_connection), (evt.EVT_PDU_RECV, heard.on_pdu), *handlers],
    )
    return association if association.is_established else _why_not(association, heard, seconds)


def caller_of(peer: Peer, *, seconds: float) -> AE:
    """Return the AE as which a peer is called, with our implementation's name; it waits so long for each answer.

    References
    ----------
    DICOM PS3.7 D.3.3.2 (implementation identification).
    """
    ae = AE(ae_title=peer.calling_ae_title)
    ae.implementation_class_uid = IMPLEMENTATION_CLASS_UID
    ae.implementation_version_name = IMPLEMENTATION_VERSION_NAME
    ae.connection_timeout = ae.acse_timeout = ae.dimse_timeout = ae.network_timeout = seconds
    return ae


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
