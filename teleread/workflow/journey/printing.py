"""Print a signed version once, seal it, and keep the print."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from storage import ObjectDamaged, ObjectStore
from teleread.database import Database, snapshot, transaction
from teleread.documents.document import PrintedReport, PrintedSignature, make_pdf
from teleread.documents.sealing.sealed import Sealed, Seals
from teleread.reports.delivery_records import Document, find_document, keep_document
from teleread.reports.records import KeptSignature, Submitted, load_signatures, load_submission
from teleread.reports.report import Report
from teleread.reports.seal_records import keep_certificate


def printed_document(
    database: Database,
    store: ObjectStore,
    report: Report,
    *,
    public_url: str,
    sealer: Seals | None = None,
    at: datetime,
) -> bytes:
    """Return the PDF of a version, made now if it was not yet, with the hospital's seal if that can be had.

    The object is durable before its row: a worker killed between leaves an
    object that nothing names, never a row without its bytes. Two workers that
    print at once keep the first row, and both go on with what it names.

    Raises
    ------
    GlyphMissing
        If the font lacks a character of the report.
    StoreError
        If the object store does not answer.
    """
    with snapshot(database) as session:
        kept = find_document(session, report_id=report.id)
        submitted = load_submission(session, submission_id=report.submission_id)
        signatures = load_signatures(session, submission_id=report.submission_id)
        review = submitted.content.review_of
        changed = () if review is None else load_signatures(session, submission_id=review.submission_id)
    if kept is not None:
        return read_document(store, kept)
    pdf = make_pdf(_to_print(report, submitted, (*changed, *signatures), public_url))
    sealed = Sealed(pdf) if sealer is None else sealer.seal(pdf, location=submitted.content.department, at=at)
    stored = store.put(f"reports/{report.id}/{secrets.token_hex(8)}.pdf", [sealed.pdf], _envelope(report))
    certificate = sealed.certificate
    document = Document(
        report.id,
        stored.locator,
        stored.size_bytes,
        stored.sha256,
        at,
        seal=sealed.level,
        seal_problem=sealed.problem,
        certificate_sha256=None if certificate is None else certificate.sha256,
    )
    with transaction(database) as session:
        if certificate is not None:
            keep_certificate(session, certificate.known)
        kept = keep_document(session, document)
    return sealed.pdf if kept == document else read_document(store, kept)


def _to_print(
    report: Report, submitted: Submitted, signatures: Iterable[KeptSignature], public_url: str
) -> PrintedReport:
    """Return what is printed; that a reviewer changed an author's text is said beside the author."""
    review = submitted.content.review_of
    return PrintedReport(
        submission=submitted.content,
        submission_sha256=submitted.sha256,
        signatures=tuple(
            PrintedSignature(
                each.statement.signer_name,
                each.statement.meaning,
                each.statement.signed_at,
                each.key_id,
                changed=review.change if review and each.statement.submission_sha256 != submitted.sha256 else None,
            )
            for each in signatures
        ),
        signed_at=report.signed_at,
        verification_code=report.verification_code,
        verification_url=f"{public_url}/verify/{report.verification_code}",
    )


def _envelope(report: Report) -> dict[str, str]:
    return {
        "kind": "report",
        "report_id": str(report.id),
        "clinic_id": str(report.clinic_id),
        "version": str(report.version),
        "media_type": "application/pdf",
    }


def read_document(store: ObjectStore, document: Document) -> bytes:
    """Return the bytes of a kept PDF.

    Raises
    ------
    StoreError
        If the store does not give them, or they are not what was kept: a
        changed report is shown and sent to nobody.
    """
    with store.open(document.locator) as content:
        pdf = content.read()
    if hashlib.sha256(pdf).digest() != document.sha256:
        raise ObjectDamaged(document.locator)
    return pdf
