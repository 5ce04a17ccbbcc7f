"""Bytes of a value to text, and whether anything was guessed or lost.

A name is never silently wrong. A declared character set that its bytes
contradict is overruled, an absent one is guessed, and either is said.

References
----------
DICOM PS3.3 C.12.1.1.2 (Specific Character Set); PS3.5 6.1.2 and 6.2.1 (PN).
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from teleread.archive.study import LOST_ON_THE_WAY, NameStanding
from teleread.dicom.values.chinese import has_east_asian, is_han, is_written_chinese, plausibility
from teleread.dicom.values.iso2022 import ESCAPE, SINGLE_BYTE, decode_extended, is_extended

UTF_8, GB18030 = "ISO_IR 192", "GB18030"
_LATIN = frozenset({"100", "101", "109", "110", "148", "203"})
_ISO_NUMBERS = frozenset(SINGLE_BYTE) | {"6", "13", "87", "159", "149", "58"}
_UNDEFINED_TERMS = {"UTF8": UTF_8, "UNICODE": UTF_8, "GB2312": GB18030, "GB": GB18030, "CP936": GB18030, "936": GB18030}
_PADDING = b"\0 "
_NAME_DELIMITERS, _TEXT_DELIMITERS = b"^=\\", b"\r\n\f\t\\"


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text, how far it can be trusted, and the character set it was read by."""

    text: str
    standing: NameStanding
    character_set: str


@dataclass(frozen=True, slots=True)
class _Declared:
    """Specific Character Set, understood: a whole-value encoding or ISO-IR numbers."""

    encoding: str | None
    numbers: tuple[str, ...]
    is_defined: bool
    is_absent: bool


def decode_person_name(
    raw: bytes, character_sets: Sequence[str] = (), *, site_default: str | None = None
) -> DecodedText:
    """Decode one PN value, all component groups, carets and equals signs kept.

    Never raises on malformed input: a mislabelled name must not stop a study
    from being read. What cannot be decoded becomes U+FFFD and the standing is
    LOSSY; what had to be guessed, or contradicted its label, is GUESSED. A mark
    that software puts in place of a character is a loss as well, wherever it
    happened.

    Parameters
    ----------
    raw
        The value as received, trailing padding included.
    character_sets
        Values of Specific Character Set (0008,0005), in order. Empty means
        that none was declared.
    site_default
        What the devices of the Site write when they declare nothing. Only a
        hint: bytes that are UTF-8 beyond doubt overrule it.

    References
    ----------
    DICOM PS3.5 6.1.2.4, 6.1.2.5 (code extensions) and 6.2.1 (PN).
    """
    decoded = _decode(raw, character_sets, site_default, _NAME_DELIMITERS)
    is_lost = not LOST_ON_THE_WAY.isdisjoint(decoded.text)
    return replace(decoded, standing=NameStanding.LOSSY) if is_lost else decoded


def decode_text(raw: bytes, character_sets: Sequence[str] = (), *, site_default: str | None = None) -> DecodedText:
    """Decode the whole of an LO, SH, ST, LT, UC, UT or CS value, as `decode_person_name` does.

    A value of several parts is decoded before it is split at its backslashes:
    the second byte of a GB 18030 character may be one.
    """
    return _decode(raw, character_sets, site_default, _TEXT_DELIMITERS)


def safe_to_show(text: str, *, keep_lines: bool = False) -> str:
    """Return the text with nothing in it that steers a display.

    Control characters become their visible pictures (U+2400 block); marks that
    reorder or hide text (bidirectional overrides, zero-width spaces) become
    their code point in guillemets, so that two names that look alike are alike.
    """
    if text.isprintable():
        return text
    return "".join(_shown(character, keep_lines=keep_lines) for character in text)


def _shown(character: str, *, keep_lines: bool) -> str:
    code = ord(character)
    if keep_lines and character in "\r\n\t":
        return character
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    hides = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character not in "\u200c\u200d"
    return f"‹U+{code:04X}›" if hides else character


def _decode(raw: bytes, terms: Sequence[str], site_default: str | None, delimiters: bytes) -> DecodedText:
    value = raw.rstrip(_PADDING)
    declared = _understand(tuple(terms))
    if b"\x1b" in value:
        return _with_escapes(value, declared, site_default, delimiters)
    if value.isascii():
        return _ascii(value, declared)
    return _marked(_without_escapes(value, declared, site_default), declared)


