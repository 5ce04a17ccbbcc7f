import { describe, expect, test } from "vitest";
import { bridgeOf, labelAt, outlineOf, widthOf, within } from "./shapes";

const at = (x: number, y: number) => ({ x, y });

test.each([
  ["length", [at(0, 0), at(10, 5)], "M0 0L10 5"],
  ["angle", [at(0, 0), at(10, 5)], "M0 0L10 5"],
  ["angle", [at(0, 0), at(10, 5), at(20, 0)], "M0 0L10 5L20 0"],
  ["cobb", [at(0, 0), at(10, 5), at(0, 9)], "M0 0L10 5"],
  ["cobb", [at(0, 0), at(10, 5), at(0, 9), at(10, 9)], "M0 0L10 5M0 9L10 9"],
  ["rectangle", [at(10, 5), at(0, 0)], "M0 0L10 0L10 5L0 5Z"],
  ["ellipse", [at(0, 0), at(10, 4)], "M0 2A5 2 0 0 1 10 2A5 2 0 0 1 0 2Z"],
  ["length", [at(0, 0)], ""],
] as const)("%s at %o is %s", (kind, points, path) => {
  expect(outlineOf(kind, points)).toBe(path);
});

test("the head of an arrow is at its first point", () => {
  expect(outlineOf("arrow", [at(0, 0), at(50, 0)])).toMatch(/^M0 0L50 0M12\.61 [\d.]+L0 0L12\.61 -/);
});

test("only the two lines of a Cobb angle are joined", () => {
  const points = [at(0, 0), at(10, 0), at(0, 20), at(10, 20)];
  expect(bridgeOf("cobb", points)).toBe("M5 0L5 20");
  expect(bridgeOf("ratio", points)).toBe("");
});

describe("what is written", () => {
  const stage = { width: 200, height: 100 };

  test("begins at the right end, an arrow's at its tail", () => {
    expect(labelAt("length", [at(50, 7), at(0, 0)]).x).toBe(62);
    expect(labelAt("arrow", [at(50, 7), at(0, 0)]).x).toBe(12);
  });

  test("stays on the stage with all of its lines", () => {
    const lines = ["123.4 mm", "n = 40"];
    const { x, y } = within(at(500, 500), lines, stage);
    expect(x + widthOf(lines)).toBeLessThan(stage.width);
    expect(y + 18).toBeLessThan(stage.height);
    expect(within(at(-50, -50), lines, stage)).toEqual({ x: 6, y: 18 });
  });

  test("takes more room in Han characters", () => {
    expect(widthOf(["探测器"])).toBeGreaterThan(widthOf(["abc"]));
  });
});
