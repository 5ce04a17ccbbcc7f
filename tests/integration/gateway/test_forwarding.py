"""What goes on to a PACS by TLS, and what a worker leaves behind that is killed at it."""

import os
import subprocess
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from pynetdicom import AE, evt
from pynetdicom.presentation import AllStoragePresentationContexts

from teleread.dicom.decoding.pool import DecoderPool
from teleread.forwarding.destination import DestinationKind
from teleread.forwarding.forwarding import ForwardingState, Proof, Reason
from teleread.forwarding.records import DestinationRow, ForwardingRow
from teleread.outbox import LEASE
from teleread.workflow.desk.forwardings import Road
from teleread.workflow.keeping.forward import forward_due
from teleread.workflow.keeping.outlets import Sender
from tests.certificates import a_key_pair
from tests.integration.gateway.forwarding import a_device, a_rule_to, behind_file_meta, sent
from tests.integration.gateway.process import another
from tests.integration.gateway.reading import rows_of
from tests.integration.gateway.sender import send, sendable
from tests.integration.servers.orthanc import orthanc_server

US = "us/us-node-rle-rgb.dcm"
SOME = [US, "us/us-esopecho-rgb.dcm", "ecg/12lead-el250-1000hz.dcm"]
PATIENCE = 120
RUN = "from teleread.config import Settings; from teleread.worker import run; run(Settings())"


@pytest.fixture
def pair(tmp_path):
    """Our certificate and key, as files."""
    return a_key_pair("teleread").write(tmp_path, "ours")


@pytest.fixture
def forward(gateway, tmp_path, pair):
    """A function that does what the worker does, once, at some time from now."""
    certificate, key = pair
    decoders = DecoderPool(size=1)
    sender = Sender("TELEREAD", tmp_path / "keys", decoders, certificate=certificate, key=key)

    def once(later=timedelta(0)):
        at = datetime.now(UTC) + later
        return forward_due(gateway.database, gateway.store, worker="w", open_outlet=sender.open_outlet, at=at)

    yield once
    decoders.close()


@contextmanager
def orthanc_by_tls(folder, *, believes):
    """An Orthanc that speaks TLS alone, with those whose certificate it believes; and its own certificate."""
    theirs = a_key_pair("pacs")
    certificate, key = theirs.write(folder, "theirs")
    tls = {"DicomTlsEnabled": True, "DicomTlsCertificate": str(certificate), "DicomTlsPrivateKey": str(key)}
    with orthanc_server(folder / "orthanc", **tls, DicomTlsTrustedCertificates=str(believes)) as orthanc:
        yield orthanc, theirs.certificate.decode()


def a_road_by_tls(gateway, orthanc, authorities):
    ae_id = a_device(gateway, "ORTHANC", host="localhost", port=orthanc.dicom_port)
    return Road(name="PACS", kind=DestinationKind.DICOM, ae_id=ae_id, uses_tls=True, authorities=authorities)


def test_a_pacs_gets_everything_by_tls_and_each_side_shows_who_it_is(gateway, shared_data, forward, tmp_path, pair):
    with orthanc_by_tls(tmp_path, believes=pair[0]) as (orthanc, its_certificate):
        a_rule_to(gateway, tmp_path, a_road_by_tls(gateway, orthanc, its_certificate))
        things = sent(gateway, shared_data, SOME)
        assert forward() == len(things)
        assert orthanc.files().keys() == things.keys()
    (destination,) = rows_of(gateway, DestinationRow)
    assert (destination.reason, destination.failures) == (None, 0)
    assert {row.state for row in rows_of(gateway, ForwardingRow)} <= {ForwardingState.SENT, ForwardingState.DONE}


def test_who_only_says_that_it_is_the_pacs_gets_nothing(gateway, shared_data, forward, tmp_path, pair):
    with orthanc_by_tls(tmp_path, believes=pair[0]) as (orthanc, _its_certificate):
        another_pacs = a_key_pair("pacs").certificate.decode()
        a_rule_to(gateway, tmp_path, a_road_by_tls(gateway, orthanc, another_pacs))
        sent(gateway, shared_data, [US])
        forward()
        assert orthanc.files() == {}
    (destination,), (waiting,) = rows_of(gateway, DestinationRow), rows_of(gateway, ForwardingRow)
    assert destination.reason is Reason.UNREACHABLE
    assert (waiting.state, waiting.attempts) == (ForwardingState.QUEUED, 0), "it waits and is not lost"


class Pacs:
    """A PACS that counts, and holds back its answer to one Instance until it is told to go on."""

    def __init__(self, holds_at):
        self.data_sets, self.came = {}, Counter()
        self.is_held, self.goes_on = threading.Event(), threading.Event()
        self._holds_at = holds_at

    def store(self, event):
        uid = event.request.AffectedSOPInstanceUID
        self.data_sets[uid] = behind_file_meta(event.dataset_path.read_bytes())
        self.came[uid] += 1
        if self.came.total() == self._holds_at:
            self.is_held.set()
            assert self.goes_on.wait(PATIENCE)
        return 0x0000

    @contextmanager
    def listening(self):
        ae = AE("PACS")
        ae.supported_contexts = AllStoragePresentationContexts
        server = ae.start_server(("127.0.0.1", 0), block=False, evt_handlers=[(evt.EVT_C_STORE, self.store)])
        try:
            yield server.socket.getsockname()[1]
        finally:
            self.goes_on.set()
            server.shutdown()


@contextmanager
def a_worker(gateway, folder):
    url = gateway.database.engine.url.render_as_string(hide_password=False)
    settings = {"DATA_DIR": folder / "run", "DATABASE_URL": url, "OBJECT_STORE_URL": f"disk:{folder / 'objects'}"}
    with (folder / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", RUN],
            env={**os.environ, **{f"TELEREAD_{name}": str(value) for name, value in settings.items()}},
            stderr=log,
            stdout=log,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait(PATIENCE)


def test_a_worker_killed_while_it_sends_loses_nothing_and_repeats_only_what_it_had_not_noted(
    gateway, shared_data, forward, tmp_path
):
    template = sendable(shared_data / "constructed/identity/dup-sop-a.dcm")
    things = [another(template) for _ in range(6)]
    pacs = Pacs(holds_at=4)
    with pacs.listening() as port:
        ae_id = a_device(gateway, "PACS", host="127.0.0.1", port=port)
        a_rule_to(gateway, tmp_path, Road(name="PACS", kind=DestinationKind.DICOM, ae_id=ae_id))
        for thing in things:
            assert send(gateway.port, thing).status == 0x0000

        with a_worker(gateway, tmp_path) as worker:
            assert pacs.is_held.wait(PATIENCE), (tmp_path / "worker.log").read_text()
            worker.kill()
            worker.wait(PATIENCE)
        pacs.goes_on.set()
        before = set(pacs.came)
        noted = {row.instance_id for row in rows_of(gateway, ForwardingRow) if row.state is ForwardingState.DONE}
        assert forward() == 0, "the lease of the dead one holds others off"
        assert forward(LEASE + timedelta(seconds=1)) == len(things) - len(noted)

    assert pacs.data_sets == {thing.sop_instance_uid: thing.data_set for thing in things}
    assert set(pacs.came.values()) <= {1, 2}
    assert {uid for uid, times in pacs.came.items() if times == 2} <= before
    assert {(row.state, row.proof) for row in rows_of(gateway, ForwardingRow)} == {(ForwardingState.DONE, Proof.STATUS)}
