"""Mend what was found wrong from the second store.

Load what was found, carry it back verified, give the row its new locator. The
damaged object is deleted only after that; a worker killed in between leaves an
object that no row names, which harms nobody.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog

from storage import StoredObject, StoreError
from teleread.archive.copying import TRY_AGAIN_AFTER
from teleread.archive.copying_records import note_tried
from teleread.archive.scrubbing import Fault
from teleread.archive.scrubbing_records import close_finding, load_open_faults, point_instance, point_quarantine
from teleread.clinics.access import system_scope
from teleread.database import Database, Session, snapshot, transaction
from teleread.reports.records import point_document
from teleread.views.copies import Wrong, load_claim, load_repairable
from teleread.views.stored import Claim, ClaimKind
from teleread.workflow.keeping.carrying import NotCarried, carry, discard, require
from teleread.workflow.keeping.copy import Stores
from teleread.workflow.keeping.findings import LookedAt, audit_object, note
from teleread.workflow.keeping.verify import fault_of
from teleread.worklist.question_records import point_picture

log = structlog.get_logger()

AT_ONCE = 20
PREFIX = "repaired"


@dataclass(frozen=True, slots=True)
class Repaired:
    """An object that was found wrong, and whether it is whole now; `fault` is what is wrong with its copy."""

    claim: Claim
    fault: Fault | None


def repair_due(stores: Stores, *, at: datetime) -> int:
    """Repair what is known to be wrong and lies in the second store, and return how many objects are whole again.

    Raises
    ------
    StoreUnavailable
        If either store does not answer.
    """
    return sum(done.fault is None for done in repair_all(stores, at=at))


def repair_all(stores: Stores, *, at: datetime) -> Iterator[Repaired]:
    """Try once to repair everything that can be: yields once an object."""
    tried: set[UUID] = set()
    while found := [wrong for wrong in _load(stores.database, at) if wrong.claim.row_id not in tried]:
        for wrong in found:
            tried.add(wrong.claim.row_id)
            yield _repair(stores, wrong, at)


def _load(database: Database, at: datetime) -> list[Wrong]:
    with snapshot(database) as session:
        return load_repairable(session, system_scope(), at=at, again_after=TRY_AGAIN_AFTER, limit=AT_ONCE)


def _repair(stores: Stores, wrong: Wrong, at: datetime) -> Repaired:
    claim = wrong.claim
    if _is_whole(stores, claim, at):
        return Repaired(claim, None)
    try:
        stored = carry(stores.second, wrong.second_locator, stores.first, prefix=PREFIX, kept=claim)
    except NotCarried as not_carried:
        log.warning("repair.copy_wrong", kind=claim.kind.value, row_id=str(claim.row_id), fault=not_carried.fault.value)
        with transaction(stores.database) as session:
            note_tried(session, kind=claim.kind.value, row_id=claim.row_id, at=at)
            audit_object(session, "object.not_repaired", claim, fault=not_carried.fault, at=at)
        return Repaired(claim, not_carried.fault)
    with transaction(stores.database) as session:
        left = _point(session, claim, stored, at)
    with suppress(StoreError):
        discard(stores.first, left)
    return Repaired(claim, None)


def _is_whole(stores: Stores, claim: Claim, at: datetime) -> bool:
    """Look again: what was brought back by hand or by its device needs no repair."""
    fault = fault_of(stores.first, claim)
    if fault is Fault.UNREADABLE:
        require(stores.first)
    if fault is None:
        with transaction(stores.database) as session:
            note(session, [LookedAt(claim, None)], at)
    return fault is None


def _point(session: Session, claim: Claim, stored: StoredObject, at: datetime) -> str:
    """Give the row its new object, and return the locator that nothing names now."""
    now = load_claim(session, system_scope(), kind=claim.kind, row_id=claim.row_id)
    if now is None or now.locator != claim.locator:
        return stored.locator
    fault = load_open_faults(session, [claim.row_id]).get((claim.kind.value, claim.row_id))
    if fault is None:
        return stored.locator
    _POINT[claim.kind](session, claim.row_id, stored.locator)
    close_finding(session, kind=claim.kind.value, row_id=claim.row_id, at=at)
    audit_object(session, "object.repaired", claim, fault=fault, at=at)
    return claim.locator


_POINT: dict[ClaimKind, Callable[[Session, UUID, str], None]] = {
    ClaimKind.INSTANCE: point_instance,
    ClaimKind.QUARANTINE: point_quarantine,
    ClaimKind.REPORT_DOCUMENT: point_document,
    ClaimKind.QUESTION_PICTURE: point_picture,
}
