"""Who signed which bytes, when, and in what sense: Ed25519 over a small statement.

The key is the server's: it proves that this installation recorded the act of a
logged-in person. A person's own certificate can stand beside it later; the
statement names the person already.
"""

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from teleread.reports.report import SignatureMeaning, instant

FORMAT: Final = "teleread-signature/1"
FORMAT_WITH_EVIDENCE: Final = "teleread-signature/2"
REPORT_KEY_NAME: Final = "report-signing.pem"


class KeyUnusable(Exception):
    """The key file is there but holds no Ed25519 private key."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} holds no Ed25519 private key; restore it from a backup or move it away")


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key and the name by which signatures refer to its public half."""

    key_id: str
    public_key: bytes
    private_key: Ed25519PrivateKey

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature of the message.

        References
        ----------
        RFC 8032 5.1.6 (Ed25519).
        """
        return self.private_key.sign(message)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a signature says: this person, these bytes, this meaning, this moment.

    `evidence_sha256` is of a reviewer's own evidence, which stands in place of
    the author's; None where the evidence is that of the submission.
    """

    submission_sha256: bytes
    account_id: UUID
    signer_name: str
    meaning: SignatureMeaning
    signed_at: datetime
    evidence_sha256: bytes | None = None


def statement_bytes(statement: Statement) -> bytes:
    """Return the bytes that the signature covers, in the canonical form of reports."""
    evidence = statement.evidence_sha256
    tree = {
        "format": FORMAT if evidence is None else FORMAT_WITH_EVIDENCE,
        **({} if evidence is None else {"evidence_sha256": evidence.hex()}),
        "submission_sha256": statement.submission_sha256.hex(),
        "account_id": str(statement.account_id),
        "signer_name": statement.signer_name,
        "meaning": statement.meaning.value,
        "signed_at": instant(statement.signed_at),
    }
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def sign(key: SigningKey, statement: Statement) -> bytes:
    """Return the signature over the statement."""
    return key.sign(statement_bytes(statement))


def verify(public_key: bytes, statement: Statement, signature: bytes) -> bool:
    """Say whether the key's owner signed exactly this statement."""
    return verify_bytes(public_key, statement_bytes(statement), signature)


def verify_bytes(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether the key's owner signed exactly these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public_key: bytes) -> str:
    """Return the name of a public key: the first 32 hex digits of its SHA-256."""
    return hashlib.sha256(public_key).hexdigest()[:32]


def load_or_create_key(path: Path) -> SigningKey:
    """Return the key in the file, made now if there is none.

    The file appears whole, readable by its owner alone, and is never
    overwritten: of processes that start together one makes the key and all
    use it.

    Raises
    ------
    KeyUnusable
        If the file holds something else. A new key is never put in its place.
    OSError
        If the folder cannot be written.
    """
    if not path.exists():
        _create(path)
    return _load(path)


def _create(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _publish(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _publish(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _load(path: Path) -> SigningKey:
    try:
        private_key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise KeyUnusable(path) from error
    if not isinstance(private_key, Ed25519PrivateKey):
        raise KeyUnusable(path)
    public_key = private_key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return SigningKey(fingerprint(public_key), public_key, private_key)
