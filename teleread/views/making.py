"""What the objects of a signed version are made of: its evidence, its signer, and the Studies that it points at."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from teleread.archive.records import InstanceRow, PatientRow, StudyRow
from teleread.clinics.records import SiteRow
from teleread.database import Session
from teleread.reports.evidence import Evidence
from teleread.reports.evidence_records import load_evidence_of, load_objects_before
from teleread.reports.making import MadeObject
from teleread.reports.records import load_report, load_signatures, load_submission
from teleread.reports.report import FINAL_MEANINGS, Report, Submission
from teleread.scope import Scope
from teleread.views.instances import StoredInstance, stored, with_site


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature made the version final, and when."""

    account_id: UUID
    name: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class StudyToFill:
    """A Study that evidence points at, as its clinic sent it, and whose patient it is."""

    id: UUID
    site_id: UUID
    time_zone: str
    default_character_set: str | None
    study_instance_uid: str
    study_date: str
    study_time: str
    study_description: str
    accession_number: str
    referring_physician_name: str
    issuer_of_patient_id: str


@dataclass(frozen=True, slots=True)
class ToMake:
    """A signed version with what was pointed at, and where the bytes of that lie now; what is gone is left out."""

    report: Report
    submission: Submission
    signer: Signer
    evidence: Evidence
    studies: tuple[StudyToFill, ...]
    instances: tuple[StoredInstance, ...]
    before: tuple[MadeObject, ...]


def load_to_make(session: Session, scope: Scope, report_id: UUID) -> ToMake:
    """Return what the objects of a version are made of.

    Instances are the very copies that were read: evidence names them by their keys.

    Raises
    ------
    ReportMissing
        If there is none of that key inside the Scope.
    """
    report = load_report(session, scope, report_id)
    submission = load_submission(session, submission_id=report.submission_id).content
    evidence = load_evidence_of(session, submission)
    ids = {mark.instance_id for mark in evidence.marks} | {key.instance_id for key in evidence.key_images}
    of_clinic = with_site().where(InstanceRow.id.in_(ids), InstanceRow.clinic_id == report.clinic_id)
    instances = tuple(stored(*row) for row in session.execute(of_clinic.order_by(InstanceRow.sop_instance_uid)))
    return ToMake(
        report=report,
        submission=submission,
        signer=_load_signer(session, report),
        evidence=evidence,
        studies=_load_studies(session, {each.study_id for each in instances}),
        instances=instances,
        before=tuple(load_objects_before(session, report)),
    )


def _load_signer(session: Session, report: Report) -> Signer:
    kept = load_signatures(session, submission_id=report.submission_id)
    (final,) = [each.statement for each in kept if each.statement.meaning in FINAL_MEANINGS]
    return Signer(final.account_id, final.signer_name, final.signed_at)


def _load_studies(session: Session, study_ids: set[UUID]) -> tuple[StudyToFill, ...]:
    statement = (
        select(StudyRow, SiteRow, PatientRow.issuer_of_patient_id)
        .join(SiteRow, SiteRow.id == StudyRow.site_id)
        .join(PatientRow, PatientRow.id == StudyRow.patient_key)
        .where(StudyRow.id.in_(study_ids))
        .order_by(StudyRow.study_instance_uid)
    )
    return tuple(
        StudyToFill(
            id=study.id,
            site_id=site.id,
            time_zone=site.time_zone,
            default_character_set=site.default_character_set,
            study_instance_uid=study.study_instance_uid,
            study_date=study.study_date,
            study_time=study.study_time,
            study_description=study.study_description,
            accession_number=study.accession_number,
            referring_physician_name=study.referring_physician_name,
            issuer_of_patient_id=issuer,
        )
        for study, site, issuer in session.execute(statement)
    )
