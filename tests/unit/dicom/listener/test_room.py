"""A flood of one peer leaves room for the others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teleread.dicom.association.bounds import Bounds
from teleread.dicom.listener.room import Entry, Room, network_of

FEW = Bounds(
    most_connections=6,
    most_associations=4,
    most_of_one_ae=3,
    most_other_services=2,
    most_other_services_of_one_ae=1,
    most_unknown_of_one_address=3,
    grace_seconds=3.0,
)
IN, OUT = Entry(is_let_in=True), Entry(is_let_in=False)


def test_a_flood_of_one_address_takes_its_share_and_no_more():
    room = Room(FEW)
    assert [room.enter(n, address="10.0.0.1", at=0.0) for n in range(4)] == [IN, IN, IN, OUT]
    assert room.enter("device", address="10.0.0.2", at=0.0) == IN


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::/64"),
    ],
)
def test_what_one_host_may_use_counts_as_one_address(address, network):
    assert network_of(address) == network


def test_the_oldest_of_the_address_gives_way_once_it_has_had_its_time():
    room = Room(FEW)
    for n in range(3):
        room.enter(n, address="10.0.0.1", at=float(n))
    assert room.enter("new", address="10.0.0.1", at=2.9) == OUT
    assert room.enter("new", address="10.0.0.1", at=3.0) == Entry(is_let_in=True, gives_way=0)
    assert room.enter("newer", address="10.0.0.1", at=4.0) == Entry(is_let_in=True, gives_way=1)


def test_where_all_is_full_the_oldest_unknown_gives_way_and_nobody_who_is_known():
    room = Room(FEW)
    room.enter("device", address="10.0.0.9", at=0.0)
    assert room.settle("device", ae="ae", is_for_storage=True)
    for n in range(5):
        room.enter(n, address=f"10.0.0.{n}", at=1.0)
    assert room.enter("new", address="10.0.1.1", at=9.0) == Entry(is_let_in=True, gives_way=0)


def test_an_ae_has_so_many_associations_and_others_have_theirs():
    room = Room(FEW)
    for n, ae in enumerate(["one", "one", "one", "two"]):
        room.enter(n, address=f"10.0.0.{n}", at=0.0)
        assert room.settle(n, ae=ae, is_for_storage=True)
    room.enter("more", address="10.0.1.1", at=0.0)
    assert not room.settle("more", ae="one", is_for_storage=True)
    assert not room.settle("more", ae="three", is_for_storage=True)
    room.leave(0)
    assert room.settle("more", ae="one", is_for_storage=True)


def test_what_is_dear_has_bounds_of_its_own():
    room = Room(FEW)
    for n in range(5):
        room.enter(n, address=f"10.0.0.{n}", at=0.0)
    assert room.settle(0, ae="one", is_for_storage=False)
    assert not room.settle(1, ae="one", is_for_storage=False)
    assert room.settle(1, ae="two", is_for_storage=False)
    assert not room.settle(2, ae="three", is_for_storage=False)
    assert room.settle(2, ae="one", is_for_storage=True)


def test_who_gave_way_is_not_let_in_late():
    room = Room(FEW)
    for n in range(3):
        room.enter(n, address="10.0.0.1", at=0.0)
    room.enter("new", address="10.0.0.1", at=5.0)
    assert not room.settle(0, ae="one", is_for_storage=True)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["enter", "settle", "leave"]), st.integers(0, 9), st.integers(0, 2))))
def test_whatever_happens_the_bounds_hold_and_an_empty_room_is_empty(steps):
    room, inside = Room(FEW), {}
    for number, (step, who, of) in enumerate(steps):
        if step == "enter" and who not in inside:
            entry = room.enter(who, address=str(of), at=float(number))
            inside.pop(entry.gives_way, None)
            inside.update({who: None} if entry.is_let_in else {})
        elif step == "settle" and room.settle(who, ae=of, is_for_storage=bool(who % 2)):
            inside[who] = of
        elif step == "leave":
            room.leave(who)
            inside.pop(who, None)
        known = [ae for ae in inside.values() if ae is not None]
        assert len(inside) <= FEW.most_connections
        assert len(known) <= FEW.most_associations
        assert all(known.count(ae) <= FEW.most_of_one_ae + FEW.most_other_services_of_one_ae for ae in known)
    for who in list(inside):
        room.leave(who)
    assert not any((room._unknown, room._known, room._from, room._of, room._on))
