from datetime import timedelta

from teleread.worklist.reading import State
from teleread.worklist.settling import SeriesArrived, kinds_arrived, settle
from tests.unit.worklist.a_reading import EIGHT, a_reading

NINE = EIGHT + timedelta(hours=1)


def series(kind: str | None, *, body_part: str = "", last=EIGHT) -> SeriesArrived:
    return SeriesArrived(kind, body_part, EIGHT, last)


def test_companions_count_towards_the_times_of_every_kind_and_are_none():
    kinds = kinds_arrived([series("xray"), series("ecg"), series(None, last=NINE)])

    assert {kind: each.last_received_at for kind, each in kinds.items()} == {"xray": NINE, "ecg": NINE}


def test_a_body_part_stands_only_if_the_series_agree():
    agreed = kinds_arrived([series("xray", body_part="chest "), series("xray", body_part="CHEST"), series("xray")])
    mixed = kinds_arrived([series("xray", body_part="CHEST"), series("xray", body_part="HAND")])

    assert (agreed["xray"].body_part, mixed["xray"].body_part) == ("CHEST", "")


def test_a_kind_without_a_reading_gets_one():
    settlement = settle(kinds_arrived([series("xray"), series("ecg")]), [a_reading()])

    assert [kind.modality for kind in settlement.to_create] == ["ecg"]
    assert not settlement.arrived_late


def test_what_came_after_a_reading_was_told_is_late_for_it():
    reading = a_reading(State.IN_PROGRESS)

    assert settle(kinds_arrived([series("xray", last=NINE)]), [reading]).arrived_late == ((reading, NINE),)


def test_what_came_after_the_signature_is_to_be_verified():
    signed = a_reading(State.SIGNED)
    settlement = settle(kinds_arrived([series("xray", last=NINE)]), [signed])

    assert (settlement.to_verify, settlement.arrived_late, settlement.to_create) == (((signed, NINE),), (), ())


def test_a_retake_makes_a_new_reading_and_an_old_study_does_not():
    rejected = a_reading(State.REJECTED)

    assert settle(kinds_arrived([series("xray", last=NINE)]), [rejected]).to_create
    assert not settle(kinds_arrived([series("xray")]), [rejected]).to_create
