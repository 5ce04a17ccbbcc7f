"""People: who there is, and what an admin does about them."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import status
from pydantic import BaseModel, Field

from teleread.accounts.account import Role
from teleread.accounts.login_records import load_api_tokens
from teleread.database import Database, snapshot
from teleread.views.people import Person, load_people, load_person
from teleread.web.dependencies import AdminCaller, Reader, Run
from teleread.web.routing import Router
from teleread.web.schemas import Body, Line
from teleread.workflow.desk import people as desk

router = Router(prefix="/api", tags=["accounts"])

CREATED, NO_CONTENT = status.HTTP_201_CREATED, status.HTTP_204_NO_CONTENT


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


class AccountWithPassword(BaseModel):
    """A person and the password to hand over; it is told this once."""

    account: AccountOut
    password: str


class AccountChange(Body):
    """What a person is called, what they may do and where they belong."""

    display_name: Line
    roles: Annotated[list[Role], Field(max_length=len(Role))]
    clinic_id: UUID | None = None
    department_id: UUID | None = None

    def position(self) -> desk.Position:
        """Return what they may do and where, as the rules have it."""
        return desk.Position(frozenset(self.roles), self.clinic_id, self.department_id)


class AccountIn(AccountChange):
    """A new person; their password is generated."""

    name: Line


class TokenOut(BaseModel):
    """A bearer token, without the token itself."""

    id: UUID
    account_id: UUID
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class TokenIn(Body):
    """Who a program is to act as, and for how many days; for ever unless said."""

    account_id: UUID
    valid_days: Annotated[int, Field(strict=True, ge=1, le=3650)] | None = None


class NewToken(BaseModel):
    """A bearer token to hand over; it is told this once."""

    id: UUID
    account_id: UUID
    token: str
    expires_at: datetime | None


@router.get("/accounts")
def list_accounts(_caller: AdminCaller, session: Reader) -> list[AccountOut]:
    """List everybody by login name."""
    return [AccountOut.of(person) for person in load_people(session)]


@router.post("/accounts", status_code=CREATED)
def add_account(body: AccountIn, caller: AdminCaller, run: Run) -> AccountWithPassword:
    """Add a person; the answer holds the generated password once."""
    added = desk.add_account(
        run.database,
        caller.scope,
        name=body.name,
        display_name=body.display_name,
        position=body.position(),
        account=caller.account,
        at=run.clock(),
    )
    return AccountWithPassword(account=_shown(run.database, added.account.id), password=added.password)


@router.patch("/accounts/{account_id}")
def change_account(account_id: UUID, body: AccountChange, caller: AdminCaller, run: Run) -> AccountOut:
    """Set what a person is called, what they may do and where they belong."""
    desk.change_account(
        run.database,
        caller.scope,
        account_id,
        display_name=body.display_name,
        position=body.position(),
        account=caller.account,
        at=run.clock(),
    )
    return _shown(run.database, account_id)


@router.post("/accounts/{account_id}/deactivate")
def deactivate_account(account_id: UUID, caller: AdminCaller, run: Run) -> AccountOut:
    """Close an account: its logins end and its tokens stop working."""
    desk.deactivate_account(run.database, account_id, account=caller.account, at=run.clock())
    return _shown(run.database, account_id)


@router.post("/accounts/{account_id}/reactivate")
def reactivate_account(account_id: UUID, caller: AdminCaller, run: Run) -> AccountOut:
    """Open a closed account again."""
    desk.reactivate_account(run.database, account_id, account=caller.account, at=run.clock())
    return _shown(run.database, account_id)


@router.post("/accounts/{account_id}/reset-password")
def reset_password(account_id: UUID, caller: AdminCaller, run: Run) -> AccountWithPassword:
    """Generate another password for a person; every login of theirs ends."""
    reset = desk.reset_password(run.database, account_id, account=caller.account, at=run.clock())
    return AccountWithPassword(account=_shown(run.database, account_id), password=reset.password)


@router.get("/tokens")
def list_tokens(_caller: AdminCaller, session: Reader) -> list[TokenOut]:
    """List everybody's bearer tokens, newest first."""
    return [TokenOut.model_validate(token, from_attributes=True) for token in load_api_tokens(session)]


@router.post("/tokens", status_code=CREATED)
def create_token(body: TokenIn, caller: AdminCaller, run: Run) -> NewToken:
    """Make a bearer token; the answer holds it once."""
    made = desk.create_token(
        run.database,
        person=body.account_id,
        valid_for=timedelta(days=body.valid_days) if body.valid_days else None,
        account=caller.account,
        at=run.clock(),
    )
    return NewToken(id=made.id, account_id=made.account.id, token=made.token, expires_at=made.expires_at)


@router.delete("/tokens/{token_id}", status_code=NO_CONTENT)
def revoke_token(token_id: UUID, caller: AdminCaller, run: Run) -> None:
    """Let a bearer token work no longer."""
    desk.revoke_token(run.database, token_id, account=caller.account, at=run.clock())


def _shown(database: Database, account_id: UUID) -> AccountOut:
    with snapshot(database) as session:
        return AccountOut.of(load_person(session, account_id))
