"""Sending to other people's software: DCMTK's storescp and Orthanc."""

import json
import socket
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from pynetdicom import AE, AllStoragePresentationContexts, evt

from teleread.dicom.association import commitment
from teleread.dicom.dataset.part10 import IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME, read_head
from teleread.dicom.sending.scu import Peer, SendReason, SentFile, send, send_files
from tests.integration.dicom.peers import a_free_port, orthanc, storescp

SOON = timedelta(seconds=20)
SHORTLY = timedelta(seconds=1)
UNKNOWN_TO_DCMTK = (
    "cr-hip-htj2k",
    "htj2k",
    "ct-JPEGProcess10_12",
    "ct-JPEGProcess14.",
    "ct-JPEGProcess6_8",
    "dx-dog-thorax",
)
"""Syntaxes it does not negotiate, and one file of odd length, on which it aborts."""


def evenly(data_set: bytes) -> bytes:
    return data_set + b"\0" * (len(data_set) % 2)


def a_peer(port: int, called: str = "PEER") -> Peer:
    return Peer("127.0.0.1", port, called, "TELEREAD")


def data_set_of(path: Path) -> bytes:
    content = path.read_bytes()
    with path.open("rb") as stream:
        return content[read_head(stream).data_set_offset :]


def test_every_transfer_syntax_arrives_as_it_lies(shared_data, tmp_path):
    files = [*(shared_data / "transfer-syntax").iterdir(), *(shared_data / "xray").iterdir()]
    files = [file for file in files if not file.name.startswith(UNKNOWN_TO_DCMTK)]

    with storescp(tmp_path, "+xa") as port:
        sent = send_files(files, a_peer(port), timeout=SOON, progress=lambda _: None)

    assert [(one.path.name, one.outcome.detail) for one in sent if not one.outcome.succeeded] == []
    assert {data_set_of(file) for file in tmp_path.iterdir()} <= {evenly(data_set_of(file)) for file in files}


def test_content_in_memory_arrives_as_a_file_does(shared_data, tmp_path):
    file = shared_data / "ecg" / "12lead-el250-1000hz.dcm"

    with storescp(tmp_path) as port:
        outcome = send(file.read_bytes(), a_peer(port), timeout=SOON)

    assert (outcome.reason, outcome.status) == (SendReason.STORED, 0)
    assert [data_set_of(stored) for stored in tmp_path.iterdir()] == [data_set_of(file)]


def test_orthanc_stores_the_clinic_day(shared_data, tmp_path):
    files = sorted((shared_data / "constructed" / "clinic-day").iterdir())
    told: list[SentFile] = []

    with orthanc(tmp_path) as (port, http_port):
        sent = send_files(files, a_peer(port, "ORTHANC"), timeout=SOON, progress=told.append)
        with urllib.request.urlopen(f"http://127.0.0.1:{http_port}/instances", timeout=20) as answer:
            stored = json.load(answer)

    assert told == sent
    assert [one.path for one in sent] == files
    assert all(one.outcome.succeeded for one in sent)
    assert len(stored) == len(files)


def test_a_file_that_is_not_dicom_is_told_and_stops_nothing(shared_data, tmp_path):
    good = shared_data / "us" / "us-esopecho-rgb.dcm"
    files = [shared_data / "README.md", good, shared_data / "constructed" / "damaged" / "png-header.dcm"]

    with storescp(tmp_path) as port:
        sent = send_files(files, a_peer(port), timeout=SOON, progress=lambda _: None)

    assert {one.path.name: one.outcome.reason for one in sent} == {
        "README.md": SendReason.NOT_DICOM,
        "us-esopecho-rgb.dcm": SendReason.STORED,
        "png-header.dcm": SendReason.NOT_DICOM,
    }


