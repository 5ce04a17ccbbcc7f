"""Text in HL7 v2: delimiters are escaped and nothing else is, in the character set of the route.

References
----------
HL7 v2.5.1 2.7 (escape sequences), 2.7.6 (formatted text), 2.14.9.18 (MSH-18),
Table 0211. A library that escapes every letter beyond ASCII as hexadecimal
bytes loses the text at receivers that take them for Latin letters.
"""

import re
from collections.abc import Mapping
from typing import Final

from teleread.clinics.clinic import MessageCharacterSet

CODEC: Final[Mapping[MessageCharacterSet, str]] = {
    MessageCharacterSet.UTF8: "utf-8",
    MessageCharacterSet.GB18030: "gb18030",
}

ENCODING_CHARACTERS: Final = "^~\\&"
"""MSH-2: between components, repetitions, escape, between subcomponents."""

LINE_BREAK: Final = "\\.br\\"

_ESCAPES: Final = {"|": "\\F\\", "^": "\\S\\", "&": "\\T\\", "~": "\\R\\", "\\": "\\E\\"}
_TO_ESCAPE: Final = re.compile(r"[|^&~\\\x00-\x1f\x7f]")


def escaped(text: str) -> str:
    r"""Return text as a value of a field: what a parser would take for structure is escaped.

    Control characters go as hexadecimal: a carriage return would end the
    segment, and 0x1C the MLLP block.
    """
    return _TO_ESCAPE.sub(lambda found: _escape(found[0]), text)


def formatted(text: str) -> str:
    r"""Return text of several lines as formatted text (FT): each line feed is `\.br\` (2.7.6)."""
    return LINE_BREAK.join(escaped(line) for line in text.split("\n"))


def encoded(message: str, character_set: MessageCharacterSet) -> bytes:
    """Return the bytes of a message; both character sets hold every character that Unicode has."""
    return message.encode(CODEC[character_set])


def _escape(letter: str) -> str:
    return _ESCAPES.get(letter) or f"\\X{ord(letter):02X}\\"
