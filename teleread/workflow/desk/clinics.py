"""An admin's acts on clinics and what belongs to them.

Every step takes whom it concerns as a surrogate key or as the name a person
would type. `account` is None at the command line, where the operating system
has asked who it is.
"""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from teleread.accounts.account import Account
from teleread.audit.records import record
from teleread.clinics.clinic import (
    Clinic,
    Department,
    Modality,
    Partnership,
    Priority,
    ReturnRoute,
    RouteKind,
    Site,
    Term,
)
from teleread.clinics.records import (
    find_clinic,
    find_department,
    insert_clinic,
    insert_part,
    load_clinics,
    load_partnerships,
    load_site,
    load_terms,
    remove_part,
    save_part,
)
from teleread.clinics.validity import (
    PartMissing,
    check_character_set,
    check_key,
    check_minutes,
    check_name,
    check_time_zone,
    key_from_name,
)
from teleread.database import Database, Session, transaction
from teleread.identifiers import new_id
from teleread.scope import Scope


class Keyed(Protocol):
    """Anything that is kept under a surrogate key."""

    @property
    def id(self) -> UUID:
        """The surrogate key."""


Part = TypeVar("Part", bound=Keyed)

DEFAULT_SITE = "本部"
DEFAULT_TIME_ZONE = "Asia/Shanghai"


def add_clinic(
    database: Database,
    scope: Scope,
    *,
    name: str,
    key: str | None = None,
    time_zone: str = DEFAULT_TIME_ZONE,
    default_character_set: str | None = None,
    account: Account | None,
    at: datetime,
) -> Clinic:
    """Take on a clinic, with one Site and its page as the way home.

    Raises
    ------
    SettingRefused
        If a value cannot be right.
    AlreadyThere
        If another clinic has the name or the key.
    """
    name = check_name(name)
    with transaction(database) as session:
        clinic = Clinic(new_id(), _free_key(session, scope, name) if key is None else check_key(key), name)
        zone, charset = check_time_zone(time_zone), check_character_set(default_character_set)
        insert_clinic(session, clinic, at=at)
        insert_part(session, Site(new_id(), clinic.id, DEFAULT_SITE, zone, charset))
        insert_part(session, ReturnRoute(new_id(), clinic.id, RouteKind.PAGE))
        audit(session, "clinic.added", clinic, clinic_id=clinic.id, account=account, at=at)
    return clinic


def rename_clinic(
    database: Database, scope: Scope, clinic: UUID | str, *, name: str, account: Account | None, at: datetime
) -> Clinic:
    """Give a clinic another name; its key stays, because addresses hold it."""
    with transaction(database) as session:
        renamed = replace(find_clinic(session, scope, clinic), name=check_name(name))
        save_part(session, renamed)
        audit(session, "clinic.renamed", renamed, clinic_id=renamed.id, account=account, at=at)
    return renamed


def add_site(  # noqa: PLR0913  (all that a Site is made of)
    database: Database,
    scope: Scope,
    *,
    clinic: UUID | str,
    name: str,
    time_zone: str = DEFAULT_TIME_ZONE,
    default_character_set: str | None = None,
    allows_plain: bool = True,
    account: Account | None,
    at: datetime,
) -> Site:
    """Add a physical place to a clinic.

    Parameters
    ----------
    allows_plain
        Whether its devices may call without TLS.
    """
    with transaction(database) as session:
        clinic_id = find_clinic(session, scope, clinic).id
        charset = check_character_set(default_character_set)
        site = Site(new_id(), clinic_id, check_name(name), check_time_zone(time_zone), charset, allows_plain)
        insert_part(session, site)
        audit(
            session,
            "site.added",
            site,
            clinic_id=clinic_id,
            account=account,
            at=at,
            time_zone=time_zone,
            allows_plain=allows_plain,
        )
    return site


def change_site(
    database: Database,
    scope: Scope,
    site_id: UUID,
    *,
    name: str,
    time_zone: str,
    default_character_set: str | None,
    account: Account | None,
    at: datetime,
) -> Site:
    """Set what a Site is called and how its devices tell time and write text."""
    with transaction(database) as session:
        site = replace(
            load_site(session, scope, site_id),
            name=check_name(name),
            time_zone=check_time_zone(time_zone),
            default_character_set=check_character_set(default_character_set),
        )
        save_part(session, site)
        audit(session, "site.changed", site, clinic_id=site.clinic_id, account=account, at=at, time_zone=time_zone)
    return site


def add_department(database: Database, *, name: str, account: Account | None, at: datetime) -> Department:
    """Add a department of the district hospital."""
    department = Department(new_id(), check_name(name))
    with transaction(database) as session:
        insert_part(session, department)
        audit(session, "department.added", department, clinic_id=None, account=account, at=at)
    return department


