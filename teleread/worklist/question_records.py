"""Tables and named queries of questions to a clinic, their answers and pictures."""

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, Session
from teleread.scope import Scope
from teleread.worklist.question import Answer, Picture, Question, QuestionMissing
from teleread.worklist.records import ReadingRow, within


class QuestionRow(Base):
    """What a specialist asked a clinic about a Reading."""

    __tablename__ = "question"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), index=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"), index=True)
    words: Mapped[str]
    picture_id: Mapped[UUID | None] = mapped_column(ForeignKey("question_picture.id"))
    does_pause: Mapped[bool]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime]


class AnswerRow(Base):
    """What the clinic answered; added once, never changed."""

    __tablename__ = "answer"

    question_id: Mapped[UUID] = mapped_column(ForeignKey("question.id"), primary_key=True)
    words: Mapped[str]
    picture_id: Mapped[UUID | None] = mapped_column(ForeignKey("question_picture.id"))
    answered_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime]


class PictureRow(Base):
    """A picture of a question or an answer; its bytes lie in the object store."""

    __tablename__ = "question_picture"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), index=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    uploaded_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    uploaded_at: Mapped[datetime]
    locator: Mapped[str]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes]
    rows: Mapped[int]
    columns: Mapped[int]


def add_picture(session: Session, picture: Picture) -> None:
    """Keep where a picture lies."""
    session.add(PictureRow(**{field.name: getattr(picture, field.name) for field in fields(Picture)}))


def load_picture(session: Session, scope: Scope, picture_id: UUID) -> Picture:
    """Return a picture; raises QuestionMissing if there is none of that key inside the Scope.

    What hangs on a Reading is seen by whoever may see the Reading.
    """
    statement = select(PictureRow).join(ReadingRow, ReadingRow.id == PictureRow.reading_id)
    row = session.scalars(within(statement.where(PictureRow.id == picture_id), scope, ReadingRow.clinic_id)).first()
    if row is None:
        raise QuestionMissing(picture_id=str(picture_id))
    return Picture(**{field.name: getattr(row, field.name) for field in fields(Picture)})


def count_pictures(session: Session, reading_id: UUID) -> int:
    """Return how many pictures hang on a Reading."""
    return session.scalar(select(func.count()).where(PictureRow.reading_id == reading_id)) or 0


def point_picture(session: Session, picture_id: UUID, locator: str) -> None:
    """Point a picture to its repaired object."""
    session.get_one(PictureRow, picture_id).locator = locator


def add_question(session: Session, question: Question) -> None:
    """Keep a question."""
    session.add(
        QuestionRow(
            id=question.id,
            reading_id=question.reading_id,
            clinic_id=question.clinic_id,
            words=question.words,
            picture_id=question.picture_id,
            does_pause=question.does_pause,
            asked_by=question.asked_by,
            asked_at=question.asked_at,
        )
    )
    session.flush()


def add_answer(session: Session, question_id: UUID, answer: Answer) -> None:
    """Keep the answer to a question that has none."""
    session.add(
        AnswerRow(
            question_id=question_id,
            words=answer.words,
            picture_id=answer.picture_id,
            answered_by=answer.answered_by,
            answered_at=answer.answered_at,
        )
    )
    session.flush()


def load_questions(session: Session, scope: Scope, reading_id: UUID) -> list[Question]:
    """Return the questions of a Reading, the first first."""
    statement = (
        select(QuestionRow, AnswerRow)
        .join(ReadingRow, ReadingRow.id == QuestionRow.reading_id)
        .join(AnswerRow, AnswerRow.question_id == QuestionRow.id, isouter=True)
        .where(QuestionRow.reading_id == reading_id)
        .order_by(QuestionRow.asked_at, QuestionRow.id)
    )
    return [question_of(*row) for row in session.execute(within(statement, scope, ReadingRow.clinic_id))]


def load_reading_id_of_question(session: Session, scope: Scope, question_id: UUID) -> UUID:
    """Return on which Reading a question hangs; raises QuestionMissing."""
    statement = (
        select(QuestionRow.reading_id)
        .join(ReadingRow, ReadingRow.id == QuestionRow.reading_id)
        .where(QuestionRow.id == question_id)
    )
    found = session.scalars(within(statement, scope, ReadingRow.clinic_id)).first()
    if found is None:
        raise QuestionMissing(question_id=str(question_id))
    return found


def question_of(row: QuestionRow, answer: AnswerRow | None) -> Question:
    """Return the question that its rows hold."""
    return Question(
        id=row.id,
        reading_id=row.reading_id,
        clinic_id=row.clinic_id,
        words=row.words,
        picture_id=row.picture_id,
        does_pause=row.does_pause,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        answer=None
        if answer is None
        else Answer(answer.words, answer.picture_id, answer.answered_by, answer.answered_at),
    )
