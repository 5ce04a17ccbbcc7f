import { describe, expect, test } from "vitest";
import { advance, cycleOf, durations, framesPerSecond, headAt, nextSpeed, passed, stepFrame } from "./cine";

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
  const round = cycleOf([10, 20, 30], { from: 1, to: 3 }, "loop");
  const frameAfter = (elapsed: number, speed = 1) =>
    round.frames[advance({ at: 0, since: 0 }, round, elapsed, speed).at];

  test.each([
    [9, 1],
    [10, 2],
    [29, 2],
    [30, 3],
    [59, 3],
    [60, 1],
    [600 + 35, 3],
  ])("after %i ms shows frame %i", (elapsed, frame) => {
    expect(frameAfter(elapsed)).toBe(frame);
  });

  test("keeps time over many uneven ticks", () => {
    let head = { at: 0, since: 0 };
    for (let now = 0; now <= 6005; now += 17) head = advance(head, round, now);
    expect(head).toEqual(advance({ at: 0, since: 0 }, round, 5984 + 17));
  });

  test.each([
    [0.25, 39, 40],
    [0.5, 19, 20],
    [4, 2, 3],
  ])("at %f times its speed goes on after its stay over that", (speed, before, after) => {
    expect(frameAfter(before, speed)).toBe(1);
    expect(frameAfter(after, speed)).toBe(2);
  });

  test("a single frame stands", () => {
    expect(advance({ at: 0, since: 0 }, { frames: [1], stays: [40] }, 1000)).toEqual({ at: 0, since: 0 });
  });
});

describe("what plays before it begins anew", () => {
  const stays = [10, 20, 30, 40, 50];

  test.each([
    ["loop", { from: 1, to: 5 }, [1, 2, 3, 4, 5], stays],
    ["loop", { from: 2, to: 4 }, [2, 3, 4], [20, 30, 40]],
    ["sweep", { from: 1, to: 5 }, [1, 2, 3, 4, 5, 4, 3, 2], [10, 20, 30, 40, 40, 30, 20, 10]],
    ["sweep", { from: 2, to: 4 }, [2, 3, 4, 3], [20, 30, 30, 20]],
    ["sweep", { from: 2, to: 3 }, [2, 3], [20, 30]],
  ] as const)("%s over %o", (playback, range, frames, wanted) => {
    expect(cycleOf(stays, range, playback)).toEqual({ frames, stays: wanted });
  });

  test("begins at the frame that is there, or at the start of the range", () => {
    const round = cycleOf(stays, { from: 2, to: 4 }, "loop");
    expect(headAt(round, 3, 7)).toEqual({ at: 1, since: 7 });
    expect(headAt(round, 5, 7)).toEqual({ at: 0, since: 7 });
  });

  test("of a range only its own frames are passed, around its end too", () => {
    const round = cycleOf(stays, { from: 2, to: 4 }, "loop");
    expect(passed(round, 1, 0)).toEqual([4, 2]);
    expect(passed(round, 1, 1)).toEqual([]);
    expect(passed(cycleOf(stays, { from: 1, to: 5 }, "sweep"), 3, 6)).toEqual([5, 4, 3]);
  });
});

test("speeds go step by step and end at both ends", () => {
  expect([nextSpeed(1, 1), nextSpeed(1, -1), nextSpeed(4, 1), nextSpeed(0.25, -1)]).toEqual([2, 0.5, 4, 0.25]);
});

test.each([
  [1, -1, 5],
  [5, 1, 1],
  [2, 1, 3],
])("stepping from %i by %i of 5 comes to %i", (frame, by, next) => {
  expect(stepFrame(frame, by, 5)).toBe(next);
});
