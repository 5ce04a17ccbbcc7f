"""What follows a signed report: addenda, corrections and recalls, and the tasks to verify a report."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, status
from pydantic import BaseModel, Field

from teleread.accounts.account import Role
from teleread.accounts.second_factor import Confirmed
from teleread.clinics.clinic import Modality
from teleread.database import Session, snapshot
from teleread.reports.amendment import AmendmentEvent, AmendmentState, Words, Written, needs_two, words_of
from teleread.reports.amendment_records import load_amendment
from teleread.reports.evidence_records import load_evidence_of
from teleread.reports.report import CriticalAnswer, ReportKind
from teleread.views.amendments import (
    AboutReading,
    AmendmentLine,
    VerifyLine,
    describe_amendment,
    list_amendments,
    list_verify_tasks,
    load_versions,
)
from teleread.web.dependencies import Caller, Reader, Run, permit
from teleread.web.routing import Router
from teleread.web.schemas import Body, PatientOut, Text
from teleread.web.second_factor import SecondFactorIn, SigningDesk
from teleread.web.signing import Signed, means_of
from teleread.workflow.desk import amendments as desk
from teleread.workflow.desk.verify_tasks import confirm_report
from teleread.workflow.journey import amend as journey

router = Router(tags=["amendments"])

Specialist = Annotated[Caller, Depends(permit(Role.AUTHOR, Role.REVIEWER))]
Desk = Annotated[Caller, Depends(permit(Role.AUTHOR, Role.REVIEWER, Role.ADMIN))]

Number = Annotated[int, Field(ge=0, le=2**31 - 1)]


class AboutOut(BaseModel):
    """Whom and what a signed report is about. `newest_version` is the one that the clinic reads now."""

    reading_id: UUID
    clinic_id: UUID
    clinic_name: str
    patient: PatientOut
    modality: Modality
    body_part: str
    newest_report_id: UUID
    newest_version: int


class AmendmentSummary(AboutOut):
    """An open amendment, and what the caller may do with it."""

    id: UUID
    kind: ReportKind
    state: AmendmentState
    author_id: UUID
    author_name: str
    opened_at: datetime
    state_since: datetime
    reason: str
    actions: list[AmendmentEvent]


class AmendmentDetail(AmendmentSummary):
    """An amendment, whole.

    `findings` and `impression` are what its author typed, `whole_findings` and
    `whole_impression` what the version will say, `before_findings` and
    `before_impression` what the version before said. `remark` is why it was
    returned or abandoned. `needs_two` says that another person has to approve it.
    """

    findings: str
    impression: str
    critical: CriticalAnswer | None
    keeps_evidence: bool
    has_evidence: bool
    before_version: int
    before_findings: str
    before_impression: str
    whole_findings: str
    whole_impression: str
    remark: str
    remark_by_name: str | None
    needs_two: bool
    report_id: UUID | None
    revision: int


class VerifyTask(AboutOut):
    """Pictures came, or were exchanged, after a report was signed; `amendment_id` is of one that is under way."""

    id: UUID
    study_id: UUID
    received_at: datetime
    raised_at: datetime
    amendment_id: UUID | None


class AmendmentIn(Body):
    """Which kind, and why; the clinic reads the reason."""

    kind: ReportKind
    reason: Text


class AmendmentText(Body):
    """What is typed, and the revision that it was typed over."""

    revision: Number
    reason: Text
    findings: str
    impression: str
    critical: CriticalAnswer | None = None
    keeps_evidence: bool = True


class AmendmentProof(Body):
    """The revision that the page shows, and who signs it."""

    revision: Number
    second_factor: SecondFactorIn


class AmendmentRemark(Body):
    """The revision that the page shows, and why it is returned or abandoned."""

    revision: Number
    reason: Text


class Comment(Body):
    """What was seen."""

    comment: Text


@router.post("/api/reports/{report_id}/amendments", status_code=status.HTTP_201_CREATED)
def open_amendment(report_id: UUID, asked: AmendmentIn, caller: Specialist, run: Run) -> AmendmentDetail:
    """Open an addendum, a correction or a recall of the newest version."""
    opened = desk.open_amendment(
        run.database,
        caller.scope,
        report_id,
        kind=asked.kind,
        reason=asked.reason,
        account=caller.account,
        at=run.clock(),
    )
    with snapshot(run.database) as session:
        return _detail(session, caller, opened.id)


@router.get("/api/amendments")
def get_amendments(caller: Desk, session: Reader) -> list[AmendmentSummary]:
    """List the open amendments that the caller writes, or may approve or end."""
    return [AmendmentSummary(**_summary(line)) for line in list_amendments(session, caller.scope, caller.account)]


@router.get("/api/amendments/{amendment_id}")
def get_amendment(amendment_id: UUID, caller: Desk, session: Reader) -> AmendmentDetail:
    """Show an amendment beside the version that it follows."""
    return _detail(session, caller, amendment_id)


@router.put("/api/amendments/{amendment_id}")
def write_amendment(amendment_id: UUID, text: AmendmentText, caller: Specialist, run: Run) -> AmendmentDetail:
    """Keep what its author typed."""
    desk.write_amendment(
        run.database,
        caller.scope,
        amendment_id,
        account=caller.account,
        at=run.clock(),
        revision=text.revision,
        written=Written(text.reason, Words(text.findings, text.impression), text.critical, text.keeps_evidence),
    )
    with snapshot(run.database) as session:
        return _detail(session, caller, amendment_id)


@router.post("/api/amendments/{amendment_id}/submit")
def submit_amendment(
    amendment_id: UUID, proof: AmendmentProof, caller: Specialist, run: Run, signing: SigningDesk
) -> Signed:
    """Sign it as its author and hand it to another person."""
    confirmed = _confirmed(amendment_id, AmendmentEvent.SUBMIT, proof, caller, run, signing)
    outcome = journey.submit_amendment(
        run.database,
        caller.scope,
        amendment_id,
        account=caller.account,
        at=run.clock(),
        revision=proof.revision,
        means=means_of(run),
        confirmed=confirmed,
    )
    return Signed.of(outcome)


@router.post("/api/amendments/{amendment_id}/sign")
def sign_amendment(
    amendment_id: UUID, proof: AmendmentProof, caller: Specialist, run: Run, signing: SigningDesk
) -> Signed:
    """Approve it as another person, or write and approve where one signature is enough: the version is made."""
    with snapshot(run.database) as session:
        is_author = load_amendment(session, caller.scope, amendment_id).author_id == caller.account.id
    event = AmendmentEvent.SUBMIT_AND_SIGN if is_author else AmendmentEvent.SIGN
    confirmed = _confirmed(amendment_id, event, proof, caller, run, signing)
    outcome = journey.sign_amendment(
        run.database,
        caller.scope,
        amendment_id,
        account=caller.account,
        at=run.clock(),
        revision=proof.revision,
        means=means_of(run),
        confirmed=confirmed,
    )
    return Signed.of(outcome)


@router.post("/api/amendments/{amendment_id}/return", status_code=status.HTTP_204_NO_CONTENT)
def return_amendment(amendment_id: UUID, why: AmendmentRemark, caller: Specialist, run: Run) -> None:
    """Give it back to its author with a reason."""
    journey.return_amendment(
        run.database,
        caller.scope,
        amendment_id,
        account=caller.account,
        at=run.clock(),
        revision=why.revision,
        reason=why.reason,
    )


@router.post("/api/amendments/{amendment_id}/abandon", status_code=status.HTTP_204_NO_CONTENT)
def abandon_amendment(amendment_id: UUID, why: AmendmentRemark, caller: Desk, run: Run) -> None:
    """End it unsigned; the signed report stands as it is."""
    desk.abandon_amendment(
        run.database,
        caller.scope,
        amendment_id,
        account=caller.account,
        at=run.clock(),
        revision=why.revision,
        reason=why.reason,
    )


@router.get("/api/verify-tasks")
def get_verify_tasks(caller: Specialist, session: Reader) -> list[VerifyTask]:
    """List the signed reports that the caller is to verify, because pictures came after them."""
    return [_task(line) for line in list_verify_tasks(session, caller.scope, caller.account)]


@router.post("/api/verify-tasks/{task_id}/confirm", status_code=status.HTTP_204_NO_CONTENT)
def confirm_verify_task(task_id: UUID, said: Comment, caller: Specialist, run: Run) -> None:
    """Say that the pictures were seen and that the report stands as it was signed."""
    confirm_report(run.database, caller.scope, task_id, account=caller.account, at=run.clock(), comment=said.comment)


def _confirmed(
    amendment_id: UUID, event: AmendmentEvent, proof: AmendmentProof, caller: Caller, run: Run, signing: SigningDesk
) -> Confirmed:
    """Return that it is the caller who signs; who may not sign here at all is told that first."""
    journey.require_may(run.database, caller.scope, amendment_id, event, account=caller.account)
    return signing.confirm(proof.second_factor)


def _detail(session: Session, caller: Caller, amendment_id: UUID) -> AmendmentDetail:
    line = describe_amendment(
        session, caller.scope, caller.account, load_amendment(session, caller.scope, amendment_id)
    )
    amendment, reading = line.amendment, line.about.reading
    versions = load_versions(session, caller.scope, amendment.reading_id)
    text = versions.text_content
    whole = words_of(amendment, before=Words(text.findings, text.impression))
    return AmendmentDetail(
        **_summary(line),
        findings=amendment.words.findings,
        impression=amendment.words.impression,
        critical=amendment.critical,
        keeps_evidence=amendment.keeps_evidence,
        has_evidence=not load_evidence_of(session, text).is_empty,
        before_version=versions.text.version,
        before_findings=text.findings,
        before_impression=text.impression,
        whole_findings=whole.findings,
        whole_impression=whole.impression,
        remark=amendment.remark,
        remark_by_name=line.remark_by_name,
        needs_two=needs_two(amendment.kind, single_signature=reading.single_signature),
        report_id=amendment.report_id,
        revision=amendment.revision,
    )


def _summary(line: AmendmentLine) -> dict[str, Any]:
    amendment = line.amendment
    return {
        **_about(line.about),
        "id": amendment.id,
        "kind": amendment.kind,
        "state": amendment.state,
        "author_id": amendment.author_id,
        "author_name": line.author_name,
        "opened_at": amendment.opened_at,
        "state_since": amendment.state_since,
        "reason": amendment.reason,
        "actions": line.actions,
    }


def _about(about: AboutReading) -> dict[str, Any]:
    reading, patient = about.reading, about.patient
    return {
        "reading_id": reading.id,
        "clinic_id": reading.clinic_id,
        "clinic_name": about.clinic_name,
        "patient": PatientOut(
            id=patient.id,
            name=patient.patient_name,
            name_standing=patient.name_standing,
            patient_id=patient.patient_id,
            birth_date=patient.patient_birth_date,
            sex=patient.patient_sex,
        ),
        "modality": reading.modality,
        "body_part": reading.body_part,
        "newest_report_id": about.newest.id,
        "newest_version": about.newest.version,
    }


def _task(line: VerifyLine) -> VerifyTask:
    about = _about(line.about)
    return VerifyTask.model_validate(
        {
            **about,
            "id": line.task.id,
            "study_id": line.task.study_id,
            "received_at": line.task.received_at,
            "raised_at": line.task.raised_at,
            "amendment_id": line.amendment.id if line.amendment else None,
        }
    )
