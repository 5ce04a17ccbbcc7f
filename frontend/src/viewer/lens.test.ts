import { expect, test } from "vitest";
import { lensPixels } from "./lens";
import { UPRIGHT } from "./geometry";

const VIEW = { view: [10, 0, 0, 10, 0, 0] as const, at: { x: 10, y: 10 }, factor: 2, side: 40, dots: 1 };
const GREY = { isColour: false, values: new Uint8Array([0, 100, 100, 200]), size: { columns: 2, rows: 2 } };
const plain = { range: { lower: 0, upper: 200 }, isInverted: false, turn: UPRIGHT };
const red = (out: Uint8ClampedArray, x: number, y: number) => out[(y * 40 + x) * 4];

test("the lens has the corners of the picture where they are twice as far", () => {
  const out = lensPixels(GREY, plain, VIEW);
  expect([red(out, 5, 5), red(out, 35, 5), red(out, 35, 35)]).toEqual([0, 128, 255]);
});

test("a negative is one in the lens", () => {
  const out = lensPixels(GREY, { ...plain, isInverted: true }, VIEW);
  expect([red(out, 5, 5), red(out, 35, 35)]).toEqual([255, 0]);
});

test("beyond the picture it is black, in a negative too", () => {
  const out = lensPixels(GREY, { ...plain, isInverted: true }, { ...VIEW, at: { x: 100, y: 100 } });
  expect(red(out, 20, 20)).toBe(0);
});

test("colour stays as it is", () => {
  const rgb = { isColour: true, values: new Uint8Array([10, 20, 30]), size: { columns: 1, rows: 1 } };
  const out = lensPixels(rgb, { ...plain, range: null }, { ...VIEW, at: { x: 5, y: 5 } });
  expect([...out.slice((20 * 40 + 20) * 4, (20 * 40 + 20) * 4 + 4)]).toEqual([10, 20, 30, 255]);
});
