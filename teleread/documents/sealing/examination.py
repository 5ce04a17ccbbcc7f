"""Read the signature on a PDF: is the file as it was signed, by whom, when, and who vouches for that?"""

import io
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from teleread.documents.sealing.certificate import describe

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
"""What it finds is an answer here; its lines would put names of certificates and whole tracebacks into the log."""

USAGE: Final = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)


@dataclass(frozen=True, slots=True)
class Examination:
    """What a file says of itself.

    `is_intact` means that one signature covers every byte of the file and is
    good; `is_trusted` that a given root vouches for its certificate, at the
    moment of the time stamp if that one is trusted, else now. `is_expired`
    says that it was trusted at the time that it claims and that nothing
    proves that time.
    """

    is_pdf: bool
    is_signed: bool = False
    is_intact: bool = False
    is_trusted: bool = False
    is_expired: bool = False
    is_time_intact: bool = False
    is_time_trusted: bool = False
    claimed_at: datetime | None = None
    stamped_at: datetime | None = None
    subject: str = ""
    issuer: str = ""
    is_local: bool = False
    certificate_sha256: str = ""
    title: str = ""


def examine(pdf: bytes, *, trusted: Iterable[bytes], at: datetime) -> Examination:
    """Return what the signature on a file is worth; a file that is no PDF, or a broken one, is an answer too.

    Nothing is fetched: no revocation list, no certificate, no network.

    Parameters
    ----------
    trusted
        Roots, in DER.

    Raises
    ------
    MemoryError
        If the process may not take what the file asks for.

    References
    ----------
    ISO 32000-2 12.8.1 (byte ranges); ETSI EN 319 102-1 5.3 (basic signatures).
    """
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        title, signatures = _title(reader), list(reader.embedded_signatures)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  (a hostile file fails its reader in every way there is)
        return Examination(is_pdf=False)
    if len(signatures) != 1:
        return Examination(is_pdf=True, is_signed=bool(signatures), title=title)
    try:
        return _examined(signatures[0], [x509.Certificate.load(der) for der in trusted], at, title)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001
        return Examination(is_pdf=True, is_signed=True, title=title)


def _examined(signature: EmbeddedPdfSignature, roots: list[x509.Certificate], at: datetime, title: str) -> Examination:
    claimed = signature.self_reported_timestamp
    found = _status(signature, roots, at)
    stamp = found.timestamp_validity
    is_time_trusted = stamp is not None and stamp.valid and stamp.intact and stamp.trusted
    moment = stamp.timestamp if stamp is not None and is_time_trusted else at
    judged = found if moment == at else _status(signature, roots, moment)
    is_intact = (
        judged.intact
        and judged.valid
        and judged.coverage is SignatureCoverageLevel.ENTIRE_FILE
        and judged.seed_value_ok
        and (judged.docmdp_ok or judged.modification_level is None)
    )
    is_expired = not judged.trusted and claimed is not None and _status(signature, roots, claimed).trusted
    certificate = describe(judged.signing_cert.dump())
    return Examination(
        is_pdf=True,
        is_signed=True,
        is_intact=bool(is_intact),
        is_trusted=bool(is_intact and judged.trusted),
        is_expired=bool(is_intact and is_expired),
        is_time_intact=stamp is not None and stamp.valid and stamp.intact,
        is_time_trusted=is_time_trusted,
        claimed_at=claimed,
        stamped_at=stamp.timestamp if stamp is not None else None,
        subject=certificate.subject,
        issuer=certificate.issuer,
        is_local=certificate.is_local,
        certificate_sha256=certificate.sha256.hex(),
        title=title,
    )


def _status(signature: EmbeddedPdfSignature, roots: list[x509.Certificate], moment: datetime) -> PdfSignatureStatus:
    def context() -> ValidationContext:
        return ValidationContext(
            trust_roots=roots, moment=moment, allow_fetching=False, revocation_mode="soft-fail", other_certs=[]
        )

    return validate_pdf_signature(signature, context(), context(), key_usage_settings=USAGE)


def _title(reader: PdfFileReader) -> str:
    try:
        info: Any = reader.trailer_view["/Info"]
        return str(info["/Title"])[:500]
    except KeyError:
        return ""
