"""Signed reports: the list, the page, the PDF, and the clinic's acknowledgement."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Query, Response
from pydantic import BaseModel, ConfigDict

from teleread.accounts.account import CLINIC_ROLES
from teleread.clinics.clinic import Modality, RouteKind
from teleread.database import Session
from teleread.reports.amendment_records import find_text_before
from teleread.reports.delivery import DeliveryState
from teleread.reports.evidence_records import load_evidence_of
from teleread.reports.records import load_signatures, load_submission
from teleread.reports.report import Report, ReportKind, SignatureMeaning
from teleread.reports.seal import SealLevel
from teleread.reports.version import standing_among
from teleread.views.amendments import load_amending
from teleread.views.feedback import load_review
from teleread.views.reports import (
    ReportLine,
    list_deliveries,
    list_reports,
    list_versions,
    load_report_line,
)
from teleread.views.verification import find_seal
from teleread.web.dependencies import Caller, CurrentCaller, Reader, Run, permit
from teleread.web.evidence import EvidenceOut
from teleread.web.feedback import ReviewOut
from teleread.web.routing import Router
from teleread.web.schemas import PatientOut
from teleread.workflow.desk.report import open_document, open_report
from teleread.workflow.journey import acknowledge as journey

router = Router(prefix="/api/reports", tags=["reports"])

ClinicCaller = Annotated[Caller, Depends(permit(*sorted(CLINIC_ROLES)))]


class ReportSummary(BaseModel):
    """A line of the list: the newest version of a report. `reviewer_name` is null where one signature is enough.

    `reason` says why an addendum, a correction or a recall was made.
    `study_date` is of the first Study as its device sent it, or empty.
    """

    id: UUID
    reading_id: UUID
    version: int
    clinic_id: UUID
    clinic_name: str
    patient: PatientOut
    kind: ReportKind
    reason: str | None
    modality: Modality
    body_part: str
    study_date: str
    accession_number: str
    signed_at: datetime
    author_name: str
    reviewer_name: str | None
    impression: str
    acknowledged_at: datetime | None
    acknowledged_by_name: str | None


class SignatureOut(BaseModel):
    """A signature, verified over the kept bytes for this answer."""

    signer_name: str
    meaning: SignatureMeaning
    signed_at: datetime
    key_id: str
    is_valid: bool


class AttemptOut(BaseModel):
    """One attempt of a delivery."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    started_at: datetime
    ended_at: datetime | None
    succeeded: bool | None
    detail: str


class DeliveryOut(BaseModel):
    """One way home of a version, with every attempt."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    report_id: UUID
    version: int
    clinic_id: UUID
    clinic_name: str
    route_kind: RouteKind
    ae_title: str | None
    state: DeliveryState
    attempts: int
    queued_at: datetime
    next_attempt_at: datetime
    delivered_at: datetime | None
    attempts_log: list[AttemptOut]


class VersionOut(BaseModel):
    """A version of the same report."""

    id: UUID
    version: int
    kind: ReportKind
    signed_at: datetime


class TextBefore(BaseModel):
    """What the last version before said, recalls left out."""

    report_id: UUID
    version: int
    findings: str
    impression: str


class AmendingOut(BaseModel):
    """What the caller may do about this version: go on with the open amendment, or open one of these kinds."""

    open_id: UUID | None
    kinds: list[ReportKind]


class SealOut(BaseModel):
    """The hospital's signature on the PDF.

    `level` is `B-T` with a time that an authority vouches for, `B-B` without
    one, `none` where there is no signature; `problem` says why it is lesser
    than it should be, or is empty.
    """

    level: SealLevel
    problem: str
    subject: str | None
    is_local: bool | None


class ReportDetail(ReportSummary):
    """One version, whole; `seal` is null until it is printed.

    What its review came to is shown to the hospital alone.
    """

    findings: str
    evidence: EvidenceOut
    signatures: list[SignatureOut]
    deliveries: list[DeliveryOut]
    verification_code: str
    versions: list[VersionOut]
    standing: Literal["current", "superseded", "recalled"]
    seal: SealOut | None
    before: TextBefore | None
    amending: AmendingOut
    review: ReviewOut | None


class ReceiptOut(BaseModel):
    """The clinic's receipt of a version."""

    report_id: UUID
    acknowledged_at: datetime
    acknowledged_by_name: str


