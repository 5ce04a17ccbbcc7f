"""The clinics' orders with who placed them and the Reading that answers them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select

from teleread.accounts.records import AccountRow
from teleread.database import Session
from teleread.errors import Missing
from teleread.scope import Scope
from teleread.worklist.opinion_records import OpinionRow
from teleread.worklist.reading import ENDED_UNREAD
from teleread.worklist.records import ImagingServiceRequestRow, ReadingRow, within
from teleread.worklist.request import ImagingServiceRequest
from teleread.worklist.request_records import request_of


@dataclass(frozen=True, slots=True)
class RequestLine:
    """An order as a list shows it."""

    request: ImagingServiceRequest
    ordered_by_name: str
    reading_id: UUID | None


def list_requests(session: Session, scope: Scope, *, limit: int = 200) -> list[RequestLine]:
    """Return the orders of a Scope, the newest first."""
    newest = _lines(scope).order_by(ImagingServiceRequestRow.ordered_at.desc(), ImagingServiceRequestRow.id.desc())
    return _fetch(session, newest.limit(limit))


def load_request_lines(session: Session, scope: Scope, request_ids: Collection[UUID]) -> dict[UUID, RequestLine]:
    """Return the orders of these keys that are inside the Scope."""
    if not request_ids:
        return {}
    found = _fetch(session, _lines(scope).where(ImagingServiceRequestRow.id.in_(request_ids)))
    return {line.request.id: line for line in found}


def load_request_line(session: Session, scope: Scope, request_id: UUID) -> RequestLine:
    """Return one order; raises Missing if there is none of that key inside the Scope."""
    found = _fetch(session, _lines(scope).where(ImagingServiceRequestRow.id == request_id))
    if not found:
        raise Missing(request_id=str(request_id))
    return found[0]


Lines = Select[ImagingServiceRequestRow, str]


def _lines(scope: Scope) -> Lines:
    statement = select(ImagingServiceRequestRow, AccountRow.display_name).join(
        AccountRow, AccountRow.id == ImagingServiceRequestRow.ordered_by
    )
    return within(statement, scope, ImagingServiceRequestRow.clinic_id)


def _fetch(session: Session, statement: Lines) -> list[RequestLine]:
    rows = session.execute(statement).all()
    answers = _load_answers(session, [row.id for row, _ in rows])
    return [RequestLine(request_of(row), name, answers.get(row.id)) for row, name in rows]


def _load_answers(session: Session, request_ids: list[UUID]) -> dict[UUID, UUID]:
    """Return the Reading of each order: the last that is not rejected or cancelled, else the last; no opinions."""
    statement = select(ReadingRow.request_id, ReadingRow.id, ReadingRow.state).where(
        ReadingRow.request_id.in_(request_ids), ReadingRow.id.not_in(select(OpinionRow.reading_id))
    )
    ranked = sorted(session.execute(statement), key=lambda row: (row.state not in ENDED_UNREAD, row.id))
    return {row.request_id: row.id for row in ranked}
