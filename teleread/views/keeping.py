"""How the archive is kept: how far it is re-read, what waits for its second copy, what waits for a second person."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from teleread.archive.copying import Waiting, waiting_since
from teleread.archive.copying_records import load_copying
from teleread.archive.deletion import DeletionState
from teleread.archive.deletion_records import DeletionRow
from teleread.archive.records import ObjectFindingRow
from teleread.archive.rendition_records import count_waiting_renditions
from teleread.archive.scrubbing import is_behind, share_read, unread_since
from teleread.archive.scrubbing_records import ARCHIVE, SECOND, load_progress
from teleread.clinics.access import system_scope
from teleread.database import Session


@dataclass(frozen=True, slots=True)
class PassSeen:
    """How far a store is re-read.

    Parameters
    ----------
    share
        Of this pass, from 0 to 1.
    unread_since
        When, about, the object was last read that was not read for the longest
        time; None in the first pass, which began at `began_at`.
    is_behind
        Whether that is longer ago than everything is to be re-read in.
    """

    began_at: datetime
    worked_at: datetime
    share: float
    unread_since: datetime | None
    is_behind: bool


@dataclass(frozen=True, slots=True)
class CopyingSeen:
    """What is not in the second store yet, as counted at `counted_at`, and since when the oldest of it waits."""

    waiting: Waiting
    since: datetime | None
    counted_at: datetime
    copied_at: datetime | None


@dataclass(frozen=True, slots=True)
class Keeping:
    """How the archive is kept."""

    scrub: PassSeen | None
    scrub_second: PassSeen | None
    copying: CopyingSeen | None
    objects_wrong: int
    deletions_proposed: int
    deletions_under_way: int
    renditions_waiting: int


def load_keeping(session: Session, *, at: datetime) -> Keeping:
    """Return how the archive is kept, from what the chores have noted: no large table is read."""
    copying = load_copying(session)
    return Keeping(
        scrub=_pass(session, ARCHIVE, at),
        scrub_second=_pass(session, SECOND, at),
        copying=None
        if copying is None
        else CopyingSeen(copying.waiting, waiting_since(copying), copying.counted_at, copying.copied_at),
        objects_wrong=session.scalar(
            select(func.count()).select_from(ObjectFindingRow).where(ObjectFindingRow.mended_at.is_(None))
        )
        or 0,
        deletions_proposed=_count(session, DeletionState.PROPOSED),
        deletions_under_way=_count(session, DeletionState.REMOVING),
        renditions_waiting=count_waiting_renditions(session, system_scope()),
    )


def _pass(session: Session, name: str, at: datetime) -> PassSeen | None:
    progress = load_progress(session, name)
    if progress is None:
        return None
    return PassSeen(
        progress.began_at, progress.worked_at, share_read(progress), unread_since(progress), is_behind(progress, at)
    )


def _count(session: Session, state: DeletionState) -> int:
    counted = select(func.count()).select_from(DeletionRow).where(DeletionRow.state == state)
    return session.scalar(counted) or 0
