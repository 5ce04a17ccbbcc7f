"""The kinds of refusal. A rule raises its own small exception of one kind.

A refusal has a stable `code` for programs and a sentence for people in both
languages. Its values are surrogate keys, counts and states, never patient data.
"""

from typing import ClassVar


class TelereadError(Exception):
    """Base of every refusal that a caller is meant to understand."""

    code: ClassVar[str] = "refused"
    zh: ClassVar[str] = "操作被拒绝"
    en: ClassVar[str] = "The operation was refused"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.en.format(**values))

    def message_zh(self) -> str:
        """Return the sentence in Chinese."""
        return self.zh.format(**self.values)

    def message_en(self) -> str:
        """Return the sentence in English."""
        return self.en.format(**self.values)


class Invalid(TelereadError):
    """What was asked for cannot be right whatever the state (422)."""

    code = "invalid"
    zh, en = "输入无效", "The input is not valid"


class Missing(TelereadError):
    """Nothing of that key exists inside the caller's Scope (404)."""

    code = "missing"
    zh, en = "未找到该记录", "No such record"


class Forbidden(TelereadError):
    """The caller may never do this (403)."""

    code = "forbidden"
    zh, en = "您没有权限执行此操作", "You may not do this"


class Unacceptable(TelereadError):
    """None of the forms that the caller accepts can be made (406)."""

    code = "unacceptable"
    zh, en = "无法提供所要求的格式", "None of the accepted forms can be served"


class Conflict(TelereadError):
    """The state of things does not allow this now (409)."""

    code = "conflict"
    zh, en = "当前状态不允许此操作", "The present state does not allow this"


class Unavailable(TelereadError):
    """A store or a peer does not answer; try again (503)."""

    code = "unavailable"
    zh, en = "服务暂时不可用，请稍后重试", "The service is not available; try again"


class Unauthenticated(TelereadError):
    """Nobody is logged in, or the proof of who is asking is not good (401)."""

    code = "unauthenticated"
    zh, en = "请先登录", "Log in first"


class TooMany(TelereadError):
    """Asked too often; wait (429). Carries `retry_after_s` where it is known."""

    code = "too_many"
    zh, en = "操作过于频繁，请稍后再试", "Too many attempts; wait before trying again"
