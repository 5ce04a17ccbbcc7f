"""The listener: verification, storage and further services for every AE that a Site owns.

Every storage SOP Class and transfer syntax of the Standard is accepted, and the
bytes are handed on as they came, never re-encoded. Associations of storage and
verification are answered by `teleread.dicom.listener`, all others by pynetdicom,
behind the same ports.

References
----------
DICOM PS3.4 Annex A (Verification) and Annex B (Storage); PS3.7 9.1.1 and 9.1.5;
PS3.8 9.3 (associations); PS3.15 B.12 (TLS).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pydicom.config import IGNORE, settings
from pynetdicom import _config

from teleread.dicom.association.accepted import storage_offer
from teleread.dicom.association.bounds import Bounds
from teleread.dicom.dataset.part10 import IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME
from teleread.dicom.listener.associate import Implementation
from teleread.dicom.listener.door import Door
from teleread.dicom.listener.handover import Handover
from teleread.dicom.listener.reception import Reception
from teleread.dicom.listener.tls import Identity, TlsContexts, TlsUnusable, Trusted
from teleread.dicom.services.dispatch import Services

__all__ = ["HOUSE_BOUNDS", "Bounds", "Identity", "Ports", "Reception", "TlsPort", "TlsUnusable", "listening"]

LONGEST_PDU_WE_ASK_FOR = 128 * 1024
"""What most peers can; 256 KB and 1 MB are no faster."""


HOUSE_BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class TlsPort:
    """A port for TLS: its number (0: any), who we are there, and who is believed."""

    port: int
    identity: Identity
    trusted: Trusted


@dataclass(frozen=True, slots=True)
class Ports:
    """The ports that are listened on."""

    plain: int
    tls: int | None


@contextmanager
def listening(
    *,
    host: str,
    port: int,
    ae_title: str,
    reception: Reception,
    services: Services | None = None,
    tls: TlsPort | None = None,
    bounds: Bounds = HOUSE_BOUNDS,
) -> Iterator[Ports]:
    """Listen until the block ends; yield the ports, which are chosen if 0 was asked for.

    On leaving, no more is accepted, and associations are aborted once the
    Instance they are handing over was answered.

    Raises
    ------
    OSError
        If a port cannot be bound.
    TlsUnusable
        If certificate, key or authorities of TLS cannot be used.
    """
    implementation = Implementation(IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME, LONGEST_PDU_WE_ASK_FOR)
    contexts = TlsContexts(tls.identity, tls.trusted) if tls else None
    with _pynetdicom_configured():
        others = None
        if services:
            others = Handover(ae_title, (host, port), implementation, reception, services, bounds=bounds)
        door = Door(reception, offer=storage_offer(), implementation=implementation, bounds=bounds, others=others)
        try:
            yield Ports(door.open(host, port), door.open(host, tls.port, contexts) if tls else None)
        finally:
            door.close()


@contextmanager
def _pynetdicom_configured() -> Iterator[None]:
    """Have data sets written to files, and nothing of them to a log or into a warning."""
    wanted = {
        "STORE_RECV_CHUNKED_DATASET": True,
        "LOG_HANDLER_LEVEL": "none",
        "LOG_REQUEST_IDENTIFIERS": False,
        "LOG_RESPONSE_IDENTIFIERS": False,
    }
    before = {name: getattr(_config, name) for name in wanted}
    validation = settings.reading_validation_mode, settings.writing_validation_mode
    vars(_config).update(wanted)
    settings.reading_validation_mode = settings.writing_validation_mode = IGNORE
    try:
        yield
    finally:
        vars(_config).update(before)
        settings.reading_validation_mode, settings.writing_validation_mode = validation
