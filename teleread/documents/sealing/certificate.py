"""What a signing certificate says of itself, and when it may be used."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from teleread.reports.seal import KnownCertificate

LOCAL_AUTHORITY: Final = "本地签发，非认可的 CA / Issued locally, not by a recognized CA"
"""The organizational unit by which a certificate that this installation made for itself is known."""

SMALLEST_RSA_BITS: Final = 2048
CURVES: Final = ("secp256r1", "secp384r1", "secp521r1")


@dataclass(frozen=True, slots=True)
class SigningCertificate:
    """The public half of what signs documents, with the chain above it, in DER."""

    der: bytes
    chain: tuple[bytes, ...]
    subject: str
    issuer: str
    not_before: datetime
    not_after: datetime
    is_local: bool

    @property
    def sha256(self) -> bytes:
        """Its fingerprint."""
        return hashlib.sha256(self.der).digest()

    @property
    def known(self) -> KnownCertificate:
        """What is kept of it."""
        return KnownCertificate(
            self.sha256, self.subject, self.issuer, self.not_before, self.not_after, self.is_local, pem(self.all_der)
        )

    @property
    def all_der(self) -> tuple[bytes, ...]:
        """The certificate and its chain."""
        return (self.der, *self.chain)


def describe(der: bytes, chain: tuple[bytes, ...] = ()) -> SigningCertificate:
    """Return what a certificate says.

    Raises
    ------
    ValueError
        If the bytes are no certificate.
    """
    certificate = x509.load_der_x509_certificate(der)
    return SigningCertificate(
        der=der,
        chain=chain,
        subject=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        is_local=LOCAL_AUTHORITY in _values(certificate.issuer, NameOID.ORGANIZATIONAL_UNIT_NAME),
    )


def why_unfit(der: bytes) -> str:
    """Return why a certificate cannot sign documents, in two languages, or nothing.

    References
    ----------
    ETSI TS 119 312: RSA from 2048 bits, ECDSA over the NIST curves.
    RFC 5280 4.2.1.3: a certificate that names its key's uses names signing among them.
    """
    certificate = x509.load_der_x509_certificate(der)
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        if key.key_size < SMALLEST_RSA_BITS:
            return f"RSA 密钥只有 {key.key_size} 位，至少需要 2048 位 / the RSA key has {key.key_size} bits, not 2048"
    elif not (isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in CURVES):
        return "只支持 RSA 和 NIST P-256、P-384、P-521 / only RSA and NIST P-256, P-384, P-521 can be used"
    return "" if _may_sign(certificate) else "证书的密钥用途不含签名 / its key usage does not name signing"


def pem(ders: tuple[bytes, ...]) -> str:
    """Return certificates as text, the form in which they are kept."""
    return "".join(x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM).decode() for der in ders)


def from_pem(text: bytes) -> tuple[bytes, ...]:
    """Return the certificates in a PEM text.

    Raises
    ------
    ValueError
        If there is none.
    """
    return tuple(each.public_bytes(Encoding.DER) for each in x509.load_pem_x509_certificates(text))


def _may_sign(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def _name(name: x509.Name) -> str:
    order = (NameOID.COMMON_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME, NameOID.ORGANIZATION_NAME)
    return " · ".join(dict.fromkeys(value for kind in order for value in _values(name, kind))) or name.rfc4514_string()


def _values(name: x509.Name, kind: x509.ObjectIdentifier) -> list[str]:
    return [str(each.value) for each in name.get_attributes_for_oid(kind)]
