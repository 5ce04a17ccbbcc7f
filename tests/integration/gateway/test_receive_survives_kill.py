"""Promise 1, attacked: what was answered with success is there, whenever the gateway dies."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pydicom
import pytest
from pydicom.uid import generate_uid
from sqlalchemy import select

from storage import open_store
from teleread.archive.records import InstanceRow
from teleread.database import Base, open_database, snapshot, transaction
from tests.builders import a_clinic, a_site, an_ae
from tests.integration.dicom.peers import a_free_port
from tests.integration.gateway.sender import DIGITAL_X_RAY, Sendable, association, store

KILLS = 24
SENDERS = 2
EXPLICIT = "1.2.840.10008.1.2.1"


@dataclass
class Ledger:
    """What was answered 0x0000, by SHA-256 of its data set, and how often the link broke."""

    kept: dict[str, str] = field(default_factory=dict)
    broken: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def a_fresh_instance(template: bytes, uid: str, sequence: int) -> Sendable:
    """The template under another UID of the same length, with other pixels."""
    fresh = str(generate_uid())[: len(uid)].ljust(len(uid), "1")
    content = template.replace(uid.encode(), fresh.encode())
    return Sendable(content[:-8] + sequence.to_bytes(8, "big"), DIGITAL_X_RAY, fresh, EXPLICIT)


def keep_sending(port, template, uid, ledger, stop):
    """Send until told to stop, on a new association after each break."""
    sequence = random.getrandbits(32)
    while not stop.is_set():
        with association(port, [(DIGITAL_X_RAY, EXPLICIT)]) as made:
            while made.is_established and not stop.is_set():
                sequence += 1
                thing = a_fresh_instance(template, uid, sequence)
                answer = store(made, thing)
                if answer is None or answer.status != 0x0000:
                    ledger.broken += 1
                    break
                with ledger.lock:
                    ledger.kept[thing.sop_instance_uid] = hashlib.sha256(thing.data_set).hexdigest()
        stop.wait(0.02)


def start_gateway(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """The gateway's own process, ready to receive."""
    environment = {
        **os.environ,
        "TELEREAD_DATA_DIR": str(folder),
        "TELEREAD_DICOM_HOST": "127.0.0.1",
        "TELEREAD_DICOM_PORT": str(port),
    }
    code = (
        "import structlog, sys; from teleread.config import Settings; from teleread.gateway import run;"
        "structlog.configure(processors=[structlog.processors.JSONRenderer()],"
        "logger_factory=structlog.PrintLoggerFactory(sys.stdout)); run(Settings())"
    )
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", code], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["event"] == "gateway.ready":
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return process
    raise AssertionError(f"the gateway ended with {process.wait()}")


@pytest.fixture
def folder(tmp_path):
    """A data folder with one clinic."""
    database = open_database(f"sqlite:///{tmp_path / 'teleread.sqlite'}")
    Base.metadata.create_all(database.engine)
    with transaction(database) as session:
        clinic = a_clinic(session)
        an_ae(session, clinic, a_site(session, clinic))
    database.close()
    return tmp_path


@pytest.mark.timeout(240)
def test_everything_answered_with_success_is_there_after_many_kills(folder, shared_data):
    file = shared_data / "constructed/identity/dup-sop-a.dcm"
    uid = str(pydicom.dcmread(file, stop_before_pixels=True).SOPInstanceUID)
    template = file.read_bytes()
    template = template[144 + int.from_bytes(template[140:144], "little") :]
    port, ledger, stop = a_free_port(), Ledger(), threading.Event()
    senders = [threading.Thread(target=keep_sending, args=(port, template, uid, ledger, stop)) for _ in range(SENDERS)]
    chance = random.Random(20260302)

    process = start_gateway(folder, port)
    for sender in senders:
        sender.start()
    for _ in range(KILLS):
        _wait_for_another(ledger)
        stop.wait(chance.uniform(0, 0.25))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process = start_gateway(folder, port)
    _wait_for_another(ledger)
    stop.set()
    for sender in senders:
        sender.join(30)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0

    assert len(ledger.kept) > KILLS
    assert ledger.broken >= KILLS // 2
    assert _found(folder, ledger) == ledger.kept
    assert list((folder / "spool").iterdir()) == []


def _wait_for_another(ledger: Ledger) -> None:
    before, deadline = len(ledger.kept), time.monotonic() + 30
    while len(ledger.kept) == before:
        assert time.monotonic() < deadline, "nothing is received any more"
        threading.Event().wait(0.005)


def _found(folder: Path, ledger: Ledger) -> dict[str, str]:
    """The data sets that a fresh process finds for what was promised."""
    database, objects = (
        open_database(f"sqlite:///{folder / 'teleread.sqlite'}"),
        open_store(f"disk:{folder / 'objects'}"),
    )
    found = {}
    with snapshot(database) as session:
        for row in session.scalars(select(InstanceRow)):
            with objects.open(row.locator) as stream:
                content = stream.read()
            assert hashlib.sha256(content).digest() == row.sha256
            data_set = content[144 + int.from_bytes(content[140:144], "little") :]
            if row.sop_instance_uid in ledger.kept:
                found[row.sop_instance_uid] = hashlib.sha256(data_set).hexdigest()
    database.close()
    return found
