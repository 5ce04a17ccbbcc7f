"""Render: make of every Instance what is looked at over a thin line, one after the other.

Taking, making and finishing are apart, and nothing is decoded or put inside a
transaction. The key of the object is on record before anything is put under
it, so a worker that is killed anywhere leaves nothing behind that nobody erases,
and the next one makes it again.
"""

import random
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from storage import ObjectDamaged, ObjectMissing, ObjectStore, StoreUnavailable
from teleread.archive.rendition import (
    Rendition,
    RenditionState,
    Urgency,
    fail,
    finish,
    give_up,
    is_held,
    take,
)
from teleread.archive.rendition_records import (
    find_due_rendition,
    find_rendition,
    save_rendition,
    want_renditions,
)
from teleread.clinics.access import system_scope
from teleread.database import Database, Session, snapshot, transaction
from teleread.dicom.dataset.unshowable import CannotShow, DecoderDied, NothingToShow
from teleread.dicom.decoding.pool import DecoderPool
from teleread.errors import Missing, Unavailable
from teleread.outbox import LEASE, Failure, renewed
from teleread.views.instances import load_instance
from teleread.views.renditions import load_emergencies
from teleread.workflow.keeping.carrying import discard
from teleread.workflow.keeping.each import where
from teleread.workflow.keeping.render_making import make

log = structlog.get_logger()

BUDGET_SECONDS = 20.0
"""After so long a round ends, for the worker to see whether it is to stop."""
JOB_SECONDS = 150
"""So long a decoder may take for one job: less than the lease."""
NICENESS = 10
ORIGINAL_LOST, NO_STORE = "original_lost", "store_unavailable"

Clock = Callable[[], datetime]


class NoLongerWanted(Exception):
    """The Instance is deleted, or another worker has taken it over."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """What renditions are made with."""

    database: Database
    store: ObjectStore
    decoders: DecoderPool
    worker: str


def rendering_decoders() -> DecoderPool:
    """Return the decoder for renditions: one, which steps back behind everybody."""
    return DecoderPool(size=1, time_limit=timedelta(seconds=JOB_SECONDS), niceness=NICENESS)


def render_due(work: Rendering, *, at: datetime) -> int:
    """Make renditions of what is due, the most urgent first; return of how many Instances that was tried.

    Raises
    ------
    StoreUnavailable
        If the store does not answer or has no room beyond its reserve: nothing more is encoded in vain.
    """
    began = time.monotonic()

    def clock() -> datetime:
        return at + timedelta(seconds=time.monotonic() - began)

    _want_emergencies(work.database, at=at)
    tried = 0
    while time.monotonic() - began < BUDGET_SECONDS and (taken := _take(work, at=clock())) is not None:
        _attempt(work, taken, clock)
        tried += 1
    return tried


def _want_emergencies(database: Database, *, at: datetime) -> None:
    with snapshot(database) as session:
        emergencies = load_emergencies(session)
    if emergencies:
        with transaction(database) as session:
            want_renditions(session, emergencies, urgency=Urgency.EMERGENCY, at=at)


def _take(work: Rendering, *, at: datetime) -> Rendition | None:
    with snapshot(work.database) as session:
        if find_due_rendition(session, at=at, lock=False) is None:
            return None
    with transaction(work.database) as session:
        found = find_due_rendition(session, at=at, lock=True)
        if found is None:
            return None
        key = f"renditions/{found.clinic_id.hex}/{at:%Y/%m/%d}/{secrets.token_hex(16)}"
        taken = take(found, worker=work.worker, key=key, at=at)
        save_rendition(session, taken, at=at)
        return taken


def _attempt(work: Rendering, taken: Rendition, clock: Clock) -> None:
    try:
        with snapshot(work.database) as session:
            instance = load_instance(session, system_scope(), taken.instance_id)
        made = make(work.store, work.decoders, taken, instance=instance, goes_on=_Lease(work, taken, clock).keep)
    except NoLongerWanted:
        return
    except DecoderDied as death:
        _put_off(work, taken, Failure(death.code), is_death=True, at=clock())
    except NothingToShow:
        _settle(work, taken, lambda held: give_up(held, "", at=clock()), at=clock())
    except (CannotShow, Missing) as refusal:
        reason = refusal.code
        _settle(work, taken, lambda held: give_up(held, reason, at=clock()), at=clock())
    except (ObjectMissing, ObjectDamaged):
        _put_off(work, taken, Failure(ORIGINAL_LOST), at=clock())
    except StoreUnavailable:
        _put_off(work, taken, Failure(NO_STORE), at=clock())
        raise
    except Unavailable as refusal:
        _put_off(work, taken, Failure(refusal.code), at=clock())
    except Exception as failure:  # noqa: BLE001  (whatever it is, the other Instances get theirs)
        details = where(failure)
        log.error("rendition.broke", instance_id=str(taken.instance_id), **details)  # noqa: TRY400  (no message)
        _put_off(work, taken, Failure(details["failure"]), at=clock())
    else:
        if not _settle(work, taken, lambda held: finish(held, made, at=clock()), at=clock()):
            discard(work.store, made.locator)


@dataclass(slots=True)
class _Lease:
    """Holds on to a rendition while it is made."""

    work: Rendering
    taken: Rendition
    clock: Clock

    def keep(self) -> None:
        """Renew the lease if some of it is gone; raises NoLongerWanted if there is nothing to hold any more."""
        at, ends_at = self.clock(), self.taken.lease_ends_at
        if ends_at is not None and ends_at - at > LEASE * 0.9:
            return
        with transaction(self.work.database) as session:
            held = _held(session, self.work, self.taken)
            if held is None:
                raise NoLongerWanted
            self.taken = renewed(held, at=at)
            save_rendition(session, self.taken, at=at)


def _held(session: Session, work: Rendering, taken: Rendition) -> Rendition | None:
    found = find_rendition(session, system_scope(), taken.instance_id, lock=True)
    is_ours = found is not None and is_held(found, worker=work.worker, attempt=taken.attempts)
    return found if is_ours else None


def _settle(work: Rendering, taken: Rendition, decide: Callable[[Rendition], Rendition], *, at: datetime) -> bool:
    """Keep how an attempt ended, and say whether that still counted."""
    with transaction(work.database) as session:
        held = _held(session, work, taken)
        if held is None:
            return False
        decided = decide(held)
        save_rendition(session, decided, at=at)
    if decided.state is RenditionState.NONE and decided.reason:
        log.info("rendition.none", instance_id=str(taken.instance_id), reason=decided.reason)
    return True


def _put_off(work: Rendering, taken: Rendition, failure: Failure, *, is_death: bool = False, at: datetime) -> None:
    jitter = random.random()  # noqa: S311  (spreads retries, guards nothing)
    _settle(work, taken, lambda held: fail(held, failure, is_death=is_death, at=at, jitter=jitter), at=at)
