"""A hospital's certificate for the tests, and documents to put it on."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from teleread.documents.document import make_pdf
from teleread.documents.sealing.authority import Issued, as_pkcs12, issue_signing, issue_time_stamping, new_authority
from teleread.documents.sealing.key import FileKey, file_key

HOSPITAL = "青山县人民医院 影像与心电诊断中心"
PASSPHRASE = "通过-pass phrase"


@dataclass(frozen=True, slots=True)
class Hospital:
    """An authority and what it issued at one moment."""

    authority: Issued
    signing: Issued

    @property
    def root(self) -> bytes:
        return self.authority.certificate.public_bytes(Encoding.DER)

    def pkcs12(self, folder: Path) -> Path:
        path = folder / "signing.p12"
        path.write_bytes(as_pkcs12(self.signing, [self.authority.certificate], PASSPHRASE))
        return path

    def key(self, folder: Path) -> FileKey:
        return file_key(self.pkcs12(folder), PASSPHRASE)

    def time_stamping(self, at: datetime) -> Issued:
        return issue_time_stamping(self.authority, HOSPITAL, at=at)


@cache
def a_hospital(at: datetime, name: str = HOSPITAL) -> Hospital:
    authority = new_authority(name, at=at)
    return Hospital(authority, issue_signing(authority, name, at=at, key=ec.generate_private_key(ec.SECP256R1())))


@cache
def an_rsa_hospital(at: datetime, bits: int = 2048) -> Hospital:
    authority = new_authority(HOSPITAL, at=at)
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    return Hospital(authority, issue_signing(authority, HOSPITAL, at=at, key=key))


@cache
def a_document() -> bytes:
    from tests.unit.documents.test_document import a_printed_report

    return make_pdf(a_printed_report())
