"""The worklist: Readings with the patient, the question and the holder, in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import product
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select, true, union_all

from teleread.accounts.account import SPECIALIST_ROLES, Account
from teleread.accounts.records import AccountRow
from teleread.archive.name_keys import prefixes_of_part
from teleread.archive.records import PatientRow, StudyRow
from teleread.archive.study import NameStanding
from teleread.clinics.clinic import Modality, Priority
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.errors import Missing
from teleread.scope import Scope
from teleread.views.narrowing import are_few, keys_of_patients
from teleread.views.newest import unindexed
from teleread.worklist.hold import as_of
from teleread.worklist.opinion import OpinionKind
from teleread.worklist.opinion_records import OpinionRow
from teleread.worklist.question_records import AnswerRow, QuestionRow
from teleread.worklist.reading import FINAL, Reading, State
from teleread.worklist.records import (
    ImagingServiceRequestRow,
    ReadingRow,
    ReadingStudyRow,
    reading_of,
    within,
)
from teleread.worklist.rejection_records import RetakeRow

LINES_AT_MOST = 500
LIVING = frozenset(State) - FINAL


class View(StrEnum):
    """Which Readings a page asks for."""

    MINE = "mine"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which Readings of a view are wanted; None asks for nothing."""

    modality: Modality | None = None
    clinic_id: UUID | None = None
    state: State | None = None
    priority: Priority | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what a Reading's row has to meet."""
        wanted = (
            (ReadingRow.modality, self.modality),
            (ReadingRow.clinic_id, self.clinic_id),
            (ReadingRow.state, self.state),
            (ReadingRow.priority, self.priority),
        )
        return [column == value for column, value in wanted if value is not None]


ALL_OF_THEM = Narrowing()


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
class Beside:
    """What a Reading is to others: a second opinion, the retake of a rejected one; and questions not answered yet."""

    opinion: OpinionKind | None
    retake_of: UUID | None
    questions_open: int


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
    beside: Beside


def list_readings(
    session: Session,
    scope: Scope,
    *,
    account: Account,
    view: View,
    at: datetime,
    narrowing: Narrowing = ALL_OF_THEM,
    limit: int = LINES_AT_MOST,
) -> list[ReadingLine]:
    """Return the Readings of a view: what waits longest against its term first, what is over newest first.

    To a specialist "mine" is what they hold; who holds nothing sees what is
    open.
    """
    statement = _lines(scope)
    if view is View.DONE:
        over = statement.where(ReadingRow.id.in_(_ended_last(session, scope, narrowing, limit)))
        return _fetch(session, over.order_by(ReadingRow.state_since.desc(), ReadingRow.id), at)
    living = statement.where(ReadingRow.state.in_(LIVING), *narrowing.conditions())
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
    named: list[ColumnElement[bool]] = [
        exists().where(PatientRow.id == ReadingRow.patient_key, name.contains(wanted, autoescape=True))
    ]
    prefixes = prefixes_of_part(wanted)
    patients = keys_of_patients(prefixes)
    if prefixes and are_few(session, patients):
        named.append(ReadingRow.patient_key.in_(union_all(*patients)))
    numbered = select(PatientRow.id).where(PatientRow.patient_id == text.strip())
    ordered = select(ImagingServiceRequestRow.id).where(ImagingServiceRequestRow.accession_number == text.strip())
    # Each by its own index; one condition of all three would read every Reading.
    found = set[tuple[datetime, UUID]]()
    for condition in (and_(*named), ReadingRow.patient_key.in_(numbered), ReadingRow.request_id.in_(ordered)):
        newest = select(ReadingRow.created_at, ReadingRow.id).where(condition)
        newest = newest.order_by(ReadingRow.created_at.desc(), ReadingRow.id.desc()).limit(limit)
        found |= {(row.created_at, row.id) for row in session.execute(_inside(newest, scope))}
    latest = [reading_id for _, reading_id in sorted(found, reverse=True)[:limit]]
    lines = _lines(scope).where(ReadingRow.id.in_(latest))
    return _fetch(session, lines.order_by(ReadingRow.created_at.desc(), ReadingRow.id.desc()), at)


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


def _inside(statement: Select[datetime, UUID], scope: Scope) -> Select[datetime, UUID]:
    if scope.closed:
        statement = statement.where(ReadingRow.id.not_in(scope.closed))
    return (
        statement
        if scope.clinic_ids is None
        else statement.where(unindexed(ReadingRow.clinic_id).in_(scope.clinic_ids))
    )


def _ended_last(session: Session, scope: Scope, narrowing: Narrowing, limit: int) -> list[UUID]:
    """Return the Readings that were over last: of each clinic and state those that its index has first."""
    whose = [true()] if scope.clinic_ids is None else [ReadingRow.clinic_id == one for one in sorted(scope.clinic_ids)]
    found: list[tuple[datetime, UUID]] = []
    for condition, state in product(whose, sorted(FINAL)):
        ended = select(ReadingRow.state_since, ReadingRow.id).where(ReadingRow.state == state, condition)
        ended = ended.where(*narrowing.conditions())
        ended = ended.order_by(ReadingRow.state_since.desc(), ReadingRow.id.desc()).limit(limit)
        found += [(row.state_since, row.id) for row in session.execute(ended)]
    return [reading_id for _, reading_id in sorted(found, reverse=True)[:limit]]


Lines = Select[ReadingRow, str, PatientRow, str, str, str, OpinionKind, UUID, int]


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
            select(OpinionRow.kind).where(OpinionRow.reading_id == ReadingRow.id).scalar_subquery(),
            select(RetakeRow.of_reading_id).where(RetakeRow.reading_id == ReadingRow.id).scalar_subquery(),
            select(func.count())
            .select_from(QuestionRow)
            .where(QuestionRow.reading_id == ReadingRow.id)
            .where(QuestionRow.id.not_in(select(AnswerRow.question_id).where(AnswerRow.question_id == QuestionRow.id)))
            .scalar_subquery(),
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
    return [_line(*row[:6], Beside(*row[6:]), at) for row in session.execute(statement)]


def _line(
    row: ReadingRow,
    clinic_name: str,
    patient: PatientRow,
    holder: str | None,
    question: str | None,
    study_date: str | None,
    beside: Beside,
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
        beside=beside,
    )
