"""The worklist and the page of one Reading."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query
from pydantic import BaseModel

from teleread.archive.deletion import Deletion, DeletionReason
from teleread.clinics.clinic import Modality, Priority
from teleread.dicom.showing.kinds import Kind, kind_of
from teleread.reports.report import CriticalAnswer
from teleread.reports.return_reason import ReturnReason
from teleread.views.reading import AssignmentSeen, ReadingFile, StudySeen, load_reading_file
from teleread.views.staffing import Viewer, actor_before, load_viewer
from teleread.views.worklist import Narrowing, ReadingLine, View, list_readings, search_readings
from teleread.web.dependencies import CurrentCaller, Reader, Run
from teleread.web.evidence import ReadingEvidenceOut
from teleread.web.requests import RequestOut
from teleread.web.routing import Router
from teleread.web.schemas import Body, Line, PatientOut
from teleread.web.signing import SavedDraft
from teleread.worklist.opinion import OpinionKind
from teleread.worklist.permission import Action, allowed_actions
from teleread.worklist.prior import may_compare
from teleread.worklist.reading import Milestone, Part, State
from teleread.worklist.standing import Standing, standing

router = Router(prefix="/api/readings", tags=["readings"])


class ReadingSummary(BaseModel):
    """A line of the worklist; `actions` is what the caller may do with it now.

    `opinion` says which further Reading of Studies it is, `retake_of` which
    rejected Reading it takes anew, `questions_open` how many questions to the
    clinic wait for answers.
    `study_date` is of the earliest Study as its device sent it, or empty.
    """

    id: UUID
    clinic_id: UUID
    clinic_name: str
    patient: PatientOut
    modality: Modality
    body_part: str
    priority: Priority
    state: State
    state_since: datetime
    is_paused: bool
    reason: str | None
    single_signature: bool
    due_at: datetime
    standing: Standing
    received_at: datetime
    holder_id: UUID | None
    holder_name: str | None
    part: Part | None
    clinical_question: str
    study_date: str
    opinion: OpinionKind | None
    retake_of: UUID | None
    questions_open: int
    actions: list[Action]


class InstanceSummary(BaseModel):
    """An Instance that can be asked for by its key."""

    id: UUID
    sop_instance_uid: str
    sop_class_uid: str
    instance_number: int | None
    kind: Kind
    number_of_frames: int
    rows: int | None
    columns: int | None


class SeriesSummary(BaseModel):
    """A Series with its Instances, in their order."""

    id: UUID
    series_instance_uid: str
    modality: str
    series_number: int | None
    series_description: str
    body_part_examined: str
    laterality: str
    instances: list[InstanceSummary]


class ReadingStudy(BaseModel):
    """A Study that the Reading reads."""

    id: UUID
    study_instance_uid: str
    clinic_key: str
    study_date: str
    study_description: str
    accession_number: str
    series: list[SeriesSummary]


class SubmissionOut(BaseModel):
    """What the author submitted last; once signed, as its reviewer changed it."""

    number: int
    author_id: UUID
    author_name: str
    findings: str
    impression: str
    critical: CriticalAnswer | None
    submitted_at: datetime


class ReturnOut(BaseModel):
    """A reviewer's no: its code, and what they wrote."""

    code: ReturnReason
    reason: str
    reviewer_name: str
    returned_at: datetime


class AssignmentOut(BaseModel):
    """Who was offered or held the Reading; an admin sees why it was them."""

    account_name: str
    part: Part
    assigned_at: datetime
    is_claim: bool
    ended_at: datetime | None
    end_reason: str | None
    end_note: str | None
    reasons: dict[str, Any]


class DeletedStudyOut(BaseModel):
    """A study that was read here and deleted since, by two persons."""

    study_instance_uid: str
    reason: DeletionReason
    note: str
    objects: int
    proposed_by_name: str
    approved_by_name: str
    deleted_at: datetime


