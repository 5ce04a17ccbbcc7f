"""TLS of the DICOM port: who we are, and whose certificate is believed.

References
----------
RFC 9325 (BCP 195) 3 and 4; DICOM PS3.15 B.12 (BCP 195 RFC 8996, 9325 TLS
Secure Transport Connection Profile).
"""

import hashlib
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import structlog

log = structlog.get_logger()

CIPHER_SUITES_OF_1_2 = ":".join(
    (
        "ECDHE-ECDSA-AES128-GCM-SHA256",
        "ECDHE-RSA-AES128-GCM-SHA256",
        "ECDHE-ECDSA-AES256-GCM-SHA384",
        "ECDHE-RSA-AES256-GCM-SHA384",
    )
)
LOOK_AGAIN_SECONDS = 5.0
"""So long may a certificate that was bound or removed have no effect on the handshake."""

Trusted = Callable[[], Sequence[bytes]]
"""Return the certificates (DER) that are believed as they are, whoever issued them."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Our certificate with its chain, its key, and authorities whose certificates are believed."""

    certificate: Path
    key: Path
    authorities: Path | None = None


class TlsContexts:
    """The context of the next handshake; a changed list of certificates makes a new one."""

    def __init__(self, identity: Identity, trusted: Trusted) -> None:
        self._identity, self._trusted, self._lock = identity, trusted, threading.Lock()
        self._ders = tuple(trusted())
        self._context = server_context(identity, self._ders)
        self._looked_at = monotonic()

    def current(self) -> ssl.SSLContext:
        """Return a context that believes who is trusted now."""
        with self._lock:
            if monotonic() - self._looked_at >= LOOK_AGAIN_SECONDS:
                self._looked_at = monotonic()
                self._look_again()
            return self._context

    def _look_again(self) -> None:
        """Make a new context where the list has changed; the old one serves on where that fails."""
        try:
            ders = tuple(self._trusted())
            if ders != self._ders:
                self._context, self._ders = server_context(self._identity, ders), ders
        except Exception:
            log.exception("tls.not_renewed")


class TlsUnusable(Exception):
    """Certificate, key or authorities cannot be read, or do not fit together."""


def server_context(identity: Identity, ders: Sequence[bytes]) -> ssl.SSLContext:
    """Return a context that asks every peer for a certificate and believes these and the authorities'.

    Raises
    ------
    TlsUnusable
        If our certificate, key or authorities cannot be used.
    """
    try:
        return _server_context(identity, ders)
    except OSError as error:
        raise TlsUnusable(getattr(error, "reason", None) or error.strerror) from error


def _server_context(identity: Identity, ders: Sequence[bytes]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(CIPHER_SUITES_OF_1_2)
    context.options |= ssl.OP_NO_TICKET | ssl.OP_NO_RENEGOTIATION | ssl.OP_CIPHER_SERVER_PREFERENCE
    context.num_tickets = 0
    context.verify_mode = ssl.CERT_REQUIRED
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    context.load_cert_chain(identity.certificate, identity.key)
    if identity.authorities is not None:
        context.load_verify_locations(cafile=identity.authorities)
    for der in ders:
        _believe(context, der)
    return context


def _believe(context: ssl.SSLContext, der: bytes) -> None:
    """Trust a certificate as it is; one that OpenSSL cannot read must not keep the others out."""
    try:
        context.load_verify_locations(cadata=der)
    except ssl.SSLError as error:
        log.warning("tls.certificate_unusable", sha256=hashlib.sha256(der).hexdigest(), reason=error.reason)


def fingerprint(connection: ssl.SSLSocket) -> bytes | None:
    """Return the SHA-256 of the certificate that the peer has proved to own."""
    der = connection.getpeercert(binary_form=True)
    return hashlib.sha256(der).digest() if der else None
