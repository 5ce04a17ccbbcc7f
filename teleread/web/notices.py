"""Notices by e-mail and robots, as an admin sees and keeps them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query, status
from pydantic import BaseModel, ConfigDict, Field

from teleread.database import snapshot
from teleread.notices.notice import SAID, Channel, NoticeKind, NoticeState
from teleread.notices.records import load_robots
from teleread.notices.robot import Robot, RobotKind, read_hosts
from teleread.views.critical import NoticeLine, list_notices
from teleread.web.clinics import Kept
from teleread.web.dependencies import AdminCaller, Reader, Run, Runtime
from teleread.web.routing import Router
from teleread.web.schemas import Body, Line
from teleread.workflow.desk import critical as desk

router = Router(prefix="/api", tags=["notices"])

CREATED, NO_CONTENT = status.HTTP_201_CREATED, status.HTTP_204_NO_CONTENT


class RobotOut(Kept):
    """A robot; its address and secret are never told."""

    name: str
    kind: RobotKind
    clinic_id: UUID | None
    host: str
    has_secret: bool
    is_paused: bool


class RobotIn(Body):
    """A robot; an address or secret that is not given stays as it is."""

    name: Line
    kind: RobotKind
    clinic_id: UUID | None = None
    url: Annotated[str, Field(max_length=1024)] | None = None
    secret: Annotated[str, Field(max_length=256)] | None = None
    is_paused: bool = False

    @property
    def typed(self) -> desk.RobotTyped:
        """Return what was typed."""
        return desk.RobotTyped(**self.model_dump())


class NoticeAttemptOut(BaseModel):
    """One attempt to send a notice."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    started_at: datetime
    ended_at: datetime | None
    succeeded: bool | None
    detail: str


class NoticeOut(Kept):
    """A notice, how often it was tried and how that went."""

    kind: NoticeKind
    said_zh: str
    said_en: str
    clinic_id: UUID | None
    place: str
    path: str
    level: int
    channel: Channel
    address: str
    state: NoticeState
    queued_at: datetime
    attempts: int
    next_attempt_at: datetime
    ended_at: datetime | None
    attempts_log: list[NoticeAttemptOut]


class MailState(BaseModel):
    """Whether e-mail can go out, and from where."""

    is_set_up: bool
    host: str
    sender: str


@router.get("/notice-robots")
def get_notice_robots(_caller: AdminCaller, session: Reader) -> list[RobotOut]:
    """List the robots that are told."""
    return [_robot(robot) for robot in load_robots(session)]


@router.post("/notice-robots", status_code=CREATED)
def add_notice_robot(body: RobotIn, caller: AdminCaller, run: Run) -> RobotOut:
    """Have a robot told."""
    return _robot(
        desk.add_robot(
            run.database, caller.scope, typed=body.typed, sealing=_sealing(run), account=caller.account, at=run.clock()
        )
    )


@router.put("/notice-robots/{robot_id}")
def change_notice_robot(robot_id: UUID, body: RobotIn, caller: AdminCaller, run: Run) -> RobotOut:
    """Set a robot anew, or pause it."""
    robot = desk.change_robot(
        run.database,
        caller.scope,
        robot_id,
        typed=body.typed,
        sealing=_sealing(run),
        account=caller.account,
        at=run.clock(),
    )
    return _robot(robot)


@router.delete("/notice-robots/{robot_id}", status_code=NO_CONTENT)
def remove_notice_robot(robot_id: UUID, caller: AdminCaller, run: Run) -> None:
    """Tell a robot nothing more."""
    desk.remove_robot(run.database, robot_id, account=caller.account, at=run.clock())


@router.post("/notice-robots/{robot_id}/test")
def test_notice_robot(robot_id: UUID, caller: AdminCaller, run: Run) -> NoticeOut:
    """Have a robot say a test in its group; the list of notices tells how that went."""
    notice = desk.try_robot(run.database, robot_id, account=caller.account, at=run.clock())
    with snapshot(run.database) as session:
        (line,) = list_notices(session, caller.scope, notice_id=notice.id)
    return _notice(line)


@router.get("/notices")
def get_notices(
    caller: AdminCaller,
    session: Reader,
    *,
    state: NoticeState | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> list[NoticeOut]:
    """List notices, the newest first."""
    return [_notice(line) for line in list_notices(session, caller.scope, state=state, limit=limit)]


@router.post("/notices/{notice_id}/retry")
def retry_notice(notice_id: UUID, caller: AdminCaller, run: Run) -> NoticeOut:
    """Make a dead or waiting notice due now."""
    desk.send_again(run.database, caller.scope, notice_id, account=caller.account, at=run.clock())
    with snapshot(run.database) as session:
        (line,) = list_notices(session, caller.scope, notice_id=notice_id)
    return _notice(line)


@router.get("/notice-mail")
def get_notice_mail(_caller: AdminCaller, run: Run) -> MailState:
    """Say whether e-mail can go out."""
    settings = run.settings
    return MailState(is_set_up=bool(settings.smtp_host), host=settings.smtp_host, sender=settings.smtp_sender)


def _sealing(run: Runtime) -> desk.Sealing:
    return desk.Sealing(run.settings.keys_dir, read_hosts(run.settings.robot_hosts))


def _robot(robot: Robot) -> RobotOut:
    own = {name: getattr(robot, name) for name in RobotOut.model_fields if hasattr(robot, name)}
    return RobotOut(**own, has_secret=bool(robot.sealed_secret))


def _notice(line: NoticeLine) -> NoticeOut:
    notice = line.notice
    zh, en = SAID[notice.kind]
    own = {name: getattr(notice, name) for name in NoticeOut.model_fields if hasattr(notice, name)}
    log = [NoticeAttemptOut.model_validate(each) for each in line.attempts_log]
    return NoticeOut(**own, said_zh=zh, said_en=en, attempts_log=log)
