"""Ask for a second opinion, compare it with the first, and call a third reader where they disagree."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from teleread.accounts.account import Account
from teleread.audit.records import record
from teleread.clinics.access import system_scope
from teleread.clinics.clinic import Modality, Priority
from teleread.clinics.records import load_term
from teleread.database import Database, Session, transaction
from teleread.identifiers import new_id
from teleread.reports.records import load_signers
from teleread.scope import Scope
from teleread.views.staffing import actor_before, load_partners, load_specialists, load_viewer, need_of
from teleread.worklist.opinion import (
    Compared,
    NotYourOpinion,
    Opinion,
    OpinionKind,
    OpinionRefused,
    TookPart,
    Verdict,
    VerdictGiven,
    check_askable,
    check_comment,
    check_verdict,
    goes_home_usually,
)
from teleread.worklist.opinion_records import (
    add_compared,
    add_opinion,
    find_compared,
    find_opinion,
    is_opinion_under_way,
    load_barred,
    load_holders,
)
from teleread.worklist.permission import Actor
from teleread.worklist.reading import Milestone, Part, Reading, State
from teleread.worklist.records import add_reading, load_reading_for_update, save_milestone
from teleread.worklist.refusals import NotEligible, NotYourReading
from teleread.worklist.specialist import Unfit, unsuited_for
from teleread.worklist.study_records import load_study_ids


@dataclass(frozen=True, slots=True)
class Asked:
    """What a second opinion shall be; `does_go_home` None as is usual for its kind."""

    kind: OpinionKind
    question: str
    invitee_id: UUID | None = None
    does_go_home: bool | None = None


def may_ask_opinion(first: Reading, actor: Actor) -> bool:
    """Say whether a person may ask for one: its signers, whoever may read such Studies, admins."""
    is_signer = actor.account_id in {first.author_id, first.reviewer_id}
    return actor.is_admin or is_signer or bool(actor.parts)


def ask_opinion(
    database: Database, scope: Scope, first_id: UUID, *, asked: Asked, account: Account, at: datetime
) -> Reading:
    """Make a further Reading of the Studies of a signed one, for whoever took no part in it.

    Raises
    ------
    NotSignedYet, OpinionUnderWay, OpinionRefused
        If there is nothing to give an opinion of, or somebody is at it.
    NotYourReading
        If the person has nothing to do with such Studies.
    TookPart, NotEligible
        If the invited person wrote or reviewed the first, or may not read it.
    """
    question = check_comment(asked.question)
    if asked.kind is OpinionKind.ARBITRATION:
        raise OpinionRefused(reason="Only a disagreement leads to arbitration", reason_zh="仅在意见不一致时进入仲裁")
    with transaction(database) as session:
        first = load_reading_for_update(session, scope, first_id)
        if not may_ask_opinion(first, actor_before(load_viewer(session, scope, account), first)):
            raise NotYourReading
        is_opinion = find_opinion(session, first_id) is not None
        check_askable(first, is_opinion=is_opinion, is_under_way=is_opinion_under_way(session, first_id))
        barred = _took_part(session, first)
        if asked.invitee_id is not None:
            _check_invitee(session, first, asked.invitee_id, barred)
        does_go_home = goes_home_usually(asked.kind) if asked.does_go_home is None else asked.does_go_home
        further = Opinion(
            new_id(), first_id, None, asked.kind, question, asked.invitee_id, does_go_home, account.id, at
        )
        return _add(session, first, further, barred, account, at)


def compare(
    database: Database,
    scope: Scope,
    reading_id: UUID,
    *,
    verdict: Verdict,
    comment: str,
    account: Account,
    at: datetime,
) -> Compared:
    """Say how a signed further report stands to the first; a disagreement goes to a third reader at once.

    Raises
    ------
    OpinionRefused, NotSignedYet, VerdictGiven
        If it is no opinion, not signed, or was compared already.
    NotYourOpinion
        If the person did not sign it.
    """
    with transaction(database) as session:
        reading = load_reading_for_update(session, scope, reading_id)
        opinion = find_opinion(session, reading_id)
        if opinion is None:
            raise OpinionRefused(reason="This is no second opinion", reason_zh="该任务不是第二意见")
        if account.id not in {reading.author_id, reading.reviewer_id}:
            raise NotYourOpinion
        if find_compared(session, reading_id) is not None:
            raise VerdictGiven
        said = Compared(reading_id, verdict, check_verdict(opinion, reading, verdict, comment), account.id, at)
        add_compared(session, said)
        _audit(session, "opinion.compared", reading, account, at=at, verdict=verdict.value)
        if verdict is Verdict.DISAGREES:
            _arbitrate(session, opinion, reading, said, account, at)
    return said


def _arbitrate(
    session: Session, opinion: Opinion, second: Reading, said: Compared, account: Account, at: datetime
) -> None:
    first = load_reading_for_update(session, system_scope(), opinion.first_id)
    kind = OpinionKind.ARBITRATION
    third = Opinion(new_id(), first.id, second.id, kind, said.comment, None, goes_home_usually(kind), account.id, at)
    barred = _took_part(session, first) | _took_part(session, second) | load_barred(session, second.id)
    _add(session, first, third, barred, account, at)


def _took_part(session: Session, reading: Reading) -> frozenset[UUID]:
    """Return who wrote, reviewed or signed anything of a Reading, or had it before them to do so."""
    return load_holders(session, reading) | load_signers(session, reading_id=reading.id)


def _check_invitee(session: Session, first: Reading, invitee_id: UUID, barred: frozenset[UUID]) -> None:
    need = need_of(first, Part.AUTHOR, load_partners(session, system_scope()), took_part=barred)
    invitee = next((each for each in load_specialists(session) if each.account_id == invitee_id), None)
    unfit = frozenset({Unfit.INACTIVE}) if invitee is None else unsuited_for(invitee, need)
    if Unfit.TOOK_PART in unfit:
        raise TookPart
    if unfit:
        raise NotEligible


def _add(
    session: Session, first: Reading, opinion: Opinion, barred: frozenset[UUID], account: Account, at: datetime
) -> Reading:
    term = load_term(session, first.clinic_id, modality=Modality(first.modality), priority=Priority(first.priority))
    further = _further(first, opinion, term=term, at=at)
    add_reading(session, further, study_ids=load_study_ids(session, system_scope(), first.id))
    add_opinion(session, opinion, barred=barred)
    save_milestone(session, further.id, Milestone.SETTLED, at=at)
    _audit(
        session,
        "opinion.asked",
        further,
        account,
        at=at,
        kind=opinion.kind.value,
        first_reading_id=str(first.id),
        goes_home=opinion.does_go_home,
    )
    return further


def _further(first: Reading, opinion: Opinion, *, term: timedelta, at: datetime) -> Reading:
    """Return a Reading of the same Studies that nobody has begun; what came with them until now is no news to it."""
    return replace(
        first,
        id=opinion.reading_id,
        single_signature=first.single_signature or not opinion.does_go_home,
        state=State.AWAITING,
        state_since=at,
        created_at=at,
        received_at=at,
        term_seconds=int(term.total_seconds()),
        due_at=at + term,
        paused_at=None,
        author_id=None,
        reviewer_id=None,
        holder_id=None,
        is_reserved=False,
        fencing_token=0,
        offer_ends_at=None,
        lease_ends_at=None,
        late_instance_at=None,
        reason=None,
        revision=1,
    )


def _audit(
    session: Session, action: str, reading: Reading, account: Account, *, at: datetime, **detail: str | bool
) -> None:
    record(
        session,
        action,
        at=at,
        account_id=account.id,
        clinic_id=reading.clinic_id,
        subject_kind="reading",
        subject_id=reading.id,
        **detail,
    )
