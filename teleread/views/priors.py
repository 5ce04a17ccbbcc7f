"""The earlier Studies of a Reading's patient, with what was said of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, or_, select

from teleread.archive.records import DiscrepancyRow, PatientRow, StudyRow
from teleread.archive.study import DiscrepancyKind
from teleread.database import Session
from teleread.errors import Missing
from teleread.reports.records import ReportRow
from teleread.scope import Scope
from teleread.views.reading import StudySeen, load_studies
from teleread.views.reports import ReportLine, load_report_lines
from teleread.worklist.prior import PriorStanding, moment_of_study, standing_of_prior
from teleread.worklist.reading import Reading
from teleread.worklist.records import ReadingStudyRow, within
from teleread.worklist.rejection_records import load_studies_of_wrong_patients

PRIORS_AT_MOST = 50
OF_IDENTITY = (
    DiscrepancyKind.PATIENT_IDENTITY,
    DiscrepancyKind.STUDY_OF_TWO_PATIENTS,
    DiscrepancyKind.SERIES_OF_TWO_STUDIES,
)


@dataclass(frozen=True, slots=True)
class Prior:
    """An earlier Study. Of one that may be another person's, nothing but its day and kind is told."""

    study: StudySeen
    standing: PriorStanding
    reports: tuple[ReportLine, ...]
    """The newest signed version of each Reading of it, last signed first."""

    @property
    def modalities(self) -> list[str]:
        """Modalities in Study."""
        return sorted({series.row.modality for series in self.study.series if series.row.modality})

    @property
    def body_parts(self) -> list[str]:
        """Body Part Examined of its Series."""
        return sorted({series.row.body_part_examined for series in self.study.series if series.row.body_part_examined})


def list_priors(session: Session, scope: Scope, reading: Reading) -> list[Prior]:
    """Return the Studies of a Reading's patient that are older than its newest, the newest first.

    The patient is who has the same Patient ID of the same issuer at the same
    clinic. Where the demographics of two such contradict, they are two
    Patients; the Studies of the other are listed only while nobody has said
    who they are.
    """
    doubted = _contradicting(session, reading.patient_key)
    of_patients = within(
        select(StudyRow).where(StudyRow.patient_key.in_([reading.patient_key, *doubted])), scope, StudyRow.clinic_id
    )
    known = {row.id: row for row in session.scalars(of_patients)}
    read = set(session.scalars(select(ReadingStudyRow.study_id).where(ReadingStudyRow.reading_id == reading.id)))
    latest = max((_moment(known[key]) for key in read if key in known), default=None)
    earlier = sorted(
        (row for key, row in known.items() if key not in read and (latest is None or _moment(row) < latest)),
        key=_moment,
        reverse=True,
    )[:PRIORS_AT_MOST]
    return _fetch(session, scope, [row.id for row in earlier], reading=reading, is_number_doubted=bool(doubted))


def load_prior(session: Session, scope: Scope, reading: Reading, study_id: UUID) -> Prior:
    """Return one of a Reading's earlier Studies; raises Missing if it is none."""
    for prior in list_priors(session, scope, reading):
        if prior.study.row.id == study_id:
            return prior
    raise Missing(study_id=str(study_id))


def _moment(row: StudyRow) -> tuple[str, str, object]:
    return moment_of_study(row.study_date, row.study_time, row.first_received_at)


def _contradicting(session: Session, patient_key: UUID) -> set[UUID]:
    """Return the Patients of the same number of whom nobody has said yet whether they are the same person."""
    patient = session.get_one(PatientRow, patient_key)
    if not patient.patient_id:
        return set()
    same_number = select(PatientRow.id).where(
        PatientRow.clinic_id == patient.clinic_id,
        PatientRow.issuer_of_patient_id == patient.issuer_of_patient_id,
        PatientRow.patient_id == patient.patient_id,
    )
    others = set(session.scalars(same_number)) - {patient_key}
    if not others:
        return set()
    asked = session.scalars(_open(others | {patient_key}))
    return {key for row in asked for key in (row.subject_id, row.other_id)} & others


def _open(keys: Collection[UUID]) -> Select[DiscrepancyRow]:
    return select(DiscrepancyRow).where(
        DiscrepancyRow.kind.in_(OF_IDENTITY),
        DiscrepancyRow.resolved_at.is_(None),
        or_(DiscrepancyRow.subject_id.in_(keys), DiscrepancyRow.other_id.in_(keys)),
    )


def _fetch(
    session: Session, scope: Scope, study_ids: Sequence[UUID], *, reading: Reading, is_number_doubted: bool
) -> list[Prior]:
    studies = {study.row.id: study for study in load_studies(session, scope, study_ids)}
    keys = {*study_ids, *(series.row.id for study in studies.values() for series in study.series)}
    asked = {key for row in session.scalars(_open(keys)) for key in (row.subject_id, row.other_id)}
    reports = _reports(session, scope, study_ids)
    strangers = load_studies_of_wrong_patients(session, study_ids)
    found: list[Prior] = []
    for study_id in study_ids:
        study = studies[study_id]
        if not study.series:
            continue
        is_same = study.row.patient_key == reading.patient_key
        own_keys = {study_id, *(series.row.id for series in study.series)}
        standing = standing_of_prior(
            is_same_patient=is_same and study_id not in strangers,
            has_open_contradiction=is_number_doubted or not asked.isdisjoint(own_keys),
        )
        found.append(Prior(study, standing, tuple(reports.get(study_id, ())) if is_same else ()))
    return found


def _reports(session: Session, scope: Scope, study_ids: Sequence[UUID]) -> dict[UUID, list[ReportLine]]:
    statement = (
        select(ReadingStudyRow.study_id, ReportRow.reading_id, ReportRow.id)
        .join(ReportRow, ReportRow.reading_id == ReadingStudyRow.reading_id)
        .where(ReadingStudyRow.study_id.in_(study_ids))
        .order_by(ReportRow.version)
    )
    newest = {(study_id, reading_id): report_id for study_id, reading_id, report_id in session.execute(statement)}
    lines = {line.report.id: line for line in load_report_lines(session, scope, list(newest.values()))}
    found: dict[UUID, list[ReportLine]] = {}
    for (study_id, _), report_id in newest.items():
        if report_id in lines:
            found.setdefault(study_id, []).append(lines[report_id])
    for each in found.values():
        each.sort(key=lambda line: line.report.signed_at, reverse=True)
    return found
