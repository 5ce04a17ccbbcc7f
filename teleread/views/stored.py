"""What the rows say lies in the object store."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, literal, select

from teleread.archive.records import InstanceRow, QuarantineRow
from teleread.archive.rendition_records import load_rendition_locators
from teleread.database import Session
from teleread.reports.records import ReportDocumentRow, ReportRow
from teleread.scope import Scope
from teleread.worklist.question_records import PictureRow


class ClaimKind(StrEnum):
    """Whose bytes they are."""

    INSTANCE = "instance"
    QUARANTINE = "quarantine"
    REPORT_DOCUMENT = "report_document"
    QUESTION_PICTURE = "question_picture"


@dataclass(frozen=True, slots=True)
class Claim:
    """One row's word about its object. `row_id` is the row's primary key."""

    kind: ClaimKind
    row_id: UUID
    locator: str
    size_bytes: int
    sha256: bytes
    clinic_id: UUID


def count_claims(session: Session, scope: Scope) -> int:
    """Return how many objects the rows of the scope refer to."""
    return sum(
        session.execute(select(func.count()).select_from(claims_of(kind, scope).subquery())).scalar_one()
        for kind in ClaimKind
    )


def sum_claims(session: Session, scope: Scope) -> int:
    """Return how many bytes the objects of the scope's rows have together."""
    sizes = (claims_of(kind, scope).subquery().c.size_bytes for kind in ClaimKind)
    return sum(int(session.scalar(select(func.coalesce(func.sum(size), 0))) or 0) for size in sizes)


def load_claims(session: Session, scope: Scope, *, kind: ClaimKind, after: UUID | None, limit: int) -> list[Claim]:
    """Return the next claims of a kind by primary key, those behind `after`."""
    key = _CLAIMING[kind][0]
    query = claims_of(kind, scope).order_by(key).limit(limit)
    rows = session.execute(query if after is None else query.where(key > after))
    return [Claim(kind, *row) for row in rows]


def load_claimed(session: Session, scope: Scope, locators: Collection[str]) -> set[str]:
    """Return those of some locators that a row of the scope names, and those of renditions."""
    claimed: set[str] = set()
    for kind in ClaimKind:
        row = _CLAIMING[kind][1]
        named = claims_of(kind, scope).where(row.locator.in_(locators)).with_only_columns(row.locator)
        claimed |= set(session.scalars(named))
    return claimed | load_rendition_locators(session, locators)


def holds_same_bytes(session: Session, clinic_id: UUID, sop_instance_uid: str, sha256: bytes) -> bool:
    """Say whether a copy or a quarantined receipt of a clinic has these very bytes under another locator."""
    copies = select(InstanceRow.id).where(
        InstanceRow.clinic_id == clinic_id,
        InstanceRow.sop_instance_uid == sop_instance_uid,
        InstanceRow.sha256 == sha256,
    )
    quarantined = select(QuarantineRow.id).where(QuarantineRow.clinic_id == clinic_id, QuarantineRow.sha256 == sha256)
    return any(session.scalars(query.limit(1)).first() is not None for query in (copies, quarantined))


_CLAIMING: dict[ClaimKind, tuple[Any, Any, Any]] = {
    ClaimKind.INSTANCE: (InstanceRow.id, InstanceRow, InstanceRow.clinic_id),
    ClaimKind.QUARANTINE: (QuarantineRow.id, QuarantineRow, QuarantineRow.clinic_id),
    ClaimKind.REPORT_DOCUMENT: (ReportDocumentRow.report_id, ReportDocumentRow, ReportRow.clinic_id),
    ClaimKind.QUESTION_PICTURE: (PictureRow.id, PictureRow, PictureRow.clinic_id),
}


def claims_of(kind: ClaimKind, scope: Scope) -> Select[Any]:
    """Select of every row of a kind: primary key, locator, size, SHA-256 and clinic."""
    key, row, clinic_id = _CLAIMING[kind]
    query = select(key, row.locator, row.size_bytes, row.sha256, clinic_id)
    if kind is ClaimKind.REPORT_DOCUMENT:
        query = query.join(ReportRow, ReportRow.id == ReportDocumentRow.report_id)
    return query.where(literal(True) if scope.clinic_ids is None else clinic_id.in_(scope.clinic_ids))
