"""Any text that may be signed comes out of every form as it was typed; what no font draws fails the paper."""

import io
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from teleread.documents.document import make_pdf
from teleread.documents.glyphs import GlyphMissing, check_glyphs, drawn_code_points
from teleread.reports.draft import Typed, revise
from teleread.reports.report import TemplateUsed
from teleread.reports.report_form import canonical, parse
from teleread.reports.wording import check_storable, check_wording, unprintable_characters
from teleread.web.signing import SavedDraft
from tests.unit.documents.test_document import a_printed_report
from tests.unit.reports.a_report import a_submission

ODD = "<b> | \\ & \" ' {x} #[y] $z$ 䶮㛃𬭎𠅤"
DRAWN = sorted(
    chr(point)
    for point in drawn_code_points()
    if not unprintable_characters(chr(point)) and unicodedata.category(chr(point))[0] in "LNPS"
)
DRAWN_TEXT = st.text(alphabet=st.sampled_from(DRAWN) | st.sampled_from(list(ODD)), min_size=1, max_size=40)
ALLOWED_TEXT = st.text(max_size=80).filter(lambda text: text.strip() != "" and not unprintable_characters(text))


def through_the_forms(text: str) -> str:
    """Return a text after draft, submission, signed bytes and the page's JSON."""
    check_storable(findings=text, impression=text)
    check_wording(findings=text, impression=text)
    said = a_submission()
    template = TemplateUsed("xray-chest", 1, (("other", text),))
    typed = Typed(text, text, 0, template=template)
    draft = revise(None, typed, reading_id=said.reading_id, account_id=said.author.account_id, at=said.submitted_at)
    page = SavedDraft.model_validate_json(SavedDraft.of(draft).model_dump_json())
    assert (page.findings, page.impression) == (text, text)
    assert page.template is not None
    assert page.template.used == template
    submission = replace(said, findings=page.findings, impression=page.impression, template=page.template.used)
    signed = parse(canonical(submission))
    assert signed == submission
    return signed.findings


@given(ALLOWED_TEXT)
@example(ODD)
@example("心率 72 😀🫁 ❤")
def test_an_allowed_text_is_the_same_in_draft_page_and_signed_bytes(text: str):
    assert through_the_forms(text) == text


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DRAWN_TEXT)
@example(ODD)
def test_what_a_font_draws_is_on_the_paper_as_it_was_typed(text: str):
    signed = through_the_forms(text)
    pdf = make_pdf(a_printed_report(findings="起" + signed + "止", impression="见"))
    read = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "起" + squeezed(signed) + "止" in squeezed(read)


@given(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Me"]))
@settings(max_examples=20, deadline=None)
def test_a_glyph_that_no_font_has_fails_the_paper(character: str):
    assume(ord(character) not in drawn_code_points())
    with pytest.raises(GlyphMissing, match=f"U\\+{ord(character):04X}"):
        check_glyphs(character)
    with pytest.raises(GlyphMissing):
        make_pdf(a_printed_report(findings=character))


def squeezed(text: str) -> str:
    """Without white space and the invisible places to break; compatible forms of a glyph are one."""
    return unicodedata.normalize("NFKC", re.sub("[\\s\u200b]", "", text))
