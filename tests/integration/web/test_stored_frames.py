"""A stored frame is read from its place: no decoder looks at the file. What a database has no part in, so on one."""

import pydicom
import pytest
from fastapi.testclient import TestClient
from pydicom.encaps import generate_frames

from teleread.database import Database
from tests.integration.web.arriving import a_sending_clinic, arrive, of_clinic
from tests.integration.web.dicomweb_answers import address_of, content_of, parts_of

AS_STORED = {"Accept": 'multipart/related; type="*/*"; transfer-syntax=*'}
OCTETS = {"Accept": "application/octet-stream"}
JPEG_CLIP = "us-multiframe/us-echo-65f-jpeg-ybr422.dcm"
XRAY = "xray/dx-hands.dcm"


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database


@pytest.fixture
def sender(database):
    return a_sending_clinic(database, "qingshan")


@pytest.fixture
def technician(database, client: TestClient, sender) -> TestClient:
    return of_clinic(database, client, sender.clinic_id)


@pytest.fixture
def decoders(client: TestClient):
    """The decoders at work so far; none at the start."""
    pool = client.app.state.decoders
    pool.close()
    assert not pool.process_ids()
    return pool


def test_a_frame_of_a_compressed_clip_is_where_it_was_noted_to_be(technician, sender, shared_data, decoders):
    arrive(technician, sender, shared_data / JPEG_CLIP)
    clip = pydicom.dcmread(shared_data / JPEG_CLIP)
    frames = list(generate_frames(clip.PixelData, number_of_frames=65))
    decoders.close()

    for number in (1, 33, 65):
        (part,) = parts_of(technician.get(f"{address_of(technician)}/frames/{number}", headers=AS_STORED))
        assert content_of(part) == frames[number - 1]
    assert not decoders.process_ids()
    assert technician.get(f"{address_of(technician)}/frames/66", headers=AS_STORED).status_code == 422


def test_the_header_of_a_native_image_is_looked_at_once(technician, sender, shared_data, decoders):
    arrive(technician, sender, shared_data / XRAY)
    pixels = pydicom.dcmread(shared_data / XRAY).PixelData
    address = f"{address_of(technician)}/frames/1"

    first = technician.get(address, headers=OCTETS)
    decoders.close()
    again = technician.get(address, headers=OCTETS)

    assert first.content == again.content == pixels
    assert not decoders.process_ids()
