"""How a request proves who sends it: a login's cookie, or a program's bearer token."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from teleread.errors import Forbidden, Invalid, Missing, Unauthenticated

SESSION_IDLE = timedelta(hours=2)
"""A login ends when nothing was asked for so long."""

SESSION_LIFETIME = timedelta(hours=12)
"""A login ends so long after it began, whatever happens: one shift."""

TOUCH_EVERY = timedelta(minutes=1)
"""How exactly the last request of a login is remembered; a write a request would be too many."""


class NotLoggedIn(Unauthenticated):
    """No proof was given, or it is no longer good."""

    code = "not_logged_in"


class WrongPassword(Unauthenticated):
    """The name, the password or both are not right; which of them is not said."""

    code = "wrong_password"
    zh, en = "登录名或密码不正确", "The name or the password is not right"


class OldPasswordWrong(Invalid):
    """Who wants another password has to know the present one; the login itself stays good."""

    code = "old_password_wrong"
    zh, en = "原密码不正确", "The present password is not right"


class TokenMissing(Missing):
    """No such bearer token."""

    code = "token_missing"
    zh, en = "未找到该令牌", "No such token"


class CsrfRefused(Forbidden):
    """A changing request came with a cookie but without the token of its page."""

    code = "csrf_refused"
    zh, en = "页面凭证缺失或已过期，请刷新页面", "The page's token is missing or out of date; reload the page"


@dataclass(frozen=True, slots=True)
class LoginSession:
    """One login of one person in one browser."""

    token_sha256: bytes
    account_id: UUID
    csrf_token: str
    last_seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A bearer token that acts as one person."""

    id: UUID
    account_id: UUID
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


def new_token() -> str:
    """Return 256 random bits in URL-safe letters."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> bytes:
    """Return what is stored of a token; 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def check_session(login: LoginSession | None, *, at: datetime) -> LoginSession:
    """Return the login if it is still good; raises NotLoggedIn."""
    if login is None or at >= login.expires_at or at - login.last_seen_at >= SESSION_IDLE:
        raise NotLoggedIn
    return login


def check_token(token: ApiToken | None, *, at: datetime) -> ApiToken:
    """Return the bearer token if it is still good; raises NotLoggedIn."""
    if token is None or token.revoked_at is not None or (token.expires_at is not None and at >= token.expires_at):
        raise NotLoggedIn
    return token


def check_csrf(login: LoginSession, given: str | None) -> None:
    """Refuse a changing request whose page did not know the login's own token.

    A foreign site can make a browser send the cookie, never read this value.
    """
    expected = login.csrf_token.encode()
    if given is None or not hmac.compare_digest(expected, given.encode("utf-8", "surrogatepass")):
        raise CsrfRefused


def is_touch_due(login: LoginSession, *, at: datetime) -> bool:
    """Say whether the moment of the last request should be written down again."""
    return at - login.last_seen_at >= TOUCH_EVERY
