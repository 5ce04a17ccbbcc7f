import { expect, test } from "vitest";
import { beyond, plus, stepOf } from "./cross";

test.each([
  ["ArrowLeft", false, { x: -1, y: 0 }],
  ["ArrowDown", true, { x: 0, y: 10 }],
  ["Enter", false, null],
])("%s, shifted %s, goes %o", (key, shiftKey, by) => {
  expect(stepOf({ key, shiftKey })).toEqual(by);
});

test("the cross goes on from where it is", () => {
  expect(plus({ x: 3, y: 4 }, { x: -1, y: 10 })).toEqual({ x: 2, y: 14 });
});

test.each([
  [
    { x: 100, y: 100 },
    { x: 0, y: 0 },
  ],
  [
    { x: 10, y: 100 },
    { x: -6, y: 0 },
  ],
  [
    { x: 390, y: 310 },
    { x: 6, y: 26 },
  ],
])("a cross at %o is %o beyond the stage", (at, by) => {
  expect(beyond(at, { width: 400, height: 300 })).toEqual(by);
});
