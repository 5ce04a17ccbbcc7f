"""Tables and named queries of the audit trail."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, Session
from teleread.identifiers import new_id


class AuditEventRow(Base):
    """Who did what to what; written inside the transaction of the act, never changed."""

    __tablename__ = "audit_event"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[UUID | None] = mapped_column(index=True)
    clinic_id: Mapped[UUID | None] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(index=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)


class AuditSealRow(Base):
    """A signed head over a batch of committed events and the head before it."""

    __tablename__ = "audit_seal"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed_at: Mapped[datetime]
    event_count: Mapped[int]
    previous_sha256: Mapped[bytes]
    head_sha256: Mapped[bytes]
    key_id: Mapped[str]
    signature: Mapped[bytes]


class AuditLinkRow(Base):
    """The place of one event in the chain."""

    __tablename__ = "audit_link"
    __table_args__ = (UniqueConstraint("seal_number", "position"),)

    event_id: Mapped[UUID] = mapped_column(ForeignKey("audit_event.id"), primary_key=True)
    seal_number: Mapped[int] = mapped_column(ForeignKey("audit_seal.number"))
    position: Mapped[int]
    sha256: Mapped[bytes]


def record(
    session: Session,
    action: str,
    *,
    at: datetime,
    account_id: UUID | None,
    clinic_id: UUID | None,
    subject_kind: str,
    subject_id: UUID | None,
    **detail: str | int | bool | None,
) -> None:
    """Add an event to the caller's transaction.

    Parameters
    ----------
    action
        A past participle after its noun, such as `report.signed`.
    account_id
        Who acted; None for the system itself.
    detail
        Surrogate keys, states and counts; never patient data or report text.
    """
    session.add(
        AuditEventRow(
            id=new_id(),
            at=at,
            account_id=account_id,
            clinic_id=clinic_id,
            action=action,
            subject_kind=subject_kind,
            subject_id=subject_id,
            detail=detail,
        )
    )
