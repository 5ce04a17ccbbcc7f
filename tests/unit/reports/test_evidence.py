import math
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings

from teleread.reports.evidence import (
    MOST_KEY_IMAGES,
    MOST_MARKS,
    POINTS,
    Evidence,
    EvidenceChangedElsewhere,
    EvidenceDraft,
    EvidenceRefused,
    InstanceNotRead,
    KeyImage,
    Look,
    Mark,
    MarkKind,
    Point,
    VoiFunction,
    Window,
    checked,
    of_instances,
    revise,
)
from teleread.reports.evidence_form import read_evidence, write_evidence
from tests.unit.reports.some_evidence import CLIP, DRAWN, ECG, PICTURE, TARGETS, a_mark

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
DRAFT = EvidenceDraft(UUID(int=8), UUID(int=9), 0, Evidence(), AT, 0)


def marks(*several: Mark) -> Evidence:
    return Evidence(marks=several)


def keys(*several: KeyImage) -> Evidence:
    return Evidence(key_images=several)


@pytest.mark.parametrize("kind", MarkKind)
def test_every_kind_of_mark_is_kept_with_the_uid_that_the_archive_knows(kind: MarkKind):
    points = tuple(Point(10.0 * at, 5.0 * at) for at in range(POINTS[kind]))
    (kept,) = checked(marks(a_mark(kind=kind, points=points)), TARGETS).marks
    assert (kept.sop_instance_uid, kept.kind, kept.points) == ("1.2.1", kind, points)


@pytest.mark.parametrize(
    "mark",
    [
        a_mark(points=(Point(1, 2),)),
        a_mark(points=(Point(1, 2), Point(3, 4), Point(5, 6))),
        a_mark(points=(Point(1, 2), Point(200.01, 4))),
        a_mark(points=(Point(1, 2), Point(3, -0.001))),
        a_mark(points=(Point(1, 2), Point(math.nan, 4))),
        a_mark(points=(Point(1, 2), Point(math.inf, 4))),
        a_mark(frame=2),
        a_mark(frame=0),
        a_mark(id=0),
        a_mark(id=1 << 31),
        a_mark(text="字" * 201),
        a_mark(mm=50.0),
        a_mark(kind=MarkKind.ARROW, text="字" * 201),
        a_mark(kind=MarkKind.ARROW, text="左\u202e右"),
        a_mark(kind=MarkKind.ARROW, text="a\0"),
        a_mark(kind=MarkKind.CALIBRATION, mm=0.0),
        a_mark(kind=MarkKind.CALIBRATION, mm=-1.0),
        a_mark(kind=MarkKind.CALIBRATION, mm=math.nan),
        a_mark(kind=MarkKind.CALIBRATION, mm=10_001.0),
        a_mark(instance_id=ECG),
        a_mark(instance_id=CLIP, frame=41),
        a_mark(instance_id=CLIP, points=(Point(1, 2), Point(65_536, 2))),
    ],
)
def test_a_mark_that_cannot_be_drawn_is_refused(mark: Mark):
    with pytest.raises(EvidenceRefused):
        checked(marks(mark), TARGETS)


def test_any_mark_may_have_a_name():
    named = a_mark(text="右肺门")
    assert checked(marks(named), TARGETS).marks[0].text == "右肺门"


@pytest.mark.parametrize(
    "key",
    [
        KeyImage(PICTURE, "", 2),
        KeyImage(PICTURE, "", 1, note="字" * 501),
        KeyImage(PICTURE, "", 1, look=Look(quarters=4)),
        KeyImage(PICTURE, "", 1, look=Look(Window(math.nan, 10, VoiFunction.LINEAR))),
        KeyImage(PICTURE, "", 1, look=Look(Window(0, -1, VoiFunction.LINEAR))),
        KeyImage(PICTURE, "", 1, look=Look(Window(2e9, 1, VoiFunction.LINEAR))),
    ],
)
def test_a_key_image_that_nobody_can_see_is_refused(key: KeyImage):
    with pytest.raises(EvidenceRefused):
        checked(keys(key), TARGETS)


@pytest.mark.parametrize("evidence", [marks(a_mark(instance_id=UUID(int=7))), keys(KeyImage(UUID(int=7), "", 1))])
def test_evidence_points_at_nothing_that_is_not_read(evidence: Evidence):
    with pytest.raises(InstanceNotRead):
        checked(evidence, TARGETS)


def test_there_is_an_end_to_how_much_is_kept_and_nothing_is_there_twice():
    many = [a_mark(id=number) for number in range(1, MOST_MARKS + 1)]
    assert len(checked(marks(*many), TARGETS).marks) == MOST_MARKS
    frames = [KeyImage(CLIP, "", 1 + number % 40) for number in range(MOST_KEY_IMAGES + 1)]
    for evidence in (
        marks(*many, a_mark(id=MOST_MARKS + 1)),
        marks(a_mark(), a_mark()),
        keys(*frames),
        keys(KeyImage(CLIP, "", 3), KeyImage(CLIP, "", 3, note="又")),
    ):
        with pytest.raises(EvidenceRefused):
            checked(evidence, TARGETS)


def test_an_ecg_can_be_a_key_image_and_has_no_window():
    look = Look(Window(40, 400, VoiFunction.LINEAR))
    (kept,) = checked(keys(KeyImage(ECG, "", 1, look=look)), TARGETS).key_images
    assert (kept.sop_instance_uid, kept.look) == ("1.2.3", None)


@settings(deadline=None)
@given(DRAWN)
def test_what_is_kept_is_read_back_unchanged_and_is_kept_the_same_again(evidence: Evidence):
    kept = checked(evidence, TARGETS)
    assert read_evidence(write_evidence(kept)) == kept
    assert checked(kept, TARGETS) == kept
    for given_one, kept_one in zip(evidence.marks, kept.marks, strict=True):
        for before, after in zip(given_one.points, kept_one.points, strict=True):
            assert abs(before.x - after.x) <= 0.0005
            assert abs(before.y - after.y) <= 0.0005


def test_a_second_save_grows_the_revision_and_one_over_another_is_refused():
    one, other = marks(a_mark()), marks(a_mark(id=2))
    first = revise(None, one, base=DRAFT, revision=0)
    assert (first.revision, first.evidence) == (1, one)
    assert revise(first, one, base=DRAFT, revision=0) is first, "the answer was lost; nothing is new"
    assert revise(first, other, base=DRAFT, revision=1).revision == 2
    for revision in (0, 2):
        with pytest.raises(EvidenceChangedElsewhere):
            revise(first, other, base=DRAFT, revision=revision)


def test_what_is_on_instances_that_are_gone_is_left_out():
    evidence = Evidence((a_mark(), a_mark(id=2, instance_id=CLIP)), (KeyImage(CLIP, "", 1), KeyImage(PICTURE, "", 1)))
    left = of_instances(evidence, frozenset({CLIP}))
    assert [each.id for each in left.marks] == [2]
    assert [each.instance_id for each in left.key_images] == [CLIP]
