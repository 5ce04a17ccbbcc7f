"""Assign: the system offers a waiting Reading, or a specialist claims it."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.audit.records import record
from teleread.clinics.access import system_scope
from teleread.database import Database, Session, snapshot, transaction
from teleread.scope import Scope
from teleread.views.staffing import (
    Partners,
    actor_before,
    load_partners,
    load_specialists,
    load_viewer,
    load_waiting,
    partnership_of,
)
from teleread.workflow.keeping.each import each
from teleread.workflow.keeping.leases import release_if_lapsed
from teleread.worklist.assignment import Choice, Waiting, plan
from teleread.worklist.hold import EndReason
from teleread.worklist.opinion_records import find_opinion
from teleread.worklist.permission import Action, require_allowed
from teleread.worklist.reading import Event, Milestone, Part, Reading, advance
from teleread.worklist.records import load_reading_for_update, save_milestone, save_reading


def offer_waiting(database: Database, *, at: datetime) -> int:
    """Offer every waiting Reading to the fittest specialist there is; return how many were offered.

    Whom nobody is fit for stays where it is, visible to an admin with the
    reasons; nothing is written, so an empty night writes nothing.
    """
    with snapshot(database) as session:
        waiting = load_waiting(session, system_scope())
        specialists = load_specialists(session) if waiting else []
    offers = {
        one.reading_id: (one, choice) for one, choice in plan(waiting, specialists, at) if choice.account_id is not None
    }
    departments = {specialist.account_id: specialist.department_id for specialist in specialists}
    return each(
        offers, lambda reading_id: _offer(database, *offers[reading_id], departments=departments, at=at), chore="offer"
    )


def _offer(
    database: Database, waiting: Waiting, choice: Choice, *, departments: dict[UUID, UUID | None], at: datetime
) -> bool:
    if choice.account_id is None:
        return False
    with transaction(database) as session:
        before = load_reading_for_update(session, system_scope(), waiting.reading_id)
        if before.revision != waiting.revision:
            return False
        partners = load_partners(session, system_scope())
        routed = _routed(session, before, departments[choice.account_id], partners)
        offered = advance(routed, Event.OFFER, at=at, by=choice.account_id)
        saved = save_reading(session, before, offered, at=at, reasons=choice.reasons())
        save_milestone(session, saved.id, Milestone.OFFERED, at=at)
        _audit(session, "reading.offered", saved, account_id=None, at=at)
    return True


def claim(database: Database, scope: Scope, reading_id: UUID, *, account: Account, at: datetime) -> Reading:
    """Give a Reading to whoever asks for it first.

    It may be waiting, or offered to a colleague who has not started: that is a
    takeover, kept in the trail and told to the colleague.

    Raises
    ------
    HeldByAnother, TransitionRefused, ReadingPaused
        If somebody was faster, or its state does not allow it.
    NotEligible, AuthorIsReviewer
        If it is not for this person to read.
    """
    with transaction(database) as session:
        before = release_if_lapsed(session, load_reading_for_update(session, scope, reading_id), at=at)
        viewer = load_viewer(session, scope, account)
        require_allowed(before, actor_before(viewer, before), Action.CLAIM, at=at)
        routed = _routed(session, before, account.department_id, viewer.partners)
        after = advance(routed, Event.CLAIM, at=at, by=account.id)
        saved = save_reading(session, before, after, at=at, ended=EndReason.TAKEN_OVER, is_claim=True)
        save_milestone(session, saved.id, Milestone.OFFERED, at=at)
        save_milestone(session, saved.id, Milestone.CLAIMED, at=at)
        _audit(session, "reading.claimed", saved, account_id=account.id, at=at)
        if before.holder_id is not None:
            _audit(session, "reading.taken_over", before, account_id=account.id, at=at)
    return saved


def _routed(session: Session, reading: Reading, department_id: UUID | None, partners: Partners) -> Reading:
    """Return the Reading under the agreement of the department whose specialist writes it.

    An opinion that stays among specialists is its author's alone, whatever
    was agreed on for reports that go to the clinic.
    """
    agreed = partnership_of(department_id, reading, partners) if reading.part is Part.AUTHOR else None
    if agreed is None:
        return reading
    opinion = find_opinion(session, reading.id)
    is_alone = agreed.single_signature or (opinion is not None and not opinion.does_go_home)
    return replace(reading, department_id=agreed.department_id, single_signature=is_alone)


def _audit(session: Session, action: str, reading: Reading, *, account_id: UUID | None, at: datetime) -> None:
    record(
        session,
        action,
        at=at,
        account_id=account_id,
        clinic_id=reading.clinic_id,
        subject_kind="reading",
        subject_id=reading.id,
        holder_id=str(reading.holder_id),
        fencing_token=reading.fencing_token,
    )
