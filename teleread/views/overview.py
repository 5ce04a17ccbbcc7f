"""What an admin looks after: where the studies are, and what goes no further by itself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, select

from teleread.archive.records import DiscrepancyRow, ObjectFindingRow, StudyRow
from teleread.archive.scrubbing import Fault
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.reports.delivery import UNDELIVERED
from teleread.reports.records import DeliveryRow, ReportRow
from teleread.scope import Scope
from teleread.views.reports import DeliveryLine, list_deliveries
from teleread.views.staffing import load_specialists, load_waiting
from teleread.views.worklist import ReadingLine, load_reading_lines
from teleread.worklist.assignment import Choice, Waiting, choose, why_nobody
from teleread.worklist.reading import FINAL, Milestone, State
from teleread.worklist.records import MilestoneRow, ReadingRow, ReadingStudyRow, reading_of, within
from teleread.worklist.specialist import Unfit
from teleread.worklist.standing import needs_coordinator, needs_escalation

SHOWN_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class WithoutSpecialist:
    """A Reading that nobody is fit for now, and the one thing to mend."""

    line: ReadingLine
    why: Unfit


@dataclass(frozen=True, slots=True)
class FindingLine:
    """An object of the archive that was found wrong and is not mended."""

    clinic_id: UUID
    clinic_name: str
    kind: str
    row_id: UUID
    locator: str
    fault: Fault
    found_at: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """The admin's first page."""

    studies_by_step: dict[str, int]
    undelivered: list[DeliveryLine]
    without_specialist: list[WithoutSpecialist]
    for_coordinator: list[ReadingLine]
    escalated: list[ReadingLine]
    discrepancies_open: int
    objects_wrong: list[FindingLine]


def load_overview(session: Session, scope: Scope, *, at: datetime) -> Overview:
    """Return what an admin looks after now."""
    open_tasks = select(func.count()).select_from(DiscrepancyRow).where(DiscrepancyRow.resolved_at.is_(None))
    late = _load_late(session, scope, at)
    return Overview(
        studies_by_step=_count_by_step(session, scope),
        undelivered=[
            line for line in list_deliveries(session, scope, limit=SHOWN_AT_MOST) if line.state in UNDELIVERED
        ],
        without_specialist=_load_without_specialist(session, scope, at),
        for_coordinator=[line for line in late if not needs_escalation(line.reading, at)],
        escalated=[line for line in late if needs_escalation(line.reading, at)],
        discrepancies_open=session.scalar(within(open_tasks, scope, DiscrepancyRow.clinic_id)) or 0,
        objects_wrong=_load_findings(session, scope),
    )


def _count_by_step(session: Session, scope: Scope) -> dict[str, int]:
    """Count Readings by state, SIGNED split by how far the report got, and Studies that have no Reading."""
    states = select(ReadingRow.state, func.count()).group_by(ReadingRow.state)
    counts = dict.fromkeys(("receiving", "without_reading", *(state.value for state in State)), 0)
    for state, count in session.execute(within(states, scope, ReadingRow.clinic_id)):
        counts[state.value] = count
    counts["delivered"], counts["acknowledged"] = (
        _count_signed(session, scope, milestone) for milestone in (Milestone.DELIVERED, Milestone.ACKNOWLEDGED)
    )
    counts["delivered"] = max(counts["delivered"] - counts["acknowledged"], 0)
    counts["signed"] = max(counts["signed"] - counts["delivered"] - counts["acknowledged"], 0)
    studies = within(select(func.count()).select_from(StudyRow), scope, StudyRow.clinic_id)
    has_reading = exists().where(ReadingStudyRow.study_id == StudyRow.id)
    counts["receiving"] = session.scalar(studies.where(StudyRow.settled_at.is_(None))) or 0
    counts["without_reading"] = session.scalar(studies.where(StudyRow.settled_at.is_not(None), ~has_reading)) or 0
    return counts


def _count_signed(session: Session, scope: Scope, milestone: Milestone) -> int:
    statement = (
        select(func.count())
        .select_from(ReadingRow)
        .join(MilestoneRow, MilestoneRow.reading_id == ReadingRow.id)
        .where(ReadingRow.state == State.SIGNED, MilestoneRow.milestone == milestone)
    )
    return session.scalar(within(statement, scope, ReadingRow.clinic_id)) or 0


def _load_without_specialist(session: Session, scope: Scope, at: datetime) -> list[WithoutSpecialist]:
    waiting = load_waiting(session, scope)
    specialists = load_specialists(session) if waiting else []
    stuck: dict[object, tuple[Waiting, Choice]] = {}
    for each in waiting:
        choice = choose(each.need, specialists, at)
        if choice.account_id is None:
            stuck[each.reading_id] = (each, choice)
    lines = load_reading_lines(session, scope, [each.reading_id for each, _ in stuck.values()], at=at)
    return [
        WithoutSpecialist(line, why_nobody(stuck[line.reading.id][0].need, stuck[line.reading.id][1]))
        for line in lines[:SHOWN_AT_MOST]
    ]


def _load_late(session: Session, scope: Scope, at: datetime) -> list[ReadingLine]:
    living = within(select(ReadingRow).where(ReadingRow.state.not_in(FINAL)), scope, ReadingRow.clinic_id)
    late = [
        reading.id
        for reading in map(reading_of, session.scalars(living))
        if needs_coordinator(reading, at) or needs_escalation(reading, at)
    ]
    return load_reading_lines(session, scope, late, at=at)[:SHOWN_AT_MOST]


def _load_findings(session: Session, scope: Scope) -> list[FindingLine]:
    """Return the open findings, those first that were found first."""
    statement = (
        select(ObjectFindingRow, ClinicRow.name)
        .join(ClinicRow, ClinicRow.id == ObjectFindingRow.clinic_id)
        .where(ObjectFindingRow.mended_at.is_(None))
        .order_by(ObjectFindingRow.found_at, ObjectFindingRow.id)
        .limit(SHOWN_AT_MOST)
    )
    return [
        FindingLine(row.clinic_id, name, row.kind, row.row_id, row.locator, row.fault, row.found_at)
        for row, name in session.execute(within(statement, scope, ObjectFindingRow.clinic_id))
    ]


def count_reports_without_delivery(session: Session, scope: Scope) -> int:
    """Count signed versions that no route takes home at all."""
    has_delivery = exists().where(DeliveryRow.report_id == ReportRow.id)
    statement = select(func.count()).select_from(ReportRow).where(~has_delivery)
    return session.scalar(within(statement, scope, ReportRow.clinic_id)) or 0
