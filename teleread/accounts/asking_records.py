"""Who is asking: looked up with every request, so by one statement that is built once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import LargeBinary, bindparam, select

from teleread.accounts.account import Account
from teleread.accounts.proof import ApiToken, LoginSession
from teleread.accounts.records import AccountRoleRow, AccountRow, ApiTokenRow, LoginSessionRow
from teleread.database import Session, table_of
from teleread.prepared import Prepared

_accounts, _roles = table_of(AccountRow), table_of(AccountRoleRow)
_tokens, _logins = table_of(ApiTokenRow), table_of(LoginSessionRow)

ACCOUNT = (
    _accounts.c.id,
    _accounts.c.name,
    _accounts.c.display_name,
    _accounts.c.clinic_id,
    _accounts.c.department_id,
    _accounts.c.is_active,
    _roles.c.role,
)


def _asking(proof: Any, *columns: Any) -> Prepared:
    """Return a row for each role of whoever a proof is of; one without a role for somebody who has none."""
    people = proof.join(_accounts, _accounts.c.id == proof.c.account_id).outerjoin(
        _roles, _roles.c.account_id == _accounts.c.id
    )
    digest = bindparam("digest", type_=LargeBinary)
    return Prepared(select(*ACCOUNT, *columns).select_from(people).where(proof.c.token_sha256 == digest))


_BY_TOKEN = _asking(
    _tokens, _tokens.c.id, _tokens.c.account_id, _tokens.c.created_at, _tokens.c.expires_at, _tokens.c.revoked_at
)
_BY_LOGIN = _asking(
    _logins,
    _logins.c.token_sha256,
    _logins.c.account_id,
    _logins.c.csrf_token,
    _logins.c.last_seen_at,
    _logins.c.expires_at,
)


def load_token_and_person(session: Session, token_sha256: bytes) -> tuple[ApiToken | None, Account | None]:
    """Return the bearer token that has the digest, whether or not it is still good, and whose it is."""
    rows = _BY_TOKEN.rows(session, {"digest": token_sha256})
    return (ApiToken(*rows[0][len(ACCOUNT) :]), _account(rows)) if rows else (None, None)


def load_login_and_person(session: Session, token_sha256: bytes) -> tuple[LoginSession | None, Account | None]:
    """Return the login whose token has the digest, whether or not it is still good, and whose it is."""
    rows = _BY_LOGIN.rows(session, {"digest": token_sha256})
    return (LoginSession(*rows[0][len(ACCOUNT) :]), _account(rows)) if rows else (None, None)


def _account(rows: Sequence[tuple[Any, ...]]) -> Account:
    key, name, display_name, clinic_id, department_id, is_active, _ = rows[0][: len(ACCOUNT)]
    return Account(
        id=key,
        name=name,
        display_name=display_name,
        roles=frozenset(row[len(ACCOUNT) - 1] for row in rows if row[len(ACCOUNT) - 1] is not None),
        clinic_id=clinic_id,
        department_id=department_id,
        is_active=is_active,
    )