def rename_department(
    database: Database, department: UUID | str, *, name: str, account: Account | None, at: datetime
) -> Department:
    """Give a department another name."""
    with transaction(database) as session:
        renamed = replace(find_department(session, department), name=check_name(name))
        save_part(session, renamed)
        audit(session, "department.renamed", renamed, clinic_id=None, account=account, at=at)
    return renamed


def add_partnership(
    database: Database,
    scope: Scope,
    *,
    clinic: UUID | str,
    department: UUID | str,
    modality: Modality,
    single_signature: bool = False,
    account: Account | None,
    at: datetime,
) -> Partnership:
    """Let a department read a modality for a clinic; its specialists then see the clinic's records."""
    with transaction(database) as session:
        clinic_id, department_id = find_clinic(session, scope, clinic).id, find_department(session, department).id
        partnership = Partnership(new_id(), clinic_id, department_id, modality, single_signature)
        insert_part(session, partnership)
        _audit_partnership(session, "partnership.added", partnership, account=account, at=at)
    return partnership


def change_partnership(
    database: Database,
    scope: Scope,
    partnership_id: UUID,
    *,
    single_signature: bool,
    account: Account | None,
    at: datetime,
) -> Partnership:
    """Set whether one signature is enough from now on."""
    with transaction(database) as session:
        found = _by_id(load_partnerships(session, scope), partnership_id)
        partnership = replace(found, single_signature=single_signature)
        save_part(session, partnership)
        _audit_partnership(session, "partnership.changed", partnership, account=account, at=at)
    return partnership


def remove_partnership(
    database: Database, scope: Scope, partnership_id: UUID, *, account: Account | None, at: datetime
) -> None:
    """Let a department read a modality for a clinic no longer."""
    with transaction(database) as session:
        partnership = _by_id(load_partnerships(session, scope), partnership_id)
        remove_part(session, partnership)
        _audit_partnership(session, "partnership.removed", partnership, account=account, at=at)


def set_term(
    database: Database,
    scope: Scope,
    *,
    clinic: UUID | str,
    modality: Modality,
    priority: Priority,
    minutes: int,
    account: Account | None,
    at: datetime,
) -> Term:
    """Set how soon a clinic's studies of a modality and priority are to be signed."""
    with transaction(database) as session:
        clinic_id = find_clinic(session, scope, clinic).id
        looked_for = (clinic_id, modality, priority)
        terms = load_terms(session, scope)
        old = next((term for term in terms if (term.clinic_id, term.modality, term.priority) == looked_for), None)
        term = Term(old.id if old else new_id(), clinic_id, modality, priority, check_minutes(minutes))
        (save_part if old else insert_part)(session, term)
        _audit_term(session, "term.set", term, account=account, at=at)
    return term


def remove_term(database: Database, scope: Scope, term_id: UUID, *, account: Account | None, at: datetime) -> None:
    """Go back to the default term."""
    with transaction(database) as session:
        term = _by_id(load_terms(session, scope), term_id)
        remove_part(session, term)
        _audit_term(session, "term.removed", term, account=account, at=at)


def audit(
    session: Session,
    action: str,
    subject: Keyed,
    *,
    clinic_id: UUID | None,
    account: Account | None,
    at: datetime,
    **detail: str | int | bool | None,
) -> None:
    """Record an admin's act on something that has a key."""
    record(
        session,
        action,
        at=at,
        account_id=account.id if account else None,
        clinic_id=clinic_id,
        subject_kind=action.partition(".")[0],
        subject_id=subject.id,
        **detail,
    )


def _audit_partnership(
    session: Session, action: str, partnership: Partnership, *, account: Account | None, at: datetime
) -> None:
    audit(
        session,
        action,
        partnership,
        clinic_id=partnership.clinic_id,
        account=account,
        at=at,
        department_id=str(partnership.department_id),
        modality=partnership.modality.value,
        single_signature=partnership.single_signature,
    )


def _audit_term(session: Session, action: str, term: Term, *, account: Account | None, at: datetime) -> None:
    audit(
        session,
        action,
        term,
        clinic_id=term.clinic_id,
        account=account,
        at=at,
        modality=term.modality.value,
        priority=term.priority.value,
        minutes=term.minutes,
    )


def _by_id(parts: Sequence[Part], part_id: UUID) -> Part:
    for part in parts:
        if part.id == part_id:
            return part
    raise PartMissing


def _free_key(session: Session, scope: Scope, name: str) -> str:
    taken, key = {clinic.key for clinic in load_clinics(session, scope)}, key_from_name(name)
    return key if key not in taken else f"{key[:23]}-{secrets.token_hex(4)}"
