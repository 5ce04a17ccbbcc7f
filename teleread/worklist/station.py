"""A specialist of the hospital who works at a township clinic for a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from teleread.errors import Conflict, Invalid, Missing

LONGEST = timedelta(days=400)


class StationMissing(Missing):
    """No such posting."""

    code = "station_missing"
    zh, en = "未找到该驻点安排", "No such posting"


class StationTaken(Conflict):
    """The person is posted somewhere in that time already."""

    code = "station_taken"
    zh, en = "该医师在此期间已有驻点安排", "The person is posted somewhere in that time already"


class StationRefused(Invalid):
    """A posting cannot be right; `reason` says why."""

    code = "station_refused"
    zh, en = "{reason_zh}", "{reason}"


@dataclass(frozen=True, slots=True)
class Station:
    """From `begins_at` until before `ends_at` a specialist works at a clinic; the weekly shifts hold there too."""

    id: UUID
    account_id: UUID
    clinic_id: UUID
    begins_at: datetime
    ends_at: datetime

    def covers(self, at: datetime) -> bool:
        """Say whether the person is there at a moment."""
        return self.begins_at <= at < self.ends_at


def check_station(
    station: Station, *, may_author: bool, does_department_read: bool, others: Iterable[Station]
) -> Station:
    """Return a posting that can be.

    Raises
    ------
    StationRefused
        If its end is not after its start or too far off, the person is no
        author, or their department does not read for the clinic: whoever is
        posted there must not see more than from the hospital.
    StationTaken
        If the person is posted anywhere in that time.
    """
    if not timedelta(0) < station.ends_at - station.begins_at <= LONGEST:
        raise StationRefused(
            reason="A posting ends after it begins, within 400 days", reason_zh="驻点的结束须晚于开始，且不超过 400 天"
        )
    if not may_author:
        raise StationRefused(reason="A posted doctor writes reports", reason_zh="驻点医师须为报告医师")
    if not does_department_read:
        raise StationRefused(
            reason="The doctor's department does not read for this clinic",
            reason_zh="该医师所在科室与此机构没有协作关系",
        )
    if any(station.begins_at < other.ends_at and other.begins_at < station.ends_at for other in others):
        raise StationTaken
    return station


def clinic_of(stations: Iterable[Station], at: datetime) -> UUID | None:
    """Return where a person is posted at a moment; None at the hospital."""
    return next((each.clinic_id for each in stations if each.covers(at)), None)
