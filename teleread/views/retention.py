"""What is due for deletion, what is held, and what of a Study has to be known before it goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from teleread.archive.deletion import Deletion, DeletionState, Hold, Standing
from teleread.archive.deletion_records import DeletionRow, load_deletions, load_holds
from teleread.archive.records import PatientRow, SeriesRow, StudyRow
from teleread.archive.removing_records import count_objects
from teleread.clinics.clinic import Modality
from teleread.clinics.records import ClinicRow
from teleread.clinics.retention import LEAST_YEARS, Retention, known_days, retention_of
from teleread.clinics.retention_records import RetentionRuleRow
from teleread.clinics.series_kind import kinds_of_study
from teleread.database import Session
from teleread.errors import Missing
from teleread.reports.records import ReportRow
from teleread.scope import Scope
from teleread.views.worklist import PatientSeen
from teleread.worklist.reading import FINAL
from teleread.worklist.records import ReadingRow, ReadingStudyRow, within

PAGE = 200
SHOWN_AT_MOST = 200
SEARCHED_AT_MOST = 20_000


@dataclass(frozen=True, slots=True)
class StudyAged:
    """A Study with whose it is, and until when it is to be kept."""

    id: UUID
    clinic_id: UUID
    clinic_name: str
    patient: PatientSeen
    study_instance_uid: str
    study_date: str
    study_description: str
    last_received_at: datetime
    retention: Retention
    hold: Hold | None
    proposal: Deletion | None


@dataclass(frozen=True, slots=True)
class DeletionLine:
    """A deletion with the clinic's name and, while the Study is there, whose it is."""

    deletion: Deletion
    clinic_name: str
    study: StudyAged | None
    sent_again_study_id: UUID | None
    """A Study that came under the same UID after the deletion."""


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A hold and what it lies on."""

    hold: Hold
    study: StudyAged | None


def list_due(session: Session, scope: Scope, *, at: datetime) -> list[StudyAged]:
    """Return the Studies whose time has ended, those first that were received first.

    A Study received less than the shortest time ago is not due, whatever it is.
    """
    newest = at - LEAST_YEARS * timedelta(days=365)
    due: list[StudyAged] = []
    last: tuple[datetime, UUID] | None = None
    for _ in range(SEARCHED_AT_MOST // PAGE):
        statement = select(StudyRow).where(StudyRow.first_received_at <= newest)
        if last is not None:
            key = (StudyRow.first_received_at, StudyRow.id)
            statement = statement.where((key[0] > last[0]) | ((key[0] == last[0]) & (key[1] > last[1])))
        order = statement.order_by(StudyRow.first_received_at, StudyRow.id).limit(PAGE)
        rows = session.scalars(within(order, scope, StudyRow.clinic_id)).all()
        due += [each for each in _aged(session, scope, rows) if each.retention.has_ended(at.date())]
        if len(rows) < PAGE or len(due) >= SHOWN_AT_MOST:
            break
        last = (rows[-1].first_received_at, rows[-1].id)
    return due[:SHOWN_AT_MOST]


def load_aged(session: Session, scope: Scope, study_id: UUID) -> StudyAged:
    """Return one Study with until when it is to be kept; raises Missing."""
    row = session.get(StudyRow, study_id)
    if row is None or not scope.covers(row.clinic_id):
        raise Missing(study_id=str(study_id))
    return _aged(session, scope, [row])[0]


def load_standing(session: Session, scope: Scope, study_id: UUID) -> Standing:
    """Return what is to be known of a Study before it is deleted; raises Missing."""
    aged = load_aged(session, scope, study_id)
    study = session.get_one(StudyRow, study_id)
    of_study = (
        select(ReadingRow)
        .join(ReadingStudyRow, ReadingStudyRow.reading_id == ReadingRow.id)
        .where(ReadingStudyRow.study_id == study_id)
    )
    readings = session.scalars(of_study).all()
    reports = select(ReportRow.id).where(ReportRow.reading_id.in_([reading.id for reading in readings])).limit(1)
    objects, size_bytes = count_objects(session, study_id)
    return Standing(
        ends_on=aged.retention.ends_on,
        is_held=aged.hold is not None,
        is_read=any(reading.state not in FINAL for reading in readings),
        is_arriving=study.settled_at is None,
        has_report=session.scalars(reports).first() is not None,
        objects=objects,
        size_bytes=size_bytes,
    )


def list_deletions(session: Session, scope: Scope, *, limit: int = SHOWN_AT_MOST) -> list[DeletionLine]:
    """Return deletions, the newest first."""
    deletions = load_deletions(session, scope, states=list(DeletionState), limit=limit)
    names = _clinic_names(session)
    rows = session.scalars(select(StudyRow).where(StudyRow.id.in_([each.study_id for each in deletions]))).all()
    studies = {each.id: each for each in _aged(session, scope, rows)}
    again = _sent_again(session, [each.study_instance_uid for each in deletions])
    return [
        DeletionLine(
            each,
            names.get(each.clinic_id, ""),
            studies.get(each.study_id),
            again.get((each.clinic_id, each.study_instance_uid)) if each.study_id not in studies else None,
        )
        for each in deletions
    ]


def list_holds(session: Session, scope: Scope) -> list[HoldLine]:
    """Return the holds that stand, the oldest first."""
    holds = load_holds(session, scope)
    rows = session.scalars(select(StudyRow).where(StudyRow.id.in_([hold.study_id for hold in holds]))).all()
    studies = {each.id: each for each in _aged(session, scope, rows)}
    return [HoldLine(hold, studies.get(hold.study_id)) for hold in holds]


def has_reading_of_patient(session: Session, patient_key: UUID) -> bool:
    """Say whether a Reading, whatever became of it, is about a Patient."""
    statement = select(ReadingRow.id).where(ReadingRow.patient_key == patient_key).limit(1)
    return session.scalars(statement).first() is not None


def _aged(session: Session, scope: Scope, rows: Sequence[StudyRow]) -> list[StudyAged]:
    ids = [row.id for row in rows]
    patient_keys = {row.patient_key for row in rows}
    patients = {row.id: row for row in session.scalars(select(PatientRow).where(PatientRow.id.in_(patient_keys)))}
    kinds, names, own = _kinds(session, ids), _clinic_names(session), _own_years(session)
    days = _days_of_patients(session, patient_keys)
    holds = {hold.study_id: hold for hold in load_holds(session, scope, study_ids=ids)}
    proposed = select(DeletionRow.study_id).where(DeletionRow.study_id.in_(ids))
    proposals = {
        each.study_id: each
        for study_id in session.scalars(proposed.where(DeletionRow.state == DeletionState.PROPOSED))
        for each in load_deletions(session, scope, states=[DeletionState.PROPOSED], study_id=study_id)
    }
    return [
        StudyAged(
            id=row.id,
            clinic_id=row.clinic_id,
            clinic_name=names.get(row.clinic_id, ""),
            patient=_seen(patients[row.patient_key]),
            study_instance_uid=row.study_instance_uid,
            study_date=row.study_date,
            study_description=row.study_description,
            last_received_at=row.last_received_at,
            retention=retention_of(kinds.get(row.id, ()), own.get(row.clinic_id, {}), known_days=days[row.patient_key]),
            hold=holds.get(row.id),
            proposal=proposals.get(row.id),
        )
        for row in rows
    ]


def _kinds(session: Session, study_ids: Sequence[UUID]) -> dict[UUID, set[Modality]]:
    modalities: dict[UUID, set[str]] = {}
    statement = select(SeriesRow.study_id, SeriesRow.modality).where(SeriesRow.study_id.in_(study_ids)).distinct()
    for study_id, modality in session.execute(statement):
        modalities.setdefault(study_id, set()).add(modality)
    return {
        study_id: {kind for kind in kinds_of_study(several).values() if kind is not None}
        for study_id, several in modalities.items()
    }


def _days_of_patients(session: Session, patient_keys: set[UUID]) -> Mapping[UUID, list[date]]:
    """Return from which days each Patient is known: the time counts from their last visit."""
    statement = select(StudyRow.patient_key, StudyRow.study_date, func.max(StudyRow.last_received_at)).where(
        StudyRow.patient_key.in_(patient_keys)
    )
    days: dict[UUID, list[date]] = {}
    for patient_key, study_date, received_at in session.execute(
        statement.group_by(StudyRow.patient_key, StudyRow.study_date)
    ):
        days.setdefault(patient_key, []).extend(known_days(study_date, last_received_at=received_at))
    return days


def _own_years(session: Session) -> dict[UUID, dict[Modality, int]]:
    own: dict[UUID, dict[Modality, int]] = {}
    for row in session.scalars(select(RetentionRuleRow)):
        own.setdefault(row.clinic_id, {})[row.modality] = row.years
    return own


def _clinic_names(session: Session) -> dict[UUID, str]:
    return {row.id: row.name for row in session.execute(select(ClinicRow.id, ClinicRow.name))}


def _sent_again(session: Session, uids: Sequence[str]) -> dict[tuple[UUID, str], UUID]:
    statement = select(StudyRow.clinic_id, StudyRow.study_instance_uid, StudyRow.id)
    rows = session.execute(statement.where(StudyRow.study_instance_uid.in_(uids)))
    return {(clinic_id, uid): study_id for clinic_id, uid, study_id in rows}


def _seen(row: PatientRow) -> PatientSeen:
    return PatientSeen(
        id=row.id,
        name=row.patient_name,
        name_standing=row.name_standing,
        patient_id=row.patient_id,
        birth_date=row.patient_birth_date,
        sex=row.patient_sex,
    )
