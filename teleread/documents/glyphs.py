"""Which characters the report's font can draw."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

import noto_cjk_sans_otc
from fontTools.ttLib import TTFont

from teleread.errors import Invalid

FONT_FILE: Final = Path(str(noto_cjk_sans_otc.FONT_PATH))
FONT_FAMILY: Final = "Noto Sans CJK SC"
INDEX_OF_SC: Final = 2
EMOJI_FILE: Final = Path(__file__).with_name("fonts") / "NotoEmoji-Regular.ttf"
EMOJI_FAMILY: Final = "Noto Emoji"

LAYOUT: Final = frozenset("\n\t")


class GlyphMissing(Invalid):
    """A printed report would show a box where a character belongs."""

    code = "glyph_missing"
    zh = "打印字体缺少字符：{characters}"
    en = "The printing font lacks the characters {characters}"


@cache
def drawn_code_points() -> frozenset[int]:
    """Return every code point for which one of the fonts has a glyph.

    Noto Emoji (SIL Open Font License) has the signs that people type among
    words. The main collection's faces share one repertoire of 44,810 characters: CJK
    Unified Ideographs up to U+9FEF, all of Extension A, and the 2,108 of
    Extension B that the national standards of China, Hong Kong, Taiwan, Japan
    and Korea name. What lies beyond cannot be printed.
    """
    with TTFont(FONT_FILE, fontNumber=INDEX_OF_SC, lazy=True) as font:
        main = frozenset(font.getBestCmap())
    with TTFont(EMOJI_FILE, lazy=True) as font:
        return main | frozenset(font.getBestCmap())


def missing_characters(text: str) -> frozenset[str]:
    """Return the characters of a text that the font cannot draw.

    Variation selectors choose among shapes and have none of their own.
    """
    drawn = drawn_code_points()
    return frozenset(c for c in text if ord(c) not in drawn and c not in LAYOUT and not _is_variation_selector(c))


def check_glyphs(*texts: str) -> None:
    """Refuse texts that cannot be printed whole.

    Raises
    ------
    GlyphMissing
        Names the characters by code point.
    """
    missing = frozenset[str]().union(*map(missing_characters, texts))
    if missing:
        raise GlyphMissing(characters=", ".join(f"{_shown(c)} (U+{ord(c):04X})" for c in sorted(missing)[:8]))


def _is_variation_selector(character: str) -> bool:
    return unicodedata.name(character, "").startswith("VARIATION SELECTOR-")


def _shown(character: str) -> str:
    return character if character.isprintable() else "?"
