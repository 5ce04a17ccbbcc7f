"""Signed reports as the FHIR interface tells of them: one for a Reading, every version of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from teleread.archive.records import StudyRow
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.fhir.contents import OrganizationTold, PersonTold, ReportTold, SignerTold, StudyTold, WholeReport
from teleread.reports.records import ReportRow, SignatureRow, SubmissionRow, inside, report_of
from teleread.reports.report import Submission
from teleread.reports.report_form import parse
from teleread.scope import Scope
from teleread.views.fhir_people import ResourceMissing, clinic_told, load_patients
from teleread.views.fhir_search import Page, Wanted, among, beyond, changed_within
from teleread.views.fhir_studies import load_orders, load_studies
from teleread.worklist.records import ReadingRow, ReadingStudyRow


def search_reports(session: Session, scope: Scope, wanted: Wanted) -> Page[ReportTold]:
    """Return a page of reports as they stand, the last signed first."""
    newer = aliased(ReportRow)
    is_overtaken = select(newer.id).where(newer.reading_id == ReportRow.reading_id, newer.version > ReportRow.version)
    statement = _reports(scope).where(
        ~is_overtaken.exists(),
        among(wanted.ids, ReportRow.reading_id),
        among(wanted.patients, ReadingRow.patient_key),
        changed_within(wanted, ReportRow.signed_at),
    )
    ids = statement.with_only_columns(ReportRow.id)
    total = session.scalars(select(func.count()).select_from(ids.subquery())).one()
    page = statement.where(beyond(wanted, ReportRow.signed_at, ReportRow.reading_id))
    page = page.order_by(ReportRow.signed_at.desc(), ReportRow.reading_id.desc()).limit(wanted.limit + 1)
    rows = session.execute(page).all()
    told = _told(session, rows[: wanted.limit])
    last = told[-1].report if len(rows) > wanted.limit else None
    return Page(told, total, None if last is None else (last.signed_at, last.reading_id))


def load_versions(session: Session, scope: Scope, reading_id: UUID) -> list[ReportTold]:
    """Return every version of a report, the newest first.

    Raises
    ------
    ResourceMissing
        If there is none inside the Scope.
    """
    statement = _reports(scope).where(ReportRow.reading_id == reading_id).order_by(ReportRow.version.desc())
    told = _told(session, session.execute(statement).all())
    if not told:
        raise ResourceMissing
    return told


def load_whole(session: Session, scope: Scope, report_id: UUID) -> WholeReport:
    """Return one version with all that it is about: the patient as signed for, and the Instances that were read.

    What has changed in the archive since is no part of it, so that it is the
    same however often it is asked for.

    Raises
    ------
    ResourceMissing
        If there is none of that key inside the Scope.
    """
    found = _told(session, session.execute(_reports(scope).where(ReportRow.id == report_id)).all())
    if not found:
        raise ResourceMissing
    (told,) = found
    (patient,) = load_patients(session, scope, [told.patient_key])
    orders = load_orders(session, scope, [told.request_id]) if told.request_id else []
    read = frozenset(entry.sop_instance_uid for entry in told.content.manifest)
    studies = tuple(_only(study, read) for study in load_studies(session, scope, told.study_ids))
    seen = told.content.patient
    as_signed = replace(patient, name=seen.name, patient_id=seen.patient_id, birth_date=seen.birth_date, sex=seen.sex)
    return WholeReport(told, as_signed, orders[0] if orders else None, studies)


def _only(study: StudyTold, read: frozenset[str]) -> StudyTold:
    """Return a Study with the Instances of a manifest alone."""
    series = [
        replace(one, instances=tuple(each for each in one.instances if each.sop_instance_uid in read))
        for one in study.series
    ]
    return replace(study, series=tuple(one for one in series if one.instances))


def _reports(scope: Scope) -> Select[*tuple[Any, ...]]:
    return (
        select(ReportRow, SubmissionRow.canonical, ReadingRow, ClinicRow)
        .join(SubmissionRow, SubmissionRow.id == ReportRow.submission_id)
        .join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
        .join(ClinicRow, ClinicRow.id == ReportRow.clinic_id)
        .where(inside(scope, ReportRow.clinic_id))
    )


def _told(session: Session, rows: Sequence[Any]) -> list[ReportTold]:
    contents = {row.id: parse(canonical) for row, canonical, _, _ in rows}
    signers = _signers_of(session, list(contents.values()))
    studies = _studies_of(session, [reading.id for _, _, reading, _ in rows])
    told = []
    for row, _, reading, clinic in rows:
        content = contents[row.id]
        of_reading = studies.get(reading.id, [])
        starts = [study.acquired_at for study in of_reading if study.acquired_at and study.is_acquired_at_plausible]
        department = reading.department_id and OrganizationTold(
            reading.department_id, content.department, is_department=True
        )
        told.append(
            ReportTold(
                report=report_of(row),
                content=content,
                clinic=clinic_told(clinic),
                patient_key=reading.patient_key,
                department=department,
                signers=tuple(each for key in _submissions_of(content) for each in signers.get(key, ())),
                request_id=reading.request_id,
                study_ids=tuple(study.id for study in of_reading),
                started_at=min(starts, default=None),
            )
        )
    return told


def _submissions_of(content: Submission) -> list[UUID]:
    """Return whose signatures stand under a version: of a text that the reviewer changed the author's too."""
    return [content.id] if content.review_of is None else [content.review_of.submission_id, content.id]


def _signers_of(session: Session, contents: Sequence[Submission]) -> dict[UUID, list[SignerTold]]:
    keys = [key for content in contents for key in _submissions_of(content)]
    signers: dict[UUID, list[SignerTold]] = {}
    statement = select(SignatureRow).where(SignatureRow.submission_id.in_(keys))
    for row in session.scalars(statement.order_by(SignatureRow.signed_at, SignatureRow.id)):
        signer = SignerTold(PersonTold(row.account_id, row.signer_name), row.meaning, row.signed_at)
        signers.setdefault(row.submission_id, []).append(signer)
    return signers


def _studies_of(session: Session, reading_ids: Sequence[UUID]) -> dict[UUID, list[StudyRow]]:
    statement = (
        select(ReadingStudyRow.reading_id, StudyRow)
        .join(StudyRow, StudyRow.id == ReadingStudyRow.study_id)
        .where(ReadingStudyRow.reading_id.in_(reading_ids))
        .order_by(StudyRow.study_instance_uid)
    )
    studies: dict[UUID, list[StudyRow]] = {}
    for reading_id, study in session.execute(statement):
        studies.setdefault(reading_id, []).append(study)
    return studies
