"""Secrets that we have to show to others: kept in the database under a key that is not in it.

A password of ours to a PACS cannot be hashed as people's are: it must be said
again. So it is encrypted, and the key lies with the server's other keys: a
copy of the database alone tells nobody.
"""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from teleread.errors import Unavailable

KEY_NAME = "credentials.key"
_NONCE_BYTES = 12


class SecretUnreadable(Unavailable):
    """A secret was sealed with another key than the server has."""

    code = "secret_unreadable"
    zh = "访问凭据无法读取：服务器密钥已更换，请重新填写"
    en = "The credential cannot be read: the server's key is another one; enter it anew"


def seal(keys_dir: Path, secret: str) -> bytes:
    """Return a secret as it may be kept; nothing for nothing."""
    if not secret:
        return b""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(_key(keys_dir)).encrypt(nonce, secret.encode(), None)


def unseal(keys_dir: Path, sealed: bytes) -> str:
    """Return a secret that was sealed with the server's key; raises SecretUnreadable."""
    if not sealed:
        return ""
    try:
        return AESGCM(_key(keys_dir)).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None).decode()
    except (InvalidTag, ValueError) as error:
        raise SecretUnreadable from error


def _key(keys_dir: Path) -> bytes:
    """Return the key; of several processes that make one, the first to put it in place wins."""
    path = keys_dir / KEY_NAME
    if not path.exists():
        keys_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=keys_dir, prefix=".credentials-") as made:
            made.write(AESGCM.generate_key(256))
            made.flush()
            os.fsync(made.fileno())
            with suppress(FileExistsError):
                os.link(made.name, path)
    return path.read_bytes()
