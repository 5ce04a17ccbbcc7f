import { expect, test } from "vitest";
import { isComplete, nothingSeen, see } from "./coverage";

test("an image is shown when its one frame was", () => {
  expect(isComplete(see(nothingSeen(1), 1))).toBe(true);
});

test("a clip whose first frame alone was seen is not shown", () => {
  expect(isComplete(see(nothingSeen(5), 1))).toBe(false);
});

test("stepping through every frame shows a clip", () => {
  const all = [1, 2, 3].reduce((coverage, frame) => see(coverage, frame), nothingSeen(3));
  expect(isComplete(all)).toBe(true);
});

test("jumping over frames by hand leaves them unseen", () => {
  const jumped = [1, 3].reduce((coverage, frame) => see(coverage, frame), nothingSeen(3));
  expect(isComplete(jumped)).toBe(false);
});

test("frames that a late tick passed while playing count as seen", () => {
  expect(isComplete(see(see(nothingSeen(4), 4), 3, [1, 2]))).toBe(true);
});
