"""Ask the clinic, and answer: words and pictures that hang on a Reading."""

import io
import secrets
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from storage import ObjectStore, StoreError
from teleread.accounts.account import Account
from teleread.audit.records import record
from teleread.database import Database, Session, snapshot, transaction
from teleread.dicom.decoding.pool import DecoderPool, Source
from teleread.errors import Unavailable
from teleread.identifiers import new_id
from teleread.scope import Scope
from teleread.views.staffing import actor_before, load_viewer
from teleread.worklist.permission import Action, Actor, require_allowed
from teleread.worklist.question import (
    MOST_OPEN,
    Answer,
    NotTheClinics,
    Picture,
    Question,
    QuestionAnswered,
    QuestionMissing,
    TooManyQuestions,
    check_words,
    may_go_on,
)
from teleread.worklist.question_records import (
    add_answer,
    add_picture,
    add_question,
    count_pictures,
    load_picture,
    load_questions,
    load_reading_id_of_question,
)
from teleread.worklist.reading import Event, Reading, advance, require_hold
from teleread.worklist.records import (
    close_pause,
    load_reading,
    load_reading_for_update,
    open_pause,
    save_reading,
)
from teleread.worklist.refusals import NotYourReading, TransitionRefused

MOST_PICTURES = 50
"""Of one Reading: what is attached, not an album."""


class PictureUnreadable(Unavailable):
    """The object store does not give or take the picture."""

    code = "picture_unreadable"
    zh, en = "图片暂时无法存取，请稍后重试", "The picture cannot be kept or read now; try again"


def may_ask(reading: Reading, actor: Actor) -> bool:
    """Say whether a person may ask the clinic about a Reading: who may read it, and admins, until it is over."""
    return not reading.is_final and (bool(actor.parts) or actor.is_admin or actor.account_id == reading.holder_id)


def may_answer(actor: Actor) -> bool:
    """Say whether a person may answer for the clinic."""
    return actor.is_of_clinic


def keep_picture(
    database: Database,
    store: ObjectStore,
    decoders: DecoderPool,
    scope: Scope,
    reading_id: UUID,
    *,
    content: bytes,
    account: Account,
    at: datetime,
) -> Picture:
    """Keep a photograph for a question or an answer, encoded anew by a process that may die.

    The object is durable before its row. Until it is sent with words, nobody
    but its sender sees it.

    Raises
    ------
    NotYourReading, TooManyQuestions
        If the person can neither ask nor answer, or enough is attached.
    CannotShow
        If it is no picture.
    PictureUnreadable
        If the object store does not take it.
    """
    with snapshot(database) as session:
        reading = _taking_part(session, scope, reading_id, account)
        if count_pictures(session, reading_id) >= MOST_PICTURES:
            raise TooManyQuestions
    answer = decoders.run("photograph", Source(io.BytesIO(content), len(content), ""))
    picture_id = new_id()
    envelope = {
        "kind": "question_picture",
        "picture_id": str(picture_id),
        "reading_id": str(reading_id),
        "clinic_id": str(reading.clinic_id),
        "media_type": "image/jpeg",
    }
    try:
        stored = store.put(f"questions/{reading_id}/{secrets.token_hex(8)}.jpg", [answer.body], envelope)
    except StoreError as error:
        raise PictureUnreadable from error
    picture = Picture(
        id=picture_id,
        reading_id=reading_id,
        clinic_id=reading.clinic_id,
        uploaded_by=account.id,
        uploaded_at=at,
        locator=stored.locator,
        size_bytes=stored.size_bytes,
        sha256=stored.sha256,
        rows=answer.header["rows"],
        columns=answer.header["columns"],
    )
    with transaction(database) as session:
        add_picture(session, picture)
        _audit(session, "question.picture_attached", reading, account, at=at, picture_id=str(picture_id))
    return picture


def open_picture(database: Database, store: ObjectStore, scope: Scope, picture_id: UUID, *, account: Account) -> bytes:
    """Return the JPEG of a question or an answer.

    Raises
    ------
    QuestionMissing
        If there is none inside the Scope, or it was not sent with words yet and is another's.
    PictureUnreadable
        If the object store does not give it.
    """
    with snapshot(database) as session:
        picture = load_picture(session, scope, picture_id)
        sent = {
            key
            for question in load_questions(session, scope, picture.reading_id)
            for key in (question.picture_id, question.answer.picture_id if question.answer else None)
        }
    if picture_id not in sent and picture.uploaded_by != account.id:
        raise QuestionMissing(picture_id=str(picture_id))
    try:
        with store.open(picture.locator) as stream:
            return stream.read()
    except StoreError as error:
        raise PictureUnreadable from error


