"""Deleting a Study: who may, why, and what forbids it. Nothing is ever deleted by itself."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from teleread.errors import Conflict, Forbidden, Invalid, Missing

LONGEST_NOTE = 500


class DeletionReason(StrEnum):
    """Why a Study is deleted."""

    RETENTION_ENDED = "retention_ended"
    WRONG_UPLOAD = "wrong_upload"
    TEST_DATA = "test_data"

    @property
    def is_early(self) -> bool:
        """Whether it is given before the Study's time has ended."""
        return self is not DeletionReason.RETENTION_ENDED


class DeletionState(StrEnum):
    """How far a deletion is. From REMOVING on the Study has no rows; DONE, no bytes either."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REMOVING = "removing"
    DONE = "done"


class Obstacle(StrEnum):
    """What forbids to delete a Study now."""

    HELD = "held"
    STILL_KEPT = "still_kept"
    STILL_READ = "still_read"
    STILL_ARRIVING = "still_arriving"
    REPORTED = "reported"
    PROPOSED_ALREADY = "proposed_already"


_WHY_NOT = {
    Obstacle.HELD: ("该检查已被保全，不得删除", "a legal hold lies on it"),
    Obstacle.STILL_KEPT: ("保存期限未满", "it has to be kept longer"),
    Obstacle.STILL_READ: ("阅片尚未结束，请先取消", "it is being read; cancel the Reading first"),
    Obstacle.STILL_ARRIVING: ("影像仍在接收", "it is still arriving"),
    Obstacle.REPORTED: (
        "已有签发的报告以其为据，期满前不得删除",
        "a signed report rests on it while it is to be kept",
    ),
    Obstacle.PROPOSED_ALREADY: ("已有人提出删除", "its deletion was proposed already"),
}


class StudyKept(Conflict):
    """The Study may not be deleted now; `obstacle` says why."""

    code = "study_kept"
    zh, en = "不能删除：{why_zh}", "The study cannot be deleted: {why}"

    def __init__(self, obstacle: Obstacle) -> None:
        why_zh, why = _WHY_NOT[obstacle]
        super().__init__(obstacle=obstacle.value, why=why, why_zh=why_zh)


class StudyChanged(Conflict):
    """What lies there is not what was proposed."""

    code = "study_changed"
    zh, en = "提出删除后检查内容已有变化，请重新提出", "The study has changed since; propose its deletion anew"


class SamePerson(Forbidden):
    """Two persons are needed."""

    code = "deletion_same_person"
    zh, en = "提出与批准删除的须为两人", "Whoever proposed a deletion may not approve it"


class NoteMissing(Invalid):
    """An act like this is explained in words."""

    code = "note_missing"
    zh, en = "请用不超过 {most} 字说明原因", "Say why, in at most {most} characters"


class DeletionDecided(Conflict):
    """The proposal was approved, refused or withdrawn already."""

    code = "deletion_decided"
    zh, en = "该删除申请已处理", "The proposal was decided already"


class DeletionMissing(Missing):
    """No such proposal."""

    code = "deletion_missing"
    zh, en = "未找到该删除申请", "No such deletion"


class HoldMissing(Missing):
    """No such hold, or it was lifted."""

    code = "hold_missing"
    zh, en = "未找到有效的保全", "No such hold"


@dataclass(frozen=True, slots=True)
class Deletion:
    """One proposal and what became of it.

    Names are kept beside keys: they are to be read when the accounts are gone.

    Parameters
    ----------
    ends_on
        Until when the Study had to be kept.
    objects, size_bytes
        What the proposal is about.
    decided_at
        When somebody agreed, and the rows went, or said no; `done_at`, when the last byte had gone.
    """

    id: UUID
    clinic_id: UUID
    study_id: UUID
    study_instance_uid: str
    reason: DeletionReason
    note: str
    ends_on: date
    objects: int
    size_bytes: int
    proposed_by: UUID
    proposed_by_name: str
    proposed_at: datetime
    state: DeletionState = DeletionState.PROPOSED
    decided_by: UUID | None = None
    decided_by_name: str | None = None
    decided_at: datetime | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody forbids to delete a Study until the hold is lifted."""

    id: UUID
    clinic_id: UUID
    study_id: UUID
    reason: str
    placed_by: UUID
    placed_by_name: str
    placed_at: datetime
    lifted_by: UUID | None = None
    lifted_by_name: str | None = None
    lifted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is to be known of a Study before it is deleted."""

    ends_on: date
    is_held: bool
    is_read: bool
    is_arriving: bool
    has_report: bool
    objects: int
    size_bytes: int


def checked_note(note: str, *, is_required: bool) -> str:
    """Return what somebody typed as a reason; raises NoteMissing."""
    text = note.strip()
    if len(text) > LONGEST_NOTE or (is_required and not text):
        raise NoteMissing(most=LONGEST_NOTE)
    return text


def obstacle_to(reason: DeletionReason, standing: Standing, *, on: date) -> Obstacle | None:
    """Return what forbids to delete a Study for a reason, or None.

    Before its time has ended a Study may go only if it should never have been
    there, and no signed report rests on it.
    """
    if standing.is_held:
        return Obstacle.HELD
    if standing.is_arriving:
        return Obstacle.STILL_ARRIVING
    if standing.is_read:
        return Obstacle.STILL_READ
    has_ended = on > standing.ends_on
    if not has_ended and not reason.is_early:
        return Obstacle.STILL_KEPT
    if not has_ended and standing.has_report:
        return Obstacle.REPORTED
    return None


def check_deletable(reason: DeletionReason, standing: Standing, *, on: date) -> None:
    """Raise StudyKept if something forbids to delete a Study for a reason."""
    obstacle = obstacle_to(reason, standing, on=on)
    if obstacle is not None:
        raise StudyKept(obstacle)


def approve(deletion: Deletion, standing: Standing, *, by: UUID, by_name: str, at: datetime) -> Deletion:
    """Return the deletion as a second person agreed to it.

    Raises
    ------
    DeletionDecided, SamePerson, StudyKept, StudyChanged
        If it is decided already, by the same person, forbidden by now, or not
        about what was proposed.
    """
    require_open(deletion)
    if by == deletion.proposed_by:
        raise SamePerson
    check_deletable(deletion.reason, standing, on=at.date())
    if (standing.objects, standing.size_bytes) != (deletion.objects, deletion.size_bytes):
        raise StudyChanged
    return _decide(deletion, DeletionState.REMOVING, by, by_name, at)


def refuse(deletion: Deletion, *, by: UUID, by_name: str, at: datetime) -> Deletion:
    """Return the deletion as it was refused, or withdrawn by whoever proposed it; raises DeletionDecided."""
    require_open(deletion)
    state = DeletionState.WITHDRAWN if by == deletion.proposed_by else DeletionState.REFUSED
    return _decide(deletion, state, by, by_name, at)


def finish(deletion: Deletion, *, at: datetime) -> Deletion:
    """Return the deletion whose last byte is gone."""
    return replace(deletion, state=DeletionState.DONE, done_at=at)


def stop_by_hold(deletion: Deletion, hold: Hold) -> Deletion:
    """Return an open proposal as a hold ends it."""
    return _decide(deletion, DeletionState.REFUSED, hold.placed_by, hold.placed_by_name, hold.placed_at)


def lift(hold: Hold, *, by: UUID, by_name: str, at: datetime) -> Hold:
    """Return the hold as it was lifted; raises HoldMissing if it was before."""
    if hold.lifted_at is not None:
        raise HoldMissing
    return replace(hold, lifted_by=by, lifted_by_name=by_name, lifted_at=at)


def require_open(deletion: Deletion) -> None:
    """Raise DeletionDecided if somebody said yes or no already."""
    if deletion.state is not DeletionState.PROPOSED:
        raise DeletionDecided


def _decide(deletion: Deletion, state: DeletionState, by: UUID, by_name: str, at: datetime) -> Deletion:
    return replace(deletion, state=state, decided_by=by, decided_by_name=by_name, decided_at=at)
