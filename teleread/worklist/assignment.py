"""Who is offered a Reading, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from teleread.worklist.reading import Part
from teleread.worklist.specialist import Need, Specialist, Unfit, is_posted, unfit_for

EXPECTED_MINUTES = {"xray": 5, "ultrasound": 10, "ecg": 3, "other": 8}
"""How long writing a report takes; reviewing one takes half of it."""


def expected_minutes(modality: str, part: Part) -> int:
    """Return how long a part of a Reading is expected to take."""
    minutes = EXPECTED_MINUTES.get(modality, EXPECTED_MINUTES["other"])
    return minutes if part is Part.AUTHOR else (minutes + 1) // 2


@dataclass(frozen=True, slots=True)
class Considered:
    """One specialist, how much they hold already, why they are not fit, and whether they work at the clinic itself."""

    account_id: UUID
    load_minutes: int
    unfit: frozenset[Unfit]
    is_posted: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is offered it, if anybody, and everybody who was considered."""

    account_id: UUID | None
    considered: tuple[Considered, ...]

    @property
    def _is_posted(self) -> bool:
        return any(each.is_posted for each in self.considered if each.account_id == self.account_id)

    def reasons(self) -> dict[str, Any]:
        """Return the choice as data to keep with the Assignment and to show to an admin."""
        return {
            "rule": "posted_first" if self._is_posted else "least_loaded",
            "considered": [
                {
                    "account_id": str(each.account_id),
                    "load_minutes": each.load_minutes,
                    "unfit": sorted(reason.value for reason in each.unfit),
                    **({"is_posted": True} if each.is_posted else {}),
                }
                for each in self.considered
            ],
        }


@dataclass(frozen=True, slots=True)
class Waiting:
    """A Reading that waits for a specialist, with what decides its place in the queue."""

    reading_id: UUID
    revision: int
    need: Need
    is_emergency: bool
    due_at: datetime


def choose(need: Need, specialists: Iterable[Specialist], at: datetime) -> Choice:
    """Return the fit specialist with the least to do.

    What a clinic sends is offered first to the doctor who is posted there, as
    its author.
    Who let an offer of this Reading go by is asked again only when nobody else
    is fit; who gave it back is not asked again, though they may claim it.
    Equal loads are decided by account, so the choice can be repeated.
    """
    considered = tuple(
        Considered(
            each.account_id,
            each.load_minutes,
            unfit_for(each, need, at),
            is_posted=need.part is Part.AUTHOR and is_posted(each, need, at),
        )
        for each in specialists
    )
    for excused in (frozenset(), frozenset({Unfit.ASKED_BEFORE})):
        fit = [each for each in considered if each.unfit <= excused]
        if fit:
            return Choice(min(fit, key=_closest).account_id, considered)
    return Choice(None, considered)


def _closest(considered: Considered) -> tuple[bool, int, UUID]:
    return not considered.is_posted, considered.load_minutes, considered.account_id


def plan(waiting: Iterable[Waiting], specialists: Sequence[Specialist], at: datetime) -> list[tuple[Waiting, Choice]]:
    """Return a choice for every waiting Reading, most urgent first, loads growing as they are given out."""
    staff = {each.account_id: each for each in specialists}
    chosen = []
    for each in sorted(waiting, key=lambda w: (not w.is_emergency, w.due_at, w.reading_id)):
        choice = choose(each.need, staff.values(), at)
        if choice.account_id is not None:
            taker = staff[choice.account_id]
            more = expected_minutes(each.need.modality, each.need.part)
            staff[choice.account_id] = replace(taker, load_minutes=taker.load_minutes + more)
        chosen.append((each, choice))
    return chosen


_FUNDAMENTAL = tuple(Unfit)


def why_nobody(need: Need, choice: Choice) -> Unfit:
    """Return the one thing to mend when nobody is fit: the fewest reasons anybody has, the gravest of them.

    NO_PARTNERSHIP when no department reads it for the clinic at all,
    NO_CREDENTIAL when there is nobody to consider.
    """
    if not need.department_ids:
        return Unfit.NO_PARTNERSHIP
    if not choice.considered:
        return Unfit.NO_CREDENTIAL
    nearest = min(choice.considered, key=lambda each: (len(each.unfit), _gravity(each.unfit), each.account_id))
    return min(nearest.unfit, key=_FUNDAMENTAL.index)


def _gravity(unfit: frozenset[Unfit]) -> int:
    """Rank what is easiest to mend first, so that a sleeping colleague is named before a missing role."""
    return -min(_FUNDAMENTAL.index(reason) for reason in unfit)
