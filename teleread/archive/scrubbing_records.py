"""Named queries of the scrub: how far it is, and what it found."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from teleread.archive.records import ObjectFindingRow, ScrubRow
from teleread.archive.scrubbing import Fault, Progress
from teleread.database import Session
from teleread.identifiers import new_id

ARCHIVE = "archive"


def load_progress(session: Session) -> Progress | None:
    """Return how far the scrub is, or None before its first round."""
    row = session.get(ScrubRow, ARCHIVE)
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
    )


def save_progress(session: Session, progress: Progress) -> None:
    """Remember how far the scrub is."""
    session.merge(
        ScrubRow(
            name=ARCHIVE,
            kind=progress.kind,
            after=progress.after,
            began_at=progress.began_at,
            worked_at=progress.worked_at,
            total_bytes=progress.total_bytes,
            counted_at=progress.counted_at,
            credit_bytes=progress.credit_bytes,
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


def _open(session: Session, kind: str, row_id: UUID) -> ObjectFindingRow | None:
    return session.scalars(
        select(ObjectFindingRow).where(
            ObjectFindingRow.kind == kind, ObjectFindingRow.row_id == row_id, ObjectFindingRow.mended_at.is_(None)
        )
    ).first()
