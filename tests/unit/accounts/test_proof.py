from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from teleread.accounts.proof import (
    SESSION_IDLE,
    SESSION_LIFETIME,
    ApiToken,
    CsrfRefused,
    LoginSession,
    NotLoggedIn,
    check_csrf,
    check_session,
    check_token,
    digest_of,
    is_touch_due,
    new_token,
)
from teleread.identifiers import new_id


def a_login(now: datetime) -> LoginSession:
    return LoginSession(digest_of("token"), new_id(), "csrf", now, now + SESSION_LIFETIME)


def test_a_login_is_good_until_it_was_idle_too_long(now: datetime) -> None:
    login = a_login(now)

    assert check_session(login, at=now + SESSION_IDLE - timedelta(seconds=1)) is login
    with pytest.raises(NotLoggedIn):
        check_session(login, at=now + SESSION_IDLE)


def test_a_login_ends_with_its_shift_however_busy_it_is(now: datetime) -> None:
    end = now + SESSION_LIFETIME
    busy = replace(a_login(now), last_seen_at=end)

    with pytest.raises(NotLoggedIn):
        check_session(busy, at=end)


def test_no_login_is_not_a_good_one(now: datetime) -> None:
    with pytest.raises(NotLoggedIn):
        check_session(None, at=now)
    with pytest.raises(NotLoggedIn):
        check_token(None, at=now)


def test_a_bearer_token_is_good_until_it_expires_or_is_revoked(now: datetime) -> None:
    token = ApiToken(new_id(), new_id(), now, expires_at=None, revoked_at=None)

    assert check_token(token, at=now) is token
    with pytest.raises(NotLoggedIn):
        check_token(replace(token, expires_at=now), at=now)
    with pytest.raises(NotLoggedIn):
        check_token(replace(token, revoked_at=now), at=now)


@pytest.mark.parametrize("given", [None, "", "csrF", "csrf ", "\udcff"])
def test_a_changing_request_without_the_pages_token_is_refused(now: datetime, given: str | None) -> None:
    with pytest.raises(CsrfRefused):
        check_csrf(a_login(now), given)


def test_the_pages_own_token_is_accepted(now: datetime) -> None:
    check_csrf(a_login(now), "csrf")


def test_the_last_request_is_remembered_to_the_minute(now: datetime) -> None:
    assert not is_touch_due(a_login(now), at=now + timedelta(seconds=59))
    assert is_touch_due(a_login(now), at=now + timedelta(seconds=60))


def test_tokens_have_256_bits_and_differ() -> None:
    tokens = {new_token() for _ in range(100)}

    assert len(tokens) == 100
    assert all(len(token) >= 43 for token in tokens)
