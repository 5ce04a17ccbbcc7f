"""Critical findings as their pages show them: whose, from where, whom to ring, and what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, true

from teleread.accounts.records import AccountRow
from teleread.archive.records import PatientRow
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.notices.notice import Notice, NoticeState
from teleread.notices.records import NoticeAttemptRow, NoticeRow, notice_of
from teleread.reports.critical import ENDED, UNCONFIRMED, CriticalFinding, CriticalState
from teleread.reports.critical_plan import Plan
from teleread.reports.critical_records import CriticalFindingRow, Step, finding_of, load_plans, load_steps
from teleread.scope import Scope
from teleread.views.worklist import PatientSeen
from teleread.worklist.records import ImagingServiceRequestRow, ReadingRow, within

LINES_AT_MOST: Final = 500


class Which(StrEnum):
    """Which findings a page asks for."""

    UNCONFIRMED = "unconfirmed"
    OPEN = "open"
    ENDED = "ended"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding with everything that stands beside it."""

    finding: CriticalFinding
    clinic_name: str
    patient: PatientSeen
    modality: str
    body_part: str
    accession_number: str
    ordered_by_name: str | None
    raised_by_name: str
    plan: Plan
    steps: list[Step]

    @property
    def next_level_at(self) -> datetime | None:
        """When the next level is called upon; None once it was read back, or all were."""
        levels = self.plan.levels
        if not self.finding.is_unconfirmed or self.finding.level >= len(levels):
            return None
        return self.finding.identified_at + timedelta(minutes=levels[self.finding.level].after_minutes)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings stand where; `escalated` are those that more than nobody was called about."""

    unconfirmed: int
    escalated: int
    confirmed: int
    acted_on: int
    dead_notices: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to send a notice."""

    number: int
    started_at: datetime
    ended_at: datetime | None
    succeeded: bool | None
    detail: str


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice and its attempts, the last first."""

    notice: Notice
    attempts_log: list[Attempt]


def list_findings(
    session: Session,
    scope: Scope,
    *,
    which: Which = Which.ALL,
    reading_id: UUID | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = LINES_AT_MOST,
) -> list[FindingLine]:
    """Return findings, those that wait first and among them the oldest, then the newest.

    Parameters
    ----------
    since, until
        A shift: what was identified, or moved on to its end, in it, and what was open at its end.
    """
    conditions = [*_conditions(which), *_in_shift(since, until)]
    if reading_id is not None:
        conditions.append(CriticalFindingRow.reading_id == reading_id)
    return _lines(session, scope, conditions, limit)


def load_finding_line(session: Session, scope: Scope, finding_id: UUID) -> FindingLine | None:
    """Return one finding; None if there is none of that key inside the Scope."""
    return next(iter(_lines(session, scope, [CriticalFindingRow.id == finding_id], 1)), None)


def count_findings(session: Session, scope: Scope) -> Counts:
    """Count the findings that are open, and the notices that wait for a person."""
    statement = select(CriticalFindingRow.state, CriticalFindingRow.level > 0, func.count()).where(
        CriticalFindingRow.state.not_in(ENDED)
    )
    grouped = within(statement, scope, CriticalFindingRow.clinic_id).group_by(
        CriticalFindingRow.state, CriticalFindingRow.level > 0
    )
    found = [(state, bool(is_escalated), count) for state, is_escalated, count in session.execute(grouped)]
    dead = select(func.count()).select_from(NoticeRow).where(NoticeRow.state == NoticeState.DEAD, _of(scope))
    return Counts(
        unconfirmed=sum(count for state, _, count in found if state in UNCONFIRMED),
        escalated=sum(count for state, is_escalated, count in found if state in UNCONFIRMED and is_escalated),
        confirmed=sum(count for state, _, count in found if state is CriticalState.CONFIRMED_READBACK),
        acted_on=sum(count for state, _, count in found if state is CriticalState.ACTION_RECORDED),
        dead_notices=session.scalar(dead) or 0,
    )


def list_notices(
    session: Session,
    scope: Scope,
    *,
    state: NoticeState | None = None,
    subject_id: UUID | None = None,
    notice_id: UUID | None = None,
    limit: int = LINES_AT_MOST,
) -> list[NoticeLine]:
    """Return notices, the newest first, each with its attempts."""
    statement = select(NoticeRow).where(_of(scope))
    wanted = ((NoticeRow.state, state), (NoticeRow.subject_id, subject_id), (NoticeRow.id, notice_id))
    statement = statement.where(*(column == value for column, value in wanted if value is not None))
    rows = session.scalars(statement.order_by(NoticeRow.queued_at.desc(), NoticeRow.id.desc()).limit(limit))
    notices = [notice_of(row) for row in rows]
    log = _attempts(session, {notice.id for notice in notices})
    return [NoticeLine(notice, log[notice.id]) for notice in notices]


def _of(scope: Scope) -> ColumnElement[bool]:
    """Narrow notices to a Scope; a test belongs to no clinic, and is seen by who sees all."""
    return true() if scope.clinic_ids is None else NoticeRow.clinic_id.in_(scope.clinic_ids)


def _attempts(session: Session, notice_ids: set[UUID]) -> dict[UUID, list[Attempt]]:
    log: dict[UUID, list[Attempt]] = {notice_id: [] for notice_id in notice_ids}
    statement = select(NoticeAttemptRow).where(NoticeAttemptRow.notice_id.in_(notice_ids))
    for row in session.scalars(statement.order_by(NoticeAttemptRow.number.desc())):
        log[row.notice_id].append(Attempt(row.number, row.started_at, row.ended_at, row.succeeded, row.detail))
    return log


def _conditions(which: Which) -> Sequence[ColumnElement[bool]]:
    return {
        Which.UNCONFIRMED: [CriticalFindingRow.state.in_(UNCONFIRMED)],
        Which.OPEN: [CriticalFindingRow.state.not_in(ENDED)],
        Which.ENDED: [CriticalFindingRow.state.in_(ENDED)],
        Which.ALL: [],
    }[which]


def _in_shift(since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if until is not None:
        conditions.append(CriticalFindingRow.identified_at <= until)
    if since is not None:
        ended_before = and_(CriticalFindingRow.state.in_(ENDED), CriticalFindingRow.state_since < since)
        conditions.append(or_(~ended_before, CriticalFindingRow.identified_at >= since))
    return conditions


def _lines(session: Session, scope: Scope, conditions: list[ColumnElement[bool]], limit: int) -> list[FindingLine]:
    statement = (
        select(CriticalFindingRow, ClinicRow.name, PatientRow, ReadingRow, AccountRow.display_name)
        .join(ReadingRow, ReadingRow.id == CriticalFindingRow.reading_id)
        .join(ClinicRow, ClinicRow.id == CriticalFindingRow.clinic_id)
        .join(PatientRow, PatientRow.id == ReadingRow.patient_key)
        .join(AccountRow, AccountRow.id == CriticalFindingRow.raised_by)
        .where(*conditions)
        .order_by(
            CriticalFindingRow.state.not_in(UNCONFIRMED),
            CriticalFindingRow.identified_at.desc(),
            CriticalFindingRow.id.desc(),
        )
        .limit(limit)
    )
    found = session.execute(within(statement, scope, CriticalFindingRow.clinic_id)).all()
    steps = load_steps(session, {row.id for row, *_ in found})
    plans = load_plans(session, {row.clinic_id for row, *_ in found})
    orders = _orders(session, {reading.request_id for _, _, _, reading, _ in found if reading.request_id})
    return [
        FindingLine(
            finding=finding_of(row),
            clinic_name=clinic_name,
            patient=_seen(patient),
            modality=reading.modality,
            body_part=reading.body_part,
            accession_number=orders[reading.request_id][0] if reading.request_id else "",
            ordered_by_name=orders[reading.request_id][1] if reading.request_id else None,
            raised_by_name=raised_by,
            plan=plans[row.clinic_id],
            steps=steps[row.id],
        )
        for row, clinic_name, patient, reading, raised_by in found
    ]


def _orders(session: Session, request_ids: set[UUID]) -> dict[UUID, tuple[str, str]]:
    statement = (
        select(ImagingServiceRequestRow.id, ImagingServiceRequestRow.accession_number, AccountRow.display_name)
        .join(AccountRow, AccountRow.id == ImagingServiceRequestRow.ordered_by)
        .where(ImagingServiceRequestRow.id.in_(request_ids))
    )
    return {key: (number, name) for key, number, name in session.execute(statement)}


def _seen(patient: PatientRow) -> PatientSeen:
    return PatientSeen(
        id=patient.id,
        name=patient.patient_name,
        name_standing=patient.name_standing,
        patient_id=patient.patient_id,
        birth_date=patient.patient_birth_date,
        sex=patient.patient_sex,
    )
