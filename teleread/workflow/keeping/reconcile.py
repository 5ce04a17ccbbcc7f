"""Rows without objects, and objects without rows. Nothing is changed, least of all deleted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar
from uuid import UUID

from storage import ObjectDamaged, ObjectMissing, ObjectStore, StoredObject, StoreUnavailable
from teleread.archive.deletion_records import is_deleted, load_erasing
from teleread.archive.unclaimed import Why, read_origin, why_unclaimed
from teleread.clinics.access import system_scope
from teleread.clinics.records import load_clinics
from teleread.database import Database, Session, snapshot
from teleread.scope import Scope
from teleread.views.stored import Claim, ClaimKind, holds_same_bytes, load_claimed
from teleread.workflow.keeping.verify import Fault, walk_claims

PAGE = 500
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class RowLookedAt:
    """A row and what is wrong with the object that it names, if anything is."""

    kind: ClaimKind
    row_id: UUID
    locator: str
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class ObjectLookedAt:
    """An object and why no row names it; None if one does.

    `clinic_id` and `received_at` are what its envelope says, if that can be read.
    """

    locator: str
    size_bytes: int | None
    clinic_id: UUID | None
    received_at: datetime | None
    why: Why | None


def rows_against_objects(database: Database, store: ObjectStore, scope: Scope) -> Iterator[RowLookedAt]:
    """Look whether the object of every row is there with the size and SHA-256 that it was put with.

    The bytes are not read: `verify_objects` does that.
    """
    for claim in walk_claims(database, scope):
        yield RowLookedAt(claim.kind, claim.row_id, claim.locator, _fault_of(store, claim))


def objects_against_rows(database: Database, store: ObjectStore, *, at: datetime) -> Iterator[ObjectLookedAt]:
    """Walk the store and ask of every object which row names it.

    Memory does not grow with the archive, and no transaction is open while the
    store is walked. The damaged
    ones come last.

    Raises
    ------
    StoreUnavailable
        If the store cannot be walked to its end: what was not seen is not known.
    """
    damaged: list[str] = []
    for page in pages(whole_objects(store, damaged)):
        yield from _look_at(database, page, at)
    for locators in pages(damaged):
        with snapshot(database) as session:
            claimed = load_claimed(session, system_scope(), locators)
        for locator in locators:
            yield ObjectLookedAt(locator, None, None, None, None if locator in claimed else Why.DAMAGED)


def whole_objects(store: ObjectStore, damaged: list[str]) -> Iterator[StoredObject]:
    """Walk the store to its end, and note the locators of what is not whole."""
    try:
        yield from store.walk()
    except ObjectDamaged as error:
        damaged.extend(error.locators)


def _look_at(database: Database, page: list[StoredObject], at: datetime) -> Iterator[ObjectLookedAt]:
    with snapshot(database) as session:
        claimed = load_claimed(session, system_scope(), [stored.locator for stored in page])
        unclaimed = [stored for stored in page if stored.locator not in claimed]
        clinic_ids = {clinic.id for clinic in load_clinics(session, system_scope())} if unclaimed else set()
        erasing = load_erasing(session, [stored.locator for stored in unclaimed]) if unclaimed else set()
        why = {
            stored.locator: _why(session, stored, clinic_ids, at, is_erasing=stored.locator in erasing)
            for stored in unclaimed
        }
    for stored in page:
        origin = read_origin(stored.envelope)
        yield ObjectLookedAt(
            stored.locator,
            stored.size_bytes,
            origin.clinic_id if origin else None,
            origin.received_at if origin else None,
            why.get(stored.locator),
        )


def _why(session: Session, stored: StoredObject, clinic_ids: set[UUID], at: datetime, *, is_erasing: bool) -> Why:
    origin = read_origin(stored.envelope)
    return why_unclaimed(
        stored.envelope,
        is_clinic_known=origin is not None and origin.clinic_id in clinic_ids,
        is_held_elsewhere=origin is not None
        and holds_same_bytes(session, origin.clinic_id, origin.sop_instance_uid, stored.sha256),
        at=at,
        is_erasing=is_erasing,
        is_deleted=origin is not None
        and is_deleted(
            session,
            clinic_id=origin.clinic_id,
            sop_instance_uid=origin.sop_instance_uid,
            sha256=stored.sha256,
            received_at=origin.received_at,
        ),
    )


def _fault_of(store: ObjectStore, claim: Claim) -> Fault | None:
    try:
        stored = store.stat(claim.locator)
    except ObjectMissing:
        return Fault.MISSING
    except ObjectDamaged:
        return Fault.DIFFERS
    except StoreUnavailable:
        return Fault.UNREADABLE
    return None if (stored.size_bytes, stored.sha256) == (claim.size_bytes, claim.sha256) else Fault.DIFFERS


def pages(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield the items a page at a time."""
    rest = iter(items)
    while page := list(islice(rest, PAGE)):
        yield page
