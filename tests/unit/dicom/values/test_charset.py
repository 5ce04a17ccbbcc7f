"""A name is never silently wrong."""

import csv
import json
import warnings
from pathlib import Path

import pydicom
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleread.archive.study import NameStanding
from teleread.dicom.values.charset import decode_person_name, decode_text, safe_to_show

EXACT, GUESSED, LOSSY = NameStanding.EXACT, NameStanding.GUESSED, NameStanding.LOSSY

CONSTRUCTED = [
    ("us-gb18030-4byte.dcm", EXACT),
    ("us-gb18030-5c-5e-7c.dcm", EXACT),
    ("us-gb18030.dcm", EXACT),
    ("us-gbk-bytes-no-charset.dcm", GUESSED),
    ("us-gbk-bytes-says-utf8.dcm", GUESSED),
    ("us-iso2022-ir58-no-reescape.dcm", GUESSED),
    ("us-iso2022-ir58.dcm", EXACT),
    ("us-long-name.dcm", EXACT),
    ("us-one-group-han.dcm", EXACT),
    ("us-sq-own-charset.dcm", EXACT),
    ("us-utf8-bytes-no-charset.dcm", GUESSED),
    ("xr-gbk-bytes-says-iso100.dcm", GUESSED),
    ("xr-gbk-term.dcm", EXACT),
    ("xr-odd-dob-age-sex.dcm", EXACT),
    ("xr-unknown-charset-term.dcm", GUESSED),
    ("xr-utf8-bytes-says-gb18030.dcm", GUESSED),
    ("xr-utf8.dcm", EXACT),
]

