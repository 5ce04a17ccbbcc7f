"""Named queries of one arrival: what is known already, and what it adds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import InstrumentedAttribute

from storage import StoredObject
from teleread.archive.arrival import Arrival, ArrivedInstance, ArrivedPatient, ArrivedSeries, is_plausible
from teleread.archive.copies import KnownCopy
from teleread.archive.identity import KnownPatient
from teleread.archive.records import InstanceRow, PatientRow, QuarantineRow, SeriesRow, StudyRow
from teleread.archive.study import InstanceStanding, NameStanding
from teleread.database import Session
from teleread.errors import Missing
from teleread.identifiers import new_id
from teleread.scope import Scope


@dataclass(frozen=True, slots=True)
class KnownStudy:
    """A Study row of a Study Instance UID."""

    id: UUID
    patient_key: UUID


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """Where the bytes of a copy lie, and how they are read."""

    locator: str
    size_bytes: int
    transfer_syntax_uid: str
    number_of_frames: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where an Instance lies."""

    series_id: UUID
    study_id: UUID
    is_new_series: bool


def load_known_patients(session: Session, scope: Scope, *, issuer: str, patient_id: str) -> list[KnownPatient]:
    """Return the Patients of one identifier, oldest first."""
    statement = (
        select(PatientRow)
        .where(_inside(scope, PatientRow.clinic_id))
        .where(PatientRow.issuer_of_patient_id == issuer, PatientRow.patient_id == patient_id)
        .order_by(PatientRow.created_at, PatientRow.id)
    )
    rows = session.scalars(statement).all()
    uids: dict[UUID, set[str]] = {row.id: set() for row in rows}
    owned = select(StudyRow.patient_key, StudyRow.study_instance_uid).where(StudyRow.patient_key.in_(list(uids)))
    for patient_key, uid in session.execute(owned):
        uids[patient_key].add(uid)
    return [KnownPatient(row.id, _arrived_patient(row), frozenset(uids[row.id])) for row in rows]


def load_known_copies(session: Session, scope: Scope, sop_instance_uid: str) -> list[KnownCopy]:
    """Return every copy of a SOP Instance UID in the Scope's clinic, oldest first."""
    statement = (
        select(InstanceRow.id, InstanceRow.standing, InstanceRow.sha256, InstanceRow.locator)
        .where(_inside(scope, InstanceRow.clinic_id), InstanceRow.sop_instance_uid == sop_instance_uid)
        .order_by(InstanceRow.received_at, InstanceRow.id)
    )
    return [KnownCopy(*row) for row in session.execute(statement)]


def load_copy(session: Session, scope: Scope, instance_id: UUID) -> KeptCopy:
    """Return where the bytes of a copy lie and how they are read; raises Missing."""
    row = session.get(InstanceRow, instance_id)
    if row is None or not scope.covers(row.clinic_id):
        raise Missing(instance_id=str(instance_id))
    return KeptCopy(row.locator, row.size_bytes, row.transfer_syntax_uid, row.number_of_frames)


def load_place(session: Session, scope: Scope, instance_id: UUID) -> Place:
    """Return where an Instance lies."""
    statement = (
        select(SeriesRow.id, SeriesRow.study_id)
        .join(InstanceRow, InstanceRow.series_id == SeriesRow.id)
        .where(_inside(scope, InstanceRow.clinic_id), InstanceRow.id == instance_id)
    )
    series_id, study_id = session.execute(statement).one()
    return Place(series_id, study_id, is_new_series=False)


def load_studies_of_uid(session: Session, scope: Scope, study_instance_uid: str) -> list[KnownStudy]:
    """Return the Studies of one UID, oldest first; two of them are of two Patients."""
    rows = session.scalars(
        select(StudyRow)
        .where(_inside(scope, StudyRow.clinic_id), StudyRow.study_instance_uid == study_instance_uid)
        .order_by(StudyRow.first_received_at, StudyRow.id)
    )
    return [KnownStudy(row.id, row.patient_key) for row in rows]


