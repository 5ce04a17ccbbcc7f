"""The chain over audit events, and what can be found to be wrong with it.

Each event is bound to all before it by a SHA-256; a batch of events ends in a
head, which is signed and told outside the database. Who edits, deletes,
reorders or inserts a sealed event has to make every later head anew, and
cannot sign them or unsay those that were told.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from itertools import groupby
from typing import Any
from uuid import UUID

from teleread.audit.signing import PublicKey, is_signed_by

GENESIS = bytes(32)
"""What the first seal follows."""

LINK_DOMAIN = b"teleread audit link 1\0"
HEAD_DOMAIN = b"teleread audit head 1\0"


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to what."""

    id: UUID
    at: datetime
    account_id: UUID | None
    clinic_id: UUID | None
    action: str
    subject_kind: str
    subject_id: UUID | None
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """The place of an event in the chain; `event` is None if it is gone."""

    seal_number: int
    position: int
    event: Event | None
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Seal:
    """A signed head over a batch of events and the head before it."""

    number: int
    sealed_at: datetime
    event_count: int
    previous_sha256: bytes
    head_sha256: bytes
    key_id: str
    signature: bytes


class Fault(StrEnum):
    """What is wrong at the first place where something is."""

    SEAL_MISSING = "seal_missing"
    SEAL_OUT_OF_CHAIN = "seal_out_of_chain"
    EVENT_MISSING = "event_missing"
    EVENT_CHANGED = "event_changed"
    EVENT_COUNT = "event_count"
    HEAD_CHANGED = "head_changed"
    KEY_UNKNOWN = "key_unknown"
    SIGNATURE_INVALID = "signature_invalid"
    LINK_WITHOUT_SEAL = "link_without_seal"
    TOLD_HEAD_MISSING = "told_head_missing"
    TOLD_HEAD_DIFFERS = "told_head_differs"


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold."""

    fault: Fault
    seal_number: int
    position: int | None = None
    event_id: UUID | None = None


def canonical(event: Event) -> bytes:
    """Return the bytes that stand for an event, the same on every database."""
    values = {field.name: getattr(event, field.name) for field in fields(event)}
    return json.dumps(
        values, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode("utf-8", "surrogatepass")


def link_sha256(previous: bytes, event: Event) -> bytes:
    """Return the digest that binds an event to everything before it."""
    return hashlib.sha256(LINK_DOMAIN + previous + canonical(event)).digest()


def head_sha256(last_link: bytes, *, number: int, sealed_at: datetime, event_count: int, key_id: str) -> bytes:
    """Return the digest that stands for a batch and all before it; it is what is signed."""
    statement = {"number": number, "sealed_at": sealed_at, "event_count": event_count, "key_id": key_id}
    told = json.dumps(statement, default=_plain, sort_keys=True, separators=(",", ":")).encode()
    return hashlib.sha256(HEAD_DOMAIN + last_link + told).digest()


def links_over(events: Iterable[Event], *, previous: bytes, seal_number: int) -> list[Link]:
    """Return the events in their places behind the previous head."""
    links = []
    for position, event in enumerate(events):
        previous = link_sha256(previous, event)
        links.append(Link(seal_number, position, event, previous))
    return links


def first_break(seals: Sequence[Seal], links: Iterable[Link], *, keys: Mapping[str, PublicKey]) -> Break | None:
    """Return the first place where the chain does not hold, or None.

    Parameters
    ----------
    seals
        Every seal, by number.
    links
        Every link, by seal number and position; they are read once.
    keys
        The public keys that are trusted, by key id.
    """
    batches = _batches(links)
    waiting = next(batches, None)
    previous = GENESIS
    for number, seal in enumerate(seals, start=1):
        if seal.number != number:
            return Break(Fault.SEAL_MISSING, number)
        if waiting is not None and waiting[0] < number:
            return Break(Fault.LINK_WITHOUT_SEAL, waiting[0])
        batch: Iterable[Link] = ()
        if waiting is not None and waiting[0] == number:
            batch, waiting = waiting[1], next(batches, None)
        found = _break_in(seal, list(batch), previous=previous, keys=keys)
        if found is not None:
            return found
        previous = seal.head_sha256
    return None if waiting is None else Break(Fault.LINK_WITHOUT_SEAL, waiting[0])


def first_untold(seals: Sequence[Seal], told: Iterable[Seal]) -> Break | None:
    """Return the first head told outside the database that it no longer has, or None."""
    kept = {seal.number: seal for seal in seals}
    for head in told:
        if head.number not in kept:
            return Break(Fault.TOLD_HEAD_MISSING, head.number)
        if kept[head.number] != head:
            return Break(Fault.TOLD_HEAD_DIFFERS, head.number)
    return None


def _break_in(seal: Seal, links: Sequence[Link], *, previous: bytes, keys: Mapping[str, PublicKey]) -> Break | None:
    if seal.previous_sha256 != previous:
        return Break(Fault.SEAL_OUT_OF_CHAIN, seal.number)
    last = previous
    for position, link in enumerate(links):
        if link.event is None or link.position != position:
            return Break(Fault.EVENT_MISSING, seal.number, position)
        last = link_sha256(last, link.event)
        if link.sha256 != last:
            return Break(Fault.EVENT_CHANGED, seal.number, position, link.event.id)
    fault = _fault_of_head(seal, last, event_count=len(links), keys=keys)
    return None if fault is None else Break(fault, seal.number)


def _fault_of_head(seal: Seal, last_link: bytes, *, event_count: int, keys: Mapping[str, PublicKey]) -> Fault | None:
    head = head_sha256(
        last_link, number=seal.number, sealed_at=seal.sealed_at, event_count=seal.event_count, key_id=seal.key_id
    )
    if event_count != seal.event_count:
        return Fault.EVENT_COUNT
    if head != seal.head_sha256:
        return Fault.HEAD_CHANGED
    if seal.key_id not in keys:
        return Fault.KEY_UNKNOWN
    return None if is_signed_by(keys[seal.key_id], seal.signature, head) else Fault.SIGNATURE_INVALID


def _batches(links: Iterable[Link]) -> Iterator[tuple[int, list[Link]]]:
    for number, batch in groupby(links, key=lambda link: link.seal_number):
        yield number, list(batch)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"an audit event holds no {type(value).__name__}")
