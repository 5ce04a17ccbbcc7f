"""How much a reviewer changed of an author's text: one rule, the same for every author.

The words are compared as words: letters and digits in runs, Chinese by the
character, full width as half width, without punctuation. What turns the
meaning around (a negation, a side, a number) is never a matter of wording,
however few characters it takes.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from teleread.errors import Invalid
from teleread.reports.report import ChangeSize, CriticalAnswer

SIZES: Final = (None, *ChangeSize)
"""From nothing to much."""

MINOR_SHARE: Final = 0.15
MAJOR_SHARE: Final = 0.5
MINOR_SHARE_OF_IMPRESSION: Final = 0.1
MAJOR_SHARE_OF_IMPRESSION: Final = 0.4
MOST_PAIRS: Final = 1_000_000
"""Longer changed stretches are compared as wholes: nobody waits for a finer answer."""

_NEGATIONS: Final = "没有|未|无|不|非|否认|阴性|no|not|without|absent|negative|denies|denied|neither|nor"
_SIDES: Final = "左|右|双|两侧|left|right|bilateral|both"
_NUMBER: Final = r"\d+(?:[.:/]\d+)*|[一二三四五六七八九十]+(?=[级度期型类处枚个根])|[ivx]+(?=[级度期型类])"
_TOKEN: Final = re.compile(rf"{_NUMBER}|没有|否认|阴性|两侧|[^\W\d_\u2e80-\u9fff\U00020000-\U0003ffff]+|\w")
_OF_MEANING: Final = (
    ("negation", re.compile(rf"(?:{_NEGATIONS})\Z")),
    ("side", re.compile(rf"(?:{_SIDES})\Z")),
    ("number", re.compile(r"(?:\d.*|[一二三四五六七八九十]+)\Z")),
)


class ChangeReason(StrEnum):
    """What made a change more than wording."""

    NEGATION = "negation"
    SIDE = "side"
    NUMBER = "number"
    IMPRESSION = "impression"
    MUCH = "much"
    CRITICAL = "critical"


class ChangeUnderstated(Invalid):
    """A reviewer may call a change larger than the rule does, never smaller."""

    code = "change_understated"
    zh = "修改程度不能低于系统判定（{least}）"
    en = "The change may not be called smaller than it is ({least})"


@dataclass(frozen=True, slots=True)
class Words:
    """What is compared of a report."""

    findings: str
    impression: str
    critical: CriticalAnswer | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """How much was changed, None for nothing, and why it is not less."""

    size: ChangeSize | None
    reasons: tuple[ChangeReason, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reviewer says of their change: at least how large it is, and a word to the author."""

    size: ChangeSize | None = None
    note: str = ""


NO_VERDICT: Final = Verdict()
"""The rule decides, and there is nothing to tell."""


def weigh(before: Words, after: Words) -> Change:
    """Say how much of one text another changed.

    A changed negation, side or number makes a change at least minor, and major
    in the impression; so do large shares of changed words. Another answer to
    the critical question is major.
    """
    if before == after:
        return Change(None)
    reasons: set[ChangeReason] = set()
    sizes = [ChangeSize.WORDING]
    for one, other, minor, major, turned in (
        (before.findings, after.findings, MINOR_SHARE, MAJOR_SHARE, ChangeSize.MINOR),
        (
            before.impression,
            after.impression,
            MINOR_SHARE_OF_IMPRESSION,
            MAJOR_SHARE_OF_IMPRESSION,
            ChangeSize.MAJOR,
        ),
    ):
        hunks = tuple(_hunks(_tokens(one), _tokens(other)))
        meaning = _meanings(hunks)
        share = _share(hunks, one, other)
        reasons |= meaning
        if meaning:
            sizes.append(turned)
        if share >= minor:
            sizes.append(ChangeSize.MAJOR if share >= major else ChangeSize.MINOR)
            reasons.add(ChangeReason.IMPRESSION if turned is ChangeSize.MAJOR else ChangeReason.MUCH)
    if before.critical is not after.critical:
        sizes.append(ChangeSize.MAJOR)
        reasons.add(ChangeReason.CRITICAL)
    return Change(max(sizes, key=SIZES.index), tuple(each for each in ChangeReason if each in reasons))


def raised(rule: ChangeSize, said: ChangeSize | None) -> ChangeSize:
    """Return what is recorded: what the reviewer says, if that is not less than the rule does.

    Raises
    ------
    ChangeUnderstated
        If it is less.
    """
    if said is None:
        return rule
    if SIZES.index(said) < SIZES.index(rule):
        raise ChangeUnderstated(least=rule.value)
    return said


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


Hunk = tuple[Sequence[str], Sequence[str]]


def _hunks(before: list[str], after: list[str]) -> Iterator[Hunk]:
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    one, other = before[start : len(before) - end], after[start : len(after) - end]
    if len(one) * len(other) > MOST_PAIRS:
        yield one, other
        return
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            yield one[a:b], other[c:d]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    for length, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return length
    return min(len(one), len(other))


def _share(hunks: Sequence[Hunk], before: str, after: str) -> float:
    changed = sum(len("".join(gone)) + len("".join(come)) for gone, come in hunks)
    whole = len("".join(_tokens(before))) + len("".join(_tokens(after)))
    return changed / whole if whole else 0.0


def _meanings(hunks: Sequence[Hunk]) -> set[ChangeReason]:
    found = set()
    for gone, come in hunks:
        for name, pattern in _OF_MEANING:
            one, other = (Counter(filter(pattern.match, each)) for each in (gone, come))
            is_turned = one.total() != other.total() if name == "negation" else one != other
            if is_turned:
                found.add(ChangeReason(name))
    return found