def find_series_elsewhere(session: Session, scope: Scope, series_id: UUID) -> UUID | None:
    """Return the oldest other Series of the same UID that lies in a Study of another UID."""
    here = session.execute(
        select(SeriesRow.series_instance_uid, StudyRow.study_instance_uid)
        .join(StudyRow, StudyRow.id == SeriesRow.study_id)
        .where(SeriesRow.id == series_id)
    )
    series_uid, study_uid = here.one()
    statement = (
        select(SeriesRow.id)
        .join(StudyRow, StudyRow.id == SeriesRow.study_id)
        .where(_inside(scope, StudyRow.clinic_id), SeriesRow.series_instance_uid == series_uid)
        .where(StudyRow.study_instance_uid != study_uid)
        .order_by(StudyRow.first_received_at, SeriesRow.id)
    )
    return session.scalars(statement).first()


def insert_patient(session: Session, patient: ArrivedPatient, *, clinic_id: UUID, at: datetime) -> UUID:
    """Add a Patient and return its key."""
    row = PatientRow(
        id=new_id(),
        clinic_id=clinic_id,
        issuer_of_patient_id=patient.issuer_of_patient_id,
        patient_id=patient.patient_id,
        patient_name=patient.patient_name,
        patient_name_bytes=patient.patient_name_bytes,
        name_standing=patient.name_standing,
        patient_birth_date=patient.patient_birth_date,
        patient_sex=patient.patient_sex,
        created_at=at,
    )
    session.add(row)
    session.flush()
    return row.id


def complete_patient(session: Session, patient_key: UUID, arrived: ArrivedPatient) -> None:
    """Fill in what the Patient's earlier arrivals left out, and believe an exact name over a guess."""
    row = session.get_one(PatientRow, patient_key)
    row.patient_birth_date = row.patient_birth_date or arrived.patient_birth_date
    row.patient_sex = row.patient_sex or arrived.patient_sex
    is_same_text = row.patient_name == arrived.patient_name
    if is_same_text and row.name_standing is NameStanding.GUESSED and arrived.name_standing is NameStanding.EXACT:
        row.name_standing = NameStanding.EXACT


def insert_study(
    session: Session, arrival: Arrival, *, clinic_id: UUID, site_id: UUID, patient_key: UUID, at: datetime
) -> UUID:
    """Add a Study that has not settled, and return its key."""
    study = arrival.study
    row = StudyRow(
        id=new_id(),
        clinic_id=clinic_id,
        site_id=site_id,
        patient_key=patient_key,
        study_instance_uid=study.study_instance_uid,
        accession_number=study.accession_number,
        study_date=study.study_date,
        study_time=study.study_time,
        study_description=study.study_description,
        referring_physician_name=study.referring_physician_name,
        acquired_at=study.acquired_at,
        is_acquired_at_plausible=is_plausible(study.acquired_at, received_at=at),
        first_received_at=at,
        last_received_at=at,
        settled_at=None,
    )
    session.add(row)
    session.flush()
    return row.id


def place_series(session: Session, study_id: UUID, series: ArrivedSeries) -> Place:
    """Return the Series of a Study, added if it is new there."""
    statement = select(SeriesRow.id).where(
        SeriesRow.study_id == study_id, SeriesRow.series_instance_uid == series.series_instance_uid
    )
    known = session.scalars(statement).first()
    if known is not None:
        return Place(known, study_id, is_new_series=False)
    row = SeriesRow(
        id=new_id(),
        study_id=study_id,
        series_instance_uid=series.series_instance_uid,
        modality=series.modality,
        series_number=series.series_number,
        series_description=series.series_description,
        body_part_examined=series.body_part_examined,
        laterality=series.laterality,
    )
    session.add(row)
    session.flush()
    return Place(row.id, study_id, is_new_series=True)


def insert_instance(
    session: Session,
    arrived: ArrivedInstance,
    stored: StoredObject,
    *,
    clinic_id: UUID,
    ae_id: UUID | None,
    series_id: UUID,
    standing: InstanceStanding,
    at: datetime,
) -> UUID:
    """Add a received copy and return its key."""
    row = InstanceRow(
        id=new_id(),
        clinic_id=clinic_id,
        series_id=series_id,
        ae_id=ae_id,
        sop_class_uid=arrived.sop_class_uid,
        sop_instance_uid=arrived.sop_instance_uid,
        transfer_syntax_uid=arrived.transfer_syntax_uid,
        instance_number=arrived.instance_number,
        rows=arrived.rows,
        columns=arrived.columns,
        number_of_frames=arrived.number_of_frames,
        locator=stored.locator,
        size_bytes=stored.size_bytes,
        sha256=stored.sha256,
        frame_offsets=arrived.frame_offsets,
        standing=standing,
        received_at=at,
    )
    session.add(row)
    session.flush()
    return row.id


