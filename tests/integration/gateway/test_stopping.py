"""A gateway that stops answers the Instance in hand and leaves nobody waiting."""

import threading
from contextlib import ExitStack
from dataclasses import replace

import pytest

from teleread.database import transaction
from teleread.dicom.scp import listening
from teleread.gateway import Gateway
from tests.builders import a_clinic, a_site, an_ae
from tests.integration.gateway.raw import ECHO_ON, STORE_ON, associated, connected, is_hung_up_on, next_pdu
from tests.unit.dicom.listener.peer import IMPLICIT, echo_request, message, p_data, pdv, proposed, store_request

A_P_ABORT = b"\x07\0\0\0\0\x04\0\0\x02\0"
COMMITMENT = "1.2.840.10008.1.20.1"


class Stoppable:
    """A listener in this process that is told to stop, and a store that takes its time."""

    def __init__(self, database, store):
        with transaction(database) as session:
            clinic = a_clinic(session)
            an_ae(session, clinic, a_site(session, clinic))
        self._gateway = Gateway(database, store, "TELEREAD")
        self.in_hand, self.may_go_on = threading.Event(), threading.Event()
        self._open = ExitStack()
        self._open.callback(self._gateway.close)
        reception = replace(self._gateway.reception(), keep=self._keep)
        services = self._gateway.services()
        ports = self._open.enter_context(
            listening(host="127.0.0.1", port=0, ae_title="TELEREAD", reception=reception, services=services)
        )
        self.port = ports.plain

    def _keep(self, *arguments):
        self.in_hand.set()
        assert self.may_go_on.wait(20)
        return self._gateway.keep(*arguments)

    def stop(self):
        stopping = threading.Thread(target=self._open.close)
        stopping.start()
        return stopping


def wait_until_nobody_is_let_in(port):
    for _ in range(1000):
        try:
            with connected(port):
                pass
        except ConnectionError:
            return
    raise AssertionError("connections are still accepted")


@pytest.fixture
def stoppable(sqlite_database, disk_store):
    return Stoppable(sqlite_database, disk_store)


def test_the_instance_in_hand_is_answered_and_then_the_association_aborted(stoppable):
    with associated(stoppable.port) as peer:
        peer.sendall(message(STORE_ON, store_request(), b"no data set") * 2)
        assert stoppable.in_hand.wait(20)
        stopping = stoppable.stop()
        wait_until_nobody_is_let_in(stoppable.port)
        assert stopping.is_alive()
        stoppable.may_go_on.set()
        assert next_pdu(peer)[0] == 4
        assert next_pdu(peer) == A_P_ABORT
        assert is_hung_up_on(peer)
    stopping.join(20)
    assert not stopping.is_alive()


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        message(ECHO_ON, echo_request())[:9],
        p_data(pdv(STORE_ON, 3, store_request())) + p_data(pdv(STORE_ON, 0, bytes(100))),
    ],
)
def test_who_is_idle_or_in_the_middle_is_aborted_at_once(stoppable, begun):
    with associated(stoppable.port) as peer, connected(stoppable.port) as unknown:
        peer.sendall(begun)
        stopping = stoppable.stop()
        assert next_pdu(peer) == A_P_ABORT
        assert is_hung_up_on(peer)
        assert is_hung_up_on(unknown)
    stopping.join(20)
    assert not stopping.is_alive()


def test_an_association_of_other_services_ends_too(stoppable):
    with associated(stoppable.port, others=[proposed(5, COMMITMENT, IMPLICIT)]) as peer:
        stopping = stoppable.stop()
        assert next_pdu(peer)[:1] in {b"\x07", b""}
        assert is_hung_up_on(peer)
    stopping.join(20)
    assert not stopping.is_alive()
