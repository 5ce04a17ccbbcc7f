"""May this AE associate, and for which Site?

References
----------
DICOM PS3.8 9.3.4, Table 9-21 (result, source and reason of A-ASSOCIATE-RJ);
PS3.15 B.9 to B.12 (the secure transport profiles of BCP 195).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum
from ipaddress import ip_address, ip_network
from uuid import UUID

from teleread.clinics.certificate import SiteCertificate
from teleread.clinics.clinic import AE, Site
from teleread.clinics.limits import HOUSE_LIMITS, Limits, limits_of


class Rejection(Enum):
    """Why an association is not accepted, with the three numbers of A-ASSOCIATE-RJ."""

    CALLING_AE_UNKNOWN = (1, 1, 3)
    CALLED_AE_UNKNOWN = (1, 1, 7)
    NO_REASON_GIVEN = (1, 1, 1)
    TEMPORARY_CONGESTION = (2, 3, 1)
    LOCAL_LIMIT_EXCEEDED = (2, 3, 2)


class Reason(StrEnum):
    """Why an association is not accepted, as an admin is told; the peer learns less."""

    CALLING_AE_UNKNOWN = "calling_ae_unknown"
    CALLED_AE_UNKNOWN = "called_ae_unknown"
    FROM_ELSEWHERE = "from_elsewhere"
    AMBIGUOUS = "ambiguous"
    PLAIN_NOT_ALLOWED = "plain_not_allowed"
    CERTIFICATE_MISSING = "certificate_missing"
    CERTIFICATE_UNKNOWN = "certificate_unknown"
    CERTIFICATE_OF_ANOTHER_SITE = "certificate_of_another_site"
    CERTIFICATE_NOT_VALID_NOW = "certificate_not_valid_now"
    TOO_MANY_ASSOCIATIONS = "too_many_associations"
    TEMPORARY_CONGESTION = "temporary_congestion"


REJECTION_OF: dict[Reason, Rejection] = {
    Reason.CALLING_AE_UNKNOWN: Rejection.CALLING_AE_UNKNOWN,
    Reason.CALLED_AE_UNKNOWN: Rejection.CALLED_AE_UNKNOWN,
    Reason.FROM_ELSEWHERE: Rejection.CALLING_AE_UNKNOWN,
    Reason.AMBIGUOUS: Rejection.NO_REASON_GIVEN,
    Reason.PLAIN_NOT_ALLOWED: Rejection.NO_REASON_GIVEN,
    Reason.CERTIFICATE_MISSING: Rejection.NO_REASON_GIVEN,
    Reason.CERTIFICATE_UNKNOWN: Rejection.NO_REASON_GIVEN,
    Reason.CERTIFICATE_OF_ANOTHER_SITE: Rejection.CALLING_AE_UNKNOWN,
    Reason.CERTIFICATE_NOT_VALID_NOW: Rejection.NO_REASON_GIVEN,
    Reason.TOO_MANY_ASSOCIATIONS: Rejection.LOCAL_LIMIT_EXCEEDED,
    Reason.TEMPORARY_CONGESTION: Rejection.TEMPORARY_CONGESTION,
}


class NotAdmitted(Exception):
    """The association must be rejected."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        self.rejection = REJECTION_OF[reason]
        super().__init__(reason.value)


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls, whom, from where, and whether by TLS.

    `certificate_sha256` is the fingerprint of the certificate that the peer has
    proved to own, None if it showed none.
    """

    calling_ae_title: str
    called_ae_title: str
    peer_address: str
    certificate_sha256: bytes | None = None
    is_encrypted: bool = False


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who sends: the configured AE behind an association, or a person who uploads.

    An upload is of no AE: `ae_id` is None, `ae_title` empty and `account_id` whose it is. What this installation makes
    of a signed report is of no AE either: it goes into the Study `files_into`, whoever reads that.
    """

    ae_id: UUID | None
    ae_title: str
    site_id: UUID
    clinic_id: UUID
    issuer_of_patient_id: str
    time_zone: str
    default_character_set: str | None
    character_set: str | None = None
    account_id: UUID | None = None
    limits: Limits = HOUSE_LIMITS
    files_into: UUID | None = None


