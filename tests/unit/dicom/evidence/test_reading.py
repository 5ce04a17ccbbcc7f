import json
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from teleread.dicom.evidence.reading import picture_of, statistics_of, window_of
from teleread.reports.evidence import Mark, MarkKind, Point
from teleread.reports.measuring import Statistics
from teleread.reports.scale import Origin, Picture, Region, Spacing

GREY = json.loads((Path(__file__).parents[4] / "frontend/src/viewer/evidence/measured.json").read_text())["grey"]


def an_image(**values: Any) -> dict[str, Any]:
    plain = {
        "samples_per_pixel": 1,
        "pixel_representation": 0,
        "bits_allocated": 16,
        "rows": GREY["rows"],
        "columns": GREY["columns"],
        "rescale_slope": GREY["slope"],
        "rescale_intercept": GREY["intercept"],
        "modality_lut": None,
        "voi_windows": [],
        "pixel_spacing": None,
        "pixel_aspect_ratio": 1.0,
        "regions": [],
    }
    return {**plain, **values}


def a_mark(kind: str, points: list[list[float]]) -> Mark:
    return Mark(1, UUID(int=1), "1.2", 1, MarkKind(kind), tuple(Point(x, y) for x, y in points))


def test_the_pixels_of_a_region_are_those_that_the_viewer_counts():
    frame = np.array(GREY["values"], "<u2").tobytes()
    for case in GREY["regions"]:
        found = statistics_of(an_image(), frame, a_mark(case["kind"], case["points"]))
        expected = case["statistics"] and pytest.approx(list(case["statistics"].values()), abs=1e-6)
        assert (found and [found.n, found.mean, found.sd]) == expected


def test_signed_and_eight_bit_values_and_tables_are_what_they_are():
    whole = a_mark("rectangle", [[0, 0], [2, 1]])
    signed = an_image(rows=1, columns=2, pixel_representation=1)
    found = statistics_of(signed, np.array([-5, 5], "<i2").tobytes(), whole)
    assert found == Statistics(2, -10.0, pytest.approx(200**0.5))
    small = an_image(rows=1, columns=2, bits_allocated=8, modality_lut={"data": []})
    assert statistics_of(small, bytes([3, 5]), whole) == Statistics(2, 4.0, pytest.approx(2**0.5))
    assert statistics_of(an_image(samples_per_pixel=3), b"", whole) is None


def test_a_description_says_how_large_pixels_are_and_which_window_comes_first():
    spacing = {"row_mm": 0.2, "column_mm": 0.1, "origin": "imager_pixel_spacing", "magnification": 1.5}
    names = ["x0", "y0", "x1", "y1", "units_x", "units_y", "flags", "reference_y", "delta_x", "delta_y"]
    region = dict.fromkeys([*names, "reference_value_y", "spatial_format"], 3)
    first = {"center": 1.0, "width": 0.0, "function": "SIGMOID"}
    windows = [first, {"center": 5.0, "width": 5.0, "function": "LINEAR"}]
    image = an_image(pixel_spacing=spacing, regions=[region], voi_windows=windows)
    assert picture_of(image) == Picture(Spacing(0.2, 0.1, Origin.DETECTOR, 1.5), 1.0, (Region(*[3] * 11),))
    assert window_of(image) == (1.0, 0.001, "SIGMOID")
    assert (picture_of(None), window_of(None), window_of(an_image())) == (Picture(), None, None)
