"""Bind committed audit events into the signed chain, and check that it holds."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from teleread.audit.chain import GENESIS, Break, Seal, first_break, first_untold, head_sha256, links_over
from teleread.audit.heads import read_heads, tell
from teleread.audit.records import (
    SealTaken,
    count_unlinked,
    insert_seal,
    load_last_seal,
    load_seals,
    load_unsealed,
    walk_links,
)
from teleread.audit.signing import SigningKey, trusted_keys
from teleread.database import Database, Session, snapshot, transaction

BATCH = 1000


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """What `verify` found; the trail holds if `broken` is None.

    Parameters
    ----------
    unsealed
        Events that no seal covers yet; they are not proven.
    untold
        Seals that the file outside the database does not have yet.
    """

    seals: int
    events: int
    broken: Break | None
    unsealed: int
    oldest_unsealed_at: datetime | None
    untold: int


def seal(database: Database, *, key: SigningKey, heads: Path, at: datetime) -> int:
    """Seal committed events that no seal covers, tell the head outside, return how many.

    Several sealers may run at once: the number of a seal is taken once, and
    who comes second leaves the work to the next call.

    Parameters
    ----------
    heads
        The file outside the database to which each signed head is appended.
    """
    with snapshot(database) as session:
        is_work = bool(load_unsealed(session, limit=1))
    sealed = _seal_unless_taken(database, key=key, at=at) if is_work else 0
    with snapshot(database) as session:
        tell(heads, lambda told: load_seals(session, after=told))
    return sealed


def verify(database: Database, *, keys_dir: Path, heads: Path) -> AuditVerdict:
    """Say whether the audit trail is whole; needs no running server.

    Raises
    ------
    HeadsUnreadable
        If the file of told heads was edited so that a line is no head.
    """
    told = read_heads(heads)
    with snapshot(database) as session:
        seals = load_seals(session)
        broken = first_break(seals, walk_links(session), keys=trusted_keys(keys_dir)) or first_untold(seals, told)
        unsealed, oldest = count_unlinked(session)
    last_told = told[-1].number if told else 0
    return AuditVerdict(
        seals=len(seals),
        events=sum(each.event_count for each in seals),
        broken=broken,
        unsealed=unsealed,
        oldest_unsealed_at=oldest,
        untold=sum(each.number > last_told for each in seals),
    )


def _seal_unless_taken(database: Database, *, key: SigningKey, at: datetime) -> int:
    try:
        with transaction(database) as session:
            return _seal_batch(session, key=key, at=at)
    except SealTaken:
        return 0


def _seal_batch(session: Session, *, key: SigningKey, at: datetime) -> int:
    last = load_last_seal(session)
    previous, number = (last.head_sha256, last.number + 1) if last else (GENESIS, 1)
    links = links_over(load_unsealed(session, limit=BATCH), previous=previous, seal_number=number)
    if not links:
        return 0
    head = head_sha256(links[-1].sha256, number=number, sealed_at=at, event_count=len(links), key_id=key.key_id)
    insert_seal(session, Seal(number, at, len(links), previous, head, key.key_id, key.sign(head)), links)
    return len(links)
