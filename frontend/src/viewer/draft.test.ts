import { describe, expect, test } from "vitest";
import { type Draft, follow, isComplete, pointsOf, press, release, withdraw } from "./draft";
import { type Kind, POINTS } from "./measurement";

const REACH = 4;
const at = (x: number, y = 0) => ({ x, y });

function drag(draft: Draft | null, kind: Kind, from: number, to: number): Draft {
  return release(follow(press(draft, kind, at(from), REACH), at(to)), at(to), REACH);
}
const click = (draft: Draft | null, kind: Kind, x: number) => drag(draft, kind, x, x + 1);
const xs = (draft: Draft) => draft.fixed.map((point) => point.x);

describe.each<Kind>(["length", "ellipse", "rectangle", "arrow", "calibration"])("%s", (kind) => {
  test("is one drag", () => {
    const drawn = drag(null, kind, 0, 50);
    expect([xs(drawn), isComplete(drawn)]).toEqual([[0, 50], true]);
  });

  test("or two clicks", () => {
    const one = click(null, kind, 0);
    expect([xs(one), isComplete(one)]).toEqual([[0], false]);
    const two = click(one, kind, 50);
    expect([xs(two), isComplete(two)]).toEqual([[0, 51], true]);
  });
});

describe.each<Kind>(["cobb", "ratio"])("%s", (kind) => {
  test("is two drags", () => {
    const drawn = drag(drag(null, kind, 0, 50), kind, 100, 150);
    expect([xs(drawn), isComplete(drawn)]).toEqual([[0, 50, 100, 150], true]);
  });

  test("or four clicks", () => {
    let drawn: Draft | null = null;
    for (const x of [0, 50, 100, 150]) drawn = click(drawn, kind, x);
    expect(isComplete(drawn!)).toBe(true);
  });

  test("its second line may begin where the first ended", () => {
    expect(xs(drag(drag(null, kind, 0, 50), kind, 50, 90))).toEqual([0, 50, 50, 90]);
  });

  test("nothing hangs between its lines", () => {
    expect(pointsOf(follow(drag(null, kind, 0, 50), at(80)))).toHaveLength(2);
  });
});

test("an angle is a drag to its vertex and a point, or three points", () => {
  const arm = drag(null, "angle", 0, 50);
  expect(isComplete(arm)).toBe(false);
  expect(pointsOf(follow(arm, at(70)))).toHaveLength(3);
  expect(xs(drag(arm, "angle", 80, 90))).toEqual([0, 50, 90]);
  expect(isComplete(click(click(click(null, "angle", 0), "angle", 50), "angle", 90))).toBe(true);
});

test("a double click is one point", () => {
  expect(xs(click(click(null, "length", 0), "length", 1))).toEqual([0]);
});

test("nothing is complete while it is still held", () => {
  expect(isComplete(press(click(null, "length", 0), "length", at(50), REACH))).toBe(false);
});

test("a second finger takes the point back", () => {
  expect(withdraw(press(null, "length", at(0), REACH))).toBeNull();
  expect(withdraw(press(drag(null, "cobb", 0, 50), "cobb", at(99), REACH))).toMatchObject({ fixed: [at(0), at(50)] });
});

test("another tool starts anew", () => {
  expect(xs(press(click(null, "angle", 0), "length", at(9), REACH))).toEqual([9]);
});

test("every kind is complete with its points, not before", () => {
  for (const kind of Object.keys(POINTS) as Kind[]) {
    let drawn: Draft | null = null;
    for (let point = 0; point < POINTS[kind]; point += 1) {
      expect(drawn !== null && isComplete(drawn)).toBe(false);
      drawn = click(drawn, kind, point * 50);
    }
    expect(isComplete(drawn!)).toBe(true);
  }
});
