"""What a specialist may read and when they are on duty."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID
from zoneinfo import available_timezones

from teleread.errors import Conflict, Invalid, Missing
from teleread.worklist.reading import Part


class RosterEntryMissing(Missing):
    """No such credential or shift."""

    code = "roster_entry_missing"
    zh, en = "未找到该资质或班次", "No such credential or shift"


class RosterEntryTaken(Conflict):
    """The person has the credential, or a shift that starts then, already."""

    code = "roster_entry_taken"
    zh, en = "该资质或班次已存在", "The credential or shift is there already"


class RosterRefused(Invalid):
    """A credential or a shift cannot be right; `reason` says why."""

    code = "roster_refused"
    zh, en = "{reason_zh}", "{reason}"


@dataclass(frozen=True, slots=True)
class CredentialEntry:
    """A specialist may read a modality in one part; an empty body part means all."""

    id: UUID
    account_id: UUID
    modality: str
    body_part: str
    part: Part


@dataclass(frozen=True, slots=True)
class DutyEntry:
    """A weekly shift: weekday 0 is Monday, wall clock of the time zone.

    An end at or before its start runs past midnight.
    """

    id: UUID
    account_id: UUID
    weekday: int
    starts: time
    ends: time
    time_zone: str


def check_credential(credential: CredentialEntry, *, may_author: bool, may_review: bool) -> CredentialEntry:
    """Return a credential that fits the person's roles; raises RosterRefused."""
    if not (may_author if credential.part is Part.AUTHOR else may_review):
        raise RosterRefused(
            reason="The credential needs the role of an author or reviewer",
            reason_zh="该资质需要相应的报告医师或审核医师角色",
        )
    if len(credential.body_part) > 64 or not (credential.body_part or " ").isprintable():
        raise RosterRefused(
            reason="A body part has at most 64 printable characters", reason_zh="部位最多 64 个可显示字符"
        )
    return credential


def check_duty(duty: DutyEntry) -> DutyEntry:
    """Return a shift of a week that exists; raises RosterRefused."""
    if not 0 <= duty.weekday <= 6:
        raise RosterRefused(reason="A weekday is 0 (Monday) to 6 (Sunday)", reason_zh="星期须为 0（周一）至 6（周日）")
    if duty.starts.tzinfo is not None or duty.ends.tzinfo is not None:
        raise RosterRefused(reason="A shift is wall clock without offset", reason_zh="班次时间不得带时区偏移")
    if duty.time_zone not in available_timezones():
        raise RosterRefused(
            reason="The time zone is not a name of the IANA database, such as Asia/Shanghai",
            reason_zh="时区须为 IANA 名称，例如 Asia/Shanghai",
        )
    return duty
