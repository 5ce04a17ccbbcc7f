"""The hospital's key: in an encrypted file (PKCS#12), or in a device that never gives it out (PKCS#11)."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pkcs11
from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from pkcs11.constants import Attribute, ObjectClass
from pkcs11.exceptions import PinExpired, PinIncorrect, PinInvalid, PinLenRange, PinLocked
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from teleread.documents.sealing.certificate import SigningCertificate, describe, from_pem, why_unfit
from teleread.errors import Invalid, Unavailable

WRONG_PINS = (PinIncorrect, PinInvalid, PinLenRange, PinLocked, PinExpired)


class KeyRefused(Invalid):
    """A setting is wrong: no later try would do better, and a device counts wrong PINs."""

    code = "signing_key_refused"
    zh = "报告签名证书无法使用：{problem_zh}"
    en = "The certificate that signs reports cannot be used: {problem_en}"


class KeyUnavailable(Unavailable):
    """The device that holds the key does not answer now."""

    code = "signing_key_unavailable"
    zh = "签名设备暂时无法使用（{problem}）"
    en = "The signing device cannot be used now ({problem})"


class DocumentKey(Protocol):
    """A key that signs documents."""

    def certificate(self) -> SigningCertificate:
        """Return its certificate, read now."""
        ...

    def opened(self) -> AbstractContextManager[Signer]:
        """Open the key for one signature."""
        ...


@dataclass(frozen=True, slots=True)
class FileKey:
    """A key in a PKCS#12 file, decrypted once."""

    private_key: keys.PrivateKeyInfo
    described: SigningCertificate

    def certificate(self) -> SigningCertificate:
        """Return its certificate."""
        return self.described

    @contextmanager
    def opened(self) -> Iterator[Signer]:
        """Open the key for one signature."""
        signing, *above = [x509.Certificate.load(der) for der in self.described.all_der]
        yield SimpleSigner(
            signing_cert=signing,
            signing_key=self.private_key,
            cert_registry=SimpleCertificateStore.from_certs([signing, *above]),  # type: ignore[no-untyped-call]  # its
            embed_roots=False,
        )


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """A key that stays in a device: a session is opened for each signature and closed after it.

    So a device that was away a moment ago is used again as soon as it is back.
    """

    module: Path
    token: str
    slot: int | None
    key_label: str
    pin: str
    chain: tuple[bytes, ...] = ()

    def certificate(self) -> SigningCertificate:
        """Return the certificate that lies in the device beside the key, under the same label.

        Raises
        ------
        KeyRefused, KeyUnavailable
            If there is none, or the device does not answer.
        """
        with self._session() as session:
            wanted = {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.LABEL: self.key_label}
            found = [each[Attribute.VALUE] for each in session.get_objects(wanted)]
            own = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.LABEL: self.key_label}
            keys_found = list(session.get_objects(own))
        if len(found) != 1 or len(keys_found) != 1:
            raise _refused(
                f"设备中标签为 {self.key_label} 的密钥 {len(keys_found)} 个、证书 {len(found)} 个，应各一个",
                f"the device has {len(keys_found)} keys and {len(found)} certificates with the label "
                f"{self.key_label}, not one of each",
            )
        return checked(bytes(found[0]), self.chain)

    @contextmanager
    def opened(self) -> Iterator[Signer]:
        """Open the key for one signature."""
        described = self.certificate()
        with self._session() as session:
            signing, *above = [x509.Certificate.load(der) for der in described.all_der]
            yield PKCS11Signer(
                session,
                signing_cert=signing,
                ca_chain=above,
                key_label=self.key_label,
                embed_roots=False,
                use_raw_mechanism=signing.public_key.algorithm == "ec",
            )

    @contextmanager
    def _session(self) -> Iterator[pkcs11.Session]:
        try:
            with self._token().open(user_pin=self.pin) as session:
                yield session
        except WRONG_PINS as error:
            raise _refused("PIN 错误或已锁定", f"the PIN is wrong or locked ({type(error).__name__})") from error
        except (pkcs11.PKCS11Error, RuntimeError) as error:
            raise KeyUnavailable(problem=type(error).__name__) from error

    def _token(self) -> pkcs11.Token:
        if not self.module.is_file():
            raise _refused(f"没有 PKCS#11 模块 {self.module}", f"there is no PKCS#11 module {self.module}")
        for slot in pkcs11.lib(str(self.module)).get_slots(token_present=True):
            if self.slot is not None and slot.slot_id != self.slot:
                continue
            token = slot.get_token()
            if not self.token or token.label == self.token:
                return token
        raise KeyUnavailable(problem="TokenNotPresent")


def file_key(path: Path, passphrase: str) -> FileKey:
    """Open a PKCS#12 file.

    Raises
    ------
    KeyRefused
        If there is no such file, it does not open with the passphrase, or
        what is in it cannot sign documents.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _refused(f"无法读取 {path}（{error.strerror}）", f"{path} cannot be read ({error.strerror})") from error
    try:
        key, certificate, above = pkcs12.load_key_and_certificates(content, passphrase.encode())
    except ValueError as error:
        raise _refused(
            f"{path} 的口令错误或文件损坏", f"the passphrase of {path} is wrong, or the file is damaged"
        ) from error
    if key is None or certificate is None:
        raise _refused(f"{path} 中没有私钥和证书", f"{path} holds no private key with its certificate")
    described = checked(
        certificate.public_bytes(Encoding.DER), tuple(each.public_bytes(Encoding.DER) for each in above)
    )
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return FileKey(keys.PrivateKeyInfo.load(private), described)


def checked(der: bytes, chain: tuple[bytes, ...]) -> SigningCertificate:
    """Return what a certificate says if it can sign documents.

    Raises
    ------
    KeyRefused
        With the reason why it cannot.
    """
    why = why_unfit(der)
    if why:
        raise _refused(*why.split(" / "))
    return describe(der, chain)


def read_secret(path: Path | None, *, setting: str) -> str:
    """Return the passphrase or PIN in a file, without the end of its line; nothing without a file.

    Raises
    ------
    KeyRefused
        If the file cannot be read.
    """
    if path is None:
        return ""
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise _refused(f"无法读取 {setting} 所指的文件", f"the file that {setting} names cannot be read") from error


def read_chain(path: Path | None, *, setting: str) -> tuple[bytes, ...]:
    """Return the certificates of a PEM file in DER; none without a file.

    Raises
    ------
    KeyRefused
        If the file cannot be read or holds none.
    """
    if path is None:
        return ()
    try:
        return from_pem(path.read_bytes())
    except (OSError, ValueError) as error:
        raise _refused(
            f"{setting} 所指的文件中没有 PEM 证书", f"{setting} names no file of PEM certificates"
        ) from error


def _refused(zh: str, en: str) -> KeyRefused:
    return KeyRefused(problem_zh=zh, problem_en=en)
