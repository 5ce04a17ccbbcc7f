"""Which newly filed Instances go on to which PACS."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from teleread.database import Session
from teleread.forwarding.records import has_rules, queue_forwardings
from teleread.views.forwarding import load_matches


def enqueue_forwardings(session: Session, instance_ids: Sequence[UUID], *, at: datetime) -> int:
    """Put what a rule sends on into the outbox, in the transaction that files it; return how many rows.

    Three statements for a whole batch, one where there are no rules. What is
    not current is passed over, and what is in the outbox stays there once.
    """
    if not instance_ids or not has_rules(session):
        return 0
    session.flush()
    matches = load_matches(session, instance_ids)
    queue_forwardings(session, matches, at=at)
    return len(matches)
