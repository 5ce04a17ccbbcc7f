"""How long a clinic's studies are kept, and from which day that counts.

References
----------
医疗机构病历管理规定 (2013) 第二十九条: records of outpatients are kept at least 15
years from the patient's last visit, those of inpatients at least 30.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from teleread.clinics.clinic import Modality
from teleread.errors import Invalid

LEAST_YEARS, MOST_YEARS = 15, 100

DEFAULT_YEARS: Mapping[Modality, int] = {
    Modality.XRAY: 15,
    Modality.ULTRASOUND: 15,
    Modality.ECG: 15,
    Modality.OTHER: 30,
}
"""A township clinic's pictures are of outpatients; one with wards sets 30. What nobody can tell is kept longer."""


class YearsRefused(Invalid):
    """A rule that no record may be kept by."""

    code = "retention_years_refused"
    zh, en = "保存年限须为 {least} 至 {most} 年", "Records are kept for {least} to {most} years"


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How many years a clinic keeps its studies of a kind, where not `DEFAULT_YEARS`."""

    id: UUID
    clinic_id: UUID
    modality: Modality
    years: int


@dataclass(frozen=True, slots=True)
class Retention:
    """Why a study is kept until when.

    Parameters
    ----------
    counts_from
        The latest day that is known of: the Study Date, the last receiving, or
        the patient's later study.
    ends_on
        The last day on which it must be kept.
    """

    modality: Modality
    years: int
    counts_from: date
    ends_on: date

    def has_ended(self, on: date) -> bool:
        """Say whether it may go by its age."""
        return on > self.ends_on


def check_years(years: int) -> int:
    """Return the years of a rule; raises YearsRefused."""
    if not LEAST_YEARS <= years <= MOST_YEARS:
        raise YearsRefused(least=LEAST_YEARS, most=MOST_YEARS)
    return years


def retention_of(
    kinds: Iterable[Modality], own_years: Mapping[Modality, int], *, known_days: Iterable[date]
) -> Retention:
    """Return until when a study is kept: the longest time of its kinds, from the latest known day."""
    years, kind = max((own_years.get(kind, DEFAULT_YEARS[kind]), kind) for kind in {*kinds} or {Modality.OTHER})
    counts_from = max(known_days)
    return Retention(kind, years, counts_from, years_after(counts_from, years))


def known_days(study_date: str, *, last_received_at: datetime) -> list[date]:
    """Return the days that a Study is known from; a Study Date that is none is not believed.

    One that lies ahead is: keeping for longer is the harmless mistake.
    """
    days = [last_received_at.date()]
    with suppress(ValueError):
        days.append(datetime.strptime(study_date, "%Y%m%d").date())  # noqa: DTZ007  (a DA has no zone)
    return days


def years_after(day: date, years: int) -> date:
    """Return the same day so many years later; of a leap day, the first of March."""
    year = day.year + years
    if year > date.max.year:
        return date.max
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