@lru_cache(maxsize=64)
def _understand(terms: tuple[str, ...]) -> _Declared:
    stripped = [term.strip("\0 ").upper() for term in terms]
    if not any(stripped):
        return _Declared(None, ("6",), is_defined=True, is_absent=True)
    if stripped[0] in {UTF_8, GB18030, "GBK"}:
        return _Declared(UTF_8 if stripped[0] == UTF_8 else GB18030, (), is_defined=True, is_absent=False)
    numbers = tuple(_iso_number(term) for term in stripped)
    if all(numbers):
        return _Declared(None, numbers, is_defined=True, is_absent=False)
    compact = "".join(character for character in stripped[0] if character.isalnum())
    known = UTF_8 if compact == "ISOIR192" else _UNDEFINED_TERMS.get(compact)
    return _Declared(known, tuple(filter(None, numbers)), is_defined=False, is_absent=known is None)


def _iso_number(term: str) -> str:
    if not term:
        return "6"
    for prefix in ("ISO_IR ", "ISO 2022 IR "):
        if term.startswith(prefix) and term.removeprefix(prefix) in _ISO_NUMBERS:
            return term.removeprefix(prefix)
    return ""


def _ascii(value: bytes, declared: _Declared) -> DecodedText:
    text = value.decode("ascii")
    if declared.numbers[:1] == ("13",):
        return DecodedText(text.replace("\\", "¥").replace("~", "‾"), NameStanding.EXACT, "ISO_IR 13")
    return DecodedText(text, NameStanding.EXACT, "ISO_IR 6")


def _marked(decoded: DecodedText, declared: _Declared) -> DecodedText:
    """Lower the standing for a replacement character or a term nobody defined."""
    standing = decoded.standing
    if not declared.is_defined and standing is NameStanding.EXACT:
        standing = NameStanding.GUESSED
    if "\ufffd" in decoded.text:
        standing = NameStanding.LOSSY
    return DecodedText(decoded.text, standing, decoded.character_set)


def _with_escapes(value: bytes, declared: _Declared, site_default: str | None, delimiters: bytes) -> DecodedText:
    if not is_extended(value):
        rest = ESCAPE.sub(b"", value)
        plain = _without_escapes(rest, declared, site_default) if not rest.isascii() else _ascii(rest, declared)
        return DecodedText(plain.text, NameStanding.LOSSY, plain.character_set)
    read = decode_extended(value, declared.numbers, delimiters=delimiters)
    standing = NameStanding.EXACT
    if read.liberties or declared.encoding or declared.is_absent or not declared.is_defined:
        standing = NameStanding.GUESSED
    if read.replaced or "\ufffd" in read.text:
        standing = NameStanding.LOSSY
    return DecodedText(read.text, standing, "ISO 2022")


def _without_escapes(value: bytes, declared: _Declared, site_default: str | None) -> DecodedText:
    as_utf_8 = _strictly(value, "utf-8")
    if declared.encoding == UTF_8:
        return _exact(as_utf_8, UTF_8) if as_utf_8 is not None else _guess(value, None)
    if declared.encoding == GB18030:
        return _declared_gb18030(value, as_utf_8)
    if declared.is_absent:
        return _guess(value, site_default)
    return _declared_iso(value, declared, as_utf_8)


def _declared_gb18030(value: bytes, as_utf_8: str | None) -> DecodedText:
    text = _strictly(value, "gb18030")
    if text is None:
        return _guess(value, None)
    if as_utf_8 is None or not has_east_asian(as_utf_8):
        return _guessed(text, GB18030) if _has_private_use(text) else _exact(text, GB18030)
    if plausibility(as_utf_8) >= plausibility(text):
        return _guessed(as_utf_8, UTF_8)
    return _guessed(text, GB18030)


def _declared_iso(value: bytes, declared: _Declared, as_utf_8: str | None) -> DecodedText:
    first = declared.numbers[0]
    text = _single_byte(value, first)
    if as_utf_8 is not None and (has_east_asian(as_utf_8) or text is None or not _is_letters(text)):
        return _guessed(as_utf_8, UTF_8)
    two_byte = next(
        (codec for number, codec in (("58", "gb18030"), ("149", "cp949")) if number in declared.numbers), None
    )
    if text is None:
        unescaped = _strictly(value, two_byte) if two_byte else None
        return _guessed(unescaped, "ISO 2022") if unescaped is not None else _guess(value, None)
    if first not in _LATIN:
        return _exact(text, f"ISO_IR {first}")
    as_chinese = _strictly(value, "gb18030")
    may_be_chinese = as_chinese is not None and is_written_chinese(as_chinese)
    if _reads_as_latin(text):
        return (_guessed if may_be_chinese else _exact)(text, f"ISO_IR {first}")
    if as_chinese is not None and may_be_chinese:
        return _guessed(as_chinese, GB18030)
    return _guessed(text, f"ISO_IR {first}")


def _single_byte(value: bytes, number: str) -> str | None:
    if number == "13":
        kana = all(byte < 0x80 or 0xA1 <= byte <= 0xDF for byte in value)
        return value.decode("shift_jis").replace("\\", "¥").replace("~", "‾") if kana else None
    codec = SINGLE_BYTE.get(number)
    return _strictly(value, codec) if codec else None


