"""A PACS reports to what it commits itself (PS3.4 J.3.3)."""

import random
from collections import Counter
from datetime import datetime
from uuid import UUID

from teleread.archive.commitment import CommitmentResult
from teleread.audit.records import record
from teleread.database import Database, Session, transaction
from teleread.forwarding.forwarding import Forwarding, ForwardingState, Missed, Proof, Reason, after, proven
from teleread.forwarding.records import save_forwarding
from teleread.views.forwarding import load_of_transaction


def note_report(database: Database, result: CommitmentResult, *, ae_id: UUID, at: datetime) -> int:
    """Keep what a PACS commits itself to as proven, and send again what it lost; return how many it concerned.

    A report counts for what that very device was asked about; any other, and
    one that comes twice, concerns nothing.
    """
    with transaction(database) as session:
        asked = load_of_transaction(session, result.transaction_uid, ae_id=ae_id)
        told = [_told(session, uid, forwarding, result, at) for uid, forwarding in asked]
        known = [forwarding for forwarding in told if forwarding is not None]
        counts = Counter(each.state for each in known)
        for clinic_id in {each.clinic_id for each in known}:
            record(
                session,
                "forwarding.reported",
                at=at,
                account_id=None,
                clinic_id=clinic_id,
                subject_kind="ae",
                subject_id=ae_id,
                committed=counts[ForwardingState.DONE],
                failed=counts.total() - counts[ForwardingState.DONE],
            )
    return len(known)


def _told(
    session: Session, uid: str, forwarding: Forwarding, result: CommitmentResult, at: datetime
) -> Forwarding | None:
    if uid in result.committed:
        told = proven(forwarding, Proof.COMMITTED, at=at)
    elif uid in result.failed:
        missed = Missed(Reason.NOT_COMMITTED, f"0x{result.failed[uid]:04X}")
        told = after(forwarding, missed, at=at, jitter=random.random())  # noqa: S311 (spreads retries)
    else:
        return None
    save_forwarding(session, told)
    return told
