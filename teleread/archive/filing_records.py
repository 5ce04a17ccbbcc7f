"""What an arrival adds to the tables, and what it changes in them.

Rows that every Instance adds are gathered by the caller and inserted together.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, update

from storage import StoredObject
from teleread.archive.arrival import ArrivedInstance, ArrivedPatient, ArrivedSeries, ArrivedStudy
from teleread.archive.growing import GrowingStudy
from teleread.archive.records import InstanceRow, PatientRow, QuarantineRow, SeriesRow, StudyRow
from teleread.archive.study import InstanceStanding
from teleread.database import Session, table_of
from teleread.identifiers import new_id
from teleread.prepared import Prepared

_INSERT_PATIENT, _INSERT_STUDY = Prepared(insert(table_of(PatientRow))), Prepared(insert(table_of(StudyRow)))
_INSERT_SERIES, _INSERT_INSTANCES = Prepared(insert(table_of(SeriesRow))), Prepared(insert(table_of(InstanceRow)))
_studies = table_of(StudyRow)


def insert_patient(session: Session, patient: ArrivedPatient, *, clinic_id: UUID, at: datetime) -> UUID:
    """Add a Patient and return its key."""
    key = new_id()
    values = {"id": key, "clinic_id": clinic_id, "created_at": at, **_values(patient)}
    _INSERT_PATIENT.run(session, [values])
    return key


def complete_patient(session: Session, patient_key: UUID, patient: ArrivedPatient) -> None:
    """Write what later arrivals said of a Patient."""
    described = {
        "name_standing": patient.name_standing,
        "patient_birth_date": patient.patient_birth_date,
        "patient_sex": patient.patient_sex,
    }
    session.connection().execute(update(PatientRow).where(PatientRow.id == patient_key).values(described))


def insert_study(
    session: Session, study: GrowingStudy, arrived: ArrivedStudy, *, clinic_id: UUID, site_id: UUID
) -> None:
    """Add a Study."""
    values = {"clinic_id": clinic_id, "site_id": site_id, **_values(arrived), **_values(study)}
    _INSERT_STUDY.run(session, [values])


_SAVE_STUDY = Prepared(
    update(_studies)
    .where(_studies.c.id == bindparam("study_id"))
    .values(
        {
            name: bindparam(name)
            for name in (
                "last_received_at",
                "settled_at",
                "accession_number",
                "study_description",
                "referring_physician_name",
                "acquired_at",
                "is_acquired_at_plausible",
            )
        }
    )
)


def save_studies(session: Session, studies: Collection[GrowingStudy]) -> None:
    """Write how Studies have grown."""
    _SAVE_STUDY.run(session, [{"study_id": study.id, **_values(study)} for study in studies])


def set_aside_study(session: Session, study_id: UUID, *, at: datetime) -> None:
    """Settle a Study at once that nobody will read."""
    session.connection().execute(update(StudyRow).where(StudyRow.id == study_id).values(settled_at=at))


def insert_series(session: Session, series: ArrivedSeries, *, study_id: UUID) -> UUID:
    """Add a Series and return its key."""
    key = new_id()
    _INSERT_SERIES.run(session, [{"id": key, "study_id": study_id, **_values(series)}])
    return key


def instance_values(
    arrived: ArrivedInstance,
    stored: StoredObject,
    *,
    clinic_id: UUID,
    ae_id: UUID | None,
    series_id: UUID,
    standing: InstanceStanding,
    at: datetime,
) -> dict[str, Any]:
    """Return what `insert_instances` adds for a received copy, under a fresh key `id`."""
    return {
        "id": new_id(),
        "clinic_id": clinic_id,
        "series_id": series_id,
        "ae_id": ae_id,
        **_values(arrived),
        "locator": stored.locator,
        "size_bytes": stored.size_bytes,
        "sha256": stored.sha256,
        "standing": standing,
        "received_at": at,
    }


def insert_instances(session: Session, values: Sequence[dict[str, Any]]) -> None:
    """Add received copies."""
    _INSERT_INSTANCES.run(session, values)


def restore_instance(session: Session, instance_id: UUID, stored: StoredObject) -> None:
    """Point a copy whose object is lost to the same bytes, received again."""
    found = {"locator": stored.locator, "size_bytes": stored.size_bytes, "sha256": stored.sha256}
    session.connection().execute(update(InstanceRow).where(InstanceRow.id == instance_id).values(found))


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


def _values(said: Any) -> dict[str, Any]:
    """Return the fields of a dataclass under their names, which are those of columns."""
    return {name: getattr(said, name) for name in said.__slots__}
