"""Which orders a device's worklist query asks for.

An order is scheduled for every AE of its clinic, from the moment it was placed;
what a device has completed is no longer on the list.

References
----------
DICOM PS3.4 C.2.2.2 (matching) and K.6.1.2.2, Table K.6-1 (keys of the Modality Worklist).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from teleread.errors import Invalid
from teleread.worklist.request import ImagingServiceRequest, Order

LONGEST_KEY = 324
"""Three component groups of a PN; a longer key matches nothing that an order can hold."""


LONGEST_DAY = timedelta(hours=25)


class KeyInvalid(Invalid):
    """A matching key that no attribute of its kind can have."""

    code = "key_invalid"
    zh, en = "查询条件 {keyword} 的值无效", "The value of {keyword} cannot be matched"


@dataclass(frozen=True, slots=True)
class WorklistKeys:
    """What a device asks for; an empty key matches everything.

    `kinds` are the kinds of study that its Modality key means, None for all.
    """

    patient_name: str = ""
    patient_id: str = ""
    accession_number: str = ""
    requested_procedure_id: str = ""
    scheduled_step_id: str = ""
    study_instance_uids: tuple[str, ...] = ()
    station_ae_title: str = ""
    kinds: frozenset[str] | None = None
    start_date: str = ""
    start_time: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """When a step must be scheduled, by the wall clock; either end may be open.

    With `daily` set both ends are times of any day: only a time was asked for.
    """

    start: str
    end: str
    daily: bool = False


@dataclass(frozen=True, slots=True)
class Worklist:
    """The orders that match a query; not whole where there were too many to answer.

    `begun_ids` are those that a device has begun.
    """

    requests: tuple[ImagingServiceRequest, ...]
    is_whole: bool
    begun_ids: frozenset[UUID] = frozenset()


def study_instance_uid(request_id: UUID) -> str:
    """Return the Study Instance UID that an order's pictures are to have, the same in every answer.

    References
    ----------
    DICOM PS3.5 B.2 (UUID derived UIDs).
    """
    return f"2.25.{request_id.int}"


def periods(keys: WorklistKeys) -> tuple[Period, ...]:
    """Return what start date and time ask for; all must hold.

    Where either is a range, both make one period: from July 5, 10 am until
    July 7, 6 pm.

    Raises
    ------
    KeyInvalid
        If one is no date or time or range of them.

    References
    ----------
    DICOM PS3.4 Table K.6-1, remark on Scheduled Procedure Step Start Time; C.2.2.2.5.
    """
    days = _ends(keys.start_date, r"[0-9]{8}", keyword="ScheduledProcedureStepStartDate")
    times = _ends(keys.start_time, r"(?:[0-9]{2}){1,3}(?:\.[0-9]{1,6})?", keyword="ScheduledProcedureStepStartTime")
    if days is None and times is None:
        return ()
    if days is None or times is None:
        daily = days is None
        first, last = times if times is not None else days or ("", "")
        return (Period(first, last, daily=daily),)
    if "-" in keys.start_date and "-" not in keys.start_time:
        return Period(*days), Period(*times, daily=True)
    return (Period(_at(days[0], times[0]), _at(days[1], times[1])),)


def bounds(keys: WorklistKeys, time_zone: str) -> tuple[datetime | None, datetime | None]:
    """Return between which moments everything that matches was ordered, as far as dates say."""
    dated = [period for period in periods(keys) if not period.daily]
    if not dated:
        return None, None
    zone = ZoneInfo(time_zone)
    start, end = _day(dated[0].start[:8], zone), _day(dated[0].end[:8], zone)
    return start, None if end is None else end + LONGEST_DAY


def is_wanted(request: ImagingServiceRequest, keys: WorklistKeys, *, time_zone: str) -> bool:
    """Say whether an order answers a query; its station was compared before."""
    order = request.order
    local = request.ordered_at.astimezone(ZoneInfo(time_zone))
    return (
        (keys.kinds is None or order.modality in keys.kinds)
        and all(_is_within(f"{local:%Y%m%d%H%M%S}", period) for period in periods(keys))
        and (not keys.study_instance_uids or study_instance_uid(request.id) in keys.study_instance_uids)
        and _has_identifiers(order, keys)
        and is_name_like(order.patient_name, keys.patient_name)
    )


def is_on_station(keys: WorklistKeys, ae_titles: Iterable[str]) -> bool:
    """Say whether the station that is asked for is one of the clinic's."""
    return not keys.station_ae_title or keys.station_ae_title in set(ae_titles)


def is_name_like(patient_name: str, pattern: str) -> bool:
    """Say whether a name, or one of its component groups, matches; carets, spaces and case do not count.

    References
    ----------
    DICOM PS3.4 C.2.2.2.1 and C.2.2.2.4; PS3.5 6.2.1 (component groups).
    """
    if not pattern.strip("*"):
        return True
    names = (patient_name, *patient_name.split("="))
    return any(is_like(plain(name), plain(pattern)) for plain in (_folded, _bare) for name in names)


def is_like(text: str, pattern: str) -> bool:
    """Say whether `*` and `?` can stand for what makes the text; linear in both whatever they hold."""
    at, star, resume, position = 0, -1, 0, 0
    while at < len(text):
        if position < len(pattern) and pattern[position] == "*":
            star, resume, position = position, at, position + 1
        elif position < len(pattern) and pattern[position] in {"?", text[at]}:
            at, position = at + 1, position + 1
        elif star >= 0:
            resume += 1
            at, position = resume, star + 1
        else:
            return False
    return not pattern[position:].strip("*")


def check_keys(keys: WorklistKeys) -> WorklistKeys:
    """Return the keys if each can be matched, or raise KeyInvalid."""
    for name in ("patient_name", "patient_id", "accession_number", "requested_procedure_id", "scheduled_step_id"):
        if len(getattr(keys, name)) > LONGEST_KEY:
            raise KeyInvalid(keyword=name)
    periods(keys)
    return keys


def _has_identifiers(order: Order, keys: WorklistKeys) -> bool:
    return (
        is_like(order.patient_id, keys.patient_id or "*")
        and is_like(order.accession_number, keys.accession_number or "*")
        and is_like(order.accession_number, keys.requested_procedure_id or "*")
        and is_like(order.accession_number, keys.scheduled_step_id or "*")
    )


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _bare(name: str) -> str:
    return "".join(letter for letter in _folded(name) if letter not in "^ ")


def _ends(key: str, shape: str, *, keyword: str) -> tuple[str, str] | None:
    """Return both ends of a range, equal ones of a single value; None where everything matches."""
    if key in {"", "*"}:
        return None
    first, dash, last = (part.strip() for part in key.replace(":", "").partition("-"))
    if not (first or last) or any(end and not re.fullmatch(shape, end) for end in (first, last)):
        raise KeyInvalid(keyword=keyword)
    first, last = first.partition(".")[0], last.partition(".")[0]
    return (first, last) if dash else (first, first)


def _at(day: str, time: str) -> str:
    return day + time if day else ""


def _is_within(moment: str, period: Period) -> bool:
    """Compare as far as an end says: an end of 20260302 takes in that whole day."""
    compared = moment[8:] if period.daily else moment
    return period.start <= compared and (not period.end or compared[: len(period.end)] <= period.end)


def _day(text: str, zone: ZoneInfo) -> datetime | None:
    if not text:
        return None
    try:
        near = min(max(text, "19000101"), "21991231")
        return datetime.strptime(near, "%Y%m%d").replace(tzinfo=zone).astimezone(UTC)
    except ValueError:
        raise KeyInvalid(keyword="ScheduledProcedureStepStartDate") from None
