"""What the typed text of a report may hold."""

import unicodedata
from typing import Final

from teleread.errors import Invalid

MAX_CHARACTERS: Final = 20_000
"""Of findings and of impression each: about ten printed pages."""

LAYOUT: Final = frozenset("\n\t")
UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class EmptyImpression(Invalid):
    """A report without an impression answers nothing."""

    code = "empty_impression"
    zh, en = "诊断意见不能为空", "The impression must not be empty"


class TextTooLong(Invalid):
    """More than a document should hold; most likely a paste by mistake."""

    code = "text_too_long"
    zh = "{field}过长：{length} 字，最多 {limit} 字"
    en = "{field} is too long: {length} characters, at most {limit}"


class UnprintableText(Invalid):
    """A signed text is seen exactly as it is stored, so nothing in it may be invisible."""

    code = "unprintable_text"
    zh = "{field}中有无法打印的字符：{characters}"
    en = "{field} holds characters that cannot be printed: {characters}"


class UnstorableText(Invalid):
    """NUL and half of a surrogate pair cannot be stored by either database."""

    code = "unstorable_text"
    zh = "{field}中有无法保存的字符：{characters}"
    en = "{field} holds characters that cannot be stored: {characters}"


def check_wording(*, findings: str, impression: str) -> None:
    """Refuse a text that may not be signed.

    Line feeds and tabs lay text out. Every other control is refused by name,
    and so are directional marks (they can show another order than is stored),
    private use (each font draws another thing) and unassigned code points.

    Raises
    ------
    EmptyImpression, TextTooLong, UnprintableText
        The first reason found; values name the field and the characters.
    """
    if not impression.strip():
        raise EmptyImpression
    for field, text in (("findings", findings), ("impression", impression)):
        _check_length(field, text)
        if unprintable := unprintable_characters(text):
            raise UnprintableText(field=field, characters=name_characters(unprintable))


def check_storable(*, findings: str, impression: str) -> None:
    """Refuse a draft that no database can keep as it was typed.

    Raises
    ------
    TextTooLong, UnstorableText
        Values name the field and the characters.
    """
    for field, text in (("findings", findings), ("impression", impression)):
        _check_length(field, text)
        if lost := frozenset(c for c in text if c == "\0" or unicodedata.category(c) == "Cs"):
            raise UnstorableText(field=field, characters=name_characters(lost))


def unprintable_characters(text: str) -> frozenset[str]:
    """Return the characters that leave no mark on paper, or none that is the same everywhere."""
    return frozenset(c for c in text if c not in LAYOUT and unicodedata.category(c) in UNPRINTABLE)


def name_characters(characters: frozenset[str]) -> str:
    """Name characters by code point, for a person who cannot see them."""
    return ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, '')}".rstrip() for c in sorted(characters)[:8])


def _check_length(field: str, text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise TextTooLong(field=field, length=len(text), limit=MAX_CHARACTERS)
