"""Named queries of the certificates that signed documents, and of how sealing stands."""

from dataclasses import fields

from sqlalchemy import select

from teleread.database import Session
from teleread.reports.records import DocumentCertificateRow, SealingRow
from teleread.reports.seal import KnownCertificate, Sealing

THE_ONE = 1


def keep_certificate(session: Session, certificate: KnownCertificate) -> None:
    """Keep what a certificate says, if it is not kept yet."""
    if session.get(DocumentCertificateRow, certificate.sha256) is None:
        values = {field.name: getattr(certificate, field.name) for field in fields(KnownCertificate)}
        session.add(DocumentCertificateRow(**values))
        session.flush()


def find_certificate(session: Session, sha256: bytes | None) -> KnownCertificate | None:
    """Return a certificate by its fingerprint."""
    row = None if sha256 is None else session.get(DocumentCertificateRow, sha256)
    return None if row is None else _known(row)


def list_certificates(session: Session) -> list[KnownCertificate]:
    """Return every certificate that ever signed a document here."""
    return [_known(row) for row in session.scalars(select(DocumentCertificateRow))]


def find_sealing(session: Session) -> Sealing | None:
    """Return how sealing stood when a worker last looked."""
    row = session.get(SealingRow, THE_ONE)
    if row is None:
        return None
    return Sealing(row.checked_at, row.problem, row.has_time, find_certificate(session, row.certificate_sha256))


def save_sealing(session: Session, sealing: Sealing) -> None:
    """Keep how sealing stands."""
    if sealing.certificate is not None:
        keep_certificate(session, sealing.certificate)
    row = session.get(SealingRow, THE_ONE) or SealingRow(id=THE_ONE)
    row.checked_at, row.problem, row.has_time = sealing.checked_at, sealing.problem, sealing.has_time
    row.certificate_sha256 = None if sealing.certificate is None else sealing.certificate.sha256
    session.add(row)


def _known(row: DocumentCertificateRow) -> KnownCertificate:
    return KnownCertificate(**{field.name: getattr(row, field.name) for field in fields(KnownCertificate)})
