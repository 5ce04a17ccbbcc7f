"""A question for a name looks where the name lies."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from teleread.archive.fuzzy_names import Meant
from teleread.archive.name_keys import (
    KEY_LENGTH,
    keys_of,
    prefixes_of_part,
    prefixes_of_pattern,
    ranges_of,
)
from tests.unit.archive.test_fuzzy_names import LIKE

NAMES = ["Wang^Xiaoming=王^晓明", "王晓明", "ZHANG^SAN", "欧阳^锋", "Müller^Jörg", "O'Neil^Sean", "单雄信", "ﾔﾏﾀﾞ^ﾀﾛｳ"]
letters = st.sampled_from("aWÄß^ 王三单=明1-")
words = st.sampled_from(["zhang", "San ", "wang", "Xi", "an", "zs", "ming^", "三", "王^", "单", "欧阳"])


def lies_under(name, prefixes):
    encoded = [key.encode() for key in keys_of(name)]
    return any(first <= key < last for first, last in ranges_of(prefixes) for key in encoded)


@pytest.mark.parametrize(("asked", "name"), LIKE)
def test_a_name_that_may_be_meant_lies_where_each_word_is_looked_for(asked, name):
    assert all(lies_under(name, prefixes) for prefixes in Meant(asked).prefixes)


@given(st.text(letters, max_size=12), st.data())
def test_whatever_a_pattern_matches_lies_where_it_is_looked_for(name, data):
    start = data.draw(st.integers(0, len(name)))
    end = data.draw(st.integers(start, len(name)))
    before, after = ("*" if start else ""), ("*" if end < len(name) else "")
    prefixes = prefixes_of_pattern(f"{before}{name[start:end]}{after}")

    assert not prefixes or lies_under(name, prefixes)


@given(st.lists(words, max_size=4), st.lists(words, max_size=3), st.sampled_from("^ ="))
@example(["zhang", "三", "zhang"], ["zhang", "zhang"], "^")
@example(["三", "zhang", "三"], ["三", "三"], "^")
def test_whatever_is_like_a_name_lies_where_it_is_looked_for(name, asked, separator):
    meant, whole = Meant("".join(asked)), separator.join(name)

    if meant.is_like(whole):
        assert all(lies_under(whole, prefixes) for prefixes in meant.prefixes)


@pytest.mark.parametrize("name", NAMES)
def test_any_part_of_a_name_finds_it_without_separators_case_and_marks(name):
    plain = re.sub(r"[\^=' ]", "", name)
    for start in range(len(plain)):
        prefixes = prefixes_of_part(plain[start:].upper())
        assert not prefixes or lies_under(name, prefixes)


def test_a_name_of_ten_letters_lies_under_few_short_keys():
    keys = keys_of("Wang^Xiaoming=王^晓明")

    assert len(keys) < 24
    assert max(map(len, keys)) == KEY_LENGTH
    assert {"wangxiao", "xiaoming", "晓明", "wxm"} <= keys


@pytest.mark.parametrize("pattern", ["*", "?*", "W*", "*^*", ""])
def test_what_every_other_name_holds_is_not_looked_for(pattern):
    assert prefixes_of_pattern(pattern) == ()


@given(st.text(max_size=300))
def test_any_text_has_keys_that_can_be_stored(name):
    assert all(len(key) <= KEY_LENGTH and "\0" not in key for key in keys_of(name))
