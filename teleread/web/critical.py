"""Critical findings: raised by a specialist, read back at the clinic, closed when something was done."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import Depends, Query, status
from pydantic import BaseModel, ConfigDict, Field

from teleread.accounts.account import CLINIC_ROLES, SPECIALIST_ROLES, Role
from teleread.clinics.clinic import Modality
from teleread.clinics.records import find_clinic
from teleread.database import snapshot
from teleread.reports.critical import TRANSITIONS, CriticalEvent, CriticalState, Told, Way
from teleread.reports.critical_criteria import Criteria, Criterion
from teleread.reports.critical_plan import Level, LevelKind, Plan
from teleread.reports.critical_records import (
    CriticalFindingUnknown,
    Step,
    load_criteria,
    load_plan,
    load_provinces,
)
from teleread.scope import Scope
from teleread.views.critical import FindingLine, Which, count_findings, list_findings, load_finding_line
from teleread.web.dependencies import AdminCaller, Caller, CurrentCaller, Reader, Run, Runtime, permit
from teleread.web.routing import Router
from teleread.web.schemas import Body, Line, Moment, PatientOut, Text
from teleread.workflow.desk import critical as desk
from teleread.workflow.journey import critical as journey
from teleread.worklist.records import load_reading

router = Router(prefix="/api", tags=["critical"])

Specialist = Annotated[Caller, Depends(permit(*sorted(SPECIALIST_ROLES)))]
OfHospital = Annotated[Caller, Depends(permit(*sorted(SPECIALIST_ROLES), Role.ADMIN))]
OfClinic = Annotated[Caller, Depends(permit(*sorted(CLINIC_ROLES)))]

Outcome = Literal["confirmed_readback", "reached_no_readback", "unable_to_reach"]
EVENTS: dict[Outcome, CriticalEvent] = {
    "confirmed_readback": CriticalEvent.READ_BACK,
    "reached_no_readback": CriticalEvent.REACH,
    "unable_to_reach": CriticalEvent.MISS,
}


class CriterionBody(Body):
    """One thing that is critical in one kind of study."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")

    key: Annotated[str, Field(max_length=64)]
    modality: Modality
    zh: Line
    en: Line
    source: Line = ""

    def criterion(self) -> Criterion:
        """Return the criterion that it describes."""
        return Criterion(self.key, self.modality.value, self.zh, self.en, self.source)


class CriteriaOut(BaseModel):
    """A province's list; revision 0 is what is shipped."""

    model_config = ConfigDict(from_attributes=True)

    province: str
    criteria: list[CriterionBody]
    revision: int


class CriteriaIn(Body):
    """A whole list, made over that of a revision."""

    criteria: Annotated[list[CriterionBody], Field(max_length=300)]
    revision: Annotated[int, Field(ge=0, le=2**31 - 1)]


class LevelBody(Body):
    """Somebody who is called upon after so many minutes."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")

    kind: LevelKind
    after_minutes: Annotated[int, Field(ge=0, le=10_000)]
    name: Line = ""
    phone: Annotated[str, Field(max_length=64)] = ""
    email: Line = ""

    def level(self) -> Level:
        """Return the level that it describes."""
        return Level(self.kind, self.after_minutes, self.name, self.phone, self.email)


class PlanBody(Body):
    """By which province's criteria a clinic goes, and whom it wants to be called."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")

    province: Annotated[str, Field(max_length=8)]
    levels: Annotated[list[LevelBody], Field(max_length=20)]


