"""Named queries of what is known already when Instances arrive.

They are asked for every Instance, so each statement is built once and names
columns instead of rows. Types of parameters are spelt out: when this module is
read, a foreign key may refer to a table that nobody has read yet, and has none.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select

from teleread.archive.arrival import ArrivedPatient
from teleread.archive.copies import KnownCopy
from teleread.archive.growing import GrowingStudy
from teleread.archive.identity import KnownPatient
from teleread.archive.records import InstanceRow, PatientRow, QuarantineRow, SeriesRow, StudyRow
from teleread.database import Session
from teleread.errors import Missing
from teleread.prepared import Prepared
from teleread.scope import Scope

_patients, _studies, _series = PatientRow.__table__.c, StudyRow.__table__.c, SeriesRow.__table__.c
_instances, _quarantined = InstanceRow.__table__.c, QuarantineRow.__table__.c


@dataclass(frozen=True, slots=True)
class PatientOnFile:
    """A Patient row and since when it is there."""

    created_at: datetime
    known: KnownPatient


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


_COPIES = (
    select(_instances.sop_instance_uid, _instances.id, _instances.standing, _instances.sha256, _instances.locator)
    .where(_instances.clinic_id == bindparam("clinic_id", type_=Uuid))
    .order_by(_instances.received_at, _instances.id)
)
_COPIES_OF_ONE = Prepared(_COPIES.where(_instances.sop_instance_uid == bindparam("uid")))
_COPIES_OF_MANY = _COPIES.where(_instances.sop_instance_uid.in_(bindparam("uids", expanding=True)))


def load_known_copies(session: Session, scope: Scope, uids: Collection[str]) -> dict[str, list[KnownCopy]]:
    """Return every copy of some SOP Instance UIDs in the Scope's one clinic, oldest first."""
    copies: dict[str, list[KnownCopy]] = {uid: [] for uid in uids}
    clinic_id = clinic_of(scope)
    if len(copies) == 1:
        found: Iterable[Any] = _COPIES_OF_ONE.rows(session, {"clinic_id": clinic_id, "uid": next(iter(copies))})
    else:
        found = session.connection().execute(_COPIES_OF_MANY, {"clinic_id": clinic_id, "uids": list(copies)})
    for uid, key, standing, sha256, locator in found:
        copies[uid].append(KnownCopy(key, standing, sha256, locator))
    return copies


def load_copy(session: Session, scope: Scope, instance_id: UUID) -> KeptCopy:
    """Return where the bytes of a copy lie and how they are read; raises Missing."""
    row = session.get(InstanceRow, instance_id)
    if row is None or not scope.covers(row.clinic_id):
        raise Missing(instance_id=str(instance_id))
    return KeptCopy(row.locator, row.size_bytes, row.transfer_syntax_uid, row.number_of_frames)


def load_place(session: Session, scope: Scope, instance_id: UUID) -> Place:
    """Return where an Instance of the Scope's one clinic lies."""
    statement = (
        select(_series.id, _series.study_id)
        .join_from(SeriesRow.__table__, InstanceRow.__table__, _instances.series_id == _series.id)
        .where(_instances.clinic_id == clinic_of(scope), _instances.id == instance_id)
    )
    return Place(*session.connection().execute(statement).one())


_PATIENTS = Prepared(
    select(
        _patients.created_at,
        _patients.id,
        _patients.patient_name,
        _patients.patient_name_bytes,
        _patients.name_standing,
        _patients.patient_birth_date,
        _patients.patient_sex,
    )
    .where(_patients.clinic_id == bindparam("clinic_id", type_=Uuid))
    .where(_patients.issuer_of_patient_id == bindparam("issuer"), _patients.patient_id == bindparam("patient_id"))
    .order_by(_patients.created_at, _patients.id)
)


