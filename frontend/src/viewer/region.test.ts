import { describe, expect, test } from "vitest";
import { statisticsOf } from "./region";

const SIZE = { columns: 4, rows: 3 };
const VALUES = new Int16Array([0, 1, 2, 3, 10, 11, 12, 13, -20, -21, -22, -23]);
const PLAIN = { slope: 1, intercept: 0 };
const of = (corners: [number, number, number, number], part: object = {}) => {
  const [x0, y0, x1, y1] = corners;
  return statisticsOf(VALUES, {
    size: SIZE,
    shape: "rectangle",
    line: PLAIN,
    corners: [
      { x: x0, y: y0 },
      { x: x1, y: y1 },
    ],
    ...part,
  });
};

describe("a rectangle", () => {
  test("holds the pixels whose middles lie in it", () => {
    expect(of([1, 0, 3, 2])).toEqual({ n: 4, mean: 6.5, sd: expect.closeTo(5.802, 3), min: 1, max: 12 });
    expect(of([0.6, 0.4, 3.4, 1.6])).toMatchObject({ n: 4, mean: 6.5 });
  });

  test("is the same from any corner", () => {
    expect(of([3, 2, 1, 0])).toEqual(of([1, 0, 3, 2]));
  });

  test("ends where the picture does", () => {
    expect(of([-50, -50, 50, 50])).toMatchObject({ n: 12, min: -23, max: 13 });
  });

  test("of one pixel has no spread", () => {
    expect(of([2, 1, 3, 2])).toEqual({ n: 1, mean: 12, sd: 0, min: 12, max: 12 });
  });

  test.each<[number, number, number, number]>([
    [1.6, 1.6, 2.4, 2.4],
    [-5, 0, -1, 3],
    [1, 1, 1, 1],
  ])("at %d %d %d %d holds nothing", (...corners) => {
    expect(of(corners)).toBeNull();
  });
});

test("values are those after the modality line, a falling one too", () => {
  expect(of([0, 0, 4, 1], { line: { slope: -2, intercept: 100 } })).toMatchObject({ mean: 97, min: 94, max: 100 });
});

test("an ellipse leaves the corners out", () => {
  const size = { columns: 20, rows: 20 };
  const values = new Uint8Array(400).fill(7);
  const corners: [{ x: number; y: number }, { x: number; y: number }] = [
    { x: 0, y: 0 },
    { x: 20, y: 20 },
  ];
  const found = statisticsOf(values, { size, shape: "ellipse", line: PLAIN, corners });
  const inside = Array.from({ length: 400 }, (_, at) => Math.hypot((at % 20) - 9.5, Math.floor(at / 20) - 9.5));
  expect(found).toMatchObject({ n: inside.filter((far) => far <= 10).length, mean: 7, sd: 0 });
});
