"""A report goes to a system that reads HL7: somebody else's MLLP server answers in every way there is."""

import base64
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from storage import open_store
from teleread.clinics.clinic import MessageCharacterSet, RouteKind
from teleread.clinics.records import ReturnRouteRow
from teleread.database import Database, snapshot, transaction
from teleread.hl7.mllp import LONGEST_ANSWER_BYTES, Broken, ExchangeBroken, MllpPeer, connect, exchange
from teleread.hl7.oru import control_id_of
from teleread.reports.delivery import LEASE, DeliveryState
from teleread.reports.delivery_records import find_document, load_delivery_for_update
from teleread.scope import Scope
from teleread.views.reports import DeliveryLine, list_deliveries
from teleread.views.sending import load_destination
from teleread.workflow.desk.delivery import send_again
from teleread.workflow.journey.deliver import deliver_due
from teleread.workflow.journey.outlets import Failure, Sender, Sent
from teleread.workflow.journey.outlets.message import call
from teleread.workflow.journey.printing import read_document
from tests.certificates import a_key_pair
from tests.integration.dicom.peers import a_free_port
from tests.integration.reports.test_deliver import WORKER
from tests.integration.reports.ward import TEN_PAST, Ward, a_route, a_ward
from tests.integration.servers.mllp import mllp_server
from tests.unit.hl7.reading import unescaped

HARD = "左肺 |^~\\& 㛃𬭎𠅤\n第二行 \\.br\\ <b> &lt;"
SECOND = timedelta(seconds=1)


@pytest.fixture
def ward(database: Database, tmp_path: Path) -> Ward:
    return a_ward(database, tmp_path)


def an_hl7_route(ward: Ward, port: int, **values: Any) -> UUID:
    route_id = a_route(ward, RouteKind.HL7)
    usual = {"host": "127.0.0.1", "port": port, "character_set": MessageCharacterSet.UTF8}
    ward.change(ReturnRouteRow, route_id, **{**usual, **values})
    return route_id


def deliver(ward: Ward, *, at: datetime = TEN_PAST, worker: str = "w1", timeout: timedelta = 20 * SECOND) -> int:
    return deliver_due(
        ward.database,
        ward.store,
        worker=worker,
        at=at,
        ae_title="TELEREAD",
        public_url="https://example.org",
        timeout=timeout,
    )


def by_hl7(ward: Ward) -> DeliveryLine:
    with snapshot(ward.database) as session:
        lines = list_deliveries(session, Scope(None))
    (line,) = [line for line in lines if line.route_kind is RouteKind.HL7]
    return line


def detail(ward: Ward) -> str:
    return by_hl7(ward).attempts_log[-1].detail


@pytest.mark.parametrize(
    ("character_set", "encoding"),
    [(MessageCharacterSet.UTF8, "utf-8"), (MessageCharacterSet.GB18030, "gb18030")],
)
def test_the_system_reads_the_words_and_the_document(ward: Ward, character_set: MessageCharacterSet, encoding: str):
    with mllp_server(encoding) as server:
        an_hl7_route(ward, server.port, character_set=character_set)
        token = ward.start(ward.author)
        ward.typed(token, findings=HARD)
        ward.submit(token)
        report = ward.sign(ward.start(ward.reviewer)).report
        assert report is not None
        deliver(ward)
        message = server.next_message()

    line = by_hl7(ward)
    assert (line.state, detail(ward)) == (DeliveryState.DELIVERED, "AA OK")
    assert (message["id"], message["character_set"]) == (control_id_of(line.id), character_set.value)
    findings, _, _, document = message["values"]
    assert unescaped(findings) == HARD
    with snapshot(ward.database) as session:
        kept = find_document(session, report_id=report.id)
    assert kept is not None
    assert base64.b64decode(document.split("^")[4]) == read_document(ward.store, kept)


@pytest.mark.parametrize(
    ("mode", "state", "said"),
    [
        ("AE", DeliveryState.DEAD, "AE"),
        ("AR", DeliveryState.QUEUED, "AR"),
        ("half", DeliveryState.QUEUED, "closed: the answer ends in the middle"),
        ("other", DeliveryState.QUEUED, "another message"),
        ("noise", DeliveryState.QUEUED, "not_framed"),
    ],
)
def test_what_is_answered_decides_and_sending_again_repeats_the_same_message(
    ward: Ward, mode: str, state: DeliveryState, said: str
):
    with mllp_server() as server:
        an_hl7_route(ward, server.port)
        ward.signed()
        server.answers(mode)
        deliver(ward)
        failed = by_hl7(ward)
        assert (failed.state, failed.attempts) == (state, 1)
        assert said in detail(ward)
        server.answers("AA")
        send_again(ward.database, Scope(None), failed.id, account=ward.place.admin, at=TEN_PAST)
        deliver(ward)
    assert by_hl7(ward).state is DeliveryState.DELIVERED
    first, second = server.heard
    assert first == second


