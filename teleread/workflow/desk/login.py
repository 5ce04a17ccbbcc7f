"""A person comes and goes: log in, log out, still here."""

from datetime import datetime

from teleread.accounts.records import touch_login_session
from teleread.database import Database, transaction


def touch(database: Database, token_sha256: bytes, *, at: datetime) -> None:
    """Remember that a login was used, so that it does not end as idle."""
    with transaction(database) as session:
        touch_login_session(session, token_sha256, at=at)
