"""May this AE associate, and for which Site?

References
----------
DICOM PS3.8 9.3.4, Table 9-21 (result, source and reason of A-ASSOCIATE-RJ).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from ipaddress import ip_address, ip_network
from uuid import UUID

from teleread.clinics.clinic import AE, Site


class Rejection(Enum):
    """Why an association is not accepted, with the three numbers of A-ASSOCIATE-RJ."""

    CALLING_AE_UNKNOWN = (1, 1, 3)
    CALLED_AE_UNKNOWN = (1, 1, 7)
    AMBIGUOUS = (1, 1, 1)
    TEMPORARY_CONGESTION = (2, 3, 1)
    LOCAL_LIMIT_EXCEEDED = (2, 3, 2)


class NotAdmitted(Exception):
    """The association must be rejected."""

    def __init__(self, rejection: Rejection) -> None:
        self.rejection = rejection
        super().__init__(rejection.name)


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls, whom, and from where."""

    calling_ae_title: str
    called_ae_title: str
    peer_address: str


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who sends: the configured AE behind an association, or a person who uploads.

    An upload is of no AE: `ae_id` is None, `ae_title` empty and `account_id` whose it is.
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


def admit(call: Call, known: Sequence[tuple[AE, Site]], *, own_ae_title: str) -> Admitted:
    """Return the configured AE that is calling.

    An AE with a called title of its own must call that one, any other must call
    ours. An AE with a network must call from inside it; one that calls from
    elsewhere is unknown. Two clinics may give their devices the same title:
    then what is told apart by called title or network is admitted, and the one
    that asks for more is meant where both fit.

    Parameters
    ----------
    known
        The configured AEs of the calling title, each with its Site.

    Raises
    ------
    NotAdmitted
        With the rejection to send.
    """
    titled = [pair for pair in known if pair[0].ae_title == call.calling_ae_title.strip()]
    if not titled:
        raise NotAdmitted(Rejection.CALLING_AE_UNKNOWN)
    called = [pair for pair in titled if (pair[0].called_ae_title or own_ae_title) == call.called_ae_title.strip()]
    if not called:
        raise NotAdmitted(Rejection.CALLED_AE_UNKNOWN)
    reachable = [pair for pair in called if _is_from(pair[0].network, call.peer_address)]
    if not reachable:
        raise NotAdmitted(Rejection.CALLING_AE_UNKNOWN)
    narrowest = max(_narrowness(ae) for ae, _site in reachable)
    meant = [pair for pair in reachable if _narrowness(pair[0]) == narrowest]
    if len(meant) > 1:
        raise NotAdmitted(Rejection.AMBIGUOUS)
    return _admitted(*meant[0])


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
    )
