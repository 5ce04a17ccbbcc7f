"""What a search of the FHIR interface asks for, once its words are resolved to our keys."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, true

from teleread.archive.records import StudyRow
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.fhir.contents import ClinicTold
from teleread.fhir.values import DICOM_UID, ORDER_KEY, REPORT_KEY, accession_system
from teleread.reports.records import inside
from teleread.scope import Scope
from teleread.views.fhir_people import clinic_told, uuid_of
from teleread.worklist.records import ImagingServiceRequestRow, ReadingRow, ReadingStudyRow

MOST_OF_ONE_IDENTIFIER = 100

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page of matches, the last changed first.

    Parameters
    ----------
    ids, patients
        Only these resources, only those of these patients; None for any.
    since, before
        When they were last changed: not earlier, and earlier.
    after
        The last of the page before: its moment and its key.
    """

    limit: int
    ids: tuple[UUID, ...] | None = None
    patients: tuple[UUID, ...] | None = None
    since: datetime | None = None
    before: datetime | None = None
    after: tuple[datetime, UUID] | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Told]):
    """Matches, how many there are in all, and where the next page begins."""

    told: list[Told]
    total: int
    next_after: tuple[datetime, UUID] | None


def changed_within(wanted: Wanted, moment: Any) -> ColumnElement[bool]:
    """Return the condition that something was changed in the time that is asked for."""
    conditions = [true()]
    if wanted.since is not None:
        conditions.append(moment >= wanted.since)
    if wanted.before is not None:
        conditions.append(moment < wanted.before)
    return and_(*conditions)


def beyond(wanted: Wanted, moment: Any, key: Any) -> ColumnElement[bool]:
    """Return the condition that something comes after the page before."""
    if wanted.after is None:
        return true()
    at, last = wanted.after
    return or_(moment < at, and_(moment == at, key < last))


def among(keys: tuple[UUID, ...] | None, column: Any) -> ColumnElement[bool]:
    """Return the condition that a key is one of those asked for."""
    condition: ColumnElement[bool] = true() if keys is None else column.in_(keys)
    return condition


def find_readings(session: Session, scope: Scope, *, system: str | None, value: str) -> list[UUID]:
    """Return the Readings that an identifier names: our key of a report, or an Accession Number."""
    if system == REPORT_KEY:
        key = uuid_of(value)
        return [] if key is None else [key]
    statement = (
        select(ReadingRow.id, ClinicRow)
        .join(ClinicRow, ClinicRow.id == ReadingRow.clinic_id)
        .join(ImagingServiceRequestRow, ImagingServiceRequestRow.id == ReadingRow.request_id, isouter=True)
        .where(
            inside(scope, ReadingRow.clinic_id),
            or_(
                ImagingServiceRequestRow.accession_number == value,
                ReadingRow.id.in_(
                    select(ReadingStudyRow.reading_id)
                    .join(StudyRow, StudyRow.id == ReadingStudyRow.study_id)
                    .where(StudyRow.accession_number == value)
                ),
            ),
        )
        .limit(MOST_OF_ONE_IDENTIFIER)
    )
    return [key for key, clinic in session.execute(statement) if _is_of(system, clinic_told(clinic))] if value else []


def find_orders(session: Session, scope: Scope, *, system: str | None, value: str) -> list[UUID]:
    """Return the orders that an identifier names: our key, or an Accession Number."""
    if system == ORDER_KEY:
        key = uuid_of(value)
        return [] if key is None else [key]
    statement = (
        select(ImagingServiceRequestRow.id, ClinicRow)
        .join(ClinicRow, ClinicRow.id == ImagingServiceRequestRow.clinic_id)
        .where(inside(scope, ImagingServiceRequestRow.clinic_id), ImagingServiceRequestRow.accession_number == value)
        .limit(MOST_OF_ONE_IDENTIFIER)
    )
    return [key for key, clinic in session.execute(statement) if _is_of(system, clinic_told(clinic))] if value else []


def find_studies(session: Session, scope: Scope, *, system: str | None, value: str) -> list[UUID]:
    """Return the Studies that an identifier names: a Study Instance UID, or an Accession Number."""
    uid = value.removeprefix("urn:oid:")
    statement = (
        select(StudyRow.id, StudyRow.study_instance_uid, ClinicRow)
        .join(ClinicRow, ClinicRow.id == StudyRow.clinic_id)
        .where(
            inside(scope, StudyRow.clinic_id),
            or_(StudyRow.study_instance_uid == uid, StudyRow.accession_number == value),
        )
        .limit(MOST_OF_ONE_IDENTIFIER)
    )
    rows = session.execute(statement).all() if value else []
    return [
        key
        for key, study_uid, clinic in rows
        if system in (None, DICOM_UID if study_uid == uid else accession_system(clinic_told(clinic)))
    ]


def _is_of(system: str | None, clinic: ClinicTold) -> bool:
    return system in (None, accession_system(clinic))
