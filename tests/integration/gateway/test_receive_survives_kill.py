"""Promise 1, attacked: what was answered with success is there, whenever the gateway dies."""

import random
import signal
import threading
import time

import pytest

from tests.integration.dicom.peers import a_free_port
from tests.integration.gateway.promise import EXPLICIT, Ledger, a_template, found, prepare, start_gateway
from tests.integration.gateway.sender import DIGITAL_X_RAY, association, store

KILLS = 24
SENDERS = 2


def keep_sending(port, template, ledger, stop):
    """Send until told to stop, on a new association after each break."""
    sequence = random.getrandbits(32)
    while not stop.is_set():
        with association(port, [(DIGITAL_X_RAY, EXPLICIT)]) as made:
            while made.is_established and not stop.is_set():
                sequence += 1
                thing = template.fresh(sequence)
                answer = store(made, thing)
                if answer is None or answer.status != 0x0000:
                    ledger.broken += 1
                    break
                ledger.write(thing)
        stop.wait(0.02)


@pytest.mark.timeout(900)
def test_everything_answered_with_success_is_there_after_many_kills(tmp_path, shared_data):
    prepare(tmp_path)
    template = a_template(shared_data / "constructed/identity/dup-sop-a.dcm")
    port, ledger, stop = a_free_port(), Ledger(), threading.Event()
    senders = [threading.Thread(target=keep_sending, args=(port, template, ledger, stop)) for _ in range(SENDERS)]
    chance = random.Random(20260302)

    process = start_gateway(tmp_path, port)
    for sender in senders:
        sender.start()
    for _ in range(KILLS):
        _wait_for_another(ledger)
        stop.wait(chance.uniform(0, 0.25))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process = start_gateway(tmp_path, port)
    _wait_for_another(ledger)
    stop.set()
    for sender in senders:
        sender.join(30)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0

    assert len(ledger.kept) > KILLS
    assert ledger.broken >= KILLS // 2
    assert found(tmp_path, ledger) == ledger.kept
    assert list((tmp_path / "spool").iterdir()) == []


def _wait_for_another(ledger: Ledger) -> None:
    before, deadline = len(ledger.kept), time.monotonic() + 120
    while len(ledger.kept) == before:
        assert time.monotonic() < deadline, "nothing is received any more"
        threading.Event().wait(0.005)
