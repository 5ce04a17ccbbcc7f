"""How much a reviewer changed, by examples a radiologist would agree with, and by laws for any text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleread.reports.change import (
    SIZES,
    Change,
    ChangeReason,
    ChangeUnderstated,
    Words,
    raised,
    weigh,
)
from teleread.reports.report import ChangeSize, CriticalAnswer

FINDINGS = (
    "双肺纹理清晰，走行自然，未见明显实质性病变。双肺门影不大。纵隔居中，心影形态、大小正常。"
    "双膈面光整，双侧肋膈角锐利。右肺上叶见一结节，大小约 8 mm，边界清楚。"
)
IMPRESSION = "右肺上叶结节，建议 3 个月后复查 CT。心膈未见明显异常。"
ENGLISH = "The lungs are clear. No pleural effusion. A nodule of 8 mm in the right upper lobe, well defined."
WORDING, MINOR, MAJOR = ChangeSize


def findings(before: str, after: str, *, text: str = FINDINGS) -> Change:
    assert before in text
    return weigh(Words(text, IMPRESSION), Words(text.replace(before, after), IMPRESSION))


def impression(before: str, after: str) -> Change:
    assert before in IMPRESSION
    return weigh(Words(FINDINGS, IMPRESSION), Words(FINDINGS, IMPRESSION.replace(before, after)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("。双肺门", "；双肺门"),
        ("8 mm", "8mm"),
        ("8 mm", "８ mm"),
        ("未见明显", "未见"),
        ("清晰", "清楚"),
        ("未见", "无"),
    ],
)
def test_another_wording_is_wording(before: str, after: str) -> None:
    assert findings(before, after).size is WORDING


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("未见明显实质性", "见明显实质性", ChangeReason.NEGATION),
        ("右肺上叶", "左肺上叶", ChangeReason.SIDE),
        ("8 mm", "18 mm", ChangeReason.NUMBER),
        ("8 mm", "0.8 mm", ChangeReason.NUMBER),
    ],
)
def test_what_turns_the_meaning_is_never_below_minor(before: str, after: str, reason: ChangeReason) -> None:
    assert findings(before, after) == Change(MINOR, (reason,))


@pytest.mark.parametrize(
    ("before", "after"),
    [("No pleural", "Pleural"), ("right", "left"), ("8 mm", "9 mm"), ("are clear", "are not clear")],
)
def test_it_is_so_in_english(before: str, after: str) -> None:
    assert findings(before, after, text=ENGLISH).size is MINOR


@pytest.mark.parametrize(("before", "after"), [("右肺", "左肺"), ("3 个月", "6 个月"), ("未见", "见")])
def test_in_the_impression_it_is_major(before: str, after: str) -> None:
    assert impression(before, after).size is MAJOR


def test_two_sides_that_change_places_are_found() -> None:
    text = "右肺未见结节，左肺见结节。"
    change = weigh(Words(text, IMPRESSION), Words("右肺见结节，左肺未见结节。", IMPRESSION))
    assert ChangeReason.NEGATION in change.reasons


def test_shares_of_changed_words_make_it_minor_and_major() -> None:
    longer = FINDINGS + "胸廓对称，骨质结构完整，气管居中，双侧锁骨对称，软组织影正常"
    assert weigh(Words(FINDINGS, IMPRESSION), Words(longer, IMPRESSION)).size is MINOR
    assert weigh(Words(FINDINGS, IMPRESSION), Words("心影增大。", IMPRESSION)).size is MAJOR
    assert weigh(Words(FINDINGS, "心影正常"), Words(FINDINGS, "主动脉结突出")).size is MAJOR


def test_another_answer_to_the_critical_question_is_major() -> None:
    none = Words(FINDINGS, IMPRESSION, CriticalAnswer.NONE)
    assert weigh(none, replace(none, critical=CriticalAnswer.PRESENT)) == Change(MAJOR, (ChangeReason.CRITICAL,))


def test_the_longest_texts_are_weighed_at_once() -> None:
    one, other = Words("左右" * 10_000, "无"), Words("右左" * 9_999 + "肺", "无")
    assert weigh(one, other).size is MAJOR


@pytest.mark.parametrize("rule", ChangeSize)
@pytest.mark.parametrize("said", [None, *ChangeSize])
def test_a_reviewer_may_raise_it_and_not_lower_it(rule: ChangeSize, said: ChangeSize | None) -> None:
    if said is not None and SIZES.index(said) < SIZES.index(rule):
        with pytest.raises(ChangeUnderstated):
            raised(rule, said)
    else:
        assert raised(rule, said) is (said or rule)


words = st.builds(Words, st.text(max_size=60), st.text(max_size=40))


@given(words, words)
def test_only_the_same_text_is_no_change(one: Words, other: Words) -> None:
    assert (weigh(one, other).size is None) is (one == other)


@given(st.text(alphabet="肺纹理清晰见结节大小约", max_size=40), st.integers(0, 40), st.sampled_from("左右"))
def test_a_side_put_into_any_text_is_more_than_wording(text: str, place: int, side: str) -> None:
    change = weigh(Words(text, IMPRESSION), Words(text[:place] + side + text[place:], IMPRESSION))
    assert change.size in (MINOR, MAJOR)
    assert ChangeReason.SIDE in change.reasons