def ask(
    database: Database,
    scope: Scope,
    reading_id: UUID,
    *,
    words: str,
    picture_id: UUID | None,
    pausing_token: int | None,
    account: Account,
    at: datetime,
) -> Question:
    """Ask the clinic about a Reading.

    Parameters
    ----------
    pausing_token
        The fencing token of the holder who lets the Reading wait for the answer; None asks beside the work.

    Raises
    ------
    QuestionRefused, TooManyQuestions
        If nothing is asked, or too much at once.
    NotYourReading, TransitionRefused
        If the person has nothing to do with it, or it is over.
    LeaseLost
        If it shall wait and the caller does not hold it.
    """
    said = check_words(words, has_picture=picture_id is not None)
    with transaction(database) as session:
        reading = load_reading_for_update(session, scope, reading_id)
        actor = actor_before(load_viewer(session, scope, account), reading)
        if reading.is_final:
            raise TransitionRefused(event="ask", state=reading.state.value)
        if not may_ask(reading, actor):
            raise NotYourReading
        _check_own_picture(session, scope, picture_id, reading_id, account)
        if sum(each.answer is None for each in load_questions(session, scope, reading_id)) >= MOST_OPEN:
            raise TooManyQuestions
        does_pause = pausing_token is not None
        if pausing_token is not None:
            require_hold(reading, account.id, fencing_token=pausing_token, at=at)
            _pause(session, reading, actor, said, at)
        question = Question(new_id(), reading_id, reading.clinic_id, said, picture_id, does_pause, account.id, at)
        add_question(session, question)
        _audit(session, "question.asked", reading, account, at=at, question_id=str(question.id), pauses=does_pause)
    return question


def answer(
    database: Database,
    scope: Scope,
    question_id: UUID,
    *,
    words: str,
    picture_id: UUID | None,
    account: Account,
    at: datetime,
) -> Question:
    """Answer for the clinic; the Reading that waited for it goes on.

    An answer is welcome after signing too: it hangs on the Reading.

    Raises
    ------
    QuestionRefused, QuestionMissing, QuestionAnswered
        If nothing is said, or to nothing, or somebody was faster.
    NotTheClinics
        If the person is not of the clinic.
    """
    said = check_words(words, has_picture=picture_id is not None)
    with transaction(database) as session:
        reading_id = load_reading_id_of_question(session, scope, question_id)
        reading = load_reading_for_update(session, scope, reading_id)
        if not may_answer(actor_before(load_viewer(session, scope, account), reading)):
            raise NotTheClinics
        questions = load_questions(session, scope, reading_id)
        question = next(each for each in questions if each.id == question_id)
        if question.answer is not None:
            raise QuestionAnswered
        _check_own_picture(session, scope, picture_id, reading_id, account)
        given = Answer(said, picture_id, account.id, at)
        add_answer(session, question_id, given)
        goes_on = reading.is_paused and may_go_on(questions, question_id)
        if goes_on:
            save_reading(session, reading, advance(reading, Event.RESUME, at=at), at=at)
            close_pause(session, reading_id, at=at)
        _audit(session, "question.answered", reading, account, at=at, question_id=str(question_id), resumes=goes_on)
    return replace(question, answer=given)


def _taking_part(session: Session, scope: Scope, reading_id: UUID, account: Account) -> Reading:
    reading = load_reading(session, scope, reading_id)
    actor = actor_before(load_viewer(session, scope, account), reading)
    if not (may_ask(reading, actor) or may_answer(actor)):
        raise NotYourReading
    return reading


def _pause(session: Session, reading: Reading, actor: Actor, why: str, at: datetime) -> None:
    if reading.is_paused:
        return
    require_allowed(reading, actor, Action.PAUSE, at=at)
    shown = why[:500]
    save_reading(session, reading, advance(reading, Event.PAUSE, at=at, reason=shown), at=at)
    open_pause(session, reading.id, reason=shown, at=at)


def _check_own_picture(
    session: Session, scope: Scope, picture_id: UUID | None, reading_id: UUID, account: Account
) -> None:
    if picture_id is None:
        return
    picture = load_picture(session, scope, picture_id)
    if picture.reading_id != reading_id or picture.uploaded_by != account.id:
        raise QuestionMissing(picture_id=str(picture_id))


def _audit(
    session: Session, action: str, reading: Reading, account: Account, *, at: datetime, **detail: str | bool
) -> None:
    record(
        session,
        action,
        at=at,
        account_id=account.id,
        clinic_id=reading.clinic_id,
        subject_kind="reading",
        subject_id=reading.id,
        **detail,
    )
