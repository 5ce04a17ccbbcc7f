import { describe, expect, test } from "vitest";
import type { VoiWindow } from "./display";
import { openingWindow } from "./picture";
import { isCurve, presetsOf } from "./presets";
import { aDisplay } from "./testing";
import { bend, fullWindow, isUsable, modalityLine, rangeOf, sigmoidCurve, tableCurve, toStored, windowOf } from "./voi";

const linear = (center: number, width: number): VoiWindow => ({ center, width, function: "LINEAR" });

const spread = (min: number, max: number) => ({ min, max, valueAt: (share: number) => min + share * (max - min) });

/** Grey level 0 to 255 of a value, by the formula of PS3.3 C.11.2.1.2.1 as it is printed there. */
function greyByStandard(x: number, { center: c, width: w }: VoiWindow): number {
  if (x <= c - 0.5 - (w - 1) / 2) return 0;
  if (x > c - 0.5 + (w - 1) / 2) return 255;
  return ((x - (c - 0.5)) / (w - 1) + 0.5) * 255;
}

function greyByRange(x: number, window: VoiWindow): number {
  const { lower, upper } = rangeOf(window);
  return Math.min(Math.max(((x - lower) / (upper - lower)) * 255, 0), 255);
}

describe("a window as a range", () => {
  test.each([linear(2048, 4096), linear(2048, 2), linear(0, 100), linear(-600, 1500)])(
    "draws as the Standard says: %o",
    (window) => {
      for (let x = -2000; x <= 5000; x += 7) expect(greyByRange(x, window)).toBeCloseTo(greyByStandard(x, window), 6);
    },
  );

  test("the Standard's own example: center 2048, width 4096 shows 0 as black and 4095 as white", () => {
    expect(rangeOf(linear(2048, 4096))).toEqual({ lower: 0, upper: 4095 });
  });

  test("of width 1 is a step at its centre less a half, and has a width that can be drawn", () => {
    for (const x of [98, 99, 100, 101]) expect(greyByRange(x, linear(100, 1))).toBe(x < 100 ? 0 : 255);
  });

  test("LINEAR_EXACT is not shifted by half a value", () => {
    expect(rangeOf({ center: 0.5, width: 1, function: "LINEAR_EXACT" })).toEqual({ lower: 0, upper: 1 });
  });

  test.each([linear(40, 400), { center: 3, width: 2.5, function: "LINEAR_EXACT" } satisfies VoiWindow])(
    "comes back from its range: %o",
    (window) => {
      expect(windowOf(rangeOf(window), window.function)).toEqual(window);
    },
  );

  test.each([
    [linear(10, 0), false],
    [linear(10, -5), false],
    [linear(Number.NaN, 5), false],
    [linear(10, 1), true],
    [{ center: 1, width: 0.5, function: "LINEAR_EXACT" } satisfies VoiWindow, true],
  ])("%o usable: %s", (window, usable) => {
    expect(isUsable(window)).toBe(usable);
  });
});

describe("the modality line", () => {
  test("moves a range into stored values", () => {
    expect(toStored({ lower: -1024, upper: 976 }, { slope: 2, intercept: -1024 })).toEqual({
      lower: 0,
      upper: 1000,
      isReversed: false,
    });
  });

  test("a falling line turns the picture over", () => {
    expect(toStored({ lower: 0, upper: 100 }, { slope: -1, intercept: 4095 })).toEqual({
      lower: 3995,
      upper: 4095,
      isReversed: true,
    });
  });

  test.each([Number.NaN, 0])("a slope of %s changes nothing", (slope) => {
    expect(modalityLine(aDisplay({ rescale_slope: slope, rescale_intercept: 5 })).slope).toBe(1);
  });
});

describe("a file that asks for no window", () => {
  test("eight bits are shown as they are", () => {
    expect(rangeOf(fullWindow(aDisplay(), { min: 20, max: 60 }))).toEqual({ lower: 0, upper: 255 });
  });

  test("ten bits in sixteen are shown from least to greatest", () => {
    const display = aDisplay({ bits_allocated: 16, bits_stored: 10, high_bit: 9 });
    expect(rangeOf(fullWindow(display, { min: 20, max: 600 }))).toEqual({ lower: 20, upper: 600 });
  });

  test("a flat picture still has a window", () => {
    expect(rangeOf(fullWindow(aDisplay({ bits_stored: 12 }), { min: 7, max: 7 }))).toEqual({ lower: 7, upper: 8 });
  });
});

describe("curves", () => {
  test("the sigmoid passes through the middle of its window", () => {
    const curve = sigmoidCurve({ center: 100, width: 50, function: "SIGMOID" });
    expect(curve(100)).toBeCloseTo(65535 / 2);
    expect(curve(125) / 65535).toBeCloseTo(1 / (1 + Math.exp(-2)));
  });

  test("a table of ten bits fills the range of P-values", () => {
    const curve = tableCurve({ first_value: 0, bits: 10, data: [0, 1023] });
    expect([...bend([0, 1, 2], { slope: 1, intercept: 0 }, curve)]).toEqual([0, 65535, 65535]);
  });
});

describe("presets", () => {
  const display = aDisplay({
    voi_windows: [
      linear(10, 0),
      { ...linear(100, 50), explanation: "BONE" },
      { center: 5, width: 9, function: "SIGMOID" },
    ],
    voi_luts: [
      { first_value: 0, bits: 8, data: [0, 255], explanation: "NORMAL" },
      { first_value: 0, bits: 8, data: [0, 128], explanation: "SOFTER" },
    ],
  });

  test("are the file's windows without those that cannot be applied, its tables, then the whole range", () => {
    expect(presetsOf(display).map((preset) => preset.kind)).toEqual(["window", "sigmoid", "table", "table", "full"]);
  });

  test("only tables and sigmoids are laid into the pixels", () => {
    expect(presetsOf(display).map(isCurve)).toEqual([false, true, true, true, false]);
  });

  test("a colour picture has none", () => {
    expect(presetsOf(aDisplay({ samples_per_pixel: 3 }))).toEqual([]);
  });

  test("a curve opens with all its P-values, a window with itself", () => {
    expect(rangeOf(openingWindow(display, 2, spread(0, 65535)))).toEqual({ lower: 0, upper: 65535 });
    expect(openingWindow(display, 0, spread(0, 255))).toMatchObject({ center: 100, width: 50 });
  });
});
