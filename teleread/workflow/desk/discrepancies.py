"""Resolve a contradiction: a person decides, and the decision is on record."""

from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.archive.discrepancy import LONGEST_NOTE, Discrepancy, NoLongerCurrent, Resolution, check_choice
from teleread.archive.resolving_records import (
    discard_copy,
    exchange_copies,
    find_current_copy,
    load_discrepancy_for_update,
    save_resolution,
)
from teleread.archive.study import DiscrepancyKind
from teleread.audit.records import record
from teleread.database import Database, Session, transaction
from teleread.scope import Scope
from teleread.workflow.journey.settle import tell_of_exchanged_copy
from teleread.workflow.keeping.route import enqueue_forwardings


def resolve(
    database: Database,
    scope: Scope,
    discrepancy_id: UUID,
    *,
    account: Account,
    resolution: str,
    note: str = "",
    at: datetime,
) -> None:
    """Close a task by one of its kind's choices.

    Of two contents of one SOP Instance UID either the current one stays and the
    other is set aside, or the other becomes current: then its Study is
    unsettled again and Readings of it are told. No bytes are ever removed.

    Raises
    ------
    DiscrepancyMissing, AlreadyResolved, ChoiceRefused
        If there is no such open task, or it has no such choice.
    NoLongerCurrent
        If the copies have changed since.
    """
    with transaction(database) as session:
        task = load_discrepancy_for_update(session, scope, discrepancy_id)
        choice = check_choice(task, resolution)
        if task.kind is DiscrepancyKind.INSTANCE_CONFLICT:
            _decide_copies(session, scope, task, choice, at)
        save_resolution(
            session,
            task.id,
            resolution=choice,
            note=note.strip()[:LONGEST_NOTE],
            account_id=account.id,
            at=at,
        )
        record(
            session,
            "discrepancy.resolved",
            at=at,
            account_id=account.id,
            clinic_id=task.clinic_id,
            subject_kind="discrepancy",
            subject_id=task.id,
            kind=task.kind.value,
            resolution=choice.value,
            instance_id=str(task.subject_id) if task.kind is DiscrepancyKind.INSTANCE_CONFLICT else None,
        )


def _decide_copies(session: Session, scope: Scope, task: Discrepancy, choice: Resolution, at: datetime) -> None:
    if choice is Resolution.KEEP_CURRENT:
        discard_copy(session, scope, task.subject_id)
        return
    current_id = find_current_copy(session, scope, task.subject_id)
    if current_id is None:
        raise NoLongerCurrent
    for changed in exchange_copies(session, scope, current_id=current_id, other_id=task.subject_id, at=at):
        tell_of_exchanged_copy(session, changed, at=at)
    enqueue_forwardings(session, [task.subject_id], at=at)
