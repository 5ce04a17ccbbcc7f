import io
import re
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from teleread.documents.document import PrintedReport, PrintedSignature, make_pdf
from teleread.documents.glyphs import GlyphMissing, check_glyphs, drawn_code_points, missing_characters
from teleread.reports.report import (
    ChangeSize,
    CriticalAnswer,
    Follows,
    PatientAsShown,
    ReportKind,
    SignatureMeaning,
    TemplateUsed,
)
from teleread.reports.wording import unprintable_characters
from tests.unit.reports.a_report import a_submission

SIGNED_AT = datetime(2026, 3, 2, 8, 31, 7, tzinfo=UTC)
KEY_ID = "a1b2c3d4e5f60718a1b2c3d4e5f60718"


def a_printed_report(**values: Any) -> PrintedReport:
    return PrintedReport(
        submission=a_submission(**values),
        submission_sha256=b"\x5c" * 32,
        signatures=(
            PrintedSignature("李明", SignatureMeaning.AUTHORED, SIGNED_AT - timedelta(minutes=11), KEY_ID),
            PrintedSignature("王芳", SignatureMeaning.REVIEWED, SIGNED_AT, KEY_ID),
        ),
        signed_at=SIGNED_AT,
        verification_code="7K3M-Q9XD-2FWT",
        verification_url="https://example.org/verify/7K3M-Q9XD-2FWT",
    )


def printed(report: PrintedReport) -> PdfReader:
    return PdfReader(io.BytesIO(make_pdf(report)))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def squeezed(text: str) -> str:
    """Without white space and the invisible places to break: what a reader compares."""
    return re.sub("[\\s\u200b]", "", text)


def test_the_page_says_what_was_signed():
    text = text_of(printed(a_printed_report()))

    for expected in (
        "县人民医院 影像科",
        "远程影像诊断报告",
        "张䶮",
        "1958-04-09（67 岁）",
        "女 F",
        "QS0001",
        "QS2026030001",
        "2026-03-02",
        "胸部 CHEST",
        "青山镇卫生院",
        "胸部正位",
        "咳嗽两周",
        "双肺纹理清晰。",
        "心肺膈未见明显异常。",
        "李明",
        "王芳",
        "审核并批准 reviewed and approved",
        "2026-03-02 16:31:07 +0800",
        "第 1 版",
        "7K3M-Q9XD-2FWT",
        "第 1 页，共 1 页",
    ):
        assert expected in text, expected


@pytest.mark.parametrize(
    ("modality", "title", "findings"),
    [
        ("xray", "远程影像诊断报告", "影像所见"),
        ("ultrasound", "远程超声诊断报告", "检查所见"),
        ("ecg", "远程心电诊断报告", "心电图所见"),
        ("other", "远程诊断报告", "检查所见"),
    ],
)
def test_each_kind_of_study_has_its_words(modality: str, title: str, findings: str):
    text = text_of(printed(a_printed_report(modality=modality)))
    assert title in text
    assert findings in text


@pytest.mark.parametrize(
    "hostile",
    [
        "#let x = 1; #x #panic() #read(sys.inputs.report)",
        "*粗* _斜_ `代码` $x^2$ = 标题 - 项 + 项 / 词: 义",
        "<label> @ref \\ \\n ~ --- ... // /* */ ' \" ''",
        '"},{"injected": "]}',
        "<script>alert(1)</script> &amp; {{7*7}} %s {0}",
    ],
)
def test_markup_is_printed_and_not_obeyed(hostile: str):
    text = text_of(printed(a_printed_report(findings=hostile, impression=hostile, clinical_question=hostile)))
    assert squeezed(text).count(squeezed(hostile)) == 3


@pytest.mark.parametrize("name", ["张䶮", "李㛃", "王𬭎", "赵𠅤", "吉𠮷", "김철수", "Müller", "Иванов"])
def test_rare_names_are_printed_with_glyphs_of_their_own(name: str):
    reader = printed(a_printed_report(patient=PatientAsShown(name, "1", None, "")))
    assert name in text_of(reader)


def test_a_character_without_a_glyph_fails_the_document_and_is_named():
    with pytest.raises(GlyphMissing) as refused:
        make_pdf(a_printed_report(patient=PatientAsShown("张\U0002a6d6", "1", None, "")))
    assert "U+2A6D6" in refused.value.message_en()
    assert "U+2A6D6" in refused.value.message_zh()


def test_the_font_draws_every_ideograph_of_the_basic_block_of_extension_a_and_common_signs():
    assert all(point in drawn_code_points() for point in [*range(0x3400, 0x4DB6), *range(0x4E00, 0x9FF0)])
    check_glyphs("①Ⅲ㎡µμ²³≥≤±×÷℃→↑↓•Ω½～·…—“”‘’《》【】〇％‰°′″αβγδ")
    assert missing_characters("葛\U000e0100") == frozenset(), "a variation selector chooses a shape"


