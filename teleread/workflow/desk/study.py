"""Open a Study to look at it: who saw what is in the trail."""

from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.archive.rendition import Urgency
from teleread.archive.rendition_records import want_renditions
from teleread.audit.records import record, was_recorded
from teleread.database import Database, Session, snapshot, transaction
from teleread.errors import Missing
from teleread.scope import Scope
from teleread.views.priors import load_prior
from teleread.views.staffing import actor_before, load_viewer
from teleread.worklist.prior import require_may_compare, require_openable
from teleread.worklist.reading import Milestone
from teleread.worklist.records import load_reading, load_reading_for_update, save_milestone
from teleread.worklist.study_records import load_study_ids
from teleread.worklist.turnaround import is_opening

OPENED = "study.opened"


def open_study(
    database: Database, scope: Scope, study_id: UUID, *, clinic_id: UUID, account: Account, at: datetime
) -> None:
    """Note that a person looks at a Study by itself: once for each person and Study.

    Raises
    ------
    Missing
        If its clinic is not inside the Scope.
    """
    if not scope.covers(clinic_id):
        raise Missing(study_id=str(study_id))
    with snapshot(database) as session:
        if was_recorded(session, OPENED, account_id=account.id, subject_id=study_id):
            return
    with transaction(database) as session:
        _note(session, study_id, clinic_id=clinic_id, account=account, at=at)


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
            _note(session, study_id, clinic_id=reading.clinic_id, account=account, at=at, reading_id=str(reading_id))
        if is_opening(reading, account.id):
            save_milestone(session, reading_id, Milestone.OPENED, at=at)


def open_prior(
    database: Database, scope: Scope, reading_id: UUID, study_id: UUID, *, account: Account, at: datetime
) -> None:
    """Note that a person looks at an earlier Study beside a Reading: once for each person and Study.

    Raises
    ------
    Missing
        If there is no such Reading inside the Scope, or it has no such earlier Study.
    NotEligible
        If the Reading is not the person's to see compared.
    PriorContradicted
        If the Study may be another person's.
    """
    with transaction(database) as session:
        reading = load_reading(session, scope, reading_id)
        require_may_compare(reading, actor_before(load_viewer(session, scope, account), reading))
        prior = load_prior(session, scope, reading, study_id)
        require_openable(prior.standing)
        _note(session, study_id, clinic_id=reading.clinic_id, account=account, at=at, beside_reading=str(reading_id))


def has_opened(session: Session, scope: Scope, reading_id: UUID, *, account: Account) -> bool:
    """Say whether a person has looked at a Reading's Studies before."""
    return any(
        was_recorded(session, OPENED, account_id=account.id, subject_id=study_id)
        for study_id in load_study_ids(session, scope, reading_id)
    )


def _note(session: Session, study_id: UUID, *, clinic_id: UUID, account: Account, at: datetime, **detail: str) -> None:
    if was_recorded(session, OPENED, account_id=account.id, subject_id=study_id):
        return
    record(
        session,
        OPENED,
        at=at,
        account_id=account.id,
        clinic_id=clinic_id,
        subject_kind="study",
        subject_id=study_id,
        **detail,
    )
    want_renditions(session, [study_id], urgency=Urgency.OPENED, at=at)
