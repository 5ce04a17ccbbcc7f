"""Named queries of what a person resolves: tasks, copies and doubtful names."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from teleread.archive.discrepancy import Discrepancy, DiscrepancyMissing, NoLongerCurrent, Resolution
from teleread.archive.name_key_records import forget_name_keys
from teleread.archive.naming import check_in_doubt
from teleread.archive.records import DiscrepancyRow, InstanceRow, PatientRow, SeriesRow, StudyRow
from teleread.archive.settling_records import ChangedSeries
from teleread.archive.study import InstanceStanding, NameStanding
from teleread.database import Session
from teleread.errors import Missing
from teleread.scope import Scope


def load_discrepancy_for_update(session: Session, scope: Scope, discrepancy_id: UUID) -> Discrepancy:
    """Return a task of the Scope; raises DiscrepancyMissing."""
    row = session.scalars(
        select(DiscrepancyRow).where(DiscrepancyRow.id == discrepancy_id).with_for_update()
    ).one_or_none()
    if row is None or not scope.covers(row.clinic_id):
        raise DiscrepancyMissing
    return Discrepancy(
        id=row.id,
        clinic_id=row.clinic_id,
        kind=row.kind,
        subject_id=row.subject_id,
        other_id=row.other_id,
        raised_at=row.raised_at,
        resolved_at=row.resolved_at,
    )


def save_resolution(
    session: Session, discrepancy_id: UUID, *, resolution: Resolution, note: str, account_id: UUID, at: datetime
) -> None:
    """Close a task; the note stays with it."""
    row = session.get_one(DiscrepancyRow, discrepancy_id)
    row.resolved_at, row.resolved_by, row.resolution = at, account_id, resolution.value
    if note:
        row.detail = {**row.detail, "note": note}


def discard_copy(session: Session, scope: Scope, instance_id: UUID) -> None:
    """Set a conflicting copy aside; its bytes stay."""
    row = _copy(session, scope, instance_id)
    if row.standing is not InstanceStanding.CONFLICT:
        raise NoLongerCurrent
    row.standing = InstanceStanding.DISCARDED


def exchange_copies(
    session: Session, scope: Scope, *, current_id: UUID, other_id: UUID, at: datetime
) -> tuple[ChangedSeries, ...]:
    """Make the other copy current and set the current one aside; return the Series that have changed.

    Their Studies are unsettled again: what is read of them is not what it was.

    Raises
    ------
    NoLongerCurrent
        If the copies do not stand as they did when the task was raised.
    """
    current, other = _copy(session, scope, current_id), _copy(session, scope, other_id)
    if current.standing is not InstanceStanding.CURRENT or other.standing is not InstanceStanding.CONFLICT:
        raise NoLongerCurrent
    current.standing = InstanceStanding.DISCARDED
    session.flush()
    other.standing = InstanceStanding.CURRENT
    changed = tuple(dict.fromkeys((_series_of(session, current), _series_of(session, other))))
    for series in changed:
        study = session.get_one(StudyRow, series.study_id)
        study.settled_at, study.last_received_at = None, max(study.last_received_at, at)
    session.flush()
    return changed


def find_current_copy(session: Session, scope: Scope, instance_id: UUID) -> UUID | None:
    """Return the copy that is current for the SOP Instance UID of a copy."""
    copy = _copy(session, scope, instance_id)
    statement = select(InstanceRow.id).where(
        InstanceRow.clinic_id == copy.clinic_id,
        InstanceRow.sop_instance_uid == copy.sop_instance_uid,
        InstanceRow.standing == InstanceStanding.CURRENT,
    )
    return session.scalars(statement).one_or_none()


def confirm_patient_name(session: Session, scope: Scope, patient_key: UUID, patient_name: str) -> tuple[UUID, bool]:
    """Write a confirmed name over a decoded one; return its clinic and whether the text changed.

    The bytes stay as they were received.

    Raises
    ------
    Missing
        If there is no such Patient inside the Scope.
    NameNotInDoubt
        If the name was received exactly.
    """
    row = session.scalars(select(PatientRow).where(PatientRow.id == patient_key).with_for_update()).one_or_none()
    if row is None or not scope.covers(row.clinic_id):
        raise Missing(patient_id=str(patient_key))
    check_in_doubt(row.name_standing)
    is_changed = row.patient_name != patient_name
    forget_name_keys(session, row.id, row.patient_name)
    row.patient_name, row.name_standing = patient_name, NameStanding.CONFIRMED
    row.name_keys_version = None
    return row.clinic_id, is_changed


def _copy(session: Session, scope: Scope, instance_id: UUID) -> InstanceRow:
    row = session.get(InstanceRow, instance_id)
    if row is None or not scope.covers(row.clinic_id):
        raise Missing(instance_id=str(instance_id))
    return row


def _series_of(session: Session, instance: InstanceRow) -> ChangedSeries:
    row = session.get_one(SeriesRow, instance.series_id)
    return ChangedSeries(row.study_id, row.modality)