class StepOut(BaseModel):
    """What was done: who told whom, by which way, when it was received, and what was read back."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    event: CriticalEvent | None
    state: CriticalState
    level: int
    at: datetime
    by_name: str
    to_name: str
    phone: str
    way: Way | None
    received_at: datetime | None
    read_back: str
    note: str

    @classmethod
    def of(cls, step: Step) -> Self:
        """Return a step as the page shows it."""
        own = {name: getattr(step, name) for name in ("number", "event", "state", "level", "at")}
        told = {name: getattr(step.told, name) for name in cls.model_fields if name not in own}
        return cls(**own, **told)


class FindingOut(BaseModel):
    """One critical finding, whom to ring about it, and what was done. `may` are the events that its state allows."""

    id: UUID
    reading_id: UUID
    clinic_id: UUID
    clinic_name: str
    patient: PatientOut
    modality: Modality
    body_part: str
    accession_number: str
    ordered_by_name: str | None
    criterion_key: str
    criterion_zh: str
    criterion_en: str
    words: str
    state: CriticalState
    state_since: datetime
    is_open: bool
    is_unconfirmed: bool
    level: int
    next_level_at: datetime | None
    identified_at: datetime
    raised_by_name: str
    contacts: list[LevelBody]
    may: list[CriticalEvent]
    steps: list[StepOut]

    @classmethod
    def of(cls, line: FindingLine) -> Self:
        """Return a finding as its pages show it."""
        finding = line.finding
        own = {name: getattr(finding, name) for name in cls.model_fields if hasattr(finding, name)}
        beside = {
            name: getattr(line, name)
            for name in cls.model_fields
            if name not in own and name not in ("patient", "steps") and hasattr(line, name)
        }
        return cls(
            **own,
            **beside,
            patient=PatientOut.model_validate(line.patient),
            contacts=[LevelBody.model_validate(level) for level in line.plan.levels],
            may=[
                event
                for event in CriticalEvent
                if (event, finding.state) in TRANSITIONS and event is not CriticalEvent.ESCALATE
            ],
            steps=[StepOut.of(step) for step in line.steps],
        )


class ReadingCritical(BaseModel):
    """What the critical question of a Reading needs: the criteria, the findings, and whom to ring."""

    criteria: list[CriterionBody]
    contacts: list[LevelBody]
    findings: list[FindingOut]


class FindingIn(Body):
    """What was found, by which criterion."""

    criterion_key: Annotated[str, Field(max_length=64)]
    words: Text


class OutcomeIn(Body):
    """How a call to the clinic went."""

    outcome: Outcome
    to_name: Line
    way: Way
    phone: Annotated[str, Field(max_length=64)] = ""
    received_at: Moment | None = None
    read_back: Text = ""
    note: Text = ""


class ReadBackIn(Body):
    """What a person at the clinic read back on the page, and who acts on it."""

    read_back: Text
    acting: Line = ""


class ActionIn(Body):
    """What was done for the patient, and by whom; empty for the caller."""

    action: Text
    by_name: Line = ""


class ClosingIn(Body):
    """A remark at the end."""

    note: Text = ""


class WithdrawalIn(Body):
    """Why it was raised by mistake."""

    reason: Text


class CriticalCounts(BaseModel):
    """How many findings stand where, and how many notices wait for a person."""

    model_config = ConfigDict(from_attributes=True)

    unconfirmed: int
    escalated: int
    confirmed: int
    acted_on: int
    dead_notices: int


@router.get("/readings/{reading_id}/critical")
def get_reading_critical(reading_id: UUID, caller: CurrentCaller, session: Reader) -> ReadingCritical:
    """Return what is critical in a Reading, what could be, and whom to ring."""
    reading = load_reading(session, caller.scope, reading_id)
    plan = load_plan(session, reading.clinic_id)
    criteria = load_criteria(session, plan.province).of_modality(reading.modality)
    return ReadingCritical(
        criteria=[CriterionBody.model_validate(each) for each in criteria],
        contacts=[LevelBody.model_validate(level) for level in plan.levels],
        findings=[FindingOut.of(line) for line in list_findings(session, caller.scope, reading_id=reading_id)],
    )


@router.post("/readings/{reading_id}/critical", status_code=status.HTTP_201_CREATED)
def raise_critical_finding(reading_id: UUID, body: FindingIn, caller: Specialist, run: Run) -> FindingOut:
    """Tell the clinic at once of something that cannot wait for a signature."""
    finding = journey.raise_finding(
        run.database,
        caller.scope,
        reading_id,
        criterion_key=body.criterion_key,
        words=body.words,
        account=caller.account,
        at=run.clock(),
    )
    return _one(run, caller.scope, finding.id)


@router.get("/critical-findings")
def get_critical_findings(
    caller: CurrentCaller,
    session: Reader,
    *,
    which: Which = Which.ALL,
    since: Moment | None = None,
    until: Moment | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> list[FindingOut]:
    """List findings; with a shift, what was open in it or ended in it."""
    lines = list_findings(session, caller.scope, which=which, since=since, until=until, limit=limit)
    return [FindingOut.of(line) for line in lines]


@router.get("/critical-findings/{critical_finding_id}")
def get_critical_finding(critical_finding_id: UUID, caller: CurrentCaller, session: Reader) -> FindingOut:
    """Return one finding with all that was done."""
    line = load_finding_line(session, caller.scope, critical_finding_id)
    if line is None:
        raise CriticalFindingUnknown
    return FindingOut.of(line)


@router.post("/critical-findings/{critical_finding_id}/outcome")
def record_critical_outcome(critical_finding_id: UUID, body: OutcomeIn, caller: OfHospital, run: Run) -> FindingOut:
    """Keep how a call to the clinic went."""
    journey.tell(
        run.database,
        caller.scope,
        critical_finding_id,
        event=EVENTS[body.outcome],
        told=Told(
            to_name=body.to_name,
            phone=body.phone,
            way=body.way,
            received_at=body.received_at,
            read_back=body.read_back,
            note=body.note,
        ),
        account=caller.account,
        at=run.clock(),
    )
    return _one(run, caller.scope, critical_finding_id)


@router.post("/critical-findings/{critical_finding_id}/read-back")
def read_critical_back(critical_finding_id: UUID, body: ReadBackIn, caller: OfClinic, run: Run) -> FindingOut:
    """Confirm on the page, at the clinic, what was read, and who acts."""
    journey.confirm(
        run.database,
        caller.scope,
        critical_finding_id,
        read_back=body.read_back,
        acting=body.acting,
        account=caller.account,
        at=run.clock(),
    )
    return _one(run, caller.scope, critical_finding_id)


@router.post("/critical-findings/{critical_finding_id}/action")
def record_critical_action(critical_finding_id: UUID, body: ActionIn, caller: CurrentCaller, run: Run) -> FindingOut:
    """Keep what was done for the patient."""
    journey.record_action(
        run.database,
        caller.scope,
        critical_finding_id,
        action=body.action,
        by_name=body.by_name,
        account=caller.account,
        at=run.clock(),
    )
    return _one(run, caller.scope, critical_finding_id)


@router.post("/critical-findings/{critical_finding_id}/close")
def close_critical_finding(critical_finding_id: UUID, body: ClosingIn, caller: OfHospital, run: Run) -> FindingOut:
    """End it."""
    journey.close(
        run.database, caller.scope, critical_finding_id, note=body.note, account=caller.account, at=run.clock()
    )
    return _one(run, caller.scope, critical_finding_id)


@router.post("/critical-findings/{critical_finding_id}/withdraw")
def withdraw_critical_finding(
    critical_finding_id: UUID, body: WithdrawalIn, caller: OfHospital, run: Run
) -> FindingOut:
    """Take back what was raised by mistake."""
    journey.withdraw(
        run.database, caller.scope, critical_finding_id, reason=body.reason, account=caller.account, at=run.clock()
    )
    return _one(run, caller.scope, critical_finding_id)


@router.get("/critical-counts")
def get_critical_counts(caller: AdminCaller, session: Reader) -> CriticalCounts:
    """Count the findings that are open."""
    return CriticalCounts.model_validate(count_findings(session, caller.scope))


@router.get("/critical-provinces")
def get_critical_provinces(_caller: AdminCaller, session: Reader) -> list[str]:
    """List the provinces that have criteria of their own or a clinic."""
    return load_provinces(session)


@router.get("/critical-criteria/{province}")
def get_critical_criteria(province: str, _caller: CurrentCaller, session: Reader) -> CriteriaOut:
    """Return a province's list."""
    return _criteria(load_criteria(session, province))


