import { describe, expect, test } from "vitest";
import { advance, durations, framesPerSecond, stepFrame } from "./cine";

describe("how long frames stay", () => {
  test("one Frame Time holds for all", () => {
    expect(durations(3, [33.3])).toEqual([33.3, 33.3, 33.3]);
  });

  test("a vector gives each frame the increment of the one after it", () => {
    expect(durations(3, [0, 20, 40])).toEqual([20, 40, 40]);
  });

  test("nothing stated is 25 frames a second", () => {
    expect(framesPerSecond(durations(10, null))).toBe(25);
  });

  test.each([[[0, 0]], [[Number.NaN, -1]]])("times that cannot be (%o) are as if not stated", (times) => {
    expect(durations(2, times)).toEqual([40, 40]);
  });
});

describe("a playing clip", () => {
  const stays = [10, 20, 30];

  test.each([
    [9, 1],
    [10, 2],
    [29, 2],
    [30, 3],
    [59, 3],
    [60, 1],
    [600 + 35, 3],
  ])("after %i ms shows frame %i", (elapsed, frame) => {
    expect(advance({ frame: 1, since: 0 }, stays, elapsed).frame).toBe(frame);
  });

  test("keeps time over many uneven ticks", () => {
    let head = { frame: 1, since: 0 };
    for (let now = 0; now <= 6005; now += 17) head = advance(head, stays, now);
    expect(head).toEqual(advance({ frame: 1, since: 0 }, stays, 5984 + 17));
  });

  test("half speed takes twice as long", () => {
    expect(advance({ frame: 1, since: 0 }, stays, 19, 0.5).frame).toBe(1);
    expect(advance({ frame: 1, since: 0 }, stays, 20, 0.5).frame).toBe(2);
  });

  test("a single frame stands", () => {
    expect(advance({ frame: 1, since: 0 }, [40], 1000)).toEqual({ frame: 1, since: 0 });
  });
});

test.each([
  [1, -1, 5],
  [5, 1, 1],
  [2, 1, 3],
])("stepping from %i by %i of 5 comes to %i", (frame, by, next) => {
  expect(stepFrame(frame, by, 5)).toBe(next);
});
