"""What a route may ask for: the Runtime, a Session for reading, and who is asking.

@router.get("/api/things")
def list_things(caller: CurrentCaller, session: Reader) -> list[Thing]: ...

@router.post("/api/things")
def add_thing(caller: Annotated[Caller, Depends(permit(Role.ADMIN))], run: Run) -> Thing: ...
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import structlog
from fastapi import Depends, Request

from storage import ObjectStore
from teleread.accounts.account import Account, NotPermitted, Role
from teleread.accounts.asking_records import load_login_and_person, load_token_and_person
from teleread.accounts.proof import (
    LoginSession,
    NotLoggedIn,
    check_csrf,
    check_session,
    check_token,
    digest_of,
    is_touch_due,
)
from teleread.config import Settings
from teleread.database import Database, Session, snapshot
from teleread.errors import Unavailable
from teleread.scope import Scope
from teleread.views.access import scope_of_person
from teleread.workflow.desk.login import touch

log = structlog.get_logger()

SESSION_COOKIE = "teleread_session"
CSRF_HEADER = "X-CSRF-Token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Runtime:
    """What this process was started with; lies in `app.state.runtime`."""

    database: Database
    store: ObjectStore
    settings: Settings
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking, and whose records they may see."""

    account: Account
    scope: Scope
    login: LoginSession | None = None
    """The login of the cookie; None when a bearer token was given."""


async def runtime(request: Request) -> Runtime:
    """Return what the process was started with.

    It waits for nothing, as every dependency that is async: a plain one costs
    a thread, and its way there and back.
    """
    started_with: Runtime = request.app.state.runtime
    return started_with


Run = Annotated[Runtime, Depends(runtime)]


def reading_session(run: Run) -> Iterator[Session]:
    """Yield a Session for queries; it is closed before the answer is sent."""
    with snapshot(run.database) as session:
        yield session


Reader = Annotated[Session, Depends(reading_session, scope="function")]


def current_caller(request: Request, run: Run) -> Caller:
    """Return who is asking, by bearer token or by the login's cookie.

    Raises
    ------
    NotLoggedIn
        If there is no proof or it is no longer good (401).
    CsrfRefused
        If a cookie came with a changing request but without its page's token (403).
    """
    at = run.clock()
    with snapshot(run.database) as session:
        caller = caller_of(request, session, at=at)
    keep_awake(run, caller, at=at)
    return caller


def caller_of(request: Request, session: Session, *, at: datetime) -> Caller:
    """Return who is asking, looked up in a snapshot that more is to be read from; then `keep_awake`.

    Raises
    ------
    NotLoggedIn, CsrfRefused
        As `current_caller`.
    """
    bearer = bearer_token(request.headers.get("Authorization"))
    cookie = request.cookies.get(SESSION_COOKIE)
    login = None
    if bearer is not None:
        token, account = load_token_and_person(session, digest_of(bearer))
        check_token(token, at=at)
    elif cookie is not None:
        login, account = load_login_and_person(session, digest_of(cookie))
        check_session(login, at=at)
    else:
        raise NotLoggedIn
    if account is None or not account.is_active:
        raise NotLoggedIn
    if login is not None and request.method not in SAFE_METHODS:
        check_csrf(login, request.headers.get(CSRF_HEADER))
    return Caller(account, scope_of_person(session, account), login)


def keep_awake(run: Runtime, caller: Caller, *, at: datetime) -> None:
    """Keep a login from ending as idle; a busy database is no reason to refuse what was asked."""
    if caller.login is None or not is_touch_due(caller.login, at=at):
        return
    try:
        touch(run.database, caller.login.token_sha256, at=at)
    except Unavailable:
        log.warning("web.login_not_touched")


CurrentCaller = Annotated[Caller, Depends(current_caller)]


def permit(*roles: Role) -> Callable[[Caller], Awaitable[Caller]]:
    """Return a dependency that lets through whoever has one of the roles.

    Use it as `Annotated[Caller, Depends(permit(Role.AUTHOR, Role.REVIEWER))]`.
    """

    async def permitted_caller(caller: CurrentCaller) -> Caller:
        return permitted(caller, *roles)

    return permitted_caller


def permitted(caller: Caller, *roles: Role) -> Caller:
    """Return the caller if they have one of the roles; raises NotPermitted."""
    if not caller.account.may_act_as(*roles):
        raise NotPermitted
    return caller


AdminCaller = Annotated[Caller, Depends(permit(Role.ADMIN))]


def bearer_token(authorization: str | None) -> str | None:
    """Return the token of an Authorization header, or None if it is of another scheme.

    References
    ----------
    RFC 6750 2.1; RFC 9110 11.1 (the scheme's name is case-insensitive).
    """
    scheme, _, token = (authorization or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None
