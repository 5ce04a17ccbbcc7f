"""Scrub: read everything that is kept again, and raise what is missing or differs.

The second store has a pass of its own: a copy that went bad is renewed from
the first store, which says so if it cannot.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from storage import ObjectStore
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
from teleread.archive.scrubbing_records import ARCHIVE, SECOND, load_progress, save_progress
from teleread.clinics.access import system_scope
from teleread.database import Database, Session, snapshot, transaction
from teleread.views.copies import load_claim, load_copied, sum_copied
from teleread.views.stored import Claim, ClaimKind, load_claims, sum_claims
from teleread.workflow.keeping.carrying import require
from teleread.workflow.keeping.copy import Stores, copy_object
from teleread.workflow.keeping.findings import LookedAt, audit_object, note
from teleread.workflow.keeping.reconcile import pages
from teleread.workflow.keeping.verify import fault_of, walk_claims

SLICE = 50
SLICE_BYTES = 64 * 1024 * 1024
"""After so much the progress is saved: what a killed worker has read is read again."""


@dataclass(frozen=True, slots=True)
class _Pass:
    """What a pass reads: the next page of a kind, how much there is, and what follows from looking at an object."""

    name: str
    load: Callable[[Session, ClaimKind, UUID | None], Sequence[Claim]]
    count_bytes: Callable[[Session], int]
    look_at: Callable[[Claim], LookedAt]
    note: Callable[[Session, Sequence[LookedAt], datetime], int]


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
    return _scrub_due(
        database,
        _Pass(
            ARCHIVE,
            lambda session, kind, after: load_claims(session, system_scope(), kind=kind, after=after, limit=SLICE),
            lambda session: sum_claims(session, system_scope()),
            lambda claim: _look_at(store, [claim])[0],
            note,
        ),
        at,
    )


def scrub_second_due(stores: Stores, *, at: datetime) -> int:
    """Read what is due of the second store, and renew the copies that went bad.

    Returns
    -------
    int
        How many copies were bad.

    Raises
    ------
    StoreUnavailable
        If either store does not answer.
    """
    return _scrub_due(
        stores.database,
        _Pass(
            SECOND,
            _load_copies,
            sum_copied,
            lambda copy: _renew(stores, copy, at),
            lambda _session, looked_at, _at: sum(each.fault is not None for each in looked_at),
        ),
        at,
    )


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
                note(session, looked_at, at)
            yield from looked_at


def scrub_second(stores: Stores, *, at: datetime) -> Iterator[LookedAt]:
    """Read every copy now and renew those that are bad.

    Raises
    ------
    StoreUnavailable
        If either store does not answer.
    """
    for kind in ClaimKind:
        after = None
        while True:
            with snapshot(stores.database) as session:
                page = _load_copies(session, kind, after)
            yield from (_renew(stores, copy, at) for copy in page)
            if len(page) < SLICE:
                break
            after = page[-1].row_id


def _load_copies(session: Session, kind: ClaimKind, after: UUID | None) -> list[Claim]:
    """Return the next rows of a kind that have a copy, as claims on the second store."""
    copied = load_copied(session, system_scope(), kind=kind, after=after, limit=SLICE)
    return [replace(each.claim, locator=each.second_locator) for each in copied]


def _renew(stores: Stores, copy: Claim, at: datetime) -> LookedAt:
    looked_at = _look_at(stores.second, [copy])[0]
    if looked_at.fault is not None:
        with transaction(stores.database) as session:
            claim = load_claim(session, system_scope(), kind=copy.kind, row_id=copy.row_id)
            if claim is not None:
                audit_object(session, "copy.found_wrong", claim, fault=looked_at.fault, at=at)
        if claim is not None:
            copy_object(stores, claim, at=at)
    return looked_at


def _scrub_due(database: Database, scrubbed: _Pass, at: datetime) -> int:
    with snapshot(database) as session:
        known = load_progress(session, scrubbed.name)
        progress = known or begin(at)
        if known is not None and not is_due(progress, at):
            return 0
        if needs_counting(progress, at):
            progress = replace(progress, total_bytes=scrubbed.count_bytes(session), counted_at=at)
    return _round(database, scrubbed, known, earn(progress, at))


def _round(database: Database, scrubbed: _Pass, known: Progress | None, progress: Progress) -> int:
    at, found = progress.worked_at, 0
    while progress.credit_bytes > 0:
        with snapshot(database) as session:
            page = _next_page(session, scrubbed, progress)
        before, looked_at = progress, []
        for claim in page:
            looked_at.append(scrubbed.look_at(claim))
            progress = spend(progress, claim.size_bytes, kind=claim.kind.value, row_id=claim.row_id)
            if progress.credit_bytes <= 0 or before.credit_bytes - progress.credit_bytes > SLICE_BYTES:
                break
        if not page:
            progress = replace(begin_again(progress, at=at), credit_bytes=0)
        with transaction(database) as session:
            found += scrubbed.note(session, looked_at, at)
            if load_progress(session, scrubbed.name) != known:
                return found
            save_progress(session, progress, scrubbed.name)
        known = progress
    if known != progress:
        _save(database, scrubbed.name, known, progress)
    return found


def _save(database: Database, name: str, known: Progress | None, progress: Progress) -> None:
    with transaction(database) as session:
        if load_progress(session, name) == known:
            save_progress(session, progress, name)


def _next_page(session: Session, scrubbed: _Pass, progress: Progress) -> Sequence[Claim]:
    kinds = list(ClaimKind)
    start = kinds.index(ClaimKind(progress.kind)) if progress.kind else 0
    for kind in kinds[start:]:
        after = progress.after if kind == progress.kind else None
        if page := scrubbed.load(session, kind, after):
            return page
    return []


def _slices(page: Sequence[Claim]) -> Iterator[list[Claim]]:
    for start in range(0, len(page), SLICE):
        yield list(page[start : start + SLICE])


def _look_at(store: ObjectStore, claims: Iterable[Claim]) -> list[LookedAt]:
    looked_at = [LookedAt(claim, fault_of(store, claim)) for claim in claims]
    if any(each.fault is Fault.UNREADABLE for each in looked_at):
        require(store)
    return looked_at
