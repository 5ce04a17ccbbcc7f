"""People with the names of where they belong, and what they may read when."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from teleread.accounts.account import Account, AccountMissing
from teleread.accounts.records import AccountRow, accounts_of
from teleread.clinics.records import ClinicRow, DepartmentRow
from teleread.database import Session


@dataclass(frozen=True, slots=True)
class Person:
    """An account beside the names of its clinic and department."""

    account: Account
    clinic_name: str | None
    department_name: str | None


def load_person(session: Session, account_id: UUID) -> Person:
    """Return a person; raises AccountMissing."""
    people = load_people(session, account_id=account_id)
    if not people:
        raise AccountMissing
    return people[0]


def load_people(session: Session, *, account_id: UUID | None = None) -> Sequence[Person]:
    """Return everybody, or one person, by login name."""
    statement = (
        select(AccountRow, ClinicRow.name, DepartmentRow.name)
        .outerjoin(ClinicRow, ClinicRow.id == AccountRow.clinic_id)
        .outerjoin(DepartmentRow, DepartmentRow.id == AccountRow.department_id)
        .order_by(AccountRow.name)
    )
    if account_id is not None:
        statement = statement.where(AccountRow.id == account_id)
    rows = session.execute(statement).all()
    accounts = accounts_of(session, [row for row, _, _ in rows])
    return [
        Person(account, clinic_name, department_name)
        for account, (_, clinic_name, department_name) in zip(accounts, rows, strict=True)
    ]
