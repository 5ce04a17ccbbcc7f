"""Scrub: read everything that is kept again, and raise what is missing or differs."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from storage import ObjectMissing, ObjectStore
from teleread.archive.scrubbing import (
    Fault,
    Progress,
    begin,
    begin_again,
    earn,
    is_due,
    needs_counting,
    spend,
)
from teleread.archive.scrubbing_records import (
    close_finding,
    load_open_faults,
    load_progress,
    open_finding,
    save_progress,
)
from teleread.audit.records import record
from teleread.clinics.access import system_scope
from teleread.database import Database, Session, snapshot, transaction
from teleread.views.stored import Claim, ClaimKind, load_claimed, load_claims, sum_claims
from teleread.workflow.keeping.reconcile import pages
from teleread.workflow.keeping.verify import fault_of, walk_claims

SLICE = 50
SLICE_BYTES = 64 * 1024 * 1024
"""After so much the progress is saved: what a killed worker has read is read again."""
NOTHING = "scrub/nothing"


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A row's word about its object, and what is wrong with that, if anything is."""

    claim: Claim
    fault: Fault | None


def scrub_due(database: Database, store: ObjectStore, *, at: datetime) -> int:
    """Read what is due since the last round, and return how many faults are new.

    Where it was lies in a row, so a worker that is killed goes on there. Of two
    workers the slower one leaves the rest of its round to the other.

    Raises
    ------
    StoreUnavailable
        If the store as a whole does not answer: that is nobody's fault, and
        the same objects are read in the next round.
    """
    with snapshot(database) as session:
        known = load_progress(session)
        progress = known or begin(at)
        if known is not None and not is_due(progress, at):
            return 0
        if needs_counting(progress, at):
            progress = replace(progress, total_bytes=sum_claims(session, system_scope()), counted_at=at)
    return _round(database, store, known, earn(progress, at), at)


def scrub_all(database: Database, store: ObjectStore, *, at: datetime) -> Iterator[LookedAt]:
    """Read every object now, beside the pass that the worker is on.

    Raises
    ------
    StoreUnavailable
        If the store as a whole does not answer.
    """
    for page in pages(walk_claims(database, system_scope())):
        for slice_ in _slices(page):
            looked_at = _look_at(store, slice_)
            with transaction(database) as session:
                _note(session, looked_at, at)
            yield from looked_at


def _round(database: Database, store: ObjectStore, known: Progress | None, progress: Progress, at: datetime) -> int:
    found = 0
    while progress.credit_bytes > 0:
        with snapshot(database) as session:
            page = _next_page(session, progress)
        before, looked_at = progress, []
        for claim in page:
            looked_at += _look_at(store, [claim])
            progress = spend(progress, claim.size_bytes, kind=claim.kind.value, row_id=claim.row_id)
            if progress.credit_bytes <= 0 or before.credit_bytes - progress.credit_bytes > SLICE_BYTES:
                break
        if not page:
            progress = replace(begin_again(progress, at=at), credit_bytes=0)
        with transaction(database) as session:
            found += _note(session, looked_at, at)
            if load_progress(session) != known:
                return found
            save_progress(session, progress)
        known = progress
    if known != progress:
        _save(database, known, progress)
    return found


def _save(database: Database, known: Progress | None, progress: Progress) -> None:
    with transaction(database) as session:
        if load_progress(session) == known:
            save_progress(session, progress)


def _next_page(session: Session, progress: Progress) -> list[Claim]:
    kinds = list(ClaimKind)
    start = kinds.index(ClaimKind(progress.kind)) if progress.kind else 0
    for kind in kinds[start:]:
        after = progress.after if kind == progress.kind else None
        if page := load_claims(session, system_scope(), kind=kind, after=after, limit=SLICE):
            return page
    return []


def _slices(page: Sequence[Claim]) -> Iterator[list[Claim]]:
    for start in range(0, len(page), SLICE):
        yield list(page[start : start + SLICE])


def _look_at(store: ObjectStore, claims: Iterable[Claim]) -> list[LookedAt]:
    looked_at = [LookedAt(claim, fault_of(store, claim)) for claim in claims]
    if any(each.fault is Fault.UNREADABLE for each in looked_at):
        _require(store)
    return looked_at


def _require(store: ObjectStore) -> None:
    with suppress(ObjectMissing):
        store.stat(NOTHING)


def _note(session: Session, looked_at: Sequence[LookedAt], at: datetime) -> int:
    """Keep what is wrong and what is whole again; a row that names another object by now says nothing."""
    known = load_open_faults(session, [each.claim.row_id for each in looked_at])
    wrong = [each.claim.locator for each in looked_at if each.fault]
    claimed = load_claimed(session, system_scope(), wrong) if wrong else set()
    found = 0
    for claim, fault in ((each.claim, each.fault) for each in looked_at):
        before = known.get((claim.kind.value, claim.row_id))
        if fault is None and before is not None:
            close_finding(session, kind=claim.kind.value, row_id=claim.row_id, at=at)
            _audit(session, "object.whole_again", claim, before, at)
        elif fault is not None and fault is not before and claim.locator in claimed:
            _open(session, claim, fault, at)
            _audit(session, "object.found_wrong", claim, fault, at)
            found += 1
    return found


def _open(session: Session, claim: Claim, fault: Fault, at: datetime) -> None:
    open_finding(
        session,
        clinic_id=claim.clinic_id,
        kind=claim.kind.value,
        row_id=claim.row_id,
        locator=claim.locator,
        fault=fault,
        at=at,
    )


def _audit(session: Session, action: str, claim: Claim, fault: Fault, at: datetime) -> None:
    record(
        session,
        action,
        at=at,
        account_id=None,
        clinic_id=claim.clinic_id,
        subject_kind=claim.kind.value,
        subject_id=claim.row_id,
        fault=fault.value,
    )