def load_known_patients(session: Session, scope: Scope, *, issuer: str, patient_id: str) -> list[PatientOnFile]:
    """Return the Patients of one identifier, oldest first, without their Studies."""
    given = {"clinic_id": clinic_of(scope), "issuer": issuer, "patient_id": patient_id}
    return [
        PatientOnFile(created_at, KnownPatient(key, ArrivedPatient(issuer, patient_id, *described), frozenset()))
        for created_at, key, *described in _PATIENTS.rows(session, given)
    ]


_UIDS_OF_PATIENTS = select(_studies.patient_key, _studies.study_instance_uid).where(
    _studies.patient_key.in_(bindparam("keys", type_=Uuid, expanding=True))
)


def load_study_uids(session: Session, patient_keys: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    """Return the Study Instance UIDs under some Patients that a query of the clinic's own returned."""
    uids: dict[UUID, set[str]] = {key: set() for key in patient_keys}
    for key, uid in session.connection().execute(_UIDS_OF_PATIENTS, {"keys": list(uids)}):
        uids[key].add(uid)
    return {key: frozenset(found) for key, found in uids.items()}


_STUDIES = Prepared(
    select(
        _studies.id,
        _studies.patient_key,
        _studies.first_received_at,
        _studies.last_received_at,
        _studies.settled_at,
        _studies.accession_number,
        _studies.study_description,
        _studies.referring_physician_name,
        _studies.acquired_at,
        _studies.is_acquired_at_plausible,
    )
    .where(_studies.clinic_id == bindparam("clinic_id", type_=Uuid), _studies.study_instance_uid == bindparam("uid"))
    .order_by(_studies.first_received_at, _studies.id)
)


def load_studies_of_uid(session: Session, scope: Scope, study_instance_uid: str) -> list[GrowingStudy]:
    """Return the Studies of one UID, oldest first; two of them are of two Patients."""
    given = {"clinic_id": clinic_of(scope), "uid": study_instance_uid}
    return [GrowingStudy(*row) for row in _STUDIES.rows(session, given)]


_SERIES = Prepared(
    select(_series.id).where(
        _series.study_id == bindparam("study_id", type_=Uuid), _series.series_instance_uid == bindparam("uid")
    )
)


def find_series(session: Session, study_id: UUID, series_instance_uid: str) -> UUID | None:
    """Return the Series of a UID in a Study that a query of the clinic's own returned."""
    given = {"study_id": study_id, "uid": series_instance_uid}
    return _first(_SERIES.rows(session, given))


_SERIES_ELSEWHERE = Prepared(
    select(_series.id)
    .join_from(SeriesRow.__table__, StudyRow.__table__, _studies.id == _series.study_id)
    .where(_studies.clinic_id == bindparam("clinic_id", type_=Uuid), _series.series_instance_uid == bindparam("uid"))
    .where(_studies.study_instance_uid != bindparam("study_uid"))
    .order_by(_studies.first_received_at, _series.id)
)


def find_series_elsewhere(
    session: Session, scope: Scope, series_instance_uid: str, *, study_instance_uid: str
) -> UUID | None:
    """Return the oldest Series of a UID that lies in a Study of another UID than this."""
    given = {"clinic_id": clinic_of(scope), "uid": series_instance_uid, "study_uid": study_instance_uid}
    return _first(_SERIES_ELSEWHERE.rows(session, given))


def find_quarantined(session: Session, scope: Scope, sha256: bytes) -> tuple[UUID, str] | None:
    """Return key and locator of the quarantined receipt of the same bytes."""
    statement = select(_quarantined.id, _quarantined.locator).where(
        _quarantined.clinic_id == clinic_of(scope), _quarantined.sha256 == sha256
    )
    found = session.connection().execute(statement).first()
    return None if found is None else (found.id, found.locator)


def _first(found: list[tuple[UUID]]) -> UUID | None:
    return found[0][0] if found else None


def clinic_of(scope: Scope) -> UUID:
    """Return the one clinic of the Scope of something that arrives: nothing is received for several."""
    (clinic_id,) = scope.clinic_ids or frozenset()
    return clinic_id
