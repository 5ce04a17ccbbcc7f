"""Sign a PDF in the hospital's name (PAdES), so that any reader of PDF sees who issued it and that it is whole."""

import io
import threading
from datetime import datetime, timedelta
from typing import Final

import structlog
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from teleread.documents.sealing.certificate import SigningCertificate
from teleread.documents.sealing.examination import examine
from teleread.documents.sealing.key import DocumentKey, KeyRefused, KeyUnavailable
from teleread.documents.sealing.sealed import Sealed
from teleread.errors import Unavailable
from teleread.reports.seal import SealLevel, Validity, validity

log = structlog.get_logger()

FIELD: Final = "Signature1"
DIGEST: Final = "sha256"
RESTS: Final = timedelta(minutes=1)
"""So long a time-stamping authority that failed is not asked: every report would wait for it."""


class SealFailed(Unavailable):
    """The document could not be signed though the certificate is good."""

    code = "seal_failed"
    zh, en = "报告文件无法签名", "The document could not be signed"


class Sealer:
    """Signs documents one after the other with one key.

    A device allows one login at a time, and a signature takes milliseconds.
    """

    def __init__(self, key: DocumentKey, timestamper: TimeStamper | None = None) -> None:
        self._key, self._timestamper = key, timestamper
        self._signing = threading.Lock()
        self._resting_until: datetime | None = None
        self._refused: KeyRefused | None = None

    @property
    def has_time(self) -> bool:
        """Whether an authority is asked for the time."""
        return self._timestamper is not None

    def certificate(self) -> SigningCertificate:
        """Return the certificate, read now.

        Raises
        ------
        KeyRefused, KeyUnavailable
            If it cannot be had. A device that refused its PIN is not asked
            again by this process: it counts, and locks itself.
        """
        with self._signing:
            return self._certificate()

    def seal(self, pdf: bytes, *, location: str, at: datetime) -> Sealed:
        """Return the document signed, or as it was with the reason.

        A report gets home: a certificate that has expired or a device that is
        away leaves the document without a seal, and an authority that gives no
        time leaves the seal without one. Both are said wherever it is shown.

        Parameters
        ----------
        location
            Where it was signed, as PDF readers show it; never a patient's.

        References
        ----------
        ETSI EN 319 142-1 6 (PAdES B-B, B-T); ISO 32000-2 12.8.2.2 (DocMDP: no change is permitted).
        """
        with self._signing:
            try:
                certificate = self._certificate()
            except (KeyRefused, KeyUnavailable) as failure:
                return Sealed(pdf, SealLevel.NONE, problem=failure.code)
            standing = validity(certificate.not_before, certificate.not_after, at=at)
            if standing in (Validity.EXPIRED, Validity.NOT_YET):
                return Sealed(pdf, SealLevel.NONE, problem=f"certificate_{standing.value}")
            return self._seal(pdf, certificate, location=location, at=at)

    def _certificate(self) -> SigningCertificate:
        if self._refused is not None:
            raise self._refused
        try:
            return self._key.certificate()
        except KeyRefused as refusal:
            self._refused = refusal
            raise

    def _seal(self, pdf: bytes, certificate: SigningCertificate, *, location: str, at: datetime) -> Sealed:
        try:
            if self._timestamper is not None and (self._resting_until is None or at >= self._resting_until):
                try:
                    sealed = self._signed(pdf, certificate, self._timestamper, location=location, at=at)
                except (TimestampRequestError, SealFailed) as failure:
                    self._resting_until = at + RESTS
                    log.warning("seal.without_time", kind=type(failure).__name__)
                else:
                    return Sealed(sealed, SealLevel.B_T, certificate)
            problem = "timestamp_unavailable" if self._timestamper else ""
            sealed = self._signed(pdf, certificate, None, location=location, at=at)
        except (KeyRefused, KeyUnavailable, SealFailed) as failure:
            log.warning("seal.failed", kind=type(failure).__name__)
            return Sealed(pdf, SealLevel.NONE, problem=failure.code)
        return Sealed(sealed, SealLevel.B_B, certificate, problem)

    def _signed(
        self,
        pdf: bytes,
        certificate: SigningCertificate,
        timestamper: TimeStamper | None,
        *,
        location: str,
        at: datetime,
    ) -> bytes:
        """Return the document signed, after reading the signature back: what leaves the house holds.

        The time on it is trusted as whoever gave it is, which the reader decides.
        """
        with self._key.opened() as signer:
            sealed = _sign(pdf, signer, timestamper, location=location, at=at)
        found = examine(sealed, trusted=(certificate.all_der[-1], certificate.der), at=at)
        if not found.is_intact or (timestamper is not None and not found.is_time_intact):
            raise SealFailed
        return sealed


class _AddingWriter(IncrementalPdfFileWriter):
    """A writer that adds the signature alone.

    The library would write the XMP metadata anew, in a form of its own: what
    makes the document PDF/A is left as it is.
    """

    def _update_meta(self) -> None:
        """Leave the metadata alone."""


class _SignerAt(PdfSigner):
    """A signer whose clock is an argument."""

    def __init__(self, metadata: PdfSignatureMetadata, signer: Signer, timestamper: TimeStamper | None, at: datetime):
        super().__init__(metadata, signer, timestamper=timestamper, new_field_spec=SigFieldSpec(sig_field_name=FIELD))
        self._at = at

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002  (the library's signature)
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def _sign(pdf: bytes, signer: Signer, timestamper: TimeStamper | None, *, location: str, at: datetime) -> bytes:
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=DIGEST,
        location=location,
        reason="签发报告 Issued report",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    try:
        written = _SignerAt(metadata, signer, timestamper, at).sign_pdf(_AddingWriter(io.BytesIO(pdf)))
    except (SigningError, PdfError, NotImplementedError) as failure:
        raise SealFailed from failure
    return bytes(written.getvalue())
