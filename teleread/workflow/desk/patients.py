"""Confirm a patient's name that was decoded by guess or with loss."""

from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.archive.naming import check_patient_name
from teleread.archive.resolving_records import confirm_patient_name
from teleread.audit.records import record
from teleread.database import Database, transaction
from teleread.scope import Scope


def confirm_name(
    database: Database, scope: Scope, patient_key: UUID, *, account: Account, patient_name: str, at: datetime
) -> None:
    """Say what a patient is called, by somebody who knows; the received bytes stay.

    Raises
    ------
    NameRefused
        If it is no name.
    NameNotInDoubt
        If the name was received exactly.
    Missing
        If there is no such Patient inside the Scope.
    """
    name = check_patient_name(patient_name)
    with transaction(database) as session:
        clinic_id, is_changed = confirm_patient_name(session, scope, patient_key, name)
        record(
            session,
            "patient.name_confirmed",
            at=at,
            account_id=account.id,
            clinic_id=clinic_id,
            subject_kind="patient",
            subject_id=patient_key,
            is_changed=is_changed,
        )
