"""Everything that the page of one Reading shows, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from teleread.accounts.records import AccountRow
from teleread.archive.deletion import Deletion
from teleread.archive.deletion_records import load_deletions_of_reading
from teleread.archive.records import InstanceRow, SeriesRow, StudyRow
from teleread.archive.study import InstanceStanding
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.reports.draft import Draft
from teleread.reports.evidence import Evidence, EvidenceDraft
from teleread.reports.records import (
    ReportRow,
    ReturnRow,
    SubmissionRow,
    load_draft,
    load_last_submission,
    load_submission,
)
from teleread.reports.report import Submission
from teleread.reports.return_reason import ReturnReason
from teleread.scope import Scope
from teleread.views.evidence import load_evidence_shown
from teleread.views.requests import RequestLine, load_request_line
from teleread.views.worklist import ReadingLine, load_reading_line
from teleread.worklist.reading import Milestone, Part
from teleread.worklist.records import (
    AssignmentEndRow,
    AssignmentRow,
    ReadingStudyRow,
    load_milestones,
    within,
)


@dataclass(frozen=True, slots=True)
class SeriesSeen:
    """A Series with its current Instances, in their order."""

    row: SeriesRow
    instances: tuple[InstanceRow, ...]


@dataclass(frozen=True, slots=True)
class StudySeen:
    """A Study with its Series, in their order."""

    row: StudyRow
    clinic_key: str
    series: tuple[SeriesSeen, ...]


@dataclass(frozen=True, slots=True)
class ReturnSeen:
    """A reviewer's no."""

    code: ReturnReason
    reason: str
    reviewer_name: str
    returned_at: datetime


@dataclass(frozen=True, slots=True)
class AssignmentSeen:
    """Who was offered or held the Reading, and how it ended."""

    account_id: UUID
    account_name: str
    part: Part
    assigned_at: datetime
    is_claim: bool
    reasons: Mapping[str, Any]
    ended_at: datetime | None
    end_reason: str | None
    end_note: str | None


@dataclass(frozen=True, slots=True)
class ReadingFile:
    """A Reading with all that belongs to it.

    `authored` is the author's submission where the last one is its reviewer's.
    """

    line: ReadingLine
    request: RequestLine | None
    studies: tuple[StudySeen, ...]
    deleted: tuple[Deletion, ...]
    draft: Draft | None
    submission: Submission | None
    authored: Submission | None
    evidence_draft: EvidenceDraft | None
    evidence: Evidence | None
    returns: tuple[ReturnSeen, ...]
    report_id: UUID | None
    assignments: tuple[AssignmentSeen, ...]
    milestones: Mapping[Milestone, datetime]


def load_reading_file(
    session: Session, scope: Scope, reading_id: UUID, *, account_id: UUID, at: datetime
) -> ReadingFile:
    """Return what the page of a Reading shows to a person; the draft is their own.

    Raises
    ------
    Missing
        If there is none of that key inside the Scope.
    """
    line = load_reading_line(session, scope, reading_id, at=at)
    submitted = load_last_submission(session, reading_id=reading_id)
    submission = submitted.content if submitted else None
    own, last = load_evidence_shown(session, line.reading, submission, account_id=account_id)
    request_id = line.reading.request_id
    return ReadingFile(
        line=line,
        request=load_request_line(session, scope, request_id) if request_id else None,
        studies=_load_studies(session, scope, reading_id),
        deleted=tuple(load_deletions_of_reading(session, scope, reading_id)),
        draft=load_draft(session, reading_id=reading_id, account_id=account_id),
        submission=submission,
        authored=_load_authored(session, submission),
        evidence_draft=own,
        evidence=last,
        returns=_load_returns(session, reading_id),
        report_id=_load_report_id(session, reading_id),
        assignments=_load_assignments(session, reading_id),
        milestones=load_milestones(session, scope, reading_id),
    )


def _load_studies(session: Session, scope: Scope, reading_id: UUID) -> tuple[StudySeen, ...]:
    read = select(ReadingStudyRow.study_id).where(ReadingStudyRow.reading_id == reading_id)
    return load_studies(session, scope, session.scalars(read).all())


def load_studies(session: Session, scope: Scope, study_ids: Sequence[UUID]) -> tuple[StudySeen, ...]:
    """Return Studies of a Scope with their Series and current Instances, the earliest first."""
    wanted = (
        select(StudyRow, ClinicRow.key)
        .join(ClinicRow, ClinicRow.id == StudyRow.clinic_id)
        .where(StudyRow.id.in_(study_ids))
        .order_by(StudyRow.study_date, StudyRow.id)
    )
    studies = session.execute(within(wanted, scope, StudyRow.clinic_id)).all()
    of_studies = select(SeriesRow).where(SeriesRow.study_id.in_([study.id for study, _ in studies]))
    series = session.scalars(of_studies.order_by(SeriesRow.series_number, SeriesRow.id)).all()
    of_series = select(InstanceRow).where(
        InstanceRow.series_id.in_([each.id for each in series]), InstanceRow.standing == InstanceStanding.CURRENT
    )
    if scope.closed_instances:
        of_series = of_series.where(InstanceRow.id.not_in(scope.closed_instances))
    instances: dict[UUID, list[InstanceRow]] = {}
    for instance in session.scalars(of_series.order_by(InstanceRow.instance_number, InstanceRow.id)):
        instances.setdefault(instance.series_id, []).append(instance)
    return tuple(
        StudySeen(
            study,
            clinic_key,
            tuple(
                SeriesSeen(each, tuple(instances[each.id]))
                for each in series
                if each.study_id == study.id and each.id in instances
            ),
        )
        for study, clinic_key in studies
    )


def _load_authored(session: Session, submission: Submission | None) -> Submission | None:
    changed = submission.review_of if submission else None
    return load_submission(session, submission_id=changed.submission_id).content if changed else None


def _load_returns(session: Session, reading_id: UUID) -> tuple[ReturnSeen, ...]:
    statement = (
        select(ReturnRow.code, ReturnRow.reason, AccountRow.display_name, ReturnRow.returned_at)
        .join(SubmissionRow, SubmissionRow.id == ReturnRow.submission_id)
        .join(AccountRow, AccountRow.id == ReturnRow.reviewer_id)
        .where(SubmissionRow.reading_id == reading_id)
        .order_by(ReturnRow.returned_at)
    )
    return tuple(ReturnSeen(*row) for row in session.execute(statement))


def _load_report_id(session: Session, reading_id: UUID) -> UUID | None:
    newest = select(ReportRow.id).where(ReportRow.reading_id == reading_id).order_by(ReportRow.version.desc())
    return session.scalars(newest.limit(1)).one_or_none()


def _load_assignments(session: Session, reading_id: UUID) -> tuple[AssignmentSeen, ...]:
    statement = (
        select(AssignmentRow, AccountRow.display_name, AssignmentEndRow)
        .join(AccountRow, AccountRow.id == AssignmentRow.account_id)
        .join(AssignmentEndRow, AssignmentEndRow.assignment_id == AssignmentRow.id, isouter=True)
        .where(AssignmentRow.reading_id == reading_id)
        .order_by(AssignmentRow.fencing_token)
    )
    return tuple(
        AssignmentSeen(
            account_id=row.account_id,
            account_name=name,
            part=row.part,
            assigned_at=row.assigned_at,
            is_claim=row.is_claim,
            reasons=row.reasons,
            ended_at=end.ended_at if end else None,
            end_reason=end.reason if end else None,
            end_note=end.note if end else None,
        )
        for row, name, end in session.execute(statement)
    )
