"""How likely a decoded text is to be Chinese that somebody wrote.

GBK bytes and UTF-8 bytes often decode as one another without an error, to
characters that exist and mean nothing. GB 2312 sorted its characters by use:
its first level holds the 3,755 common ones, its second 3,008 of names and
places; whatever GBK and GB 18030 added is rarer still. That order is a
frequency table which every Python carries.
"""

import unicodedata

_COMMON, _NAMES, _RARE, _FOREIGN = 1.0, 0.7, 0.35, -0.5
_BESIDE_HAN = frozenset("·—…‘’“”℃×±°→①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ")


def is_han(character: str) -> bool:
    """Say whether the character is a Han ideograph of any plane."""
    code = ord(character)
    return (
        0x3400 <= code <= 0x4DBF or 0x4E00 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF
    ) or character == "〇"


def has_east_asian(text: str) -> bool:
    """Say whether the text holds any Han, kana or hangul character."""
    return any(is_han(c) or "\u3040" <= c <= "\u30ff" or "\uac00" <= c <= "\ud7a3" for c in text)


def plausibility(text: str) -> float:
    """Return how much the text looks like written Chinese, from -0.5 to 1.

    The mean weight of its characters outside ASCII: 1 for a common ideograph,
    less for rarer ones, negative for what Chinese text does not hold. Zero for
    ASCII alone, which says nothing.
    """
    weights = [_weight(character) for character in text if not character.isascii()]
    return sum(weights) / len(weights) if weights else 0.0


def is_written_chinese(text: str) -> bool:
    """Say whether the text may be taken for Chinese on its looks alone."""
    return any(map(is_han, text)) and plausibility(text) >= 0.5


def _weight(character: str) -> float:
    if is_han(character):
        return _han_weight(character)
    if 0x3000 <= ord(character) <= 0x303F or 0xFF00 <= ord(character) <= 0xFF65 or character in _BESIDE_HAN:
        return _COMMON
    return _FOREIGN - 0.5 if unicodedata.category(character) in {"Co", "Cn", "Cc"} else _FOREIGN


def _han_weight(character: str) -> float:
    try:
        lead = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return _RARE
    return _COMMON if lead <= 0xD7 else _NAMES
