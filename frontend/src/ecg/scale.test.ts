import { describe, expect, test } from "vitest";
import { heightMm, STANDARD, widthMm } from "./scale";

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
    [12.5, 10],
    [50, 5],
    [25, 20],
  ])("%i mm/s and %i mm/mV are what they say", (mmPerSecond, mmPerMillivolt) => {
    const scale = { mmPerSecond, mmPerMillivolt };
    expect(widthMm(1, scale)).toBe(mmPerSecond);
    expect(heightMm(1000, scale)).toBe(mmPerMillivolt);
  });
});
