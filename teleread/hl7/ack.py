"""What the other side answers: accepted, rejected, or refused for what the message says.

References
----------
HL7 v2.5.1 2.9.2 (original mode: AA, AE, AR), 2.9.3 (enhanced mode: CA, CE,
CR), 2.14.8 (MSA), 2.14.5 (ERR), Table 0008, Table 0357.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import hl7

LONGEST_SAID: Final = 300

_UNSUPPORTED: Final = frozenset({"200", "201", "202", "203"})
"""Table 0357: message type, event code, processing ID or version that the other side never takes."""

_CODES: Final = {"AA": "AA", "CA": "AA", "AE": "AE", "CE": "AE", "AR": "AR", "CR": "AR"}


class Verdict(StrEnum):
    """MSA-1 in the words of the original mode."""

    ACCEPTED = "AA"
    ERROR = "AE"
    REJECTED = "AR"


class NotAnAcknowledgement(Exception):
    """What came is no acknowledgement that can be read."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What an MSA and the ERR beside it say.

    Parameters
    ----------
    said
        The other side's own words, shortened and without control characters.
    is_unsupported
        It never takes such messages, so a repetition is useless.
    """

    verdict: Verdict
    code: str
    control_id: str
    said: str
    is_unsupported: bool


def read_acknowledgement(content: bytes, *, codec: str) -> Acknowledgement:
    """Return what an answer says, in whatever state its text is.

    Raises
    ------
    NotAnAcknowledgement
        If it holds no MSA with a code that Table 0008 knows.
    """
    text = re.sub(r"\r\n?|\n", "\r", content.decode(codec, errors="replace")).strip("\r") + "\r"
    try:
        message = hl7.parse(text)
        acknowledged = message.segment("MSA")
    except (hl7.HL7Exception, KeyError, IndexError, ValueError) as error:
        raise NotAnAcknowledgement from error
    code = _field(acknowledged, 1)
    if code not in _CODES:
        raise NotAnAcknowledgement
    error_codes, words = _errors(message)
    said = clean(" · ".join(word for word in (_field(acknowledged, 3), *words) if word))
    is_unsupported = not _UNSUPPORTED.isdisjoint(error_codes)
    return Acknowledgement(Verdict(_CODES[code]), code, _field(acknowledged, 2), said, is_unsupported)


def clean(said: str) -> str:
    """Return somebody else's words as they may be shown: one line, printable, short."""
    line = "".join(letter if letter.isprintable() else " " for letter in said)
    short = re.sub(r" +", " ", line).strip()
    return short if len(short) <= LONGEST_SAID else f"{short[:LONGEST_SAID]}…"


def _errors(message: hl7.Message) -> tuple[list[str], list[str]]:
    codes, words = [], []
    for error in message[1:]:
        if _field(error, 0) == "ERR":
            code, *name = _field(error, 3).split("^")
            codes.append(code)
            words += [code, *name[:1], _field(error, 7), _field(error, 8)]
    return codes, words


def _field(segment: hl7.Segment, number: int) -> str:
    return str(segment[number]) if len(segment) > number else ""
