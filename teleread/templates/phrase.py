"""A phrase: what a short key expands to while a report is written."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from uuid import UUID

from teleread.errors import Conflict, Forbidden, Invalid, Missing

SHORT_KEY_AT_MOST: Final = 16
TEXT_AT_MOST: Final = 2000
PHRASES_AT_MOST: Final = 500


class PhraseOwner(StrEnum):
    """Whose it is: one person's, a department's, or every department's."""

    PERSONAL = "personal"
    DEPARTMENT = "department"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as kept. `modality` is empty where it fits every one."""

    id: UUID
    account_id: UUID | None
    department_id: UUID | None
    short_key: str
    text: str
    modality: str
    revision: int = 1

    @property
    def owner(self) -> PhraseOwner:
        """Whose it is."""
        if self.account_id is not None:
            return PhraseOwner.PERSONAL
        return PhraseOwner.HOUSE if self.department_id is None else PhraseOwner.DEPARTMENT


class PhraseMissing(Missing):
    """No such phrase for this person."""

    code = "phrase_missing"
    zh, en = "未找到该常用语", "No such phrase"


class PhraseRefused(Invalid):
    """A phrase that could not be typed or shown."""

    code = "phrase_refused"
    zh = "常用语无效：{reason_zh}"
    en = "The phrase is not valid: {reason}"


class ShortKeyTaken(Conflict):
    """The owner has another phrase with it."""

    code = "short_key_taken"
    zh, en = "短码“{short_key}”已被使用", "The short key {short_key} is already used"


class PhraseChangedElsewhere(Conflict):
    """Somebody changed it meanwhile."""

    code = "phrase_changed"
    zh, en = "该常用语已被修改，请刷新后再保存", "The phrase was changed meanwhile; load it again"


class PhraseNotYours(Forbidden):
    """Another person's, or a department's that one may only use."""

    code = "phrase_not_yours"
    zh = "科室常用语只能由本科室审核医师或管理员修改"
    en = "A department's phrases are changed by its reviewers or an admin"


def check_phrase(phrase: Phrase, *, others: Iterable[Phrase]) -> Phrase:
    """Return a phrase as it is kept: its short key without case.

    Parameters
    ----------
    others
        The owner's phrases, this one perhaps among them.

    Raises
    ------
    PhraseRefused, ShortKeyTaken
        If it cannot be typed, or the owner would have it twice or too many.
    """
    short_key = phrase.short_key.strip().casefold()
    if not 1 <= len(short_key) <= SHORT_KEY_AT_MOST or not short_key.isalnum():
        raise PhraseRefused(
            reason=f"a short key has 1 to {SHORT_KEY_AT_MOST} letters or digits",
            reason_zh=f"短码须为 1 至 {SHORT_KEY_AT_MOST} 个字母、汉字或数字",
        )
    if not phrase.text.strip() or len(phrase.text) > TEXT_AT_MOST:
        raise PhraseRefused(
            reason=f"its text has 1 to {TEXT_AT_MOST} characters", reason_zh=f"内容须为 1 至 {TEXT_AT_MOST} 字"
        )
    if not all(line.isprintable() for line in phrase.text.split("\n")):
        raise PhraseRefused(reason="its text holds characters that cannot be shown", reason_zh="内容含有无法显示的字符")
    rest = [each for each in others if each.id != phrase.id]
    if any(each.short_key == short_key for each in rest):
        raise ShortKeyTaken(short_key=short_key)
    if len(rest) >= PHRASES_AT_MOST:
        raise PhraseRefused(
            reason=f"there are at most {PHRASES_AT_MOST}", reason_zh=f"最多 {PHRASES_AT_MOST} 条，请先删除"
        )
    return replace(phrase, short_key=short_key)


def revised(kept: Phrase, changed: Phrase, *, others: Iterable[Phrase]) -> Phrase:
    """Return a phrase after an edit of the revision that `changed` names; raises also PhraseChangedElsewhere."""
    if changed.revision != kept.revision:
        raise PhraseChangedElsewhere
    return replace(check_phrase(changed, others=others), revision=kept.revision + 1)
