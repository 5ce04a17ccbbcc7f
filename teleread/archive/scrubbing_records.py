"""Named queries of the scrub: how far it is, and what it found."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from teleread.archive.records import InstanceRow, ObjectFindingRow, QuarantineRow, ScrubRow
from teleread.archive.scrubbing import Fault, Progress
from teleread.database import Session
from teleread.identifiers import new_id

ARCHIVE = "archive"
SECOND = "second"


def load_progress(session: Session, name: str = ARCHIVE) -> Progress | None:
    """Return how far the scrub of a store is, or None before its first round."""
    row = session.get(ScrubRow, name)
    if row is None:
        return None
    return Progress(
        kind=row.kind,
        after=row.after,
        began_at=row.began_at,
        worked_at=row.worked_at,
        total_bytes=row.total_bytes,
        counted_at=row.counted_at,
        credit_bytes=row.credit_bytes,
        read_bytes=row.read_bytes,
        previous_began_at=row.previous_began_at,
    )


def save_progress(session: Session, progress: Progress, name: str = ARCHIVE) -> None:
    """Remember how far the scrub of a store is."""
    session.merge(
        ScrubRow(
            name=name,
            kind=progress.kind,
            after=progress.after,
            began_at=progress.began_at,
            worked_at=progress.worked_at,
            total_bytes=progress.total_bytes,
            counted_at=progress.counted_at,
            credit_bytes=progress.credit_bytes,
            read_bytes=progress.read_bytes,
            previous_began_at=progress.previous_began_at,
        )
    )


def load_open_faults(session: Session, row_ids: Collection[UUID]) -> dict[tuple[str, UUID], Fault]:
    """Return what is known to be wrong with the objects of some rows."""
    rows = session.scalars(
        select(ObjectFindingRow).where(ObjectFindingRow.row_id.in_(row_ids), ObjectFindingRow.mended_at.is_(None))
    )
    return {(row.kind, row.row_id): row.fault for row in rows}


def open_finding(
    session: Session, *, clinic_id: UUID, kind: str, row_id: UUID, locator: str, fault: Fault, at: datetime
) -> None:
    """Keep that something is wrong with an object; what is known already is brought up to date."""
    known = _open(session, kind, row_id)
    if known is not None:
        known.locator, known.fault = locator, fault
        return
    session.add(
        ObjectFindingRow(
            id=new_id(),
            clinic_id=clinic_id,
            kind=kind,
            row_id=row_id,
            locator=locator,
            fault=fault,
            found_at=at,
            mended_at=None,
        )
    )
    session.flush()


def close_finding(session: Session, *, kind: str, row_id: UUID, at: datetime) -> None:
    """Keep that an object was found whole again."""
    known = _open(session, kind, row_id)
    if known is not None:
        known.mended_at = at


def point_instance(session: Session, instance_id: UUID, locator: str) -> None:
    """Point a copy to its repaired object."""
    session.get_one(InstanceRow, instance_id).locator = locator


def point_quarantine(session: Session, quarantine_id: UUID, locator: str) -> None:
    """Point a quarantined receipt to its repaired object."""
    session.get_one(QuarantineRow, quarantine_id).locator = locator


def _open(session: Session, kind: str, row_id: UUID) -> ObjectFindingRow | None:
    return session.scalars(
        select(ObjectFindingRow).where(
            ObjectFindingRow.kind == kind, ObjectFindingRow.row_id == row_id, ObjectFindingRow.mended_at.is_(None)
        )
    ).first()
