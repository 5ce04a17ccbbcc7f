"""An admin's acts on people: who there is, what they may do, and programs that act for them.

A person is named by surrogate key or by login name. `account` is who acts;
None at the command line, where the operating system has asked who it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from teleread.accounts.account import Account, Role, check_an_admin_stays, check_display_name, check_name, check_roles
from teleread.accounts.login_records import end_login_sessions_of, insert_api_token, revoke_api_token, set_password_hash
from teleread.accounts.password import check_strength, generate_password, hash_password
from teleread.accounts.proof import ApiToken, digest_of, new_token
from teleread.accounts.records import find_account, insert_account, load_active_admins, save_account
from teleread.audit.records import record
from teleread.clinics.clinic import Modality
from teleread.clinics.records import find_clinic, find_department
from teleread.database import Database, Session, transaction
from teleread.identifiers import new_id
from teleread.scope import Scope
from teleread.worklist.reading import Part
from teleread.worklist.roster import CredentialEntry, DutyEntry, check_credential, check_duty
from teleread.worklist.roster_records import delete_credential, delete_duty, insert_credential, insert_duty


@dataclass(frozen=True, slots=True)
class Position:
    """What a person may do and where; clinic and department by surrogate key or name."""

    roles: frozenset[Role]
    clinic: UUID | str | None = None
    department: UUID | str | None = None


@dataclass(frozen=True, slots=True)
class AddedAccount:
    """A person who was added, with the password to hand over; it is stored nowhere."""

    account: Account
    password: str


@dataclass(frozen=True, slots=True)
class CreatedToken:
    """A bearer token to hand over; it is stored nowhere."""

    id: UUID
    account: Account
    token: str
    expires_at: datetime | None


def add_account(
    database: Database,
    scope: Scope,
    *,
    name: str,
    display_name: str | None = None,
    position: Position,
    password: str | None = None,
    account: Account | None,
    at: datetime,
) -> AddedAccount:
    """Add a person; a password is generated unless one is given.

    Raises
    ------
    AccountRefused
        If the name, the roles or where the person belongs cannot be right.
    AccountNameTaken
        If somebody has the login name.
    """
    name, shown = check_name(name), check_display_name(display_name or name)
    if password is not None:
        check_strength(password, name=name)
    password = password or generate_password()
    password_hash = hash_password(password)
    with transaction(database) as session:
        added = _placed(session, scope, Account(new_id(), name, shown, frozenset(), None, None, True), position)
        insert_account(session, added, password_hash=password_hash, at=at)
        _audit(session, "account.added", added, by=account, at=at, roles=_listed(added.roles))
    return AddedAccount(added, password)


def change_account(
    database: Database,
    scope: Scope,
    person: UUID | str,
    *,
    display_name: str,
    position: Position,
    account: Account | None,
    at: datetime,
) -> Account:
    """Set what a person is called, what they may do and where they belong."""
    with transaction(database) as session:
        found = replace(find_account(session, person), display_name=check_display_name(display_name))
        changed = _placed(session, scope, found, position)
        check_an_admin_stays(changed, others=load_active_admins(session))
        save_account(session, changed)
        _audit(session, "account.changed", changed, by=account, at=at, roles=_listed(changed.roles))
    return changed


def deactivate_account(database: Database, person: UUID | str, *, account: Account | None, at: datetime) -> Account:
    """Close an account: every login ends and every token of it stops working."""
    with transaction(database) as session:
        closed = replace(find_account(session, person), is_active=False)
        check_an_admin_stays(closed, others=load_active_admins(session))
        save_account(session, closed)
        ended = end_login_sessions_of(session, closed.id, at=at)
        _audit(session, "account.deactivated", closed, by=account, at=at, logins_ended=ended)
    return closed


def reactivate_account(database: Database, person: UUID | str, *, account: Account | None, at: datetime) -> Account:
    """Open a closed account again."""
    with transaction(database) as session:
        opened = replace(find_account(session, person), is_active=True)
        save_account(session, opened)
        _audit(session, "account.reactivated", opened, by=account, at=at)
    return opened


def reset_password(database: Database, person: UUID | str, *, account: Account | None, at: datetime) -> AddedAccount:
    """Generate another password for a person; every login of theirs ends."""
    password = generate_password()
    password_hash = hash_password(password)
    with transaction(database) as session:
        found = find_account(session, person)
        set_password_hash(session, found.id, password_hash)
        ended = end_login_sessions_of(session, found.id, at=at)
        _audit(session, "account.password_reset", found, by=account, at=at, logins_ended=ended)
    return AddedAccount(found, password)


def add_credential(
    database: Database,
    *,
    person: UUID | str,
    modality: Modality,
    part: Part,
    body_part: str = "",
    account: Account | None,
    at: datetime,
) -> CredentialEntry:
    """Let a specialist read a modality as author or reviewer; an empty body part means all."""
    with transaction(database) as session:
        found = find_account(session, person)
        credential = check_credential(
            CredentialEntry(new_id(), found.id, modality.value, body_part.strip(), part),
            may_author=found.may_act_as(Role.AUTHOR),
            may_review=found.may_act_as(Role.REVIEWER),
        )
        insert_credential(session, credential)
        _audit(session, "credential.added", found, by=account, at=at, modality=modality.value, part=part.value)
    return credential


def remove_credential(database: Database, credential_id: UUID, *, account: Account | None, at: datetime) -> None:
    """Let a specialist read it no longer."""
    with transaction(database) as session:
        found = find_account(session, delete_credential(session, credential_id))
        _audit(session, "credential.removed", found, by=account, at=at, credential_id=str(credential_id))


def set_duty(
    database: Database,
    *,
    person: UUID | str,
    weekday: int,
    starts: time,
    ends: time,
    time_zone: str = "Asia/Shanghai",
    account: Account | None,
    at: datetime,
) -> DutyEntry:
    """Give a specialist a weekly shift; an end at or before its start runs past midnight."""
    with transaction(database) as session:
        found = find_account(session, person)
        duty = check_duty(DutyEntry(new_id(), found.id, weekday, starts, ends, time_zone))
        insert_duty(session, duty)
        _audit(session, "duty.added", found, by=account, at=at, weekday=weekday, starts=f"{starts:%H:%M}")
    return duty


def remove_duty(database: Database, duty_id: UUID, *, account: Account | None, at: datetime) -> None:
    """Take a weekly shift off the rota."""
    with transaction(database) as session:
        found = find_account(session, delete_duty(session, duty_id))
        _audit(session, "duty.removed", found, by=account, at=at, duty_id=str(duty_id))


def create_token(
    database: Database,
    *,
    person: UUID | str,
    valid_for: timedelta | None = None,
    account: Account | None,
    at: datetime,
) -> CreatedToken:
    """Make a bearer token that acts with a person's roles and Scope."""
    token = new_token()
    with transaction(database) as session:
        found = find_account(session, person)
        kept = ApiToken(new_id(), found.id, at, at + valid_for if valid_for else None, None)
        insert_api_token(session, kept, token_sha256=digest_of(token))
        _audit(session, "token.created", found, by=account, at=at, token_id=str(kept.id))
    return CreatedToken(kept.id, found, token, kept.expires_at)


def revoke_token(database: Database, token_id: UUID, *, account: Account | None, at: datetime) -> None:
    """Let a bearer token work no longer; raises TokenMissing."""
    with transaction(database) as session:
        found = find_account(session, revoke_api_token(session, token_id, at=at))
        _audit(session, "token.revoked", found, by=account, at=at, token_id=str(token_id))


def _placed(session: Session, scope: Scope, person: Account, position: Position) -> Account:
    clinic_id = find_clinic(session, scope, position.clinic).id if position.clinic else None
    department_id = find_department(session, position.department).id if position.department else None
    roles = check_roles(position.roles, clinic_id=clinic_id, department_id=department_id)
    return replace(person, roles=roles, clinic_id=clinic_id, department_id=department_id)


def _listed(roles: Iterable[Role]) -> str:
    return " ".join(sorted(roles))


def _audit(
    session: Session, action: str, person: Account, *, by: Account | None, at: datetime, **detail: str | int
) -> None:
    record(
        session,
        action,
        at=at,
        account_id=by.id if by else None,
        clinic_id=person.clinic_id,
        subject_kind="account",
        subject_id=person.id,
        **detail,
    )
