import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from teleread.reports.report import SignatureMeaning
from teleread.reports.signature import (
    KeyUnusable,
    SigningKey,
    Statement,
    fingerprint,
    load_or_create_key,
    sign,
    statement_bytes,
    verify,
)

STATEMENT = Statement(
    submission_sha256=b"\x01" * 32,
    account_id=UUID(int=7),
    signer_name="李明",
    meaning=SignatureMeaning.AUTHORED,
    signed_at=datetime(2026, 3, 2, 8, 0, tzinfo=UTC),
)


@pytest.fixture
def key(tmp_path: Path) -> SigningKey:
    return load_or_create_key(tmp_path / "keys" / "k.pem")


def test_a_signature_is_good_for_its_own_statement(key: SigningKey):
    assert verify(key.public_key, STATEMENT, sign(key, STATEMENT))


@pytest.mark.parametrize(
    "forged",
    [
        replace(STATEMENT, submission_sha256=b"\x02" * 32),
        replace(STATEMENT, account_id=UUID(int=8)),
        replace(STATEMENT, signer_name="李朋"),
        replace(STATEMENT, meaning=SignatureMeaning.REVIEWED),
        replace(STATEMENT, signed_at=datetime(2026, 3, 2, 8, 1, tzinfo=UTC)),
        replace(STATEMENT, evidence_sha256=b"\x01" * 32),
    ],
)
def test_a_signature_is_good_for_nothing_else(key: SigningKey, forged: Statement):
    assert not verify(key.public_key, forged, sign(key, STATEMENT))


def test_a_statement_from_before_there_was_evidence_has_the_bytes_that_it_had():
    content = statement_bytes(STATEMENT)
    assert hashlib.sha256(content).hexdigest() == "a90a4f7590b00cb20134214ffbe2ad4eb654f42509ccebb9c83c1109387eb02c"


def test_another_key_or_a_damaged_signature_does_not_verify(key: SigningKey, tmp_path: Path):
    other = load_or_create_key(tmp_path / "keys" / "other.pem")
    signature = sign(key, STATEMENT)

    assert not verify(other.public_key, STATEMENT, signature)
    assert not verify(key.public_key, STATEMENT, signature[:-1])
    assert not verify(b"short", STATEMENT, signature)


def test_the_statement_is_written_in_one_way():
    assert statement_bytes(STATEMENT).decode() == (
        '{"account_id":"00000000-0000-0000-0000-000000000007","format":"teleread-signature/1","meaning":"authored",'
        f'"signed_at":"2026-03-02T08:00:00.000000Z","signer_name":"李明","submission_sha256":"{"01" * 32}"}}'
    )


def test_a_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path):
    path = tmp_path / "keys" / "k.pem"
    first, second = load_or_create_key(path), load_or_create_key(path)

    assert first.key_id == second.key_id == fingerprint(first.public_key)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [each.name for each in path.parent.iterdir()] == ["k.pem"]


def test_processes_that_start_together_agree_on_one_key(tmp_path: Path):
    path = tmp_path / "keys" / "k.pem"
    read_end, write_end = os.pipe()
    program = (
        "import os, sys, pathlib; from teleread.reports.signature import load_or_create_key as key;"
        f"print('ready', flush=True); os.read({read_end}, 1); print(key(pathlib.Path(sys.argv[1])).key_id)"
    )
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True, pass_fds=[read_end]
        )
        for _ in range(4)
    ]
    for starter in starters:
        assert starter.stdout is not None
        assert starter.stdout.readline() == "ready\n"
    os.close(write_end)
    os.close(read_end)

    key_ids = {starter.communicate(timeout=60)[0].strip() for starter in starters}
    assert key_ids == {load_or_create_key(path).key_id}


def test_a_file_that_holds_no_key_is_never_replaced(tmp_path: Path):
    path = tmp_path / "k.pem"
    path.write_bytes(b"not a key")
    with pytest.raises(KeyUnusable):
        load_or_create_key(path)
    assert path.read_bytes() == b"not a key"


def test_a_key_of_another_kind_is_refused(tmp_path: Path):
    path = tmp_path / "k.pem"
    other = generate_private_key(SECP256R1())
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(KeyUnusable):
        load_or_create_key(path)
