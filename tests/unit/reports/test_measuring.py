"""The viewer and the server measure alike: both read one table of cases."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from teleread.reports.evidence import Evidence, Mark, MarkKind, Point
from teleread.reports.measuring import Statistics, known_length_of, values_of
from teleread.reports.scale import ORIGINS, KnownLength, Picture, Region, Spacing

TABLE = json.loads((Path(__file__).parents[3] / "frontend/src/viewer/evidence/measured.json").read_text())


def points(pairs: list[list[float]]) -> tuple[Point, ...]:
    return tuple(Point(x, y) for x, y in pairs)


def a_picture(pixel_spacing: Any = None, pixel_aspect_ratio: float = 1.0, regions: Any = ()) -> Picture:
    spacing = pixel_spacing and Spacing(**{**pixel_spacing, "origin": ORIGINS[pixel_spacing["origin"]]})
    known = [{name: each[name] for name in Region.__dataclass_fields__} for each in regions]
    return Picture(spacing, pixel_aspect_ratio, tuple(Region(**each) for each in known))


def a_mark(number: int, kind: MarkKind, where: tuple[Point, ...], mm: float | None = None, on: int = 1) -> Mark:
    return Mark(number, UUID(int=on), "1.2.3", 1, kind, where, "", mm)


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_a_mark_measures_what_the_viewer_shows(case: dict[str, Any]):
    known = case["known"] and KnownLength(points(case["known"]["points"]), case["known"]["mm"])
    found = values_of(
        a_mark(1, MarkKind(case["kind"]), points(case["points"])),
        a_picture(**TABLE["pictures"][case["picture"]]),
        known=known,
        statistics=case["statistics"] and Statistics(**case["statistics"]),
    )
    said = [(value.quantity, value.unit, value.origin, value.magnification) for value in found]
    assert said == [(each["quantity"], each["unit"], each["origin"], each["magnification"]) for each in case["values"]]
    assert [value.value for value in found] == pytest.approx([each["value"] for each in case["values"]], abs=1e-6)


def test_the_last_line_of_known_length_on_the_same_instance_counts():
    line, other = (Point(0, 0), Point(100, 0)), (Point(0, 0), Point(50, 0))
    mark = a_mark(9, MarkKind.LENGTH, line)
    lines = [
        a_mark(1, MarkKind.CALIBRATION, line, 10.0),
        a_mark(4, MarkKind.CALIBRATION, other, 40.0),
        a_mark(3, MarkKind.CALIBRATION, line, 20.0),
        a_mark(5, MarkKind.CALIBRATION, line, 50.0, on=2),
    ]
    assert known_length_of(Evidence((*lines, mark)), mark) == KnownLength(other, 40.0)
    assert known_length_of(Evidence((mark,)), mark) is None
    unsaid = a_mark(6, MarkKind.CALIBRATION, line, None)
    assert known_length_of(Evidence((*lines, unsaid)), mark) is None, "as the viewer: the last one counts"