def test_a_system_that_never_answers_costs_its_time_and_a_late_answer_is_not_believed(ward: Ward):
    with mllp_server() as server:
        an_hl7_route(ward, server.port)
        ward.signed()
        server.answers("hold")
        deliver(ward, timeout=SECOND)
        assert "timed_out" in detail(ward)
        server.answers("release")
        assert by_hl7(ward).state is DeliveryState.QUEUED
        server.answers("AA")
        deliver(ward, at=by_hl7(ward).next_attempt_at)
    assert by_hl7(ward).state is DeliveryState.DELIVERED
    assert len({message["id"] for message in server.heard}) == 1


def test_a_system_that_is_down_is_named_and_tried_again(ward: Ward):
    an_hl7_route(ward, a_free_port())
    ward.signed()
    deliver(ward)
    assert by_hl7(ward).state is DeliveryState.QUEUED
    assert "无法连接对方系统 unreachable" in detail(ward)


@pytest.fixture(params=["sqlite", "postgresql"])
def shared_ward(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Ward, str, str]:
    """A ward whose database and store another process can open, with their addresses."""
    if request.param == "sqlite":
        url, database = f"sqlite:///{tmp_path / 'teleread.sqlite'}", request.getfixturevalue("sqlite_database")
    else:
        url = request.getfixturevalue("postgresql_url")
        database = request.getfixturevalue("postgresql_database")
    address = f"disk:{tmp_path / 'objects'}"
    return a_ward(database, tmp_path, store=open_store(address)), url, address


def test_a_worker_killed_between_sending_and_noting_repeats_the_message_once(shared_ward: tuple[Ward, str, str]):
    ward, url, address = shared_ward
    with mllp_server() as server:
        an_hl7_route(ward, server.port)
        ward.signed()
        server.answers("hold")
        worker = subprocess.Popen([sys.executable, "-c", WORKER, url, address, TEN_PAST.isoformat()])
        server.next_message()
        with transaction(ward.database) as session:
            load_delivery_for_update(session, Scope(None), by_hl7(ward).id)
            server.answers("release")
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait(60)
        assert by_hl7(ward).state is DeliveryState.SENDING
        server.answers("AA")
        deliver(ward, at=TEN_PAST + timedelta(seconds=30))
        assert by_hl7(ward).attempts == 1, "its lease still runs"
        deliver(ward, at=TEN_PAST + LEASE + timedelta(minutes=1))
    assert by_hl7(ward).state is DeliveryState.DELIVERED
    first, second = server.heard
    assert first == second


def test_a_trial_connects_and_sends_nothing(ward: Ward):
    sender = Sender("w", "TELEREAD", "https://a.example", 20 * SECOND)
    with mllp_server() as server:
        route_id = an_hl7_route(ward, server.port)
        with snapshot(ward.database) as session:
            destination = load_destination(session, route_id)
        assert isinstance(call(destination, sender), Sent)
    assert server.heard == []
    assert isinstance(call(destination, sender), Failure)


@pytest.fixture
def tls(tmp_path: Path) -> ssl.SSLContext:
    certificate, key = a_key_pair("localhost").write(tmp_path, "peer")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def _once(context: ssl.SSLContext | None, answer: bytes) -> tuple[socket.socket, threading.Thread]:
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        plain, _ = listening.accept()
        try:
            connection = context.wrap_socket(plain, server_side=True) if context else plain
            connection.recv(1 << 16)
            connection.sendall(answer)
        except OSError:
            return
        finally:
            plain.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return listening, thread


def test_an_answer_without_end_is_cut_off():
    listening, thread = _once(None, b"\x0b" + b"x" * (4 * LONGEST_ANSWER_BYTES))
    with listening, pytest.raises(ExchangeBroken) as broken:
        exchange(b"MSH|", MllpPeer("127.0.0.1", listening.getsockname()[1]), timeout=20 * SECOND)
    thread.join(30)
    assert broken.value.reason is Broken.TOO_LONG


def test_tls_believes_only_the_authorities_of_the_route(tls: ssl.SSLContext, tmp_path: Path):
    trusting = ssl.create_default_context(cafile=str(tmp_path / "peer.pem"))
    listening, thread = _once(tls, b"\x0bACK\x1c\r")
    with listening:
        peer = MllpPeer("localhost", listening.getsockname()[1], trusting)
        assert exchange(b"MSH|", peer, timeout=20 * SECOND) == b"ACK"
    thread.join(30)

    listening, thread = _once(tls, b"")
    with listening, pytest.raises(ExchangeBroken) as broken:
        connect(MllpPeer("localhost", listening.getsockname()[1], ssl.create_default_context()), timeout=20 * SECOND)
    thread.join(30)
    assert broken.value.reason is Broken.TLS_REFUSED
