"""Why a reviewer gives a text back: a small coded set, so that returns can be counted, and words beside it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from teleread.errors import Invalid


class ReturnReason(StrEnum):
    """The codes, as the API and the database have them."""

    SIDE = "side"
    MISSED = "missed"
    CONTRADICTION = "contradiction"
    WORDING = "wording"
    TEMPLATE = "template"
    PRIOR = "prior"
    OTHER = "other"


RETURN_REASONS: Final[Mapping[ReturnReason, tuple[str, str]]] = {
    ReturnReason.SIDE: ("左右不符", "Wrong side"),
    ReturnReason.MISSED: ("漏诊或漏写", "A finding is missing"),
    ReturnReason.CONTRADICTION: ("前后矛盾", "It contradicts itself"),
    ReturnReason.WORDING: ("表述不当", "Wording"),
    ReturnReason.TEMPLATE: ("模板选用不当", "Wrong template"),
    ReturnReason.PRIOR: ("需对照既往检查", "Compare with earlier studies"),
    ReturnReason.OTHER: ("其他", "Other"),
}
"""What each says, in Chinese and English."""

COMMENT_CHARACTERS: Final = 500


class CommentMissing(Invalid):
    """The code alone does not tell the author what to do, or the comment is far too long."""

    code = "comment_missing"
    zh = "请写明退回说明（最多 {most} 字）"
    en = "Say what is to be done (at most {most} characters)"


def check_comment(code: ReturnReason, comment: str) -> str:
    """Return a comment without outer spaces; only `other` says nothing without one.

    Raises
    ------
    CommentMissing
        If it is needed and empty, or too long.
    """
    trimmed = comment.strip()
    if len(trimmed) > COMMENT_CHARACTERS or (not trimmed and code is ReturnReason.OTHER):
        raise CommentMissing(most=COMMENT_CHARACTERS)
    return trimmed
