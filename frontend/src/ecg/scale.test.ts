import { describe, expect, test } from "vitest";
import { heightMm, measure, STANDARD, widthMm } from "./scale";

describe("paper", () => {
  test("a step of 1 mV is exactly 10 mm", () => {
    expect(heightMm(1000, STANDARD)).toBe(10);
  });

  test("1 s is exactly 25 mm", () => {
    expect(widthMm(1, STANDARD)).toBe(25);
  });

  test("a sample of 1.25 µV a unit keeps its height", () => {
    expect(heightMm(800 * 1.25, STANDARD)).toBe(10);
  });

  test.each([
    [50, 5],
    [25, 20],
  ])("%i mm/s and %i mm/mV are what they say", (mmPerSecond, mmPerMillivolt) => {
    const scale = { mmPerSecond, mmPerMillivolt };
    expect(widthMm(1, scale)).toBe(mmPerSecond);
    expect(heightMm(1000, scale)).toBe(mmPerMillivolt);
  });
});

describe("calipers", () => {
  test("25 mm across and 10 mm up are 1000 ms, 60 a minute and 1 mV", () => {
    expect(measure(25, -10, STANDARD)).toEqual({ milliseconds: 1000, beatsPerMinute: 60, millivolts: 1 });
  });

  test("backwards is as long as forwards", () => {
    expect(measure(-20, 0, STANDARD).milliseconds).toBe(800);
  });

  test("no distance is no rhythm", () => {
    expect(measure(0, 5, STANDARD).beatsPerMinute).toBeNull();
  });
});
