"""A value of a template's file with the place where it stands, and what is said when it is not as it should be."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NoReturn, TypeVar

from teleread.errors import Invalid
from teleread.templates.template import Words, is_number

KEY: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}\Z")
Read = TypeVar("Read")


class TemplateRefused(Invalid):
    """A file that is no template; `path` says where in the file."""

    code = "template_refused"
    zh = "模板文件无效：{path}：{reason_zh}"
    en = "The template is not valid: {path}: {reason}"


def refuse(path: str, zh: str, en: str) -> NoReturn:
    """Say what is wrong with a file, and where."""
    raise TemplateRefused(path=path, reason_zh=zh, reason=en)


class Node:
    """A value of the file, and where it stands; each reading of it refuses what it is not."""

    def __init__(self, value: Any, path: str) -> None:
        self.value = value
        self.path = path

    def object(self, *known: str) -> "Node":
        """Return it, an object of known members."""
        if not isinstance(self.value, Mapping):
            refuse(self.path, "应为对象", "must be an object")
        for name in self.value:
            if name not in known:
                refuse(self.path, f"未知的项：{name[:40]}", f"unknown member: {name[:40]}")
        return self

    def get(self, name: str, *default: Any) -> "Node":
        """Return a member; without a default it has to be there."""
        path = name if self.path == "$" else f"{self.path}.{name}"
        if name not in self.value and not default:
            refuse(path, "缺少此项", "is missing")
        return Node(self.value.get(name, *default), path)

    def optional(self, read: Callable[["Node"], Read]) -> Read | None:
        """Read it unless it is null."""
        return None if self.value is None else read(self)

    def list(self, most: int) -> "list[Node]":
        """Return the entries of a list."""
        if not isinstance(self.value, list):
            refuse(self.path, "应为列表", "must be a list")
        if len(self.value) > most:
            refuse(self.path, f"最多 {most} 项", f"at most {most} entries")
        return [Node(each, f"{self.path}[{number}]") for number, each in enumerate(self.value)]

    def line(self, most: int, *, may_be_empty: bool = False) -> str:
        """Return printable text of bounded length."""
        value = self.value
        if not isinstance(value, str):
            refuse(self.path, "应为文字", "must be text")
        if not may_be_empty and not value.strip():
            refuse(self.path, "不能为空", "must not be empty")
        if len(value) > most:
            refuse(self.path, f"最多 {most} 字", f"at most {most} characters")
        if not all(each.isprintable() for each in value.split("\n")):
            refuse(self.path, "含有无法显示的字符", "holds characters that cannot be shown")
        return value

    def words(self, most: int, *, may_be_empty: bool = False) -> Words:
        """Return the same text in both languages."""
        it = self.object("zh", "en")
        return Words(*(it.get(language).line(most, may_be_empty=may_be_empty) for language in ("zh", "en")))

    def key(self) -> str:
        """Return a key."""
        value = self.line(63)
        if not KEY.match(value):
            refuse(self.path, "只能用小写字母、数字、- 与 _", "only small letters, digits, - and _")
        return value

    def whole(self, least: int, most: int) -> int:
        """Return a whole number inside bounds."""
        if not isinstance(self.value, int) or isinstance(self.value, bool) or not least <= self.value <= most:
            refuse(self.path, f"应为 {least} 至 {most} 的整数", f"must be a whole number from {least} to {most}")
        return self.value

    def boolean(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            refuse(self.path, "应为 true 或 false", "must be true or false")
        return self.value

    def one_of(self, known: tuple[str, ...]) -> str:
        """Return one of the known values."""
        if not isinstance(self.value, str) or self.value not in known:
            refuse(self.path, f"应为其中之一：{'、'.join(known)}", f"must be one of {', '.join(known)}")
        return self.value

    def decimal(self) -> str:
        """Return a decimal number, which is written as text."""
        if not isinstance(self.value, str) or not is_number(self.value):
            refuse(self.path, '应为文字形式的十进制数，如 "4.5"', 'must be a decimal number as text, such as "4.5"')
        return self.value
