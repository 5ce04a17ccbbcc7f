"""WADO-RS frames, bulk data and rendered pictures; what a database has no part in, so on one."""

import io

import numpy as np
import pydicom
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from teleread.database import Database
from teleread.dicom.association.admission import Admitted
from tests.integration.web.arriving import a_sending_clinic, arrive, of_clinic
from tests.integration.web.dicomweb_answers import address_of, content_of, metadata_of, parts_of

OCTET_PARTS = 'multipart/related; type="application/octet-stream"'
AS_STORED = f"{OCTET_PARTS}; transfer-syntax=*"
JPEG_CLIP = "us-multiframe/us-echo-65f-jpeg-ybr422.dcm"
XRAY = "xray/dx-hands.dcm"


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database


@pytest.fixture
def sender(database: Database) -> Admitted:
    return a_sending_clinic(database, "qingshan")


@pytest.fixture
def technician(database: Database, client: TestClient, sender: Admitted) -> TestClient:
    return of_clinic(database, client, sender.clinic_id)


def test_bulk_data_is_at_the_address_that_the_metadata_names(technician, sender, shared_data):
    file = shared_data / "ecg" / "12lead-el250-1000hz.dcm"
    arrive(technician, sender, file)

    address = metadata_of(technician)["54000100"]["Value"][0]["54001010"]["BulkDataURI"]
    bulk = technician.get(address, headers={"Accept": "application/octet-stream"})

    assert bulk.content == pydicom.dcmread(file).WaveformSequence[0].WaveformData


def test_native_pixel_data_is_one_value_at_its_address(technician, sender, shared_data):
    arrive(technician, sender, shared_data / XRAY)
    native = technician.get(metadata_of(technician)["7FE00010"]["BulkDataURI"])

    assert native.content == pydicom.dcmread(shared_data / XRAY).PixelData


def test_compressed_pixel_data_comes_by_its_frames(technician, sender, shared_data):
    arrive(technician, sender, shared_data / JPEG_CLIP)

    parts = parts_of(technician.get(metadata_of(technician)["7FE00010"]["BulkDataURI"]))

    assert len(parts) == 65
    assert all(content_of(part).startswith(b"\xff\xd8\xff") for part in parts)


def test_a_path_to_no_bulk_data_is_404(technician, sender, shared_data):
    arrive(technician, sender, shared_data / XRAY)
    address = address_of(technician)

    for path in ["00100010/0/00100010", "zz", "../../studies", "54000100/9/54001010", "00080016"]:
        assert technician.get(f"{address}/bulkdata/{path}").status_code == 404, path


def test_frames_are_decoded_for_whoever_asks_for_octets(technician, sender, shared_data):
    arrive(technician, sender, shared_data / JPEG_CLIP)
    address = address_of(technician)

    single = technician.get(f"{address}/frames/2", headers={"Accept": "application/octet-stream"})
    several = parts_of(technician.get(f"{address}/frames/2,65", headers={"Accept": OCTET_PARTS}))

    assert len(single.content) == 456 * 576 * 3
    assert "1.2.840.10008.1.2.1" in single.headers["content-type"]
    assert content_of(several[0]) == single.content
    assert several[1]["Content-Location"].endswith("/frames/65")


@pytest.mark.parametrize("accept", [AS_STORED, "image/jpeg", 'multipart/related; type="image/jpeg"'])
def test_frames_leave_as_they_are_stored_for_whoever_decodes_them(technician, sender, shared_data, accept):
    arrive(technician, sender, shared_data / JPEG_CLIP)

    answer = technician.get(f"{address_of(technician)}/frames/1", headers={"Accept": accept})

    content = content_of(parts_of(answer)[0]) if accept.startswith("multipart") else answer.content
    assert content.startswith(b"\xff\xd8\xff")
    assert "image/jpeg" in answer.headers["content-type"]


def test_native_frames_are_the_stored_words(technician, sender, shared_data):
    arrive(technician, sender, shared_data / XRAY)

    frame = technician.get(f"{address_of(technician)}/frames/1", headers={"Accept": "application/octet-stream"})

    original = pydicom.dcmread(shared_data / XRAY).pixel_array
    assert np.array_equal(np.frombuffer(frame.content, "<u2"), original.ravel())


def test_frames_that_cannot_be_had_are_refused(technician, sender, shared_data):
    arrive(technician, sender, shared_data / JPEG_CLIP)
    address = address_of(technician)

    for frames, accept, status in (
        ("0", "*/*", 422),
        ("1,x", "*/*", 422),
        ("66", "*/*", 422),
        ("1,2", "application/octet-stream", 406),
        ("1", "image/png", 406),
        ("1", "text/html", 406),
    ):
        answer = technician.get(f"{address}/frames/{frames}", headers={"Accept": accept})
        assert answer.status_code == status, (frames, accept)


def test_a_rendered_picture_fits_its_viewport_and_follows_its_window(technician, sender, shared_data):
    arrive(technician, sender, shared_data / XRAY)
    address = f"{address_of(technician)}/rendered"

    normal = technician.get(address, params={"viewport": "100,100"}, headers={"Accept": "image/png"})
    black = technician.get(address, params={"window": "100000,10,linear"}, headers={"Accept": "image/png"})

    with Image.open(io.BytesIO(normal.content)) as picture:
        assert picture.size == (95, 100)
    with Image.open(io.BytesIO(black.content)) as picture:
        assert picture.getextrema() == (0, 0)


def test_a_rendering_that_makes_no_sense_is_refused(technician, sender, shared_data):
    arrive(technician, sender, shared_data / XRAY)
    address = address_of(technician)

    for query in ("viewport=0,0", "viewport=a", "window=1", "window=1,0,linear", "quality=0", "window=nan,1,linear"):
        assert technician.get(f"{address}/rendered?{query}").status_code == 422, query
