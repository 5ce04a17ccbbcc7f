"""What a mark measures. The viewer computes the same by the same table of cases; what is kept is computed here."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from teleread.reports.evidence import Evidence, Mark, MarkKind, Point
from teleread.reports.scale import KnownLength, Origin, Picture, Scale, scale_of

SHAPES: Final = frozenset({MarkKind.ELLIPSE, MarkKind.RECTANGLE})


class Quantity(StrEnum):
    """What a value is of."""

    LENGTH = "length"
    ACROSS = "across"
    DOWN = "down"
    SLOPE = "slope"
    AT_START = "at_start"
    AT_END = "at_end"
    ANGLE = "angle"
    COBB = "cobb"
    RATIO = "ratio"
    FIRST_LENGTH = "first_length"
    SECOND_LENGTH = "second_length"
    AREA = "area"
    MEAN = "mean"
    STANDARD_DEVIATION = "standard_deviation"


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its unit and where that comes from.

    `magnification` is what it was divided by to be that of the patient, in a
    value that stands beside the one at the detector.
    """

    quantity: Quantity
    value: float
    unit: str
    origin: Origin
    magnification: float | None = None


@dataclass(frozen=True, slots=True)
class Statistics:
    """What lies in a region: the pixels whose middles do, through the Modality LUT. Of a sample (n - 1)."""

    n: int
    mean: float
    sd: float


def known_length_of(evidence: Evidence, mark: Mark) -> KnownLength | None:
    """Return what the reader calibrated last on the mark's Instance, for all of its frames."""
    lines = [one for one in evidence.marks if one.kind is MarkKind.CALIBRATION and one.instance_id == mark.instance_id]
    last = max(lines, key=lambda one: one.id, default=None)
    return None if last is None or last.mm is None else KnownLength(last.points, last.mm)


def values_of(
    mark: Mark, picture: Picture, *, known: KnownLength | None, statistics: Statistics | None = None
) -> tuple[Value, ...]:
    """Return what a mark measures; nothing for what only points, or where nothing is known to measure by.

    Parameters
    ----------
    statistics
        Of the pixels in an ellipse or a rectangle; None in colour.
    """
    scale = scale_of(picture, known, mark.points)
    if mark.kind in SHAPES:
        return (*_area(mark, scale), *_grey(statistics))
    if mark.kind is MarkKind.LENGTH and scale.axes is not None:
        return _extents(mark.points, scale)
    return () if scale.unit is None else _MEASURES.get(mark.kind, _nothing)(mark.points, scale)


def _nothing(_points: Sequence[Point], _scale: Scale) -> tuple[Value, ...]:
    return ()


def _plain_length(points: Sequence[Point], scale: Scale) -> tuple[Value, ...]:
    return _lengths(Quantity.LENGTH, _length(points, scale), scale)


def _angle(points: Sequence[Point], scale: Scale) -> tuple[Value, ...]:
    start, vertex, end = points
    return _degrees(Quantity.ANGLE, _between(_step(vertex, start, scale), _step(vertex, end, scale)))


def _step(start: Point, end: Point, scale: Scale) -> tuple[float, float]:
    return (end.x - start.x) * scale.x, (end.y - start.y) * scale.y


def _length(points: Sequence[Point], scale: Scale) -> float:
    return math.hypot(*_step(points[0], points[1], scale))


def _between(one: tuple[float, float], other: tuple[float, float]) -> float | None:
    lengths = math.hypot(*one) * math.hypot(*other)
    if lengths == 0:
        return None
    return math.degrees(math.acos(min(max((one[0] * other[0] + one[1] * other[1]) / lengths, -1.0), 1.0)))


def _cobb(points: Sequence[Point], scale: Scale) -> tuple[Value, ...]:
    """Return the angle of two end plates: ends on the same side belong together, so it may exceed 90 degrees."""
    a, b, c, d = points
    straight = _length((a, c), scale) + _length((b, d), scale)
    crossed = _length((a, d), scale) + _length((b, c), scale)
    second = _step(c, d, scale) if straight <= crossed else _step(d, c, scale)
    return _degrees(Quantity.COBB, _between(_step(a, b, scale), second))


def _lengths(quantity: Quantity, value: float, scale: Scale, *, power: int = 1) -> tuple[Value, ...]:
    unit = (scale.unit or "px") + ("²" if power == 2 else "")
    there = Value(quantity, value, unit, scale.origin)
    if scale.magnification is None:
        return (there,)
    corrected = value / scale.magnification**power
    return there, Value(quantity, corrected, unit, scale.origin, scale.magnification)


def _degrees(quantity: Quantity, value: float | None) -> tuple[Value, ...]:
    return () if value is None else (Value(quantity, value, "°", Origin.NONE),)


def _ratio(points: Sequence[Point], scale: Scale) -> tuple[Value, ...]:
    first, second = _length(points[:2], scale), _length(points[2:], scale)
    lengths = (
        *_lengths(Quantity.FIRST_LENGTH, first, scale),
        *_lengths(Quantity.SECOND_LENGTH, second, scale),
    )
    return (Value(Quantity.RATIO, first / second, "1", Origin.NONE), *lengths) if second > 0 else lengths


def _area(mark: Mark, scale: Scale) -> tuple[Value, ...]:
    if scale.unit is None:
        return ()
    across, down = _step(mark.points[0], mark.points[1], scale)
    area = abs(across * down) * (math.pi / 4 if mark.kind is MarkKind.ELLIPSE else 1)
    return _lengths(Quantity.AREA, area, scale, power=2)


def _grey(statistics: Statistics | None) -> tuple[Value, ...]:
    if statistics is None:
        return ()
    return (
        Value(Quantity.MEAN, statistics.mean, "1", Origin.NONE),
        Value(Quantity.STANDARD_DEVIATION, statistics.sd, "1", Origin.NONE),
    )


def _extents(points: Sequence[Point], scale: Scale) -> tuple[Value, ...]:
    """Return, where time lies across, how much time and depth or speed, how steep, and the speeds at both ends."""
    (across, down), axes, spectral = _step(points[0], points[1], scale), scale.axes, scale.spectral
    if axes is None or spectral is None:
        return ()
    values = [
        Value(Quantity.ACROSS, abs(across), axes[0], scale.origin),
        Value(Quantity.DOWN, abs(down), axes[1], scale.origin),
    ]
    if axes[0] == "s" and across != 0:
        slope = down * spectral.downwards / (across * spectral.rightwards)
        unit = f"{axes[1]}²" if axes[1].endswith("/s") else f"{axes[1]}/s"
        values.append(Value(Quantity.SLOPE, slope, unit, scale.origin))
    if spectral.baseline is not None:
        row, at_row = spectral.baseline
        for quantity, point in ((Quantity.AT_START, points[0]), (Quantity.AT_END, points[1])):
            value = at_row + (point.y - row) * scale.y * spectral.downwards
            values.append(Value(quantity, value, axes[1], scale.origin))
    return tuple(values)


_MEASURES: Final[Mapping[MarkKind, Callable[[Sequence[Point], Scale], tuple[Value, ...]]]] = {
    MarkKind.LENGTH: _plain_length,
    MarkKind.ANGLE: _angle,
    MarkKind.COBB: _cobb,
    MarkKind.RATIO: _ratio,
}
