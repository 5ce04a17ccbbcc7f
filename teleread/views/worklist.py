"""The worklist: Readings with the patient, the question and the holder, in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Select, case, func, or_, select

from teleread.accounts.account import SPECIALIST_ROLES, Account
from teleread.accounts.records import AccountRow
from teleread.archive.records import PatientRow, StudyRow
from teleread.archive.study import NameStanding
from teleread.clinics.clinic import Priority
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.errors import Missing
from teleread.scope import Scope
from teleread.worklist.hold import as_of
from teleread.worklist.reading import FINAL, Reading
from teleread.worklist.records import (
    ImagingServiceRequestRow,
    ReadingRow,
    ReadingStudyRow,
    reading_of,
    within,
)

LINES_AT_MOST = 500


class View(StrEnum):
    """Which Readings a page asks for."""

    MINE = "mine"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class PatientSeen:
    """A patient as a list shows them."""

    id: UUID
    name: str
    name_standing: NameStanding
    patient_id: str
    birth_date: date | None
    sex: str


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One line of the worklist, as time has left it."""

    reading: Reading
    clinic_name: str
    patient: PatientSeen
    holder_name: str | None
    clinical_question: str
    study_date: str
    """Of the earliest Study, as its device sent it; the day that the patient's age is of."""


def list_readings(
    session: Session, scope: Scope, *, account: Account, view: View, at: datetime, limit: int = LINES_AT_MOST
) -> list[ReadingLine]:
    """Return the Readings of a view: what waits longest against its term first, what is over newest first.

    To a specialist "mine" is what they hold; who holds nothing sees what is
    open.
    """
    statement = _lines(scope)
    if view is View.DONE:
        over = statement.where(ReadingRow.state.in_(FINAL)).order_by(ReadingRow.state_since.desc(), ReadingRow.id)
        return _fetch(session, over.limit(limit), at)
    living = statement.where(ReadingRow.state.not_in(FINAL))
    if view is View.MINE and account.may_act_as(*SPECIALIST_ROLES):
        living = living.where(ReadingRow.holder_id == account.id)
    return _fetch(session, _by_urgency(living).limit(limit), at)


def search_readings(
    session: Session, scope: Scope, *, text: str, at: datetime, limit: int = LINES_AT_MOST
) -> list[ReadingLine]:
    """Return the Readings of patients whose name contains the text, or whose Patient ID or Accession Number it is.

    Carets, spaces and the case of Latin letters do not count: 张三 finds 张^三.
    """
    wanted = "".join(text.split()).replace("^", "").lower()
    if not wanted:
        return []
    name = func.lower(func.replace(func.replace(PatientRow.patient_name, "^", ""), " ", ""))
    found = _lines(scope).where(
        or_(
            name.contains(wanted, autoescape=True),
            PatientRow.patient_id == text.strip(),
            ImagingServiceRequestRow.accession_number == text.strip(),
        )
    )
    return _fetch(session, found.order_by(ReadingRow.created_at.desc(), ReadingRow.id).limit(limit), at)


def load_reading_line(session: Session, scope: Scope, reading_id: UUID, *, at: datetime) -> ReadingLine:
    """Return one line; raises Missing if there is none of that key inside the Scope."""
    found = _fetch(session, _lines(scope).where(ReadingRow.id == reading_id), at)
    if not found:
        raise Missing(reading_id=str(reading_id))
    return found[0]


def load_reading_lines(
    session: Session, scope: Scope, reading_ids: Sequence[UUID], *, at: datetime
) -> list[ReadingLine]:
    """Return several lines, the most urgent first."""
    return _fetch(session, _by_urgency(_lines(scope).where(ReadingRow.id.in_(reading_ids))), at)


Lines = Select[ReadingRow, str, PatientRow, str, str, str]


def _lines(scope: Scope) -> Lines:
    earliest = (
        select(func.min(StudyRow.study_date))
        .join(ReadingStudyRow, ReadingStudyRow.study_id == StudyRow.id)
        .where(ReadingStudyRow.reading_id == ReadingRow.id, StudyRow.study_date != "")
        .scalar_subquery()
    )
    statement = (
        select(
            ReadingRow,
            ClinicRow.name,
            PatientRow,
            AccountRow.display_name,
            ImagingServiceRequestRow.clinical_question,
            earliest,
        )
        .join(ClinicRow, ClinicRow.id == ReadingRow.clinic_id)
        .join(PatientRow, PatientRow.id == ReadingRow.patient_key)
        .join(AccountRow, AccountRow.id == ReadingRow.holder_id, isouter=True)
        .join(ImagingServiceRequestRow, ImagingServiceRequestRow.id == ReadingRow.request_id, isouter=True)
    )
    return within(statement, scope, ReadingRow.clinic_id)


def _by_urgency(statement: Lines) -> Lines:
    emergencies_first = case((ReadingRow.priority == Priority.EMERGENCY.value, 0), else_=1)
    return statement.order_by(emergencies_first, ReadingRow.due_at, ReadingRow.id)


def _fetch(session: Session, statement: Lines, at: datetime) -> list[ReadingLine]:
    return [_line(*row, at) for row in session.execute(statement)]


def _line(
    row: ReadingRow,
    clinic_name: str,
    patient: PatientRow,
    holder: str | None,
    question: str | None,
    study_date: str | None,
    at: datetime,
) -> ReadingLine:
    reading = as_of(reading_of(row), at)
    return ReadingLine(
        reading=reading,
        clinic_name=clinic_name,
        patient=PatientSeen(
            id=patient.id,
            name=patient.patient_name,
            name_standing=patient.name_standing,
            patient_id=patient.patient_id,
            birth_date=patient.patient_birth_date,
            sex=patient.patient_sex,
        ),
        holder_name=holder if reading.holder_id else None,
        clinical_question=question or "",
        study_date=study_date or "",
    )
