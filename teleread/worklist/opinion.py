"""A second opinion: a further Reading of the same Studies, which never overwrites the first."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from teleread.errors import Conflict, Forbidden, Invalid
from teleread.worklist.reading import Reading, State

LONGEST_COMMENT: Final = 2000


class OpinionKind(StrEnum):
    """What a further Reading is.

    INVITED sees the first report, BLINDED must not until its own is signed,
    ARBITRATION sees both and decides between them.
    """

    INVITED = "invited"
    BLINDED = "blinded"
    ARBITRATION = "arbitration"


class Verdict(StrEnum):
    """How a further report stands to the first.

    Of an opinion: AGREES, MINOR (other words, nothing to do differently) or
    DISAGREES. Of an arbitration: FIRST_STANDS, SECOND_STANDS or NEITHER.
    """

    AGREES = "agrees"
    MINOR = "minor"
    DISAGREES = "disagrees"
    FIRST_STANDS = "first_stands"
    SECOND_STANDS = "second_stands"
    NEITHER = "neither"


OF_OPINION: Final = frozenset({Verdict.AGREES, Verdict.MINOR, Verdict.DISAGREES})
OF_ARBITRATION: Final = frozenset({Verdict.FIRST_STANDS, Verdict.SECOND_STANDS, Verdict.NEITHER})
ASKS_FOR_CORRECTION: Final = frozenset({Verdict.SECOND_STANDS, Verdict.NEITHER})
"""What leads to a correction of the first report, by its own signers."""


class OpinionRefused(Invalid):
    """What is asked or said cannot be right; `reason` says why."""

    code = "opinion_refused"
    zh, en = "{reason_zh}", "{reason}"


class NotSignedYet(Conflict):
    """A second opinion is of a signed report, and compared once it is signed itself."""

    code = "not_signed_yet"
    zh, en = "报告尚未签发，暂不能进行此操作", "The report is not signed yet"


class OpinionUnderWay(Conflict):
    """There is one already."""

    code = "opinion_under_way"
    zh, en = "该报告已有正在进行的第二意见", "A second opinion of this report is under way"


class VerdictGiven(Conflict):
    """It was compared already."""

    code = "verdict_given"
    zh, en = "结论已记录，不可更改", "The comparison is on file and final"


class TookPart(Forbidden):
    """Who wrote or reviewed the first report gives no second opinion of it."""

    code = "took_part"
    zh = "首次报告的书写或审核医师不能出具第二意见"
    en = "Who wrote or reviewed the first report gives no second opinion of it"


class NotYourOpinion(Forbidden):
    """Only who signed it compares it."""

    code = "not_your_opinion"
    zh, en = "只有签发该意见的医师可以记录结论", "Only who signed the opinion compares it"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a further Reading is to the first one.

    `second_id` is the opinion that an arbitration stands against; `invitee_id`
    the one person who was asked, if it is not open to whoever is fit.
    `does_go_home`: whether its report is delivered to the clinic.
    """

    reading_id: UUID
    first_id: UUID
    second_id: UUID | None
    kind: OpinionKind
    question: str
    invitee_id: UUID | None
    does_go_home: bool
    asked_by: UUID
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Compared:
    """What was said of a further report beside the first, by one who signed it."""

    reading_id: UUID
    verdict: Verdict
    comment: str
    said_by: UUID
    said_at: datetime


def check_askable(first: Reading, *, is_opinion: bool, is_under_way: bool) -> None:
    """Refuse a second opinion of what is not signed, is an opinion itself, or has one under way.

    Raises
    ------
    NotSignedYet, OpinionUnderWay, OpinionRefused
    """
    if first.state is not State.SIGNED:
        raise NotSignedYet
    if is_opinion:
        raise OpinionRefused(reason="Ask for an opinion of the first report", reason_zh="请针对首次报告申请第二意见")
    if is_under_way:
        raise OpinionUnderWay


def check_verdict(opinion: Opinion, reading: Reading, verdict: Verdict, comment: str) -> str:
    """Return the comment of a comparison, trimmed.

    Raises
    ------
    NotSignedYet
        If the further report is not signed.
    OpinionRefused
        If the verdict is none of this kind, or a disagreement is not explained.
    """
    if reading.state is not State.SIGNED:
        raise NotSignedYet
    is_arbitration = opinion.kind is OpinionKind.ARBITRATION
    if verdict not in (OF_ARBITRATION if is_arbitration else OF_OPINION):
        raise OpinionRefused(reason="No such verdict here", reason_zh="此处没有该结论")
    trimmed = check_comment(comment)
    if not trimmed and verdict in ASKS_FOR_CORRECTION | {Verdict.DISAGREES}:
        raise OpinionRefused(reason="Say in what you disagree", reason_zh="请说明分歧所在")
    return trimmed


def check_comment(comment: str) -> str:
    """Return a person's words without outer spaces; raises OpinionRefused if they are too many or not printable."""
    trimmed = comment.strip()
    if len(trimmed) > LONGEST_COMMENT or any(
        unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t" for letter in trimmed
    ):
        raise OpinionRefused(
            reason=f"At most {LONGEST_COMMENT} printable characters", reason_zh=f"最多 {LONGEST_COMMENT} 个可显示字符"
        )
    return trimmed


def goes_home_usually(kind: OpinionKind) -> bool:
    """Say whether a report of a kind is delivered unless somebody says otherwise: the arbitrated one alone."""
    return kind is OpinionKind.ARBITRATION
