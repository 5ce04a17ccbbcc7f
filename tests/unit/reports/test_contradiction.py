"""What a text says against the pictures, the order and the patient; and what only sounds like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleread.reports.contradiction import ContradictionKind, Known, find_contradictions

LEFT_FILM, RIGHT_FILM = Known(laterality=("L",)), Known(laterality=("R", "R"))
MAN, WOMAN = Known(sex="M"), Known(sex="F")


def words(known: Known, text: str) -> list[str]:
    return [each.words for each in find_contradictions(known, findings=text, impression="")]


@pytest.mark.parametrize(
    ("known", "text", "found"),
    [
        (LEFT_FILM, "右侧股骨见骨折线", ["右侧"]),
        (LEFT_FILM, "左侧股骨见骨折线", []),
        (LEFT_FILM, "未见右膝骨折", ["右"]),
        (LEFT_FILM, "The right tibia is fractured", ["right"]),
        (LEFT_FILM, "Rt. tibia is fractured", ["Rt."]),
        (RIGHT_FILM, "左踝内侧骨皮质中断。右踝正常", ["左"]),
        (RIGHT_FILM, "左心室高电压，左束支传导阻滞，左房增大", []),
        (RIGHT_FILM, "Left ventricular hypertrophy, left bundle branch block, left axis deviation", []),
        (RIGHT_FILM, "骨折远端向左移位，左右径增宽", []),
        (RIGHT_FILM, "左前斜位，左侧位，左侧卧位", []),
        (RIGHT_FILM, "与左侧对比，关节间隙变窄", []),
        (RIGHT_FILM, "Compared with the left the joint space is narrow", []),
        (RIGHT_FILM, "左侧未摄片", []),
        (RIGHT_FILM, "双侧骨质疏松", []),
        (RIGHT_FILM, "left and right knees", []),
        (RIGHT_FILM, "a bright line, an upright film, the knee is brightly lit", []),
        (Known(laterality=("L", "R")), "右侧骨折", []),
        (Known(laterality=("L", "")), "右侧骨折", []),
        (Known(laterality=("B",)), "右侧骨折", []),
        (Known(order="左膝关节"), "右膝关节退行性变", ["右"]),
        (Known(order="LEFT KNEE"), "The right knee is normal", ["right"]),
        (Known(order="双膝"), "右膝关节退行性变", []),
        (Known(order="胸部"), "右肺见结节", []),
        (WOMAN, "前列腺增大", ["前列腺"]),
        (WOMAN, "前列腺未见异常", ["前列腺"]),
        (WOMAN, "前列腺素治疗后", []),
        (WOMAN, "The prostate is enlarged", ["prostate"]),
        (WOMAN, "prostate: not applicable", []),
        (WOMAN, "父亲前列腺癌", []),
        (MAN, "子宫大小正常，双侧附件未见异常", ["子宫", "双侧附件"]),
        (MAN, "未探及子宫", []),
        (MAN, "No uterus is seen", []),
        (MAN, "Cervical spine is normal, cervical rib", []),
        (MAN, "宫内妊娠，活胎", ["妊娠"]),
        (MAN, "前列腺增大", []),
        (Known(sex="O"), "子宫与前列腺", []),
        (Known(), "子宫与前列腺", []),
    ],
)
def test_a_text_is_held_against_what_is_known(known: Known, text: str, found: list[str]):
    assert words(known, text) == found


def test_the_order_is_held_against_the_pictures():
    (found,) = find_contradictions(Known(("R",), "左膝"), findings="", impression="")
    assert found.kind is ContradictionKind.ORDER_AGAINST_SERIES


def test_an_impression_of_the_other_side_than_the_findings_is_pointed_out():
    findings = "左肺上叶见结节，右肾未见异常"
    (found,) = find_contradictions(Known(), findings=findings, impression="右肺结节。右肾正常")
    assert (found.kind, found.words, found.field) == (ContradictionKind.SIDE_OF_FINDINGS, "右肺", "impression")
    assert find_contradictions(Known(), findings="双肺纹理增多，左肺结节", impression="右肺纹理增多") == ()
    (english,) = find_contradictions(Known(), findings="A nodule in the left lung", impression="Right lung nodule")
    assert english.words == "Right lung"


def test_a_place_is_told_once_and_both_sentences_name_both_sides():
    (found,) = find_contradictions(Known(("L",), "左膝"), findings="", impression="右膝骨折")
    assert (found.field, found.start, found.end) == ("impression", 0, 1)
    assert "右侧" in found.zh
    assert "左侧" in found.zh
    assert "right" in found.en
    assert "left" in found.en


@given(
    st.text(alphabet="左右侧肺膝未见前列腺子宫。，leftright 𠅤", max_size=60),
    st.sampled_from(["M", "F", ""]),
    st.sampled_from([(), ("L",), ("R",), ("L", "R")]),
)
def test_every_contradiction_points_at_the_words_it_means(text: str, sex: str, laterality: tuple[str, ...]):
    for each in find_contradictions(Known(laterality, "", sex), findings=text, impression=text):
        assert text[each.start : each.end] == each.words
