"""The audit trail as an admin reads it: newest first, with names and seals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from teleread.accounts.records import AccountRow
from teleread.audit.records import AuditEventRow, AuditLinkRow
from teleread.database import Session
from teleread.scope import Scope


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which events are asked for; None for any."""

    account_id: UUID | None = None
    subject_id: UUID | None = None
    action: str | None = None
    clinic_id: UUID | None = None
    before: UUID | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One event; `seal_number` is None while no seal covers it."""

    id: UUID
    at: datetime
    account_id: UUID | None
    account_name: str | None
    clinic_id: UUID | None
    action: str
    subject_kind: str
    subject_id: UUID | None
    detail: dict[str, Any]
    seal_number: int | None


def load_audit_entries(session: Session, scope: Scope, wanted: AuditFilter, *, limit: int) -> Sequence[AuditEntry]:
    """Return the newest events that are asked for, by key from newest to oldest.

    Events that belong to no clinic are for those who see every clinic.
    """
    event = AuditEventRow
    statement = (
        select(event, AccountRow.display_name, AuditLinkRow.seal_number)
        .outerjoin(AccountRow, AccountRow.id == event.account_id)
        .outerjoin(AuditLinkRow, AuditLinkRow.event_id == event.id)
        .order_by(event.id.desc())
        .limit(limit)
    )
    if scope.clinic_ids is not None:
        statement = statement.where(event.clinic_id.in_(scope.clinic_ids))
    exact = {
        event.account_id: wanted.account_id,
        event.subject_id: wanted.subject_id,
        event.clinic_id: wanted.clinic_id,
        event.action: wanted.action,
    }
    for column, value in exact.items():
        if value is not None:
            statement = statement.where(column == value)
    if wanted.before is not None:
        statement = statement.where(event.id < wanted.before)
    return [_entry(*row) for row in session.execute(statement)]


def _entry(row: AuditEventRow, account_name: str | None, seal_number: int | None) -> AuditEntry:
    return AuditEntry(
        id=row.id,
        at=row.at,
        account_id=row.account_id,
        account_name=account_name,
        clinic_id=row.clinic_id,
        action=row.action,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        detail=row.detail,
        seal_number=seal_number,
    )
