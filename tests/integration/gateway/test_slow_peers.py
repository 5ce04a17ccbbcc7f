"""Nobody holds a connection by silence, by one byte at a time or by being many."""

import struct
import threading
import time
from contextlib import ExitStack

import pytest

from teleread.archive.records import InstanceRow
from teleread.dicom.scp import Bounds
from teleread.gateway import services as gateway_module
from teleread.worklist.modality_worklist import Worklist
from tests.integration.gateway.conftest import a_gateway
from tests.integration.gateway.raw import (
    ECHO_ON,
    STORE_ON,
    WITH_OTHERS,
    associate_request,
    associated,
    connected,
    is_hung_up_on,
    next_pdu,
    trickle,
)
from tests.integration.gateway.reading import rows_of
from tests.unit.dicom.listener.peer import (
    EXPLICIT,
    IMPLICIT,
    RELEASE,
    command_set,
    echo_request,
    element,
    item,
    message,
    p_data,
    pdv,
    proposed,
    store_request,
    uid_element,
)

QUICK = Bounds(until_accepted_seconds=0.6, idle_seconds=0.6, pace_seconds=0.3, least_bytes=1000, farewell_seconds=0.3)
A_P_ABORT = b"\x07\0\0\0\0\x04\0\0\x02\0"
WORKLIST = "1.2.840.10008.5.1.4.31"


@pytest.fixture
def impatient(sqlite_database, disk_store):
    with a_gateway(sqlite_database, disk_store, bounds=QUICK) as gateway:
        yield gateway


def echoes(gateway, **proposal):
    with associated(gateway.port, **proposal) as peer:
        peer.sendall(message(ECHO_ON, echo_request()))
        answered = next_pdu(peer)
        peer.sendall(RELEASE)
        return answered[:1] == b"\x04" and next_pdu(peer)[:1] == b"\x06"


@pytest.mark.parametrize("said", [0, 1, 5, 6, 40, 100])
def test_who_does_not_say_who_it_is_is_hung_up_on(impatient, said):
    with connected(impatient.port) as peer:
        peer.sendall(associate_request()[:said])
        assert is_hung_up_on(peer)
    assert echoes(impatient)


def test_who_says_it_one_byte_at_a_time_is_too(impatient):
    with connected(impatient.port) as peer:
        assert trickle(peer, associate_request(), every_seconds=0.02) == b""


def test_silence_after_acceptance_is_aborted_at_the_idle_limit(impatient):
    with associated(impatient.port) as peer:
        began = time.monotonic()
        assert next_pdu(peer) == A_P_ABORT
        assert 0.5 < time.monotonic() - began < 60
        assert is_hung_up_on(peer)


@pytest.mark.parametrize("begun", [0, 3, 6, 9, 12, 60])
def test_one_byte_at_a_time_inside_a_message_is_aborted(impatient, begun):
    whole = message(STORE_ON, store_request(), bytes(5000))
    with associated(impatient.port) as peer:
        peer.sendall(whole[:begun])
        assert trickle(peer, whole[begun:], every_seconds=0.02) in {A_P_ABORT, b""}
    assert rows_of(impatient, InstanceRow) == []


def test_one_byte_in_each_pdu_is_no_way_round(impatient):
    with associated(impatient.port) as peer:
        peer.sendall(p_data(pdv(STORE_ON, 3, store_request())))
        assert trickle(peer, p_data(pdv(STORE_ON, 0, b"x")) * 5000, every_seconds=0.01) in {A_P_ABORT, b""}


@pytest.mark.parametrize(
    "said",
    [
        message(STORE_ON, store_request(), bytes(5000)),
        p_data(pdv(STORE_ON, 1, b"\0")) * 5000,
        p_data(pdv(STORE_ON, 3, store_request())) + p_data(pdv(STORE_ON, 0, b"x")) * 5000,
        p_data() * 5000,
    ],
)
def test_one_byte_at_a_time_is_not_listened_to_by_the_other_services_either(impatient, said):
    with associated(impatient.port, others=WITH_OTHERS) as peer:
        assert trickle(peer, said, every_seconds=0.02) in {A_P_ABORT, b"\x07\0\0\0\0\x04\0\0\0\0", b""}
    assert echoes(impatient)


def test_who_is_answered_late_by_the_other_services_may_go_on(impatient, monkeypatch):
    taken_up, may_go_on = threading.Event(), threading.Event()

    def takes_its_time(*_arguments, **_named):
        taken_up.set()
        assert may_go_on.wait(20)
        return Worklist((), is_whole=True)

    monkeypatch.setattr(gateway_module, "find_worklist", takes_its_time)
    with associated(impatient.port, others=[proposed(5, WORKLIST, IMPLICIT)]) as peer:
        peer.sendall(message(5, worklist_request(), struct.pack("<HHL", 0x0010, 0x0010, 0)))
        assert taken_up.wait(20)
        with associated(impatient.port, others=WITH_OTHERS) as silent:
            assert next_pdu(silent)[:1] == b"\x07"
        may_go_on.set()
        assert next_pdu(peer)[:1] == b"\x04"
        peer.sendall(message(ECHO_ON, echo_request()) + RELEASE)
        assert [next_pdu(peer)[:1], next_pdu(peer)[:1]] == [b"\x04", b"\x06"]


