"""An admin's acts on what is kept for how long: rules, holds, and deletion by two persons.

The second person's yes takes the rows out at once; the bytes follow by
`keeping.erase`, which finds its work in the database. So no row ever names
bytes that are gone.
"""

from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.archive.deletion import (
    Deletion,
    DeletionReason,
    DeletionState,
    Hold,
    Obstacle,
    StudyKept,
    approve,
    check_deletable,
    checked_note,
    lift,
    refuse,
    require_open,
    stop_by_hold,
)
from teleread.archive.deletion_records import (
    insert_deletion_readings,
    load_deletion,
    load_deletions,
    load_hold,
    save_deletion,
    save_hold,
)
from teleread.archive.removing_records import remove_patient, remove_study
from teleread.audit.records import record
from teleread.clinics.clinic import Modality
from teleread.clinics.records import find_clinic
from teleread.clinics.retention import RetentionRule, check_years
from teleread.clinics.retention_records import load_rule, load_rules, remove_rule, save_rule
from teleread.database import Database, Session, transaction
from teleread.identifiers import new_id
from teleread.scope import Scope
from teleread.views.retention import has_reading_of_patient, load_aged, load_standing
from teleread.worklist.study_records import forget_study


def set_retention(
    database: Database,
    scope: Scope,
    *,
    clinic: UUID | str,
    modality: Modality,
    years: int,
    account: Account | None,
    at: datetime,
) -> RetentionRule:
    """Set how many years a clinic's studies of a kind are kept; raises YearsRefused."""
    with transaction(database) as session:
        clinic_id = find_clinic(session, scope, clinic).id
        own = (rule for rule in load_rules(session, scope) if (rule.clinic_id, rule.modality) == (clinic_id, modality))
        old = next(own, None)
        rule = RetentionRule(old.id if old else new_id(), clinic_id, modality, check_years(years))
        save_rule(session, rule)
        _audit_rule(session, "retention_rule.set", rule, account=account, at=at)
    return rule


def reset_retention(database: Database, scope: Scope, rule_id: UUID, *, account: Account | None, at: datetime) -> None:
    """Go back to the default time."""
    with transaction(database) as session:
        rule = load_rule(session, scope, rule_id)
        remove_rule(session, rule)
        _audit_rule(session, "retention_rule.removed", rule, account=account, at=at)


def place_hold(
    database: Database, scope: Scope, study_id: UUID, *, reason: str, account: Account, at: datetime
) -> Hold:
    """Forbid to delete a Study until the hold is lifted; ends a proposal to delete it.

    Raises
    ------
    NoteMissing, StudyKept, Missing
        If no reason is given, a hold lies on it already, or there is none of that key.
    """
    text = checked_note(reason, is_required=True)
    with transaction(database) as session:
        study = load_aged(session, scope, study_id)
        if study.hold is not None:
            raise StudyKept(Obstacle.HELD)
        hold = Hold(new_id(), study.clinic_id, study_id, text, account.id, account.display_name, at)
        save_hold(session, hold)
        _audit_hold(session, "study.held", hold, account=account, at=at)
        for open_one in load_deletions(session, scope, states=[DeletionState.PROPOSED], study_id=study_id):
            save_deletion(session, stop_by_hold(open_one, hold))
            _audit(session, "study.deletion_refused", open_one, account=account, at=at)
    return hold


def lift_hold(database: Database, scope: Scope, hold_id: UUID, *, account: Account, at: datetime) -> Hold:
    """Take a hold away; raises HoldMissing if it was before."""
    with transaction(database) as session:
        hold = lift(load_hold(session, scope, hold_id), by=account.id, by_name=account.display_name, at=at)
        save_hold(session, hold)
        _audit_hold(session, "study.hold_lifted", hold, account=account, at=at)
    return hold


