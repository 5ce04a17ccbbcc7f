"""WADO-RS and WADO-URI for clients that take another transfer syntax than the stored one."""

import io
from xml.etree import ElementTree

import numpy as np
import pydicom
import pytest
from fastapi.testclient import TestClient
from pydicom.pixels import pixel_array

from teleread.database import Database
from teleread.dicom.association.admission import Admitted
from tests.integration.web.arriving import a_sending_clinic, arrive, data_set_of, of_clinic
from tests.integration.web.dicomweb_answers import address_of, content_of, parts_of

EXPLICIT, IMPLICIT, BIG = "1.2.840.10008.1.2.1", "1.2.840.10008.1.2", "1.2.840.10008.1.2.2"
JPEG_LS, RLE, BASELINE = "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.50"
XRAY, JPEG_2000, BIG_ENDIAN = "xray/dx-hands.dcm", "us/us-node-j2k-lossless.dcm", "us/us-epicard-rgb-big-endian.dcm"
DAMAGED = "us/us-pancreas-jpegls.dcm"
"""An item stands outside of any sequence."""


@pytest.fixture
def sender(database: Database) -> Admitted:
    return a_sending_clinic(database, "qingshan")


@pytest.fixture
def technician(database: Database, client: TestClient, sender: Admitted) -> TestClient:
    return of_clinic(database, client, sender.clinic_id)


def read(content):
    return pydicom.dcmread(io.BytesIO(content))


@pytest.mark.parametrize("accept", ["application/dicom", f"application/dicom; transfer-syntax={EXPLICIT}"])
@pytest.mark.parametrize("name", [JPEG_2000, BIG_ENDIAN, "ecg/12lead-eli250-implicit.dcm"])
def test_explicit_vr_little_endian_is_what_no_transfer_syntax_means(technician, sender, shared_data, name, accept):
    arrive(technician, sender, shared_data / name)

    answer = technician.get(address_of(technician), headers={"Accept": accept})

    made, original = read(answer.content), pydicom.dcmread(shared_data / name)
    assert answer.headers["content-type"] == f"application/dicom; transfer-syntax={EXPLICIT}"
    assert made.file_meta.TransferSyntaxUID == EXPLICIT
    assert made.SOPInstanceUID == original.SOPInstanceUID
    if "PixelData" in original:
        assert np.array_equal(pixel_array(made, raw=True), pixel_array(original, raw=True))


@pytest.mark.parametrize(
    "accept", ["*/*", "application/dicom; transfer-syntax=*", f"application/dicom; transfer-syntax={BIG}"]
)
def test_who_takes_anything_gets_what_is_stored(technician, sender, shared_data, accept):
    arrive(technician, sender, shared_data / BIG_ENDIAN)

    answer = technician.get(address_of(technician), headers={"Accept": accept})

    content = content_of(parts_of(answer)[0]) if accept == "*/*" else answer.content
    assert data_set_of(content) == data_set_of((shared_data / BIG_ENDIAN).read_bytes())


@pytest.mark.parametrize("syntax", [IMPLICIT, BIG, JPEG_LS, RLE])
def test_a_study_comes_in_the_syntax_that_is_asked_for(technician, sender, shared_data, syntax):
    files = sorted((shared_data / "constructed" / "clinic-day").glob("QS2026030001-us-*"))
    originals = {}
    for file in files:
        arrive(technician, sender, file)
        originals[pydicom.dcmread(file).SOPInstanceUID] = file

    accept = f'multipart/related; type="application/dicom"; transfer-syntax={syntax}'
    answer = technician.get(address_of(technician, level="studies"), headers={"Accept": accept})

    parts = parts_of(answer, is_length_known=False)
    assert {part["Content-Type"].params["transfer-syntax"] for part in parts} == {syntax}
    assert len(parts) == len(files)
    for part in parts:
        made = read(content_of(part))
        assert int(part["Content-Length"]) == len(content_of(part))
        assert np.array_equal(
            pixel_array(made, raw=True), pixel_array(pydicom.dcmread(originals[made.SOPInstanceUID]), raw=True)
        )


def test_what_cannot_be_converted_is_406_and_says_why(technician, sender, shared_data):
    arrive(technician, sender, shared_data / XRAY)
    address = address_of(technician)

    unknown = technician.get(address, headers={"Accept": f"application/dicom; transfer-syntax={BASELINE}"})
    assert (unknown.status_code, unknown.headers["content-type"]) == (406, "application/problem+json")

    either = f"application/dicom; transfer-syntax={BASELINE}, application/dicom; transfer-syntax={EXPLICIT}; q=0.5"
    assert technician.get(address, headers={"Accept": either}).status_code == 200


