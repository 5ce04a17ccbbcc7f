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
      reference_x: 0,
      reference_y: 100,
      reference_value_x: 0,
      reference_value_y: 0,
    },
  ],
});

describe("at the detector", () => {
  test("a length has its value there and, with the magnification, the patient's", () => {
    expect(resultOf(drawn("length"), detector, NONE)).toEqual({
      kind: "length",
      length: { value: 20, unit: "mm", origin: "detector", corrected: { value: 16, magnification: 1.25 }, isUncalibrated: false },
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

  test.each([
    ["down, which is slower", at(0, 10.5), at(50, 60.5), -200, [180, 80]],
    ["the same from its other end", at(50, 60.5), at(0, 10.5), -200, [80, 180]],
    ["across the baseline", at(0, 90.5), at(10, 110.5), -400, [20, -20]],
  ])("a line %s has its slope and the speeds at its ends", (_, from, to, slope, ends) => {
    expect(resultOf(drawn("length", [from, to]), doppler, NONE)).toMatchObject({
      slope: { value: slope, unit: "cm/s²" },
      ends,
    });
  });

  test("a line straight down has no slope", () => {
    expect(resultOf(drawn("length", [at(5, 10), at(5, 60)]), doppler, NONE)).toMatchObject({ slope: null });
  });

  test("depth over time is a speed and has no baseline (M-mode)", () => {
    const mMode = aDisplay({ regions: [{ ...doppler.regions[0]!, units_y: 3, delta_y: 0.02, spatial_format: 2 }] });
    const result = resultOf(drawn("length", [at(0, 10), at(50, 60)]), mMode, NONE);
    expect(result).toMatchObject({ x: { unit: "s" }, y: { value: 1, unit: "cm" }, slope: { value: 2, unit: "cm/s" } });
    expect(result).toMatchObject({ ends: null });
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

describe("across two regions", () => {
  const both = aDisplay({
    regions: [
      { ...doppler.regions[0]!, x1: 50, units_x: 3, units_y: 3 },
      { ...doppler.regions[0]!, x0: 51 },
    ],
  });

  test.each<[Kind, Point[]]>([
    ["length", LINE],
    ["angle", [at(0, 0), at(9, 0), at(99, 9)]],
    ["cobb", [at(0, 0), at(9, 0), at(99, 9), at(3, 3)]],
    ["ratio", [at(0, 0), at(9, 0), at(99, 9), at(3, 3)]],
  ])("%s is refused", (kind, points) => {
    expect(resultOf(drawn(kind, points), both, NONE)).toEqual({ kind: "refused", why: "crossing" });
  });

  test("a region has grey values and no area", () => {
    const statistics = { n: 1, mean: 5, sd: 0, min: 5, max: 5 };
    expect(resultOf(drawn("ellipse"), both, { known: null, statistics })).toMatchObject({ area: null, statistics });
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