def touch_study(session: Session, study_id: UUID, arrival: Arrival, *, at: datetime) -> datetime:
    """Say that one more current Instance came: the Study is unsettled, and complete what it lacked.

    Returns
    -------
    datetime
        When the Instance counts as received: later than whatever was filed in
        the Study before, though its bytes began to arrive earlier or the clock
        was set back. Who reads the Study has seen what was filed, no more.
    """
    row, study = session.get_one(StudyRow, study_id), arrival.study
    row.last_received_at = max(row.last_received_at + timedelta(microseconds=1), at)
    row.settled_at = None
    row.accession_number = row.accession_number or study.accession_number
    row.study_description = row.study_description or study.study_description
    row.referring_physician_name = row.referring_physician_name or study.referring_physician_name
    _take_latest_acquisition(row, study.acquired_at, at)
    return row.last_received_at


def _take_latest_acquisition(row: StudyRow, acquired_at: datetime | None, at: datetime) -> None:
    """A turnaround begins at the last plausible acquisition; an implausible one is shown at best."""
    is_better = is_plausible(acquired_at, received_at=at)
    if acquired_at is None or (row.is_acquired_at_plausible and not is_better):
        return
    if row.acquired_at is None or acquired_at > row.acquired_at or is_better > row.is_acquired_at_plausible:
        row.acquired_at, row.is_acquired_at_plausible = acquired_at, is_better


def set_aside_study(session: Session, study_id: UUID, *, at: datetime) -> None:
    """Settle a Study at once that holds no current Instance: there is nothing to read in it."""
    session.get_one(StudyRow, study_id).settled_at = at


def restore_instance(session: Session, instance_id: UUID, stored: StoredObject) -> None:
    """Point a copy whose object is lost to the same data set, received again."""
    row = session.get_one(InstanceRow, instance_id)
    row.locator, row.size_bytes, row.sha256 = stored.locator, stored.size_bytes, stored.sha256


def find_quarantined(session: Session, scope: Scope, sha256: bytes) -> tuple[UUID, str] | None:
    """Return key and locator of the quarantined receipt of the same bytes."""
    statement = select(QuarantineRow.id, QuarantineRow.locator).where(
        _inside(scope, QuarantineRow.clinic_id), QuarantineRow.sha256 == sha256
    )
    found = session.execute(statement).first()
    return None if found is None else (found.id, found.locator)


def insert_quarantine(
    session: Session,
    stored: StoredObject,
    *,
    clinic_id: UUID,
    ae_id: UUID | None,
    transfer_syntax_uid: str,
    reason: str,
    at: datetime,
) -> UUID:
    """Add bytes that are kept and not understood, and return their key."""
    row = QuarantineRow(
        id=new_id(),
        clinic_id=clinic_id,
        ae_id=ae_id,
        locator=stored.locator,
        size_bytes=stored.size_bytes,
        sha256=stored.sha256,
        transfer_syntax_uid=transfer_syntax_uid,
        reason=reason,
        received_at=at,
    )
    session.add(row)
    session.flush()
    return row.id


def _arrived_patient(row: PatientRow) -> ArrivedPatient:
    return ArrivedPatient(
        issuer_of_patient_id=row.issuer_of_patient_id,
        patient_id=row.patient_id,
        patient_name=row.patient_name,
        patient_name_bytes=row.patient_name_bytes,
        name_standing=row.name_standing,
        patient_birth_date=row.patient_birth_date,
        patient_sex=row.patient_sex,
    )


def _inside(scope: Scope, column: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    clinic_ids: Sequence[UUID] | None = None if scope.clinic_ids is None else list(scope.clinic_ids)
    return true() if clinic_ids is None else column.in_(clinic_ids)
