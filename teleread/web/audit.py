"""The audit trail, for an admin to read."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict

from teleread.views.audit import AuditFilter, load_audit_entries
from teleread.web.dependencies import AdminCaller, Reader
from teleread.web.routing import Router

router = Router(prefix="/api/audit", tags=["audit"])


class AuditEventOut(BaseModel):
    """Who did what to what; `seal_number` is null while no seal covers it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    at: datetime
    account_id: UUID | None
    account_name: str | None
    clinic_id: UUID | None
    action: str
    subject_kind: str
    subject_id: UUID | None
    detail: dict[str, str | int | bool | None]
    seal_number: int | None


class AuditPage(BaseModel):
    """One page of events, newest first; ask again with `before` set to `next_before`."""

    events: list[AuditEventOut]
    next_before: UUID | None


@router.get("")
def list_audit_events(
    caller: AdminCaller,
    session: Reader,
    account_id: UUID | None = None,
    subject_id: UUID | None = None,
    clinic_id: UUID | None = None,
    action: Annotated[str | None, Query(max_length=64)] = None,
    before: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> AuditPage:
    """List events, newest first, filtered by who, what, where and what was done."""
    wanted = AuditFilter(account_id, subject_id, action, clinic_id, before)
    entries = load_audit_entries(session, caller.scope, wanted, limit=limit + 1)
    events = [AuditEventOut.model_validate(entry) for entry in entries[:limit]]
    return AuditPage(events=events, next_before=events[-1].id if len(entries) > limit else None)
