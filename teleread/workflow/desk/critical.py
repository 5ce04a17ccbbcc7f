"""An admin's acts on what is critical, who is called, and the ways that notices go."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from teleread.accounts.account import Account
from teleread.audit.records import record
from teleread.clinics.records import find_clinic
from teleread.database import Database, Session, transaction
from teleread.forwarding.credentials import seal, unseal
from teleread.identifiers import new_id
from teleread.notices.notice import Channel, Notice, NoticeKind
from teleread.notices.notice import send_again as due_now
from teleread.notices.records import (
    load_notice_for_update,
    load_robot,
    queue,
    save_notice,
    save_robot,
)
from teleread.notices.records import remove_robot as forget
from teleread.notices.robot import Robot, RobotKind, RobotRefused, check_robot_name, check_robot_url
from teleread.reports.critical_criteria import Criteria, Criterion, revised
from teleread.reports.critical_plan import Level, Plan, check_levels, check_province
from teleread.reports.critical_records import load_criteria, save_criteria, save_plan
from teleread.scope import Scope
from teleread.workflow.keeping.notify import a_notice


@dataclass(frozen=True, slots=True)
class RobotTyped:
    """A robot as an admin types it; a URL or secret of None is the one that is kept."""

    name: str
    kind: RobotKind
    clinic_id: UUID | None = None
    url: str | None = None
    secret: str | None = None
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class Sealing:
    """Where the key is that secrets are sealed with, and which origins are added to the products' own."""

    keys_dir: Path
    robot_hosts: frozenset[str]


def change_criteria(
    database: Database, province: str, criteria: Sequence[Criterion], *, revision: int, account: Account, at: datetime
) -> Criteria:
    """Keep a province's list, made over that of a revision.

    Raises
    ------
    CriteriaChangedElsewhere, CriteriaRefused, PlanRefused
        If somebody else saved it meanwhile, or it cannot be right.
    """
    digits = check_province(province)
    with transaction(database) as session:
        kept = revised(load_criteria(session, digits), criteria, revision=revision)
        save_criteria(session, kept, account_id=account.id, at=at)
        _audit(session, "critical_criteria.changed", None, account, at, province=digits, criteria=len(kept.criteria))
    return kept


def change_plan(
    database: Database,
    scope: Scope,
    clinic_id: UUID,
    *,
    province: str,
    levels: tuple[Level, ...],
    account: Account,
    at: datetime,
) -> Plan:
    """Keep by which criteria a clinic goes, and whom it wants to be called after how long.

    Raises
    ------
    ClinicMissing, PlanRefused
        If there is no such clinic inside the Scope, or the plan cannot be right.
    """
    plan = Plan(clinic_id, check_province(province), check_levels(levels))
    with transaction(database) as session:
        find_clinic(session, scope, clinic_id)
        save_plan(session, plan, at=at)
        _audit(session, "critical_plan.changed", clinic_id, account, at, levels=len(plan.levels))
    return plan


def add_robot(
    database: Database, scope: Scope, *, typed: RobotTyped, sealing: Sealing, account: Account, at: datetime
) -> Robot:
    """Have a robot told of critical findings; raises RobotRefused, RobotTaken, ClinicMissing."""
    if not typed.url:
        raise RobotRefused(reason="The robot's address is needed", reason_zh="请填写机器人地址")
    empty = Robot(new_id(), "", typed.kind, None, "", b"", b"", is_paused=False)
    return _keep_robot(database, scope, empty, typed, sealing, ("notice_robot.added", account, at))


def change_robot(
    database: Database,
    scope: Scope,
    robot_id: UUID,
    *,
    typed: RobotTyped,
    sealing: Sealing,
    account: Account,
    at: datetime,
) -> Robot:
    """Set a robot anew, or pause it; raises RobotMissing, RobotRefused, RobotTaken, ClinicMissing."""
    with transaction(database) as session:
        kept = load_robot(session, robot_id)
    return _keep_robot(database, scope, kept, typed, sealing, ("notice_robot.changed", account, at))


def remove_robot(database: Database, robot_id: UUID, *, account: Account, at: datetime) -> None:
    """Tell a robot nothing more; raises RobotMissing."""
    with transaction(database) as session:
        forget(session, robot_id)
        _audit(session, "notice_robot.removed", None, account, at, robot_id=str(robot_id))


def try_robot(database: Database, robot_id: UUID, *, account: Account, at: datetime) -> Notice:
    """Put a test into the outbox for a robot, so that an admin sees whether its group hears it."""
    with transaction(database) as session:
        robot = load_robot(session, robot_id)
        notice = _a_test(Channel.ROBOT, robot.id, robot.name, at)
        queue(session, notice)
        _audit(session, "notice.tried", None, account, at, notice_id=str(notice.id))
    return notice


def send_again(database: Database, scope: Scope, notice_id: UUID, *, account: Account, at: datetime) -> Notice:
    """Make a dead or waiting notice due now; raises NoticeMissing, NoticeDone."""
    with transaction(database) as session:
        notice = due_now(load_notice_for_update(session, scope, notice_id), at=at)
        save_notice(session, notice)
        _audit(session, "notice.requeued", notice.clinic_id, account, at, notice_id=str(notice.id))
    return notice


def _keep_robot(
    database: Database,
    scope: Scope,
    kept: Robot,
    typed: RobotTyped,
    sealing: Sealing,
    why: tuple[str, Account, datetime],
) -> Robot:
    action, account, at = why
    url = typed.url or unseal(sealing.keys_dir, kept.sealed_url)
    checked = check_robot_url(typed.kind, url, added=sealing.robot_hosts)
    robot = replace(
        kept,
        name=check_robot_name(typed.name),
        kind=typed.kind,
        clinic_id=typed.clinic_id,
        host=urlsplit(checked).netloc,
        sealed_url=seal(sealing.keys_dir, checked) if typed.url else kept.sealed_url,
        sealed_secret=kept.sealed_secret if typed.secret is None else seal(sealing.keys_dir, typed.secret.strip()),
        is_paused=typed.is_paused,
    )
    with transaction(database) as session:
        if robot.clinic_id is not None:
            find_clinic(session, scope, robot.clinic_id)
        save_robot(session, robot)
        _audit(session, action, robot.clinic_id, account, at, robot_id=str(robot.id), robot_kind=robot.kind.value)
    return robot


def _a_test(channel: Channel, robot_id: UUID | None, address: str, at: datetime) -> Notice:
    return a_notice(
        NoticeKind.TEST,
        key=f"test:{new_id()}",
        clinic_id=None,
        subject_id=None,
        place="",
        path="/",
        level=0,
        channel=channel,
        robot_id=robot_id,
        address=address,
        at=at,
    )


def _audit(
    session: Session, action: str, clinic_id: UUID | None, account: Account, at: datetime, **detail: str | int
) -> None:
    record(
        session,
        action,
        at=at,
        account_id=account.id,
        clinic_id=clinic_id,
        subject_kind="critical",
        subject_id=None,
        **detail,
    )
