"""A contradiction that waits for a person, and the ways out of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from teleread.archive.study import DiscrepancyKind
from teleread.errors import Conflict, Invalid, Missing

LONGEST_NOTE = 500


class Resolution(StrEnum):
    """What a person decided."""

    SEEN = "seen"
    TWO_PERSONS = "two_persons"
    KEEP_CURRENT = "keep_current"
    USE_OTHER = "use_other"
    NO_ORDER = "no_order"
    REPORT_STANDS = "report_stands"
    AMENDED = "amended"


CHOICES: dict[DiscrepancyKind, tuple[Resolution, ...]] = {
    DiscrepancyKind.PATIENT_IDENTITY: (Resolution.TWO_PERSONS, Resolution.SEEN),
    DiscrepancyKind.STUDY_OF_TWO_PATIENTS: (Resolution.SEEN,),
    DiscrepancyKind.SERIES_OF_TWO_STUDIES: (Resolution.SEEN,),
    DiscrepancyKind.INSTANCE_CONFLICT: (Resolution.KEEP_CURRENT, Resolution.USE_OTHER),
    DiscrepancyKind.QUARANTINED: (Resolution.SEEN,),
    DiscrepancyKind.REQUEST_AMBIGUOUS: (Resolution.NO_ORDER,),
    DiscrepancyKind.LATE_AFTER_SIGNING: (),
}
"""The ways out that need nothing but the word.

Which order a Reading answers is said to the Reading; whether a signed report
stands is for its signers to say.
"""


class DiscrepancyMissing(Missing):
    """No such task inside the caller's Scope."""

    code = "discrepancy_missing"
    zh, en = "未找到该任务", "No such task"


class AlreadyResolved(Conflict):
    """Somebody was faster."""

    code = "already_resolved"
    zh, en = "该任务已由他人处理", "Somebody has resolved this already"


class ChoiceRefused(Invalid):
    """That is no way out of this kind of contradiction."""

    code = "choice_refused"
    zh, en = "该选项不适用于此任务", "This choice does not fit the task"


class NoLongerCurrent(Conflict):
    """The copies have changed since the task was raised."""

    code = "copies_changed"
    zh, en = "影像副本的状态已改变，请重新查看", "The copies have changed since; look again"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A task as it stands."""

    id: UUID
    clinic_id: UUID
    kind: DiscrepancyKind
    subject_id: UUID
    other_id: UUID
    raised_at: datetime
    resolved_at: datetime | None


def check_choice(discrepancy: Discrepancy, choice: str) -> Resolution:
    """Return the choice if the task is open and has it.

    Raises
    ------
    AlreadyResolved, ChoiceRefused
        If it is resolved, or the choice is not among `CHOICES` of its kind.
    """
    if discrepancy.resolved_at is not None:
        raise AlreadyResolved
    for resolution in CHOICES[discrepancy.kind]:
        if resolution == choice:
            return resolution
    raise ChoiceRefused
