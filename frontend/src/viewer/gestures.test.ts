import { expect, test } from "vitest";
import { pinchOf, toolOf, zoomFactor } from "./gestures";

test.each([
  [0, "window", "window"],
  [0, "zoom", "zoom"],
  [1, "window", "pan"],
  [2, "window", "zoom"],
  [3, "window", null],
] as const)("button %i with %s in hand does %s", (button, chosen, tool) => {
  expect(toolOf(button, chosen)).toBe(tool);
});

test("a drag up of 140 px doubles, back down is as before", () => {
  expect(zoomFactor(-140)).toBeCloseTo(2);
  expect(zoomFactor(-50) * zoomFactor(50)).toBeCloseTo(1);
});

test("two fingers have a middle and a span", () => {
  expect(pinchOf({ x: 0, y: 0 }, { x: 30, y: 40 })).toEqual({ middle: { x: 15, y: 20 }, span: 50 });
});
