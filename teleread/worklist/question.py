"""A question to the clinic and its answer: words and perhaps a picture, hung on a Reading."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from teleread.errors import Conflict, Forbidden, Invalid, Missing

LONGEST_WORDS: Final = 2000
MOST_OPEN: Final = 10
"""Questions of one Reading that wait at once: more are a telephone call."""


class QuestionMissing(Missing):
    """No such question or picture inside the caller's Scope."""

    code = "question_missing"
    zh, en = "未找到该提问或图片", "No such question or picture"


class QuestionRefused(Invalid):
    """What was typed says nothing or too much; `reason` says which."""

    code = "question_refused"
    zh, en = "{reason_zh}", "{reason}"


class QuestionAnswered(Conflict):
    """Somebody answered it meanwhile."""

    code = "question_answered"
    zh, en = "该提问已有回复", "The question was answered already"


class TooManyQuestions(Conflict):
    """The clinic has enough to answer."""

    code = "too_many_questions"
    zh, en = "未回复的提问过多，请电话联系该机构", "Too many questions wait; telephone the clinic"


class NotTheClinics(Forbidden):
    """Only the clinic answers what it was asked."""

    code = "not_the_clinics"
    zh, en = "只有该基层机构的人员可以回复", "Only the clinic's own people answer"


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG that somebody attached, as it was encoded anew here."""

    id: UUID
    reading_id: UUID
    clinic_id: UUID
    uploaded_by: UUID
    uploaded_at: datetime
    locator: str
    size_bytes: int
    sha256: bytes
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the clinic said."""

    words: str
    picture_id: UUID | None
    answered_by: UUID
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """What a specialist asked the clinic; `is_paused` while the Reading waits for the answer."""

    id: UUID
    reading_id: UUID
    clinic_id: UUID
    words: str
    picture_id: UUID | None
    does_pause: bool
    asked_by: UUID
    asked_at: datetime
    answer: Answer | None = None


def check_words(words: str, *, has_picture: bool) -> str:
    """Return the words without outer spaces.

    Raises
    ------
    QuestionRefused
        If there are none and no picture either, too many, or control characters among them.
    """
    trimmed = words.strip()
    if not trimmed and not has_picture:
        raise QuestionRefused(reason="Say something or attach a picture", reason_zh="请填写文字或附上图片")
    if len(trimmed) > LONGEST_WORDS or any(
        unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t" for letter in trimmed
    ):
        raise QuestionRefused(
            reason=f"At most {LONGEST_WORDS} printable characters", reason_zh=f"最多 {LONGEST_WORDS} 个可显示字符"
        )
    return trimmed


def may_go_on(questions: Iterable[Question], answered: UUID) -> bool:
    """Say whether the answer to one of a Reading's questions ends its waiting.

    It does if that question made the Reading wait and no other that did is
    still open.
    """
    pausing = [each for each in questions if each.does_pause]
    is_one = any(each.id == answered for each in pausing)
    return is_one and all(each.answer is not None or each.id == answered for each in pausing)
