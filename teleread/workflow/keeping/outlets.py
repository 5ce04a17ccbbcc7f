"""The road to a destination: whom to call, as whom, and how we prove it."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from teleread.archive.commitment import CommitmentResult
from teleread.database import Database, snapshot
from teleread.dicom.association.peer import Peer
from teleread.dicom.decoding.pool import DecoderPool
from teleread.dicom.sending.ae_outlet import AEOutlet
from teleread.dicom.sending.outlet import Outlet
from teleread.dicom.sending.stow_outlet import StowOutlet, WebServer, basic, bearer
from teleread.errors import Invalid
from teleread.forwarding.credentials import unseal
from teleread.forwarding.destination import CredentialKind, Destination, DestinationKind
from teleread.views.forwarding import find_address
from teleread.workflow.keeping.forward import TIMEOUT
from teleread.workflow.keeping.proof import note_report


class NoAddress(Invalid):
    """The device of a destination does not listen anywhere."""

    code = "destination_without_address"
    zh, en = "该目的地的设备未登记主机和端口", "The device of the destination has no host and port on record"


class AuthoritiesUnreadable(Invalid):
    """What should be certificates is something else."""

    code = "authorities_unreadable"
    zh, en = "证书颁发机构须为 PEM 格式", "The certificate authorities must be PEM"


@dataclass(frozen=True, slots=True)
class Sender:
    """What every road begins with.

    Parameters
    ----------
    ae_title
        How we call ourselves where a device knows us by no other title.
    keys_dir
        Where the key of the credentials lies.
    certificate, key
        What we show by TLS to a device that asks for it.
    """

    ae_title: str
    keys_dir: Path
    decoders: DecoderPool
    certificate: Path | None = None
    key: Path | None = None
    timeout: timedelta = TIMEOUT
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def open_outlet(self, database: Database, destination: Destination) -> Outlet:
        """Open the road to a destination; nobody is called yet.

        Raises
        ------
        NoAddress
            If its device listens nowhere.
        SecretUnreadable
            If its credential was kept under another key.
        """
        if destination.kind is DestinationKind.STOW:
            return StowOutlet(self._server(destination), timeout=self.timeout, decoders=self.decoders)
        ae_id = destination.ae_id
        with snapshot(database) as session:
            address = find_address(session, ae_id) if ae_id else None
        if ae_id is None or address is None or address.host is None or address.port is None:
            raise NoAddress
        tls = self._tls(destination.authorities) if destination.uses_tls else None
        peer = Peer(address.host, address.port, address.ae_title, address.called_ae_title or self.ae_title, tls)

        def on_report(result: CommitmentResult) -> None:
            note_report(database, result, ae_id=ae_id, at=self.clock())

        return AEOutlet(
            peer,
            timeout=self.timeout,
            asks_commitment=destination.asks_commitment,
            on_report=on_report,
            decoders=self.decoders,
        )

    def _server(self, destination: Destination) -> WebServer:
        secret = partial(unseal, self.keys_dir, destination.sealed_secret)
        said = ""
        if destination.credential_kind is CredentialKind.BASIC:
            said = basic(destination.user_name, secret())
        elif destination.credential_kind is CredentialKind.BEARER:
            said = bearer(secret())
        is_encrypted = destination.url.startswith("https:")
        return WebServer(destination.url, said, tls_context(destination.authorities) if is_encrypted else None)

    def _tls(self, authorities: str) -> ssl.SSLContext:
        context = tls_context(authorities)
        if self.certificate is not None:
            context.load_cert_chain(self.certificate, self.key)
        return context


def tls_context(authorities: str) -> ssl.SSLContext:
    """Return a context that believes these authorities, or the system's where none are given (RFC 9325)."""
    try:
        context = ssl.create_default_context(cadata=authorities or None)
    except (ssl.SSLError, ValueError) as error:
        raise AuthoritiesUnreadable from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
