"""Who watches the gateway asks its own small port."""

import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from storage.memory import MemoryStore
from storage.reserve import Reserve
from teleread.archive.intake import IntakeStanding, standing_of
from teleread.archive.intake_records import load_intakes
from teleread.database import Database, open_database, snapshot
from teleread.health.endpoint import answering
from teleread.health.meters import GatewayMeters
from teleread.health.pulse import Condition, Pulse

EIGHT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PLENTY = 1 << 62


def standing(database: Database, at: datetime = EIGHT) -> IntakeStanding:
    with snapshot(database) as session:
        return standing_of(load_intakes(session), at=at)


def test_ready_is_what_was_found_and_figures_are_in_the_text_format() -> None:
    meters = GatewayMeters()
    meters.admitted()
    meters.rejected("calling_ae_unknown")
    meters.kept("new", size_bytes=700, at=EIGHT)
    meters.refused(0xA700)
    meters.show("store", lambda: False)
    found = [Condition(database=True, store=True, room=True), Condition(database=True, store=False, room=False)]

    with answering("127.0.0.1", 0, condition=lambda: found.pop(0), figures=meters.text) as port:
        url = f"http://127.0.0.1:{port}"
        well, ill = httpx.get(f"{url}/readyz"), httpx.get(f"{url}/readyz")
        assert (well.status_code, well.json()) == (200, {"database": "ok", "store": "ok", "room": "ok"})
        assert (ill.status_code, ill.json()) == (503, {"database": "ok", "store": "unavailable", "room": "low"})
        assert httpx.get(f"{url}/healthz").json() == {"status": "ok"}
        assert httpx.get(f"{url}/anything").status_code == 404
        text = httpx.get(f"{url}/metrics").text
    for line in (
        "teleread_dicom_associations_open 1.0",
        "teleread_dicom_associations_accepted_total 1.0",
        'teleread_dicom_associations_rejected_total{reason="calling_ae_unknown"} 1.0',
        'teleread_dicom_instances_total{outcome="new"} 1.0',
        'teleread_dicom_instances_total{outcome="refused_a700"} 1.0',
        "teleread_dicom_received_bytes_total 700.0",
        "teleread_dicom_last_kept_timestamp_seconds 1.7724384e+09",
        'teleread_gateway_can{part="store"} 0.0',
    ):
        assert line in text, line


def test_a_gateway_says_what_it_finds_and_says_goodbye(database: Database, tmp_path: Path) -> None:
    pulse = Pulse(database, MemoryStore(), Reserve([tmp_path], 0), clock=lambda: EIGHT)
    pulse.start()

    assert pulse.condition.is_well
    assert standing(database) is IntakeStanding.OK
    pulse.stop()
    assert standing(database) is IntakeStanding.NONE


def test_a_gateway_without_room_says_so(database: Database, tmp_path: Path) -> None:
    assert Pulse(database, MemoryStore(), Reserve([tmp_path], PLENTY), clock=lambda: EIGHT).look() == Condition(
        database=True, store=True, room=False
    )
    assert standing(database) is IntakeStanding.CANNOT_KEEP


def test_a_gateway_that_died_is_missed_and_one_that_was_started_again_is_not(
    database: Database, tmp_path: Path
) -> None:
    reserve = Reserve([tmp_path], 0)
    Pulse(database, MemoryStore(), reserve, clock=lambda: EIGHT).look()
    later = EIGHT + timedelta(minutes=2)
    assert standing(database, later) is IntakeStanding.SILENT

    Pulse(database, MemoryStore(), reserve, clock=lambda: later).look()
    assert standing(database, later) is IntakeStanding.OK
    next_week = EIGHT + timedelta(days=7)
    Pulse(database, MemoryStore(), reserve, clock=lambda: next_week).look()
    with snapshot(database) as session:
        assert len(load_intakes(session)) == 1, "who died long ago is forgotten"


def test_a_database_that_does_not_answer_is_told_without_it(tmp_path: Path) -> None:
    unreachable = open_database("postgresql://nobody@127.0.0.1:9/nothing")
    pulse = Pulse(unreachable, MemoryStore(), Reserve([tmp_path], 0), clock=lambda: EIGHT)

    assert pulse.look() == Condition(database=False, store=True, room=True)
    unreachable.close()


@pytest.mark.parametrize("request_line", [b"", b"GET", b"\x00" * 5000, b"POST /metrics HTTP/1.1\r\n\r\n"])
def test_a_peer_that_makes_no_sense_harms_nobody(request_line: bytes) -> None:
    well = Condition(database=True, store=True, room=True)
    with answering("127.0.0.1", 0, condition=lambda: well, figures=bytes) as port:
        with socket.create_connection(("127.0.0.1", port), timeout=30) as peer:
            peer.sendall(request_line)
            assert httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=30).status_code == 200
