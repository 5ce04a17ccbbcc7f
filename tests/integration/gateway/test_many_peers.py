"""Many peers at once, idle or hostile, and what they cost a gateway's process, seen from outside."""

import struct
import time
from contextlib import ExitStack

import psutil
import pytest

from teleread.database import open_database
from tests.integration.gateway.process import a_gateway_process, prepare
from tests.integration.gateway.raw import ECHO_ON, associate_request, connected, exactly, next_pdu
from tests.integration.gateway.sender import sendable
from tests.unit.dicom.listener.peer import RELEASE, echo_request, message

MANY = 500
A_P_ABORT = b"\x07\0\0\0\0\x04\0\0\x02\0"
MB = 1 << 20


@pytest.fixture(scope="module")
def running(tmp_path_factory, shared_data):
    """A gateway in a process of its own, and that process."""
    tmp_path = tmp_path_factory.mktemp("gateway")
    settings = {
        "data_dir": tmp_path / "run" / "data",
        "database_url": f"sqlite:///{tmp_path / 'gateway.sqlite'}",
        "dicom_idle_seconds": 8,
    }
    (tmp_path / "run" / "data").mkdir(parents=True)
    prepare(open_database(settings["database_url"]))
    template = sendable(shared_data / "constructed/identity/dup-sop-a.dcm")
    with a_gateway_process(template, settings) as gateway:
        assert gateway.send().status == 0x0000
        yield gateway, psutil.Process(gateway.process.pid)


def memory_of(process):
    return sum(each.memory_full_info().pss for each in [process, *process.children(recursive=True)])


def echoes(port):
    with connected(port) as peer:
        peer.sendall(associate_request())
        accepted = next_pdu(peer)[:1]
        peer.sendall(message(ECHO_ON, echo_request()) + RELEASE)
        return [accepted, next_pdu(peer)[:1], next_pdu(peer)[:1]] == [b"\x02", b"\x04", b"\x06"]


def test_five_hundred_idle_associations_come_up_at_once_cost_little_and_end_at_their_limit(running):
    gateway, process = running
    with ExitStack() as held:
        began = time.monotonic()
        peers = [held.enter_context(connected(gateway.dicom_port)) for _ in range(MANY)]
        for peer in peers:
            peer.sendall(associate_request())
        assert {next_pdu(peer)[:1] for peer in peers} == {b"\x02"}
        assert time.monotonic() - began < 8

        assert memory_of(process) < 200 * MB
        before = process.cpu_times()
        assert {exactly(peer, 10) for peer in peers} == {A_P_ABORT}
        spent = process.cpu_times()
        assert spent.user + spent.system - before.user - before.system < 0.1 * (time.monotonic() - began)
    assert gateway.send().status == 0x0000


def test_hundreds_that_never_end_their_request_cost_what_they_said_and_others_are_served(running):
    gateway, process = running
    before = memory_of(process)
    endless = b"\x01\0" + struct.pack(">L", 250_000) + bytes(240_000)
    with ExitStack() as held:
        peers = [held.enter_context(connected(gateway.dicom_port, source="127.0.0.2")) for _ in range(MANY)]
        for peer in peers:
            peer.setblocking(False)
            try:
                peer.send(endless)
            except OSError as refused:
                raise AssertionError("a peer was hung up on too early") from refused
        assert echoes(gateway.dicom_port)
        assert gateway.send().status == 0x0000
        assert memory_of(process) - before < 80 * MB


def test_a_length_of_four_gigabytes_costs_nothing_in_any_place_where_one_can_stand(running):
    gateway, process = running
    before = memory_of(process)
    longest = b"\xff\xff\xff\xff"
    for beginning in (
        b"\x01\0" + longest,
        associate_request() + b"\x04\0" + longest,
        associate_request() + b"\x04\0\0\x0f\0\0" + longest + b"\x03\x03",
        associate_request() + b"\x05\0" + longest,
    ):
        with connected(gateway.dicom_port) as peer:
            peer.sendall(beginning)
            while next_pdu(peer)[:1] not in {b"\x07", b"\x06", b""}:
                pass
    assert memory_of(process) - before < 16 * MB
    assert echoes(gateway.dicom_port)
