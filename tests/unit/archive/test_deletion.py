"""Deleting a Study takes two persons, a reason, and nothing that forbids it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from teleread.archive.deletion import (
    Deletion,
    DeletionDecided,
    DeletionReason,
    DeletionState,
    Hold,
    HoldMissing,
    NoteMissing,
    Obstacle,
    SamePerson,
    Standing,
    StudyChanged,
    StudyKept,
    approve,
    check_deletable,
    checked_note,
    lift,
    obstacle_to,
    refuse,
)
from teleread.archive.deletion_note import NotANote, envelope_of, is_note, read_note, write_note
from teleread.identifiers import new_id

ENDS = date(2026, 3, 1)
BEFORE, AFTER = ENDS, ENDS + timedelta(days=1)
ANN, BEN = new_id(), new_id()
FREE = Standing(ENDS, is_held=False, is_read=False, is_arriving=False, has_report=False, objects=2, size_bytes=20)
ENDED, UPLOAD, TEST = DeletionReason.RETENTION_ENDED, DeletionReason.WRONG_UPLOAD, DeletionReason.TEST_DATA


def a_deletion(now, **values):
    fields = {"reason": ENDED, "note": "", "objects": 2, "size_bytes": 20, **values}
    return Deletion(
        id=new_id(),
        clinic_id=new_id(),
        study_id=new_id(),
        study_instance_uid="1.2.3",
        ends_on=ENDS,
        proposed_by=ANN,
        proposed_by_name="安",
        proposed_at=now,
        **fields,
    )


@pytest.mark.parametrize(
    ("reason", "standing", "on", "obstacle"),
    [
        (ENDED, FREE, AFTER, None),
        (ENDED, FREE, BEFORE, Obstacle.STILL_KEPT),
        (ENDED, replace(FREE, has_report=True), AFTER, None),
        (UPLOAD, FREE, BEFORE, None),
        (TEST, FREE, BEFORE, None),
        (UPLOAD, replace(FREE, has_report=True), BEFORE, Obstacle.REPORTED),
        (TEST, replace(FREE, has_report=True), BEFORE, Obstacle.REPORTED),
        (UPLOAD, replace(FREE, has_report=True), AFTER, None),
        (ENDED, replace(FREE, is_held=True), AFTER, Obstacle.HELD),
        (UPLOAD, replace(FREE, is_held=True), BEFORE, Obstacle.HELD),
        (ENDED, replace(FREE, is_read=True), AFTER, Obstacle.STILL_READ),
        (TEST, replace(FREE, is_read=True), BEFORE, Obstacle.STILL_READ),
        (ENDED, replace(FREE, is_arriving=True), AFTER, Obstacle.STILL_ARRIVING),
    ],
)
def test_what_forbids_a_deletion(reason, standing, on, obstacle):
    assert obstacle_to(reason, standing, on=on) is obstacle
    if obstacle is not None:
        with pytest.raises(StudyKept) as refused:
            check_deletable(reason, standing, on=on)
        assert refused.value.values["obstacle"] == obstacle.value


def test_a_second_person_approves(now):
    approved = approve(a_deletion(now), FREE, by=BEN, by_name="本", at=now)

    assert (approved.state, approved.decided_by, approved.decided_at) == (DeletionState.REMOVING, BEN, now)


def test_whoever_proposed_never_approves(now):
    with pytest.raises(SamePerson):
        approve(a_deletion(now), FREE, by=ANN, by_name="安", at=now)


@pytest.mark.parametrize("state", [state for state in DeletionState if state is not DeletionState.PROPOSED])
def test_a_decision_is_final(now, state):
    decided = a_deletion(now, state=state)

    with pytest.raises(DeletionDecided):
        approve(decided, FREE, by=BEN, by_name="本", at=now)
    with pytest.raises(DeletionDecided):
        refuse(decided, by=BEN, by_name="本", at=now)


def test_what_forbids_is_asked_again_when_it_is_approved(now):
    with pytest.raises(StudyKept):
        approve(a_deletion(now), replace(FREE, is_held=True), by=BEN, by_name="本", at=now)


@pytest.mark.parametrize("changed", [{"objects": 3}, {"size_bytes": 21}])
def test_nobody_agrees_to_what_was_not_proposed(now, changed):
    with pytest.raises(StudyChanged):
        approve(a_deletion(now), replace(FREE, **changed), by=BEN, by_name="本", at=now)


@pytest.mark.parametrize(("by", "state"), [(ANN, DeletionState.WITHDRAWN), (BEN, DeletionState.REFUSED)])
def test_one_takes_back_what_another_refuses(now, by, state):
    assert refuse(a_deletion(now), by=by, by_name="", at=now).state is state


def test_an_early_deletion_is_explained_in_words():
    assert checked_note(" 误传 ", is_required=True) == "误传"
    assert checked_note("", is_required=False) == ""
    for note in ("", "  ", "长" * 501):
        with pytest.raises(NoteMissing):
            checked_note(note, is_required=True)


def test_a_hold_is_lifted_once(now):
    hold = Hold(new_id(), new_id(), new_id(), "医疗纠纷", ANN, "安", now)
    lifted = lift(hold, by=BEN, by_name="本", at=now)

    assert (lifted.lifted_by, lifted.lifted_at) == (BEN, now)
    with pytest.raises(HoldMissing):
        lift(lifted, by=BEN, by_name="本", at=now)


def test_a_note_says_what_was_deleted_by_whom_and_why(now):
    objects = [("1.2.3.1", b"\x01" * 32, 10), ("1.2.3.2", b"\x02" * 32, 10)]
    deletion = approve(a_deletion(now), FREE, by=BEN, by_name="本", at=now)

    assert read_note(write_note(deletion, objects)) == (deletion, objects)
    assert is_note(envelope_of(deletion))
    assert not is_note({"kind": "report"})


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"deletion": {}, "objects": []}', b"\xff"])
def test_what_is_no_note_is_refused(content):
    with pytest.raises(NotANote):
        read_note(content)
