"""What helps whoever writes a report: what the text is held against, and the patient's last report."""

from dataclasses import dataclass

from sqlalchemy import select

from teleread.archive.records import PatientRow
from teleread.clinics.series_kind import kinds_of_study
from teleread.database import Session
from teleread.reports.contradiction import Known
from teleread.reports.report import ReportKind
from teleread.scope import Scope
from teleread.views.priors import list_priors
from teleread.views.reading import load_studies
from teleread.views.reports import ReportLine
from teleread.worklist.prior import PriorStanding
from teleread.worklist.reading import Reading
from teleread.worklist.records import ImagingServiceRequestRow, ReadingStudyRow


def load_known(session: Session, scope: Scope, reading: Reading) -> Known:
    """Return what is known of a Reading without its text: sides of its Series, its order, the patient's sex."""
    laterality: list[str] = []
    parts: list[str] = []
    read = select(ReadingStudyRow.study_id).where(ReadingStudyRow.reading_id == reading.id)
    for study in load_studies(session, scope, session.scalars(read).all()):
        kinds = kinds_of_study([series.row.modality for series in study.series])
        for series in study.series:
            if kinds[series.row.modality] == reading.modality:
                laterality.append(series.row.laterality.strip().upper())
                parts.append(series.row.body_part_examined)
    request = session.get(ImagingServiceRequestRow, reading.request_id) if reading.request_id else None
    asked = (request.body_part, request.clinical_question) if request else (reading.body_part, *parts)
    patient = session.get_one(PatientRow, reading.patient_key)
    return Known(tuple(laterality), "，".join(part for part in asked if part), patient.patient_sex)


@dataclass(frozen=True, slots=True)
class LastReport:
    """The newest report of an earlier Study of the same patient."""

    line: ReportLine
    study_date: str


def find_last_report(session: Session, scope: Scope, reading: Reading) -> LastReport | None:
    """Return the report that the patient's last comparable Study led to.

    Comparable is first what has the same modality and body part, then the same
    modality, then any. A Study that may be another person's gives none, nor
    does a version that was recalled.
    """
    found = [
        LastReport(line, prior.study.row.study_date)
        for prior in list_priors(session, scope, reading)
        if prior.standing is PriorStanding.SAME
        for line in prior.reports
        if line.report.kind is not ReportKind.RECALL
    ]
    return min(found, key=lambda each: _distance(each.line, reading), default=None)


def _distance(line: ReportLine, reading: Reading) -> int:
    if line.content.modality != reading.modality:
        return 2
    return 0 if line.content.body_part == reading.body_part else 1
