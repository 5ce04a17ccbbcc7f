"""A certification authority of this installation's own, so that documents are signed from the first day.

Nobody outside knows it: its certificates say so in their names, and a
hospital puts its own in their place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from teleread.documents.sealing.certificate import LOCAL_AUTHORITY

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

AUTHORITY_LASTS: Final = timedelta(days=3650)
LASTS: Final = timedelta(days=1095)
TIME_LASTS: Final = AUTHORITY_LASTS
"""What it stamps is to outlive the certificates that it stamps."""
EARLIER: Final = timedelta(hours=1)
"""Clocks differ: a certificate made now is good for who looks with a clock that is behind."""
LONGEST_NAME: Final = 64
"""X.520 ub-common-name and ub-organization-name, in characters; in bytes for the library that writes them."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A key with its certificate."""

    key: PrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        """The certificate as text."""
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        """The private key as text, not encrypted."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def new_authority(hospital: str, *, at: datetime) -> Issued:
    """Return an authority that signs for one hospital, and for nothing but what it issues directly."""
    key = ec.generate_private_key(ec.SECP384R1())
    name = _name("teleread 本地 CA local CA", hospital)
    usage = _usage(key_cert_sign=True, crl_sign=True)
    extensions = ((x509.BasicConstraints(ca=True, path_length=0), True), (usage, True))
    return Issued(key, _issue(name, key, by=key, span=(at, AUTHORITY_LASTS), add=extensions))


def issue_signing(authority: Issued, hospital: str, *, at: datetime, key: PrivateKey | None = None) -> Issued:
    """Return a certificate that signs documents in a hospital's name.

    References
    ----------
    RFC 9336: the extended key usage id-kp-documentSigning.
    """
    key = key or rsa.generate_private_key(public_exponent=65537, key_size=3072)
    purpose = x509.ExtendedKeyUsage([x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")])
    usage = _usage(digital_signature=True, content_commitment=True)
    add = ((x509.BasicConstraints(ca=False, path_length=None), True), (usage, True), (purpose, False))
    return Issued(key, _issue(_name(hospital, hospital), key, by=authority, span=(at, LASTS), add=add))


def issue_time_stamping(authority: Issued, hospital: str, *, at: datetime) -> Issued:
    """Return a certificate that time-stamps and does nothing else.

    References
    ----------
    RFC 3161 2.3: one extended key usage, id-kp-timeStamping, and critical.
    """
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = _name("teleread 本地时间戳 local TSA", hospital)
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    usage = _usage(digital_signature=True, content_commitment=True)
    add = ((x509.BasicConstraints(ca=False, path_length=None), True), (usage, True), (purpose, True))
    return Issued(key, _issue(name, key, by=authority, span=(at, TIME_LASTS), add=add))


def as_pkcs12(issued: Issued, above: Sequence[x509.Certificate], passphrase: str) -> bytes:
    """Return a key, its certificate and those above it in one encrypted file."""
    encryption = BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(b"teleread", issued.key, issued.certificate, above, encryption)


def _issue(
    subject: x509.Name,
    key: PrivateKey,
    *,
    by: Issued | PrivateKey,
    span: tuple[datetime, timedelta],
    add: Sequence[tuple[x509.ExtensionType, bool]],
) -> x509.Certificate:
    """Return a certificate; who issues it to itself is named by its key alone."""
    signer, issuer = (by.key, by.certificate.subject) if isinstance(by, Issued) else (by, subject)
    begins, lasts = span
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(begins - EARLIER).not_valid_after(begins + lasts)
    own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    for extension, critical in (*add, (own, False), (above, False)):
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(signer, hashes.SHA256())


def _name(common: str, hospital: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _cut(hospital)),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, LOCAL_AUTHORITY),
            x509.NameAttribute(NameOID.COMMON_NAME, _cut(common)),
        ]
    )


def _cut(name: str) -> str:
    return name.encode()[:LONGEST_NAME].decode(errors="ignore")


def _usage(**named: bool) -> x509.KeyUsage:
    uses = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{use: named.get(use, False) for use in uses})
