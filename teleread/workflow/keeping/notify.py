"""Tell people outside that something waits: put notices into their outbox, and send what is due.

What is queued is queued in the transaction of what it tells of. Nothing is
sent inside one. A worker killed between sending and noting sends the notice
once more: an e-mail has the same Message-ID then, a robot repeats itself.
"""

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

import structlog

from teleread.audit.records import record
from teleread.clinics.access import system_scope
from teleread.clinics.records import find_clinic
from teleread.database import Database, Session, snapshot, transaction
from teleread.errors import Missing, TelereadError
from teleread.forwarding.credentials import unseal
from teleread.identifiers import new_id
from teleread.notices.calling import TIMEOUT as ROBOT_TIMEOUT
from teleread.notices.calling import call_robot
from teleread.notices.mail import MailServer, send_mail
from teleread.notices.notice import (
    Channel,
    Notice,
    NoticeKind,
    NoticeState,
    fail,
    give_up,
    is_exhausted,
    is_held,
    message_of,
    succeed,
    take,
)
from teleread.notices.records import (
    add_attempt,
    end_attempt,
    find_due_notice,
    load_notice_for_update,
    load_robot,
    load_robots_of,
    queue,
    save_notice,
)
from teleread.notices.robot import check_robot_url
from teleread.outbox import Failure
from teleread.reports.critical_plan import LevelKind
from teleread.reports.critical_records import CriticalFindingUnknown, load_finding, load_plan
from teleread.workflow.keeping.each import where

log = structlog.get_logger()

BUDGET: Final = timedelta(seconds=20)
"""After which a call takes no more notices and returns to its caller."""

STOPPED: Final = "发送进程中断，结果未知 The worker stopped before the result was known"

CALLING_SOMEBODY: Final = frozenset({NoticeKind.CRITICAL_RAISED, NoticeKind.CRITICAL_ESCALATED})
"""Needless once the finding was read back."""

WATCHERS: Final = frozenset({LevelKind.COORDINATOR, LevelKind.ADMIN})
"""Whose e-mail is told what goes wrong with a clinic's reports."""


@dataclass(frozen=True, slots=True)
class Courier:
    """What sending needs of this installation.

    Parameters
    ----------
    mail
        Where e-mail goes out; None if none is set up.
    robot_hosts
        The origins that a robot may have besides the products' own.
    """

    worker: str
    public_url: str
    keys_dir: Path
    mail: MailServer | None = None
    robot_hosts: frozenset[str] = frozenset()
    robot_timeout: timedelta = ROBOT_TIMEOUT


def queue_notice(
    session: Session,
    kind: NoticeKind,
    *,
    at: datetime,
    clinic_id: UUID,
    subject_id: UUID,
    path: str,
    level: int = 0,
    emails: Iterable[str] | None = None,
) -> int:
    """Put a notice into the outbox for every robot of a clinic and every address; return how many there are anew.

    The same kind, subject, level and recipient is one notice however often it
    is queued, so a chore may call this whenever it sees the trouble.

    Parameters
    ----------
    subject_id
        What it is about: a finding, a report, a study.
    path
        The page of it, such as `/reports/{id}`; of surrogate keys alone, for it leaves the house.
    emails
        Who gets an e-mail; by default whoever stands behind the clinic's levels "coordinator" and "admin".
    """
    if emails is None:
        levels = load_plan(session, clinic_id).levels
        emails = [level.email for level in levels if level.kind in WATCHERS]
    clinic = find_clinic(session, system_scope(), clinic_id)
    recipients: list[tuple[Channel, UUID | None, str]] = [
        (Channel.ROBOT, robot.id, robot.name) for robot in load_robots_of(session, clinic_id)
    ]
    recipients += [(Channel.EMAIL, None, address) for address in sorted({each for each in emails if each})]
    return sum(
        queue(
            session,
            a_notice(
                kind,
                key=f"{kind.value}:{subject_id}:{level}:{robot_id or address}",
                clinic_id=clinic_id,
                subject_id=subject_id,
                place=clinic.name,
                path=path,
                level=level,
                channel=channel,
                robot_id=robot_id,
                address=address,
                at=at,
            ),
        )
        for channel, robot_id, address in recipients
    )


def a_notice(  # noqa: PLR0913  (all that a row of the outbox says before it is tried)
    kind: NoticeKind,
    *,
    key: str,
    clinic_id: UUID | None,
    subject_id: UUID | None,
    place: str,
    path: str,
    level: int,
    channel: Channel,
    robot_id: UUID | None,
    address: str,
    at: datetime,
) -> Notice:
    """Return a notice that is due now."""
    return Notice(
        id=new_id(),
        key=key,
        kind=kind,
        clinic_id=clinic_id,
        subject_id=subject_id,
        place=place,
        path=path,
        level=level,
        channel=channel,
        robot_id=robot_id,
        address=address,
        state=NoticeState.QUEUED,
        queued_at=at,
        attempts=0,
        next_attempt_at=at,
        lease_holder=None,
        lease_ends_at=None,
        ended_at=None,
    )


