"""Whom a clinic wants to be called about a critical finding, and after how long the next."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from uuid import UUID

from teleread.errors import Invalid

A_DAY_OF_MINUTES: Final = 24 * 60
MOST_LEVELS: Final = 10


class LevelKind(StrEnum):
    """Who stands behind a level."""

    CLINIC_DUTY = "clinic_duty"
    CLINIC_HEAD = "clinic_head"
    COORDINATOR = "coordinator"
    ADMIN = "admin"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Level:
    """Somebody who is called upon when nobody has read the finding back for so long."""

    kind: LevelKind
    after_minutes: int
    name: str = ""
    phone: str = ""
    email: str = ""


DEFAULT_LEVELS: Final = (
    Level(LevelKind.CLINIC_DUTY, 10),
    Level(LevelKind.CLINIC_HEAD, 30),
    Level(LevelKind.COORDINATOR, 60),
    Level(LevelKind.ADMIN, 120),
)

GUIZHOU: Final = "52"
"""GB/T 2260: the first two digits of an address say the province."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A clinic's criteria, by its province, and its levels in the order of their minutes."""

    clinic_id: UUID
    province: str = GUIZHOU
    levels: tuple[Level, ...] = DEFAULT_LEVELS

    @property
    def first_contact(self) -> Level:
        """Whom a specialist rings first: the first level that has a number, else the first."""
        return next((level for level in self.levels if level.phone), self.levels[0])


class PlanRefused(Invalid):
    """The plan cannot be right; `reason` says why."""

    code = "critical_plan_refused"
    zh, en = "{reason_zh}", "{reason}"


def check_province(province: str) -> str:
    """Return the two digits of a province (GB/T 2260); raises PlanRefused."""
    digits = province.strip()
    if len(digits) != 2 or not (digits.isascii() and digits.isdigit()):
        raise PlanRefused(reason="A province is two digits of GB/T 2260", reason_zh="省份须为 GB/T 2260 的两位数字代码")
    return digits


def check_levels(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    """Return levels in the order of their minutes.

    Raises
    ------
    PlanRefused
        If there is none, there are too many, or two are due at one moment.
    """
    if not 1 <= len(levels) <= MOST_LEVELS:
        raise PlanRefused(reason="A plan has 1 to 10 levels", reason_zh="升级方案须有 1 至 10 级")
    tidy = sorted(map(_tidy, levels), key=lambda level: level.after_minutes)
    minutes = [level.after_minutes for level in tidy]
    if len(set(minutes)) != len(minutes) or not all(1 <= each <= A_DAY_OF_MINUTES for each in minutes):
        raise PlanRefused(
            reason="Each level has minutes of its own, from 1 to 1440",
            reason_zh="各级的分钟数须互不相同，且为 1 至 1440",
        )
    return tuple(tidy)


def check_email(address: str) -> str:
    """Return an address that a message can be sent to, or nothing for nothing; raises PlanRefused."""
    trimmed = address.strip()
    local, at, domain = trimmed.rpartition("@")
    is_one = bool(at and local and "." in domain.strip(".")) and trimmed.isascii() and trimmed.isprintable()
    if trimmed and not (is_one and not set(trimmed) & set(' ,;:<>()[]"\\') and local.count("@") == 0):
        raise PlanRefused(reason="This is not an e-mail address", reason_zh="电子邮箱地址无效")
    return trimmed


def _tidy(level: Level) -> Level:
    return replace(level, name=level.name.strip(), phone=level.phone.strip(), email=check_email(level.email))
