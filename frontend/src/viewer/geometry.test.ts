import { describe, expect, test } from "vitest";
import {
  after,
  flippedAcross,
  flippedDown,
  inverse,
  place,
  type Point,
  type Turn,
  turned,
  turnedSize,
  turnMarkers,
  turnMatrix,
  turnSamples,
  UPRIGHT,
} from "./geometry";

const SIZE = { columns: 3, rows: 2 };
const PICTURE = new Uint8Array([1, 2, 3, 4, 5, 6]);
const ALL: Turn[] = [0, 1, 2, 3].flatMap((quarters) =>
  [false, true].map((isMirrored) => ({ quarters: quarters as Turn["quarters"], isMirrored })),
);
const laid = (turn: Turn) => [
  ...turnSamples(PICTURE, { size: SIZE, turn, samples: 1, make: (length) => new Uint8Array(length) }),
];

describe("a picture of 1 2 3 over 4 5 6", () => {
  test.each<[string, Turn, number[]]>([
    ["as it is", UPRIGHT, [1, 2, 3, 4, 5, 6]],
    ["turned clockwise", turned(UPRIGHT, 1), [4, 1, 5, 2, 6, 3]],
    ["turned over", turned(UPRIGHT, 2), [6, 5, 4, 3, 2, 1]],
    ["turned counterclockwise", turned(UPRIGHT, -1), [3, 6, 2, 5, 1, 4]],
    ["flipped left for right", flippedAcross(UPRIGHT), [3, 2, 1, 6, 5, 4]],
    ["flipped top for bottom", flippedDown(UPRIGHT), [4, 5, 6, 1, 2, 3]],
    ["turned clockwise, then flipped left for right", flippedAcross(turned(UPRIGHT, 1)), [1, 4, 2, 5, 3, 6]],
    ["turned clockwise, then flipped top for bottom", flippedDown(turned(UPRIGHT, 1)), [6, 3, 5, 2, 4, 1]],
  ])("%s", (_, turn, wanted) => {
    expect(laid(turn)).toEqual(wanted);
  });

  test("colour keeps its three samples together", () => {
    const rgb = new Uint8Array([1, 2, 3, 4, 5, 6]);
    const part = { size: { columns: 2, rows: 1 }, samples: 3, make: (length: number) => new Uint8Array(length) };
    expect([...turnSamples(rgb, { ...part, turn: turned(UPRIGHT, 2) })]).toEqual([4, 5, 6, 1, 2, 3]);
  });
});

describe.each(ALL)("lying %o", (turn) => {
  test("each pixel is where the matrix puts its middle", () => {
    const now = laid(turn);
    const { columns } = turnedSize(SIZE, turn);
    PICTURE.forEach((value, at) => {
      const to = place(turnMatrix(turn, SIZE), { x: (at % 3) + 0.5, y: Math.floor(at / 3) + 0.5 });
      expect(now[Math.floor(to.y) * columns + Math.floor(to.x)]).toBe(value);
    });
  });

  test("the letters go with the sides they are written on", () => {
    const sides: [keyof ReturnType<typeof turnMarkers>, Point][] = [
      ["left", { x: 0, y: 1 }],
      ["right", { x: 3, y: 1 }],
      ["top", { x: 1.5, y: 0 }],
      ["bottom", { x: 1.5, y: 2 }],
    ];
    const letters = { left: "R", right: "L", top: "H", bottom: "F" };
    const now = turnMarkers(letters, turn);
    const wide = turnedSize(SIZE, turn);
    for (const [side, point] of sides) {
      const { x, y } = place(turnMatrix(turn, SIZE), point);
      const there = x === 0 ? "left" : x === wide.columns ? "right" : y === 0 ? "top" : "bottom";
      expect(now[there]).toBe(letters[side]);
    }
  });

  test("four quarters and two flips come back to it", () => {
    expect(turned(turn, 4)).toEqual(turn);
    expect(flippedAcross(flippedAcross(turn))).toEqual(turn);
    expect(flippedDown(flippedDown(turn))).toEqual(turn);
  });

  test("the way back undoes the way there", () => {
    const there = turnMatrix(turn, SIZE);
    after(inverse(there), there).forEach((value, at) => expect(value).toBeCloseTo([1, 0, 0, 1, 0, 0][at]!));
  });
});