@router.get("")
def get_reports(
    caller: CurrentCaller,
    session: Reader,
    *,
    unread: bool | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> list[ReportSummary]:
    """List reports of the caller's clinics, last signed first."""
    lines = list_reports(session, caller.scope, is_unread=unread, limit=limit)
    return [ReportSummary(**_summary(line)) for line in lines]


@router.get("/{report_id}")
def get_report(report_id: UUID, caller: CurrentCaller, session: Reader, run: Run) -> ReportDetail:
    """Show one version; that the caller opened it is noted."""
    line = load_report_line(session, caller.scope, report_id)
    signatures = load_signatures(session, submission_id=line.report.submission_id)
    versions = list_versions(session, caller.scope, line.report.reading_id)
    detail = ReportDetail(
        **_summary(line),
        findings=line.content.findings,
        evidence=EvidenceOut.model_validate(load_evidence_of(session, line.content)),
        signatures=[
            SignatureOut(
                signer_name=each.statement.signer_name,
                meaning=each.statement.meaning,
                signed_at=each.statement.signed_at,
                key_id=each.key_id,
                is_valid=each.is_valid,
            )
            for each in signatures
        ],
        deliveries=[
            DeliveryOut.model_validate(each) for each in list_deliveries(session, caller.scope, report_id=report_id)
        ],
        verification_code=line.report.verification_code,
        versions=[
            VersionOut(id=each.id, version=each.version, kind=each.kind, signed_at=each.signed_at) for each in versions
        ],
        standing=standing_among(line.report, versions[-1]).value,
        seal=_seal(session, report_id),
        before=_before(session, line.report),
        amending=AmendingOut.model_validate(
            load_amending(session, caller.scope, caller.account, line.report), from_attributes=True
        ),
        review=_review(session, caller, report_id),
    )
    open_report(run.database, caller.scope, report_id, account=caller.account, at=run.clock())
    return detail


@router.get("/{report_id}/pdf", response_class=Response, responses={200: {"content": {"application/pdf": {}}}})
def get_report_pdf(report_id: UUID, caller: CurrentCaller, run: Run) -> Response:
    """Give the PDF; that the caller opened it is noted, and acknowledges nothing."""
    pdf = open_document(run.database, run.store, caller.scope, report_id, account=caller.account, at=run.clock())
    name = {"Content-Disposition": f'inline; filename="report-{report_id}.pdf"'}
    return Response(pdf, media_type="application/pdf", headers=name)


@router.post("/{report_id}/acknowledge")
def acknowledge_report(report_id: UUID, caller: ClinicCaller, run: Run) -> ReceiptOut:
    """Say by name that the clinic has read this version."""
    receipt = journey.acknowledge(run.database, caller.scope, report_id, account=caller.account, at=run.clock())
    return ReceiptOut(
        report_id=report_id,
        acknowledged_at=receipt.acknowledged_at,
        acknowledged_by_name=caller.account.display_name,
    )


def _before(session: Session, report: Report) -> TextBefore | None:
    old = find_text_before(session, report)
    if old is None:
        return None
    said = load_submission(session, submission_id=old.submission_id).content
    return TextBefore(report_id=old.id, version=old.version, findings=said.findings, impression=said.impression)


def _seal(session: Session, report_id: UUID) -> SealOut | None:
    seal = find_seal(session, report_id)
    if seal is None:
        return None
    certificate = seal.certificate
    return SealOut(
        level=seal.level,
        problem=seal.problem,
        subject=certificate.subject if certificate else None,
        is_local=certificate.is_local if certificate else None,
    )


def _review(session: Session, caller: Caller, report_id: UUID) -> ReviewOut | None:
    is_of_hospital = caller.account.sees_every_clinic or caller.account.reading_department_id is not None
    seen = load_review(session, caller.scope, report_id) if is_of_hospital else None
    return ReviewOut.of(seen) if seen else None


def _summary(line: ReportLine) -> dict[str, Any]:
    report, content = line.report, line.content
    return {
        "id": report.id,
        "reading_id": report.reading_id,
        "version": report.version,
        "kind": report.kind,
        "reason": content.follows.reason if content.follows else None,
        "clinic_id": report.clinic_id,
        "clinic_name": line.clinic_name,
        "patient": PatientOut(id=line.patient_key, name_standing=line.name_standing, **asdict(content.patient)),
        "modality": content.modality,
        "body_part": content.body_part,
        "study_date": content.studies[0].study_date if content.studies else "",
        "accession_number": content.accession_number,
        "signed_at": report.signed_at,
        "author_name": line.author_name,
        "reviewer_name": line.reviewer_name,
        "impression": content.impression,
        "acknowledged_at": line.acknowledged_at,
        "acknowledged_by_name": line.acknowledged_by_name,
    }