def test_a_damaged_instance_is_refused_in_a_named_syntax_and_comes_as_it_is_stored_otherwise(
    technician, sender, shared_data
):
    arrive(technician, sender, shared_data / DAMAGED)
    address = address_of(technician)

    refused = technician.get(address, headers={"Accept": f"application/dicom; transfer-syntax={EXPLICIT}"})
    assert (refused.status_code, refused.json()["code"]) == (406, "cannot_convert")
    assert refused.json()["reason"] == "not_a_sequence"

    stored = technician.get(address, headers={"Accept": "application/dicom"})
    assert stored.headers["content-type"].endswith(f"={JPEG_LS}")
    assert data_set_of(stored.content) == data_set_of((shared_data / DAMAGED).read_bytes())


def test_a_converted_file_is_asked_about_again_by_its_own_tag(technician, sender, shared_data):
    arrive(technician, sender, shared_data / JPEG_2000)
    address = address_of(technician)
    answers = {
        syntax: technician.get(address, headers={"Accept": f"application/dicom; transfer-syntax={syntax}"})
        for syntax in (EXPLICIT, JPEG_LS, "*")
    }

    assert len({answer.headers["etag"] for answer in answers.values()}) == 3
    for syntax, answer in answers.items():
        accept = {"Accept": f"application/dicom; transfer-syntax={syntax}"}
        again = technician.get(address, headers={**accept, "If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304


def test_wado_uri_gives_the_syntax_that_is_asked_for(technician, sender, shared_data):
    arrive(technician, sender, shared_data / JPEG_2000)
    original = pydicom.dcmread(shared_data / JPEG_2000)
    asked = {
        "requestType": "WADO",
        "studyUID": original.StudyInstanceUID,
        "seriesUID": original.SeriesInstanceUID,
        "objectUID": original.SOPInstanceUID,
        "contentType": "application/dicom",
    }

    for syntax, expected in ((None, EXPLICIT), (IMPLICIT, IMPLICIT), ("*", "1.2.840.10008.1.2.4.90")):
        chosen = {"transferSyntax": syntax} if syntax else {}
        answer = technician.get("/dicom-web/wado", params={**asked, **chosen})
        assert read(answer.content).file_meta.TransferSyntaxUID == expected
    assert technician.get("/dicom-web/wado", params={**asked, "transferSyntax": BASELINE}).status_code == 406


@pytest.mark.parametrize("media_type", ["image/jls", "image/jp2", "image/jphc", "image/dicom-rle", "image/jpeg"])
def test_native_frames_are_compressed_without_loss_for_whoever_asks(technician, sender, shared_data, media_type):
    arrive(technician, sender, shared_data / XRAY)

    answer = technician.get(f"{address_of(technician)}/frames/1", headers={"Accept": media_type})

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(f"{media_type}; transfer-syntax=1.2.840.10008.1.2.")
    assert len(answer.content) < (shared_data / XRAY).stat().st_size


@pytest.mark.parametrize("name", [XRAY, BIG_ENDIAN])
def test_a_part_of_bulk_data_is_that_part(technician, sender, shared_data, name):
    arrive(technician, sender, shared_data / name)
    address = f"{address_of(technician)}/bulkdata/7FE00010"
    octets = {"Accept": "application/octet-stream"}

    whole = technician.get(address, headers=octets)
    part = technician.get(address, headers={**octets, "Range": "bytes=1000-1999"})

    assert (part.status_code, part.content) == (206, whole.content[1000:2000])
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(whole.content)}"
    assert technician.get(address, headers={**octets, "Range": "bytes=99999999999-"}).status_code == 416


@pytest.mark.parametrize("below", ["", "/metadata", "/rendered", "/frames/1", "/bulkdata/7FE00010"])
def test_head_says_what_get_would(technician, sender, shared_data, below):
    arrive(technician, sender, shared_data / XRAY)
    address = f"{address_of(technician)}{below}"

    answer, headers = technician.get(address), technician.head(address)

    assert (headers.status_code, headers.content) == (200, b"")
    for name in ("content-type", "content-length", "etag"):
        if "multipart" not in answer.headers["content-type"] or name != "content-type":
            assert headers.headers.get(name) == answer.headers.get(name)
    assert technician.head("/dicom-web/studies/1.2.3").status_code == 404


def test_metadata_comes_as_xml_for_whoever_asks(technician, sender, shared_data):
    files = sorted((shared_data / "constructed" / "clinic-day").glob("QS2026030001-us-*"))
    for file in files:
        arrive(technician, sender, file)

    accept = 'multipart/related; type="application/dicom+xml"'
    answer = technician.get(f"{address_of(technician, level='studies')}/metadata", headers={"Accept": accept})

    documents = [ElementTree.fromstring(content_of(part)) for part in parts_of(answer)]
    uids = [
        document.find("{*}DicomAttribute[@keyword='SOPInstanceUID']/{*}Value[@number='1']").text
        for document in documents
    ]
    assert sorted(uids) == sorted(pydicom.dcmread(file).SOPInstanceUID for file in files)
    assert (
        technician.get(
            f"{address_of(technician, level='studies')}/metadata", headers={"Accept": "application/dicom+xml"}
        ).status_code
        == 406
    )
