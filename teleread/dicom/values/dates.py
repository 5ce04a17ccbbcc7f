"""Dates and times as devices write them.

References
----------
DICOM PS3.5 6.2 (DA, TM, DT); PS3.3 C.12.1.1.8 (Timezone Offset From UTC).
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

_DATE = re.compile(r"(\d{4})[.\-/年]?(\d{1,2})[.\-/月]?(\d{1,2})日?")
_TIME = re.compile(r"(\d{2}):?(\d{2})?:?(\d{2})?(?:\.(\d{1,6}))?")
_DATE_TIME = re.compile(r"(\d{8})(\d{2,6}(?:\.\d{1,6})?)?([+-]\d{4})?")
_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})")


def read_date(text: str) -> date | None:
    """Return a DA, or a date written with dots, dashes, slashes or 年月日; None if it cannot be."""
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_birth_date(text: str, *, latest: date) -> date | None:
    """Return a date on which somebody alive may be born; None otherwise."""
    born = read_date(text)
    return born if born and date(1850, 1, 1) <= born <= latest else None


def read_time(text: str) -> time | None:
    """Return a TM, with colons or without; None if it cannot be."""
    match = _TIME.fullmatch(text.strip())
    if not match:
        return None
    hour, minute, second, fraction = match.groups()
    try:
        return time(int(hour), int(minute or 0), min(int(second or 0), 59), int((fraction or "0").ljust(6, "0")))
    except ValueError:
        return None


def read_zone(offset_from_utc: str) -> timezone | None:
    """Return a Timezone Offset From UTC (0008,0201); None if absent or impossible."""
    match = _OFFSET.fullmatch(offset_from_utc.strip())
    if not match:
        return None
    sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    return timezone(offset) if timedelta(hours=-12) <= offset <= timedelta(hours=14) else None


def read_date_time(text: str, zone: timezone | ZoneInfo) -> datetime | None:
    """Return a DT in UTC; its own suffix wins over the zone."""
    match = _DATE_TIME.fullmatch(text.strip())
    if not match:
        return None
    day, clock, offset = match.groups()
    return in_utc(read_date(day), read_time(clock or "00"), read_zone(offset or "") or zone)


def in_utc(day: date | None, clock: time | None, zone: timezone | ZoneInfo) -> datetime | None:
    """Return wall clock of a zone in UTC; None where a part is missing or out of range."""
    if day is None or clock is None:
        return None
    try:
        return datetime.combine(day, clock, zone).astimezone(UTC)
    except OverflowError:
        return None
