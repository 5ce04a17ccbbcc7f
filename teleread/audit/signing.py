"""The key that signs the heads of the audit trail.

It is the audit's own: who can sign a report must not be able to sign away
what was done to it.
"""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

PRIVATE_NAME = "audit-signing.pem"
PublicKey = Ed25519PublicKey


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The private key with the name that its signatures carry."""

    private: Ed25519PrivateKey
    key_id: str

    def sign(self, head: bytes) -> bytes:
        """Return the signature of a head."""
        return self.private.sign(head)


def load_or_create_key(keys_dir: Path) -> SigningKey:
    """Return the server's audit key, made at the first start.

    Several processes may start at once: the first to put its key in place
    wins, and all use that one. Its public half lies beside it under its own
    name and stays when the private half is replaced.
    """
    keys_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = keys_dir / PRIVATE_NAME
    if not path.exists():
        _put(path, _private_pem(Ed25519PrivateKey.generate()))
    private = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError(f"{path} holds no Ed25519 key")
    key = SigningKey(private, key_id_of(private.public_key()))
    public_path = keys_dir / f"audit-signing-{key.key_id}.pub"
    if not public_path.exists():
        _put(public_path, private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return key


def trusted_keys(keys_dir: Path) -> Mapping[str, PublicKey]:
    """Return every public audit key that was ever in use here, by key id."""
    keys = {}
    for path in sorted(keys_dir.glob("audit-signing-*.pub")):
        public = load_pem_public_key(path.read_bytes())
        if isinstance(public, Ed25519PublicKey):
            keys[key_id_of(public)] = public
    return keys


def key_id_of(public: PublicKey) -> str:
    """Return the first 16 hex digits of the SHA-256 of a public key."""
    return sha256(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def is_signed_by(public: PublicKey, signature: bytes, head: bytes) -> bool:
    """Say whether a signature of a head is the key's."""
    try:
        public.verify(signature, head)
    except InvalidSignature:
        return False
    return True


def _private_pem(private: Ed25519PrivateKey) -> bytes:
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _put(path: Path, content: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".audit-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)
    except FileExistsError:
        return
    finally:
        os.unlink(temporary)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
