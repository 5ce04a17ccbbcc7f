"""What of the records of a person's clinics is kept from them all the same."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from teleread.accounts.account import SPECIALIST_ROLES, Account
from teleread.clinics.access import scope_of
from teleread.database import Session
from teleread.scope import Scope
from teleread.views.own_reports import load_own_reports
from teleread.worklist.opinion_records import load_closed_while_blinded, load_kept_from_clinics
from teleread.worklist.records import ReadingStudyRow


def scope_of_person(session: Session, account: Account) -> Scope:
    """Return the Scope of a person, less what second opinions close to them.

    A specialist does not see a Reading while a blinded second opinion of it is
    written, unless they took part in it: whoever could give that opinion must
    not have read the first. A clinic does not see opinions that are exchanged
    between specialists. Closed is closed everywhere: every query of Readings
    and of what hangs on them takes the Scope.
    """
    scope = scope_of(session, account)
    closed = _closed(session, scope, account)
    if not closed:
        return scope
    studies = session.scalars(select(ReadingStudyRow.study_id).where(ReadingStudyRow.reading_id.in_(closed))).all()
    return replace(scope, closed=closed, closed_instances=load_own_reports(session, scope, studies))


def _closed(session: Session, scope: Scope, account: Account) -> frozenset[UUID]:
    if account.may_act_as(*SPECIALIST_ROLES):
        return load_closed_while_blinded(session, account.id)
    if account.home_clinic_id is not None and scope.clinic_ids is not None:
        return load_kept_from_clinics(session, scope.clinic_ids)
    return frozenset()
