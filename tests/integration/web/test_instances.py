"""One Instance for a viewer, by the whole application over a real database."""

import io
from urllib.parse import urlsplit

import numpy as np
import pytest
from fastapi.testclient import TestClient
from PIL import Image
from sqlalchemy import func, select

from teleread.audit.records import AuditEventRow
from teleread.database import Database, snapshot
from teleread.dicom.association.admission import Admitted
from teleread.dicom.encapsulate import encapsulate_pdf
from teleread.identifiers import new_id
from tests.integration.web.arriving import a_sending_clinic, arrive, data_set_of, of_clinic
from tests.unit.dicom.test_encapsulate import DOCUMENT, PDF, SUBJECT


@pytest.fixture
def sender(database: Database) -> Admitted:
    return a_sending_clinic(database, "qingshan")


@pytest.fixture
def technician(database: Database, client: TestClient, sender: Admitted) -> TestClient:
    """The browser of somebody of the sending clinic."""
    return of_clinic(database, client, sender.clinic_id)


def test_an_x_ray_is_described_as_it_is_served(technician, sender, shared_data):
    key = arrive(technician, sender, shared_data / "xray" / "dx-hands.dcm")

    display = technician.get(f"/api/instances/{key}").json()
    frame = technician.get(f"/api/instances/{key}/frames/1")

    assert (display["kind"], display["cannot_show"]) == ("image", None)
    assert (display["rows"], display["columns"], display["bits_stored"]) == (370, 352, 14)
    assert display["voi_windows"][0] == {"center": 4290, "width": 2612, "explanation": "NORMAL", "function": "LINEAR"}
    assert display["pixel_spacing"]["origin"] == "imager_pixel_spacing"
    pixels = np.frombuffer(frame.content, "<u2").reshape(display["rows"], display["columns"])
    assert pixels.max() < 1 << display["bits_stored"]


def test_a_clip_is_served_frame_by_frame_with_its_times(technician, sender, shared_data):
    key = arrive(technician, sender, shared_data / "us-multiframe" / "us-echo-65f-jpeg-ybr422.dcm")

    display = technician.get(f"/api/instances/{key}").json()
    frames = [technician.get(f"/api/instances/{key}/frames/{number}").content for number in (1, 33, 65)]

    assert (display["kind"], display["number_of_frames"], display["photometric"]) == ("clip", 65, "RGB")
    assert len(display["frame_times_ms"]) == 65
    assert {len(frame) for frame in frames} == {456 * 576 * 3}
    assert len(set(frames)) == 3
    assert [region["units_x"] for region in display["regions"]] == [0, 3]


