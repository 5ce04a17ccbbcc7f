"""Is this paper real? For anybody who holds one; it says nothing of the patient."""

from datetime import datetime

from fastapi import Request
from pydantic import BaseModel

from teleread.reports.records import find_report_by_code
from teleread.reports.report import read_verification_code
from teleread.reports.seal import SealLevel
from teleread.reports.version import VersionStanding
from teleread.views.reports import load_verification
from teleread.views.verification import find_seal
from teleread.web.dependencies import Reader, Run
from teleread.web.routing import Router
from teleread.web.session import host_of
from teleread.web.throttle import Throttle

router = Router(prefix="/api/verification", tags=["verification"])


class VerificationOut(BaseModel):
    """What the code stands for. An unknown code has the same shape, all null.

    `sha256` is of the PDF, so that a file can be compared; null until it is
    printed. `seal` is the hospital's signature on that PDF: `B-T` with a time
    that an authority vouches for, `B-B` without one, `none` where there is no
    signature. `seal_is_local` tells a certificate that no recognized authority
    issued.
    """

    is_known: bool
    version: int | None = None
    is_current: bool | None = None
    signed_at: datetime | None = None
    signature_valid: bool | None = None
    sha256: str | None = None
    standing: VersionStanding | None = None
    seal: SealLevel | None = None
    seal_subject: str | None = None
    seal_issuer: str | None = None
    seal_is_local: bool | None = None


@router.get("/{code}")
def verify_report(code: str, request: Request, session: Reader, run: Run) -> VerificationOut:
    """Look a verification code up; spaces, case and look-alike letters are forgiven."""
    throttle: Throttle = request.app.state.verifications
    throttle.check(host_of(request) or "", at=run.clock())
    report = find_report_by_code(session, read_verification_code(code[:64]))
    if report is None:
        return VerificationOut(is_known=False)
    found = load_verification(session, report)
    seal = find_seal(session, report.id)
    certificate = seal.certificate if seal else None
    return VerificationOut(
        is_known=True,
        version=report.version,
        is_current=found.is_current,
        signed_at=report.signed_at,
        signature_valid=found.is_valid,
        sha256=found.document_sha256.hex() if found.document_sha256 else None,
        standing=found.standing,
        seal=seal.level if seal else None,
        seal_subject=certificate.subject if certificate else None,
        seal_issuer=certificate.issuer if certificate else None,
        seal_is_local=certificate.is_local if certificate else None,
    )
