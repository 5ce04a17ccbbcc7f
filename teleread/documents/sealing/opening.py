"""Open what seals documents, as the settings name it."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from teleread.config import Settings
from teleread.documents.sealing.certificate import from_pem
from teleread.documents.sealing.key import (
    DeviceKey,
    DocumentKey,
    KeyRefused,
    KeyUnavailable,
    file_key,
    read_chain,
    read_secret,
)
from teleread.documents.sealing.local import ensure_local, files_in
from teleread.documents.sealing.pades import Sealer
from teleread.documents.sealing.timestamps import HttpTimeStamper


def open_sealer(settings: Settings, *, at: datetime) -> Sealer:
    """Return what seals documents, tried once.

    A device that does not answer now is no reason not to start: what is
    received and read goes on, documents leave without a seal, and it is said.

    Raises
    ------
    KeyRefused
        If a setting is wrong: no such file, a wrong passphrase or PIN, a key
        that may not sign.
    OSError, ValueError
        If the local certificate can be neither made nor read.
    """
    sealer = Sealer(_key(settings, at), HttpTimeStamper(settings.tsa_url) if settings.tsa_url else None)
    with suppress(KeyUnavailable):
        sealer.certificate()
    return sealer


def trusted_roots(settings: Settings, more: Path | None = None) -> tuple[bytes, ...]:
    """Return the roots by which documents are checked: the settings', a file's, and the local one where it is used.

    Raises
    ------
    KeyRefused
        If a file holds none.
    """
    local = files_in(settings.keys_dir).authority
    own = from_pem(local.read_bytes()) if _is_local(settings) and local.exists() else ()
    named = read_chain(settings.signing_roots, setting="TELEREAD_SIGNING_ROOTS")
    return tuple(dict.fromkeys((*own, *named, *read_chain(more, setting="--trust"))))


def _key(settings: Settings, at: datetime) -> DocumentKey:
    if settings.signing_pkcs11_module is not None and settings.signing_pkcs12 is not None:
        raise KeyRefused(
            problem_zh="TELEREAD_SIGNING_PKCS12 和 TELEREAD_SIGNING_PKCS11_MODULE 只能设置一个",
            problem_en="TELEREAD_SIGNING_PKCS12 and TELEREAD_SIGNING_PKCS11_MODULE exclude each other",
        )
    if settings.signing_pkcs11_module is not None:
        return DeviceKey(
            module=settings.signing_pkcs11_module,
            token=settings.signing_pkcs11_token,
            slot=settings.signing_pkcs11_slot,
            key_label=settings.signing_pkcs11_key,
            pin=read_secret(settings.signing_pkcs11_pin_file, setting="TELEREAD_SIGNING_PKCS11_PIN_FILE"),
            chain=read_chain(settings.signing_chain, setting="TELEREAD_SIGNING_CHAIN"),
        )
    if settings.signing_pkcs12 is not None:
        secret = read_secret(settings.signing_passphrase_file, setting="TELEREAD_SIGNING_PASSPHRASE_FILE")
        return file_key(settings.signing_pkcs12, secret)
    files = ensure_local(settings.keys_dir, at=at)
    return file_key(files.signing, read_secret(files.passphrase, setting="TELEREAD_DATA_DIR"))


def _is_local(settings: Settings) -> bool:
    return settings.signing_pkcs12 is None and settings.signing_pkcs11_module is None