def test_a_frame_never_changes_and_is_kept_by_the_browser_alone(technician, sender, shared_data):
    key = arrive(technician, sender, shared_data / "us" / "us-esopecho-rgb.dcm")

    first = technician.get(f"/api/instances/{key}/frames/1")
    again = technician.get(f"/api/instances/{key}/frames/1", headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert (again.status_code, again.content) == (304, b"")


def test_a_rendered_picture_has_the_asked_width(technician, sender, shared_data):
    key = arrive(technician, sender, shared_data / "xray" / "dx-dog-thorax.dcm")

    jpeg = technician.get(f"/api/instances/{key}/rendered?width=100")
    png = technician.get(f"/api/instances/{key}/rendered?width=100", headers={"Accept": "image/png"})

    for answer, form in ((jpeg, "JPEG"), (png, "PNG")):
        with Image.open(io.BytesIO(answer.content)) as picture:
            assert (picture.format, picture.mode, picture.width) == (form, "L", 100)
    assert jpeg.headers["etag"] != png.headers["etag"]


def test_a_rendered_picture_follows_the_window_of_who_asks(technician, sender, shared_data):
    key = arrive(technician, sender, shared_data / "xray" / "dx-dog-thorax.dcm")
    address = f"/api/instances/{key}/rendered"

    above = technician.get(address, params={"width": 100, "window": "100000,10,LINEAR"})

    with Image.open(io.BytesIO(above.content)) as picture:
        assert picture.getextrema() == (255, 255)  # MONOCHROME1
    assert above.headers["etag"] != technician.get(address, params={"width": 100}).headers["etag"]
    assert technician.get(address, params={"window": "1,0,LINEAR"}).status_code == 422


def test_an_ecg_is_served_in_microvolts(technician, sender, shared_data):
    key = arrive(technician, sender, shared_data / "ecg" / "12lead-el250-1000hz.dcm")

    described = technician.get(f"/api/instances/{key}/waveform").json()
    samples = technician.get(f"/api/instances/{key}/waveform/1", headers={"Accept-Encoding": "identity"}).content
    squeezed = technician.get(f"/api/instances/{key}/waveform/1", headers={"Accept-Encoding": "gzip"})
    assert (squeezed.headers["content-encoding"], squeezed.content) == ("gzip", samples)

    rhythm = described["groups"][0]
    assert [channel["lead"] for channel in rhythm["channels"]][:3] == ["I", "II", "III"]
    microvolts = np.frombuffer(samples, "<f4").reshape(len(rhythm["channels"]), rhythm["number_of_samples"])
    assert (microvolts.min(), microvolts.max()) == (-1125.0, 1962.5)
    assert [one["text"] for one in described["annotations"] if one["text"]] == ["RITMO SINUSALE", "ECG NORMALE"]


def test_what_cannot_be_shown_says_why_and_leaves_the_original(technician, sender, shared_data):
    file = shared_data / "constructed" / "ecg" / "12lead-no-sensitivity.dcm"
    key = arrive(technician, sender, file)

    display = technician.get(f"/api/instances/{key}").json()
    waveform = technician.get(f"/api/instances/{key}/waveform")
    original = technician.get(f"/api/instances/{key}/original")

    assert display["cannot_show"]["code"] == "waveform_uncalibrated"
    assert "灵敏度" in display["cannot_show"]["zh"]
    assert (waveform.status_code, waveform.json()["code"]) == (422, "waveform_uncalibrated")
    assert data_set_of(original.content) == data_set_of(file.read_bytes())


def test_a_damaged_picture_is_refused_and_never_drawn(technician, sender, shared_data):
    key = arrive(technician, sender, shared_data / "constructed" / "damaged" / "pixel-data-short.dcm")

    display = technician.get(f"/api/instances/{key}").json()
    frame = technician.get(f"/api/instances/{key}/frames/1")

    assert display["cannot_show"]["code"] == "pixel_data_short"
    assert frame.headers["content-type"] == "application/problem+json"
    assert (frame.status_code, frame.json()["code"]) == (422, "pixel_data_short")


def test_a_data_set_that_cannot_be_read_is_described_with_its_reason(technician, sender, shared_data):
    file = shared_data / "malformed" / "GH177_D_CLUNIE_CT1_IVRLE_BigEndian_undefined_length.dcm"
    key = arrive(technician, sender, file)

    answer = technician.get(f"/api/instances/{key}")

    assert answer.status_code == 200
    display = answer.json()
    assert (display["kind"], display["cannot_show"]["code"]) == ("image", "data_set_unreadable")
    assert "损坏" in display["cannot_show"]["zh"]


def test_our_own_report_comes_back_as_the_pdf_that_it_was(technician, sender, tmp_path):
    file = tmp_path / "report.dcm"
    file.write_bytes(encapsulate_pdf(PDF, SUBJECT, DOCUMENT))
    key = arrive(technician, sender, file)

    document = technician.get(f"/api/instances/{key}/document")

    assert technician.get(f"/api/instances/{key}").json()["kind"] == "document"
    assert (document.headers["content-type"], document.content) == ("application/pdf", PDF)


def test_another_clinics_instance_does_not_exist(database, client, sender, shared_data):
    key = arrive(client, sender, shared_data / "us" / "us-esopecho-rgb.dcm")
    stranger = of_clinic(database, client, a_sending_clinic(database, "lvshui").clinic_id)

    for path in ("", "/frames/1", "/rendered", "/waveform", "/waveform/1", "/document", "/original"):
        other = stranger.get(f"/api/instances/{key}{path}")
        unknown = stranger.get(f"/api/instances/{new_id()}{path}")
        assert other.status_code == unknown.status_code == 404, path
        assert other.json() == unknown.json(), path


def test_nobody_sees_a_frame_without_logging_in(client, sender, shared_data):
    key = arrive(client, sender, shared_data / "us" / "us-esopecho-rgb.dcm")

    assert client.get(f"/api/instances/{key}/frames/1").status_code == 401


def test_a_kept_picture_is_shown_to_nobody_who_logs_in_later(technician, sender, shared_data):
    key = arrive(technician, sender, shared_data / "constructed/clinic-day/QS2026030001-xr-1.dcm")

    kept = technician.get(f"/api/instances/{key}/frames/1").headers

    assert "immutable" in kept["cache-control"]
    assert {word.strip() for word in kept["vary"].split(",")} == {"Authorization", "Cookie"}


@pytest.mark.parametrize("what", ["", "/frames/1", "/rendered", "/original"])
def test_whoever_looks_at_a_study_is_in_the_trail_once(database, technician, sender, shared_data, what):
    instance_id = arrive(technician, sender, shared_data / "constructed/clinic-day/QS2026030001-xr-1.dcm")

    for _ in range(2):
        assert technician.get(f"/api/instances/{instance_id}{what}").status_code == 200

    assert opened(database) == 1


def test_whoever_retrieves_a_study_by_dicomweb_is_in_the_trail_once(database, technician, sender, shared_data):
    arrive(technician, sender, shared_data / "constructed/clinic-day/QS2026030001-xr-1.dcm")
    (found,) = technician.get("/dicom-web/studies").json()
    assert opened(database) == 0, "a list is not a look"

    for _ in range(2):
        assert technician.get(urlsplit(found["00081190"]["Value"][0]).path).status_code == 200

    assert opened(database) == 1


def opened(database) -> int:
    with snapshot(database) as session:
        of_studies = select(func.count()).where(AuditEventRow.action == "study.opened")
        return session.scalars(of_studies).one()
