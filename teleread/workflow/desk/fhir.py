"""Tell another program of reports, studies, orders and patients: what it was told is in the trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.audit.records import record, was_recorded
from teleread.database import Database, Session, snapshot, transaction


@dataclass(frozen=True, slots=True)
class Opened:
    """A record that was given out whole; `kind` is its noun."""

    kind: str
    id: UUID
    clinic_id: UUID


def note_opened(database: Database, opened: Sequence[Opened], *, account: Account, at: datetime) -> None:
    """Note what an account was told, once for each account and record, as if a person had opened it."""
    with snapshot(database) as session:
        missing = [each for each in opened if not _is_noted(session, each, account)]
    if not missing:
        return
    with transaction(database) as session:
        for each in missing:
            if not _is_noted(session, each, account):
                record(
                    session,
                    f"{each.kind}.opened",
                    at=at,
                    account_id=account.id,
                    clinic_id=each.clinic_id,
                    subject_kind=each.kind,
                    subject_id=each.id,
                    by="fhir",
                )


def _is_noted(session: Session, opened: Opened, account: Account) -> bool:
    return was_recorded(session, f"{opened.kind}.opened", account_id=account.id, subject_id=opened.id)