TEXT = st.text(
    st.sampled_from(sorted(chr(point) for point in drawn_code_points())).filter(
        lambda c: not unprintable_characters(c)
    ),
    min_size=1,
    max_size=300,
).filter(lambda text: text.strip() != "")


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_whatever_can_be_drawn_can_be_printed(text: str):
    assert make_pdf(a_printed_report(findings=text, impression=text)).startswith(b"%PDF-")


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.sampled_from("肺心膈未见明显异常，。；：（）0123456789.×cm abcXYZ#*<>@\\$_`\n\t"), min_size=1, max_size=400
    )
)
def test_the_printed_text_is_the_typed_text(text: str):
    shown = squeezed(text_of(printed(a_printed_report(findings=text, impression="结论"))))
    between = shown.split("影像所见Findings")[1].split("诊断意见Impression")[0]
    assert between == squeezed(text) or (squeezed(text) == "" and between == "（未填写）")


def test_a_long_report_goes_on_with_the_patient_on_every_page():
    reader = printed(a_printed_report(findings="\n".join(f"{n}. 双肺纹理清晰。" for n in range(120))))

    assert len(reader.pages) > 2
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert "张䶮 · QS0001 · QS2026030001" in text
        assert f"第 {number} 页，共 {len(reader.pages)} 页" in text


def test_a_word_without_spaces_stays_on_the_paper():
    reader = printed(a_printed_report(findings="A" * 400, impression="B" * 400))
    for page in reader.pages:
        width = float(page.mediabox.width)
        ends: list[float] = []

        def visit(text: str, _cm: Any, matrix: list[float], _font: Any, size: float, ends: list[float] = ends) -> None:
            if text.strip("\n"):
                ends.append(matrix[4] + len(text.strip("\n")) * size * 0.45)

        page.extract_text(visitor_text=visit)
        assert max(ends) < width


def test_the_same_version_gives_the_same_bytes_in_any_process():
    program = (
        "import hashlib; from tests.unit.documents.test_document import a_printed_report, make_pdf;"
        "print(hashlib.sha256(make_pdf(a_printed_report())).hexdigest())"
    )
    runs = {
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(runs) == 1
    assert make_pdf(a_printed_report()) == make_pdf(a_printed_report())


def test_threads_may_print_at_once():
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(make_pdf(a_printed_report()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(made) == 4
    assert len(set(made)) == 1


def test_the_document_is_pdf_a_with_its_fonts_inside():
    reader = printed(a_printed_report())
    marks = reader.trailer["/Root"]["/Metadata"].get_data().decode()

    assert "<pdfaid:part>2</pdfaid:part>" in marks
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in marks
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert reader.metadata is not None
    assert reader.metadata.creation_date == SIGNED_AT
    fonts = reader.pages[0]["/Resources"]["/Font"]
    for font in fonts.values():
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        assert "/FontFile3" in descendant["/FontDescriptor"]
        assert "NotoSansCJKsc" in descendant["/BaseFont"]


def test_a_report_signed_once_names_one_signer():
    report = a_printed_report()
    alone = replace(report, signatures=(replace(report.signatures[0], meaning=SignatureMeaning.AUTHORED_AND_APPROVED),))
    text = text_of(printed(alone))
    assert "签发医师" in text
    assert "审核医师" not in text


FOLLOWS = Follows(UUID(int=9), 1, "左右侧写反 <左|右> & 已与临床核对")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (ReportKind.ADDENDUM, ("补充报告", "本版补充第 1 版")),
        (ReportKind.CORRECTION, ("更正报告", "本版更正并取代第 1 版")),
        (ReportKind.RECALL, ("报告撤回通知", "第 1 版及以前各版均已撤回，请勿再使用")),
    ],
)
def test_an_amendment_says_on_the_page_what_it_is_and_why(kind: ReportKind, said: tuple[str, ...]):
    text = squeezed(text_of(printed(a_printed_report(kind=kind, version=2, follows=FOLLOWS))))
    assert all(squeezed(each) in text for each in (*said, FOLLOWS.reason))


def test_a_critical_finding_is_told_on_the_page_and_only_then():
    assert "危急值" in text_of(printed(a_printed_report(critical=CriticalAnswer.PRESENT)))
    assert "危急值" not in text_of(printed(a_printed_report(critical=CriticalAnswer.NONE)))


def test_a_text_that_the_reviewer_changed_is_printed_with_both_who_signed():
    report = a_printed_report(template=TemplateUsed("chest-xray", 3))
    author, reviewer = report.signatures
    text = text_of(printed(replace(report, signatures=(replace(author, changed=ChangeSize.MINOR), reviewer))))
    assert "原文经审核医师修改（轻微）" in text
    assert "李明" in text
    assert "王芳" in text
    assert "chest-xray / 3" in text


@pytest.mark.parametrize("sign", ["<", "|", "\\", "&", "䶮", "㛃", "𬭎", "𠅤", "☺", "<b>&amp;|\\x00</b>"])
def test_signs_that_break_other_forms_are_the_same_in_the_document(sign: str):
    text = text_of(printed(a_printed_report(findings=f"甲{sign}乙", impression=f"丙{sign}丁")))
    assert f"甲{sign}乙" in text
    assert f"丙{sign}丁" in text
