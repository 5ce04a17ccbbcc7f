import { beforeEach, describe, expect, test } from "vitest";
import { calibrationOf, CARD_WIDTH_MM, forgetCalibration, keepCalibration } from "./screen-size";

const kept = new Map<string, string>();
const store = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
};
const screen = { width: 1920, height: 1080, devicePixelRatio: 1 };

beforeEach(() => kept.clear());

describe("the size of a pixel", () => {
  test("is a guess until someone measured", () => {
    expect(calibrationOf(store, screen)).toEqual({ pxPerMm: 96 / 25.4, isMeasured: false });
  });

  test("is what a card of 85.6 mm covered", () => {
    expect(keepCalibration(store, screen, { px: 342.4, mm: CARD_WIDTH_MM })).toBe(true);
    expect(calibrationOf(store, screen)).toEqual({ pxPerMm: 4, isMeasured: true });
  });

  test("still holds when the page is zoomed", () => {
    keepCalibration(store, screen, { px: 400, mm: 100 });
    const zoomed = { width: 1280, height: 720, devicePixelRatio: 1.5 };
    expect(calibrationOf(store, zoomed).pxPerMm).toBeCloseTo(4 / 1.5);
  });

  test("does not hold on another screen", () => {
    keepCalibration(store, screen, { px: 400, mm: 100 });
    expect(calibrationOf(store, { ...screen, width: 2560, height: 1440 }).isMeasured).toBe(false);
  });

  test.each([0, -3, Number.NaN, 4000])("a bar of 400 px that measures %f mm is not believed", (mm) => {
    expect(keepCalibration(store, screen, { px: 400, mm })).toBe(false);
  });

  test("can be forgotten", () => {
    keepCalibration(store, screen, { px: 400, mm: 100 });
    forgetCalibration(store, screen);
    expect(calibrationOf(store, screen).isMeasured).toBe(false);
  });
});
