"""Questions to clinics with who asked and who answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from teleread.accounts.records import AccountRow
from teleread.database import Session
from teleread.scope import Scope
from teleread.views.worklist import ReadingLine, load_reading_lines
from teleread.worklist.question import Question
from teleread.worklist.question_records import AnswerRow, QuestionRow, question_of
from teleread.worklist.records import ReadingRow, within


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question as its Reading's page shows it."""

    question: Question
    asked_by_name: str
    answered_by_name: str | None


def list_questions(session: Session, scope: Scope, reading_id: UUID) -> list[QuestionLine]:
    """Return the questions of a Reading, the first first."""
    statement = _lines(scope).where(QuestionRow.reading_id == reading_id)
    return _fetch(session, statement.order_by(QuestionRow.asked_at, QuestionRow.id))


def list_open_questions(
    session: Session, scope: Scope, *, at: datetime, limit: int = 100
) -> list[tuple[QuestionLine, ReadingLine]]:
    """Return what clinics were asked and have not answered, the oldest first, each with its Reading."""
    statement = _lines(scope).where(AnswerRow.question_id.is_(None))
    lines = _fetch(session, statement.order_by(QuestionRow.asked_at, QuestionRow.id).limit(limit))
    keys = list({line.question.reading_id for line in lines})
    readings = {each.reading.id: each for each in load_reading_lines(session, scope, keys, at=at)}
    return [(line, readings[line.question.reading_id]) for line in lines]


def _lines(scope: Scope) -> Select[*tuple[Any, ...]]:
    answerer = aliased(AccountRow)
    statement: Select[*tuple[Any, ...]] = (
        select(QuestionRow, AnswerRow, AccountRow.display_name, answerer.display_name)
        .join(ReadingRow, ReadingRow.id == QuestionRow.reading_id)
        .join(AccountRow, AccountRow.id == QuestionRow.asked_by)
        .join(AnswerRow, AnswerRow.question_id == QuestionRow.id, isouter=True)
        .join(answerer, answerer.id == AnswerRow.answered_by, isouter=True)
    )
    return within(statement, scope, ReadingRow.clinic_id)


def _fetch(session: Session, statement: Select[*tuple[Any, ...]]) -> list[QuestionLine]:
    rows: Sequence[Any] = session.execute(statement).all()
    return [QuestionLine(question_of(row, answer), asker, answerer) for row, answer, asker, answerer in rows]
