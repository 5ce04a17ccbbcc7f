import { describe, expect, test } from "vitest";
import { scaleOf } from "./calibration";
import type { InstanceDisplay } from "./display";
import { aDisplay } from "./testing";

type Spacing = NonNullable<InstanceDisplay["pixel_spacing"]>;
type Region = InstanceDisplay["regions"][number];

const LINE = [
  { x: 10, y: 10 },
  { x: 20, y: 10 },
];
const spacing = (part: Partial<Spacing> = {}): Spacing => ({
  row_mm: 0.2,
  column_mm: 0.1,
  origin: "pixel_spacing",
  magnification: null,
  ...part,
});
const region = (part: Partial<Region> = {}): Region => ({
  x0: 0,
  y0: 0,
  x1: 99,
  y1: 99,
  spatial_format: 1,
  data_type: 1,
  flags: 0,
  units_x: 3,
  units_y: 3,
  delta_x: 0.05,
  delta_y: -0.05,
  reference_x: null,
  reference_y: null,
  reference_value_x: null,
  reference_value_y: null,
  ...part,
});

describe("the unit says where the size of a pixel comes from", () => {
  test.each<[string, Partial<InstanceDisplay>, object]>([
    ["Pixel Spacing", { pixel_spacing: spacing() }, { x: 0.1, y: 0.2, unit: "mm", origin: "patient" }],
    [
      "Imager Pixel Spacing",
      { pixel_spacing: spacing({ origin: "imager_pixel_spacing" }) },
      { x: 0.1, y: 0.2, unit: "mm", origin: "detector", magnification: null },
    ],
    [
      "Imager Pixel Spacing and a magnification",
      { pixel_spacing: spacing({ origin: "imager_pixel_spacing", magnification: 1.15 }) },
      { unit: "mm", origin: "detector", magnification: 1.15 },
    ],
    [
      "a magnification of 1, which corrects nothing",
      { pixel_spacing: spacing({ origin: "imager_pixel_spacing", magnification: 1 }) },
      { origin: "detector", magnification: null },
    ],
    ["nothing", {}, { x: 1, y: 1, unit: "px", origin: "none" }],
    ["the shape of a pixel alone", { pixel_aspect_ratio: 1.5 }, { x: 1, y: 1.5, unit: "px", origin: "none" }],
    ["a region in cm", { regions: [region()] }, { x: 0.05, y: 0.05, unit: "cm", origin: "region" }],
    ["a region without units", { regions: [region({ units_x: 0, units_y: 0 })] }, { unit: "px", origin: "none" }],
    ["a region without deltas", { regions: [region({ delta_x: 0 })] }, { unit: "px", origin: "none" }],
    [
      "a region of unknown units, and spacing that is not this region's",
      { regions: [region({ units_x: 0, units_y: 0 })], pixel_spacing: spacing() },
      { unit: "px", origin: "none", trouble: "uncalibrated" },
    ],
    ["a region that holds only one end", { regions: [region({ x1: 15 })] }, { unit: null, trouble: "crossing" }],
    [
      "two regions that hold one end each",
      { regions: [region({ x1: 15 }), region({ x0: 16 })], pixel_spacing: spacing() },
      { unit: null, axes: null, trouble: "crossing" },
    ],
    [
      "a region beside the line, and spacing of the whole picture",
      { regions: [region({ x0: 50 })], pixel_spacing: spacing() },
      { unit: "mm", origin: "patient", trouble: null },
    ],
    ["a calibration by an object", { pixel_spacing: spacing({ origin: "fiducial" }) }, { unit: "mm", origin: "fiducial" }],
    ["an assumed geometry", { pixel_spacing: spacing({ origin: "geometry" }) }, { unit: "mm", origin: "geometry" }],
    ["spacing alone on a shadow picture", { pixel_spacing: spacing({ origin: "unstated" }) }, { origin: "unstated" }],
    [
      "a digitised film",
      { pixel_spacing: spacing({ origin: "nominal_scanned_pixel_spacing" }) },
      { unit: "mm", origin: "film" },
    ],
    [
      "time across and depth down (M-mode)",
      { regions: [region({ units_x: 4, spatial_format: 2 })] },
      { unit: null, axes: { x: "s", y: "cm" }, origin: "region" },
    ],
    [
      "time across and speed down (Doppler)",
      { regions: [region({ units_x: 4, units_y: 7, spatial_format: 3 })] },
      { unit: null, axes: { x: "s", y: "cm/s" } },
    ],
    [
      "a calibrated region under one of unknown units",
      { regions: [region({ units_x: 0, x1: 50 }), region({ flags: 1 })] },
      { x: 0.05, unit: "cm" },
    ],
    [
      "the region of higher priority, where two overlap",
      { regions: [region({ flags: 1, delta_x: 9, x1: 50 }), region()] },
      { x: 0.05, unit: "cm" },
    ],
    [
      "the smaller region, where two of one priority overlap",
      { regions: [region({ delta_x: 9 }), region({ x1: 50 })] },
      { x: 0.05, unit: "cm" },
    ],
  ])("%s", (_, display, wanted) => {
    expect(scaleOf(aDisplay(display), null, LINE)).toMatchObject(wanted);
  });
});

