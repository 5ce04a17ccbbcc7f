"""Promise 7: whatever is done to a sealed event is found, and the first broken place is named."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from teleread.audit.chain import (
    GENESIS,
    Break,
    Event,
    Fault,
    Link,
    Seal,
    canonical,
    first_break,
    first_untold,
    head_sha256,
    links_over,
)
from teleread.audit.signing import SigningKey, key_id_of
from teleread.identifiers import new_id

EIGHT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PRIVATE = Ed25519PrivateKey.generate()
KEY = SigningKey(PRIVATE, key_id_of(PRIVATE.public_key()))
KEYS = {KEY.key_id: PRIVATE.public_key()}


@dataclass
class Trail:
    """What lies in the database, for a test to tamper with."""

    seals: list[Seal]
    links: list[Link]

    def first_break(self) -> Break | None:
        return first_break(self.seals, self.links, keys=KEYS)


def an_event(**values: Any) -> Event:
    defaults: dict[str, Any] = {"account_id": new_id(), "clinic_id": None, "subject_id": new_id(), "detail": {"n": 1}}
    kinds = {"id": new_id(), "at": EIGHT, "action": "report.signed", "subject_kind": "report"}
    return Event(**{**defaults, **kinds, **values})


def a_seal(number: int, links: list[Link], previous: bytes) -> Seal:
    head = head_sha256(links[-1].sha256, number=number, sealed_at=EIGHT, event_count=len(links), key_id=KEY.key_id)
    return Seal(number, EIGHT, len(links), previous, head, KEY.key_id, KEY.sign(head))


def a_trail(*batch_sizes: int) -> Trail:
    trail, previous = Trail([], []), GENESIS
    for number, size in enumerate(batch_sizes, start=1):
        links = links_over([an_event() for _ in range(size)], previous=previous, seal_number=number)
        seal = a_seal(number, links, previous)
        trail.seals.append(seal)
        trail.links.extend(links)
        previous = seal.head_sha256
    return trail


def edit_event(trail: Trail, at: int, change: Callable[[Event], Event]) -> None:
    event = trail.links[at].event
    assert event is not None
    trail.links[at] = replace(trail.links[at], event=change(event))


def test_an_untouched_trail_holds() -> None:
    assert a_trail().first_break() is None
    assert a_trail(3, 1, 2).first_break() is None


CHANGES: dict[str, Callable[[Event], Event]] = {
    "id": lambda event: replace(event, id=new_id()),
    "at": lambda event: replace(event, at=event.at + timedelta(microseconds=1)),
    "account_id": lambda event: replace(event, account_id=None),
    "clinic_id": lambda event: replace(event, clinic_id=new_id()),
    "action": lambda event: replace(event, action="report.returned"),
    "subject_kind": lambda event: replace(event, subject_kind="reading"),
    "subject_id": lambda event: replace(event, subject_id=new_id()),
    "detail value": lambda event: replace(event, detail={"n": 2}),
    "detail key": lambda event: replace(event, detail={"m": 1}),
    "detail more": lambda event: replace(event, detail={"n": 1, "m": None}),
    "detail type": lambda event: replace(event, detail={"n": "1"}),
}


@pytest.mark.parametrize("field", CHANGES)
def test_an_edit_of_any_field_is_found_where_it_is(field: str) -> None:
    trail = a_trail(3, 3)
    edit_event(trail, 4, CHANGES[field])

    found = trail.first_break()

    assert found is not None
    assert (found.fault, found.seal_number, found.position) == (Fault.EVENT_CHANGED, 2, 1)


sizes = st.lists(st.integers(1, 5), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(sizes, st.data())
def test_every_edit_is_found(batch_sizes: list[int], data: st.DataObject) -> None:
    trail = a_trail(*batch_sizes)
    edit_event(trail, data.draw(st.integers(0, len(trail.links) - 1)), data.draw(st.sampled_from([*CHANGES.values()])))

    assert trail.first_break() is not None


@settings(max_examples=60, deadline=None)
@given(sizes, st.data())
def test_every_deletion_is_found_whether_or_not_its_link_goes_too(batch_sizes: list[int], data: st.DataObject) -> None:
    trail = a_trail(*batch_sizes)
    gone = data.draw(st.integers(0, len(trail.links) - 1))
    number = trail.links[gone].seal_number
    if data.draw(st.booleans()):
        trail.links[gone] = replace(trail.links[gone], event=None)
    else:
        del trail.links[gone]

    found = trail.first_break()

    assert found is not None
    assert found.seal_number == number


@settings(max_examples=60, deadline=None)
@given(sizes, st.data())
def test_every_exchange_of_two_events_is_found(batch_sizes: list[int], data: st.DataObject) -> None:
    trail = a_trail(*batch_sizes, 2)
    places = st.integers(0, len(trail.links) - 1)
    one, other = data.draw(st.tuples(places, places).filter(lambda pair: pair[0] != pair[1]))
    first, second = trail.links[one], trail.links[other]
    trail.links[one], trail.links[other] = replace(first, event=second.event), replace(second, event=first.event)

    assert trail.first_break() is not None


@settings(max_examples=60, deadline=None)
@given(sizes, st.data())
def test_every_insertion_is_found_even_with_its_links_and_count_made_anew(
    batch_sizes: list[int], data: st.DataObject
) -> None:
    trail = a_trail(*batch_sizes)
    number = data.draw(st.integers(1, len(trail.seals)))
    previous = trail.seals[number - 1].previous_sha256
    events = [link.event for link in trail.links if link.seal_number == number and link.event is not None]
    events.insert(data.draw(st.integers(0, len(events))), an_event())
    forged = links_over(events, previous=previous, seal_number=number)
    trail.links = sorted(
        [link for link in trail.links if link.seal_number != number] + forged,
        key=lambda link: (link.seal_number, link.position),
    )
    trail.seals[number - 1] = replace(trail.seals[number - 1], event_count=len(events))

    assert trail.first_break() == Break(Fault.HEAD_CHANGED, number)


def test_a_whole_seal_that_is_gone_is_found() -> None:
    trail = a_trail(2, 2, 2)
    del trail.seals[1]

    assert trail.first_break() == Break(Fault.SEAL_MISSING, 2)


def test_links_that_no_seal_covers_are_found_before_between_and_behind() -> None:
    trail = a_trail(1, 1)
    behind = links_over([an_event()], previous=GENESIS, seal_number=3)
    before = links_over([an_event()], previous=GENESIS, seal_number=0)

    assert first_break(trail.seals, [*trail.links, *behind], keys=KEYS) == Break(Fault.LINK_WITHOUT_SEAL, 3)
    assert first_break(trail.seals, [*before, *trail.links], keys=KEYS) == Break(Fault.LINK_WITHOUT_SEAL, 0)


def test_a_head_signed_by_a_foreign_key_is_found() -> None:
    foreign = Ed25519PrivateKey.generate()
    trail = a_trail(2)
    trail.seals[0] = replace(trail.seals[0], signature=foreign.sign(trail.seals[0].head_sha256))

    assert trail.first_break() == Break(Fault.SIGNATURE_INVALID, 1)
    assert first_break(a_trail(2).seals, a_trail(2).links, keys={}) is not None


def test_a_trail_forged_from_its_start_lacks_a_key_that_is_trusted() -> None:
    trail = a_trail(2)

    assert first_break(trail.seals, trail.links, keys={}) == Break(Fault.KEY_UNKNOWN, 1)


def test_a_tail_that_was_cut_off_is_found_by_the_heads_that_were_told() -> None:
    trail = a_trail(2, 2)
    told = list(trail.seals)

    assert first_untold(trail.seals, told) is None
    assert first_untold(trail.seals[:1], told) == Break(Fault.TOLD_HEAD_MISSING, 2)
    assert first_untold([trail.seals[0], replace(trail.seals[1], event_count=1)], told) == Break(
        Fault.TOLD_HEAD_DIFFERS, 2
    )


def test_the_same_moment_in_another_zone_is_the_same_event() -> None:
    event = an_event()
    elsewhere = replace(event, at=event.at.astimezone(datetime.now().astimezone().tzinfo))

    assert canonical(elsewhere) == canonical(event)