def test_a_syntax_that_the_peer_lacks_is_refused_with_its_name(shared_data, tmp_path):
    file = shared_data / "us-multiframe" / "us-27f-jpeg-xl.dcm"
    other = shared_data / "us" / "us-esopecho-rgb.dcm"

    with storescp(tmp_path) as port:
        alone = send(file, a_peer(port), timeout=SOON)
        refused, stored = send_files([file, other], a_peer(port), timeout=SOON, progress=lambda _: None)

    assert alone.reason is SendReason.NOT_ACCEPTED
    assert refused.outcome.reason is SendReason.NOT_ACCEPTED
    assert "1.2.840.10008.1.2.4.111" in refused.outcome.detail
    assert stored.outcome.succeeded


def test_a_rejected_association_says_why(shared_data, tmp_path):
    with storescp(tmp_path, "--refuse") as port:
        outcome = send(shared_data / "us" / "us-esopecho-rgb.dcm", a_peer(port), timeout=SOON)

    assert outcome.reason is SendReason.REFUSED
    assert "rejected" in outcome.detail


def test_a_peer_that_aborts_is_told_apart(shared_data, tmp_path):
    with storescp(tmp_path, "--abort-during") as port:
        outcome = send(shared_data / "us" / "us-esopecho-rgb.dcm", a_peer(port), timeout=SOON)

    assert outcome.reason is SendReason.ABORTED


def test_a_closed_port_is_unreachable(shared_data):
    outcome = send(shared_data / "us" / "us-esopecho-rgb.dcm", a_peer(a_free_port()), timeout=SOON)

    assert outcome.reason is SendReason.UNREACHABLE


def test_a_silent_peer_costs_no_more_than_the_timeout(shared_data):
    with a_silent_listener() as port:
        outcome = send(shared_data / "us" / "us-esopecho-rgb.dcm", a_peer(port), timeout=SHORTLY)

    assert outcome.reason is SendReason.TIMED_OUT


@contextmanager
def a_silent_listener() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []
        accepting = threading.Thread(target=lambda: held.append(server.accept()[0]))
        accepting.start()
        yield int(server.getsockname()[1])
        accepting.join()
        for connection in held:
            connection.close()


@pytest.mark.parametrize("folder", ["malformed", "constructed/damaged", "constructed/identity"])
def test_hostile_files_are_sent_or_told_and_never_raise(shared_data, tmp_path, folder):
    files = sorted((shared_data / folder).iterdir())

    with storescp(tmp_path, "+xa", "-pm") as port:
        sent = send_files(files, a_peer(port), timeout=SOON, progress=lambda _: None)

    assert sorted(one.path for one in sent) == files
    assert all(one.outcome.detail for one in sent)


def test_the_association_of_a_single_instance_is_released(shared_data):
    """A device that serves one association at a time would make the next sender wait for its time-out."""
    file = shared_data / "ecg" / "12lead-el250-1000hz.dcm"
    released = threading.Event()
    ae = AE(ae_title="PEER")
    ae.supported_contexts = AllStoragePresentationContexts
    handlers = [(evt.EVT_C_STORE, lambda _: 0x0000), (evt.EVT_RELEASED, lambda _: released.set())]
    server = ae.start_server(("127.0.0.1", 0), block=False, evt_handlers=handlers)
    try:
        outcome = send(file, a_peer(server.server_address[1]), timeout=SOON)
        assert outcome.succeeded
        assert released.wait(20)
    finally:
        server.shutdown()


def test_the_peer_learns_whose_software_calls(shared_data):
    heard: list[tuple[str, str | None]] = []

    def on_requested(event: evt.Event) -> None:
        requestor = event.assoc.requestor
        heard.append((str(requestor.implementation_class_uid), requestor.implementation_version_name))

    listener, port = AE(), a_free_port()
    listener.supported_contexts = AllStoragePresentationContexts
    listener.add_supported_context(commitment.SOP_CLASS, scu_role=True, scp_role=True)
    handlers = [(evt.EVT_REQUESTED, on_requested), (evt.EVT_C_STORE, lambda _: 0x0000)]
    server = listener.start_server(("127.0.0.1", port), block=False, evt_handlers=handlers)
    assert server is not None
    try:
        send(shared_data / "ecg" / "12lead-el250-1000hz.dcm", a_peer(port), timeout=SOON)
        assert commitment.can_report_to(a_peer(port))
    finally:
        server.shutdown()

    assert heard == [(IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME)] * 2
