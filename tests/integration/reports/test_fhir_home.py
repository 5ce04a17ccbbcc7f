"""Reports at a FHIR server that other people wrote, and at servers that misbehave."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from teleread.archive.records import PatientRow
from teleread.clinics.clinic import RouteKind
from teleread.clinics.records import ReturnRouteRow
from teleread.database import Database, snapshot, transaction
from teleread.forwarding.credentials import seal
from teleread.identifiers import new_id
from teleread.reports.amendment import Words
from teleread.reports.delivery import DeliveryState
from teleread.reports.delivery_records import load_delivery_for_update, save_delivery
from teleread.reports.report import ReportKind
from teleread.scope import Scope
from teleread.views.reports import DeliveryLine, list_deliveries
from teleread.views.sending import load_destination
from teleread.workflow.journey.deliver import deliver_due
from teleread.workflow.journey.outlets import Proofs, Sender, Sent, trial_of
from tests.integration.reports.test_amend import LATER, Desk
from tests.integration.reports.ward import FINDINGS, IMPRESSION, TEN_PAST, Ward, a_ward
from tests.integration.servers.fhir_server import FhirPeer, fhir_server
from tests.ports import free_ports

TOKEN = "秘-only-for-tests".encode().hex()
NASTY = "<b>双肺</b> | a\\b & &amp; 😀 䶮 㛃 𬭎 𠅤\n第二行\t“引号”"


@pytest.fixture(scope="module")
def peer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FhirPeer]:
    with fhir_server(tmp_path_factory.mktemp("fhir")) as peer:
        yield peer


@pytest.fixture
def ward(sqlite_database: Database, tmp_path: Path) -> Ward:
    return a_ward(sqlite_database, tmp_path)


def a_fhir_route(ward: Ward, url: str, *, sealed_token: bytes = b"") -> Any:
    with transaction(ward.database) as session:
        values = {"url": url, "sealed_token": sealed_token}
        row = ReturnRouteRow(id=new_id(), clinic_id=ward.place.clinic_id, kind=RouteKind.FHIR, **values)
        session.add(row)
        return row.id


def deliver(ward: Ward, *, at: datetime = TEN_PAST, keys_dir: Path | None = None, seconds: float = 20) -> None:
    deliver_due(
        ward.database,
        ward.store,
        worker="w",
        at=at,
        ae_title="TELEREAD",
        public_url="https://example.org",
        timeout=datetime.resolution * int(seconds * 1_000_000),
        proofs=Proofs(keys_dir),
    )


def by_fhir(ward: Ward) -> list[DeliveryLine]:
    with snapshot(ward.database) as session:
        lines = list_deliveries(session, Scope(None))
    return sorted((line for line in lines if line.route_kind is RouteKind.FHIR), key=lambda line: line.version)


def report_at(peer: FhirPeer, ward: Ward) -> dict[str, Any]:
    (report,) = peer.all_of("DiagnosticReport", f"urn:teleread:report|{ward.reading_id}")
    return report


def test_a_server_holds_one_report_as_it_stands_after_every_version(peer: FhirPeer, ward: Ward):
    a_fhir_route(ward, peer.url)
    desk = Desk(ward, ward.signed())
    deliver(ward)
    first = report_at(peer, ward)
    corrected = desk.amended(ReportKind.CORRECTION, Words(NASTY, NASTY))
    deliver(ward, at=LATER)
    second = report_at(peer, ward)
    desk.amended(ReportKind.RECALL, report=corrected)
    deliver(ward, at=LATER)
    third = report_at(peer, ward)

    assert {line.state for line in by_fhir(ward)} == {DeliveryState.DELIVERED}
    assert {each["id"] for each in (first, second, third)} == {first["id"]}
    assert [each["status"] for each in (first, second, third)] == ["final", "corrected", "entered-in-error"]
    assert (first["contained"][0]["valueString"], first["conclusion"]) == (FINDINGS, IMPRESSION)
    assert (second["contained"][0]["valueString"], second["conclusion"]) == (NASTY, NASTY)
    patient = peer.get(first["subject"]["reference"])
    assert patient["identifier"][0]["value"] == "0001"
    study = peer.get(first["imagingStudy"][0]["reference"])
    assert study["series"][0]["instance"][0]["uid"] == ward.instances()[0].sop_instance_uid
    names = [peer.get(each["reference"])["name"][0]["text"] for each in first["resultsInterpreter"]]
    assert names == [ward.author.display_name, ward.reviewer.display_name]
    for kind, key in (("Patient", f"urn:teleread:patient|{ward.reading().patient_key}"),):
        assert len(peer.all_of(kind, key)) == 1, "made once, whatever is sent again"


def test_a_version_that_is_sent_again_is_the_same_bundle_and_is_there_once(peer: FhirPeer, ward: Ward):
    a_fhir_route(ward, peer.url)
    ward.signed()
    deliver(ward)
    (line,) = by_fhir(ward)
    ward.change(PatientRow, ward.reading().patient_key, patient_name="李^四")
    with transaction(ward.database) as session:
        taken = load_delivery_for_update(session, Scope(None), line.id)
        values = {name: getattr(taken, name) for name in taken.__slots__}
        save_delivery(session, type(taken)(**{**values, "state": DeliveryState.QUEUED, "delivered_at": None}))
    deliver(ward)

    mine = [each["body"] for each in peer.asked() if str(ward.reading_id) in each["body"]]
    assert len(mine) == 2
    assert mine[0] == mine[1]
    assert report_at(peer, ward)["status"] == "final"
    key = f"urn:teleread:patient|{ward.reading().patient_key}"
    assert [each["name"][0]["text"] for each in peer.all_of("Patient", key)] == ["张三"]


def test_the_token_is_shown_to_the_server_and_to_nobody_else(peer: FhirPeer, ward: Ward, tmp_path: Path):
    a_fhir_route(ward, peer.url, sealed_token=seal(tmp_path / "keys", TOKEN))
    ward.signed()
    deliver(ward, keys_dir=tmp_path / "keys")

    (mine,) = [each for each in peer.asked() if str(ward.reading_id) in each["body"]]
    assert mine["authorization"] == f"Bearer {TOKEN}"
    assert TOKEN not in repr(by_fhir(ward))


def test_a_route_is_tried_without_changing_anything_there(ward: Ward, tmp_path: Path):
    statement = b'{"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1"}'
    for body, is_good in ((statement, True), (b'{"fhirVersion": "5.0.0"}', False), (b"<html>", False)):
        with answering(200, body) as (url, asked):
            route_id = a_fhir_route(ward, url)
            with snapshot(ward.database) as session:
                destination = load_destination(session, route_id)
            result = trial_of(RouteKind.FHIR)(destination, Sender("w", "T", "", datetime.resolution * 5_000_000))
        assert isinstance(result, Sent) is is_good
        assert asked == ["GET"]


@contextmanager
def answering(
    status: int, body: bytes = b"", *, hold: threading.Event | None = None, headers: dict[str, str] | None = None
) -> Iterator[tuple[str, list[str]]]:
    """A server that answers everything in one way, or not before it may."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append(self.command)
            if hold is not None:
                hold.wait(60)
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _answer  # noqa: N815  (names that http.server asks for)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        if hold is not None:
            hold.set()
        server.shutdown()
        server.server_close()
        thread.join(60)


