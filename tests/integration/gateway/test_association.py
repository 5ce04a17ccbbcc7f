"""Who may associate, and what a broken or hostile peer can do: little."""

import hashlib
import socket
import struct
import subprocess
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import replace

import pytest
from pynetdicom.sop_class import Verification

from teleread.archive.records import InstanceRow
from teleread.audit.records import AuditEventRow
from teleread.clinics.records import ClinicRow
from teleread.database import transaction
from teleread.dicom.scp import Bounds
from tests.builders import a_site, an_ae
from tests.integration.gateway.conftest import a_gateway
from tests.integration.gateway.raw import WITH_OTHERS, rejected_with
from tests.integration.gateway.reading import data_set_of, rows_of
from tests.integration.gateway.sender import DIGITAL_X_RAY, association, send, sendable
from tests.integration.gateway.sender import store as store_on

COMMITMENT = "1.2.840.10008.1.20.1"
EXPLICIT = "1.2.840.10008.1.2.1"


def echo(port):
    with association(port, [(Verification, EXPLICIT)]) as made:
        assert made.is_established
        return made.send_c_echo().Status


def test_an_ae_of_a_site_is_answered_an_echo(gateway):
    assert echo(gateway.port) == 0x0000


@pytest.mark.parametrize(
    ("titles", "numbers"),
    [
        ({"calling": "NOBODY"}, (1, 1, 3)),
        ({"called": "ELSEWHERE"}, (1, 1, 7)),
        ({"calling": "FARAWAY"}, (1, 1, 3)),
        ({"calling": "TWICE"}, (1, 1, 1)),
    ],
)
def test_any_other_is_rejected_with_the_reason_of_the_standard(gateway, titles, numbers):
    with transaction(gateway.database) as session:
        clinic = session.get_one(ClinicRow, gateway.clinic_id)
        site = a_site(session, clinic, name="branch")
        an_ae(session, clinic, site, ae_title="FARAWAY", network="10.9.0.0/16")
        an_ae(session, clinic, site, ae_title="TWICE")
        an_ae(session, clinic, a_site(session, clinic, name="third"), ae_title="TWICE")

    assert rejected_with(gateway.port, **titles) == numbers
    assert rejected_with(gateway.port, others=WITH_OTHERS, **titles) == numbers
    (refusal,) = [row for row in rows_of(gateway, AuditEventRow) if row.action == "association.refused"]
    assert refusal.detail["peer_address"] == "127.0.0.1"


def test_dcmtk_storescu_is_answered_and_its_files_are_kept(gateway, shared_data):
    day = shared_data / "constructed/clinic-day"
    files = [path for path in sorted(day.glob("*.dcm")) if sendable(path).transfer_syntax_uid == EXPLICIT]
    assert len(files) > 3
    sent = subprocess.run(
        ["storescu", "-R", "-aet", "QINGSHAN", "-aec", "TELEREAD", "127.0.0.1", str(gateway.port), *map(str, files)],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert sent.returncode == 0, sent.stderr.decode(errors="replace")
    assert len(rows_of(gateway, InstanceRow)) == len(files)


def test_a_data_set_that_is_not_the_announced_instance_is_refused(gateway, shared_data):
    thing = sendable(shared_data / "constructed/identity/dup-sop-a.dcm")
    other_uid = send(gateway.port, replace(thing, sop_instance_uid="2.25.99"))
    other_class = send(gateway.port, replace(thing, sop_class_uid="1.2.840.10008.5.1.4.1.1.2"))

    assert (other_uid.status, other_class.status) == (0xA900, 0xA900)
    assert "SOP Instance UID" in other_uid.comment
    assert rows_of(gateway, InstanceRow) == []


def test_a_pdu_of_four_gigabytes_costs_nothing_and_ends_the_connection(gateway):
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=20) as peer:
        peer.sendall(struct.pack(">BBL", 1, 0, 0xFFFFFFFF) + b"\0" * 64)
        assert peer.recv(64) in {b"", b"\x07\x00\x00\x00\x00\x04\x00\x00\x02\x00"}
    assert echo(gateway.port) == 0x0000


@pytest.mark.parametrize("nonsense", [b"GET / HTTP/1.1\r\n\r\n", b"\xff" * 200, b"\x04\0\0\0\0\x04\0\0\0\0", b""])
def test_what_is_no_dicom_is_hung_up_on_and_others_are_served(gateway, nonsense):
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=20) as peer:
        peer.sendall(nonsense)
        peer.shutdown(socket.SHUT_WR)
        while peer.recv(4096):
            pass
    assert echo(gateway.port) == 0x0000


def test_a_command_without_an_end_is_aborted(gateway):
    with association(gateway.port, [(DIGITAL_X_RAY, EXPLICIT)]) as made:
        assert made.is_established
        endless = _pdu(0x01, made.accepted_contexts[0].context_id, b"\0" * 60_000)
        for _ in range(4):
            made.dul.socket.socket.sendall(endless)
        _wait_for(lambda: not made.is_established)
    assert echo(gateway.port) == 0x0000


