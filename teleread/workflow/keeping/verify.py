"""Every row against its object: is it there, and is it what was received?"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from storage import ObjectDamaged, ObjectMissing, ObjectStore, StoreUnavailable
from teleread.archive.scrubbing import Fault
from teleread.database import Database, snapshot
from teleread.scope import Scope
from teleread.views.stored import Claim, ClaimKind, count_claims, load_claims

__all__ = ["Fault", "Verified", "fault_of", "verify_objects", "walk_claims"]

PAGE = 500
CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Verified:
    """One object that was looked at: how many are done of how many, and what was found.

    `total` was counted at the start; rows that came since are looked at too.
    """

    done: int
    total: int
    kind: ClaimKind
    row_id: UUID
    locator: str
    size_bytes: int
    fault: Fault | None


def verify_objects(database: Database, store: ObjectStore, scope: Scope) -> Iterator[Verified]:
    """Read every object of the scope and compare its size and SHA-256 with its row.

    Objects of Instances (every standing), of the quarantine and of report
    documents. Yields once an object, with or without a fault, so a caller can
    show progress; memory does not grow with the archive, and no transaction is
    open while an object is read. Nothing is changed or repaired.

    An object that the store cannot read now is UNREADABLE and does not end the
    run: one bad sector must not hide what lies behind it. DIFFERS is bytes, a
    length or an envelope that are not those that were put.
    """
    with snapshot(database) as session:
        total = count_claims(session, scope)
    for done, claim in enumerate(walk_claims(database, scope), start=1):
        fault = fault_of(store, claim)
        yield Verified(done, max(done, total), claim.kind, claim.row_id, claim.locator, claim.size_bytes, fault)


def walk_claims(database: Database, scope: Scope) -> Iterator[Claim]:
    """Yield every row's word about its object, a page at a time: no transaction is open in between."""
    for kind in ClaimKind:
        after = None
        while page := _page(database, scope, kind, after):
            yield from page
            after = page[-1].row_id


def _page(database: Database, scope: Scope, kind: ClaimKind, after: UUID | None) -> list[Claim]:
    with snapshot(database) as session:
        return load_claims(session, scope, kind=kind, after=after, limit=PAGE)


class Kept(Protocol):
    """What a row says of its object."""

    @property
    def locator(self) -> str:
        """Where the bytes lie."""

    @property
    def size_bytes(self) -> int:
        """How many there are."""

    @property
    def sha256(self) -> bytes:
        """What they are."""


def fault_of(store: ObjectStore, claim: Kept) -> Fault | None:
    """Read an object and say what is wrong with it."""
    try:
        size_bytes, sha256 = _measure(store, claim.locator)
    except ObjectMissing:
        return Fault.MISSING
    except ObjectDamaged:
        return Fault.DIFFERS
    except StoreUnavailable:
        return Fault.UNREADABLE
    return None if (size_bytes, sha256) == (claim.size_bytes, claim.sha256) else Fault.DIFFERS


def _measure(store: ObjectStore, locator: str) -> tuple[int, bytes]:
    digest, size_bytes = hashlib.sha256(), 0
    with store.open(locator) as content:
        while chunk := content.read(CHUNK_BYTES):
            digest.update(chunk)
            size_bytes += len(chunk)
    return size_bytes, digest.digest()