REFUSAL = b"""{"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "invariant",
 "diagnostics": "Patient \xe5\xbc\xa0\xe4\xb8\x89 is wrong", "expression": ["Patient.name"]}]}"""
HALF_DONE = b'{"resourceType": "Bundle", "type": "transaction-response", "entry": [{"response": {"status": "422"}}]}'


@pytest.mark.parametrize(
    ("status", "body", "state", "said"),
    [
        (422, REFUSAL, DeliveryState.DEAD, "HTTP 422, invariant Patient.name"),
        (404, b"", DeliveryState.DEAD, "HTTP 404"),
        (307, b"", DeliveryState.DEAD, "HTTP 307"),
        (401, b"", DeliveryState.QUEUED, "HTTP 401"),
        (429, b"", DeliveryState.QUEUED, "HTTP 429"),
        (500, b"not FHIR", DeliveryState.QUEUED, "HTTP 500"),
        (503, REFUSAL, DeliveryState.QUEUED, "HTTP 503, invariant Patient.name"),
        (200, HALF_DONE, DeliveryState.DEAD, "HTTP 200, entry 422"),
        (200, b"", DeliveryState.DELIVERED, "HTTP 200"),
        (200, b"{" * 4_000_000, DeliveryState.DELIVERED, "HTTP 200"),
    ],
)
def test_what_a_server_answers_decides_and_is_told_without_its_words(
    ward: Ward, status: int, body: bytes, state: DeliveryState, said: str
):
    with answering(status, body, headers={"Location": "http://127.0.0.1:9/"}) as (url, _):
        a_fhir_route(ward, url)
        ward.signed()
        deliver(ward)

    (line,) = by_fhir(ward)
    detail = line.attempts_log[0].detail
    assert (line.state, said in detail) == (state, True), detail
    assert "张三" not in detail


def test_a_server_that_never_answers_costs_its_time_limit_and_is_tried_again(ward: Ward):
    with answering(200, hold=threading.Event()) as (url, _):
        a_fhir_route(ward, url)
        ward.signed()
        deliver(ward, seconds=1)

    (line,) = by_fhir(ward)
    assert line.state is DeliveryState.QUEUED
    assert "timed_out" in line.attempts_log[0].detail


def test_a_server_that_is_down_keeps_no_correction_back(peer: FhirPeer, ward: Ward):
    (nobody,) = free_ports(1)
    route_id = a_fhir_route(ward, f"http://127.0.0.1:{nobody}/fhir")
    desk = Desk(ward, ward.signed())
    deliver(ward)
    assert "unreachable" in by_fhir(ward)[0].attempts_log[0].detail
    desk.amended(ReportKind.CORRECTION)
    ward.change(ReturnRouteRow, route_id, url=peer.url)
    deliver(ward, at=LATER)

    assert [line.state for line in by_fhir(ward)] == [DeliveryState.SUPERSEDED, DeliveryState.DELIVERED]
    assert report_at(peer, ward)["status"] == "corrected"
