"""How large a pixel is where a mark lies, and how that is known. The viewer decides by the same table of cases."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from teleread.reports.evidence import Point


class Origin(StrEnum):
    """Where the size of a pixel comes from.

    On a shadow picture the patient's size is known at one depth at best: a
    geometry that was assumed, or that of a fiducial; an unstated one may be
    the detector's.
    """

    PATIENT = "patient"
    GEOMETRY = "geometry"
    FIDUCIAL = "fiducial"
    UNSTATED = "unstated"
    DETECTOR = "detector"
    FILM = "film"
    MANUAL = "manual"
    REGION = "region"
    NONE = "none"


ORIGINS: Final = {
    "pixel_spacing": Origin.PATIENT,
    "geometry": Origin.GEOMETRY,
    "fiducial": Origin.FIDUCIAL,
    "unstated": Origin.UNSTATED,
    "imager_pixel_spacing": Origin.DETECTOR,
    "nominal_scanned_pixel_spacing": Origin.FILM,
}
"""By what the description of an Instance calls its pixel spacing."""

UNITS: Final = {1: "%", 2: "dB", 3: "cm", 4: "s", 5: "Hz", 6: "dB/s", 7: "cm/s", 12: "°"}
"""Physical Units of an ultrasound region (PS3.3 C.8.5.5.1.15)."""

SPEEDS: Final = frozenset({"cm/s", "Hz"})
"""What is counted from a baseline: speeds, and the frequency shifts that they are worked out from."""

LOW_PRIORITY: Final = 1
"""Region Flags bit 0: where regions overlap, 0 has the priority (PS3.3 C.8.5.5.1.3)."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """The size of a pixel in millimetres; `magnification` is of the patient at the detector, where it is known."""

    row_mm: float
    column_mm: float
    origin: Origin
    magnification: float | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A region of an ultrasound picture (PS3.3 C.8.5.5); its corners are pixels, the last one included."""

    x0: int
    y0: int
    x1: int
    y1: int
    flags: int | None = None
    units_x: int | None = None
    units_y: int | None = None
    delta_x: float | None = None
    delta_y: float | None = None
    reference_y: int | None = None
    reference_value_y: float | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """What an Instance says of the size of its pixels."""

    spacing: Spacing | None = None
    aspect_ratio: float = 1.0
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownLength:
    """A line of known length that a reader drew."""

    points: tuple[Point, ...]
    mm: float


@dataclass(frozen=True, slots=True)
class Spectral:
    """The directions of a region whose axes differ, and the row at which what lies down has a known value."""

    rightwards: int
    downwards: int
    baseline: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Scale:
    """The size of a pixel along a row and along a column.

    `unit` is None where the axes count in different things, which `axes` then
    are, or where nothing can be measured at all.
    """

    x: float
    y: float
    unit: Literal["mm", "cm", "px"] | None
    origin: Origin
    axes: tuple[str, str] | None = None
    magnification: float | None = None
    spectral: Spectral | None = None


CROSSING: Final = Scale(1, 1, None, Origin.NONE)


def scale_of(picture: Picture, known: KnownLength | None, points: Sequence[Point]) -> Scale:
    """Return the scale of a mark with these points.

    A calibrated ultrasound region counts where it holds all of them, elsewhere
    the file's own spacing; before either goes what the reader calibrated
    there. No millimetres are made up: without any of these, pixels. What lies
    in one region and in another, or outside, has no scale at all.

    References
    ----------
    PS3.3 10.7.1.1 (Pixel Spacing), C.8.5.5 (US Region Calibration).
    """
    held_by = {_top_region(picture.regions, point) for point in points}
    if len(held_by) > 1:
        return CROSSING
    region = next(iter(held_by), None)
    calibrated = None if region is None else _region_scale(region)
    if calibrated is not None and calibrated.unit is None:
        return calibrated
    is_there = known is not None and _region_of(picture.regions, known.points) == region
    manual = _manual_scale(picture, known) if is_there and known is not None else None
    if manual is not None:
        return manual
    if region is None:
        return _file_scale(picture)
    return calibrated or _in_pixels(picture)


def _file_scale(picture: Picture) -> Scale:
    spacing = picture.spacing
    if spacing is None:
        return _in_pixels(picture)
    factor = spacing.magnification or 1
    is_magnified = spacing.origin is Origin.DETECTOR and factor > 1
    return Scale(
        spacing.column_mm, spacing.row_mm, "mm", spacing.origin, magnification=factor if is_magnified else None
    )


def _in_pixels(picture: Picture) -> Scale:
    """Return pixels as wide as one is; where they are higher than wide, a step down counts for more."""
    return Scale(1, _aspect(picture), "px", Origin.NONE)


def _aspect(picture: Picture) -> float:
    spacing = picture.spacing
    ratio = picture.aspect_ratio if spacing is None else spacing.row_mm / spacing.column_mm
    return ratio if math.isfinite(ratio) and ratio > 0 else 1


def _manual_scale(picture: Picture, known: KnownLength) -> Scale | None:
    """Return what the known length says of a pixel; how much higher than wide it is, the file goes on saying."""
    if len(known.points) < 2 or not known.mm > 0:
        return None
    start, end = known.points[:2]
    ratio = _pixel_shape(picture, known.points)
    pixels = math.hypot(end.x - start.x, (end.y - start.y) * ratio)
    if not pixels > 0:
        return None
    per_pixel = known.mm / pixels
    return Scale(per_pixel, ratio * per_pixel, "mm", Origin.MANUAL)


def _pixel_shape(picture: Picture, points: Sequence[Point]) -> float:
    region = _region_of(picture.regions, points)
    scale = None if region is None else _region_scale(region)
    return scale.y / scale.x if scale is not None and scale.unit == "cm" else _aspect(picture)


def _region_of(regions: Sequence[Region], points: Sequence[Point]) -> Region | None:
    """Return the one region in which all the points lie, each of them there and in none that goes before it."""
    held_by = {_top_region(regions, point) for point in points}
    return next(iter(held_by)) if len(held_by) == 1 else None


def _top_region(regions: Sequence[Region], point: Point) -> Region | None:
    """Return, where regions overlap, one that is calibrated, then one of higher priority, then the smaller one."""
    holding = [
        region for region in regions if region.x0 <= point.x <= region.x1 + 1 and region.y0 <= point.y <= region.y1 + 1
    ]
    return min(holding, key=_rank, default=None)


def _rank(region: Region) -> tuple[int, int, int]:
    area = (region.x1 - region.x0 + 1) * (region.y1 - region.y0 + 1)
    return int(_region_scale(region) is None), (region.flags or 0) & LOW_PRIORITY, area


def _region_scale(region: Region) -> Scale | None:
    delta_x, delta_y = region.delta_x or 0.0, region.delta_y or 0.0
    across, down = UNITS.get(region.units_x or 0), UNITS.get(region.units_y or 0)
    if not delta_x or not delta_y or across is None or down is None:
        return None
    x, y = abs(delta_x), abs(delta_y)
    if across == down == "cm":
        return Scale(x, y, "cm", Origin.REGION)
    baseline = None
    if down in SPEEDS and region.reference_y is not None:
        # The reference pixel counts from the region's corner and means the middle of a pixel (C.8.5.5.1.16).
        baseline = region.y0 + region.reference_y + 0.5, region.reference_value_y or 0.0
    spectral = Spectral(-1 if delta_x < 0 else 1, -1 if delta_y < 0 else 1, baseline)
    return Scale(x, y, None, Origin.REGION, axes=(across, down), spectral=spectral)
