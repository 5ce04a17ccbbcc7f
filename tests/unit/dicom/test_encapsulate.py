"""The report as an Encapsulated PDF Instance."""

import subprocess
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pydicom
import pytest

from teleread.dicom.encapsulate import ReportedDocument, ReportSubject, encapsulate_pdf, key_of, uid_of

PDF = b"%PDF-1.7\n% a report of odd length\n%%EOF\n"
SUBJECT = ReportSubject(
    patient_name="张^三丰",
    patient_id="QS-0001",
    issuer_of_patient_id="qingshan",
    patient_birth_date=date(1950, 4, 30),
    patient_sex="M",
    study_instance_uid="1.2.826.0.1.3680043.8.498.1",
    study_id="1",
    study_date="20260302",
    study_time="080000",
    accession_number="A1",
    referring_physician_name="李^四",
)
DOCUMENT = ReportedDocument(
    report_id=UUID("018f3f6e-0000-7000-8000-000000000001"),
    reading_id=UUID("018f3f6e-0000-7000-8000-000000000002"),
    version=1,
    title="远程诊断报告",
    modality="xray",
    institution_name="县人民医院影像科",
    signed_at=datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")),
)


def read(content: bytes) -> pydicom.Dataset:
    return pydicom.dcmread(BytesIO(content))


def test_the_pdf_comes_back_byte_for_byte():
    data_set = read(encapsulate_pdf(PDF, SUBJECT, DOCUMENT))

    assert data_set.EncapsulatedDocument[: data_set.EncapsulatedDocumentLength] == PDF


@pytest.mark.parametrize("character_set", ["ISO_IR 192", "GB18030"])
def test_chinese_names_survive(character_set):
    data_set = read(encapsulate_pdf(PDF, SUBJECT, DOCUMENT, character_set=character_set))

    assert str(data_set.PatientName) == "张^三丰"
    assert data_set.DocumentTitle == "远程诊断报告"


def test_a_resend_is_the_same_instance_bit_for_bit():
    assert encapsulate_pdf(PDF, SUBJECT, DOCUMENT) == encapsulate_pdf(PDF, SUBJECT, DOCUMENT)


def test_a_new_version_is_another_instance_of_the_same_series():
    first = read(encapsulate_pdf(PDF, SUBJECT, DOCUMENT))
    correction = replace(DOCUMENT, report_id=UUID("018f3f6e-0000-7000-8000-000000000003"), version=2)
    second = read(encapsulate_pdf(PDF, SUBJECT, correction))

    assert first.SOPInstanceUID != second.SOPInstanceUID
    assert first.SeriesInstanceUID == second.SeriesInstanceUID


def test_a_uid_that_was_made_of_a_key_gives_it_back():
    assert key_of(uid_of(DOCUMENT.report_id)) == DOCUMENT.report_id


@pytest.mark.parametrize(
    "uid", ["", "2.25.", "2.25.x", "2.25.01", "2.25.1.2", "1.2.3", "12", "2.25.-1", "2.25.²", f"2.25.{1 << 128}"]
)
def test_another_uid_gives_no_key(uid):
    assert key_of(uid) is None


def test_a_backslash_in_a_title_does_not_make_two_values():
    data_set = read(encapsulate_pdf(PDF, SUBJECT, replace(DOCUMENT, title="a\\b\nc")))

    assert data_set.DocumentTitle == "a＼bc"


@pytest.mark.parametrize("modality", ["xray", "ultrasound", "ecg", "other"])
@pytest.mark.parametrize("character_set", ["ISO_IR 192", "GB18030"])
def test_dciodvfy_finds_no_error(tmp_path: Path, modality, character_set):
    file = tmp_path / "report.dcm"
    file.write_bytes(encapsulate_pdf(PDF, SUBJECT, replace(DOCUMENT, modality=modality), character_set=character_set))

    verdict = subprocess.run(["dciodvfy", str(file)], capture_output=True, text=True, check=False)

    assert "EncapsulatedPDF" in verdict.stderr
    assert "Error" not in verdict.stderr, verdict.stderr