@pytest.mark.parametrize("contexts", [[(Verification, EXPLICIT)], [(Verification, EXPLICIT), (COMMITMENT, EXPLICIT)]])
def test_one_association_too_many_is_rejected_and_the_others_go_on(sqlite_database, disk_store, contexts):
    with ExitStack() as open_ones:
        gateway = open_ones.enter_context(a_gateway(sqlite_database, disk_store, bounds=Bounds(most_associations=5)))
        held = [open_ones.enter_context(association(gateway.port, contexts)) for _ in range(5)]
        assert all(made.is_established for made in held)
        assert rejected_with(gateway.port) == (2, 3, 2)
        assert {made.send_c_echo().Status for made in held[:3]} == {0x0000}


def test_a_transfer_that_breaks_off_leaves_no_object_and_no_row(gateway, shared_data):
    with association(gateway.port, [(DIGITAL_X_RAY, EXPLICIT)]) as made:
        assert made.is_established
        made.dul.socket.socket.sendall(_half_a_transfer(made.accepted_contexts[0].context_id))
        made.dul.socket.socket.shutdown(socket.SHUT_RDWR)
    assert send(gateway.port, sendable(shared_data / "constructed/identity/dup-sop-a.dcm")).status == 0x0000
    (row,) = rows_of(gateway, InstanceRow)
    assert [stored.locator for stored in gateway.store.walk()] == [row.locator]


def test_one_beside_other_services_leaves_no_file_either(gateway, tmp_path, monkeypatch, shared_data):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "spool"))
    (tmp_path / "spool").mkdir()
    with association(gateway.port, [(DIGITAL_X_RAY, EXPLICIT), (COMMITMENT, EXPLICIT)]) as made:
        assert made.is_established
        context_ids = {context.abstract_syntax: context.context_id for context in made.accepted_contexts}
        made.dul.socket.socket.sendall(_half_a_transfer(context_ids[DIGITAL_X_RAY]))
        _wait_for(lambda: list((tmp_path / "spool").iterdir()))
        made.dul.socket.socket.shutdown(socket.SHUT_RDWR)
    _wait_for(lambda: not list((tmp_path / "spool").iterdir()))
    assert rows_of(gateway, InstanceRow) == []
    assert send(gateway.port, sendable(shared_data / "constructed/identity/dup-sop-a.dcm")).status == 0x0000


def test_a_copy_whose_object_was_lost_is_healed_when_it_is_sent_again(gateway, shared_data):
    thing = sendable(shared_data / "constructed/identity/dup-sop-a.dcm")
    send(gateway.port, thing)
    (row,) = rows_of(gateway, InstanceRow)
    gateway.store.delete(row.locator)

    assert send(gateway.port, thing).status == 0x0000
    (healed,) = rows_of(gateway, InstanceRow)
    assert healed.id == row.id
    assert data_set_of(gateway, healed) == thing.data_set


def test_what_is_sent_again_behind_something_new_is_kept_once_and_healed_if_it_was_lost(gateway, shared_data):
    folder = shared_data / "constructed/clinic-day"
    first, second = (sendable(folder / f"QS2026030001-xr-{number}.dcm") for number in (1, 2))
    with association(gateway.port, [(first.sop_class_uid, first.transfer_syntax_uid)]) as made:
        assert [store_on(made, thing).status for thing in (first, second, first, first)] == [0x0000] * 4
        rows = {row.sop_instance_uid: row for row in rows_of(gateway, InstanceRow)}
        assert len(rows) == 2
        assert {kept.locator for kept in gateway.store.walk()} == {row.locator for row in rows.values()}

        lost = rows[second.sop_instance_uid]
        gateway.store.delete(rows[first.sop_instance_uid].locator)
        assert [store_on(made, thing).status for thing in (first, second)] == [0x0000] * 2
        gateway.store.delete(lost.locator)
        third = sendable(shared_data / "constructed/identity/dup-sop-a.dcm")
        assert [store_on(made, thing).status for thing in (third, second)] == [0x0000] * 2

    for row in rows_of(gateway, InstanceRow):
        assert hashlib.sha256(data_set_of(gateway, row)).digest() in {
            hashlib.sha256(thing.data_set).digest() for thing in (first, second, third)
        }
    assert len(list(gateway.store.walk())) == len(rows_of(gateway, InstanceRow)) == 3


def _half_a_transfer(context_id: int) -> bytes:
    def element(number: int, value: bytes) -> bytes:
        return struct.pack("<HHL", 0, number, len(value)) + value

    command = element(0x0002, DIGITAL_X_RAY.encode() + b"\0" * (len(DIGITAL_X_RAY) % 2))
    command += element(0x0100, b"\x01\x00") + element(0x0110, b"\x01\x00") + element(0x0700, b"\x00\x00")
    command += element(0x0800, b"\x01\x00") + element(0x1000, b"2.25.1")
    command = element(0x0000, struct.pack("<L", len(command))) + command

    beginning = b"\x08\x00\x05\x00CS\x0a\x00ISO_IR 100"
    return _pdu(0x03, context_id, command) + _pdu(0x00, context_id, beginning)


def _pdu(header: int, context_id: int, fragment: bytes) -> bytes:
    pdv = struct.pack(">LBB", len(fragment) + 2, context_id, header) + fragment
    return struct.pack(">BBL", 4, 0, len(pdv)) + pdv


def _wait_for(condition, seconds: float = 40.0) -> None:
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        pause.wait(0.02)
