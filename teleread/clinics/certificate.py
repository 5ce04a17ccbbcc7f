"""Certificates of devices: each stands for one Site.

A certificate is known by itself, not by who issued it: the chain of a public
or of a clinic's own authority says nothing of which Site a device belongs to.

References
----------
DICOM PS3.15 B.9 to B.12 (the secure transport profiles of BCP 195); RFC 5280 4.1.
"""

import binascii
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from teleread.errors import Conflict, Invalid

LONGEST_CERTIFICATE_BYTES = 64 * 1024


class CertificateRefused(Invalid):
    """What was handed in is no certificate of a device; `reason` says why."""

    code = "certificate_refused"
    zh, en = "{reason_zh}", "{reason}"


class CertificateBound(Conflict):
    """A certificate stands for one Site; this one is bound already."""

    code = "certificate_bound"
    zh, en = "该证书已绑定到一个院区", "The certificate is bound to a Site already"


@dataclass(frozen=True, slots=True)
class SiteCertificate:
    """A certificate with which devices of a Site call; `sha256` is its fingerprint."""

    id: UUID
    site_id: UUID
    clinic_id: UUID
    sha256: bytes
    subject: str
    not_before: datetime
    not_after: datetime
    der: bytes
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Presented:
    """What a certificate says of itself."""

    sha256: bytes
    subject: str
    not_before: datetime
    not_after: datetime
    der: bytes


def read_certificate(content: bytes, *, at: datetime) -> Presented:
    """Return what a certificate in PEM or DER says of itself.

    Raises
    ------
    CertificateRefused
        If it is none, or several, or holds a private key, or has expired.
    """
    certificate = _parsed(content)
    if at >= certificate.not_valid_after_utc:
        raise CertificateRefused(reason="The certificate has expired", reason_zh="证书已过期")
    der = certificate.public_bytes(Encoding.DER)
    return Presented(
        sha256=hashlib.sha256(der).digest(),
        subject=_subject(certificate),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        der=der,
    )


def _parsed(content: bytes) -> x509.Certificate:
    if len(content) > LONGEST_CERTIFICATE_BYTES:
        raise _no_certificate()
    if b"PRIVATE KEY-----" in content:
        raise CertificateRefused(
            reason="The file holds a private key: it stays on the device; only the certificate is wanted",
            reason_zh="文件中含有私钥：私钥须留在设备上，此处只需要证书",
        )
    blocks = re.findall(rb"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", content, re.DOTALL)
    if len(blocks) > 1:
        raise CertificateRefused(
            reason="The file holds several certificates: give the device's own alone",
            reason_zh="文件中含有多个证书：请只提供设备自身的证书",
        )
    try:
        found = x509.load_pem_x509_certificate(blocks[0]) if blocks else x509.load_der_x509_certificate(content)
        found.not_valid_after_utc, found.subject.rfc4514_string()
    except (ValueError, TypeError, binascii.Error) as error:
        raise _no_certificate() from error
    return found


def _no_certificate() -> CertificateRefused:
    return CertificateRefused(
        reason="The file holds no X.509 certificate in PEM or DER", reason_zh="文件中没有 PEM 或 DER 格式的 X.509 证书"
    )


def _subject(certificate: x509.Certificate) -> str:
    written = certificate.subject.rfc4514_string()
    return "".join(letter if letter.isprintable() else "�" for letter in written)[:256]
