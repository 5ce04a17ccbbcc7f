"""What a certificate says of itself, and what is no certificate of a device."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from teleread.clinics.certificate import CertificateRefused, read_certificate
from tests.certificates import a_key_pair

EIGHT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PAIR = a_key_pair(since=EIGHT)


def test_a_certificate_is_read_from_pem_and_from_der():
    presented = read_certificate(b"Bag Attributes\r\n    friendlyName: x\r\n" + PAIR.certificate, at=EIGHT)

    assert presented == read_certificate(PAIR.der, at=EIGHT)
    assert (presented.sha256, presented.der) == (hashlib.sha256(PAIR.der).digest(), PAIR.der)
    assert presented.subject == "CN=青山 DR1"
    assert presented.not_before == EIGHT - timedelta(days=1)
    assert presented.not_after == EIGHT + timedelta(days=365)


def test_a_subject_has_no_characters_that_are_not_seen():
    pair = a_key_pair("a\nb\u202e" + "x" * 40, since=EIGHT)

    assert read_certificate(pair.der, at=EIGHT).subject.isprintable()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a certificate",
        b"\x30\x80" * 100,
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        b"-----BEGIN CERTIFICATE-----\n\xff\n-----END CERTIFICATE-----",
        b"x" * 100_000,
        PAIR.der[:-3],
    ],
)
def test_what_is_no_certificate_is_refused(content):
    with pytest.raises(CertificateRefused, match=r"X\.509"):
        read_certificate(content, at=EIGHT)


def test_a_private_key_is_never_taken():
    with pytest.raises(CertificateRefused, match="private key"):
        read_certificate(PAIR.certificate + PAIR.key, at=EIGHT)


def test_a_chain_is_refused_because_the_wrong_one_might_be_bound():
    with pytest.raises(CertificateRefused, match="several"):
        read_certificate(PAIR.certificate + a_key_pair("authority").certificate, at=EIGHT)


def test_a_certificate_that_has_expired_is_refused():
    with pytest.raises(CertificateRefused, match="expired"):
        read_certificate(a_key_pair(since=EIGHT, lasts=timedelta()).der, at=EIGHT)
