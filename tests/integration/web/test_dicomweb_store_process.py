"""STOW-RS as a process of its own is attacked: its memory seen from outside, and killed."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from io import BytesIO
from pathlib import Path

import httpx
import pydicom
import pytest

from teleread.accounts.account import Role
from teleread.clinics.access import system_scope
from teleread.database import open_database, transaction
from teleread.web.dicomweb.store import MOST_OF_ACCOUNT
from teleread.workflow.desk.people import Position, add_account, create_token
from tests.builders import a_clinic, a_site
from tests.integration.web.arriving import data_set_of
from tests.integration.web.clients import EIGHT
from tests.integration.web.test_process import a_serving_process

KIND = 'multipart/related; type="application/dicom"; boundary=frontier'
PART = b"--frontier\r\nContent-Type: application/dicom\r\n\r\n"
END = b"\r\n--frontier--\r\n"
PIXELS = b"\xe0\x7f\x10\x00OW\x00\x00"
MEGABYTE = 1 << 20


def a_technicians_token(folder: Path) -> str:
    database = open_database(f"sqlite:///{folder / 'teleread.sqlite'}")
    with transaction(database) as session:
        clinic = a_clinic(session, "qingshan")
        a_site(session, clinic)
        clinic_id = clinic.id
    position = Position(frozenset({Role.TECHNICIAN}), clinic_id)
    person = add_account(database, system_scope(), name="jishi", position=position, account=None, at=EIGHT)
    token = create_token(database, person=person.account.id, account=None, at=EIGHT).token
    database.close()
    return token


def a_header(template: Path, uid: str) -> bytes:
    read = pydicom.dcmread(template, stop_before_pixels=True)
    read.SOPInstanceUID = read.file_meta.MediaStorageSOPInstanceUID = uid
    output = BytesIO()
    read.save_as(output)
    return output.getvalue()


def a_body(header: bytes, megabytes: int) -> Iterator[bytes]:
    yield PART + header + PIXELS + (megabytes * MEGABYTE).to_bytes(4, "little")
    for number in range(megabytes):
        yield bytes([number % 251]) * MEGABYTE
    yield END


def store(client: httpx.Client, body: Iterator[bytes] | bytes) -> httpx.Response:
    return client.post("/dicom-web/studies", content=body, headers={"Content-Type": KIND})


def greatest_memory(process: subprocess.Popen[str]) -> int:
    """The most bytes that the process had resident so far."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


def test_200_megabytes_are_stored_in_a_few(tmp_path: Path, shared_data: Path) -> None:
    template = shared_data / "xray" / "dx-hands.dcm"
    with a_serving_process(tmp_path) as (process, url):
        token = a_technicians_token(tmp_path)
        with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=120) as client:
            assert store(client, a_body(a_header(template, "2.25.1"), 2)).status_code == 200
            before = greatest_memory(process)

            answer = store(client, a_body(a_header(template, "2.25.2"), 200))

            grown = greatest_memory(process) - before
            (found,) = client.get("/dicom-web/instances", params={"SOPInstanceUID": "2.25.2"}).json()
    assert answer.status_code == 200
    assert found["00080018"]["Value"] == ["2.25.2"]
    assert grown < 16 * MEGABYTE, f"grew by {grown / MEGABYTE:.1f} MB"


def test_a_server_killed_in_an_upload_has_lost_nothing_that_it_acknowledged(tmp_path: Path, shared_data: Path) -> None:
    template = (shared_data / "xray" / "dx-hands.dcm").read_bytes()
    header = a_header(shared_data / "xray" / "dx-hands.dcm", "2.25.3")
    with a_serving_process(tmp_path) as (process, url):
        token = a_technicians_token(tmp_path)
        with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=60) as client:
            (kept,) = store(client, PART + template + END).json()["00081199"]["Value"]
            with suppress(httpx.HTTPError):
                store(client, killed_within(a_body(header, 8), process))
            process.wait(30)
    assert process.returncode == -9

    with a_serving_process(tmp_path) as (_, url):
        assert list((tmp_path / "objects" / ".incoming").iterdir()) == []
        with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=60) as client:
            address = httpx.URL(kept["00081190"]["Value"][0]).path
            again = client.get(address, headers={"Accept": "application/dicom"})
            assert data_set_of(again.content) == data_set_of(template)
            assert client.get("/dicom-web/instances", params={"SOPInstanceUID": "2.25.3"}).status_code == 204
            assert store(client, a_body(header, 8)).status_code == 200


def killed_within(body: Iterator[bytes], process: subprocess.Popen[str]) -> Iterator[bytes]:
    for number, chunk in enumerate(body):
        if number == 5:
            process.kill()
        yield chunk


def a_stalled_upload(url: httpx.URL, token: str) -> socket.socket:
    """An upload whose sender has begun and says no more; the server has taken it on."""
    peer = socket.create_connection((url.host, url.port or 80), timeout=30)
    head = f"POST /dicom-web/studies HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer {token}\r\nContent-Type: {KIND}\r\n"
    peer.sendall(f"{head}Content-Length: 1000000\r\nExpect: 100-continue\r\n\r\n".encode())
    assert peer.recv(1000).startswith(b"HTTP/1.1 100"), "the server reads the body"
    peer.sendall(PART)
    return peer


def test_stalled_uploads_hold_nobody_up_but_other_uploads(tmp_path: Path, shared_data: Path) -> None:
    template = (shared_data / "xray" / "dx-hands.dcm").read_bytes()
    with a_serving_process(tmp_path) as (_, url), ExitStack() as stack:
        token = a_technicians_token(tmp_path)
        stalled = [stack.enter_context(a_stalled_upload(httpx.URL(url), token)) for _ in range(MOST_OF_ACCOUNT)]
        with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=30) as client:
            assert client.get("/dicom-web/studies").status_code == 204
            refused = store(client, PART + template + END)
            assert (refused.status_code, refused.headers["retry-after"]) == (429, "10")

            stalled[0].close()

            deadline = time.monotonic() + 30
            while (answer := store(client, PART + template + END)).status_code == 429 and time.monotonic() < deadline:
                continue
    assert answer.status_code == 200


def test_nobody_unknown_has_a_body_taken_on(tmp_path: Path) -> None:
    with a_serving_process(tmp_path) as (_, url):
        a_technicians_token(tmp_path)
        with pytest.raises(AssertionError, match="reads the body"), a_stalled_upload(httpx.URL(url), "no-token"):
            pass
