"""People and what they may do."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person may do; one person may have several."""

    TECHNICIAN = "technician"
    TOWNSHIP_DOCTOR = "township_doctor"
    AUTHOR = "author"
    REVIEWER = "reviewer"
    ADMIN = "admin"


CLINIC_ROLES = frozenset({Role.TECHNICIAN, Role.TOWNSHIP_DOCTOR})
SPECIALIST_ROLES = frozenset({Role.AUTHOR, Role.REVIEWER})


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
