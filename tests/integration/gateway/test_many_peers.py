"""Many peers at once, idle or hostile, and what they cost a gateway's process, seen from outside."""

import fcntl
import socket
import struct
import time
from contextlib import ExitStack, contextmanager

import psutil
import pytest

from teleread.database import open_database, transaction
from tests.builders import a_clinic, a_site, an_ae
from tests.integration.gateway.process import a_gateway_process, prepare, wait_for
from tests.integration.gateway.raw import ECHO_ON, SECONDS, STORE_ON, associate_request, connected, exactly, next_pdu
from tests.integration.gateway.sender import sendable
from tests.unit.dicom.listener.peer import (
    IMPLICIT,
    RELEASE,
    command_set,
    echo_request,
    element,
    message,
    p_data,
    pdv,
    proposed,
    store_request,
    uid_element,
)

MANY = 500
FIND, FIND_ON = "1.2.840.10008.5.1.4.1.2.2.1", 5
COMMITMENT, COMMITMENT_ON = "1.2.840.10008.1.20.1", 7
OTHERS = [proposed(FIND_ON, FIND, IMPLICIT), proposed(COMMITMENT_ON, COMMITMENT, IMPLICIT)]
A_P_ABORT = b"\x07\0\0\0\0\x04\0\0\x02\0"
MB = 1 << 20
OUT_OF_THE_WAY = 2048


@pytest.fixture(scope="module")
def running(tmp_path_factory, shared_data):
    """A gateway in a process of its own, and that process."""
    tmp_path = tmp_path_factory.mktemp("gateway")
    settings = {
        "data_dir": tmp_path / "run" / "data",
        "database_url": f"sqlite:///{tmp_path / 'gateway.sqlite'}",
        "dicom_idle_seconds": 15,
        "dicom_most_associations": 2 * MANY + 10,
    }
    (tmp_path / "run" / "data").mkdir(parents=True)
    database = open_database(settings["database_url"])
    prepare(database)
    with transaction(database) as session:
        clinic = a_clinic(session, "baiyun")
        an_ae(session, clinic, a_site(session, clinic), "BAIYUN")
    template = sendable(shared_data / "constructed/identity/dup-sop-a.dcm")
    with a_gateway_process(template, settings) as gateway:
        assert gateway.send().status == 0x0000
        yield gateway, psutil.Process(gateway.process.pid)


@contextmanager
def crowded(port, *, source="127.0.0.1"):
    """One of many: its number is out of the way of a sender that knows none above 1023, select() as it is."""
    with connected(port, source=source) as peer:
        number = fcntl.fcntl(peer.fileno(), fcntl.F_DUPFD_CLOEXEC, OUT_OF_THE_WAY)
        with socket.socket(fileno=number) as moved:
            peer.close()
            moved.settimeout(SECONDS)
            yield moved


def memory_of(process):
    return sum(each.memory_full_info().pss for each in [process, *process.children(recursive=True)])


def echoes(port):
    with connected(port) as peer:
        peer.sendall(associate_request())
        accepted = next_pdu(peer)[:1]
        peer.sendall(message(ECHO_ON, echo_request()) + RELEASE)
        return [accepted, next_pdu(peer)[:1], next_pdu(peer)[:1]] == [b"\x02", b"\x04", b"\x06"]


def stores(gateway):
    """Say whether an Instance is taken; a device that is not answered in time calls again."""
    answer = gateway.send()
    return answer is not None and answer.status == 0x0000


def test_five_hundred_idle_associations_come_up_at_once_cost_little_and_end_at_their_limit(running):
    gateway, process = running
    with ExitStack() as held:
        began = time.monotonic()
        peers = [held.enter_context(crowded(gateway.dicom_port)) for _ in range(MANY)]
        for peer in peers:
            peer.sendall(associate_request())
        assert {next_pdu(peer)[:1] for peer in peers} == {b"\x02"}
        assert time.monotonic() - began < 60

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
        peers = [held.enter_context(crowded(gateway.dicom_port, source="127.0.0.2")) for _ in range(MANY)]
        for peer in peers:
            peer.setblocking(False)
            try:
                peer.send(endless)
            except OSError as refused:
                raise AssertionError("a peer was hung up on too early") from refused
        assert echoes(gateway.dicom_port)
        wait_for(lambda: stores(gateway), seconds=120, what="nobody else is served meanwhile")
        assert memory_of(process) - before < 80 * MB


def test_a_thousand_that_store_at_once_share_a_memory_that_is_bounded(running):
    gateway, process = running
    before, most = memory_of(process), 0
    begun = p_data(pdv(STORE_ON, 3, store_request())) + struct.pack(">BxLLBB", 4, 600_006, 600_002, STORE_ON, 2)
    with ExitStack() as held:
        for calling in ("QINGSHAN", "BAIYUN"):
            peers = [held.enter_context(crowded(gateway.dicom_port)) for _ in range(MANY)]
            for peer in peers:
                peer.sendall(associate_request(calling=calling))
            assert {next_pdu(peer)[:1] for peer in peers} == {b"\x02"}
            for peer in peers:
                peer.sendall(begun + bytes(40_000))
            wait_for(lambda: stores(gateway), seconds=120, what="nobody else is served meanwhile")
            most = max(most, memory_of(process) - before)
    assert most < 240 * MB, "of which 64 are objects, 60 buffers, the rest threads"


def test_a_length_of_four_gigabytes_costs_nothing_in_any_place_where_one_can_stand(running):
    gateway, process = running
    wait_for(lambda: echoes(gateway.dicom_port), seconds=60, what="who has gone is still counted")
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


def find_request():
    """A query with an Identifier of as many bytes as one may have."""
    command = command_set(
        uid_element(0x0002, FIND),
        *(element(0x0100, b"\x20\0"), element(0x0110, b"\x01\0"), element(0x0700, b"\0\0")),
        element(0x0800, b"\0\0"),
    )
    identifier = struct.pack("<HHL", 0x0008, 0x0052, 6) + b"STUDY " + struct.pack("<HHL", 0x0020, 0x4000, 400_000)
    return message(FIND_ON, command, identifier + bytes(400_000))


def report_request():
    command = command_set(
        uid_element(0x0002, COMMITMENT),
        *(element(0x0100, b"\0\x01"), element(0x0110, b"\x01\0"), element(0x0800, b"\x01\x01")),
        *(uid_element(0x1000, COMMITMENT + ".1"), element(0x1002, b"\x01\0")),
    )
    return message(COMMITMENT_ON, command)


def say_until_not_listened_to(peer, what, *, at_most_bytes):
    """Ask again and again without waiting for answers, until they are waited for or it was enough."""
    peer.settimeout(2)
    try:
        for _ in range(at_most_bytes // len(what)):
            peer.sendall(what)
    except (TimeoutError, ConnectionError):
        return


@pytest.mark.parametrize("request_", [find_request(), report_request(), message(ECHO_ON, echo_request()) * 100])
def test_who_asks_and_asks_and_waits_for_no_answer_costs_little(running, request_):
    gateway, process = running
    with connected(gateway.dicom_port) as peer:
        peer.sendall(associate_request(others=OTHERS))
        assert next_pdu(peer)[:1] == b"\x02"
        before, threads = memory_of(process), process.num_threads()
        say_until_not_listened_to(peer, request_, at_most_bytes=min(100 * MB, 10_000 * len(request_)))
        assert memory_of(process) - before < 24 * MB
        assert process.num_threads() - threads < 20
        assert echoes(gateway.dicom_port)