describe("the baseline of a Doppler trace", () => {
  const doppler = { units_x: 4, units_y: 7, x0: 0, y0: 40, y1: 99, spatial_format: 3 };
  const inTrace = [
    { x: 10, y: 60 },
    { x: 20, y: 90 },
  ];

  test("lies in the middle of the reference pixel, which counts from the region's corner", () => {
    const regions = [region({ ...doppler, delta_y: -2, reference_y: 30, reference_value_y: 0 })];
    expect(scaleOf(aDisplay({ regions }), null, inTrace).spectral).toEqual({
      rightwards: 1,
      downwards: -1,
      baseline: { y: 70.5, value: 0 },
    });
  });

  test("is not made up, and depth has none", () => {
    expect(scaleOf(aDisplay({ regions: [region(doppler)] }), null, inTrace).spectral?.baseline).toBeNull();
    const depth = region({ ...doppler, units_y: 3, reference_y: 0 });
    expect(scaleOf(aDisplay({ regions: [depth] }), null, inTrace).spectral?.baseline).toBeNull();
  });
});

describe("a known length", () => {
  test("goes before the file's spacing, and is said to be the reader's", () => {
    const display = aDisplay({ pixel_spacing: spacing({ row_mm: 0.1 }) });
    expect(scaleOf(display, { points: LINE, mm: 25 }, LINE)).toMatchObject({ x: 2.5, y: 2.5, origin: "manual" });
  });

  test("leaves the shape of a pixel as the file has it", () => {
    const down = [
      { x: 0, y: 0 },
      { x: 0, y: 10 },
    ];
    expect(scaleOf(aDisplay({ pixel_aspect_ratio: 2 }), { points: down, mm: 40 }, LINE)).toMatchObject({ x: 2, y: 4 });
    expect(scaleOf(aDisplay({ pixel_spacing: spacing() }), { points: down, mm: 40 }, LINE)).toMatchObject({
      x: 2,
      y: 4,
    });
  });

  test("counts in its own region only", () => {
    const regions = [region({ x1: 40 }), region({ x0: 41, delta_x: 0.1, delta_y: 0.1 })];
    const other = [
      { x: 50, y: 10 },
      { x: 60, y: 10 },
    ];
    expect(scaleOf(aDisplay({ regions }), { points: LINE, mm: 25 }, other)).toMatchObject({ x: 0.1, unit: "cm" });
    expect(scaleOf(aDisplay({ regions }), { points: LINE, mm: 25 }, LINE)).toMatchObject({ x: 2.5, origin: "manual" });
  });

  test("calibrates a region of unknown units", () => {
    const regions = [region({ units_x: 0, units_y: 0 })];
    expect(scaleOf(aDisplay({ regions }), { points: LINE, mm: 25 }, LINE)).toMatchObject({ x: 2.5, origin: "manual" });
  });

  test("never turns seconds into millimetres", () => {
    const regions = [region({ units_x: 4 })];
    expect(scaleOf(aDisplay({ regions }), { points: LINE, mm: 25 }, LINE).unit).toBeNull();
  });

  test.each([
    ["of no length", [LINE[0]!, LINE[0]!], 25],
    ["of zero millimetres", LINE, 0],
    ["that is no number", LINE, NaN],
  ])("%s calibrates nothing", (_, points, mm) => {
    expect(scaleOf(aDisplay(), { points, mm }, LINE).unit).toBe("px");
  });
});