def propose_deletion(
    database: Database,
    scope: Scope,
    study_id: UUID,
    *,
    reason: DeletionReason,
    note: str,
    account: Account,
    at: datetime,
) -> Deletion:
    """Propose to delete a Study, for another person to agree.

    Raises
    ------
    NoteMissing, StudyKept, Missing
        If it is early and not explained, forbidden, or there is none of that key.
    """
    text = checked_note(note, is_required=reason.is_early)
    with transaction(database) as session:
        study, standing = load_aged(session, scope, study_id), load_standing(session, scope, study_id)
        if study.proposal is not None:
            raise StudyKept(Obstacle.PROPOSED_ALREADY)
        check_deletable(reason, standing, on=at.date())
        deletion = Deletion(
            id=new_id(),
            clinic_id=study.clinic_id,
            study_id=study_id,
            study_instance_uid=study.study_instance_uid,
            reason=reason,
            note=text,
            ends_on=standing.ends_on,
            objects=standing.objects,
            size_bytes=standing.size_bytes,
            proposed_by=account.id,
            proposed_by_name=account.display_name,
            proposed_at=at,
        )
        save_deletion(session, deletion)
        _audit(session, "study.deletion_proposed", deletion, account=account, at=at)
    return deletion


def approve_deletion(
    database: Database, scope: Scope, deletion_id: UUID, *, account: Account, at: datetime
) -> Deletion:
    """Agree to a deletion as the second person: the Study is gone from now on, its bytes soon.

    Reports that were signed and the audit stay; the Readings remember what they read.

    Raises
    ------
    DeletionMissing, DeletionDecided, SamePerson, StudyKept, StudyChanged
        If it may not be.
    """
    with transaction(database) as session:
        proposed = load_deletion(session, scope, deletion_id)
        require_open(proposed)
        standing = load_standing(session, scope, proposed.study_id)
        deletion = approve(proposed, standing, by=account.id, by_name=account.display_name, at=at)
        save_deletion(session, deletion)
        insert_deletion_readings(session, deletion.id, forget_study(session, deletion.study_id))
        patient_key = remove_study(session, deletion, at=at)
        has_left = not has_reading_of_patient(session, patient_key) and remove_patient(session, patient_key, at=at)
        _audit(session, "study.deletion_approved", deletion, account=account, at=at, patient_removed=has_left)
    return deletion


def refuse_deletion(database: Database, scope: Scope, deletion_id: UUID, *, account: Account, at: datetime) -> Deletion:
    """Say no to a deletion, or take one's own proposal back; raises DeletionMissing, DeletionDecided."""
    with transaction(database) as session:
        deletion = load_deletion(session, scope, deletion_id)
        deletion = refuse(deletion, by=account.id, by_name=account.display_name, at=at)
        save_deletion(session, deletion)
        action = "withdrawn" if deletion.state is DeletionState.WITHDRAWN else "refused"
        _audit(session, f"study.deletion_{action}", deletion, account=account, at=at)
    return deletion


def _audit(
    session: Session, action: str, deletion: Deletion, *, account: Account, at: datetime, **detail: bool
) -> None:
    record(
        session,
        action,
        at=at,
        account_id=account.id,
        clinic_id=deletion.clinic_id,
        subject_kind="study",
        subject_id=deletion.study_id,
        deletion_id=str(deletion.id),
        reason=deletion.reason.value,
        ends_on=deletion.ends_on.isoformat(),
        objects=deletion.objects,
        size_bytes=deletion.size_bytes,
        **detail,
    )


def _audit_hold(session: Session, action: str, hold: Hold, *, account: Account, at: datetime) -> None:
    record(
        session,
        action,
        at=at,
        account_id=account.id,
        clinic_id=hold.clinic_id,
        subject_kind="study",
        subject_id=hold.study_id,
        hold_id=str(hold.id),
    )


def _audit_rule(session: Session, action: str, rule: RetentionRule, *, account: Account | None, at: datetime) -> None:
    record(
        session,
        action,
        at=at,
        account_id=account.id if account else None,
        clinic_id=rule.clinic_id,
        subject_kind="retention_rule",
        subject_id=rule.id,
        modality=rule.modality.value,
        years=rule.years,
    )