def _guess(value: bytes, site_default: str | None) -> DecodedText:
    """Read a value whose declared set is absent or contradicted."""
    as_utf_8, as_gb18030 = _strictly(value, "utf-8"), _strictly(value, "gb18030")
    if as_utf_8 is not None and not _is_rather_chinese(as_utf_8, as_gb18030):
        return _guessed(as_utf_8, UTF_8)
    hinted = _by_hint(value, site_default)
    if hinted is not None:
        return hinted
    cut = _cut_utf_8(value)
    if cut is not None and plausibility(cut.rstrip("\ufffd")) > plausibility(as_gb18030 or ""):
        return DecodedText(cut, NameStanding.LOSSY, UTF_8)
    return _guess_eight_bit(value, as_gb18030)


def _guess_eight_bit(value: bytes, as_gb18030: str | None) -> DecodedText:
    if as_gb18030 is not None and is_written_chinese(as_gb18030):
        return _guessed(as_gb18030, GB18030)
    as_latin = value.decode("latin-1")
    if _reads_as_latin(as_latin):
        return _guessed(as_latin, "ISO_IR 100")
    if as_gb18030 is not None and not _has_private_use(as_gb18030):
        return _guessed(as_gb18030, GB18030)
    return _least_loss(value)


def _is_rather_chinese(as_utf_8: str, as_gb18030: str | None) -> bool:
    """Say whether bytes that are UTF-8 by accident are common Chinese in GB 18030.

    毛 in GB 18030 is ë in UTF-8. A word that mixes such characters with ASCII
    letters is European; ideographs in the UTF-8 reading are beyond accident.
    """
    if as_gb18030 is None or has_east_asian(as_utf_8):
        return False
    return is_written_chinese(as_gb18030) and not any(map(_is_mixed_word, _words(as_utf_8)))


def _by_hint(value: bytes, site_default: str | None) -> DecodedText | None:
    if not site_default:
        return None
    hint = _understand(tuple(site_default.split("\\")))
    if hint.encoding is not None:
        text = _strictly(value, "utf-8" if hint.encoding == UTF_8 else "gb18030")
        return _guessed(text, hint.encoding) if text is not None and not _has_private_use(text) else None
    if hint.is_absent:
        return None
    text = _single_byte(value, hint.numbers[0])
    return _guessed(text, f"ISO_IR {hint.numbers[0]}") if text is not None else None


def _cut_utf_8(value: bytes) -> str | None:
    """Return UTF-8 whose last character was cut by a length limit, or None."""
    for missing in range(1, min(len(value), 4)):
        text = _strictly(value[:-missing], "utf-8")
        if text is not None and any(map(is_han, text)) and value[-missing] >= 0xC2:
            return text + "\ufffd"
    return None


def _least_loss(value: bytes) -> DecodedText:
    readings = [(value.decode("utf-8", "replace"), UTF_8), (value.decode("gb18030", "replace"), GB18030)]
    text, character_set = min(readings, key=lambda reading: reading[0].count("\ufffd"))
    return DecodedText(text, NameStanding.LOSSY, character_set)


def _reads_as_latin(text: str) -> bool:
    """Say whether the text could be words of a European language.

    GBK read as Latin gives words of accented letters alone, with symbols
    between them: 王 is Íõ and 李桂英 is Àî¹ðÓ¢.
    """
    return _is_letters(text) and all(_is_latin_word(word) for word in _words(text))


def _is_letters(text: str) -> bool:
    """Say whether what is not ASCII is letters, or a symbol standing by itself."""
    foreign = [not character.isascii() for character in text]
    for index, character in enumerate(text):
        alone = not any(foreign[max(index - 1, 0) : index] + foreign[index + 1 : index + 2])
        if foreign[index] and not character.isalpha() and not (alone and character.isprintable()):
            return False
    return True


def _words(text: str) -> list[str]:
    return "".join(character if character.isalpha() else " " for character in text).split()


def _is_latin_word(word: str) -> bool:
    accented = [character for character in word if not character.isascii()]
    if len(accented) > 1 and len(accented) == len(word):
        return False
    return not any(a.islower() and not b.isascii() and b.isupper() for a, b in pairwise(word))


def _is_mixed_word(word: str) -> bool:
    return any(map(str.isascii, word)) and not word.isascii()


def _has_private_use(text: str) -> bool:
    return any(unicodedata.category(character) in {"Co", "Cn"} for character in text)


def _strictly(value: bytes, codec: str) -> str | None:
    try:
        return value.decode(codec)
    except UnicodeDecodeError:
        return None


def _exact(text: str, character_set: str) -> DecodedText:
    return DecodedText(text, NameStanding.EXACT, character_set)


def _guessed(text: str, character_set: str) -> DecodedText:
    return DecodedText(text, NameStanding.GUESSED, character_set)
