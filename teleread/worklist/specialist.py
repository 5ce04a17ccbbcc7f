"""A person who may read: credentials, duty, and why somebody is not fit for a Reading."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from teleread.worklist.reading import Part
from teleread.worklist.station import Station, clinic_of

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Credential:
    """What may be read, in which part; an empty body part means all of them."""

    modality: str
    body_part: str
    part: Part


@dataclass(frozen=True, slots=True)
class Duty:
    """A weekly shift by the wall clock of a time zone; weekday 0 is Monday.

    An end at or before its start runs past midnight.
    """

    weekday: int
    starts: time
    ends: time
    time_zone: str


@dataclass(frozen=True, slots=True)
class Specialist:
    """A person with a specialist's role; `parts` are the roles, `load_minutes` what they hold now.

    `stations` are their postings at clinics.
    """

    account_id: UUID
    display_name: str
    department_id: UUID | None
    is_active: bool
    parts: frozenset[Part]
    credentials: frozenset[Credential]
    duties: frozenset[Duty]
    load_minutes: int = 0
    stations: frozenset[Station] = frozenset()


@dataclass(frozen=True, slots=True)
class Need:
    """What a Reading asks of a specialist.

    `department_ids` are the departments that read this modality for the
    clinic; `asked` were offered this part before and let it go by, `released`
    gave it back. `took_part` read the Studies before this second opinion of
    them, `invitee_id` alone was asked to write it. `received_at` is when the
    Study came from its clinic.
    """

    modality: str
    body_part: str
    part: Part
    department_ids: frozenset[UUID]
    author_id: UUID | None
    asked: frozenset[UUID] = frozenset()
    released: frozenset[UUID] = frozenset()
    took_part: frozenset[UUID] = frozenset()
    invitee_id: UUID | None = None
    clinic_id: UUID | None = None
    received_at: datetime | None = None


class Unfit(StrEnum):
    """Why a specialist is not offered a Reading."""

    INACTIVE = "inactive"
    NO_ROLE = "no_role"
    NO_PARTNERSHIP = "no_partnership"
    NO_CREDENTIAL = "no_credential"
    IS_AUTHOR = "is_author"
    TOOK_PART = "took_part"
    NOT_INVITED = "not_invited"
    POSTED_THERE = "posted_there"
    POSTED_ELSEWHERE = "posted_elsewhere"
    OFF_DUTY = "off_duty"
    ASKED_BEFORE = "asked_before"
    RELEASED_BEFORE = "released_before"


def is_on_duty(duties: Iterable[Duty], at: datetime) -> bool:
    """Say whether one of the weekly shifts covers the moment."""
    return any(_covers(duty, at) for duty in duties)


def _covers(duty: Duty, at: datetime) -> bool:
    local = at.astimezone(ZoneInfo(duty.time_zone))
    clock = local.time()
    is_overnight = duty.ends <= duty.starts
    if local.weekday() == duty.weekday:
        return clock >= duty.starts and (is_overnight or clock < duty.ends)
    return is_overnight and (local - ONE_DAY).weekday() == duty.weekday and clock < duty.ends


def unsuited_for(specialist: Specialist, need: Need) -> frozenset[Unfit]:
    """Return why the specialist may not read it whenever it is; empty means they may claim it."""
    checks = {
        Unfit.INACTIVE: not specialist.is_active,
        Unfit.NO_ROLE: need.part not in specialist.parts,
        Unfit.NO_PARTNERSHIP: specialist.department_id not in need.department_ids,
        Unfit.NO_CREDENTIAL: not any(_entitles(credential, need) for credential in specialist.credentials),
        Unfit.IS_AUTHOR: need.part is Part.REVIEWER and specialist.account_id == need.author_id,
        Unfit.TOOK_PART: specialist.account_id in need.took_part,
        Unfit.NOT_INVITED: need.part is Part.AUTHOR and need.invitee_id not in {None, specialist.account_id},
        Unfit.POSTED_THERE: need.part is Part.REVIEWER and _was_there(specialist, need),
    }
    return frozenset(reason for reason, applies in checks.items() if applies)


def unfit_for(specialist: Specialist, need: Need, at: datetime) -> frozenset[Unfit]:
    """Return every reason not to offer it to the specialist now; empty means fit."""
    checks = {
        Unfit.POSTED_ELSEWHERE: clinic_of(specialist.stations, at) not in {None, need.clinic_id},
        Unfit.OFF_DUTY: not is_on_duty(specialist.duties, at),
        Unfit.ASKED_BEFORE: specialist.account_id in need.asked,
        Unfit.RELEASED_BEFORE: specialist.account_id in need.released,
    }
    return unsuited_for(specialist, need) | {reason for reason, applies in checks.items() if applies}


def is_posted(specialist: Specialist, need: Need, at: datetime) -> bool:
    """Say whether the specialist works at the Reading's own clinic at the moment."""
    return need.clinic_id is not None and clinic_of(specialist.stations, at) == need.clinic_id


def _was_there(specialist: Specialist, need: Need) -> bool:
    """What a clinic's posted doctors write, the hospital reviews: none of them, whoever wrote it."""
    return need.received_at is not None and is_posted(specialist, need, need.received_at)


def _entitles(credential: Credential, need: Need) -> bool:
    covers_body_part = not credential.body_part or credential.body_part.casefold() == need.body_part.casefold()
    return credential.modality == need.modality and credential.part is need.part and covers_body_part