def worklist_request():
    return command_set(
        uid_element(0x0002, WORKLIST),
        *(element(0x0100, b"\x20\0"), element(0x0110, b"\x01\0"), element(0x0700, b"\0\0")),
        element(0x0800, b"\0\0"),
    )


def test_a_device_that_takes_its_time_between_instances_goes_on(impatient, shared_data):
    with associated(impatient.port) as peer:
        for number in range(4):
            peer.settimeout(0.2)
            with pytest.raises(TimeoutError):
                peer.recv(1)
            peer.settimeout(20)
            peer.sendall(message(ECHO_ON, echo_request(number)))
            assert next_pdu(peer)[:1] == b"\x04"


def test_a_hundred_thousand_contexts_are_refused(impatient):
    many = b"".join(proposed(1, "1.2.840.10008.1.1", IMPLICIT) for _ in range(20_000))
    with connected(impatient.port) as peer:
        peer.sendall(b"\x01\0" + len(many[:200_000]).to_bytes(4, "big") + many[:200_000])
        assert next_pdu(peer) == b"\x07\0\0\0\0\x04\0\0\x02\x06"
    with connected(impatient.port) as peer:
        peer.sendall(b"\x01\0" + len(many).to_bytes(4, "big") + many[:2000])
        assert next_pdu(peer) == b"\x07\0\0\0\0\x04\0\0\x02\0"
    assert echoes(impatient)


def test_a_flood_of_one_address_leaves_room_for_others(sqlite_database, disk_store):
    few = Bounds(most_connections=40, most_unknown_of_one_address=10, grace_seconds=60)
    with a_gateway(sqlite_database, disk_store, bounds=few) as gateway, ExitStack() as flood:
        peers = [flood.enter_context(connected(gateway.port, source="127.0.0.2")) for _ in range(30)]
        assert echoes(gateway)
        assert all(is_hung_up_on(peer) for peer in peers[10:])


def test_in_a_flood_the_oldest_that_has_not_said_who_it_is_gives_way(sqlite_database, disk_store):
    few = Bounds(most_connections=10, most_unknown_of_one_address=5, grace_seconds=0)
    with a_gateway(sqlite_database, disk_store, bounds=few) as gateway, ExitStack() as flood:
        peers = [flood.enter_context(connected(gateway.port)) for _ in range(20)]
        assert all(echoes(gateway) for _ in range(5))
        assert all(is_hung_up_on(peer) for peer in peers[:15])


def test_one_ae_does_not_take_every_place(sqlite_database, disk_store):
    with a_gateway(sqlite_database, disk_store, bounds=Bounds(most_of_one_ae=2)) as gateway:
        with associated(gateway.port), associated(gateway.port), connected(gateway.port) as third:
            third.sendall(associate_request())
            assert next_pdu(third) == b"\x03\0\0\0\0\x04\0\x02\x03\x02"


@pytest.mark.parametrize("maximum_length", [0, 1, 7, 16, 4_294_967_295])
def test_a_peer_may_take_pdus_of_any_length(gateway, maximum_length):
    with associated(gateway.port, maximum_length=maximum_length) as peer:
        peer.sendall(message(ECHO_ON, echo_request()))
        pdus = [next_pdu(peer)]
        while not pdus[-1][11] & 2:
            pdus.append(next_pdu(peer))
        assert not maximum_length or all(len(pdu) - 6 <= max(maximum_length, 7) for pdu in pdus)
        command = b"".join(pdu[12:] for pdu in pdus)
        assert command.endswith(element(0x0900, b"\0\0"))
        peer.sendall(RELEASE)
        assert next_pdu(peer)[:1] == b"\x06"


def test_a_request_of_another_version_is_rejected(gateway):
    with connected(gateway.port) as peer:
        request = bytearray(associate_request())
        request[7] = 2
        peer.sendall(request)
        assert next_pdu(peer) == b"\x03\0\0\0\0\x04\0\x01\x02\x02"


def test_an_abort_or_a_cut_next_to_any_boundary_harms_nothing(gateway):
    other = command_set(uid_element(0x0002, "1.2"), element(0x0100, b"\x20\0"), element(0x0800, b"\0\0"))
    pdus = [
        associate_request(others=[proposed(5, "1.2.840.10008.1.1", EXPLICIT)]),
        p_data(pdv(STORE_ON, 3, store_request())),
        p_data(pdv(STORE_ON, 0, bytes(1000))),
        p_data(pdv(STORE_ON, 0, bytes(1000))),
    ]
    said, boundaries = b"".join(pdus), [sum(map(len, pdus[:number])) for number in range(len(pdus) + 1)]
    for length in {boundary + by for boundary in boundaries for by in (-1, 0, 1)} & set(range(len(said) + 1)):
        for last in (b"", b"\x07\0\0\0\0\x04\0\0\0\0", other, item(0x50, b"")):
            with connected(gateway.port) as peer:
                peer.sendall(said[:length] + last)
    assert echoes(gateway)
    assert rows_of(gateway, InstanceRow) == []
    assert list(gateway.store.walk()) == []
