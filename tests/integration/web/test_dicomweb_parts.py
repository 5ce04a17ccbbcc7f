"""Conditional requests, ranges, small pictures and WADO-URI; what a database has no part in, so on one."""

import io
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from teleread.database import Database
from teleread.dicom.association.admission import Admitted
from tests.integration.web.arriving import a_sending_clinic, arrive, data_set_of, of_clinic
from tests.integration.web.dicomweb_answers import address_of

FILE = {"Accept": "application/dicom"}
CLIP = "us-multiframe/us-echo-65f-jpeg-ybr422.dcm"
XRAY = "xray/dx-hands.dcm"
ECG = "ecg/12lead-el250-1000hz.dcm"


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database


@pytest.fixture
def sender(database: Database) -> Admitted:
    return a_sending_clinic(database, "qingshan")


@pytest.fixture
def technician(database: Database, client: TestClient, sender: Admitted) -> TestClient:
    return of_clinic(database, client, sender.clinic_id)


@pytest.fixture
def xray(technician: TestClient, sender: Admitted, shared_data: Path) -> str:
    """The address of an X-ray that has arrived."""
    arrive(technician, sender, shared_data / XRAY)
    return address_of(technician)


def test_a_client_that_has_the_file_is_told_so(technician, xray):
    first = technician.get(xray, headers=FILE)

    again = technician.get(xray, headers={**FILE, "If-None-Match": first.headers["etag"]})
    other = technician.get(xray, headers={**FILE, "If-None-Match": '"something else"'})

    assert first.headers["cache-control"] == "private, no-cache"
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert other.content == first.content


@pytest.mark.parametrize("below", ["/frames/1", "/rendered", "/thumbnail", "/bulkdata/7FE00010"])
def test_what_is_made_of_an_instance_is_asked_about_again(technician, xray, below):
    """Another copy may become the current one, at the same address."""
    first = technician.get(f"{xray}{below}")

    again = technician.get(f"{xray}{below}", headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["cache-control"] == again.headers["cache-control"] == "private, no-cache"
    assert (again.status_code, again.headers["etag"]) == (304, first.headers["etag"])


@pytest.mark.parametrize("form", ["0-99", "100-199", "1000-", "-500", "0-99999999"])
def test_a_part_of_the_file_is_that_part(technician, xray, form):
    whole = technician.get(xray, headers=FILE)
    first, _, last = form.partition("-")
    expected = whole.content[int(first) : int(last) + 1 if last else None] if first else whole.content[-int(last) :]

    part = technician.get(xray, headers={**FILE, "Range": f"bytes={form}", "If-Range": whole.headers["etag"]})

    assert (part.status_code, part.content) == (206, expected)
    start = len(whole.content) - len(expected) if not first else int(first)
    assert part.headers["content-range"] == f"bytes {start}-{start + len(expected) - 1}/{len(whole.content)}"
    assert int(part.headers["content-length"]) == len(expected)


@pytest.mark.parametrize("form", ["bytes=9-3", "bytes=0-1,5-6", "bytes=-", "lines=1-2", "bytes=a-b"])
def test_a_range_that_is_not_understood_is_left_alone(technician, xray, form):
    whole = technician.get(xray, headers=FILE)

    answer = technician.get(xray, headers={**FILE, "Range": form})

    assert (answer.status_code, answer.content) == (200, whole.content)
    assert whole.headers["accept-ranges"] == "bytes"


def test_a_part_of_another_version_of_the_file_is_the_whole_file(technician, xray):
    answer = technician.get(xray, headers={**FILE, "Range": "bytes=0-9", "If-Range": '"other"'})

    assert answer.status_code == 200


@pytest.mark.parametrize("form", ["bytes=99999999-", "bytes=-0"])
def test_a_part_outside_the_file_is_refused_with_its_size(technician, xray, form):
    size = len(technician.get(xray, headers=FILE).content)

    answer = technician.get(xray, headers={**FILE, "Range": form})

    assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{size}")


def test_an_original_goes_on_where_it_stopped(technician, sender, shared_data):
    key = arrive(technician, sender, shared_data / XRAY)
    whole = technician.get(f"/api/instances/{key}/original").content

    rest = technician.get(f"/api/instances/{key}/original", headers={"Range": "bytes=70000-"})

    assert (rest.status_code, rest.content) == (206, whole[70000:])


def size_of(answer) -> tuple[int, int]:
    assert answer.status_code == 200, answer.text
    return Image.open(io.BytesIO(answer.content)).size


def test_a_picture_stands_for_a_study_a_series_and_an_instance(technician, xray):
    series, study = xray.partition("/instances/")[0], xray.partition("/series/")[0]

    for address in (study, series, xray, f"{xray}/frames/1"):
        assert max(size_of(technician.get(f"{address}/thumbnail"))) == 256
        assert max(size_of(technician.get(f"{address}/thumbnail?viewport=64,64"))) == 64
        assert size_of(technician.get(f"{address}/rendered")) == size_of(technician.get(f"{xray}/rendered"))
    png = technician.get(f"{study}/thumbnail", headers={"Accept": "image/png"})
    assert png.headers["content-type"] == "image/png"
    again = technician.get(f"{study}/thumbnail", headers={"Accept": "image/png", "If-None-Match": png.headers["etag"]})
    assert again.status_code == 304


def test_what_is_no_picture_has_no_thumbnail(technician, sender, shared_data):
    arrive(technician, sender, shared_data / ECG)

    answer = technician.get(f"{address_of(technician, level='studies')}/thumbnail")

    assert (answer.status_code, answer.json()["code"]) == (404, "no_picture")


def by_uri(client: TestClient, **asked: str):
    (found,) = client.get("/dicom-web/instances").json()
    study, series, sop = (found[tag]["Value"][0] for tag in ("0020000D", "0020000E", "00080018"))
    uids = {"requestType": "WADO", "studyUID": study, "seriesUID": series, "objectUID": sop}
    return client.get("/dicom-web/wado", params=uids | asked)


def test_an_instance_comes_by_the_parameters_of_an_address(technician, xray, shared_data):
    whole = by_uri(technician, contentType="application/dicom")
    shown = by_uri(technician)
    small = by_uri(technician, contentType="image/png", rows="100", columns="100")
    dark = by_uri(technician, windowCenter="60000", windowWidth="10")

    assert data_set_of(whole.content) == data_set_of((shared_data / XRAY).read_bytes())
    assert shown.headers["content-type"] == "image/jpeg"
    assert max(size_of(small)) == 100
    assert dark.content != shown.content


def test_a_clip_comes_as_a_file_unless_a_frame_is_asked_for(technician, sender, shared_data):
    arrive(technician, sender, shared_data / CLIP)

    assert by_uri(technician).headers["content-type"].startswith("application/dicom")
    frame = by_uri(technician, contentType="image/jpeg", frameNumber="3")
    assert frame.headers["content-type"] == "image/jpeg"
    assert frame.content != by_uri(technician, contentType="image/jpeg").content


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"requestType": "OTHER"}, 422),
        ({"objectUID": "1.2.3"}, 404),
        ({"anonymize": "yes"}, 422),
        ({"region": "0,0,1,1"}, 422),
        ({"windowCenter": "40"}, 422),
        ({"rows": "0"}, 422),
        ({"contentType": "video/mpeg"}, 406),
        ({"contentType": "application/dicom", "transferSyntax": "1.2.840.10008.1.2.4.50"}, 406),
    ],
)
def test_what_cannot_be_given_is_refused(technician, xray, asked, status):
    assert by_uri(technician, **asked).status_code == status
