"""What clinics are asked to take anew, and what a retake takes the place of."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from teleread.accounts.records import AccountRow
from teleread.database import Session
from teleread.scope import Scope
from teleread.views.requests import RequestLine, load_request_lines
from teleread.views.worklist import ReadingLine, load_reading_lines
from teleread.worklist.records import ReadingRow, within
from teleread.worklist.rejection import Rejection
from teleread.worklist.rejection_records import RejectionRow, RetakeRow, rejection_of
from teleread.worklist.retake import RETAKE_WINDOW


@dataclass(frozen=True, slots=True)
class RetakeLine:
    """A rejected Reading, why, and what became of it. `request` is the order that is open again."""

    line: ReadingLine
    rejection: Rejection
    rejected_by_name: str
    request: RequestLine | None
    retaken_by: UUID | None


def list_retakes(session: Session, scope: Scope, *, at: datetime) -> list[RetakeLine]:
    """Return what clinics are asked to take anew now, the latest first: until it came, or the patient is gone."""
    recent = (
        select(RejectionRow.reading_id)
        .join(ReadingRow, ReadingRow.id == RejectionRow.reading_id)
        .where(
            RejectionRow.rejected_at >= at - RETAKE_WINDOW,
            RejectionRow.reading_id.not_in(select(RetakeRow.of_reading_id)),
        )
    )
    keys = list(session.scalars(within(recent, scope, ReadingRow.clinic_id)))
    return _load(session, scope, keys, at=at)


def find_rejection(session: Session, scope: Scope, reading_id: UUID, *, at: datetime) -> RetakeLine | None:
    """Return why a Reading was rejected, if it was."""
    found = _load(session, scope, [reading_id], at=at)
    return found[0] if found else None


def _load(session: Session, scope: Scope, keys: list[UUID], *, at: datetime) -> list[RetakeLine]:
    if not keys:
        return []
    lines = {line.reading.id: line for line in load_reading_lines(session, scope, keys, at=at)}
    requests = load_request_lines(
        session, scope, [line.reading.request_id for line in lines.values() if line.reading.request_id]
    )
    statement = (
        select(RejectionRow, AccountRow.display_name, RetakeRow.reading_id)
        .join(AccountRow, AccountRow.id == RejectionRow.rejected_by)
        .join(RetakeRow, RetakeRow.of_reading_id == RejectionRow.reading_id, isouter=True)
        .where(RejectionRow.reading_id.in_(lines))
        .order_by(RejectionRow.rejected_at.desc(), RejectionRow.reading_id)
    )
    return [
        RetakeLine(
            lines[row.reading_id],
            rejection_of(row),
            name,
            requests.get(request_id) if (request_id := lines[row.reading_id].reading.request_id) else None,
            retaken_by,
        )
        for row, name, retaken_by in session.execute(statement)
    ]
