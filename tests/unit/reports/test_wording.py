import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleread.reports.wording import (
    MAX_CHARACTERS,
    EmptyImpression,
    TextTooLong,
    UnprintableText,
    UnstorableText,
    check_storable,
    check_wording,
)


@pytest.mark.parametrize("impression", ["", " ", "\n\t", "\u3000"])
def test_an_impression_of_nothing_is_refused(impression: str):
    with pytest.raises(EmptyImpression):
        check_wording(findings="双肺清晰", impression=impression)


def test_findings_may_be_empty():
    check_wording(findings="", impression="未见异常")


@pytest.mark.parametrize("field", ["findings", "impression"])
def test_a_text_may_be_as_long_as_the_limit_and_no_longer(field: str):
    texts = {"findings": "a", "impression": "a"}
    check_wording(**{**texts, field: "字" * MAX_CHARACTERS})

    with pytest.raises(TextTooLong) as refused:
        check_wording(**{**texts, field: "字" * (MAX_CHARACTERS + 1)})
    assert refused.value.values == {"field": field, "length": MAX_CHARACTERS + 1, "limit": MAX_CHARACTERS}


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\r", "U+000D"),
        ("\x7f", "U+007F"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\u2028", "U+2028 LINE SEPARATOR"),
        ("\ue000", "U+E000"),
        ("\ud800", "U+D800"),
        ("\uffff", "U+FFFF"),
    ],
)
@pytest.mark.parametrize("field", ["findings", "impression"])
def test_a_character_that_cannot_be_printed_is_named(character: str, name: str, field: str):
    texts = {"findings": "a", "impression": "a"}
    with pytest.raises(UnprintableText) as refused:
        check_wording(**{**texts, field: f"左{character}肺"})
    assert refused.value.values == {"field": field, "characters": name}
    assert name in refused.value.message_zh()


@pytest.mark.parametrize(
    "text", ["第一行\n\t第二行", "#let x = 1 *b* <a> @ref \\ $x$", "䶮㛃𬭎𠅤𠮷", "≥3.5 cm², 37.2 ℃"]
)
def test_what_a_doctor_types_is_accepted(text: str):
    check_wording(findings=text, impression=text)


@given(st.text())
def test_a_draft_holds_anything_that_a_database_can_keep(text: str):
    try:
        check_storable(findings=text, impression="")
    except UnstorableText:
        assert "\0" in text or not text.isascii()
    else:
        text.encode()
