"""Marks as lines: the same points in a structured report and in a presentation state.

Both count columns and rows from the outer corner of the first pixel, as the
viewer does (PS3.3 C.18.6.1.1 and C.10.5.1.2).
"""

import math
from typing import Final

from teleread.reports.evidence import Mark, MarkKind, Point

Line = tuple[str, tuple[Point, ...]]
"""A graphic type of C.18.6 or C.10.5 and its points."""

HEAD_ANGLE: Final = math.radians(25)
HEAD_SHARE: Final = 0.2


def outline_of(mark: Mark) -> tuple[Line, ...]:
    """Return the lines of a mark, without the head of an arrow."""
    points = mark.points
    match mark.kind:
        case MarkKind.COBB | MarkKind.RATIO:
            return ("POLYLINE", points[:2]), ("POLYLINE", points[2:])
        case MarkKind.ELLIPSE:
            return (("ELLIPSE", _axes(*points)),)
        case MarkKind.RECTANGLE:
            one, other = points
            corners = (one, Point(other.x, one.y), other, Point(one.x, other.y), one)
            return (("POLYLINE", corners),)
        case _:
            return (("POLYLINE", points),)


def arrow_head(mark: Mark) -> Line | None:
    """Return the head of an arrow, at its first point; None where it has no direction."""
    head, tail = mark.points
    length = math.hypot(tail.x - head.x, tail.y - head.y)
    if length == 0:
        return None
    back = math.atan2(tail.y - head.y, tail.x - head.x)
    reach = length * HEAD_SHARE
    left, right = (
        Point(
            max(head.x + reach * math.cos(back + turn), 0.0),
            max(head.y + reach * math.sin(back + turn), 0.0),
        )
        for turn in (-HEAD_ANGLE, HEAD_ANGLE)
    )
    return "POLYLINE", (left, head, right)


def _axes(one: Point, other: Point) -> tuple[Point, ...]:
    """Return the ends of the longer axis, then those of the shorter (C.18.6.1.2)."""
    middle = Point((one.x + other.x) / 2, (one.y + other.y) / 2)
    across = Point(min(one.x, other.x), middle.y), Point(max(one.x, other.x), middle.y)
    down = Point(middle.x, min(one.y, other.y)), Point(middle.x, max(one.y, other.y))
    is_wide = abs(other.x - one.x) >= abs(other.y - one.y)
    return (*across, *down) if is_wide else (*down, *across)
