"""Named queries of the clinics' orders."""

import re
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, or_, select

from teleread.database import Session
from teleread.errors import Missing
from teleread.scope import Scope
from teleread.worklist.reading import ENDED_UNREAD, FINAL, Reading
from teleread.worklist.records import ImagingServiceRequestRow, ReadingRow, reading_of, within
from teleread.worklist.request import MATCHING_WINDOW, ImagingServiceRequest, Order, RequestState


def request_of(row: ImagingServiceRequestRow) -> ImagingServiceRequest:
    """Return the order that a row holds."""
    order = Order(
        patient_id=row.patient_id,
        patient_name=row.patient_name,
        patient_birth_date=row.patient_birth_date,
        patient_sex=row.patient_sex,
        modality=row.modality,
        body_part=row.body_part,
        clinical_question=row.clinical_question,
        priority=row.priority,
        accession_number=row.accession_number,
    )
    return ImagingServiceRequest(row.id, row.clinic_id, order, row.state, row.ordered_by, row.ordered_at)


def load_request_for_update(session: Session, scope: Scope, request_id: UUID) -> ImagingServiceRequest:
    """Return an order that nobody else can save until this transaction ends; raises Missing."""
    statement = select(ImagingServiceRequestRow).where(ImagingServiceRequestRow.id == request_id)
    fresh = within(statement, scope, ImagingServiceRequestRow.clinic_id).with_for_update()
    row = session.scalars(fresh.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise Missing(request_id=str(request_id))
    return request_of(row)


def is_accession_number_taken(session: Session, scope: Scope, clinic_id: UUID, accession_number: str) -> bool:
    """Say whether the clinic has an order of that number."""
    statement = select(ImagingServiceRequestRow.id).where(
        ImagingServiceRequestRow.clinic_id == clinic_id,
        ImagingServiceRequestRow.accession_number == accession_number,
    )
    return session.scalars(within(statement, scope, ImagingServiceRequestRow.clinic_id)).first() is not None


def load_last_accession_number(session: Session, scope: Scope, clinic_id: UUID, *, day: date) -> str | None:
    """Return the highest number made for a clinic and day; numbers of another shape do not count."""
    statement = select(ImagingServiceRequestRow.accession_number).where(
        ImagingServiceRequestRow.clinic_id == clinic_id,
        ImagingServiceRequestRow.accession_number.like(f"{day:%y%m%d}-%"),
    )
    numbers = session.scalars(within(statement, scope, ImagingServiceRequestRow.clinic_id))
    made = [number for number in numbers if re.fullmatch(r"[0-9]{6}-[0-9]{4,6}", number)]
    return max(made, key=lambda number: int(number.rpartition("-")[2]), default=None)


def add_request(session: Session, request: ImagingServiceRequest) -> None:
    """Add an order."""
    order = request.order
    session.add(
        ImagingServiceRequestRow(
            id=request.id,
            clinic_id=request.clinic_id,
            accession_number=order.accession_number,
            patient_id=order.patient_id,
            patient_name=order.patient_name,
            patient_birth_date=order.patient_birth_date,
            patient_sex=order.patient_sex,
            modality=order.modality,
            body_part=order.body_part,
            clinical_question=order.clinical_question,
            priority=order.priority,
            state=request.state,
            ordered_by=request.ordered_by,
            ordered_at=request.ordered_at,
        )
    )
    session.flush()


def set_request_state(session: Session, request_id: UUID, state: RequestState) -> None:
    """Save where an order stands; it was loaded for update before."""
    session.get_one(ImagingServiceRequestRow, request_id).state = state
    session.flush()


def load_requests_to_match(
    session: Session, scope: Scope, clinic_id: UUID, *, accession_number: str, modality: str, received_at: datetime
) -> list[ImagingServiceRequest]:
    """Return, locked, the orders of a clinic that an arrival might answer.

    Those of its Accession Number, and the open ones for its kind inside the
    matching window.
    """
    table = ImagingServiceRequestRow
    is_numbered = and_(table.accession_number == accession_number, table.accession_number != "")
    is_likely = and_(
        table.state == RequestState.OPEN,
        table.modality == modality,
        table.ordered_at.between(received_at - MATCHING_WINDOW, received_at + MATCHING_WINDOW),
    )
    statement = select(table).where(
        table.clinic_id == clinic_id, table.state != RequestState.CANCELLED, or_(is_numbered, is_likely)
    )
    locked = within(statement, scope, table.clinic_id).order_by(table.id).with_for_update()
    return [request_of(row) for row in session.scalars(locked.execution_options(populate_existing=True))]


def load_open_requests(
    session: Session,
    scope: Scope,
    clinic_id: UUID,
    *,
    since: datetime | None,
    until: datetime | None,
    limit: int,
) -> list[ImagingServiceRequest]:
    """Return a clinic's open orders, newest first; an end that is None is open."""
    table = ImagingServiceRequestRow
    statement = select(table).where(table.clinic_id == clinic_id, table.state == RequestState.OPEN)
    if since is not None:
        statement = statement.where(table.ordered_at >= since)
    if until is not None:
        statement = statement.where(table.ordered_at < until)
    newest = within(statement, scope, table.clinic_id).order_by(table.ordered_at.desc(), table.id.desc())
    return [request_of(row) for row in session.scalars(newest.limit(limit))]


def load_unanswering_readings(
    session: Session, scope: Scope, clinic_id: UUID, *, modality: str, at: datetime
) -> list[Reading]:
    """Return, locked, the clinic's living Readings of a kind that answer no order yet."""
    statement = select(ReadingRow).where(
        ReadingRow.clinic_id == clinic_id,
        ReadingRow.request_id.is_(None),
        ReadingRow.modality == modality,
        ReadingRow.state.not_in(FINAL),
        ReadingRow.received_at >= at - MATCHING_WINDOW,
    )
    locked = within(statement, scope, ReadingRow.clinic_id).order_by(ReadingRow.id).with_for_update()
    return [reading_of(row) for row in session.scalars(locked.execution_options(populate_existing=True))]


def reopen_unanswered_request(session: Session, request_id: UUID) -> None:
    """Let an order be answered again, unless a living Reading still answers it."""
    living = select(ReadingRow.id).where(ReadingRow.request_id == request_id, ReadingRow.state.not_in(ENDED_UNREAD))
    if session.scalars(living.limit(1)).first() is None:
        set_request_state(session, request_id, RequestState.OPEN)
