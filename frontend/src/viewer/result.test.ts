import { describe, expect, test } from "vitest";
import type { Point } from "./geometry";
import type { Kind } from "./measurement";
import { resultOf } from "./result";
import { aDisplay } from "./testing";

const at = (x: number, y: number): Point => ({ x, y });
const LINE = [at(0, 0), at(100, 0)];
const drawn = (kind: Kind, points: Point[] = LINE) => ({
  kind,
  points,
  text: "结节",
  mm: kind === "calibration" ? 25 : null,
});
const NONE = { known: null, statistics: null };
const detector = aDisplay({
  pixel_spacing: { row_mm: 0.2, column_mm: 0.2, origin: "imager_pixel_spacing", magnification: 1.25 },
});
const doppler = aDisplay({
  regions: [
    {
      x0: 0,
      y0: 0,
      x1: 300,
      y1: 300,
      spatial_format: 3,
      data_type: 3,
      flags: 0,
      units_x: 4,
      units_y: 7,
      delta_x: 0.01,
      delta_y: -2,
      reference_x: null,
      reference_y: null,
      reference_value_x: null,
      reference_value_y: null,
    },
  ],
});

describe("at the detector", () => {
  test("a length has its value there and, with the magnification, the patient's", () => {
    expect(resultOf(drawn("length"), detector, NONE)).toEqual({
      kind: "length",
      length: { value: 20, unit: "mm", origin: "detector", corrected: { value: 16, magnification: 1.25 } },
    });
  });

  test("an area is corrected twice over", () => {
    const result = resultOf(drawn("rectangle", [at(0, 0), at(10, 10)]), detector, NONE);
    expect(result).toMatchObject({ area: { value: 4, unit: "mm²", corrected: { value: 4 / 1.25 ** 2 } } });
  });
});

describe("without spacing", () => {
  test("a length is in pixels, a ratio is a ratio all the same", () => {
    expect(resultOf(drawn("length"), aDisplay(), NONE)).toMatchObject({ length: { value: 100, unit: "px" } });
    expect(resultOf(drawn("ratio", [...LINE, at(0, 9), at(200, 9)]), aDisplay(), NONE)).toMatchObject({ ratio: 0.5 });
  });

  test("a known length makes it manual millimetres", () => {
    const known = { points: LINE, mm: 50 };
    expect(resultOf(drawn("length"), aDisplay(), { known, statistics: null })).toMatchObject({
      length: { value: 50, unit: "mm", origin: "manual" },
    });
  });
});

describe("where time lies across", () => {
  test("a length is a time and a speed", () => {
    expect(resultOf(drawn("length", [at(0, 10), at(50, 60)]), doppler, NONE)).toMatchObject({
      kind: "extents",
      x: { value: 0.5, unit: "s" },
      y: { value: 100, unit: "cm/s" },
    });
  });

  test.each<[Kind, Point[], object]>([
    ["angle", [at(0, 0), at(9, 0), at(9, 9)], { degrees: null }],
    ["cobb", [at(0, 0), at(9, 0), at(9, 9), at(3, 3)], { degrees: null }],
    ["ratio", [at(0, 0), at(9, 0), at(9, 9), at(3, 3)], { kind: "nothing" }],
    ["ellipse", [at(0, 0), at(9, 9)], { area: null }],
  ])("%s has no meaning", (kind, points, wanted) => {
    expect(resultOf(drawn(kind, points), doppler, NONE)).toMatchObject(wanted);
  });
});

test("a half drawn one says nothing", () => {
  for (const kind of ["angle", "cobb", "ratio"] as const) {
    expect(resultOf(drawn(kind), aDisplay(), NONE)).toEqual({ kind: "nothing" });
  }
  expect(resultOf(drawn("length", [at(0, 0)]), aDisplay(), NONE)).toEqual({ kind: "nothing" });
});

test("colour has an area and says that it has no grey values", () => {
  const display = aDisplay({ samples_per_pixel: 3, photometric: "RGB" });
  expect(resultOf(drawn("ellipse", [at(0, 0), at(2, 2)]), display, NONE)).toMatchObject({
    isColour: true,
    statistics: null,
  });
});

test("an arrow says its text, a calibration its length", () => {
  expect(resultOf(drawn("arrow"), aDisplay(), NONE)).toEqual({ kind: "text", text: "结节" });
  expect(resultOf(drawn("calibration"), aDisplay(), NONE)).toEqual({ kind: "calibration", mm: 25 });
});
