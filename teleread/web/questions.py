"""Questions to a clinic and their answers, with pictures."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response, status
from pydantic import BaseModel, Field

from teleread.accounts.account import CLINIC_ROLES, SPECIALIST_ROLES, Role
from teleread.views.questions import QuestionLine, list_open_questions, list_questions
from teleread.views.staffing import actor_before, load_viewer
from teleread.web.dependencies import Caller, CurrentCaller, Reader, Run, permit
from teleread.web.readings import ReadingSummary, summary_of
from teleread.web.routing import Router
from teleread.web.schemas import Body, Text
from teleread.workflow.desk import questions as desk
from teleread.worklist.records import load_reading

router = Router(prefix="/api", tags=["questions"])

CREATED = status.HTTP_201_CREATED
SpecialistOrAdmin = Annotated[Caller, Depends(permit(*sorted(SPECIALIST_ROLES), Role.ADMIN))]
ClinicCaller = Annotated[Caller, Depends(permit(*sorted(CLINIC_ROLES)))]

KEPT_PRIVATELY = {"Cache-Control": "private, max-age=86400, immutable"}
A_PICTURE: dict[str, Any] = {"image/jpeg": {}, "image/png": {}}


async def _picture(_caller: CurrentCaller, request: Request) -> bytes:
    """Return the bytes of a picture, read once it is known who sends it; the guard bounds them."""
    return await request.body()


class AnswerOut(BaseModel):
    """What the clinic said."""

    words: str
    picture_id: UUID | None
    answered_by_name: str
    answered_at: datetime


class QuestionOut(BaseModel):
    """What a specialist asked; `does_pause` if the Reading waits, or waited, for the answer."""

    id: UUID
    words: str
    picture_id: UUID | None
    does_pause: bool
    asked_by_name: str
    asked_at: datetime
    answer: AnswerOut | None


class QuestionsOfReading(BaseModel):
    """The questions of a Reading, and whether the caller may add to them."""

    may_ask: bool
    may_answer: bool
    questions: list[QuestionOut]


class OpenQuestion(BaseModel):
    """A question that waits, with its Reading."""

    question: QuestionOut
    reading: ReadingSummary


class Asking(Body):
    """A question; with the number of the hold the Reading waits for its answer."""

    words: Text
    picture_id: UUID | None = None
    pausing_token: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None


class Answering(Body):
    """An answer."""

    words: Text
    picture_id: UUID | None = None


class PictureOut(BaseModel):
    """A picture that was kept; send its key with the words."""

    id: UUID
    rows: int
    columns: int
    size_bytes: int


@router.get("/readings/{reading_id}/questions")
def list_questions_of_reading(reading_id: UUID, caller: CurrentCaller, session: Reader) -> QuestionsOfReading:
    """List what the clinic was asked about a Reading, and what it answered."""
    reading = load_reading(session, caller.scope, reading_id)
    actor = actor_before(load_viewer(session, caller.scope, caller.account), reading)
    return QuestionsOfReading(
        may_ask=desk.may_ask(reading, actor),
        may_answer=desk.may_answer(actor),
        questions=[_question(line) for line in list_questions(session, caller.scope, reading_id)],
    )


@router.get("/questions")
def list_waiting_questions(caller: CurrentCaller, session: Reader, run: Run) -> list[OpenQuestion]:
    """List the questions that wait for a clinic's answer, the oldest first."""
    at = run.clock()
    viewer = load_viewer(session, caller.scope, caller.account)
    return [
        OpenQuestion(question=_question(line), reading=ReadingSummary(**summary_of(reading, viewer, at)))
        for line, reading in list_open_questions(session, caller.scope, at=at)
    ]


@router.post("/readings/{reading_id}/questions", status_code=CREATED)
def ask_clinic(reading_id: UUID, body: Asking, caller: SpecialistOrAdmin, run: Run) -> None:
    """Ask the clinic about a Reading."""
    desk.ask(run.database, caller.scope, reading_id, **body.model_dump(), account=caller.account, at=run.clock())


@router.post("/questions/{question_id}/answer", status_code=CREATED)
def answer_question(question_id: UUID, body: Answering, caller: ClinicCaller, run: Run) -> None:
    """Answer for the clinic; a Reading that waited for it goes on."""
    desk.answer(run.database, caller.scope, question_id, **body.model_dump(), account=caller.account, at=run.clock())


@router.post(
    "/readings/{reading_id}/pictures",
    status_code=CREATED,
    openapi_extra={"requestBody": {"required": True, "content": A_PICTURE}},
)
def attach_picture(
    reading_id: UUID,
    request: Request,
    caller: CurrentCaller,
    content: Annotated[bytes, Depends(_picture)],
    run: Run,
) -> PictureOut:
    """Keep a JPEG or PNG for a question or an answer, encoded anew without what it said of itself."""
    kept = desk.keep_picture(
        run.database,
        run.store,
        request.app.state.decoders,
        caller.scope,
        reading_id,
        content=content,
        account=caller.account,
        at=run.clock(),
    )
    return PictureOut(id=kept.id, rows=kept.rows, columns=kept.columns, size_bytes=kept.size_bytes)


@router.get("/pictures/{picture_id}", response_class=Response, responses={200: {"content": {"image/jpeg": {}}}})
def get_picture(picture_id: UUID, caller: CurrentCaller, run: Run) -> Response:
    """Give the picture of a question or an answer."""
    jpeg = desk.open_picture(run.database, run.store, caller.scope, picture_id, account=caller.account)
    return Response(jpeg, media_type="image/jpeg", headers=KEPT_PRIVATELY)


def _question(line: QuestionLine) -> QuestionOut:
    question, answer = line.question, line.question.answer
    return QuestionOut(
        id=question.id,
        words=question.words,
        picture_id=question.picture_id,
        does_pause=question.does_pause,
        asked_by_name=line.asked_by_name,
        asked_at=question.asked_at,
        answer=None
        if answer is None
        else AnswerOut(
            words=answer.words,
            picture_id=answer.picture_id,
            answered_by_name=line.answered_by_name or "",
            answered_at=answer.answered_at,
        ),
    )
