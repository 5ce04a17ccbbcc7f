"""What a certificate says of itself, and what is no certificate of a device."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from teleread.clinics.certificate import CertificateRefused, read_certificate

EIGHT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
KEY = Ed25519PrivateKey.generate()


def made(name="青山 DR1", lasts=timedelta(days=365)):
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(KEY.public_key())
    builder = builder.serial_number(7).not_valid_before(EIGHT - timedelta(days=1)).not_valid_after(EIGHT + lasts)
    return builder.sign(KEY, None)


def test_a_certificate_is_read_from_pem_and_from_der():
    certificate = made()
    der = certificate.public_bytes(Encoding.DER)
    pem = b"Bag Attributes\r\n    friendlyName: x\r\n" + certificate.public_bytes(Encoding.PEM)

    presented = read_certificate(pem, at=EIGHT)
    assert presented == read_certificate(der, at=EIGHT)
    assert (presented.sha256, presented.der) == (hashlib.sha256(der).digest(), der)
    assert presented.subject == "CN=青山 DR1"
    assert presented.not_after == EIGHT + timedelta(days=365)


def test_a_subject_has_no_characters_that_are_not_seen():
    assert read_certificate(made("a\nb\u202e" + "x" * 40).public_bytes(Encoding.DER), at=EIGHT).subject.isprintable()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a certificate",
        b"\x30\x80" * 100,
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        b"-----BEGIN CERTIFICATE-----\n\xff\n-----END CERTIFICATE-----",
        b"x" * 100_000,
        made().public_bytes(Encoding.DER)[:-3],
    ],
)
def test_what_is_no_certificate_is_refused(content):
    with pytest.raises(CertificateRefused, match=r"X\.509"):
        read_certificate(content, at=EIGHT)


def test_a_private_key_is_never_taken():
    key = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with pytest.raises(CertificateRefused, match="private key"):
        read_certificate(made().public_bytes(Encoding.PEM) + key, at=EIGHT)


def test_a_chain_is_refused_because_the_wrong_one_might_be_bound():
    with pytest.raises(CertificateRefused, match="several"):
        read_certificate(
            made("device").public_bytes(Encoding.PEM) + made("authority").public_bytes(Encoding.PEM), at=EIGHT
        )


def test_a_certificate_that_has_expired_is_refused():
    with pytest.raises(CertificateRefused, match="expired"):
        read_certificate(made(lasts=timedelta()).public_bytes(Encoding.DER), at=EIGHT)
