"""Open a Study to look at it: who saw what is in the trail."""

from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.audit.records import record, was_recorded
from teleread.database import Database, Session, transaction
from teleread.scope import Scope
from teleread.worklist.reading import Milestone
from teleread.worklist.records import load_reading_for_update, load_study_ids, save_milestone
from teleread.worklist.turnaround import is_opening

OPENED = "study.opened"


def open_reading(database: Database, scope: Scope, reading_id: UUID, *, account: Account, at: datetime) -> None:
    """Note that a person looks at a Reading's Studies: once for each person and Study.

    When it is whom the turnaround waits for, this is its moment of opening as well.

    Raises
    ------
    Missing
        If there is no such Reading inside the Scope.
    """
    with transaction(database) as session:
        reading = load_reading_for_update(session, scope, reading_id)
        for study_id in load_study_ids(session, scope, reading_id):
            if not was_recorded(session, OPENED, account_id=account.id, subject_id=study_id):
                record(
                    session,
                    OPENED,
                    at=at,
                    account_id=account.id,
                    clinic_id=reading.clinic_id,
                    subject_kind="study",
                    subject_id=study_id,
                    reading_id=str(reading_id),
                )
        if is_opening(reading, account.id):
            save_milestone(session, reading_id, Milestone.OPENED, at=at)


def has_opened(session: Session, scope: Scope, reading_id: UUID, *, account: Account) -> bool:
    """Say whether a person has looked at a Reading's Studies before."""
    return any(
        was_recorded(session, OPENED, account_id=account.id, subject_id=study_id)
        for study_id in load_study_ids(session, scope, reading_id)
    )
