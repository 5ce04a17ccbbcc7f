"""How long studies are kept, holds, and deletion by two admins."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import status
from pydantic import BaseModel, ConfigDict, Field

from teleread.archive.deletion import Deletion, DeletionReason, DeletionState, Hold
from teleread.clinics.clinic import Modality
from teleread.clinics.retention_records import load_rules
from teleread.views.keeping import load_keeping
from teleread.views.retention import StudyAged, list_deletions, list_due, list_holds, load_aged
from teleread.web.dependencies import AdminCaller, Reader, Run
from teleread.web.routing import Router
from teleread.web.schemas import Body, PatientOut, Text
from teleread.workflow.desk import retention as desk

router = Router(prefix="/api", tags=["retention"])


class FromRecord(BaseModel):
    """What is shown as it is kept."""

    model_config = ConfigDict(from_attributes=True)


class RetentionRuleOut(FromRecord):
    """How many years a clinic keeps its studies of a kind."""

    id: UUID
    clinic_id: UUID
    modality: Modality
    years: int


class RetentionRuleIn(Body):
    """A clinic's own rule; it replaces the one before."""

    clinic_id: UUID
    modality: Modality
    years: Annotated[int, Field(strict=True)]


class RetentionOut(FromRecord):
    """Why a study is kept until when."""

    modality: Modality
    years: int
    counts_from: date
    ends_on: date


class HoldOut(FromRecord):
    """A person's word that a study is not to be deleted."""

    id: UUID
    study_id: UUID
    reason: str
    placed_by_name: str
    placed_at: datetime


class HoldIn(Body):
    """Why a study is held."""

    study_id: UUID
    reason: Text


class DeletionOut(FromRecord):
    """A proposal to delete a study, who decided, and how far it is."""

    id: UUID
    clinic_id: UUID
    study_id: UUID
    study_instance_uid: str
    reason: DeletionReason
    note: str
    ends_on: date
    objects: int
    size_bytes: int
    proposed_by: UUID
    proposed_by_name: str
    proposed_at: datetime
    state: DeletionState
    decided_by_name: str | None
    decided_at: datetime | None
    done_at: datetime | None


class DeletionIn(Body):
    """Which study is to be deleted and why; before its time only with words."""

    study_id: UUID
    reason: DeletionReason
    note: Text = ""


class StudyAgedOut(BaseModel):
    """A study with until when it is to be kept; `has_ended` says that it is due."""

    id: UUID
    clinic_id: UUID
    clinic_name: str
    patient: PatientOut
    study_date: str
    study_description: str
    last_received_at: datetime
    retention: RetentionOut
    has_ended: bool
    hold: HoldOut | None
    proposal: DeletionOut | None


class HoldLineOut(BaseModel):
    """A hold and what it lies on."""

    hold: HoldOut
    study: StudyAgedOut | None


class DeletionLineOut(BaseModel):
    """A deletion; `study` while it is there, `sent_again_study_id` if it came again after it was deleted."""

    deletion: DeletionOut
    clinic_name: str
    study: StudyAgedOut | None
    sent_again_study_id: UUID | None
    may_approve: bool


class PassOut(FromRecord):
    """How far a store is re-read; `share` of the pass from 0 to 1."""

    began_at: datetime
    worked_at: datetime
    share: float
    unread_since: datetime | None
    is_behind: bool


class CopyingOut(BaseModel):
    """What the second store does not have yet, and since when the oldest of it waits."""

    waiting_objects: int
    waiting_bytes: int
    waiting_since: datetime | None
    counted_at: datetime
    copied_at: datetime | None


class KeepingOut(BaseModel):
    """How the archive is kept; `copying` only where there is a second store."""

    scrub: PassOut | None
    scrub_second: PassOut | None
    copying: CopyingOut | None
    objects_wrong: int
    deletions_proposed: int
    deletions_under_way: int
    renditions_waiting: int


@router.get("/keeping")
def read_keeping(_caller: AdminCaller, session: Reader, run: Run) -> KeepingOut:
    """Say how far the archive is re-read and copied, and what waits for a second person or for its previews."""
    keeping = load_keeping(session, at=run.clock())
    copying = keeping.copying if run.settings.second_store_url else None
    return KeepingOut(
        scrub=None if keeping.scrub is None else PassOut.model_validate(keeping.scrub),
        scrub_second=None if keeping.scrub_second is None else PassOut.model_validate(keeping.scrub_second),
        copying=None
        if copying is None
        else CopyingOut(
            waiting_objects=copying.waiting.objects,
            waiting_bytes=copying.waiting.size_bytes,
            waiting_since=copying.since,
            counted_at=copying.counted_at,
            copied_at=copying.copied_at,
        ),
        objects_wrong=keeping.objects_wrong,
        deletions_proposed=keeping.deletions_proposed,
        deletions_under_way=keeping.deletions_under_way,
        renditions_waiting=keeping.renditions_waiting if run.settings.renditions else 0,
    )


@router.get("/retention-rules")
def list_retention_rules(caller: AdminCaller, session: Reader) -> list[RetentionRuleOut]:
    """List clinics' own rules; the default holds where there is none."""
    return [RetentionRuleOut.model_validate(rule) for rule in load_rules(session, caller.scope)]


