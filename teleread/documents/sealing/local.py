"""The certificate of an installation that was given none: made once, kept beside the other keys."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from teleread.documents.sealing.authority import (
    Issued,
    as_pkcs12,
    issue_signing,
    issue_time_stamping,
    new_authority,
)

AUTHORITY, AUTHORITY_KEY = "document-ca.pem", "document-ca.key"
SIGNING, PASSPHRASE = "document-signing.p12", "document-signing.pass"
TIME, TIME_KEY = "document-tsa.pem", "document-tsa.key"
OURS: Final = "远程诊断中心 Remote reading centre"


@dataclass(frozen=True, slots=True)
class LocalFiles:
    """Where the local certificate, its passphrase and its root lie."""

    signing: Path
    passphrase: Path
    authority: Path


def files_in(folder: Path) -> LocalFiles:
    """Return where they lie, made or not."""
    return LocalFiles(folder / SIGNING, folder / PASSPHRASE, folder / AUTHORITY)


def ensure_local(folder: Path, *, at: datetime, hospital: str = OURS) -> LocalFiles:
    """Return the local certificate, made now if there is none.

    Processes that start together make one between them. What is there is
    never overwritten.

    Raises
    ------
    OSError
        If the folder cannot be written.
    ValueError
        If what lies there cannot be read.
    """
    files = files_in(folder)
    with _alone_in(folder):
        if not files.signing.exists():
            _make(folder, files, hospital, at)
    return files


def make_anew(folder: Path, *, at: datetime, hospital: str) -> LocalFiles:
    """Issue another signing certificate from the local authority; the former is kept beside it.

    The worker takes it when it starts again. What the former signed goes on
    being good: the authority above both is the same.
    """
    files = files_in(folder)
    with _alone_in(folder):
        if files.signing.exists():
            files.signing.rename(files.signing.with_suffix(f".{at:%Y%m%dT%H%M%S}.p12"))
        _make(folder, files, hospital, at)
    return files


def ensure_time_stamping(folder: Path, *, at: datetime) -> Issued:
    """Return a key that time-stamps in a demonstration, made now if there is none."""
    with _alone_in(folder):
        authority = _authority(folder, OURS, at)
        if not (folder / TIME).exists():
            made = issue_time_stamping(authority, OURS, at=at)
            _write(folder / TIME_KEY, made.key_pem)
            _write(folder / TIME, made.pem)
        return _read(folder / TIME, folder / TIME_KEY)


def _make(folder: Path, files: LocalFiles, hospital: str, at: datetime) -> None:
    authority = _authority(folder, hospital, at)
    if not files.passphrase.exists():
        _write(files.passphrase, secrets.token_urlsafe(32).encode())
    issued = issue_signing(authority, hospital, at=at)
    _write(files.signing, as_pkcs12(issued, [authority.certificate], files.passphrase.read_text()))


def _authority(folder: Path, hospital: str, at: datetime) -> Issued:
    if not (folder / AUTHORITY).exists():
        made = new_authority(hospital, at=at)
        _write(folder / AUTHORITY_KEY, made.key_pem)
        _write(folder / AUTHORITY, made.pem)
    return _read(folder / AUTHORITY, folder / AUTHORITY_KEY)


def _read(certificate: Path, key: Path) -> Issued:
    private = load_pem_private_key(key.read_bytes(), password=None)
    if not isinstance(private, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise ValueError(f"{key} holds no RSA or EC key")  # noqa: TRY004  (what is wrong is the file's content)
    return Issued(private, x509.load_pem_x509_certificate(certificate.read_bytes()))


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _write(path: Path, content: bytes) -> None:
    """Put a file in its place whole and durable, readable by its owner alone."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
