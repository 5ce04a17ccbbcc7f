"""Hanging rules: which study gets which layout, and what stands where in it.

Rules are tried in their order, and the first that fits hangs the study. They
choose by what is known before the first picture: modality, body part, side,
how much there is, and whether there is an earlier study to compare with.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from teleread.errors import Conflict, Invalid

RULES_AT_MOST = 50
NAME_AT_MOST = 40
BODY_PARTS_AT_MOST = 20


class Layout(StrEnum):
    """Rows and columns of panes."""

    ONE = "1x1"
    TWO = "1x2"
    FOUR = "2x2"


PANES = {Layout.ONE: 1, Layout.TWO: 2, Layout.FOUR: 4}


class Laterality(StrEnum):
    """Which sides of the body a study has (PS3.3 C.7.3.1, Laterality)."""

    RIGHT = "R"
    LEFT = "L"
    BOTH = "both"


class Source(StrEnum):
    """From which study a pane is filled: the one that is read, or the newest comparable earlier one."""

    CURRENT = "current"
    PRIOR = "prior"


class Take(StrEnum):
    """What of it: the n-th picture, the n-th series, or the n-th picture of a side."""

    PICTURE = "picture"
    SERIES = "series"
    RIGHT = "right"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Fill:
    """What stands in a pane."""

    source: Source
    take: Take
    number: int = 1


@dataclass(frozen=True, slots=True)
class When:
    """Which studies a rule is for; what is None or empty asks for nothing.

    `modality` is a value of `clinics.clinic`.
    """

    modality: str | None = None
    body_parts: tuple[str, ...] = ()
    laterality: Laterality | None = None
    series_at_least: int = 1
    pictures_at_least: int = 1
    has_prior: bool | None = None


@dataclass(frozen=True, slots=True)
class HangingRule:
    """One rule. `key` says which of the shipped ones it was, and so its name where the reader gave none."""

    key: str
    name: str
    when: When
    layout: Layout
    fills: tuple[Fill | None, ...] = field(default=())


def _current(take: Take, number: int = 1) -> Fill:
    return Fill(Source.CURRENT, take, number)


def _prior(take: Take, number: int = 1) -> Fill:
    return Fill(Source.PRIOR, take, number)


CHEST = ("CHEST", "THORAX", "胸")
LIMBS = (
    *("HAND", "WRIST", "FOREARM", "ELBOW", "HUMERUS", "SHOULDER", "CLAVICLE", "FINGER", "ARM"),
    *("FOOT", "ANKLE", "LEG", "TIBIA", "KNEE", "FEMUR", "HIP", "TOE", "EXTREMITY"),
)
_XRAY, _PICTURE = "xray", Take.PICTURE

SHIPPED: tuple[HangingRule, ...] = (
    HangingRule(
        "chest_two_views_prior",
        "",
        When(_XRAY, CHEST, pictures_at_least=2, has_prior=True),
        Layout.FOUR,
        (_current(_PICTURE, 1), _prior(_PICTURE, 1), _current(_PICTURE, 2), _prior(_PICTURE, 2)),
    ),
    HangingRule(
        "chest_two_views",
        "",
        When(_XRAY, CHEST, pictures_at_least=2),
        Layout.TWO,
        (_current(_PICTURE, 1), _current(_PICTURE, 2)),
    ),
    # Looked at from the front, the patient's right is on the left.
    HangingRule(
        "limb_pair",
        "",
        When(_XRAY, LIMBS, Laterality.BOTH, pictures_at_least=2),
        Layout.TWO,
        (_current(Take.RIGHT), _current(Take.LEFT)),
    ),
    HangingRule(
        "xray_prior",
        "",
        When(_XRAY, has_prior=True),
        Layout.TWO,
        (_current(_PICTURE), _prior(_PICTURE)),
    ),
    HangingRule("one", "", When(), Layout.ONE, (_current(_PICTURE),)),
)

SHIPPED_KEYS = frozenset(rule.key for rule in SHIPPED)


class RulesRefused(Invalid):
    """These are no rules."""

    code = "hanging_rules_refused"
    zh = "挂片规则无效：每条规则需有名称，窗格数与布局一致，最多 {most} 条"
    en = "The hanging rules are not valid: each needs a name and one entry a pane, and there are at most {most}"


class RulesChangedElsewhere(Conflict):
    """Another window saved other rules."""

    code = "hanging_rules_changed"
    zh, en = "挂片规则已在其他窗口修改，请刷新后再保存", "The rules were changed in another window; load them again"


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for a person. Revision 0: nobody has changed what is shipped."""

    rules: tuple[HangingRule, ...] = SHIPPED
    revision: int = 0


def check_rules(rules: Sequence[HangingRule]) -> tuple[HangingRule, ...]:
    """Return rules that can be kept; raises RulesRefused."""
    if len(rules) > RULES_AT_MOST or not all(_is_sound(rule) for rule in rules):
        raise RulesRefused(most=RULES_AT_MOST)
    return tuple(rules)


def revised(kept: Rules, rules: Sequence[HangingRule], *, revision: int) -> Rules:
    """Return what a person has after changing the rules of a revision.

    Raises
    ------
    RulesChangedElsewhere, RulesRefused
        If that is not the kept revision, or these are no rules.
    """
    if revision != kept.revision:
        raise RulesChangedElsewhere
    return Rules(check_rules(rules), kept.revision + 1)


def _is_sound(rule: HangingRule) -> bool:
    when = rule.when
    is_named = rule.key in SHIPPED_KEYS or (rule.key == "" and rule.name.strip() != "")
    parts_are_words = all(part.strip() and len(part) <= NAME_AT_MOST for part in when.body_parts)
    return (
        is_named
        and len(rule.name) <= NAME_AT_MOST
        and rule.name.isprintable()
        and parts_are_words
        and len(when.body_parts) <= BODY_PARTS_AT_MOST
        and 1 <= when.series_at_least <= 99
        and 1 <= when.pictures_at_least <= 99
        and len(rule.fills) == PANES[rule.layout]
        and all(fill is None or 1 <= fill.number <= 99 for fill in rule.fills)
    )
