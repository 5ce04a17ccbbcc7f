import { describe, expect, test } from "vitest";
import type { InstanceDisplay } from "./display";
import { curveOf, dragStep, dragWindow, drawingOf, FIRST_LOOK, type Look } from "./look";
import { aDisplay } from "./testing";

const look = (part: Partial<Look>): Look => ({
  ...FIRST_LOOK,
  window: { center: 128, width: 256, function: "LINEAR" },
  ...part,
});

describe("which way round a picture is drawn", () => {
  test.each<[InstanceDisplay["photometric"], number, boolean, boolean]>([
    ["MONOCHROME2", 1, false, false],
    ["MONOCHROME1", 1, false, true],
    ["MONOCHROME1", 1, true, false],
    ["MONOCHROME2", 1, true, true],
    ["MONOCHROME2", -1, false, true],
    ["MONOCHROME1", -1, false, false],
  ])("%s, slope %i, inverted by the reader %s: drawn inverted %s", (photometric, rescale_slope, isInverted, drawn) => {
    expect(drawingOf(aDisplay({ photometric, rescale_slope }), look({ isInverted })).isInverted).toBe(drawn);
  });

  test("colour is drawn as it is", () => {
    expect(drawingOf(aDisplay({ samples_per_pixel: 3, photometric: "RGB" }), look({ isInverted: true }))).toEqual({
      range: null,
      isInverted: false,
    });
  });
});

test("a window of modality values becomes a range of stored ones", () => {
  const display = aDisplay({ rescale_slope: 2, rescale_intercept: -1024, bits_stored: 12 });
  const window = { center: 0, width: 401, function: "LINEAR" } as const;
  expect(drawingOf(display, look({ window })).range).toEqual({ lower: 411.75, upper: 611.75 });
});

test("after a curve the values are P-values, and the modality line is behind them", () => {
  const display = aDisplay({ rescale_slope: 2, voi_windows: [{ center: 5, width: 9, function: "SIGMOID" }] });
  expect(curveOf(display, 0)).toBe(0);
  expect(
    drawingOf(display, look({ preset: 0, window: { center: 32768, width: 65536, function: "LINEAR" } })).range,
  ).toEqual({
    lower: 0,
    upper: 65535,
  });
});

describe("dragging the window", () => {
  const window = { center: 100, width: 50, function: "LINEAR" } as const;

  test("to the right widens, upwards brightens", () => {
    expect(dragWindow(window, { x: 10, y: -5 }, 1, false)).toMatchObject({ width: 60, center: 95 });
  });

  test("upwards brightens a negative too", () => {
    expect(dragWindow(window, { x: 0, y: -5 }, 1, true)).toMatchObject({ center: 105 });
  });

  test("never closes", () => {
    expect(dragWindow(window, { x: -1000, y: 0 }, 1, false).width).toBe(1);
  });

  test("crosses what is in the picture in a thousand pixels, whatever its depth", () => {
    expect(dragStep(aDisplay({ rescale_slope: 4 }), look({}), { min: 0, max: 1000 })).toBe(4);
  });
});
