import os
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from teleread.documents.sealing.authority import issue_signing
from teleread.documents.sealing.examination import examine
from teleread.documents.sealing.key import DeviceKey, KeyRefused, KeyUnavailable
from teleread.documents.sealing.pades import Sealer
from teleread.reports.seal import SealLevel
from tests.sealing import HOSPITAL, Hospital, a_document, a_hospital, an_rsa_hospital

AT = datetime(2026, 3, 2, 8, 31, 7, tzinfo=UTC)
MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "2468-pin"


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeviceKey]:
    """A SoftHSM with one token and three keys in it; a process has one configuration, so all tests share it."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(configuration)
    softhsm("--init-token", "--free", "--label", "hospital", "--so-pin", "13579-so", "--pin", PIN)
    fill(folder, "rsa", an_rsa_hospital(AT), "01")
    fill(folder, "ec", a_hospital(AT), "02")
    fill(folder, "p384", p384_hospital(), "03")
    yield DeviceKey(MODULE, token="hospital", slot=None, key_label="rsa", pin=PIN)
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


def softhsm(*arguments: str) -> None:
    run = subprocess.run(["softhsm2-util", *arguments], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr


def p384_hospital() -> Hospital:
    authority = a_hospital(AT).authority
    return Hospital(authority, issue_signing(authority, HOSPITAL, at=AT, key=ec.generate_private_key(ec.SECP384R1())))


def fill(folder: Path, label: str, hospital: Hospital, number: str) -> None:
    """Put a key into the token by its tool, and its certificate beside it by PKCS#11."""
    import pkcs11
    from pkcs11.constants import Attribute, ObjectClass

    key = folder / f"{label}.key"
    key.write_bytes(hospital.signing.key_pem)
    softhsm("--import", str(key), "--token", "hospital", "--label", label, "--id", number, "--pin", PIN)
    token = pkcs11.lib(str(MODULE)).get_token(token_label="hospital")
    der = hospital.signing.certificate.public_bytes(Encoding.DER)
    with token.open(rw=True, user_pin=PIN) as session:
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.LABEL: label,
                Attribute.SUBJECT: hospital.signing.certificate.subject.public_bytes(),
                Attribute.ID: bytes.fromhex(number),
                Attribute.VALUE: der,
            }
        )


@pytest.mark.parametrize("label", ["rsa", "ec", "p384"])
def test_a_key_that_never_leaves_its_device_seals(device: DeviceKey, label: str):
    root = (an_rsa_hospital(AT) if label == "rsa" else a_hospital(AT)).root
    key = replace(device, key_label=label, chain=(root,))
    made = Sealer(key).seal(a_document(), location="", at=AT)
    assert (made.level, made.problem) == (SealLevel.B_B, "")
    found = examine(made.pdf, trusted=[root], at=AT)
    assert (found.is_intact, found.is_trusted) == (True, True)


def test_threads_seal_with_one_device(device: DeviceKey):
    sealer, levels = Sealer(device), []
    threads = [
        threading.Thread(target=lambda: levels.append(sealer.seal(a_document(), location="", at=AT).level))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert levels == [SealLevel.B_B] * 4


def test_a_wrong_pin_is_tried_once_and_the_report_goes_home(device: DeviceKey):
    tries: list[str] = []

    class Counted(DeviceKey):
        def certificate(self):
            tries.append(self.pin)
            return super().certificate()

    wrong = Counted(device.module, device.token, device.slot, device.key_label, "00000000")
    sealer = Sealer(wrong)
    with pytest.raises(KeyRefused, match="PIN"):
        sealer.certificate()
    made = sealer.seal(a_document(), location="", at=AT)
    assert (made.pdf, made.level, made.problem) == (a_document(), SealLevel.NONE, "signing_key_refused")
    assert len(tries) == 1, "a device counts wrong PINs and locks itself"


def test_a_device_that_is_away_is_asked_again(device: DeviceKey):
    away = replace(device, token="another")
    with pytest.raises(KeyUnavailable):
        away.certificate()
    made = Sealer(away).seal(a_document(), location="", at=AT)
    assert (made.level, made.problem) == (SealLevel.NONE, "signing_key_unavailable")


def test_a_label_that_names_nothing_and_a_module_that_is_not_there_are_told(device: DeviceKey):
    with pytest.raises(KeyRefused, match="0 keys and 0 certificates"):
        replace(device, key_label="absent").certificate()
    with pytest.raises(KeyRefused, match="no PKCS#11 module"):
        replace(device, module=Path("/nowhere/module.so")).certificate()