def notify_due(database: Database, courier: Courier, *, at: datetime) -> int:
    """Attempt notices that are due, one after the other, and return how many attempts were made."""
    began = time.monotonic()

    def now() -> datetime:
        return at + timedelta(seconds=time.monotonic() - began)

    attempts = 0
    while now() - at < BUDGET and (notice := _take(database, courier, at=now())) is not None:
        failure = _attempt(database, courier, notice, clock=now)
        _finish(database, courier, notice, failure, at=now())
        attempts += 1
    return attempts


def _take(database: Database, courier: Courier, *, at: datetime) -> Notice | None:
    while True:
        with snapshot(database) as session:
            if find_due_notice(session, at=at, lock=False) is None:
                return None
        with transaction(database) as session:
            found = find_due_notice(session, at=at, lock=True)
            if found is None:
                return None
            end_attempt(session, found.id, number=found.attempts, at=at, succeeded=False, detail=STOPPED)
            after = _next_step(session, found, courier.worker, at)
            save_notice(session, after)
            if is_held(after, worker=courier.worker, attempt=after.attempts):
                add_attempt(session, after, worker=courier.worker, at=at)
                return after
            _record(session, after, at)


def _next_step(session: Session, found: Notice, worker: str, at: datetime) -> Notice:
    if found.kind in CALLING_SOMEBODY and not _is_unconfirmed(session, found):
        return give_up(found, at=at)
    if is_exhausted(found):
        return fail(found, Failure(STOPPED, is_permanent=True), at=at, jitter=0)
    return take(found, worker=worker, at=at)


def _is_unconfirmed(session: Session, notice: Notice) -> bool:
    try:
        return notice.subject_id is not None and load_finding(session, system_scope(), notice.subject_id).is_unconfirmed
    except CriticalFindingUnknown:
        return False


def _attempt(database: Database, courier: Courier, notice: Notice, *, clock: Callable[[], datetime]) -> Failure | None:
    message = message_of(notice, public_url=courier.public_url)
    try:
        if notice.channel is Channel.EMAIL:
            if courier.mail is None:
                return Failure("未设置邮件服务器 No mail server is set up")
            return send_mail(courier.mail, notice.address, message, notice_id=notice.id, at=clock())
        return _call(database, courier, notice, message.text, at=clock())
    except TelereadError as refusal:
        detail = f"{refusal.message_zh()} {refusal.message_en()}"
        return Failure(detail, is_permanent=isinstance(refusal, Missing))
    except Exception as failure:  # noqa: BLE001  (whatever it is, the attempt says so and other notices go out)
        details = where(failure)
        log.error("notice.attempt_broke", notice_id=str(notice.id), **details)  # noqa: TRY400  (no message)
        return Failure(f"意外错误 Unexpected: {details['failure']} ({details['place']})")


def _call(database: Database, courier: Courier, notice: Notice, text: str, *, at: datetime) -> Failure | None:
    if notice.robot_id is None:
        return Failure("没有机器人 No robot", is_permanent=True)
    with snapshot(database) as session:
        robot = load_robot(session, notice.robot_id)
    url = check_robot_url(robot.kind, unseal(courier.keys_dir, robot.sealed_url), added=courier.robot_hosts)
    secret = unseal(courier.keys_dir, robot.sealed_secret)
    return call_robot(robot.kind, url, secret, text, at=at, timeout=courier.robot_timeout)


def _finish(database: Database, courier: Courier, notice: Notice, failure: Failure | None, *, at: datetime) -> None:
    with transaction(database) as session:
        present = load_notice_for_update(session, system_scope(), notice.id)
        end_attempt(
            session,
            notice.id,
            number=notice.attempts,
            at=at,
            succeeded=failure is None,
            detail=failure.detail if failure else "",
        )
        if not is_held(present, worker=courier.worker, attempt=notice.attempts):
            return
        after = (
            succeed(present, at=at) if failure is None else fail(present, failure, at=at, jitter=random.random())  # noqa: S311 (spreads retries, guards nothing)
        )
        save_notice(session, after)
        _record(session, after, at)


def _record(session: Session, notice: Notice, at: datetime) -> None:
    said = "failed" if notice.state is NoticeState.QUEUED else notice.state.value
    record(
        session,
        f"notice.{said}",
        at=at,
        account_id=None,
        clinic_id=notice.clinic_id,
        subject_kind="notice",
        subject_id=notice.id,
        about=notice.kind.value,
        channel=notice.channel.value,
        attempt=notice.attempts,
    )
