import { describe, expect, it } from "vitest";
import { heightAt, inset, lines, PATCH_LEVELS, patch, pattern, ramp } from "./pattern";

describe("the test pattern", () => {
  it("has 18 patches from black to white in equal steps", () => {
    expect(PATCH_LEVELS).toHaveLength(18);
    expect([PATCH_LEVELS[0], PATCH_LEVELS[17]]).toEqual([0, 255]);
  });

  it("marks a patch by corners that are a little brighter and a little darker", () => {
    const levels = patch({ x: 0, y: 0, width: 60, level: 120 }).map((one) => one.level);
    expect(levels).toEqual([120, 124, 124, 116, 116]);
  });

  it("goes beyond neither black nor white", () => {
    expect(Math.min(...patch({ x: 0, y: 0, width: 60, level: 0 }).map((one) => one.level))).toBe(0);
    expect(Math.max(...patch({ x: 0, y: 0, width: 60, level: 255 }).map((one) => one.level))).toBe(255);
  });

  it("has a square of 5 % in the middle of black", () => {
    const [outer, inner] = inset({ x: 10, y: 10, width: 80, level: 0 }, 13);
    expect([outer?.level, inner?.level]).toEqual([0, 13]);
    expect(inner).toMatchObject({ x: 30, y: 30, width: 40, height: 40 });
  });

  it("draws lines of one pixel, every second", () => {
    const [, ...drawn] = lines({ x: 0, y: 0, width: 8 }, { isUpright: true, low: 0, high: 255 });
    expect(drawn.map(({ x, width }) => [x, width])).toEqual([0, 2, 4, 6].map((x) => [x, 1]));
  });

  it("has every grey level in its ramp, without a gap", () => {
    const steps = ramp({ x: 5, y: 0, width: 700, height: 9 });
    expect(steps.map((one) => one.level)).toEqual(Array.from({ length: 256 }, (_, level) => level));
    steps.slice(1).forEach((one, n) => expect(one.x).toBe((steps[n]?.x ?? 0) + (steps[n]?.width ?? 0)));
    expect((steps[255]?.x ?? 0) + (steps[255]?.width ?? 0)).toBe(705);
  });

  it.each([600, 1013, 1920, 3840])("stays inside a screen %i wide, on whole pixels", (width) => {
    const height = heightAt(width);
    for (const one of pattern(width, height)) {
      expect([one.x, one.y, one.width, one.height, one.level].every(Number.isInteger)).toBe(true);
      expect(one.x >= 0 && one.y >= 0 && one.x + one.width <= width && one.y + one.height <= height).toBe(true);
    }
  });
});