def admit(
    call: Call,
    known: Sequence[tuple[AE, Site]],
    *,
    own_ae_title: str,
    certificate: SiteCertificate | None = None,
    at: datetime,
) -> Admitted:
    """Return the configured AE that is calling.

    An AE with a called title of its own must call that one, any other must call
    ours. An AE with a network must call from inside it; one that calls from
    elsewhere is unknown. Two clinics may give their devices the same title:
    then what is told apart by certificate, called title or network is admitted,
    and the one that asks for more is meant where both fit.

    By TLS a peer must show a certificate that is bound to the Site of its AE;
    without TLS it is admitted only where its Site allows that.

    Parameters
    ----------
    known
        The configured AEs of the calling title, each with its Site.
    certificate
        The certificate of the call's fingerprint, if it is bound to a Site.

    Raises
    ------
    NotAdmitted
        With the reason, and the rejection to send.
    """
    if call.is_encrypted:
        _require_certificate(call, certificate, at=at)
    titled = [pair for pair in known if pair[0].ae_title == call.calling_ae_title.strip()]
    fitting = _narrowed(titled, Reason.CALLING_AE_UNKNOWN)
    if certificate is not None and call.is_encrypted:
        of_its_site = [pair for pair in fitting if pair[1].id == certificate.site_id]
        fitting = _narrowed(of_its_site, Reason.CERTIFICATE_OF_ANOTHER_SITE)
    called = [pair for pair in fitting if (pair[0].called_ae_title or own_ae_title) == call.called_ae_title.strip()]
    fitting = _narrowed(called, Reason.CALLED_AE_UNKNOWN)
    near = [pair for pair in fitting if _is_from(pair[0].network, call.peer_address)]
    fitting = _narrowed(near, Reason.FROM_ELSEWHERE)
    narrowest = max(_narrowness(ae) for ae, _site in fitting)
    (ae, site), *others = [pair for pair in fitting if _narrowness(pair[0]) == narrowest]
    if others:
        raise NotAdmitted(Reason.AMBIGUOUS)
    if not call.is_encrypted and not site.allows_plain:
        raise NotAdmitted(Reason.PLAIN_NOT_ALLOWED)
    return _admitted(ae, site)


def _require_certificate(call: Call, certificate: SiteCertificate | None, *, at: datetime) -> None:
    if call.certificate_sha256 is None:
        raise NotAdmitted(Reason.CERTIFICATE_MISSING)
    if certificate is None or certificate.sha256 != call.certificate_sha256:
        raise NotAdmitted(Reason.CERTIFICATE_UNKNOWN)
    if not certificate.not_before <= at < certificate.not_after:
        raise NotAdmitted(Reason.CERTIFICATE_NOT_VALID_NOW)


def _narrowed(pairs: list[tuple[AE, Site]], otherwise: Reason) -> list[tuple[AE, Site]]:
    if not pairs:
        raise NotAdmitted(otherwise)
    return pairs


def _is_from(network: str | None, address: str) -> bool:
    if network is None:
        return True
    peer = ip_address(address.partition("%")[0])
    mapped = getattr(peer, "ipv4_mapped", None)
    return (mapped or peer) in ip_network(network, strict=False)


def _narrowness(ae: AE) -> tuple[bool, int]:
    """Order AEs by how much they ask of a caller: a called title, then the length of the network's prefix."""
    prefix = -1 if ae.network is None else ip_network(ae.network, strict=False).prefixlen
    return ae.called_ae_title is not None, prefix


def _admitted(ae: AE, site: Site) -> Admitted:
    return Admitted(
        ae_id=ae.id,
        ae_title=ae.ae_title,
        site_id=site.id,
        clinic_id=site.clinic_id,
        issuer_of_patient_id=ae.issuer_of_patient_id,
        time_zone=site.time_zone,
        default_character_set=site.default_character_set,
        character_set=ae.character_set,
        limits=limits_of(site),
    )
