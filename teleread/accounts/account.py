"""People and what they may do."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from teleread.errors import Forbidden, Missing


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
