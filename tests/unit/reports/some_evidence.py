"""Evidence that tests may vary, and the Instances that it is about."""

from dataclasses import replace
from uuid import UUID

from hypothesis import strategies as st

from teleread.reports.evidence import (
    POINTS,
    Evidence,
    KeyImage,
    Look,
    Mark,
    MarkKind,
    Point,
    Target,
    VoiFunction,
    Window,
    checked,
)

PICTURE, CLIP, ECG = UUID(int=1), UUID(int=2), UUID(int=3)
TARGETS = {
    PICTURE: Target("1.2.1", is_picture=True, number_of_frames=1, rows=300, columns=200),
    CLIP: Target("1.2.2", is_picture=True, number_of_frames=40, rows=None, columns=None),
    ECG: Target("1.2.3", is_picture=False, number_of_frames=1, rows=None, columns=None),
}


def a_mark(**values: object) -> Mark:
    mark = Mark(1, PICTURE, "", 1, MarkKind.LENGTH, (Point(10, 20), Point(30.5, 40.25)))
    return replace(mark, **values)  # type: ignore[arg-type]  # a test names the fields


coordinate = st.floats(0, 200)
mark = st.sampled_from(MarkKind).flatmap(
    lambda kind: st.builds(
        a_mark,
        id=st.integers(1, 9999),
        kind=st.just(kind),
        points=st.lists(st.builds(Point, coordinate, coordinate), min_size=POINTS[kind], max_size=POINTS[kind]).map(
            tuple
        ),
        text=st.sampled_from(["", "结节", 'a"\\b']) if kind is MarkKind.ARROW else st.just(""),
        mm=st.none() | st.floats(1e-6, 10_000) if kind is MarkKind.CALIBRATION else st.none(),
    )
)
window = st.builds(Window, st.floats(-1e9, 1e9), st.floats(0, 1e9), st.sampled_from(VoiFunction))
look = st.builds(Look, st.none() | window, st.booleans(), st.integers(0, 3), st.booleans())
key = st.builds(KeyImage, st.just(CLIP), st.just(""), st.integers(1, 40), st.just("注"), st.none() | look)
DRAWN = st.builds(
    Evidence,
    st.lists(mark, max_size=4, unique_by=lambda each: each.id).map(tuple),
    st.lists(key, max_size=4, unique_by=lambda each: each.frame).map(tuple),
)


EVIDENCE = DRAWN.map(lambda drawn: checked(drawn, TARGETS))
