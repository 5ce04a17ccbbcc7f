"""What waits to be done with somebody outside: who holds it, until when, and when to try again.

Every outbox of the house keeps these rules: a report on its way home, an
Instance on its way to a PACS, a device that waits to hear that its Instances
are safe. Each keeps its own states beside them.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, Protocol, TypeVar, cast

LEASE: Final = timedelta(minutes=3)
"""Longer than any one attempt may take, so a live worker is never overtaken."""

FIRST_DELAY: Final = timedelta(seconds=10)
LONGEST_DELAY: Final = timedelta(hours=1)
MAX_ATTEMPTS: Final = 30
"""About a day: who switches devices off at night is reached in the morning."""


class Posted(Protocol):
    """Something of an outbox. `attempts` counts those begun; with the worker it fences the one under way."""

    @property
    def attempts(self) -> int:
        """How often it was begun."""

    @property
    def next_attempt_at(self) -> datetime:
        """When it may be begun again."""

    @property
    def lease_holder(self) -> str | None:
        """Which worker has it."""

    @property
    def lease_ends_at(self) -> datetime | None:
        """Until when it has it."""


Thing = TypeVar("Thing", bound=Posted)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an attempt failed; waiting mends it or only a person does."""

    detail: str
    is_permanent: bool = False


def leased(thing: Thing, *, worker: str, at: datetime) -> Thing:
    """Return the thing as held by the worker for one more attempt."""
    return _changed(thing, attempts=thing.attempts + 1, lease_holder=worker, lease_ends_at=at + LEASE)


def renewed(thing: Thing, *, at: datetime) -> Thing:
    """Return the thing as held on by the same worker for the same attempt."""
    return _changed(thing, lease_ends_at=at + LEASE)


def let_go(thing: Thing, *, next_attempt_at: datetime | None = None) -> Thing:
    """Return the thing as held by nobody, to be begun again at a moment if one is given."""
    free = _changed(thing, lease_holder=None, lease_ends_at=None)
    return free if next_attempt_at is None else _changed(free, next_attempt_at=next_attempt_at)


def is_leased(thing: Posted, *, at: datetime) -> bool:
    """Say whether a worker holds it that may be alive."""
    return thing.lease_ends_at is not None and thing.lease_ends_at > at


def is_held(thing: Posted, *, worker: str, attempt: int) -> bool:
    """Say whether the result of this attempt still counts."""
    return thing.lease_holder == worker and thing.attempts == attempt


def is_over(failure: Failure, *, attempts: int) -> bool:
    """Say whether nothing more is tried by itself."""
    return failure.is_permanent or attempts >= MAX_ATTEMPTS


def delay_after(attempts: int, *, jitter: float) -> timedelta:
    """Return how long to wait after so many attempts: doubling, bounded, spread over its upper half.

    Parameters
    ----------
    jitter
        In [0, 1): spreads the retries of what failed together.
    """
    doublings = min(max(attempts - 1, 0), 16)
    longest = min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)
    return longest * (0.5 + jitter / 2)


def _changed(thing: Thing, **values: Any) -> Thing:
    """Replace fields of what is a dataclass, as every `Posted` is; a Protocol cannot say so."""
    return cast("Thing", replace(cast("Any", thing), **values))
