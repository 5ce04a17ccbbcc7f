"""Copy the archive to its second store, object by object, and renew copies that went bad.

The copy is durable before its row; a copy without a row, left by a worker that
was killed in between, is made again and told by `teleread reconcile`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from storage import ObjectStore, StoredObject
from teleread.archive.copying import (
    NOTHING_WAITS,
    Copying,
    Waiting,
    begin_copying,
    earn_bytes,
    is_round_due,
    is_sweep_due,
    looked_from,
    spend_bytes,
)
from teleread.archive.copying_records import find_copy, keep_copy, load_copying, save_copying
from teleread.clinics.access import system_scope
from teleread.database import Database, Session, snapshot, transaction
from teleread.views.copies import count_uncopied, load_claim, load_uncopied
from teleread.views.stored import Claim, ClaimKind
from teleread.workflow.keeping.carrying import NotCarried, carry, discard
from teleread.workflow.keeping.findings import LookedAt, note

PAGE = 50
PREFIX = "copies"


@dataclass(frozen=True, slots=True)
class Stores:
    """The database, the first store and the second."""

    database: Database
    first: ObjectStore
    second: ObjectStore


def copy_due(stores: Stores, *, bytes_per_second: int, at: datetime) -> int:
    """Copy what the second store lacks, as far as the pace allows, and return how many objects that were.

    How much waits is counted and kept first, so that a second store that does
    not answer is seen as a growing lag.

    Raises
    ------
    StoreUnavailable
        If either store does not answer.
    """
    with snapshot(stores.database) as session:
        known = load_copying(session)
        copying = known or begin_copying(at)
        if not is_round_due(copying, at):
            return 0
        copying = _counted(session, copying, at)
    copying = earn_bytes(copying, bytes_per_second=bytes_per_second, at=at)
    if not _save(stores.database, known, copying):
        return 0
    return _copy_round(stores, copying, at)


def _counted(session: Session, copying: Copying, at: datetime) -> Copying:
    if is_sweep_due(copying, at):
        copying = replace(copying, after={}, swept_at=at)
    waiting: Waiting = NOTHING_WAITS
    for kind in ClaimKind:
        waiting += count_uncopied(session, system_scope(), kind=kind, after=looked_from(copying, kind.value))
    return replace(copying, looked_at=at, waiting=waiting, counted_at=at)


def _copy_round(stores: Stores, copying: Copying, at: datetime) -> int:
    known, done = copying, 0
    for claim in _uncopied(stores.database, copying):
        if copying.credit_bytes <= 0:
            break
        done += copy_object(stores, claim, at=at)
        after = {**copying.after, claim.kind.value: claim.row_id}
        copying = replace(spend_bytes(copying, claim.size_bytes), after=after)
    if done:
        copying = replace(copying, copied_at=at)
    _save(stores.database, known, copying)
    return done


def _uncopied(database: Database, copying: Copying) -> Iterator[Claim]:
    for kind in ClaimKind:
        after = looked_from(copying, kind.value)
        while True:
            with snapshot(database) as session:
                page = load_uncopied(session, system_scope(), kind=kind, after=after, limit=PAGE)
            yield from page
            if len(page) < PAGE:
                break
            after = page[-1].row_id


def _save(database: Database, known: Copying | None, copying: Copying) -> bool:
    """Remember how far it is, unless another worker has gone on meanwhile."""
    with transaction(database) as session:
        if load_copying(session) != known:
            return False
        save_copying(session, copying)
    return True


def copy_all(stores: Stores, *, at: datetime) -> Iterator[bool]:
    """Copy everything that the second store lacks now, as fast as it goes; yields once an object."""
    for claim in _uncopied(stores.database, begin_copying(at)):
        yield copy_object(stores, claim, at=at)


def copy_object(stores: Stores, claim: Claim, *, at: datetime) -> bool:
    """Put an object into the second store, and say whether it lies there now.

    A copy that it replaces is deleted when the new one has its row. An object
    that the first store does not have whole is raised as a finding, and a copy
    of it stays as it is.
    """
    try:
        stored = carry(stores.first, claim.locator, stores.second, prefix=PREFIX, kept=claim)
    except NotCarried as not_carried:
        with transaction(stores.database) as session:
            note(session, [LookedAt(claim, not_carried.fault)], at)
        return False
    for locator in _keep(stores.database, claim, stored, at):
        discard(stores.second, locator)
    return True


def _keep(database: Database, claim: Claim, stored: StoredObject, at: datetime) -> list[str]:
    """Give a copy its row, and return what of the second store nothing names now."""
    kind, row_id = claim.kind, claim.row_id
    with transaction(database) as session:
        now = load_claim(session, system_scope(), kind=kind, row_id=row_id)
        if now is None or now.sha256 != stored.sha256:
            return [stored.locator]
        replaced = keep_copy(
            session,
            kind=kind.value,
            row_id=row_id,
            locator=stored.locator,
            size_bytes=stored.size_bytes,
            sha256=stored.sha256,
            at=at,
        )
    return [] if replaced is None else [replaced]


def locator_of_copy(session: Session, claim: Claim) -> str | None:
    """Return where the second store keeps an object, if it does."""
    copy = find_copy(session, kind=claim.kind.value, row_id=claim.row_id)
    return copy.locator if copy is not None and copy.sha256 == claim.sha256 else None
