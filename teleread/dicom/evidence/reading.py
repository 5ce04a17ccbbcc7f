"""What the descriptions that the decoders give say to whoever makes objects: the size of pixels, and grey values."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from teleread.reports.evidence import Mark, MarkKind, Point
from teleread.reports.measuring import Statistics
from teleread.reports.scale import ORIGINS, Origin, Picture, Region, Spacing

REGION_FIELDS = tuple(Region.__dataclass_fields__)


def picture_of(image: dict[str, Any] | None) -> Picture:
    """Return what the description of an image says of its pixels; nothing where there is none."""
    if image is None:
        return Picture()
    spacing = image["pixel_spacing"]
    return Picture(
        spacing=None
        if spacing is None
        else Spacing(
            spacing["row_mm"],
            spacing["column_mm"],
            ORIGINS.get(spacing["origin"], Origin.UNSTATED),
            spacing["magnification"],
        ),
        aspect_ratio=image["pixel_aspect_ratio"],
        regions=tuple(Region(**{name: region[name] for name in REGION_FIELDS}) for region in image["regions"]),
    )


def window_of(image: dict[str, Any] | None) -> tuple[float, float, str] | None:
    """Return the window that the viewer opens an image with; None where the file has none."""
    windows = image["voi_windows"] if image else []
    if not windows:
        return None
    first = windows[0]
    return first["center"], max(first["width"], 1e-3), first["function"]


def statistics_of(image: dict[str, Any], frame: bytes, mark: Mark) -> Statistics | None:
    """Return the statistics of the pixels whose middles lie in an ellipse or a rectangle; None if none does.

    Values are taken through slope and intercept, as in the viewer; those of a
    Modality LUT stay as they are stored.
    """
    if image["samples_per_pixel"] != 1:
        return None
    values = _values(image, frame)
    inside = _inside(mark, values.shape)
    found = values[inside].astype(float) * _line(image)[0] + _line(image)[1]
    if not found.size:
        return None
    return Statistics(int(found.size), float(found.mean()), float(found.std(ddof=1)) if found.size > 1 else 0.0)


def _values(image: dict[str, Any], frame: bytes) -> NDArray[Any]:
    sign = "i" if image["pixel_representation"] else "u"
    stored = np.frombuffer(frame, f"<{sign}{image['bits_allocated'] // 8}")
    return stored[: image["rows"] * image["columns"]].reshape(image["rows"], image["columns"])


def _line(image: dict[str, Any]) -> tuple[float, float]:
    slope, intercept = image["rescale_slope"], image["rescale_intercept"]
    is_line = image["modality_lut"] is None and math.isfinite(slope) and math.isfinite(intercept) and slope != 0
    return (slope, intercept) if is_line else (1.0, 0.0)


def _inside(mark: Mark, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Say of each pixel whether its middle lies inside; one on the edge does."""
    start, end = _corners(mark.points)
    rows, columns = np.arange(shape[0])[:, None] + 0.5, np.arange(shape[1])[None, :] + 0.5
    is_row: NDArray[np.bool_] = (rows >= start.y) & (rows <= end.y)
    if mark.kind is MarkKind.RECTANGLE:
        inside: NDArray[np.bool_] = is_row & (columns >= start.x) & (columns <= end.x)
        return inside
    middle, half = (start.y + end.y) / 2, (end.y - start.y) / 2
    share = np.ones_like(rows) if half == 0 else (rows - middle) / half
    reach = (end.x - start.x) / 2 * np.sqrt(np.maximum(1 - share * share, 0))
    centre = (start.x + end.x) / 2
    enclosed: NDArray[np.bool_] = is_row & (columns >= centre - reach) & (columns <= centre + reach)
    return enclosed


def _corners(points: tuple[Point, ...]) -> tuple[Point, Point]:
    one, other = points
    return (
        Point(min(one.x, other.x), min(one.y, other.y)),
        Point(max(one.x, other.x), max(one.y, other.y)),
    )