@router.post("/retention-rules", status_code=status.HTTP_201_CREATED)
def set_retention_rule(body: RetentionRuleIn, caller: AdminCaller, run: Run) -> RetentionRuleOut:
    """Set how many years a clinic's studies of a kind are kept."""
    rule = desk.set_retention(
        run.database,
        caller.scope,
        clinic=body.clinic_id,
        modality=body.modality,
        years=body.years,
        account=caller.account,
        at=run.clock(),
    )
    return RetentionRuleOut.model_validate(rule)


@router.delete("/retention-rules/{rule_id}", status_code=status.HTTP_204_NO_CONTENT)
def remove_retention_rule(rule_id: UUID, caller: AdminCaller, run: Run) -> None:
    """Go back to the default time."""
    desk.reset_retention(run.database, caller.scope, rule_id, account=caller.account, at=run.clock())


@router.get("/retention/due")
def list_studies_due(caller: AdminCaller, session: Reader, run: Run) -> list[StudyAgedOut]:
    """List the studies whose time has ended, the oldest first."""
    at = run.clock()
    return [aged_out(study, on=at.date()) for study in list_due(session, caller.scope, at=at)]


@router.get("/studies/{study_id}/retention")
def read_retention(study_id: UUID, caller: AdminCaller, session: Reader, run: Run) -> StudyAgedOut:
    """Say until when a study is to be kept, and what holds it."""
    return aged_out(load_aged(session, caller.scope, study_id), on=run.clock().date())


@router.get("/study-holds")
def list_study_holds(caller: AdminCaller, session: Reader, run: Run) -> list[HoldLineOut]:
    """List the holds that stand, the oldest first."""
    on = run.clock().date()
    return [
        HoldLineOut(hold=hold_out(line.hold), study=aged_out(line.study, on=on) if line.study else None)
        for line in list_holds(session, caller.scope)
    ]


@router.post("/study-holds", status_code=status.HTTP_201_CREATED)
def place_study_hold(body: HoldIn, caller: AdminCaller, run: Run) -> HoldOut:
    """Forbid to delete a study until the hold is lifted."""
    hold = desk.place_hold(
        run.database, caller.scope, body.study_id, reason=body.reason, account=caller.account, at=run.clock()
    )
    return hold_out(hold)


@router.post("/study-holds/{hold_id}/lift")
def lift_study_hold(hold_id: UUID, caller: AdminCaller, run: Run) -> HoldOut:
    """Take a hold away."""
    return hold_out(desk.lift_hold(run.database, caller.scope, hold_id, account=caller.account, at=run.clock()))


@router.get("/deletions")
def list_study_deletions(caller: AdminCaller, session: Reader, run: Run) -> list[DeletionLineOut]:
    """List deletions of every state, the newest first."""
    on = run.clock().date()
    return [
        DeletionLineOut(
            deletion=deletion_out(line.deletion),
            clinic_name=line.clinic_name,
            study=aged_out(line.study, on=on) if line.study else None,
            sent_again_study_id=line.sent_again_study_id,
            may_approve=line.deletion.state is DeletionState.PROPOSED
            and line.deletion.proposed_by != caller.account.id,
        )
        for line in list_deletions(session, caller.scope)
    ]


@router.post("/deletions", status_code=status.HTTP_201_CREATED)
def propose_study_deletion(body: DeletionIn, caller: AdminCaller, run: Run) -> DeletionOut:
    """Propose to delete a study; another admin has to agree."""
    deletion = desk.propose_deletion(
        run.database,
        caller.scope,
        body.study_id,
        reason=body.reason,
        note=body.note,
        account=caller.account,
        at=run.clock(),
    )
    return deletion_out(deletion)


@router.post("/deletions/{deletion_id}/approve")
def approve_study_deletion(deletion_id: UUID, caller: AdminCaller, run: Run) -> DeletionOut:
    """Agree as the second person: the study is gone from now on."""
    deletion = desk.approve_deletion(run.database, caller.scope, deletion_id, account=caller.account, at=run.clock())
    return deletion_out(deletion)


@router.post("/deletions/{deletion_id}/refuse")
def refuse_study_deletion(deletion_id: UUID, caller: AdminCaller, run: Run) -> DeletionOut:
    """Say no to a deletion, or take one's own proposal back."""
    deletion = desk.refuse_deletion(run.database, caller.scope, deletion_id, account=caller.account, at=run.clock())
    return deletion_out(deletion)


def aged_out(study: StudyAged, *, on: date) -> StudyAgedOut:
    """Return a study with until when it is kept as the API has it."""
    return StudyAgedOut(
        id=study.id,
        clinic_id=study.clinic_id,
        clinic_name=study.clinic_name,
        patient=PatientOut.model_validate(study.patient),
        study_date=study.study_date,
        study_description=study.study_description,
        last_received_at=study.last_received_at,
        retention=RetentionOut.model_validate(study.retention),
        has_ended=study.retention.has_ended(on),
        hold=hold_out(study.hold) if study.hold else None,
        proposal=deletion_out(study.proposal) if study.proposal else None,
    )


def hold_out(hold: Hold) -> HoldOut:
    """Return a hold as the API has it."""
    return HoldOut.model_validate(hold)


def deletion_out(deletion: Deletion) -> DeletionOut:
    """Return a deletion as the API has it."""
    return DeletionOut.model_validate(deletion)