class ReadingDetail(ReadingSummary):
    """Everything that the page of a Reading shows."""

    request: RequestOut | None
    studies: list[ReadingStudy]
    deleted_studies: list[DeletedStudyOut]
    draft: SavedDraft | None
    submission: SubmissionOut | None
    evidence: ReadingEvidenceOut | None
    returns: list[ReturnOut]
    report_id: UUID | None
    fencing_token: int
    lease_ends_at: datetime | None
    late_instance_at: datetime | None
    assignments: list[AssignmentOut]
    milestones: dict[Milestone, datetime]
    may_compare: bool
    """Whether earlier studies of the patient are shown to the caller."""


class ReadingSearch(Body):
    """Part of a patient's name, a whole Patient ID or an Accession Number."""

    patient_name: Line


def narrowing_of(
    modality: Modality | None = None,
    clinic_id: UUID | None = None,
    state: State | None = None,
    priority: Priority | None = None,
) -> Narrowing:
    """Return which Readings of a view a query asks for."""
    return Narrowing(modality, clinic_id, state, priority)


Wanted = Annotated[Narrowing, Depends(narrowing_of)]


@router.get("")
def list_worklist(
    caller: CurrentCaller,
    session: Reader,
    run: Run,
    narrowing: Wanted,
    *,
    view: View = View.OPEN,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> list[ReadingSummary]:
    """List the Readings of a view, all or some of them."""
    at = run.clock()
    lines = list_readings(
        session, caller.scope, account=caller.account, view=view, at=at, narrowing=narrowing, limit=limit
    )
    viewer = load_viewer(session, caller.scope, caller.account)
    return [ReadingSummary(**summary_of(line, viewer, at)) for line in lines]


@router.post("/search")
def search_worklist(body: ReadingSearch, caller: CurrentCaller, session: Reader, run: Run) -> list[ReadingSummary]:
    """Find Readings by their patient; a POST, so that no name is in an address."""
    at = run.clock()
    viewer = load_viewer(session, caller.scope, caller.account)
    lines = search_readings(session, caller.scope, text=body.patient_name, at=at)
    return [ReadingSummary(**summary_of(line, viewer, at)) for line in lines]


@router.get("/{reading_id}")
def read_reading(reading_id: UUID, caller: CurrentCaller, session: Reader, run: Run) -> ReadingDetail:
    """Return everything that the page of a Reading shows."""
    at = run.clock()
    file = load_reading_file(session, caller.scope, reading_id, account_id=caller.account.id, at=at)
    return _detail(file, load_viewer(session, caller.scope, caller.account), at)


def summary_of(line: ReadingLine, viewer: Viewer, at: datetime) -> dict[str, Any]:
    """Return the values of a worklist line for its viewer."""
    reading = line.reading
    return {
        "id": reading.id,
        "clinic_id": reading.clinic_id,
        "clinic_name": line.clinic_name,
        "patient": PatientOut.model_validate(line.patient),
        "modality": reading.modality,
        "body_part": reading.body_part,
        "priority": reading.priority,
        "state": reading.state,
        "state_since": reading.state_since,
        "is_paused": reading.is_paused,
        "reason": reading.reason,
        "single_signature": reading.single_signature,
        "due_at": reading.due_at,
        "standing": standing(reading, at),
        "received_at": reading.received_at,
        "holder_id": reading.holder_id,
        "holder_name": line.holder_name,
        "part": reading.part,
        "clinical_question": line.clinical_question,
        "study_date": line.study_date,
        "opinion": line.beside.opinion,
        "retake_of": line.beside.retake_of,
        "questions_open": line.beside.questions_open,
        "actions": allowed_actions(reading, actor_before(viewer, reading), at=at),
    }


def _detail(file: ReadingFile, viewer: Viewer, at: datetime) -> ReadingDetail:
    reading, draft, submitted = file.line.reading, file.draft, file.submission
    author = (file.authored or submitted).author if submitted else None
    is_admin = viewer.account.sees_every_clinic
    is_of_hospital = is_admin or viewer.account.reading_department_id is not None
    return ReadingDetail(
        **summary_of(file.line, viewer, at),
        request=RequestOut.of(file.request) if file.request else None,
        studies=[study_out(study) for study in file.studies],
        deleted_studies=[_deleted(deletion) for deletion in file.deleted],
        draft=SavedDraft.of(draft) if draft else None,
        submission=SubmissionOut(
            number=submitted.number,
            author_id=author.account_id,
            author_name=author.name,
            findings=submitted.findings,
            impression=submitted.impression,
            critical=submitted.critical,
            submitted_at=submitted.submitted_at,
        )
        if submitted and author and (is_of_hospital or reading.state is State.SIGNED)
        else None,
        evidence=_evidence(file, may_see_last=is_of_hospital or reading.state is State.SIGNED),
        returns=[
            ReturnOut(
                code=each.code, reason=each.reason, reviewer_name=each.reviewer_name, returned_at=each.returned_at
            )
            for each in file.returns
            if is_of_hospital
        ],
        report_id=file.report_id,
        fencing_token=reading.fencing_token,
        lease_ends_at=reading.lease_ends_at,
        late_instance_at=reading.late_instance_at,
        assignments=[_assignment(each, is_admin=is_admin) for each in file.assignments],
        milestones=dict(file.milestones),
        may_compare=may_compare(reading, actor_before(viewer, reading)),
    )


def _evidence(file: ReadingFile, *, may_see_last: bool) -> ReadingEvidenceOut | None:
    own, last = file.evidence_draft, file.evidence
    if own is not None:
        return ReadingEvidenceOut.of(own.evidence, revision=own.revision, saved_at=own.saved_at)
    return ReadingEvidenceOut.of(last) if last is not None and may_see_last else None


def _deleted(deletion: Deletion) -> DeletedStudyOut:
    return DeletedStudyOut(
        study_instance_uid=deletion.study_instance_uid,
        reason=deletion.reason,
        note=deletion.note,
        objects=deletion.objects,
        proposed_by_name=deletion.proposed_by_name,
        approved_by_name=deletion.decided_by_name or "",
        deleted_at=deletion.decided_at or deletion.proposed_at,
    )


def study_out(study: StudySeen) -> ReadingStudy:
    """Return a Study with its Series and Instances as the API has it."""
    row = study.row
    return ReadingStudy(
        id=row.id,
        study_instance_uid=row.study_instance_uid,
        clinic_key=study.clinic_key,
        study_date=row.study_date,
        study_description=row.study_description,
        accession_number=row.accession_number,
        series=[
            SeriesSummary(
                id=each.row.id,
                series_instance_uid=each.row.series_instance_uid,
                modality=each.row.modality,
                series_number=each.row.series_number,
                series_description=each.row.series_description,
                body_part_examined=each.row.body_part_examined,
                laterality=each.row.laterality,
                instances=[
                    InstanceSummary(
                        id=instance.id,
                        sop_instance_uid=instance.sop_instance_uid,
                        sop_class_uid=instance.sop_class_uid,
                        instance_number=instance.instance_number,
                        kind=kind_of(instance.sop_class_uid, number_of_frames=instance.number_of_frames),
                        number_of_frames=instance.number_of_frames,
                        rows=instance.rows,
                        columns=instance.columns,
                    )
                    for instance in each.instances
                ],
            )
            for each in study.series
        ],
    )


def _assignment(seen: AssignmentSeen, *, is_admin: bool) -> AssignmentOut:
    return AssignmentOut(
        account_name=seen.account_name,
        part=seen.part,
        assigned_at=seen.assigned_at,
        is_claim=seen.is_claim,
        ended_at=seen.ended_at,
        end_reason=seen.end_reason,
        end_note=seen.end_note,
        reasons=dict(seen.reasons) if is_admin else {},
    )
