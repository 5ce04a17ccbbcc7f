"""Who may be meant by a call: the AEs of its title, their Sites, and whose its certificate is."""

from collections.abc import Sequence
from dataclasses import dataclass

from teleread.clinics.access import system_scope
from teleread.clinics.certificate import SiteCertificate
from teleread.clinics.certificate_records import find_certificate
from teleread.clinics.clinic import AE, Site
from teleread.clinics.records import load_aes_titled, load_site
from teleread.database import Session


@dataclass(frozen=True, slots=True)
class Known:
    """What is configured of a calling title and of a certificate."""

    aes: Sequence[tuple[AE, Site]]
    certificate: SiteCertificate | None


def load_known(session: Session, *, calling_ae_title: str, certificate_sha256: bytes | None) -> Known:
    """Return what is configured of a caller, whichever clinics it may be of."""
    aes = load_aes_titled(session, calling_ae_title.strip())
    return Known(
        aes=[(ae, load_site(session, system_scope(), ae.site_id)) for ae in aes],
        certificate=find_certificate(session, certificate_sha256) if certificate_sha256 else None,
    )
