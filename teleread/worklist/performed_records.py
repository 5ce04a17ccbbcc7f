"""Named queries of what devices said they did."""

from collections.abc import Iterable
from dataclasses import fields
from uuid import UUID

from sqlalchemy import or_, select

from teleread.database import Session, insert
from teleread.scope import Scope
from teleread.worklist.performed import PerformedStep, Scheduled, StepState, StepTaken, StepUnknown
from teleread.worklist.records import ImagingServiceRequestRow, PerformedStepRow, ReadingRow, within
from teleread.worklist.rejection_records import RejectionRow
from teleread.worklist.request import ImagingServiceRequest, RequestState
from teleread.worklist.request_records import request_of

_UUID_DERIVED = "2.25."


def load_requests_named(
    session: Session, scope: Scope, clinic_id: UUID, named: Iterable[Scheduled]
) -> list[ImagingServiceRequest]:
    """Return the clinic's orders that a step names, by worklist UID or Accession Number."""
    keys = list(named)
    ids = [key for each in keys if (key := _request_id(each.study_instance_uid))]
    numbers = [each.accession_number for each in keys if each.accession_number]
    table = ImagingServiceRequestRow
    statement = select(table).where(
        table.clinic_id == clinic_id, or_(table.id.in_(ids), table.accession_number.in_(numbers))
    )
    return [request_of(row) for row in session.scalars(within(statement, scope, table.clinic_id).order_by(table.id))]


def insert_step(session: Session, step: PerformedStep) -> None:
    """Put a step on file; raises StepTaken if the clinic has one of its UID."""
    insert(session, PerformedStepRow(**_values(step)), taken=StepTaken)


def load_step_for_update(session: Session, scope: Scope, clinic_id: UUID, sop_instance_uid: str) -> PerformedStep:
    """Return a step that nobody else can save until this transaction ends; raises StepUnknown."""
    table = PerformedStepRow
    statement = select(table).where(table.clinic_id == clinic_id, table.sop_instance_uid == sop_instance_uid)
    row = session.scalars(within(statement, scope, table.clinic_id).with_for_update()).one_or_none()
    if row is None:
        raise StepUnknown
    return PerformedStep(**{field.name: getattr(row, field.name) for field in fields(PerformedStep)})


def save_step(session: Session, step: PerformedStep) -> None:
    """Save a step that was loaded for update."""
    row = session.get_one(PerformedStepRow, step.id)
    for name, value in _values(step).items():
        setattr(row, name, value)
    session.flush()


def load_step_states(session: Session, scope: Scope, clinic_id: UUID) -> dict[UUID, set[StepState]]:
    """Return, for each open order of a clinic that a device began, how its steps stand.

    What was rejected since has to be done anew: its steps do not count.
    """
    table, order = PerformedStepRow, ImagingServiceRequestRow
    rejected = (
        select(RejectionRow.reading_id)
        .join(ReadingRow, ReadingRow.id == RejectionRow.reading_id)
        .where(ReadingRow.request_id == order.id, RejectionRow.rejected_at >= table.begun_at)
    )
    statement = (
        select(order.id, table.state)
        .join(order, order.id == table.request_id)
        .where(order.clinic_id == clinic_id, order.state == RequestState.OPEN, ~rejected.exists())
    )
    states: dict[UUID, set[StepState]] = {}
    for request_id, state in session.execute(within(statement, scope, table.clinic_id)):
        states.setdefault(request_id, set()).add(state)
    return states


def _values(step: PerformedStep) -> dict[str, object]:
    return {field.name: getattr(step, field.name) for field in fields(step)}


def _request_id(uid: str) -> UUID | None:
    digits = uid.removeprefix(_UUID_DERIVED)
    if digits == uid or not digits.isdigit() or len(digits) > 39 or int(digits) >= 1 << 128:
        return None
    return UUID(int=int(digits))
