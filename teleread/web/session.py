"""Log in, who am I, another password, log out."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Request, Response, status
from pydantic import BaseModel, Field

from teleread.accounts.code_records import has_codes
from teleread.accounts.proof import SESSION_LIFETIME, LoginSession, NotLoggedIn
from teleread.database import Session, snapshot
from teleread.views.people import load_person
from teleread.web.accounts import AccountOut
from teleread.web.dependencies import SESSION_COOKIE, CurrentCaller, Reader, Run, Runtime
from teleread.web.routing import Router
from teleread.web.schemas import Body
from teleread.workflow.desk import login as desk

router = Router(prefix="/api/session", tags=["session"])

Password = Annotated[str, Field(max_length=1000, json_schema_extra={"format": "password"})]


class Credentials(Body):
    """What a person types to log in."""

    name: Annotated[str, Field(max_length=256)]
    password: Password


class PasswordChange(Body):
    """What a person types to have another password."""

    old_password: Password
    new_password: Password


class SessionOut(BaseModel):
    """Who is logged in; the token goes into the X-CSRF-Token header of changing requests.

    `has_codes` says that the person set up a device for one-time codes.
    """

    account: AccountOut
    csrf_token: str | None
    expires_at: datetime | None
    has_codes: bool


@router.post("", status_code=status.HTTP_201_CREATED)
def log_in(credentials: Credentials, request: Request, response: Response, run: Run) -> SessionOut:
    """Log in; the answer sets the session's cookie."""
    logged_in = desk.log_in(
        run.database,
        name=credentials.name,
        password=credentials.password,
        host=host_of(request),
        at=run.clock(),
    )
    with snapshot(run.database) as session:
        answer = session_out(session, logged_in.account.id, logged_in.login)
    response.set_cookie(
        SESSION_COOKIE,
        logged_in.token,
        max_age=int(SESSION_LIFETIME.total_seconds()),
        path="/",
        httponly=True,
        samesite="strict",
        secure=is_served_over_tls(request, run),
    )
    return answer


@router.get("")
def show_session(caller: CurrentCaller, session: Reader) -> SessionOut:
    """Say who is logged in."""
    return session_out(session, caller.account.id, caller.login)


@router.delete("", status_code=status.HTTP_204_NO_CONTENT)
def log_out(caller: CurrentCaller, response: Response, run: Run) -> None:
    """End this login."""
    if caller.login is None:
        raise NotLoggedIn
    desk.log_out(run.database, caller.login, account=caller.account, at=run.clock())
    response.delete_cookie(SESSION_COOKIE, path="/", httponly=True, samesite="strict")


@router.post("/password", status_code=status.HTTP_204_NO_CONTENT)
def change_password(
    change: PasswordChange, caller: CurrentCaller, request: Request, response: Response, run: Run
) -> None:
    """Take another password; every login of the person ends, this one too."""
    if caller.login is None:
        raise NotLoggedIn
    desk.change_password(
        run.database,
        old=change.old_password,
        new=change.new_password,
        account=caller.account,
        host=host_of(request),
        at=run.clock(),
    )
    response.delete_cookie(SESSION_COOKIE, path="/", httponly=True, samesite="strict")


def session_out(session: Session, account_id: UUID, login: LoginSession | None) -> SessionOut:
    """Return a person and their login as the page has them."""
    return SessionOut(
        account=AccountOut.of(load_person(session, account_id)),
        csrf_token=login.csrf_token if login else None,
        expires_at=login.expires_at if login else None,
        has_codes=has_codes(session, account_id),
    )


def host_of(request: Request) -> str | None:
    """Return the address that a request came from."""
    return request.client.host if request.client else None


def is_served_over_tls(request: Request, run: Runtime) -> bool:
    """Say whether the browser reached us over https, so that the cookie may insist on it."""
    return request.url.scheme == "https" or run.settings.resolved_public_url.startswith("https://")
