"""An admin's acts on how the devices of a Site are let in: TLS, certificates and limits."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.clinics.certificate import CertificateBound, SiteCertificate, read_certificate
from teleread.clinics.certificate_records import (
    find_certificate,
    insert_certificate,
    load_certificate,
    remove_certificate,
)
from teleread.clinics.clinic import Site
from teleread.clinics.limits import check_limit
from teleread.clinics.records import load_site, save_part
from teleread.database import Database, Session, transaction
from teleread.identifiers import new_id
from teleread.scope import Scope
from teleread.workflow.desk.clinics import audit

MOST_IN_AN_INTEGER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class OwnLimits:
    """A Site's own limits; None for the house's."""

    most_associations: int | None = None
    most_instances_per_minute: int | None = None
    most_bytes_per_hour: int | None = None
    most_bytes_per_day: int | None = None


def set_plain(
    database: Database, scope: Scope, site_id: UUID, *, allows_plain: bool, account: Account | None, at: datetime
) -> Site:
    """Say whether the devices of a Site may call without TLS; from the next association on."""
    with transaction(database) as session:
        site = replace(load_site(session, scope, site_id), allows_plain=allows_plain)
        save_part(session, site)
        audit(
            session,
            "site.plain_set",
            site,
            clinic_id=site.clinic_id,
            account=account,
            at=at,
            allows_plain=allows_plain,
        )
    return site


def set_limits(
    database: Database, scope: Scope, site_id: UUID, *, limits: OwnLimits, account: Account | None, at: datetime
) -> Site:
    """Set what the devices of a Site may ask of the gateway; raises LimitRefused."""
    checked = _checked(limits)
    with transaction(database) as session:
        site = replace(
            load_site(session, scope, site_id),
            most_associations=checked.most_associations,
            most_instances_per_minute=checked.most_instances_per_minute,
            most_bytes_per_hour=checked.most_bytes_per_hour,
            most_bytes_per_day=checked.most_bytes_per_day,
        )
        save_part(session, site)
        audit(session, "site.limits_set", site, clinic_id=site.clinic_id, account=account, at=at, **asdict(checked))
    return site


def own_limits_of(site: Site) -> OwnLimits:
    """Return a Site's own limits."""
    return OwnLimits(**{field.name: getattr(site, field.name) for field in fields(OwnLimits)})


def bind_certificate(
    database: Database, scope: Scope, site_id: UUID, *, content: bytes, account: Account | None, at: datetime
) -> SiteCertificate:
    """Let the devices that prove to own a certificate call as those of a Site.

    Parameters
    ----------
    content
        The certificate in PEM or DER.

    Raises
    ------
    CertificateRefused
        If it is no certificate, or one that has expired.
    CertificateBound
        If it stands for a Site already.
    """
    presented = read_certificate(content, at=at)
    with transaction(database) as session:
        site = load_site(session, scope, site_id)
        if find_certificate(session, presented.sha256) is not None:
            raise CertificateBound
        certificate = SiteCertificate(
            id=new_id(),
            site_id=site.id,
            clinic_id=site.clinic_id,
            sha256=presented.sha256,
            subject=presented.subject,
            not_before=presented.not_before,
            not_after=presented.not_after,
            der=presented.der,
            added_at=at,
        )
        insert_certificate(session, certificate)
        _audit_certificate(session, "site_certificate.added", certificate, account=account, at=at)
    return certificate


def unbind_certificate(
    database: Database, scope: Scope, certificate_id: UUID, *, account: Account | None, at: datetime
) -> None:
    """Refuse a certificate from the next association on."""
    with transaction(database) as session:
        certificate = load_certificate(session, scope, certificate_id)
        remove_certificate(session, certificate)
        _audit_certificate(session, "site_certificate.removed", certificate, account=account, at=at)


def _audit_certificate(
    session: Session, action: str, certificate: SiteCertificate, *, account: Account | None, at: datetime
) -> None:
    audit(
        session,
        action,
        certificate,
        clinic_id=certificate.clinic_id,
        account=account,
        at=at,
        site_id=str(certificate.site_id),
        sha256=certificate.sha256.hex(),
        certificate_subject=certificate.subject,
        not_after=certificate.not_after.isoformat(),
    )


def _checked(limits: OwnLimits) -> OwnLimits:
    return OwnLimits(
        most_associations=check_limit(limits.most_associations, largest=MOST_IN_AN_INTEGER),
        most_instances_per_minute=check_limit(limits.most_instances_per_minute, largest=MOST_IN_AN_INTEGER),
        most_bytes_per_hour=check_limit(limits.most_bytes_per_hour),
        most_bytes_per_day=check_limit(limits.most_bytes_per_day),
    )
