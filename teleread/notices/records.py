"""Tables and named queries of robots, notices and their attempts."""

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, and_, exists, or_, select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, aliased, mapped_column

from teleread.database import Base, NamedValue, Session
from teleread.notices.notice import Channel, Notice, NoticeKind, NoticeMissing, NoticeState
from teleread.notices.robot import Robot, RobotKind, RobotMissing, RobotTaken
from teleread.scope import Scope


class NoticeRobotRow(Base):
    """A robot that notices are said to; its URL and secret are sealed under a key of the server."""

    __tablename__ = "notice_robot"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[RobotKind] = mapped_column(NamedValue(RobotKind))
    clinic_id: Mapped[UUID | None] = mapped_column(ForeignKey("clinic.id"))
    host: Mapped[str]
    sealed_url: Mapped[bytes]
    sealed_secret: Mapped[bytes]
    is_paused: Mapped[bool]


class NoticeRow(Base):
    """The outbox of notices. `robot_id` outlives the robot: what was said stays on record."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_due", "state", "next_attempt_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[NoticeKind] = mapped_column(NamedValue(NoticeKind))
    clinic_id: Mapped[UUID | None] = mapped_column(ForeignKey("clinic.id"), index=True)
    subject_id: Mapped[UUID | None]
    place: Mapped[str]
    path: Mapped[str]
    level: Mapped[int]
    channel: Mapped[Channel] = mapped_column(NamedValue(Channel))
    robot_id: Mapped[UUID | None]
    address: Mapped[str]
    state: Mapped[NoticeState] = mapped_column(NamedValue(NoticeState))
    queued_at: Mapped[datetime]
    attempts: Mapped[int]
    next_attempt_at: Mapped[datetime]
    lease_holder: Mapped[str | None]
    lease_ends_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class NoticeAttemptRow(Base):
    __tablename__ = "notice_attempt"

    notice_id: Mapped[UUID] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    worker: Mapped[str]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    succeeded: Mapped[bool | None]
    detail: Mapped[str]


def load_robots(session: Session) -> list[Robot]:
    """Return every robot by name."""
    return [_robot(row) for row in session.scalars(select(NoticeRobotRow).order_by(NoticeRobotRow.name))]


def load_robots_of(session: Session, clinic_id: UUID | None) -> list[Robot]:
    """Return the robots that are told of a clinic, those of every clinic among them, but the paused."""
    return [robot for robot in load_robots(session) if not robot.is_paused and robot.clinic_id in {None, clinic_id}]


def load_robot(session: Session, robot_id: UUID) -> Robot:
    """Return a robot; raises RobotMissing."""
    row = session.get(NoticeRobotRow, robot_id)
    if row is None:
        raise RobotMissing
    return _robot(row)


def save_robot(session: Session, robot: Robot) -> None:
    """Keep a robot, new or changed; raises RobotTaken."""
    try:
        with session.begin_nested():
            session.merge(NoticeRobotRow(**{field.name: getattr(robot, field.name) for field in fields(Robot)}))
    except IntegrityError as error:
        raise RobotTaken from error


def remove_robot(session: Session, robot_id: UUID) -> None:
    """Forget a robot; what waits for it dies at its next attempt. Raises RobotMissing."""
    load_robot(session, robot_id)
    session.delete(session.get_one(NoticeRobotRow, robot_id))


def queue(session: Session, notice: Notice) -> bool:
    """Put a notice into the outbox, unless the same is there; say whether it was put."""
    if session.scalars(select(NoticeRow.id).where(NoticeRow.key == notice.key)).first() is not None:
        return False
    session.add(NoticeRow(**{field.name: getattr(notice, field.name) for field in fields(Notice)}))
    session.flush()
    return True


def find_due_notice(session: Session, *, at: datetime, lock: bool) -> Notice | None:
    """Return the notice to attempt next; what was never tried goes first, then what waited longest.

    A robot that something is being said to is passed over: a silent one holds
    up one worker, not all.
    """
    other = aliased(NoticeRow)
    is_busy = exists().where(
        other.robot_id == NoticeRow.robot_id,
        other.id != NoticeRow.id,
        other.state == NoticeState.SENDING,
        other.lease_ends_at > at,
    )
    statement = (
        select(NoticeRow)
        .where(
            ~is_busy,
            or_(
                and_(NoticeRow.state == NoticeState.QUEUED, NoticeRow.next_attempt_at <= at),
                and_(NoticeRow.state == NoticeState.SENDING, NoticeRow.lease_ends_at <= at),
            ),
        )
        .order_by(NoticeRow.attempts > 0, NoticeRow.next_attempt_at, NoticeRow.id)
        .limit(1)
    )
    row = session.scalars(statement.with_for_update(skip_locked=True) if lock else statement).one_or_none()
    return None if row is None else notice_of(row)


def load_notice_for_update(session: Session, scope: Scope, notice_id: UUID) -> Notice:
    """Return a notice that nobody else can change until this transaction ends; raises NoticeMissing."""
    inside = true() if scope.clinic_ids is None else NoticeRow.clinic_id.in_(scope.clinic_ids)
    row = session.scalars(select(NoticeRow).where(NoticeRow.id == notice_id, inside).with_for_update()).one_or_none()
    if row is None:
        raise NoticeMissing(notice_id=str(notice_id))
    return notice_of(row)


def save_notice(session: Session, notice: Notice) -> None:
    """Keep where a locked notice stands now."""
    row = session.get_one(NoticeRow, notice.id)
    for field in fields(Notice):
        setattr(row, field.name, getattr(notice, field.name))


def add_attempt(session: Session, notice: Notice, *, worker: str, at: datetime) -> None:
    """Note that an attempt begins, before anything is sent."""
    session.add(
        NoticeAttemptRow(
            notice_id=notice.id,
            number=notice.attempts,
            worker=worker,
            started_at=at,
            ended_at=None,
            succeeded=None,
            detail="",
        )
    )


def end_attempt(session: Session, notice_id: UUID, *, number: int, at: datetime, succeeded: bool, detail: str) -> None:
    """Note how an attempt ended, unless that was noted before."""
    row = session.get(NoticeAttemptRow, (notice_id, number))
    if row is not None and row.ended_at is None:
        row.ended_at, row.succeeded, row.detail = at, succeeded, detail


def notice_of(row: NoticeRow) -> Notice:
    """Return the frozen notice that a row holds."""
    return Notice(**{field.name: getattr(row, field.name) for field in fields(Notice)})


def _robot(row: NoticeRobotRow) -> Robot:
    return Robot(**{field.name: getattr(row, field.name) for field in fields(Robot)})