OF_THE_STANDARD = [
    ("chrArab.dcm", "قباني^لنزار"),
    ("chrFren.dcm", "Buc^Jérôme"),
    ("chrFrenMulti.dcm", "Buc^Jérôme"),
    ("chrGB2312.dcm", "Zhang^XiaoDong=张^小东="),
    ("chrGerm.dcm", "Äneas^Rüdiger"),
    ("chrGreek.dcm", "Διονυσιος"),
    ("chrH31.dcm", "Yamada^Tarou=山田^太郎=やまだ^たろう"),
    ("chrH32.dcm", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"),
    ("chrHbrw.dcm", "שרון^דבורה"),
    ("chrI2.dcm", "Hong^Gildong=洪^吉洞=홍^길동"),
    ("chrJapMulti.dcm", "やまだ^たろう"),
    ("chrJapMultiExplicitIR6.dcm", "やまだ^たろう"),
    ("chrKoreanMulti.dcm", "김희중"),
    ("chrRuss.dcm", "Люкceмбypг"),
    ("chrX1.dcm", "Wang^XiaoDong=王^小東="),
    ("chrX2.dcm", "Wang^XiaoDong=王^小东="),
    ("sc-gb18030-sex-in-chinese.dcm", "Wang^XiaoDong=王^小东="),
]


def name_in(path: Path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data_set = pydicom.dcmread(path, stop_before_pixels=True)
        declared = data_set.get("SpecificCharacterSet") or []
    terms = [declared] if isinstance(declared, str) else list(declared)
    return decode_person_name(data_set.get_item("PatientName").value, terms)


@pytest.mark.parametrize(("file", "standing"), CONSTRUCTED)
def test_a_name_of_a_chinese_device_is_read_as_it_was_meant(shared_data, file, standing):
    folder = shared_data / "constructed" / "charset-cn"
    meant = json.loads((folder / "expected.json").read_text(encoding="utf-8"))

    name = name_in(folder / file)

    assert (name.text, name.standing) == (meant[file], standing)


def test_the_table_holds_every_constructed_file(shared_data):
    expected = json.loads((shared_data / "constructed/charset-cn/expected.json").read_text(encoding="utf-8"))
    assert {file for file, _ in CONSTRUCTED} == set(expected)


@pytest.mark.parametrize(("file", "text"), OF_THE_STANDARD)
def test_a_sample_of_the_standard_is_read_exactly(shared_data, file, text):
    name = name_in(shared_data / "charset" / file)
    assert (name.text, name.standing) == (text, EXACT)


def test_every_sample_with_a_top_level_name_is_in_the_table(shared_data):
    with (shared_data / "MANIFEST.csv").open(encoding="utf-8") as lines:
        listed = {Path(row["file"]).name for row in csv.DictReader(lines) if row["file"].startswith("charset/")}
    assert listed - {"chrSQEncoding.dcm", "chrSQEncoding1.dcm"} == {file for file, _ in OF_THE_STANDARD}


@pytest.mark.parametrize(
    ("raw", "terms", "text", "standing"),
    [
        ("毛^毛".encode("gb18030"), ["GB18030"], "毛^毛", EXACT),  # each one is also ë in UTF-8
        ("毛毛".encode("gb18030"), [], "毛毛", GUESSED),
        ("Hélène".encode(), [], "Hélène", GUESSED),  # also H茅l猫ne in GB 18030
        ("Jérôme".encode("latin-1"), [], "Jérôme", GUESSED),
        ("王秀英".encode("gbk"), ["ISO_IR 100"], "王秀英", GUESSED),  # letters alone in Latin-1: ÍõÐãÓ¢
        ("买买提·艾力".encode("gbk"), [], "买买提·艾力", GUESSED),
        ("Jérôme".encode(), ["ISO_IR 100"], "Jérôme", GUESSED),
        ("37 °C, é".encode("latin-1"), ["ISO_IR 100"], "37 °C, é", EXACT),
        ("LI李".encode("gbk"), ["ISO_IR 100"], "LIÀî", GUESSED),  # words of Latin-1 and common Chinese alike
        ("王A".encode("gbk"), ["ISO 2022 IR 100"], "ÍõA", GUESSED),
        ("李桂英".encode()[:-1], ["ISO_IR 192"], "李桂\ufffd", LOSSY),  # cut at a length limit
        ("李桂英".encode("gbk")[:-1], ["GB18030"], "李桂\ufffd", LOSSY),
        ("张\ufffd".encode(), ["ISO_IR 192"], "张\ufffd", LOSSY),  # the device had lost it already
        (b"\x1b$)A\xd5\xc5", ["ISO_IR 100"], "张", GUESSED),  # the escape was never declared
        (b"\x1b%/1Zhang", ["ISO_IR 192"], "Zhang", LOSSY),  # an escape that DICOM does not define
        (b"\x1bZhang", [], "hang", LOSSY),
        ("李桂英".encode("gbk"), ["", "ISO 2022 IR 58"], "李桂英", GUESSED),  # declared, never designated
        ("张三".encode(), ["UTF-8"], "张三", GUESSED),
        (b"Zhang^?=\xd5\xc5^?", ["GB18030"], "Zhang^?=张^?", LOSSY),  # a character that its device could not write
        ("张^□".encode(), ["ISO_IR 192"], "张^□", LOSSY),
        (b"", ["GB18030"], "", EXACT),
        (b"Zhang^San \0", [], "Zhang^San", EXACT),
    ],
)
def test_a_doubtful_value_is_read_and_marked(raw, terms, text, standing):
    name = decode_person_name(raw, terms)
    assert (name.text, name.standing) == (text, standing)


def test_the_site_default_reads_what_was_not_declared_but_stays_a_guess():
    raw = "Люба".encode("iso8859_5")
    assert decode_text(raw, site_default="ISO_IR 144").text == "Люба"
    assert decode_text(raw, site_default="ISO_IR 144").standing is GUESSED


def test_bytes_that_are_utf_8_beyond_doubt_overrule_the_site_default():
    assert decode_text("张三".encode(), site_default="GB18030").text == "张三"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张\u202e三", "张‹U+202E›三"),
        ("A\x00B\x07C", "A␀B␇C"),
        ("one\r\nTwo", "one␍␊Two"),
        ("<script>", "<script>"),
        ("\u200bx\u2066y\u2069", "‹U+200B›x‹U+2066›y‹U+2069›"),
    ],
)
def test_what_would_steer_a_display_is_made_visible(text, shown):
    assert safe_to_show(text) == shown


def test_lines_of_a_long_text_may_be_kept():
    assert safe_to_show("one\r\ntwo\x07", keep_lines=True) == "one\r\ntwo␇"


COMMON = [bytes((lead, trail)).decode("gb2312") for lead in range(0xB0, 0xD7) for trail in range(0xA1, 0xFF)]
HANGUL = [bytes((lead, trail)).decode("euc_kr") for lead in range(0xB0, 0xC8) for trail in range(0xA1, 0xFF)]
JIS = [bytes((lead, trail)).decode("euc_jp") for lead in range(0xB0, 0xCF) for trail in range(0xA1, 0xFF)]
HALF_WIDTH_KANA = [chr(code) for code in range(0xFF66, 0xFF9F)]
ANY_TEXT = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp", "Zs"], exclude_characters="\ufffd?？□〓"), min_size=1
)


def names_of(letters):
    return st.lists(st.text(st.sampled_from(letters), min_size=1, max_size=6), min_size=1, max_size=5).map("^".join)


@given(ANY_TEXT)
def test_any_utf_8_name_comes_back_exactly(name):
    decoded = decode_person_name(name.encode(), ["ISO_IR 192"])
    assert (decoded.text, decoded.standing) == (name, EXACT)


