"""An author looks at what came back to them."""

from datetime import datetime

from teleread.accounts.account import Account
from teleread.audit.records import record
from teleread.database import Database, transaction
from teleread.reports.review_records import mark_seen


def look_at_feedback(database: Database, *, account: Account, at: datetime) -> int:
    """Note that the author has looked; return at how many new reviews."""
    with transaction(database) as session:
        count = mark_seen(session, author_id=account.id, at=at)
        if count:
            record(
                session,
                "feedback.seen",
                at=at,
                account_id=account.id,
                clinic_id=None,
                subject_kind="account",
                subject_id=account.id,
                reviews=count,
            )
    return count
