"""Who could read what waits: specialists with what they hold, Readings with who was asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from teleread.accounts.account import Account, Role
from teleread.accounts.records import AccountRoleRow, AccountRow
from teleread.clinics.clinic import Partnership, Priority
from teleread.clinics.records import load_partnerships
from teleread.database import Session
from teleread.scope import Scope
from teleread.worklist.assignment import Waiting, expected_minutes
from teleread.worklist.hold import EndReason
from teleread.worklist.opinion_records import (
    load_all_barred,
    load_invitees,
    load_invitees_of_living,
    load_where_barred,
)
from teleread.worklist.permission import Actor
from teleread.worklist.reading import OFFERED, PART_OF_STATE, STARTED, WAITING, Part, Reading
from teleread.worklist.records import (
    AssignmentEndRow,
    AssignmentRow,
    CredentialRow,
    DutyRow,
    ReadingRow,
    reading_of,
    within,
)
from teleread.worklist.specialist import Credential, Duty, Need, Specialist, unsuited_for
from teleread.worklist.station_records import load_posted, load_stations_of

PART_OF_ROLE = {Role.AUTHOR: Part.AUTHOR, Role.REVIEWER: Part.REVIEWER}
_LET_GO_BY = frozenset({EndReason.OFFER_EXPIRED.value, EndReason.LEASE_EXPIRED.value})

Partners = Mapping[tuple[UUID, str], tuple[Partnership, ...]]
"""The partnerships by clinic and modality."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person in front of a worklist, with what decides what they may do there.

    `took_part` are the second opinions of what they read before, `invitees`
    who alone was asked to give one.
    """

    account: Account
    specialist: Specialist
    partners: Partners
    took_part: frozenset[UUID] = frozenset()
    invitees: Mapping[UUID, UUID] = field(default_factory=dict)


def load_partners(session: Session, scope: Scope) -> Partners:
    """Return who reads what for whom."""
    found: dict[tuple[UUID, str], tuple[Partnership, ...]] = {}
    for each in load_partnerships(session, scope):
        key = (each.clinic_id, each.modality.value)
        found[key] = (*found.get(key, ()), each)
    return found


def load_viewer(session: Session, scope: Scope, account: Account) -> Viewer:
    """Return a person with what they may read, in a few queries whatever the length of the list."""
    rows = session.scalars(select(CredentialRow).where(CredentialRow.account_id == account.id))
    specialist = Specialist(
        account_id=account.id,
        display_name=account.display_name,
        department_id=account.department_id,
        is_active=account.is_active,
        parts=frozenset(PART_OF_ROLE[role] for role in account.roles & PART_OF_ROLE.keys()),
        credentials=frozenset(Credential(row.modality, row.body_part, row.part) for row in rows),
        duties=frozenset(),
        stations=frozenset(load_stations_of(session, account.id)),
    )
    return Viewer(
        account,
        specialist,
        load_partners(session, scope),
        load_where_barred(session, account.id),
        load_invitees_of_living(session),
    )


def actor_before(viewer: Viewer, reading: Reading) -> Actor:
    """Return what the person is to one Reading."""
    return Actor(
        account_id=viewer.account.id,
        parts=frozenset(part for part in Part if not unsuited_for(viewer.specialist, _need(viewer, reading, part))),
        is_admin=Role.ADMIN in viewer.account.roles,
        is_of_clinic=viewer.account.home_clinic_id == reading.clinic_id,
    )


def _need(viewer: Viewer, reading: Reading, part: Part) -> Need:
    return need_of(
        reading,
        part,
        viewer.partners,
        took_part={viewer.account.id} if reading.id in viewer.took_part else (),
        invitee_id=viewer.invitees.get(reading.id),
    )


def need_of(
    reading: Reading,
    part: Part,
    partners: Partners,
    *,
    asked: Iterable[UUID] = (),
    released: Iterable[UUID] = (),
    took_part: Iterable[UUID] = (),
    invitee_id: UUID | None = None,
) -> Need:
    """Return what a part of a Reading asks of a specialist.

    Any partner of the clinic may write; the one whose author wrote it reviews.
    """
    writing = frozenset(each.department_id for each in partners.get((reading.clinic_id, reading.modality), ()))
    reviewing = frozenset({reading.department_id} if reading.department_id else writing)
    return Need(
        modality=reading.modality,
        body_part=reading.body_part,
        part=part,
        department_ids=writing if part is Part.AUTHOR else reviewing,
        author_id=reading.author_id,
        asked=frozenset(asked),
        released=frozenset(released),
        took_part=frozenset(took_part),
        invitee_id=invitee_id,
        clinic_id=reading.clinic_id,
        received_at=reading.received_at,
    )


def load_waiting(session: Session, scope: Scope) -> list[Waiting]:
    """Return every Reading that waits for a specialist and not for its clinic."""
    statement = select(ReadingRow).where(ReadingRow.state.in_(WAITING), ReadingRow.paused_at.is_(None))
    readings = [reading_of(row) for row in session.scalars(within(statement, scope, ReadingRow.clinic_id))]
    if not readings:
        return []
    partners = load_partners(session, scope)
    keys = [reading.id for reading in readings]
    history = _load_history(session, keys)
    barred, invitees = load_all_barred(session, keys), load_invitees(session, keys)
    waiting = []
    for reading in readings:
        part = reading.part or Part.AUTHOR
        before = [(account_id, reason) for account_id, reason in history.get((reading.id, part), ())]
        need = need_of(
            reading,
            part,
            partners,
            asked=(account_id for account_id, reason in before if reason in _LET_GO_BY),
            released=(account_id for account_id, reason in before if reason == EndReason.RELEASED.value),
            took_part=barred.get(reading.id, ()),
            invitee_id=invitees.get(reading.id),
        )
        is_emergency = reading.priority == Priority.EMERGENCY
        waiting.append(Waiting(reading.id, reading.revision, need, is_emergency, reading.due_at))
    return waiting


def _load_history(session: Session, reading_ids: list[UUID]) -> dict[tuple[UUID, Part], list[tuple[UUID, str]]]:
    statement = (
        select(AssignmentRow.reading_id, AssignmentRow.part, AssignmentRow.account_id, AssignmentEndRow.reason)
        .join(AssignmentEndRow, AssignmentEndRow.assignment_id == AssignmentRow.id)
        .where(AssignmentRow.reading_id.in_(reading_ids))
    )
    found: dict[tuple[UUID, Part], list[tuple[UUID, str]]] = {}
    for reading_id, part, account_id, reason in session.execute(statement):
        found.setdefault((reading_id, part), []).append((account_id, reason))
    return found


def load_specialists(session: Session) -> list[Specialist]:
    """Return every active person with a specialist's role, and the minutes that they hold already."""
    roles = select(AccountRow, AccountRoleRow.role).join(AccountRoleRow, AccountRoleRow.account_id == AccountRow.id)
    statement = roles.where(AccountRow.is_active, AccountRoleRow.role.in_(PART_OF_ROLE)).order_by(AccountRow.id)
    parts: dict[UUID, set[Part]] = {}
    people: dict[UUID, AccountRow] = {}
    for account, role in session.execute(statement):
        people[account.id] = account
        parts.setdefault(account.id, set()).add(PART_OF_ROLE[role])
    credentials: dict[UUID, set[Credential]] = {}
    for may in session.scalars(select(CredentialRow)):
        credentials.setdefault(may.account_id, set()).add(Credential(may.modality, may.body_part, may.part))
    duties: dict[UUID, set[Duty]] = {}
    for shift in session.scalars(select(DutyRow)):
        on_duty = Duty(shift.weekday, shift.starts, shift.ends, shift.time_zone)
        duties.setdefault(shift.account_id, set()).add(on_duty)
    loads, posted = _load_minutes_held(session), load_posted(session)
    return [
        Specialist(
            account_id=account.id,
            display_name=account.display_name,
            department_id=account.department_id,
            is_active=account.is_active,
            parts=frozenset(parts[account.id]),
            credentials=frozenset(credentials.get(account.id, ())),
            duties=frozenset(duties.get(account.id, ())),
            load_minutes=loads.get(account.id, 0),
            stations=posted.get(account.id, frozenset()),
        )
        for account in people.values()
    ]


def _load_minutes_held(session: Session) -> dict[UUID, int]:
    statement = select(ReadingRow.holder_id, ReadingRow.modality, ReadingRow.state).where(
        ReadingRow.state.in_(OFFERED | STARTED)
    )
    minutes: dict[UUID, int] = {}
    for holder_id, modality, state in session.execute(statement):
        if holder_id is None:
            continue
        minutes[holder_id] = minutes.get(holder_id, 0) + expected_minutes(modality, PART_OF_STATE[state])
    return minutes


def partnership_of(department_id: UUID | None, reading: Reading, partners: Partners) -> Partnership | None:
    """Return the agreement under which a department reads for the Reading's clinic."""
    agreed = partners.get((reading.clinic_id, reading.modality), ())
    return next((each for each in agreed if each.department_id == department_id), None)
