"""Read a message by another library than it was written with, and undo escapes by the words of the Standard."""

import re
from typing import Any

from hl7apy.core import Message
from hl7apy.parser import parse_message

PLAIN = {"F": "|", "S": "^", "T": "&", "R": "~", "E": "\\", ".br": "\n"}


def understood(content: bytes, codec: str) -> Message:
    """Decode as MSH-18 says, parse and validate as ORU_R01 of 2.5.1; raises if it is none."""
    message = parse_message(content.decode(codec), find_groups=True)
    assert message.name == "ORU_R01"
    assert message.version == "2.5.1"
    assert message.validate()
    return message


def unescaped(value: str) -> str:
    """Undo the escape sequences of 2.7."""

    def plain(found: re.Match[str]) -> str:
        said = found[1]
        return bytes.fromhex(said[1:]).decode("ascii") if said[0] == "X" else PLAIN[said]

    return re.sub(r"\\([^\\]*)\\", plain, value)


def parsed_value(field: Any) -> str:
    """Return what the library has parsed of a field that has one part; `to_er7` would write it anew."""
    while getattr(field, "children", []):
        (field,) = field.children
    return str(field.value.value)


def fields(content: bytes, codec: str, name: str) -> list[list[str]]:
    """Return the raw fields of every segment of a name, counted as the Standard counts them."""
    found = []
    for segment in content.decode(codec).split("\r"):
        parts = segment.split("|")
        if parts[0] == name:
            found.append(["MSH", "|", *parts[1:]] if name == "MSH" else parts)
    return found
