import { describe, expect, test } from "vitest";
import { type Point, place, turned, turnMatrix, UPRIGHT } from "./geometry";
import { angleOf, areaOf, cobbOf, extentsOf, lengthOf, ratioOf } from "./measure";

const at = (x: number, y: number): Point => ({ x, y });
const SQUARE = { x: 1, y: 1 };
const TALL = { x: 0.1, y: 0.2 };
const line = (x0: number, y0: number, x1: number, y1: number): [Point, Point] => [at(x0, y0), at(x1, y1)];
const tilted = (y: number, degrees: number): [Point, Point] => {
  const [dx, dy] = [50 * Math.cos((degrees * Math.PI) / 180), 50 * Math.sin((degrees * Math.PI) / 180)];
  return line(100 - dx, y - dy, 100 + dx, y + dy);
};
const swapped = ([a, b]: [Point, Point]): [Point, Point] => [b, a];

test.each([
  [at(0, 0), at(3, 4), SQUARE, 5],
  [at(3, 4), at(0, 0), SQUARE, 5],
  [at(0, 0), at(100, 0), TALL, 10],
  [at(0, 0), at(0, 100), TALL, 20],
  [at(0, 0), at(30, 20), TALL, 5],
  [at(7, 7), at(7, 7), TALL, 0],
])("from %o to %o at %o it is %d", (from, to, scale, length) => {
  expect(lengthOf(from, to, scale)).toBeCloseTo(length, 10);
});

test.each([
  [at(10, 0), at(0, 0), at(0, 10), SQUARE, 90],
  [at(10, 0), at(0, 0), at(10, 10), SQUARE, 45],
  [at(10, 0), at(0, 0), at(20, 10), TALL, 45],
  [at(-10, 0), at(0, 0), at(10, 0), SQUARE, 180],
  [at(5, 5), at(0, 0), at(10, 10), SQUARE, 0],
])("the angle of %o %o %o at %o is %d degrees", (from, vertex, to, scale, degrees) => {
  expect(angleOf(from, vertex, to, scale)).toBeCloseTo(degrees, 5);
});

test("an arm of no length has no angle", () => {
  expect(angleOf(at(0, 0), at(0, 0), at(1, 1), SQUARE)).toBeNull();
});

describe("the Cobb angle of two end plates", () => {
  const cases: [[Point, Point], [Point, Point], number][] = [
    [tilted(0, 0), tilted(200, 0), 0],
    [tilted(0, 20), tilted(200, -15), 35],
    [tilted(0, 50), tilted(200, -50), 100],
    [line(0, 0, 100, 0), line(0, 100, 100, 100 + Math.tan(Math.PI / 6) * 100), 30],
  ];
  test.each(cases)("%o and %o", (first, second, degrees) => {
    expect(cobbOf(first, second, SQUARE)).toBeCloseTo(degrees, 5);
  });

  test.each(cases)("%o and %o: it does not matter which end was drawn first, nor which line", (first, second, degrees) => {
    expect(cobbOf(swapped(first), second, SQUARE)).toBeCloseTo(degrees, 5);
    expect(cobbOf(second, swapped(first), SQUARE)).toBeCloseTo(degrees, 5);
  });

  test.each([1, 2, 3] as const)("%d quarters turned it is the same", (quarters) => {
    const matrix = turnMatrix(turned(UPRIGHT, quarters), { columns: 300, rows: 400 });
    const lying = ([a, b]: [Point, Point]): [Point, Point] => [place(matrix, a), place(matrix, b)];
    for (const [first, second, degrees] of cases) {
      expect(cobbOf(lying(first), lying(second), SQUARE)).toBeCloseTo(degrees, 5);
    }
  });

  test("counts pixels that are higher than wide as they are", () => {
    expect(cobbOf(line(0, 0, 20, 0), line(0, 100, 20, 110), TALL)).toBeCloseTo(45, 5);
  });
});

test("the heart is half as wide as the chest", () => {
  expect(ratioOf(line(40, 0, 90, 0), line(0, 10, 100, 10), TALL)).toBeCloseTo(0.5, 10);
  expect(ratioOf(line(40, 0, 90, 0), line(1, 1, 1, 1), TALL)).toBeNull();
});

test("areas in the scale's units", () => {
  expect(areaOf("rectangle", at(10, 10), at(0, 0), TALL)).toBeCloseTo(2, 10);
  expect(areaOf("ellipse", at(0, 0), at(10, 10), TALL)).toBeCloseTo(Math.PI / 2, 10);
});

test("across and down for what has time across", () => {
  expect(extentsOf(at(10, 30), at(0, 0), { x: 0.01, y: 2 })).toEqual({ x: 0.1, y: 60 });
});