@router.put("/critical-criteria/{province}")
def put_critical_criteria(province: str, body: CriteriaIn, caller: AdminCaller, run: Run) -> CriteriaOut:
    """Keep a province's list."""
    criteria = [each.criterion() for each in body.criteria]
    kept = desk.change_criteria(
        run.database, province, criteria, revision=body.revision, account=caller.account, at=run.clock()
    )
    return _criteria(kept)


@router.get("/clinics/{clinic_id}/critical-plan")
def get_critical_plan(clinic_id: UUID, caller: AdminCaller, session: Reader) -> PlanBody:
    """Return whom a clinic wants to be called."""
    find_clinic(session, caller.scope, clinic_id)
    return _plan(load_plan(session, clinic_id))


@router.put("/clinics/{clinic_id}/critical-plan")
def put_critical_plan(clinic_id: UUID, body: PlanBody, caller: AdminCaller, run: Run) -> PlanBody:
    """Keep whom a clinic wants to be called."""
    plan = desk.change_plan(
        run.database,
        caller.scope,
        clinic_id,
        province=body.province,
        levels=tuple(each.level() for each in body.levels),
        account=caller.account,
        at=run.clock(),
    )
    return _plan(plan)


def _one(run: Runtime, scope: Scope, finding_id: UUID) -> FindingOut:
    with snapshot(run.database) as session:
        line = load_finding_line(session, scope, finding_id)
    if line is None:
        raise CriticalFindingUnknown
    return FindingOut.of(line)


def _criteria(criteria: Criteria) -> CriteriaOut:
    return CriteriaOut.model_validate(criteria)


def _plan(plan: Plan) -> PlanBody:
    return PlanBody(province=plan.province, levels=[LevelBody.model_validate(level) for level in plan.levels])
