"""Earlier Studies of the same patient: who may compare with them, and how far they can be trusted to be theirs."""

from datetime import datetime
from enum import StrEnum

from teleread.errors import Conflict
from teleread.worklist.permission import Actor
from teleread.worklist.reading import Reading
from teleread.worklist.refusals import NotEligible


class PriorStanding(StrEnum):
    """How sure it is that an earlier Study is of the same person."""

    SAME = "same"
    IN_DOUBT = "in_doubt"
    CONTRADICTED = "contradicted"


WARNINGS: dict[PriorStanding, tuple[str, str]] = {
    PriorStanding.SAME: ("", ""),
    PriorStanding.IN_DOUBT: (
        "身份待核对：该患者编号或检查存在尚未处理的矛盾，对比前请核对姓名、性别和出生日期",
        "Identity to be checked: a contradiction about this Patient ID or study is not resolved yet; "
        "compare name, sex and birth date first",
    ),
    PriorStanding.CONTRADICTED: (
        "不可打开：患者编号相同，但姓名、性别或出生日期互相矛盾，或已因患者不符被退回，待该机构确认是否为同一人",
        "Not to be opened: the same Patient ID, but name, sex or birth date contradict, or it was rejected as another "
        "patient's; the clinic has not said yet who it is",
    ),
}


class PriorContradicted(Conflict):
    """The same number, perhaps another person."""

    code = "prior_contradicted"
    zh, en = WARNINGS[PriorStanding.CONTRADICTED]


def standing_of_prior(*, is_same_patient: bool, has_open_contradiction: bool) -> PriorStanding:
    """Return how far a Study is to be trusted. Of two Patients only an unresolved contradiction makes one perhaps."""
    if not is_same_patient:
        return PriorStanding.CONTRADICTED
    return PriorStanding.IN_DOUBT if has_open_contradiction else PriorStanding.SAME


def require_openable(standing: PriorStanding) -> None:
    """Refuse what may be another person's; raises PriorContradicted."""
    if standing is PriorStanding.CONTRADICTED:
        raise PriorContradicted


def may_compare(reading: Reading, actor: Actor) -> bool:
    """Say whether a person may see earlier Studies beside a Reading.

    Those may who may read it, whoever read it, the clinic's own people and
    admins.
    """
    own = {reading.holder_id, reading.author_id, reading.reviewer_id}
    return bool(actor.parts) or actor.is_admin or actor.is_of_clinic or actor.account_id in own


def require_may_compare(reading: Reading, actor: Actor) -> None:
    """Refuse whoever has nothing to do with this Reading; raises NotEligible."""
    if not may_compare(reading, actor):
        raise NotEligible


def moment_of_study(study_date: str, study_time: str, first_received_at: datetime) -> tuple[str, str, datetime]:
    """Return by what Studies are put in order; one without a date counts from the day of its receipt."""
    return study_date or f"{first_received_at:%Y%m%d}", study_time, first_received_at
