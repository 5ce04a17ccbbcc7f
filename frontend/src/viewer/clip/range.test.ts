import { describe, expect, test } from "vitest";
import { endingAt, frameUnder, placeOf, rangeBetween, startingAt, whole } from "./range";

describe("a range", () => {
  test.each([
    [null, 4, { from: 4, to: 10 }],
    [{ from: 2, to: 8 }, 4, { from: 4, to: 8 }],
    [{ from: 2, to: 4 }, 6, { from: 6, to: 10 }],
    [{ from: 2, to: 8 }, 1, { from: 1, to: 8 }],
    [null, 1, null],
    [null, 10, null],
  ])("of %o begins at frame %i", (range, frame, wanted) => {
    expect(startingAt(range, frame, 10)).toEqual(wanted);
  });

  test.each([
    [null, 4, { from: 1, to: 4 }],
    [{ from: 2, to: 8 }, 4, { from: 2, to: 4 }],
    [{ from: 6, to: 8 }, 4, { from: 1, to: 4 }],
    [null, 10, null],
    [null, 1, null],
  ])("of %o ends with frame %i", (range, frame, wanted) => {
    expect(endingAt(range, frame, 10)).toEqual(wanted);
  });

  test("lies between two frames whichever was drawn first, and inside the clip", () => {
    expect(rangeBetween(8, 3, 10)).toEqual({ from: 3, to: 8 });
    expect(rangeBetween(-2, 99, 10)).toEqual({ from: 1, to: 10 });
    expect(rangeBetween(3, 3, 10)).toBeNull();
  });

  test("of all frames is none", () => {
    expect(whole({ from: 1, to: 10 }, 10)).toBeNull();
  });
});

test("a place on the bar is the frame nearest to it", () => {
  expect([-1, 0, 0.49, 0.5, 1, 2].map((share) => frameUnder(share, 11))).toEqual([1, 1, 6, 6, 11, 11]);
  expect([1, 6, 11].map((frame) => placeOf(frame, 11))).toEqual([0, 50, 100]);
});
