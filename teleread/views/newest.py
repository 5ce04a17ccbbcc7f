"""Pages of Studies, newest first, read from an index that lies in that order.

Within one clinic by the index of the clinic, within a few by a page of each,
within many or all by the common one. Which index serves is settled here: a
planner that takes the clinics for selective would sort all that they have.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, tuple_, union_all
from sqlalchemy.orm import InstrumentedAttribute

from teleread.archive.records import StudyRow

Column = InstrumentedAttribute[Any]
Order = tuple[Column, ...]

FEW_CLINICS = 16

BY_DATE: Order = (StudyRow.study_date, StudyRow.study_time, StudyRow.id)
"""As QIDO and C-FIND answer."""
BY_ARRIVAL: Order = (StudyRow.first_received_at, StudyRow.id)
"""As our own lists show."""


def newest(
    conditions: Sequence[ColumnElement[bool]],
    clinic_ids: frozenset[UUID] | None,
    *,
    order: Order = BY_DATE,
    limit: int,
    offset: int = 0,
) -> Select[Any]:
    """Return a query of the columns of an order: those of the Studies that meet the conditions, the newest first."""
    of_all = select(*order).where(*conditions)
    if clinic_ids is None:
        return _page(of_all, order, limit, offset)
    if len(clinic_ids) == 1:
        return _page(of_all.where(StudyRow.clinic_id == next(iter(clinic_ids))), order, limit, offset)
    if len(clinic_ids) > FEW_CLINICS:
        return _page(of_all.where(unindexed(StudyRow.clinic_id).in_(clinic_ids)), order, limit, offset)
    pages = [
        _page(of_all.where(StudyRow.clinic_id == clinic_id), order, limit + offset).subquery()
        for clinic_id in sorted(clinic_ids)
    ]
    merged = union_all(*(select(page) for page in pages)).subquery()
    whole = select(merged).order_by(*(merged.c[column.key].desc() for column in order))
    return whole.limit(limit).offset(offset)


def few(
    conditions: Sequence[ColumnElement[bool]],
    clinic_ids: frozenset[UUID] | None,
    *,
    order: Order = BY_DATE,
    limit: int | None = None,
    offset: int = 0,
) -> Select[Any]:
    """Return the same of conditions that few Studies meet: those are found and sorted, whatever else has an index."""
    wanted = select(*order).where(*conditions)
    if clinic_ids is not None:
        wanted = wanted.where(unindexed(StudyRow.clinic_id).in_(clinic_ids))
    return wanted.order_by(*(unindexed(column).desc() for column in order)).limit(limit).offset(offset or None)


def before(place: Sequence[Any], order: Order = BY_DATE) -> ColumnElement[bool]:
    """Say that a Study comes behind a place in the order: the page that follows it."""
    return tuple_(*order) < tuple_(*place, types=[column.type for column in order])


def unindexed(column: Column) -> ColumnElement[Any]:
    """Return the column's value as something that no index lies over."""
    return func.coalesce(column, column)


def _page(statement: Select[Any], order: Order, limit: int, offset: int = 0) -> Select[Any]:
    return statement.order_by(*(column.desc() for column in order)).limit(limit).offset(offset or None)
