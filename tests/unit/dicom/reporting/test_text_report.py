"""The Basic Text SR as other programs read it: dciodvfy, DCMTK and pydicom."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import BasicTextSRStorage

from teleread.dicom.encapsulate import encapsulate_pdf, uid_of
from teleread.dicom.reporting.contents import TextDocument, report_of_text, uid_of_text
from teleread.dicom.reporting.text_report import text_report
from teleread.reports.report import ReportKind
from teleread.reports.wording import UNPRINTABLE
from tests.unit.dicom.reporting.a_document import ALONE, DX, FIRST, SECOND, SIGNED_AT, STUDY, a_document, a_later
from tests.unit.dicom.test_encapsulate import DOCUMENT, PDF, SUBJECT

NASTY = "<b>双肺</b> | a\\b & &amp; \\X0A\\ 😀 䶮 㛃 𬭎 𠅤 ^=~\n\n第二行\t“引号”\"'"
LATER = [kind for kind in ReportKind if kind is not ReportKind.FINAL]
CHARACTER_SETS = ("ISO_IR 192", "GB18030", "GBK")

signable = st.text(
    st.characters(exclude_categories=tuple(UNPRINTABLE)) | st.sampled_from("\n\t\\^=|&<>;:\"'䶮㛃𬭎𠅤😀"), max_size=200
)
"""What `reports.wording` lets through."""


def read(content: bytes) -> Dataset:
    return dcmread(BytesIO(content))


def a_report(document: TextDocument, character_set: str = "ISO_IR 192") -> Dataset:
    return read(text_report(document, SUBJECT, character_set=character_set))


def items(data_set: Dataset) -> Iterator[Dataset]:
    for item in data_set.get("ContentSequence", []):
        yield item
        yield from items(item)


def said(data_set: Dataset) -> dict[str, str]:
    """Every paragraph by its name, with line ends as a person types them."""
    return {
        item.ConceptNameCodeSequence[0].CodeMeaning: item.TextValue.replace("\r\n", "\n")
        for item in items(data_set)
        if item.ValueType == "TEXT"
    }


def said_by(folder: Path, content: bytes, *tool: str) -> str:
    path = folder / "report.dcm"
    path.write_bytes(content)
    done = subprocess.run([*tool, str(path)], capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def documents() -> list[Any]:
    return [
        pytest.param(a_document(), id="first"),
        *(pytest.param(a_later(kind, is_critical=True), id=kind.value) for kind in LATER),
        pytest.param(a_document(signers=(ALONE,), is_critical=False), id="one signature"),
        pytest.param(a_document(findings="", clinical_question="", department="", read=()), id="little"),
        pytest.param(a_document(findings=NASTY.replace("\t", " "), modality="ecg"), id="nasty"),
        pytest.param(a_document(title="长" * 90, department="院" * 90, body_part="胸" * 90), id="long"),
    ]


@pytest.mark.parametrize("character_set", ["ISO_IR 192", "GB18030"])
@pytest.mark.parametrize("document", documents())
def test_dciodvfy_finds_no_error(document: TextDocument, character_set: str, tmp_path: Path):
    """It knows no GBK (a Defined Term of PS3.3 Table C.12-5), and no TAB in text, which PS3.5 6.2 allows."""
    found = said_by(tmp_path, text_report(document, SUBJECT, character_set=character_set), "dciodvfy")

    assert "BasicTextSR" in found
    assert "Error" not in found, found


@pytest.mark.parametrize("kind", list(ReportKind))
def test_dciodvfy_finds_no_error_in_the_pdf_of_any_version(kind: ReportKind, tmp_path: Path):
    named = {"title": f"远程影像诊断报告（{kind.value}）", "institution_name": "县人民医院 " * 9}
    later = replace(DOCUMENT, version=2, report_id=SECOND, **named)
    found = said_by(tmp_path, encapsulate_pdf(PDF, SUBJECT, later), "dciodvfy")

    assert "EncapsulatedPDF" in found
    assert "Error" not in found, found


def test_dcmtk_shows_who_said_what(tmp_path: Path):
    found = said_by(tmp_path, text_report(a_document(), SUBJECT), "dsrdump", "+Pl", "+Pc")

    for line in (
        "Basic Text SR Document",
        "Completion Flag     : COMPLETE",
        "Verification Flag   : VERIFIED",
        "2026-03-02 09:25:00 +08:00, Li^Ming=李^明, 县人民医院 影像科",
        "2026-03-02 09:30:00 +08:00, Ouyang^Hai=欧阳^海, 县人民医院 影像科",
        '(121049,DCM,"Language of Content Item and Descendants")=(zh-CN,RFC5646,"Chinese (China)")',
        '(121008,DCM,"Person Observer Name")="Ouyang^Hai=欧阳^海"',
        '(121011,DCM,"Person Observer\'s Role in this Procedure")=(121098,DCM,"Verifying")',
        '(121071,DCM,"Finding")="双肺纹理清晰。\\r\\n心影不大。"',
        '(121073,DCM,"Impression")="心肺膈未见明显异常。"',
    ):
        assert line in found, f"{line} is not in {found}"


@pytest.mark.parametrize("character_set", CHARACTER_SETS)
@settings(max_examples=60, deadline=None)
@given(findings=signable, impression=signable)
@example(findings=NASTY, impression=NASTY)
def test_any_text_comes_out_of_pydicom_as_it_was_signed(character_set: str, findings: str, impression: str):
    """But for spaces at its very end, which the Standard lets a reader drop (PS3.5 6.2, UT)."""
    data_set = a_report(a_document(findings=findings, impression=impression), character_set)
    found = said(data_set)

    assert found.get("Finding", "").rstrip(" ") == (findings if findings.strip() else "").rstrip(" ")
    assert found.get("Impression", "").rstrip(" ") == (impression if impression.strip() else "").rstrip(" ")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(findings=signable.map(lambda text: f"始{text}终"))
@example(findings=f"始{NASTY}终")
def test_any_text_comes_out_of_dcmtk_as_it_was_signed(findings: str, tmp_path: Path):
    found = said_by(tmp_path, text_report(a_document(findings=findings), SUBJECT), "dsrdump", "+Pl")

    assert '"{}">'.format(findings.replace("\n", "\\r\\n")) in found


@pytest.mark.parametrize(
    ("wanted", "text", "written"),
    [
        ("ISO_IR 192", NASTY, "ISO_IR 192"),
        ("GB18030", NASTY, "GB18030"),
        ("GBK", "双肺清晰", "GBK"),
        ("GBK", "双肺清晰 𠅤", "GB18030"),
    ],
)
def test_a_device_is_spoken_to_in_its_own_character_set_if_that_can_say_it(wanted: str, text: str, written: str):
    data_set = a_report(a_document(findings=text), wanted)

    assert data_set.SpecificCharacterSet == written
    assert said(data_set)["Finding"] == text


def test_a_resend_is_the_same_instance_bit_for_bit():
    assert text_report(a_document(), SUBJECT) == text_report(a_document(), SUBJECT)


def test_a_version_has_a_uid_of_its_own_that_is_not_its_pdfs():
    uids = {uid_of_text(FIRST), uid_of_text(SECOND), uid_of(FIRST), uid_of(SECOND)}

    assert len(uids) == 4
    assert report_of_text(uid_of_text(FIRST)) == FIRST
    assert report_of_text("1.2.3") is None


@pytest.mark.parametrize("kind", LATER)
def test_a_later_version_is_a_document_of_its_own_that_names_the_one_before_it(kind: ReportKind):
    first, later = a_report(a_document()), a_report(a_later(kind))
    (study,) = later.PredecessorDocumentsSequence
    (series,) = study.ReferencedSeriesSequence
    (before,) = series.ReferencedSOPSequence

    assert (later.SOPClassUID, before.ReferencedSOPClassUID) == (BasicTextSRStorage, BasicTextSRStorage)
    assert before.ReferencedSOPInstanceUID == first.SOPInstanceUID != later.SOPInstanceUID
    assert series.SeriesInstanceUID == first.SeriesInstanceUID == later.SeriesInstanceUID
    assert study.StudyInstanceUID == later.StudyInstanceUID == SUBJECT.study_instance_uid
    assert (later.CompletionFlag, later.VerificationFlag) == ("COMPLETE", "VERIFIED")
    assert "左右写反，应为右侧" in said(later)["Summary"]
    assert "PredecessorDocumentsSequence" not in first


def test_both_signers_answer_for_it_and_its_author_is_named():
    data_set = a_report(a_document())
    observers = [
        (str(each.VerifyingObserverName), each.VerificationDateTime) for each in data_set.VerifyingObserverSequence
    ]

    assert observers == [("Li^Ming=李^明", "20260302092500+0800"), ("Ouyang^Hai=欧阳^海", "20260302093000+0800")]
    assert str(data_set.AuthorObserverSequence[0].PersonName) == "Li^Ming=李^明"


def test_it_names_its_order_and_every_instance_that_was_read():
    data_set = a_report(a_document())
    (request,) = data_set.ReferencedRequestSequence
    (study,) = data_set.CurrentRequestedProcedureEvidenceSequence
    (series,) = study.ReferencedSeriesSequence

    assert (request.AccessionNumber, request.StudyInstanceUID) == ("QS2026030001", SUBJECT.study_instance_uid)
    assert (study.StudyInstanceUID, series.SeriesInstanceUID) == (STUDY, "1.2.3")
    references = [(each.ReferencedSOPClassUID, each.ReferencedSOPInstanceUID) for each in series.ReferencedSOPSequence]
    assert references == [(DX, "1.2.3.4"), (DX, "1.2.3.5")]


def test_it_is_of_the_moment_of_signing_and_follows_the_template():
    data_set = a_report(a_document())

    assert (data_set.ContentDate, data_set.ContentTime) == (f"{SIGNED_AT:%Y%m%d}", f"{SIGNED_AT:%H%M%S}")
    assert data_set.TimezoneOffsetFromUTC == "+0800"
    (template,) = data_set.ContentTemplateSequence
    assert (template.MappingResource, template.TemplateIdentifier) == ("DCMR", "2000")


def test_whether_something_is_critical_is_said_once_it_was_asked():
    critical = "Conclusion"

    assert critical not in said(a_report(a_document()))
    assert "未发现危急值" in said(a_report(a_document(is_critical=False)))[critical]
    assert "存在危急值" in said(a_report(a_document(is_critical=True)))[critical]
