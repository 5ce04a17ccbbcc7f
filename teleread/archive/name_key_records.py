"""The index of patients' names by their keys: what lies in it, and what does not yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, insert, select, true, update

from teleread.archive.name_keys import VERSION, keys_of
from teleread.archive.records import PatientNameKeyRow, PatientRow
from teleread.database import Session
from teleread.scope import Scope


@dataclass(frozen=True, slots=True)
class UnkeyedName:
    """A patient whose name is looked through in every search for a name."""

    patient_key: UUID
    patient_name: str


def load_unkeyed_names(session: Session, scope: Scope, *, limit: int) -> list[UnkeyedName]:
    """Return patients of the Scope whose names lie under no key."""
    query = select(PatientRow.id, PatientRow.patient_name).where(PatientRow.name_keys_version.is_(None)).limit(limit)
    if scope.clinic_ids is not None:
        query = query.where(PatientRow.clinic_id.in_(scope.clinic_ids))
    return [UnkeyedName(*row) for row in session.execute(query)]


def save_name_keys(session: Session, scope: Scope, keys: Mapping[UnkeyedName, frozenset[str]]) -> int:
    """Put names under their keys; return how many. One that was changed meanwhile stays for the next time."""
    same = {
        patient_key
        for patient_key, name in session.execute(
            select(PatientRow.id, PatientRow.patient_name)
            .where(
                PatientRow.id.in_([name.patient_key for name in keys]),
                true() if scope.clinic_ids is None else PatientRow.clinic_id.in_(scope.clinic_ids),
            )
            .with_for_update()
        )
        if UnkeyedName(patient_key, name) in keys
    }
    wanted = {(key.encode("utf-8", "replace"), name.patient_key) for name, of in keys.items() for key in of}
    found = session.execute(
        select(PatientNameKeyRow.key, PatientNameKeyRow.patient_key).where(
            PatientNameKeyRow.key.in_({key for key, _ in wanted}), PatientNameKeyRow.patient_key.in_(same)
        )
    )
    missing = sorted(one for one in wanted - {(key, patient) for key, patient in found} if one[1] in same)
    if missing:
        rows = [{"key": key, "patient_key": patient_key} for key, patient_key in missing]
        session.execute(insert(PatientNameKeyRow), rows)
    session.execute(update(PatientRow).where(PatientRow.id.in_(same)).values(name_keys_version=VERSION))
    return len(same)


def forget_name_keys(session: Session, patient_key: UUID, patient_name: str) -> None:
    """Take a patient's name out of the index, before it is changed or the patient deleted."""
    keys = [key.encode("utf-8", "replace") for key in keys_of(patient_name)]
    session.execute(
        delete(PatientNameKeyRow).where(PatientNameKeyRow.key.in_(keys), PatientNameKeyRow.patient_key == patient_key)
    )
