"""People: who there is, and what an admin does about them."""

from uuid import UUID

from pydantic import BaseModel

from teleread.accounts.account import Role
from teleread.views.people import Person


class AccountOut(BaseModel):
    """A person who can log in."""

    id: UUID
    name: str
    display_name: str
    roles: list[Role]
    clinic_id: UUID | None
    clinic_name: str | None
    department_id: UUID | None
    department_name: str | None
    is_active: bool

    @classmethod
    def of(cls, person: Person) -> "AccountOut":
        """Return a person as the API has them."""
        account = person.account
        return cls(
            id=account.id,
            name=account.name,
            display_name=account.display_name,
            roles=sorted(account.roles),
            clinic_id=account.clinic_id,
            clinic_name=person.clinic_name,
            department_id=account.department_id,
            department_name=person.department_name,
            is_active=account.is_active,
        )
