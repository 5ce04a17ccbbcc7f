"""People and what they may do."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from teleread.errors import Conflict, Forbidden, Invalid, Missing


class Role(StrEnum):
    """What a person may do; one person may have several."""

    TECHNICIAN = "technician"
    TOWNSHIP_DOCTOR = "township_doctor"
    AUTHOR = "author"
    REVIEWER = "reviewer"
    ADMIN = "admin"


CLINIC_ROLES = frozenset({Role.TECHNICIAN, Role.TOWNSHIP_DOCTOR})
SPECIALIST_ROLES = frozenset({Role.AUTHOR, Role.REVIEWER})


class AccountMissing(Missing):
    """No such person."""

    code = "account_missing"
    zh, en = "未找到该账号", "No such account"


class AccountNameTaken(Conflict):
    """Somebody has the login name already."""

    code = "account_name_taken"
    zh, en = "该登录名已被使用", "The login name is already taken"


class LastAdmin(Conflict):
    """Nobody would be left who can look after accounts."""

    code = "last_admin"
    zh, en = "至少须保留一名启用的管理员", "At least one active admin has to stay"


class AccountRefused(Invalid):
    """The account would contradict itself; `reason` says how."""

    code = "account_refused"
    zh, en = "账号信息无效：{reason_zh}", "The account is not valid: {reason}"


class NotPermitted(Forbidden):
    """The person has none of the roles that may do this."""

    code = "not_permitted"
    zh, en = "您的角色不允许此操作", "Your role does not allow this"


@dataclass(frozen=True, slots=True)
class Account:
    """A person who can log in. `clinic_id` binds technicians and township doctors."""

    id: UUID
    name: str
    display_name: str
    roles: frozenset[Role]
    clinic_id: UUID | None
    department_id: UUID | None
    is_active: bool

    def may_act_as(self, *roles: Role) -> bool:
        """Say whether the person has one of the roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def sees_every_clinic(self) -> bool:
        """An admin looks after every clinic."""
        return Role.ADMIN in self.roles

    @property
    def home_clinic_id(self) -> UUID | None:
        """The clinic whose records a technician or township doctor sees."""
        return self.clinic_id if self.roles & CLINIC_ROLES else None

    @property
    def reading_department_id(self) -> UUID | None:
        """The department whose partners' records an author or reviewer sees."""
        return self.department_id if self.roles & SPECIALIST_ROLES else None


def normal_name(name: str) -> str:
    """Return a login name as it is kept: compatibility forms and case do not make another name.

    References
    ----------
    RFC 8265 3.3 (UsernameCaseMapped).
    """
    return unicodedata.normalize("NFKC", name).strip().casefold()


def check_name(name: str) -> str:
    """Return the login name as it is kept; raises AccountRefused."""
    normal = normal_name(name)
    if not 1 <= len(normal) <= 64 or not all(letter.isalnum() or letter in "._-@" for letter in normal):
        raise AccountRefused(
            reason="a login name has 1 to 64 letters, digits or . _ - @",
            reason_zh="登录名须为 1 至 64 个字母、汉字、数字或 . _ - @",
        )
    return normal


def check_display_name(display_name: str) -> str:
    """Return the name that others see, without outer spaces; raises AccountRefused."""
    trimmed = unicodedata.normalize("NFC", display_name).strip()
    if not 1 <= len(trimmed) <= 64 or not trimmed.isprintable():
        raise AccountRefused(
            reason="a display name has 1 to 64 printable characters", reason_zh="姓名须为 1 至 64 个可显示字符"
        )
    return trimmed


def check_roles(roles: Iterable[Role], *, clinic_id: UUID | None, department_id: UUID | None) -> frozenset[Role]:
    """Return the roles if they go together and the person belongs where they need it.

    Clinic roles do not go with others: the Scope of a person is one, so a
    technician who also read for the hospital could acknowledge another
    clinic's report. Such a person has two accounts.

    Raises
    ------
    AccountRefused
        If a role is missing, contradicts another, or lacks its clinic or department.
    """
    chosen = frozenset(roles)
    for is_wrong, reason, reason_zh in (
        (not chosen, "at least one role is needed", "至少需要一个角色"),
        (
            bool(chosen & CLINIC_ROLES) and not chosen <= CLINIC_ROLES,
            "a clinic's role goes with no other",
            "基层机构角色不能与其他角色兼任",
        ),
        (
            bool(chosen & CLINIC_ROLES) != (clinic_id is not None),
            "a clinic belongs to a technician or township doctor, and only to them",
            "技师或基层医生必须且只有他们才能绑定基层机构",
        ),
        (
            bool(chosen & SPECIALIST_ROLES) != (department_id is not None),
            "a department belongs to an author or reviewer, and only to them",
            "报告或审核医师必须且只有他们才能绑定科室",
        ),
    ):
        if is_wrong:
            raise AccountRefused(reason=reason, reason_zh=reason_zh)
    return chosen


def check_an_admin_stays(changed: Account, *, others: Iterable[UUID]) -> None:
    """Refuse a change after which nobody could look after accounts; raises LastAdmin.

    Parameters
    ----------
    others
        Keys of the active admins before the change, the changed one perhaps among them.
    """
    admins = set(others)
    is_admin_after = changed.is_active and Role.ADMIN in changed.roles
    if changed.id in admins and not is_admin_after and admins == {changed.id}:
        raise LastAdmin
