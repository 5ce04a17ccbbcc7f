"""Code extensions: escape sequences that switch character sets inside a value.

References
----------
DICOM PS3.5 6.1.2.4 and 6.1.2.5; PS3.3 Table C.12-3 and Table C.12-4 (the
defined terms and their escape sequences); ISO/IEC 2022.
"""

import re
from dataclasses import dataclass, field

ESCAPE = re.compile(rb"\x1b[\x20-\x2f]*[\x30-\x7e]?")

SINGLE_BYTE = {
    "100": "iso8859_1",
    "101": "iso8859_2",
    "109": "iso8859_3",
    "110": "iso8859_4",
    "144": "iso8859_5",
    "127": "iso8859_6",
    "126": "iso8859_7",
    "138": "iso8859_8",
    "148": "iso8859_9",
    "203": "iso8859_15",
    "166": "iso8859_11",
}
"""ISO-IR number of a set for G1 with 96 characters -> Python's codec."""

_DESIGNATIONS: dict[bytes, tuple[int, str]] = {
    b"\x1b(B": (0, "6"),
    b"\x1b(J": (0, "14"),
    b"\x1b)I": (1, "13"),
    b"\x1b$B": (0, "87"),
    b"\x1b$(D": (0, "159"),
    b"\x1b$)C": (1, "149"),
    b"\x1b$)A": (1, "58"),
    b"\x1b-A": (1, "100"),
    b"\x1b-B": (1, "101"),
    b"\x1b-C": (1, "109"),
    b"\x1b-D": (1, "110"),
    b"\x1b-L": (1, "144"),
    b"\x1b-G": (1, "127"),
    b"\x1b-F": (1, "126"),
    b"\x1b-H": (1, "138"),
    b"\x1b-M": (1, "148"),
    b"\x1b-b": (1, "203"),
    b"\x1b-T": (1, "166"),
}
_TWO_BYTE_CODECS = {"58": ("gb2312", "gb18030"), "149": ("euc_kr", "cp949")}
_ROMAJI = str.maketrans({"\\": "¥", "~": "‾"})


@dataclass(slots=True)
class Extended:
    """A value read with code extensions, and every liberty that was taken."""

    text: str = ""
    replaced: int = 0
    liberties: set[str] = field(default_factory=set)


def is_extended(raw: bytes) -> bool:
    """Say whether the value holds an escape sequence that DICOM defines."""
    return any(match.group() in _DESIGNATIONS for match in ESCAPE.finditer(raw))


def decode_extended(raw: bytes, declared: tuple[str, ...], *, delimiters: bytes) -> Extended:
    """Decode a value by its escape sequences; none is left in the text.

    Never raises. `liberties` names what the Standard does not allow and was
    understood all the same: a set that was not declared, a designation carried
    past a delimiter, characters of a wider set under a narrower one.

    Parameters
    ----------
    declared
        ISO-IR numbers of Specific Character Set in order, such as ("6", "58");
        the first one is in force at the start and after each delimiter.
    delimiters
        The bytes after which the first set is in force again: caret and equals
        sign in a PN; CR, LF, FF, TAB and backslash in text.
    """
    reader = _Reader(declared, delimiters)
    position = 0
    while position < len(raw):
        position = reader.step(raw, position)
    return reader.result


class _Reader:
    """G0 and G1 while one value is read."""

    def __init__(self, declared: tuple[str, ...], delimiters: bytes) -> None:
        self._declared = frozenset(declared) | {"6"} | ({"14"} if "13" in declared else frozenset())
        first = declared[0] if declared else "6"
        self._first_g0 = "14" if first == "13" else "6"
        self._first_g1 = first if first in SINGLE_BYTE or first == "13" else None
        self._carried = next((number for number in declared if number in _TWO_BYTE_CODECS), None)
        self._delimiters = delimiters
        self._g0, self._g1 = self._first_g0, self._first_g1
        self.result = Extended()

    def step(self, raw: bytes, position: int) -> int:
        """Read one escape sequence or one character; return where the next begins."""
        byte = raw[position]
        if byte == 0x1B:
            return self._designate(raw, position)
        if byte >= 0x80:
            return self._high(raw, position)
        if self._g0 in {"87", "159"} and 0x21 <= byte <= 0x7E:
            return self._japanese(raw, position)
        self._low(byte)
        return position + 1

    def _designate(self, raw: bytes, position: int) -> int:
        match = ESCAPE.match(raw, position)
        sequence = match.group() if match else raw[position : position + 1]
        known = _DESIGNATIONS.get(sequence)
        if known is None:
            self.result.replaced += 1
            return position + len(sequence)
        element, number = known
        if number not in self._declared:
            self.result.liberties.add("undeclared set")
        if element == 0:
            self._g0 = number
        else:
            self._g1 = self._carried = number
        return position + len(sequence)

    def _low(self, byte: int) -> None:
        if byte in self._delimiters:
            self._g0, self._g1 = self._first_g0, self._first_g1
        character = chr(byte)
        self.result.text += character.translate(_ROMAJI) if self._g0 == "14" else character

    def _high(self, raw: bytes, position: int) -> int:
        number = self._g1
        if number is None and self._carried is not None:
            number = self._carried
            self.result.liberties.add("carried designation")
        if number in _TWO_BYTE_CODECS:
            return self._pair(raw[position : position + 2], position, _TWO_BYTE_CODECS[number])
        codec = "shift_jis" if number == "13" else SINGLE_BYTE.get(number or "", "ascii")
        return self._put(raw[position : position + 1], position, codec)

    def _pair(self, pair: bytes, position: int, codecs: tuple[str, str]) -> int:
        narrow, wide = codecs
        try:
            self.result.text += pair.decode(narrow)
        except UnicodeDecodeError:
            self.result.liberties.add("wider set")
            return self._put(pair, position, wide)
        return position + 2

    def _japanese(self, raw: bytes, position: int) -> int:
        pair = bytes(byte | 0x80 for byte in raw[position : position + 2])
        prefix = b"\x8f" if self._g0 == "159" else b""
        self._put(prefix + pair, position, "euc_jp")
        return position + 2

    def _put(self, code: bytes, position: int, codec: str) -> int:
        try:
            self.result.text += code.decode(codec)
        except UnicodeDecodeError:
            self.result.text += "\ufffd"
            self.result.replaced += 1
            return position + 1
        return position + len(code)
