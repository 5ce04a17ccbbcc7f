"""The table and named queries of the certificates of Sites."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Row, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from teleread.clinics.certificate import CertificateBound, SiteCertificate
from teleread.clinics.records import SiteRow, inside
from teleread.clinics.validity import InUse, PartMissing
from teleread.database import Base, Session, insert, remove
from teleread.scope import Scope


class SiteCertificateRow(Base):
    """A certificate that stands for a Site until it is removed."""

    __tablename__ = "site_certificate"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    sha256: Mapped[bytes] = mapped_column(unique=True)
    subject: Mapped[str]
    not_before: Mapped[datetime]
    not_after: Mapped[datetime]
    der: Mapped[bytes]
    added_at: Mapped[datetime]


def load_certificates(session: Session, scope: Scope) -> list[SiteCertificate]:
    """Return the certificates of a Scope's Sites, the first to expire first."""
    statement = _joined().where(inside(scope, SiteRow.clinic_id))
    return _certificates(session.execute(statement.order_by(SiteCertificateRow.not_after, SiteCertificateRow.id)).all())


def load_certificate(session: Session, scope: Scope, certificate_id: UUID) -> SiteCertificate:
    """Return a certificate; raises PartMissing."""
    statement = _joined().where(inside(scope, SiteRow.clinic_id), SiteCertificateRow.id == certificate_id)
    found = _certificates(session.execute(statement).all())
    if not found:
        raise PartMissing
    return found[0]


def find_certificate(session: Session, sha256: bytes) -> SiteCertificate | None:
    """Return the certificate of a fingerprint, whichever Site it stands for."""
    found = _certificates(session.execute(_joined().where(SiteCertificateRow.sha256 == sha256)).all())
    return found[0] if found else None


def insert_certificate(session: Session, certificate: SiteCertificate) -> None:
    """Bind a certificate to its Site; raises CertificateBound."""
    row = SiteCertificateRow(
        id=certificate.id,
        site_id=certificate.site_id,
        sha256=certificate.sha256,
        subject=certificate.subject,
        not_before=certificate.not_before,
        not_after=certificate.not_after,
        der=certificate.der,
        added_at=certificate.added_at,
    )
    insert(session, row, taken=CertificateBound)


def remove_certificate(session: Session, certificate: SiteCertificate) -> None:
    """Have a certificate stand for nobody."""
    remove(session, session.get_one(SiteCertificateRow, certificate.id), in_use=InUse)


def _joined() -> Select[SiteCertificateRow, UUID]:
    return select(SiteCertificateRow, SiteRow.clinic_id).join(SiteRow, SiteRow.id == SiteCertificateRow.site_id)


def _certificates(rows: Sequence[Row[SiteCertificateRow, UUID]]) -> list[SiteCertificate]:
    return [
        SiteCertificate(
            id=row.id,
            site_id=row.site_id,
            clinic_id=clinic_id,
            sha256=row.sha256,
            subject=row.subject,
            not_before=row.not_before,
            not_after=row.not_after,
            der=row.der,
            added_at=row.added_at,
        )
        for row, clinic_id in rows
    ]