@given(names_of([*COMMON, *"abcXYZ"]), st.sampled_from(["GB18030", "GBK"]))
def test_any_common_chinese_name_comes_back_exactly(name, term):
    decoded = decode_person_name(name.encode("gb18030" if term == "GB18030" else "gbk"), [term])
    assert (decoded.text, decoded.standing) == (name, EXACT)


@given(names_of(COMMON), st.sampled_from(["utf-8", "gb18030"]), st.sampled_from([[], ["ISO_IR 100"], ["ISO_IR 6"]]))
def test_a_chinese_name_under_no_label_or_a_latin_one_is_read_and_marked(name, codec, terms):
    decoded = decode_person_name(name.encode(codec), terms)
    assert decoded.standing is GUESSED
    assert decoded.text == name or codec == "gb18030"  # short GBK may be European words; it is a marked guess


@pytest.mark.parametrize(
    ("term", "codec", "letters"),
    [
        ("ISO_IR 144", "iso8859_5", "АБВГДЕЖЗабвгдежз"),
        ("ISO_IR 126", "iso8859_7", "ΑΒΓΔΕΖαβγδεζ"),
        ("ISO_IR 127", "iso8859_6", "ابتثجحخد"),
        ("ISO_IR 138", "iso8859_8", "אבגדהוזח"),
        ("ISO_IR 166", "iso8859_11", "กขฃคฅฆงจ"),
        ("ISO_IR 13", "shift_jis", HALF_WIDTH_KANA),
    ],
)
def test_a_name_in_a_single_byte_set_comes_back_exactly(term, codec, letters):
    @given(names_of(letters))
    def law(name):
        decoded = decode_person_name(name.encode(codec), [term])
        assert (decoded.text, decoded.standing) == (name, EXACT)

    law()


@given(
    st.lists(st.tuples(*map(st.sampled_from, ("BDKLMR", "áéíóúäöüß", ("n", "ra", "l")))), min_size=1),
    st.sampled_from([("ISO_IR 100", "iso8859_1"), ("ISO_IR 101", "iso8859_2"), ("ISO_IR 148", "iso8859_9")]),
)
def test_a_european_name_comes_back_exactly(syllables, declared):
    term, codec = declared
    name = "^".join("".join(syllable) for syllable in syllables)
    decoded = decode_person_name(name.encode(codec), [term])
    assert (decoded.text, decoded.standing) == (name, EXACT)


EXTENDED = [
    ("ISO 2022 IR 58", COMMON, lambda part: b"\x1b$)A" + part.encode("gb2312")),
    ("ISO 2022 IR 149", HANGUL, lambda part: b"\x1b$)C" + part.encode("euc_kr")),
    ("ISO 2022 IR 87", JIS, lambda part: part.encode("iso2022_jp")),
]


@pytest.mark.parametrize(("term", "letters", "encode"), EXTENDED)
def test_a_name_with_code_extensions_comes_back_exactly(term, letters, encode):
    @given(names_of(letters))
    def law(name):
        raw = b"Wang^X=" + b"^".join(map(encode, name.split("^")))
        decoded = decode_person_name(raw, ["", term])
        assert (decoded.text, decoded.standing) == (f"Wang^X={name}", EXACT)

    law()


FRAGMENTS = [b"\x1b$)A", b"\x1b(B", b"\x1b", b"\xd5\xc5"]
TERMS = ["", "ISO_IR 6", "ISO_IR 100", "ISO_IR 13", "ISO_IR 144", "ISO_IR 192", "GB18030", "GBK", "GB2312", "nonsense"]
TERM_LISTS = st.lists(st.sampled_from([*TERMS, "ISO 2022 IR 58", "ISO 2022 IR 149", "ISO 2022 IR 87"]), max_size=3)
CODECS = {"ISO_IR 6": "ascii", "ISO_IR 192": "utf-8", "GB18030": "gb18030", "ISO_IR 100": "latin-1"}


@given(
    st.one_of(st.binary(max_size=40), st.lists(st.sampled_from(FRAGMENTS)).map(b"".join)),
    TERM_LISTS,
    st.sampled_from([None, *TERMS]),
)
def test_any_bytes_are_read_without_an_error_and_never_called_exact_when_some_were_replaced(raw, terms, hint):
    decoded = decode_person_name(raw, terms, site_default=hint)
    assert "\x1b" not in decoded.text
    if "\ufffd" in decoded.text:
        assert decoded.standing is LOSSY
    if decoded.standing is EXACT and decoded.character_set in CODECS:
        assert decoded.text.encode(CODECS[decoded.character_set]) == raw.rstrip(b"\0 ")


@given(st.text())
def test_nothing_shown_holds_a_control_or_an_override(text):
    assert not set(safe_to_show(text)) & {"\x00", "\n", "\x1b", "\u202e", "\u2066", "\u200b", "\ufeff"}
