"""How the devices of a Site are let in, as an admin keeps it: TLS, certificates and limits."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import status
from pydantic import Field

from teleread.clinics.certificate import SiteCertificate
from teleread.clinics.certificate_records import load_certificates
from teleread.web.clinics import Kept, SiteOut
from teleread.web.dependencies import AdminCaller, Reader, Run
from teleread.web.routing import Router
from teleread.web.schemas import Body
from teleread.workflow.desk import admissions as desk

router = Router(prefix="/api", tags=["clinics"])

Limit = Annotated[int, Field(strict=True)] | None


class PlainIn(Body):
    """Whether devices may call without TLS."""

    allows_plain: bool


class LimitsIn(Body):
    """A Site's own limits; None for the house's."""

    most_associations: Limit = None
    most_instances_per_minute: Limit = None
    most_bytes_per_hour: Limit = None
    most_bytes_per_day: Limit = None


class SiteCertificateOut(Kept):
    """A certificate with which devices of a Site call; `sha256` is its fingerprint in hexadecimal."""

    site_id: UUID
    clinic_id: UUID
    sha256: str
    subject: str
    not_before: datetime
    not_after: datetime
    added_at: datetime
    is_valid: bool


class SiteCertificateIn(Body):
    """A certificate in PEM."""

    site_id: UUID
    pem: Annotated[str, Field(max_length=64 * 1024)]


@router.put("/sites/{site_id}/plain")
def set_plain(site_id: UUID, body: PlainIn, caller: AdminCaller, run: Run) -> SiteOut:
    """Say whether the devices of a Site may call without TLS."""
    site = desk.set_plain(
        run.database,
        caller.scope,
        site_id,
        allows_plain=body.allows_plain,
        account=caller.account,
        at=run.clock(),
    )
    return SiteOut.model_validate(site)


@router.put("/sites/{site_id}/limits")
def set_limits(site_id: UUID, body: LimitsIn, caller: AdminCaller, run: Run) -> SiteOut:
    """Set what the devices of a Site may ask of the gateway."""
    limits = desk.OwnLimits(**body.model_dump())
    site = desk.set_limits(run.database, caller.scope, site_id, limits=limits, account=caller.account, at=run.clock())
    return SiteOut.model_validate(site)


@router.get("/site-certificates")
def list_site_certificates(caller: AdminCaller, session: Reader, run: Run) -> list[SiteCertificateOut]:
    """List the certificates of all Sites, the first to expire first."""
    return [_out(each, at=run.clock()) for each in load_certificates(session, caller.scope)]


@router.post("/site-certificates", status_code=status.HTTP_201_CREATED)
def bind_site_certificate(body: SiteCertificateIn, caller: AdminCaller, run: Run) -> SiteCertificateOut:
    """Let the devices that prove to own a certificate call as those of a Site."""
    at = run.clock()
    bound = desk.bind_certificate(
        run.database,
        caller.scope,
        body.site_id,
        content=body.pem.encode("utf-8", "replace"),
        account=caller.account,
        at=at,
    )
    return _out(bound, at=at)


@router.delete("/site-certificates/{certificate_id}", status_code=status.HTTP_204_NO_CONTENT)
def unbind_site_certificate(certificate_id: UUID, caller: AdminCaller, run: Run) -> None:
    """Refuse a certificate from the next association on."""
    desk.unbind_certificate(run.database, caller.scope, certificate_id, account=caller.account, at=run.clock())


def _out(certificate: SiteCertificate, *, at: datetime) -> SiteCertificateOut:
    return SiteCertificateOut(
        id=certificate.id,
        site_id=certificate.site_id,
        clinic_id=certificate.clinic_id,
        sha256=certificate.sha256.hex(),
        subject=certificate.subject,
        not_before=certificate.not_before,
        not_after=certificate.not_after,
        added_at=certificate.added_at,
        is_valid=certificate.not_before <= at < certificate.not_after,
    )
