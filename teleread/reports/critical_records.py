"""Tables and named queries of critical findings, their steps, criteria and plans."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, NamedValue, Session
from teleread.errors import Missing
from teleread.identifiers import new_id
from teleread.reports.critical import UNCONFIRMED, CriticalEvent, CriticalFinding, CriticalState, Told, Way
from teleread.reports.critical_criteria import Criteria, Criterion, shipped
from teleread.reports.critical_plan import Level, LevelKind, Plan
from teleread.reports.records import inside
from teleread.scope import Scope


class CriticalCriteriaRow(Base):
    """What an admin made of a province's criteria. Without a row they are as shipped."""

    __tablename__ = "critical_criteria"

    province: Mapped[str] = mapped_column(primary_key=True)
    criteria: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    revision: Mapped[int]
    saved_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[datetime]


class CriticalPlanRow(Base):
    """Whom a clinic wants to be called. Without a row the default levels hold, without numbers."""

    __tablename__ = "critical_plan"

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"), primary_key=True)
    province: Mapped[str]
    levels: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    saved_at: Mapped[datetime]


class CriticalFindingRow(Base):
    """Something that could not wait for a signature, and where it stands."""

    __tablename__ = "critical_finding"
    __table_args__ = (Index("ix_critical_finding_clinic_state", "clinic_id", "state"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), index=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    criterion_key: Mapped[str]
    criterion_zh: Mapped[str]
    criterion_en: Mapped[str]
    words: Mapped[str]
    state: Mapped[CriticalState] = mapped_column(NamedValue(CriticalState))
    level: Mapped[int]
    identified_at: Mapped[datetime] = mapped_column(index=True)
    raised_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    state_since: Mapped[datetime]


class CriticalStepRow(Base):
    """What was done about a finding; added and never changed. The first, without an event, raised it."""

    __tablename__ = "critical_step"
    __table_args__ = (UniqueConstraint("finding_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("critical_finding.id"))
    number: Mapped[int]
    event: Mapped[CriticalEvent | None] = mapped_column(NamedValue(CriticalEvent))
    state: Mapped[CriticalState] = mapped_column(NamedValue(CriticalState))
    level: Mapped[int]
    at: Mapped[datetime]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    by_name: Mapped[str]
    to_name: Mapped[str]
    phone: Mapped[str]
    way: Mapped[Way | None] = mapped_column(NamedValue(Way))
    received_at: Mapped[datetime | None]
    read_back: Mapped[str]
    note: Mapped[str]


class CriticalFindingUnknown(Missing):
    """No such critical finding inside the caller's Scope."""

    code = "critical_finding_missing"
    zh, en = "未找到该危急值", "No such critical finding"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done about a finding."""

    number: int
    event: CriticalEvent | None
    state: CriticalState
    level: int
    at: datetime
    account_id: UUID | None
    told: Told


def load_criteria(session: Session, province: str) -> Criteria:
    """Return the criteria of a province: its own, or what is shipped."""
    row = session.get(CriticalCriteriaRow, province)
    if row is None:
        return shipped(province)
    return Criteria(province, tuple(Criterion(**each) for each in row.criteria), row.revision)


def load_provinces(session: Session) -> list[str]:
    """Return the provinces that have criteria of their own or a clinic."""
    own = set(session.scalars(select(CriticalCriteriaRow.province)))
    return sorted(own | set(session.scalars(select(CriticalPlanRow.province))))


def save_criteria(session: Session, criteria: Criteria, *, account_id: UUID, at: datetime) -> None:
    """Keep a province's criteria in place of those before."""
    values = [asdict(each) for each in criteria.criteria]
    session.merge(
        CriticalCriteriaRow(
            province=criteria.province,
            criteria=values,
            revision=criteria.revision,
            saved_by=account_id,
            saved_at=at,
        )
    )
    session.flush()


def load_plan(session: Session, clinic_id: UUID) -> Plan:
    """Return whom a clinic wants to be called, by default nobody by name."""
    row = session.get(CriticalPlanRow, clinic_id)
    return Plan(clinic_id) if row is None else _plan(row)


def load_plans(session: Session, clinic_ids: set[UUID]) -> dict[UUID, Plan]:
    """Return the plan of each clinic."""
    rows = session.scalars(select(CriticalPlanRow).where(CriticalPlanRow.clinic_id.in_(clinic_ids)))
    kept = {row.clinic_id: _plan(row) for row in rows}
    return {clinic_id: kept.get(clinic_id, Plan(clinic_id)) for clinic_id in clinic_ids}


def save_plan(session: Session, plan: Plan, *, at: datetime) -> None:
    """Keep a clinic's plan in place of the one before."""
    levels = [{**asdict(level), "kind": level.kind.value} for level in plan.levels]
    session.merge(CriticalPlanRow(clinic_id=plan.clinic_id, province=plan.province, levels=levels, saved_at=at))
    session.flush()


def add_finding(session: Session, finding: CriticalFinding) -> None:
    """Keep a new finding."""
    session.add(CriticalFindingRow(**{field.name: getattr(finding, field.name) for field in fields(CriticalFinding)}))
    session.flush()


def load_finding(session: Session, scope: Scope, finding_id: UUID, *, for_update: bool = False) -> CriticalFinding:
    """Return a finding, locked until this transaction ends if asked; raises CriticalFindingUnknown."""
    statement = select(CriticalFindingRow).where(
        CriticalFindingRow.id == finding_id, inside(scope, CriticalFindingRow.clinic_id)
    )
    row = session.scalars(statement.with_for_update() if for_update else statement).one_or_none()
    if row is None:
        raise CriticalFindingUnknown(finding_id=str(finding_id))
    return finding_of(row)


def save_finding(session: Session, finding: CriticalFinding) -> None:
    """Keep where a locked finding stands now."""
    row = session.get_one(CriticalFindingRow, finding.id)
    row.state, row.level, row.state_since = finding.state, finding.level, finding.state_since


def load_findings_of(session: Session, *, reading_id: UUID) -> list[CriticalFinding]:
    """Return the findings of a Reading that was loaded inside the caller's Scope, the first first."""
    statement = select(CriticalFindingRow).where(CriticalFindingRow.reading_id == reading_id)
    rows = session.scalars(statement.order_by(CriticalFindingRow.identified_at, CriticalFindingRow.id))
    return [finding_of(row) for row in rows]


def count_standing(session: Session, *, reading_id: UUID) -> int:
    """Count the findings of a Reading that are not withdrawn."""
    statement = select(func.count()).select_from(CriticalFindingRow)
    standing = (CriticalFindingRow.reading_id == reading_id, CriticalFindingRow.state != CriticalState.WITHDRAWN)
    return session.scalar(statement.where(*standing)) or 0


def load_unconfirmed(session: Session) -> list[CriticalFinding]:
    """Return every clinic's findings whose clock runs, for the worker."""
    rows = session.scalars(select(CriticalFindingRow).where(CriticalFindingRow.state.in_(UNCONFIRMED)))
    return [finding_of(row) for row in rows]


def add_step(session: Session, finding: CriticalFinding, step: Step) -> None:
    """Keep what was done; its number follows that of the step before."""
    session.add(
        CriticalStepRow(
            id=new_id(),
            finding_id=finding.id,
            **{name: getattr(step, name) for name in ("number", "event", "state", "level", "at", "account_id")},
            **{field.name: getattr(step.told, field.name) for field in fields(Told)},
        )
    )
    session.flush()


def next_number(session: Session, finding_id: UUID) -> int:
    """Return the number of the next step of a locked finding."""
    last = session.scalar(select(func.max(CriticalStepRow.number)).where(CriticalStepRow.finding_id == finding_id))
    return (last or 0) + 1


def load_steps(session: Session, finding_ids: set[UUID]) -> dict[UUID, list[Step]]:
    """Return the steps of findings that were loaded inside the caller's Scope, each in their order."""
    steps: dict[UUID, list[Step]] = {finding_id: [] for finding_id in finding_ids}
    statement = select(CriticalStepRow).where(CriticalStepRow.finding_id.in_(finding_ids))
    for row in session.scalars(statement.order_by(CriticalStepRow.finding_id, CriticalStepRow.number)):
        told = Told(**{field.name: getattr(row, field.name) for field in fields(Told)})
        steps[row.finding_id].append(Step(row.number, row.event, row.state, row.level, row.at, row.account_id, told))
    return steps


def finding_of(row: CriticalFindingRow) -> CriticalFinding:
    """Return the frozen finding that a row holds."""
    return CriticalFinding(**{field.name: getattr(row, field.name) for field in fields(CriticalFinding)})


def _plan(row: CriticalPlanRow) -> Plan:
    return Plan(row.clinic_id, row.province, tuple(map(_level, row.levels)))


def _level(values: Mapping[str, Any]) -> Level:
    return Level(**{**values, "kind": LevelKind(values["kind"])})
